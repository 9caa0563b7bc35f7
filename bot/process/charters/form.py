"""The form of a section: what stands in its inputs, and what they say, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.process.charters import money, sections
from bot.process.charters.sections import BUDGET, GOAL, OUTCOMES, PERIOD, RISKS, SCOPE, TEAM
from bot.process.kernel import calendars, members, phrases
from bot.process.kernel.work import Work
from bot.process.projects import outcomes
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import people
from storage.projects import Project

# A list that people read: so many lines, of so many characters.
MOST_LINES, LONGEST_LINE = 30, 300
_MARK = Pattern(r"^\s*(?:[-–•·*]|\d{1,2}[.)、）](?!\d))\s*")
# A day, with a year or without, and what is to be reached by it.
_MILESTONE = Pattern(r"^((?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?)[\s:：,，·]*(.+)$")
_SPLIT = Pattern(r"[:：]")


class Input(NamedTuple):
    """An input of a form: its kind (text, lines, day, people), what stands above and in it, an example, and whether it
    may stay empty.
    """

    name: str
    kind: str
    label: Text
    hint: Text | None = None
    is_optional: bool = True
    rows: int = 4
    longest: int = 2000


INPUTS: Mapping[str, Sequence[Input]] = {
    GOAL: (
        Input("background", "text", _("Background"), rows=5),
        Input("objective", "text", _("Core objective"),
              _("What is to be reached, by when, and how it is measured"), is_optional=False, longest=1500),
    ),
    OUTCOMES: (
        Input("outcomes", "text", _("Expected outcomes, one a line"),
              _("Each with a number, a day, or something that is there in the end: they become the checklist of the "
                "acceptance."), is_optional=False, rows=8, longest=3000),
    ),
    SCOPE: (
        Input("inside", "text", _("In scope, one a line"), _("Website and shop in three languages"),
              is_optional=False, rows=6),
        Input("outside", "text", _("Out of scope, one a line"),
              _("What people might expect and will not get: the app follows next year"), rows=5),
    ),
    PERIOD: (
        Input("starts_on", "day", _("Start"), is_optional=False),
        Input("ends_on", "day", _("End"), is_optional=False),
        Input("milestones", "text", _("Milestones, one a line: day and name"), _("2027-03-12 Prototype approved"),
              rows=6),
    ),
    BUDGET: (
        Input("amount", "line", _("Amount, in any currency"), _("120万元, or USD 50,000"), longest=60),
        Input("budget_words", "text", _("What it is for"), _("Tooling 60, samples 25, launch event 35"), rows=4),
    ),
    TEAM: (
        Input("members", "people", _("Members of the core team")),
        Input("team_words", "text", _("Who does what"), _("Wang Lei: hardware; Lin Tao: packaging"), rows=5),
    ),
    RISKS: (
        Input("risks", "text", _("Risks and what is done about each, one a line"),
              _("The supplier delivers late – a second one is asked by the end of January"), rows=8, longest=3000),
    ),
    sections.CONTRIBUTION: (
        Input("contribution", "text", _("What the department contributes"),
              _("Two engineers full-time until June; the test laboratory for three weeks"),
              is_optional=False, rows=5, longest=3000),
    ),
}  # fmt: skip


def inputs(name: str) -> Sequence[Input]:
    """The inputs of a section. Raises Refused for a section that there is not."""
    kind = name if sections.department_of(name) is None else sections.CONTRIBUTION
    if kind not in INPUTS:
        raise Refused(_("The charter has no such section."))
    return INPUTS[kind]


def typed(name: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """What stands in the inputs, of what is kept of the section."""
    said = said or {}
    match name:
        case sections.GOAL:
            return {"background": said.get("background", ""), "objective": said.get("objective", "")}
        case sections.OUTCOMES:
            return {"outcomes": "\n".join(said.get("lines") or ())}
        case sections.SCOPE:
            return {one: "\n".join(said.get(one) or ()) for one in ("inside", "outside")}
        case sections.PERIOD:
            milestones = "\n".join(f"{day} {called}" for day, called in said.get("milestones") or ())
            return {"starts_on": said.get("starts_on"), "ends_on": said.get("ends_on"), "milestones": milestones}
        case sections.BUDGET:
            amount = money.written(said["amount"], said["currency"]) if said.get("amount") else ""
            return {"amount": amount, "budget_words": said.get("words", "")}
        case sections.TEAM:
            return {"members": said.get("members") or [], "team_words": said.get("words", "")}
        case sections.RISKS:
            return {"risks": "\n".join(said.get("lines") or ())}
    return {"contribution": said.get("words", "")}


def read(work: Work, project: Project, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of what the inputs say. Raises Refused beside the input for what cannot be."""
    for one in inputs(name):
        if not one.is_optional and not said.get(one.name):
            raise Refused(_("Please fill this in."), field=one.name)
    found = _read(work, project, name, said)
    again = typed(name, found)
    for one in inputs(name):
        # A day in words is longer once it is read: what the form does not show again would be lost with the next save.
        if one.kind == "text" and len(again[one.name]) > one.longest:
            raise Refused(
                _("That is %(number)s characters too long.", number=len(again[one.name]) - one.longest), field=one.name
            )
    return found


def _read(work: Work, project: Project, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    match name:
        case sections.GOAL:
            return {"background": said.get("background") or "", "objective": said["objective"]}
        case sections.OUTCOMES:
            return {"lines": outcomes.lines(said["outcomes"])}
        case sections.SCOPE:
            return {one: lines(said.get(one) or "", one) for one in ("inside", "outside")}
        case sections.PERIOD:
            return _period(work, project, said)
        case sections.BUDGET:
            amount = money.read(said.get("amount") or "", "amount")
            kept = {"amount": amount.hundredths, "currency": amount.currency} if amount else {}
            return {**kept, "words": said.get("budget_words") or ""}
        case sections.TEAM:
            return _team(work, project, said)
        case sections.RISKS:
            return {"lines": lines(said.get("risks") or "", "risks")}
    return {"words": said["contribution"]}


def lines(text: str, field: str) -> list[str]:
    """The lines that somebody has typed, without the marks of a list. Raises Refused for too many, or too long ones."""
    found = [" ".join(_MARK.sub("", one).split()) for one in text.splitlines()]
    found = list(dict.fromkeys(one for one in found if one))
    if len(found) > MOST_LINES:
        raise Refused(
            _("%(number)s lines are too many; at most %(most)s.", number=len(found), most=MOST_LINES), field=field
        )
    too_long = next((one for one in found if len(one) > LONGEST_LINE), None)
    if too_long is not None:
        raise Refused(
            _("“%(words)s …” is too long for a line: at most %(most)s characters.",
              words=too_long[:30], most=LONGEST_LINE),
            field=field,
        )  # fmt: skip
    return found


def _period(work: Work, project: Project, said: Mapping[str, Any]) -> dict[str, Any]:
    starts_on, ends_on = _day(said["starts_on"]), _day(said["ends_on"])
    if ends_on <= starts_on:
        raise Refused(_("The project must end after it starts."), field="ends_on")
    found = sorted(_milestone(work, project, one) for one in lines(said.get("milestones") or "", "milestones"))
    outside = next((one for one in found if not starts_on <= one[0] <= ends_on), None)
    if outside is not None:
        raise Refused(
            _("%(day)s (%(name)s) lies outside the period.", day=outside[0], name=outside[1]), field="milestones"
        )
    return {
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "milestones": [[day.isoformat(), name] for day, name in found],
    }


def _milestone(work: Work, project: Project, line: str) -> tuple[date, str]:
    found = _MILESTONE.match(line)
    if found is not None:
        day, name = found[1], found[2]
    else:
        # In words: "end of March: Prototype approved".
        day, *rest = _SPLIT.split(line, 1)
        name = rest[0] if rest else ""
    if not name.strip():
        raise Refused(
            _("“%(line)s” has no day. Say for example %(example)s.", line=line[:60],
              example="2027-03-12 Prototype approved"),
            field="milestones",
        )  # fmt: skip
    calendar = calendars.of_project(work, project)
    read_day = phrases.read(work, day, zone=project.zone, calendar=calendar, field="milestones", past=True).day
    return read_day, name.strip()


def _team(work: Work, project: Project, said: Mapping[str, Any]) -> dict[str, Any]:
    chosen = list(dict.fromkeys(said.get("members") or ()))
    known = people.people(work.session, work.team_id, chosen)
    for user_id in chosen:
        found = known.get(user_id)
        # Guests work in a team, too; apps and who has left do not.
        why = members.cannot_be_named(found) if found is None or not found.is_guest else None
        if why is not None:
            raise Refused(why, field="members")
    return {"pm_id": project.pm_id, "members": chosen, "words": said.get("team_words") or ""}


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(str(said))

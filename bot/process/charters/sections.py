"""The sections of a charter: what each is called, what stands in it as plain data, whom it concerns, how it is told.

What stands here is what is signed: ids instead of names, days as 2027-03-12, amounts in hundredths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.process.charters.money import Money
from bot.process.kernel.signatures import Section
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import departments, people
from storage.charters import Charter, Content

GOAL, OUTCOMES, SCOPE, PERIOD, BUDGET, TEAM, RISKS = (
    "goal", "outcomes", "scope", "period", "budget", "team", "risks",
)  # fmt: skip
CONTRIBUTION = "contribution"
LABELS: Mapping[str, Text] = {
    GOAL: _("Background and objective"),
    OUTCOMES: _("Expected outcomes"),
    SCOPE: _("Scope"),
    PERIOD: _("Period and milestones"),
    BUDGET: _("Budget"),
    TEAM: _("Core team"),
    RISKS: _("Risk plan"),
}
# In the order in which they are read; what each department contributes stands before the risks.
BEFORE = (GOAL, OUTCOMES, SCOPE, PERIOD, BUDGET, TEAM)
_NOTHING = Text("–")
_SEVERAL = _("%(one)s, %(rest)s")


class Fact(NamedTuple):
    """One thing that a section says, a line or several."""

    label: Text
    lines: Sequence[Text]

    @property
    def is_said(self) -> bool:
        """Whether anything was said."""
        return bool(self.lines)


def of_department(department_id: int) -> str:
    """The name of the section of what that department contributes."""
    return f"{CONTRIBUTION}:{department_id}"


def department_of(name: str) -> int | None:
    """The department whose contribution the section is; None for what is for all."""
    kind, _colon, of = name.partition(":")
    return int(of) if kind == CONTRIBUTION and of.isdecimal() else None


def names(department_ids: Sequence[int]) -> list[str]:
    """The sections of a charter of these departments, in their order."""
    return [*BEFORE, *(of_department(one) for one in department_ids), RISKS]


def labels(work: Work, found: Sequence[str]) -> dict[str, Text]:
    """What these sections are called."""
    ids = [of for one in found if (of := department_of(one)) is not None]
    called = departments.names(work.session, work.team_id, ids) if ids else {}
    said = {}
    for one in found:
        of = department_of(one)
        said[one] = LABELS.get(one, _NOTHING) if of is None else _(
            "Contribution of %(name)s", name=called.get(of, _NOTHING)
        )  # fmt: skip
    return said


def document(charter: Charter, content: Content, department_ids: Sequence[int]) -> tuple[Section, ...]:
    """What is signed, as far as it concerns these departments and everybody."""
    known_by = Section("charter", {"team": charter.team_id, "number": charter.number})
    return (known_by, *(_section(name, content.get(name)) for name in names(department_ids)))


def _section(name: str, content: Any) -> Section:
    of = department_of(name)
    return Section(name, content or {}, frozenset({of}) if of is not None else None)


def told(work: Work, name: str, said: Mapping[str, Any] | None) -> list[Fact]:
    """What a section says, in words; a fact without lines where that was not said yet."""
    said = said or {}
    if department_of(name) is not None:
        return [Fact(labels(work, [name])[name], _words(said.get("words")))]
    return _TOLD[name](work, said)


def is_said(work: Work, name: str, said: Mapping[str, Any] | None) -> bool:
    """Whether anything stands in the section."""
    return any(one.is_said for one in told(work, name, said))


def _goal(_work: Work, said: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(_("Background"), _words(said.get("background"))),
        Fact(_("Core objective"), _words(said.get("objective"))),
    ]


def _outcomes(_work: Work, said: Mapping[str, Any]) -> list[Fact]:
    return [Fact(LABELS[OUTCOMES], _lines(said.get("lines")))]


def _scope(_work: Work, said: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(_("In scope"), _lines(said.get("inside"))),
        Fact(_("Out of scope"), _lines(said.get("outside"))),
    ]


def _period(_work: Work, said: Mapping[str, Any]) -> list[Fact]:
    days = [date.fromisoformat(said[one]) for one in ("starts_on", "ends_on") if said.get(one)]
    period = [_("%(start)s – %(end)s", start=days[0], end=days[1])] if len(days) == len(("start", "end")) else []
    milestones = [
        _("%(day)s · %(name)s", day=date.fromisoformat(day), name=name) for day, name in said.get("milestones") or ()
    ]
    return [Fact(_("Period"), period), Fact(_("Milestones"), milestones)]


def _budget(_work: Work, said: Mapping[str, Any]) -> list[Fact]:
    amount = said.get("amount")
    money = [Money("", hundredths=amount, currency=said.get("currency", "CNY"))] if amount else []
    return [Fact(LABELS[BUDGET], money), Fact(_("What it is for"), _words(said.get("words")))]


def _team(work: Work, said: Mapping[str, Any]) -> list[Fact]:
    pm_id, members = said.get("pm_id"), said.get("members") or []
    known = people.people(work.session, work.team_id, [one for one in (pm_id, *members) if one])
    called = [Text("%(name)s", {"name": known[one].name}) for one in members if one in known]
    whole = joined(called, _SEVERAL)
    return [
        Fact(_("Project manager"), [Text("%(name)s", {"name": known[pm_id].name})] if pm_id in known else []),
        Fact(_("Members"), [whole] if whole is not None else []),
        Fact(_("Who does what"), _words(said.get("words"))),
    ]


def _risks(_work: Work, said: Mapping[str, Any]) -> list[Fact]:
    return [Fact(LABELS[RISKS], _lines(said.get("lines")))]


def _words(said: Any) -> list[Text]:
    return [Text("%(words)s", {"words": said})] if said else []


def _lines(said: Any) -> list[Text]:
    return [Text("%(words)s", {"words": one}) for one in said or ()]


_TOLD = {
    GOAL: _goal, OUTCOMES: _outcomes, SCOPE: _scope, PERIOD: _period, BUDGET: _budget, TEAM: _team, RISKS: _risks,
}  # fmt: skip

"""What was said in a kickoff meeting: strategy, what each department contributes, risks, questions, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.process.kernel import quiet
from bot.process.kernel.work import Work
from bot.process.kickoffs import calling, cards
from bot.process.kickoffs import shown as kickoff_shown
from bot.process.kickoffs.shown import Shown
from bot.process.kickoffs.states import TRANSITIONS
from bot.process.minutes import lines
from bot.process.tasks import news
from bot.words.language import CHINESE, Reader, Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, kickoffs, people
from storage.departments import Department
from storage.tasks import Task

# Some write beforehand who is there.
EARLY = timedelta(minutes=30)
# As much as an input of a form holds.
CONTRIBUTIONS_AT_MOST = 3000
# What of the minutes is told when it is changed, as the form calls it.
SAID = {
    "attended": _("Present"),
    "alignment": _("Fit with the company's strategy"),
    "contributions": _("What each department contributes"),
    "risks": _("First risks"),
    "questions": _("Open questions"),
    "decisions": _("Decisions"),
    "task_ids": _("Actions"),
}
COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Noted:
    """What the form says. `contributions`: a line a department, its name and a colon before what it contributes."""

    attended: Sequence[str]
    alignment: str
    contributions: str
    risks: str
    questions: str
    decisions: str
    # What is to be done, one a line: whose, what, by when; each becomes a task.
    actions: str = ""


def to_note(work: Work, kickoff_id: int) -> tuple[Shown, Sequence[str], str]:
    """The form of its minutes: the meeting, who is taken to have come, and the lines of the departments.

    Raises Refused for everybody but who runs the project, where it was cancelled, and before it.
    """
    shown = calling.held(work, kickoff_id)
    _must_have_begun(work, shown)
    is_first = shown.kickoff.state == kickoffs.CALLED
    attended = shown.kickoff.invited if is_first else shown.kickoff.attended
    reader = Reader(work.person.locale, work.person.zone)
    said = {one.id: what for one, what in shown.contributions}
    return shown, attended, _lines(shown.departments, said, reader)


def note(work: Work, kickoff_id: int, noted: Noted, version: int) -> Shown:
    """Keep the minutes, make a task of each new action, and post them; a second submit finds the first.

    Whoever was invited or came is told once that they are written, and once more when they are changed. Raises Refused
    for lines of departments that do not take part, for actions that cannot be, where nothing is written at all, and
    where somebody has changed them meanwhile.
    """
    shown = calling.held(work, kickoff_id)
    kickoff = shown.kickoff
    if kickoff.cause == work.cause:
        return shown
    _must_have_begun(work, shown)
    calling.must_stand(work, shown.project, kickoff, version)
    others = departments.all_of(work.session, work.team_id)
    said = contributions(shown.departments, noted.contributions, others)
    texts = (noted.alignment, noted.risks, noted.questions, noted.decisions)
    if not said and not any(one.strip() for one in texts):
        raise Refused(_("Write down a contribution, a risk or a decision."), field="decisions")
    before = calling.said_of(work, kickoff)
    known = people.people(work.session, work.team_id, set(noted.attended))
    attended = [one for one in dict.fromkeys(noted.attended) if one in known]
    calling.must_be_shown(attended, "attended")
    _must_fit(shown.departments, said)
    is_first, made = kickoff.state == kickoffs.CALLED, _tasks(work, shown, noted.actions)
    kickoff.task_ids = [*kickoff.task_ids, *(one.id for one in made)]
    kickoff.attended = attended
    kickoff.alignment, kickoff.risks, kickoff.questions, kickoff.decisions = texts
    kickoff.state = TRANSITIONS.after(shown.state, "note")
    parts = {one.id for one in shown.departments}
    left = {one: what for one, what in kickoffs.contributions(work.session, kickoff.id).items() if one not in parts}
    kickoffs.set_contributions(work.session, kickoff, {**left, **said})
    calling.changed(work, kickoff, "note", before)
    news.give(work, made)
    shown = kickoff_shown.of(work, shown.project, kickoff)
    cards.draw(work, shown)
    now = calling.said_of(work, kickoff)
    _tell(work, shown, is_first=is_first, changed=[SAID[one] for one in SAID if before.get(one) != now[one]])
    return shown


def _tasks(work: Work, shown: Shown, typed: str) -> list[Task]:
    """A task of each action that is typed. Raises Refused naming those that cannot be."""
    said = lines.actions(work, shown.project, typed)
    lines.must_be_whole(said)
    return lines.make(work, shown.project, said)


def _tell(work: Work, shown: Shown, *, is_first: bool, changed: Sequence[Text]) -> None:
    """Tell who was invited or came; of a change of what they have not read yet, nothing but that it is written."""
    if not is_first and not changed:
        return
    told = f"{kickoff_shown.about(shown.kickoff.id)}:noted"
    for person in {one.user_id: one for one in (*shown.invited, *shown.attended)}.values():
        if person.user_id == work.actor_id or not calling.may_read(work, shown, person):
            continue
        is_unread = bool(work.unsay(told, "it is written anew", to=quiet.readers(work, [person])))
        given = [] if is_first or is_unread else changed
        quiet.tell(work, person, "kickoffs/noted", about=told, shown=shown, changed=given)


def contributions(parts: Sequence[Department], typed: str, others: Sequence[Department] = ()) -> Mapping[int, str]:
    """What each department contributes, by its id, as it was typed; a line without a name goes on with the one before.

    Raises Refused naming the first line that belongs to no department that takes part: `others` are known as such.
    """
    found: dict[int, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(typed.splitlines(), 1):
        department, rest = _read(parts, line)
        if department is not None:
            current = found.setdefault(department.id, [])
        elif line.strip() and (current is None or _read(others, line)[0] is not None):
            raise Refused(_unknown(parts, number), field="contributions")
        if current is not None and rest.strip():
            current.append(rest.strip())
    return {department_id: "\n".join(said) for department_id, said in found.items() if said}


def _read(among: Sequence[Department], line: str) -> tuple[Department | None, str]:
    """The department that the line begins with, and what stands behind its colon."""
    for colon in COLONS:
        name, found, rest = line.partition(colon)
        for one in among if found else ():
            if name.strip().casefold() in {known.casefold() for known in (one.name_en, one.name_zh) if known}:
                return one, rest
    return None, line


def _must_fit(parts: Sequence[Department], said: Mapping[int, str]) -> None:
    """Raises Refused for more than the form shows again, to whoever changes it next, in either language."""
    longest = max(len(_lines(parts, said, Reader(locale))) for locale in ("en-US", "zh-CN"))
    if longest > CONTRIBUTIONS_AT_MOST:
        raise Refused(
            _("That is %(number)s characters too long, with the names of all departments before it.",
              number=longest - CONTRIBUTIONS_AT_MOST),
            field="contributions",
        )  # fmt: skip


def _lines(parts: Sequence[Department], said: Mapping[int, str], reader: Reader) -> str:
    return "\n".join(_line(one, said.get(one.id, ""), reader) for one in parts)


def _line(department: Department, said: str, reader: Reader) -> str:
    colon = "：" if reader.language == CHINESE else ": "
    return f"{department.name.for_(reader)}{colon}{said}".rstrip(" ")


def _unknown(parts: Sequence[Department], number: int) -> Text:
    names = joined((one.name for one in parts), _("%(one)s, %(rest)s"))
    return _(
        "Line %(line)s: begin it with the department, as it is called here, and a colon: %(names)s.",
        line=number,
        names=names or "–",
    )


def _must_have_begun(work: Work, shown: Shown) -> None:
    TRANSITIONS.after(shown.state, "note")
    if work.now < shown.kickoff.starts_at - EARLY:
        raise Refused(
            _(
                "The kickoff meeting of %(number)s has not been yet. Its minutes can be written from %(minutes)s "
                "minutes before it.",
                number=shown.project.number,
                minutes=EARLY.seconds // 60,
            )
        )

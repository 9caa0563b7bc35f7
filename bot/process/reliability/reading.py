"""Who reads how reliable a department was, of which quarter, and what they read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bot.process.kernel import calendars, readers, reliability, rights
from bot.process.kernel.reliability import Case, Measure, Over
from bot.process.kernel.work import Work
from bot.process.reliability import quarters
from bot.process.reliability.quarters import Quarter
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Refused
from bot.words.typed import quoted
from storage import departments
from storage.departments import Department

READ = "reliability.read"
# In a cell so many causes are named; the workbook has all.
CAUSES = 3
_NONE = _("none")
_EACH = _("that of each project")
_PARTS = Text("%(one)s · %(rest)s")
_SEVERAL = _("%(one)s, %(rest)s")


class Line(NamedTuple):
    """A measure in words: in the quarter, and in the one before; and what is behind the first."""

    name: Text
    now: Text
    before: Text
    cases: Sequence[tuple[Case, Text]]


class Report(NamedTuple):
    """How reliable a department was in a quarter, as far as its reader may see the matters.

    `calendar` names the working days in which moves of dates are counted; `is_partial` where something of these days
    is of projects that the reader does not see.
    """

    department: Department
    quarter: Quarter
    lines: Sequence[Line]
    is_running: bool
    is_partial: bool
    calendar: Text
    today: date

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count in it."""
        return not any(one.cases for one in self.lines)

    @property
    def key(self) -> str:
        """What a button of it says."""
        return f"{self.department.id}:{self.quarter.year}:{self.quarter.number}"


def asked(work: Work, words: str) -> Report:
    """The report that somebody asks for in words: a department and a quarter, both of which may be missing.

    Raises Refused for a department that is unknown, for who may not read of it, and for a quarter that is to come.
    """
    today = work.today(work.person.zone)
    whole = departments.named(work.session, work.team_id, words)
    name, quarter = ("", quarters.of(today).before) if whole is not None else quarters.read(words, today)
    return _report(work, whole or _department(work, name), quarter)


def of(work: Work, department_id: int, quarter: Quarter) -> Report:
    """The report of a department, for a button. Raises Refused as `asked` does."""
    quarters.must_have_begun(quarter, work.today(work.person.zone))
    found = departments.department(work.session, work.team_id, department_id)
    if found is None:
        raise Refused(_("There is no such department any more."))
    return _report(work, found, quarter)


def _report(work: Work, department: Department, quarter: Quarter) -> Report:
    why = _("You cannot read how reliable %(department)s was.", department=department.name)
    rights.must(work, READ, None, why, department_id=department.id)
    before = quarter.before
    measured = reliability.measures(work, Over(department, before.first, quarter.last))
    of_projects = {case.project.id for one in measured for case in one.cases}
    hidden = readers.hidden_from(work, work.person, of_projects)
    today = work.today(work.person.zone)
    own = department.calendar
    counted = calendars.counted_in(work, own, before.first, quarter.last) if own else _EACH
    return Report(
        department,
        quarter,
        [_line(one, hidden, quarter) for one in measured],
        is_running=quarter == quarters.of(today),
        is_partial=bool(hidden),
        calendar=counted,
        today=today,
    )


def _department(work: Work, name: str) -> Department:
    """The department of that name, or of which the name has that part; without one that of which one may read."""
    if name:
        exactly = departments.named(work.session, work.team_id, name)
        if exactly is not None:
            return exactly
    known = departments.all_of(work.session, work.team_id)
    if name:
        wanted = " ".join(name.split()).casefold()
        fits = [
            one for one in known if any(wanted in called.casefold() for called in (one.name_en, one.name_zh) if called)
        ]
        if not fits:
            raise _unknown(name)
    else:
        fits = [one for one in known if work.person.user_id in (one.head_id, *one.deputies)]
        fits = fits or [one for one in known if rights.may(work, READ, None, department_id=one.id)]
        if not fits:
            raise Refused(_("Only its head and the admins read how reliable a department was; you are head of none."))
    if len(fits) > 1:
        raise Refused(
            _(
                "Which department: %(departments)s? For example `/liaison reliability %(first)s last`.",
                departments=joined([one.name for one in fits[:10]], _SEVERAL),
                first=fits[0].name,
            )
        )
    return fits[0]


def _unknown(name: str) -> Refused:
    return Refused(
        _("There is no department “%(name)s”. `/liaison reliability` alone shows your own.", name=quoted(name))
    )


def _line(measure: Measure, hidden: set[int], quarter: Quarter) -> Line:
    shown = [one for one in measure.cases if one.project.id not in hidden]
    now = [one for one in shown if one.day >= quarter.first]
    before = [one for one in shown if one.day < quarter.first]
    cases = sorted(now, key=lambda one: (one.day, one.project.id, one.label))
    named = [(one, measure.outcomes[one.outcome]) for one in cases]
    return Line(measure.name, _said(measure, now), _said(measure, before), named)


def _said(measure: Measure, cases: Sequence[Case]) -> Text:
    """How often there was which outcome; of a share, how much of all was as agreed."""
    if not cases:
        return _NONE
    numbers = Counter(one.outcome for one in cases)
    if measure.is_of_moves:
        return _moves(measure, cases, numbers)
    said: list[Text] = []
    for key, name in measure.outcomes.items():
        if measure.is_share and not said:
            said.append(_("%(what)s: %(number)s of %(total)s", what=name, number=numbers[key], total=len(cases)))
        elif numbers[key]:
            said.append(_("%(what)s: %(number)s", what=name, number=numbers[key]))
    return joined(said, _PARTS) or _NONE


def _moves(measure: Measure, cases: Sequence[Case], numbers: Counter[str]) -> Text:
    """All moves, and those of the commonest causes."""
    said = [_sum(cases)]
    for key, _number in numbers.most_common(CAUSES):
        of_it = [one for one in cases if one.outcome == key]
        said.append(_("%(cause)s: %(moves)s", cause=measure.outcomes[key], moves=_sum(of_it)))
    if (more := len(numbers) - CAUSES) > 0:
        said.append(plural("%(number)s more cause", "%(number)s more causes", more))
    return joined(said, _PARTS) or _NONE


def _sum(cases: Iterable[Case]) -> Text:
    days = [one.days for one in cases]
    later, earlier = sum(one for one in days if one > 0), -sum(one for one in days if one < 0)
    said = []
    if later:
        said.append(plural("%(number)s working day later", "%(number)s working days later", later))
    if earlier:
        said.append(plural("%(number)s working day earlier", "%(number)s working days earlier", earlier))
    moves, by = plural("%(number)s move", "%(number)s moves", len(days)), joined(said, _SEVERAL)
    return moves if by is None else _("%(moves)s (%(days)s)", moves=moves, days=by)

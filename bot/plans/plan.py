"""A plan as a file tells it: its rows, links and calendars, and what was not understood of it.

Days are the author's: none is changed, none is made up. All of it is plain data, so that a file can be read in a
process apart (see `bot/documents/apart.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.calendars import Calendar, OwnDay
from bot.plans.network import Kind
from bot.words.language import Text
from bot.words.language import text as _


class Why(StrEnum):
    """Why something in a file is not taken."""

    INACTIVE = "inactive"
    ELSEWHERE = "elsewhere"
    LINK_ELSEWHERE = "link elsewhere"
    NOTHING_BEFORE = "nothing before"
    NOTHING_AFTER = "nothing after"
    REPEATS = "repeats"
    NO_DAY = "no day"
    NO_PERCENT = "no percent"
    NO_LENGTH = "no length"
    IS_EFFORT = "is effort"
    IS_ELAPSED = "is elapsed"
    ONE_DAY = "one day"
    NO_LINK = "no link"
    NO_KIND = "no kind"
    NO_NUMBERS = "no numbers"
    NO_LEVEL = "no level"
    NO_PARENT = "no parent"
    NO_TITLE = "no title"
    NO_CODE = "no code"
    UNCOUNTED = "uncounted"
    TOO_FAR = "too far"
    ENDS_FIRST = "ends first"
    DATES_WIN = "dates win"
    TOTAL = "total"
    NUMBERED = "numbered"
    REMARK = "remark"
    HIDDEN = "hidden"
    NO_TASKS = "no tasks"
    SECOND = "second"
    UNKNOWN = "unknown"
    DAY_GRID = "day grid"
    TWICE = "twice"
    CAME = "came"
    AS_ANSWERED = "as answered"

    @property
    def words(self) -> Text:
        """As it is told."""
        return WORDS[self]


WORDS: Mapping[Why, Text] = {
    Why.INACTIVE: _("it is set inactive in the file"),
    Why.ELSEWHERE: _("it belongs to another project"),
    Why.LINK_ELSEWHERE: _("the link leads to another project"),
    Why.NOTHING_BEFORE: _("the task waited for is not in the plan"),
    Why.NOTHING_AFTER: _("the task that waits is not in the plan"),
    Why.REPEATS: _("days off that come again by a rule are not read"),
    Why.NO_DAY: _("that is no day"),
    Why.NO_PERCENT: _("that is no percentage"),
    Why.NO_LENGTH: _("that is no length in days, hours or weeks"),
    Why.IS_EFFORT: _("that is effort (person-days), not a length"),
    Why.IS_ELAPSED: _("that counts days off too; a length is in working days"),
    Why.ONE_DAY: _("the task has no length; it is counted as one working day"),
    Why.NO_LINK: _("that names no task to wait for"),
    Why.NO_KIND: _("the task is known, but not how it is waited for: write it as 3FS+2 (FS, SS, FF or SF)"),
    Why.AS_ANSWERED: _("as you answered"),
    Why.CAME: _("that is what came of the plan, not the plan"),
    Why.NO_NUMBERS: _("no column numbers the tasks, so nobody knows which one that is: add one (No.)"),
    Why.NO_LEVEL: _("that is no level"),
    Why.NO_PARENT: _("the task above it is not in the plan"),
    Why.NO_TITLE: _("the row names no task"),
    Why.NO_CODE: _("a code has become a date there; set the column to text"),
    Why.UNCOUNTED: _("a formula stands there that was never computed; open the file in Excel or WPS and save it"),
    Why.TOO_FAR: _("that is more than a plan counts"),
    Why.ENDS_FIRST: _("the task would end before it starts"),
    Why.DATES_WIN: _("start and end give another length; the dates are taken"),
    Why.TOTAL: _("a sum, no task"),
    Why.NUMBERED: _("there is a number and nothing else"),
    Why.REMARK: _("a remark, no task"),
    Why.HIDDEN: _("the sheet is hidden"),
    Why.NO_TASKS: _("there is no table of tasks"),
    Why.SECOND: _("another column is read for the same"),
    Why.UNKNOWN: _("nothing is known by that heading"),
    Why.DAY_GRID: _("a calendar drawn in cells"),
    Why.TWICE: _("the two are linked already"),
}


class About(StrEnum):
    """What cannot be told from a file, and is asked of whoever brings it."""

    SHEET = "sheet"
    DAY_OR_MONTH = "day or month first"
    SWAPPED = "day and month swapped"
    YEAR = "year"
    PERCENT = "percent or part"
    HEADING = "heading"
    DEPTH = "deeper than three levels"

    @property
    def words(self) -> Text:
        """As it is asked."""
        return QUESTIONS[self]


QUESTIONS: Mapping[About, Text] = {
    About.SHEET: _("which sheet"),
    About.DAY_OR_MONTH: _("day or month first"),
    About.SWAPPED: _("day and month swapped"),
    About.YEAR: _("of which year the first day is"),
    About.PERCENT: _("is 1 all of it, or one percent"),
    About.HEADING: _("what the column is"),
    About.DEPTH: _("what becomes of rows deeper than three levels"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which column, or of how many rows; and what may be answered, each with what it would mean."""

    about: About
    column: str = ""
    rows: int = 0
    choices: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: the sheet, and by heading whether its days are read day first (or swapped), whether 1 is all
    of it, and what it stands for; and of which year the first day is that names none. A question of that shows what
    is nearest to `today`.
    """

    sheet: str = ""
    day_first: dict[str, bool] = field(default_factory=dict)
    one_is_all: dict[str, bool] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    year: int | None = None
    today: date | None = None


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Understood:
    """As what a column of a table was read; its letter is that of the spreadsheet."""

    letter: str
    heading: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day of a calendar that is other than its week says."""

    day: date
    is_working: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """A calendar of a file: the weekdays that are off (Monday is 0), and single days."""

    name: str
    weekend: list[int] = field(default_factory=lambda: [5, 6])
    days: list[PlanDay] = field(default_factory=list)

    def counted(self) -> Calendar:
        """The same, to count with."""
        own = {one.day: OwnDay(one.is_working, one.label) for one in self.days}
        return Calendar(self.name, weekend=frozenset(self.weekend), own_days=own)


@dataclass(slots=True)
class PlanRow:
    """A row of a plan: a stage (`is_summary`), a task, or a milestone.

    `id` is the file's own; `parent` the id of the row that it belongs to, `level` how deep it is, from 1. `days` are
    working days, with a fraction where the file has hours; None where it names none. `end` is the last day, included.
    A milestone stands at the end of its day, or at the start (`is_at_start`). It is not to begin before `not_before`.
    `calendar` is the name of its own calendar.
    """

    id: str
    title: str
    level: int = 1
    parent: str | None = None
    code: str = ""
    is_summary: bool = False
    is_milestone: bool = False
    is_pinned: bool = False
    is_at_start: bool = False
    start: date | None = None
    end: date | None = None
    days: float | None = None
    not_before: date | None = None
    progress: int | None = None
    owner: str = ""
    department: str = ""
    note: str = ""
    calendar: str = ""
    cooperating: str = ""
    deliverable: str = ""
    baseline: tuple[date | None, date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class PlanLink:
    """`after` waits for `before`, by ids. `lag` is in working days, also a part of one.

    Where the file counts days off too, `elapsed` are its days, and `lag` what they come to by its own dates.
    """

    before: str
    after: str
    kind: Kind = Kind.FS
    lag: float = 0
    elapsed: float | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the file and cannot be taken: in which row (of a sheet: its number) and column, and why."""

    row: int | str
    column: str
    value: str
    why: Why


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is in the file and not in the plan, and why."""

    what: str
    why: Why


@dataclass(slots=True)
class Plan:
    """What was read. `format` is the name of the program's format. It counts in `calendar`, and rows that say so in one
    of `calendars`, by name.
    """

    format: str
    rows: list[PlanRow] = field(default_factory=list)
    links: list[PlanLink] = field(default_factory=list)
    start: date | None = None
    calendar: PlanCalendar = field(default_factory=lambda: PlanCalendar("Monday to Friday"))
    calendars: dict[str, PlanCalendar] = field(default_factory=dict)
    sheet: str | None = None
    heading_row: int | None = None
    headings: list[str] = field(default_factory=list)
    columns: list[Understood] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def begins(self) -> date | None:
        """Its first day: the one that it names itself, else that of its first row."""
        return self.start or min((row.start for row in self.rows if row.start), default=None)

    @property
    def ends(self) -> date | None:
        """Its last day."""
        return max((row.end for row in self.rows if row.end), default=None)


def last_day(moment_day: date, *, is_morning: bool) -> date:
    """The day that ends with a moment: one that ends in the morning ended the evening before."""
    return moment_day - timedelta(days=1) if is_morning else moment_day

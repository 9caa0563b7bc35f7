"""A line that says what is to be done, and by when."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.due.phrases import NotADate, find_due, left_in
from bot.process.kernel import calendars, phrases
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage.projects import Project


class Line(NamedTuple):
    """A line of a new task: its title, the day it is due, and whether working days were counted for that.

    `hour` was said with the day and is not kept. Where no day was found, `left` are words of the title that look like
    one: they would be `near`, or cannot be for the reason `why`.
    """

    title: str
    due_on: date | None = None
    is_counted: bool = False
    hour: time | None = None
    left: str = ""
    near: date | None = None
    why: Text | None = None

    @property
    def beside_form(self) -> Text | None:
        """What to say beside a form that is filled with the title, and with the day or the one that it may be."""
        if self.why is not None:
            return _("%(why)s It stays in the words; choose the day here.", why=self.why)
        if self.near is not None:
            return _(
                "“%(words)s” stays in the words. It may be the day: %(day)s is filled in, see whether that is so.",
                words=self.left,
                day=self.near,
            )
        return not_kept(self.hour)

    @property
    def in_list(self) -> Text | None:
        """What is wrong with it as one line among others, which has no form of its own."""
        if self.why is not None:
            return self.why
        if self.near is None:
            return None
        return _("“%(words)s” may be the day (%(day)s): write “by” before it", words=self.left, day=self.near)


def not_kept(hour: time | None) -> Text | None:
    """What to say where an hour was said of what has none."""
    return _("Only the day is kept, not the hour: %(hour)s.", hour=hour) if hour else None


def read_line(work: Work, project: Project, line: str) -> Line:
    """A title and the day it is due in the project's zone, from a line such as "Print posters by next Friday"."""
    zone, locale = ZoneInfo(project.zone), work.person.locale
    calendar = calendars.of_project(work, project)
    try:
        found = find_due(line, now=work.now, zone=zone, locale=locale, calendar=calendar)
    except NotADate as wrong:
        return Line(line, why=_why(line, wrong))
    if found is not None:
        due, title = found
        return Line(title, due.day, due.counted_in is not None, due.time)
    left = left_in(line, now=work.now, zone=zone, locale=locale, calendar=calendar)
    if left is None:
        return Line(line)
    why = _why(left.words, left.wrong) if left.wrong is not None else None
    return Line(line, left=left.words, near=left.due.day if left.due else None, why=why)


def _why(words: str, wrong: NotADate) -> Text:
    return _(
        "%(why)s Say for example %(examples)s.",
        why=phrases.why_not(words, wrong),
        examples=phrases.to_type(wrong.examples),
    )

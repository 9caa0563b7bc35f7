"""A line that says what is to be done, and by when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.due.phrases import NotADate, find_due
from bot.process.kernel import calendars, phrases
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.projects import Project


class Line(NamedTuple):
    """A line of a new task: its title, the day it is due, and whether working days were counted for that."""

    title: str
    due_on: date | None = None
    is_counted: bool = False


def read_line(work: Work, project: Project, line: str) -> Line:
    """A title and the day it is due in the project's zone, from a line such as "Print posters by next Friday".

    Raises Refused for a line that says by when, but not when.
    """
    try:
        found = find_due(
            line,
            now=work.now,
            zone=ZoneInfo(project.zone),
            locale=work.person.locale,
            calendar=calendars.of_project(work, project),
        )
    except NotADate as wrong:
        raise Refused(
            _(
                "%(why)s Say for example %(examples)s, or leave it out and choose the day in the form.",
                why=phrases.why_not(line, wrong),
                examples=phrases.to_type(wrong.examples),
            )
        ) from None
    return Line(found[1], found[0].day, found[0].counted_in is not None) if found else Line(line)

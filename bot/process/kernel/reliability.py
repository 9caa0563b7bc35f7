"""How reliably a department worked with others on some days: measures that each flow fills in (`Flow.reliability`).

A measure is made of cases, each a matter that anybody can look up; nothing is measured of a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.process.kernel.work import Work
from bot.words.language import Text
from storage.departments import Department
from storage.projects import Project

_A_DAY = timedelta(days=1)


class Over(NamedTuple):
    """Whose matters, and of which days, both included. Each day is one of the zone of a matter's project."""

    department: Department
    first: date
    last: date

    @property
    def since(self) -> datetime:
        """No zone's first day has begun before."""
        return datetime.combine(self.first - _A_DAY, time(), ZoneInfo("UTC"))

    @property
    def until(self) -> datetime:
        """Every zone's last day has ended by then."""
        return datetime.combine(self.last + 2 * _A_DAY, time(), ZoneInfo("UTC"))

    def has(self, day: date) -> bool:
        """Whether it is one of these days."""
        return self.first <= day <= self.last


class Case(NamedTuple):
    """A matter ("R-3") that counts on a day, with which outcome; and what happened, in words.

    `days` is by how many working days a date moved, back where it is less than nothing.
    """

    project: Project
    day: date
    label: str
    title: str | Text
    outcome: str
    said: Text
    days: int = 0


class Measure(NamedTuple):
    """What is counted: `outcomes` in the order in which they are said, the first one of a share being what was agreed.

    `order` is that in which measures are read, whatever flow each is of. Of one that `is_of_moves` days are summed.
    """

    order: int
    name: Text
    outcomes: Mapping[str, Text]
    cases: Sequence[Case]
    is_share: bool = True
    is_of_moves: bool = False


def measures(work: Work, over: Over) -> list[Measure]:
    """All that the flows measure of the department, also where nothing is to be counted."""
    found = [one for reliability in work.rules.reliability for one in reliability(work, over)]
    return sorted(found, key=lambda one: one.order)


def day_of(project: Project, moment: datetime) -> date:
    """The day that it was then where the project is."""
    return moment.astimezone(ZoneInfo(project.zone)).date()


def has_lapsed(work: Work, project: Project, day: date) -> bool:
    """Whether that day has passed while the project ran: what stands still keeps nobody waiting."""
    stood_since = project.since if project.is_still else None
    return day < work.today(project.zone) and (stood_since is None or day < stood_since)

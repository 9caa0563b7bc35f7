"""Numbers of collaboration requests, a department each: answered in time, delivered in time, late notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.requests import lists
from bot.words.language import Name
from storage import departments, requests
from storage.matters import WITHDRAWN
from storage.projects import Project
from storage.requests import Counted


@dataclass(frozen=True, slots=True)
class Figures:
    """How a department dealt with what it was asked for. `answered` and `delivered` count what has come or is overdue:
    what still has time is in neither.
    """

    department: Name
    asked: int
    answered: int
    answered_in_time: int
    delivered: int
    delivered_in_time: int
    late_notices: int


def by_department(work: Work, project: Project) -> list[Figures]:
    """The figures of every department of the project that was asked for something, in the order of their names."""
    rows: dict[int, list[Counted]] = {}
    for one in requests.counted(work.session, work.team_id, project.id):
        rows.setdefault(one.asked_department_id, []).append(one)
    called = departments.names(work.session, work.team_id, rows)
    today = work.today(project.zone)
    found = [_of(called[department_id], mine, project.zone, today) for department_id, mine in rows.items()]
    return sorted(found, key=lambda one: (one.department.message or one.department.zh).lower())


def here(work: Work, channel_id: str) -> tuple[Project, list[Figures]]:
    """The figures of this channel's project, elsewhere of one's first.

    Raises Refused for who takes part in none.
    """
    project = lists.project_of(work, channel_id, None)
    return rights.seen(work, project.id), by_department(work, project)


def _of(department: Name, mine: Iterable[Counted], zone: str, today: date) -> Figures:
    asked = [one for one in mine if one.state != WITHDRAWN or one.answered_at is not None]
    answers = [(_day(one.answered_at, zone), one.answer_by) for one in asked]
    # An objection that stands, and what was withdrawn, is nothing that is still to come.
    due = [one for one in asked if one.accepted_at is not None and one.state != WITHDRAWN]
    deliveries = [(_day(one.delivered_at, zone), one.needed_by) for one in due]
    return Figures(
        department,
        len(asked),
        *_in_time(answers, today),
        *_in_time(deliveries, today),
        sum(one.late_notices for one in asked),
    )


def _in_time(days: Iterable[tuple[date | None, date]], today: date) -> tuple[int, int]:
    """How many have come or should have, and how many of them came in time."""
    over = [(came, by) for came, by in days if came is not None or by < today]
    return len(over), sum(came is not None and came <= by for came, by in over)


def _day(moment: datetime | None, zone: str) -> date | None:
    return moment.astimezone(ZoneInfo(zone)).date() if moment is not None else None

"""Asks: what waits for whom. Home and the inbox are read from one table of them, whatever flows there are.

A flow says in its `flow.py` what of one of its matters waits for whom as things are, and `settle`s that after every
change. It asks a person, or the holder of a post: handovers, new heads and whoever stands in are no change of the
matter, and change nothing here. An ask narrows, like a timer: the flow's lines look at the matter as it is.

How somebody is reminded of what waits for them is in `nudges`; the rhythm in which that is done is here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, first_instant
from bot.process.kernel import calendars, desks, nudges, substitutes
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from storage import asks, people, projects
from storage.asks import ADMINS, DECIDER, HEAD, LIAISON, PM, Asked
from storage.people import Person
from storage.projects import Project

__all__ = [
    "ADMINS", "DECIDER", "HEAD", "LIAISON", "PM", "Asked", "again_at", "goes_on", "half_and_last", "remind_now",
    "settle",
]  # fmt: skip

# Of what is overdue somebody is reminded on the mornings of so many working days, then once a week: who has not acted
# by then needs it said more seldom, not never. Their head hears of it once, on the HEAD_DAY-th working day.
MORNINGS, A_WEEK, HEAD_DAY = 5, 7, 3


def settle(work: Work, kinds: Collection[str], subject_id: int, wanted: Iterable[Asked]) -> None:
    """Let exactly these be asked about a matter; `kinds` are all that may be asked of one.

    Of a project that stands still nothing is asked, but what goes on where it is closed.
    """
    left = {one for one in wanted if not _is_still(work, one)}
    gone = []
    for ask_id, one in asks.of_matter(work.session, work.team_id, kinds, subject_id).items():
        if one in left:
            left.remove(one)
        else:
            gone.append(ask_id)
    if gone:
        asks.remove(work.session, gone)
    if left:
        asks.add(work.session, work.team_id, subject_id, sorted(left, key=lambda one: one[4:]))


def _is_still(work: Work, one: Asked) -> bool:
    project = projects.project(work.session, work.team_id, one.project_id)
    return project is not None and project.is_still and not goes_on(work, project, one.kind)


def goes_on(work: Work, project: Project, kind: str) -> bool:
    """Whether an ask or a timer of that kind goes on in a project that stands still: where it is over, and the kind
    lasts longer.
    """
    return project.phase in projects.BEHIND and kind in work.rules.lasting


def remind_now(
    work: Work, user_id: str, kind: str, subject_id: int, *, mark: str | None = None, is_urgent: bool = False
) -> None:
    """Remind whoever is asked as soon as they work, and whoever stands in for them now.

    What is not urgent waits for the morning of who was told enough today.
    """
    standing_in = [one.user_id for one in substitutes.covering(work, user_id) if one.user_id != work.actor_id]
    for reader_id in sorted((user_id, *standing_in)):
        reader = people.person(work.session, work.team_id, reader_id)
        is_exact = is_urgent or reader is None or desks.has_room(work, reader)
        principal_id = None if reader_id == user_id else user_id
        nudges.remind(work, reader_id, kind, subject_id, mark=mark, is_exact=is_exact, principal_id=principal_id)


def again_at(work: Work, person: Person, one: Waiting) -> datetime | None:
    """Not before which moment the person is reminded again of what they have been reminded of now; None for never."""
    if one.due_at is None or not one.is_to_do:
        return None
    if not one.is_overdue(work.now):
        return one.due_at
    zone = ZoneInfo(person.zone)
    today, since = work.today(person.zone), one.due_at.astimezone(zone).date()
    mornings = calendars.of_person(work, person).working_days_late(since - timedelta(days=1), today)
    next_day = today + timedelta(days=1 if mornings < MORNINGS else A_WEEK)
    return first_instant(datetime.combine(next_day, time()), zone)


def beginning(day: date, project: Project) -> datetime:
    """The first moment of the day in the project's zone, in UTC."""
    return first_instant(datetime.combine(day, time()), ZoneInfo(project.zone))


def with_days_overdue(line: Text, days: int) -> Text:
    """A line, and behind it by how many working days it is overdue, where it is."""
    if not days:
        return line
    late = plural("%(number)s working day overdue", "%(number)s working days overdue", days)
    return _("%(line)s · 🔴 %(late)s", line=line, late=late)


def half_and_last(since: date, due: date, calendar: Calendar) -> list[date]:
    """The days on which who is asked is reminded: at half time, and on the last working day."""
    length = calendar.working_days_between(since, due)
    last = calendar.last_working_day(since, due) or due
    half = calendar.add_working_days(since, length // 2) if length >= 2 else last
    return sorted({half, last})

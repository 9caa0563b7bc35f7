"""Counting again: when a calendar changes, all that was counted in its working days moves, and channels are told once.

A change may be an admin's, or a decree that came with a newer Liaison. Before it happens, each project concerned keeps
what it knew of the days ahead; a little later the two are compared. So a year entered day by day is told of once, and
what was undone meanwhile never.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.calendars import Calendar
from bot.process.flows import FLOWS
from bot.process.kernel import calendars
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.tasks import delays
from bot.process.tasks.states import Status
from bot.words.language import CHINESE, Name, Text
from storage import calendars as stored
from storage import projects, tasks, timers
from storage.calendars import CalendarNotice, CountryDays
from storage.projects import Project
from storage.tasks import Task

# An admin enters one day after the other; after this long they are done.
PAUSE = timedelta(minutes=2)
# How far ahead a project's days are compared. Dates further away are looked at when they come nearer.
DAYS_AHEAD = 400
# Whatever the clock says: a sandbox's may stand in the past.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
CHECK_EVERY = timedelta(days=1)
RECOUNT_TIMER, CHECK_TIMER = "calendars.recount", "calendars.check"


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that was off and is working now, or the other way round; with the holiday's name."""

    day: date
    is_working: bool
    name: Text


@contextmanager
def change(work: Work, key: str) -> Iterator[None]:
    """Change a calendar within: the projects that count in it are looked at again a little later."""
    for project in _concerned(work, key):
        _look_again(work, project)
    yield
    calendars.forget(work)


def of_department(work: Work, department_id: int) -> None:
    """The department counts in another calendar from now on: its projects are looked at again a little later."""
    calendars.forget(work)
    for project in stored.projects_of_department(work.session, work.team_id, department_id):
        _look_again(work, project)


def recount(work: Work, project_id: int) -> None:
    """A timer's operation: set anew what is counted in working days, and tell the channel what that changes."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    notice = stored.notice(work.session, project_id)
    if project is None or notice is None or project.is_still:
        return
    work.session.delete(notice)
    changed = changed_days(notice, calendars.of_project(work, project))
    alert_before = timers.due_of(work.session, work.team_id, delays.ALERT, project_id)
    for flow in FLOWS:
        if flow.recount is not None:
            flow.recount(work, project)
    alert_at = timers.due_of(work.session, work.team_id, delays.ALERT, project_id)
    _tell(work, project, changed, alert_at if alert_before and alert_at != alert_before else None)


def recount_at(work: Work, project_id: int) -> datetime | None:
    """When what is counted in the project's calendar is set anew: soon, where that has changed."""
    return work.now + PAUSE if stored.notice(work.session, project_id) is not None else None


def check(work: Work, _subject_id: int) -> None:
    """A timer's operation: see whether the library's calendars are those of yesterday; a decree may have come."""
    year = work.now.year
    known = stored.country_days(work.session, work.team_id)
    for country in _countries(work):
        counted = calendars.made(country, country)
        before = {each: known[country, each] for each in (year, year + 1) if (country, each) in known}
        now = {each: _of_year(work, counted, each) for each in (year, year + 1)}
        if any(now[each].working != kept.working for each, kept in before.items()):
            for project in _concerned(work, country):
                ahead = _as_it_was(calendars.of_project(work, project), before, now, work.today(project.zone))
                _remember(work, project, ahead)
        for one in now.values():
            if before.get(one.year) is None or before[one.year].model_dump() != one.model_dump():
                stored.keep_country_days(work.session, one)
    work.wake(CHECK_TIMER, 0, work.now + CHECK_EVERY)


def working_days(calendar: Calendar, first: date) -> str:
    """The days ahead as they are kept."""
    return "".join("01"[calendar.is_working(first + timedelta(days=number))] for number in range(DAYS_AHEAD))


def changed_days(notice: CalendarNotice, calendar: Calendar) -> list[ChangedDay]:
    """The days that were working when the notice was kept and are off now, and the other way round."""
    found = []
    for number, was in enumerate(notice.working):
        day = notice.first_day + timedelta(days=number)
        is_working = calendar.is_working(day)
        if is_working != (was == "1"):
            found.append(ChangedDay(day, is_working, _name(calendar, day)))
    return found


def _name(calendar: Calendar, day: date) -> Text:
    """What the day is called; no word where it has no name."""
    if own := calendar.own_days.get(day):
        return Name(own.label)
    return Name(calendar.reason_off(day), zh=calendar.reason_off(day, CHINESE))


def _tell(work: Work, project: Project, changed: Sequence[ChangedDay], alert_at: object) -> None:
    """Tell the channel, if anything that people see has changed: a due day's nature, or the hour of an alert."""
    days = {one.day for one in changed}
    open_tasks = tasks.of_project(work.session, work.team_id, project.id)
    due = [one for one in open_tasks if one.due_on in days and _is_open(one)]
    is_late = any(_is_open(one) and one.is_due_before(work.today(project.zone)) for one in open_tasks)
    room = room_of(project)
    if room is None or not changed or not (due or (alert_at and is_late)):
        return
    work.say(
        "calendars/changed",
        to=room,
        about=f"calendars:{project.id}",
        project=project,
        calendar=calendars.called(calendars.of_project(work, project).name),
        changed=changed,
        due=due,
        is_working={one.day: one.is_working for one in changed},
        alert_at=alert_at if is_late else None,
    )


def _is_open(task: Task) -> bool:
    return task.status != Status.DONE and task.deleted_at is None


def _look_again(work: Work, project: Project) -> None:
    _remember(work, project, working_days(calendars.of_project(work, project), work.today(project.zone)))


def _remember(work: Work, project: Project, working: str) -> None:
    """Keep what the project knew before the first of several changes, and look again when they have come to rest."""
    if stored.notice(work.session, project.id) is None:
        first = work.today(project.zone)
        kept = CalendarNotice(project_id=project.id, team_id=work.team_id, first_day=first, working=working)
        work.session.add(kept)
        work.session.flush()
    if not project.is_still:
        # Of one that stands still it is told when that goes on.
        work.wake(RECOUNT_TIMER, project.id, work.now + PAUSE)


def _concerned(work: Work, key: str) -> list[Project]:
    """The projects that count in this calendar or in one that builds on it, themselves or for a department.

    Held, since one of them may be recounted at this moment for what was changed before: it is once more for this.
    """
    keys = {key, *(one.key for one in stored.calendars(work.session, work.team_id) if one.country == key)}
    is_main = calendars.main_key(work) in keys
    return stored.projects_concerned(work.session, work.team_id, keys | ({""} if is_main else set()))


def _countries(work: Work) -> list[str]:
    used = {project.calendar for project in projects.all_of(work.session, work.team_id)}
    own = {one.key: one.country for one in stored.calendars(work.session, work.team_id)}
    return sorted({own.get(key, key) for key in (*used, *own, calendars.main_key(work))})


def _of_year(work: Work, calendar: Calendar, year: int) -> CountryDays:
    days = _days_of(year)
    return CountryDays(
        team_id=work.team_id,
        country=calendar.country,
        year=year,
        working="".join("01"[calendar.is_working(day)] for day in days),
        is_provisional=calendar.is_provisional(year),
    )


def _days_of(year: int) -> Iterable[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days))


def _as_it_was(calendar: Calendar, before: dict[int, CountryDays], now: dict[int, CountryDays], first: date) -> str:
    """The days ahead, those that the country counts otherwise now as its kept years counted them.

    The organisation's own days and week stand over both.
    """
    ahead = []
    for number in range(DAYS_AHEAD):
        day = first + timedelta(days=number)
        place = day.timetuple().tm_yday - 1
        kept = before.get(day.year)
        is_other = kept is not None and kept.working[place] != now[day.year].working[place]
        if kept is not None and is_other and day not in calendar.own_days:
            ahead.append(kept.working[place])
        else:
            ahead.append("01"[calendar.is_working(day)])
    return "".join(ahead)

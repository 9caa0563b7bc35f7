"""The beginning of a week: the channel is told when its meeting is not at the usual day and time, or not at all.

It is told once, on the project's first working morning of that week, or on the last one before where a holiday goes on
beyond the meeting's day; what somebody changes later is told at once by the change itself. A week that a holiday leaves
without a meeting is told of with the meeting that comes next.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.process.kernel import calendars, readers
from bot.process.kernel.work import Work
from bot.process.meetings import dates, shown
from storage import meetings, projects
from storage.meetings import CANCELLED, PLANNED, Meeting, Series
from storage.projects import Project

# The timer; and the follow-up: what became of what it told.
WEEK, TOLD = "meetings.week", "meetings.week_told"
USUAL, NONE = "usual", "cancelled"
# Before the first day of those on which there is none.
WITHOUT = "without:"


class Word(NamedTuple):
    """What the channel is told, and when: `without` are the days without a meeting, else it is of the meeting."""

    at: datetime
    stands: str
    without: list[date]


def watch(work: Work, meeting: Meeting, series: Series) -> None:
    """Look at the meeting at the beginning of its week; now, where that has passed."""
    project = projects.project(work.session, work.team_id, meeting.project_id)
    unsaid = _unsaid(work, project, series, meeting) if project is not None else []
    if unsaid:
        work.wake(WEEK, meeting.id, max(unsaid[0].at, work.now))
    else:
        work.let_sleep(WEEK, meeting.id)


def tell_at(work: Work, meeting_id: int) -> datetime | None:
    """When the channel is told of the meeting's week: now, where that has begun and something is still to be told."""
    meeting = meetings.meeting(work.session, work.team_id, meeting_id)
    if meeting is None:
        return None
    series, project = shown.series_of(work, meeting), shown.project_of(work, meeting)
    unsaid = _unsaid(work, project, series, meeting)
    if not unsaid:
        return None
    if unsaid[0].at <= work.now and shown.room_for(project, series) is None:
        return work.now + shown.AGAIN
    return max(unsaid[0].at, work.now)


def beginning(work: Work, project: Project, planned_on: date) -> datetime:
    """The project's first working morning of the week of a meeting that is planned for that day; where a holiday lasts
    beyond the day, the last one before that week.
    """
    calendar, monday = calendars.of_project(work, project), dates.monday_of(planned_on)
    day = calendar.next_working_day(monday, inclusive=True)
    if day > planned_on:
        day = calendar.add_working_days(monday, -1)
    return datetime.combine(day, project.morning, ZoneInfo(project.zone))


def tell(work: Work, meeting_id: int) -> None:
    """A timer's operation: tell the channel of this week's meeting, unless that is as always or was told before."""
    meeting = meetings.meeting(work.session, work.team_id, meeting_id, to_change=True)
    if meeting is None:
        return
    series, project = shown.series_of(work, meeting), shown.project_of(work, meeting)
    due = [one for one in _unsaid(work, project, series, meeting) if one.at <= work.now]
    room = shown.room_for(project, series)
    if not due:
        return
    if room is None:
        work.wake(WEEK, meeting_id, work.now + shown.AGAIN)
        return
    # Whoever hears of days without a meeting hears when the next one is.
    word, meeting.told = due[0], due[-1].stands
    work.session.add(meeting)
    is_early = dates.monday_of(work.today(project.zone)) < dates.monday_of(meeting.planned_on)
    days_off = word.without or ([meeting.planned_on] if is_early and word.stands == NONE else [])
    work.say(
        "meetings/week",
        to=room,
        about=f"meetings:{meeting_id}:week:{word.stands}",
        shown=shown.shown(work, project, series, meeting),
        is_usual=word.stands == USUAL,
        is_early=is_early,
        without=days_off,
        holiday=shown.holiday(calendars.of_project(work, project), word.without[0]) if word.without else None,
        expires_at=meeting.starts_at,
        then=TOLD,
        subject_id=meeting_id,
    )
    watch(work, meeting, series)


def not_told(work: Work, meeting_id: int, error: str) -> None:
    """It was not said after all: where the project has moved meanwhile, its new channel is to hear it."""
    meeting = meetings.meeting(work.session, work.team_id, meeting_id, to_change=True)
    if meeting is not None and error == readers.ELSEWHERE:
        meeting.told = ""
        work.session.add(meeting)
        work.session.flush()
        watch(work, meeting, shown.series_of(work, meeting))


def told(work: Work, project: Project, series: Series, meeting: Meeting) -> None:
    """The channel has just heard of a change: if the week has begun, it need not be told again."""
    if beginning(work, project, meeting.planned_on) <= work.now:
        meeting.told = standing(series, meeting)


def standing(series: Series, meeting: Meeting) -> str:
    """How the meeting stands beside what is usual."""
    if meeting.state == CANCELLED:
        return NONE
    usual = dates.starts(series, meeting.planned_on)
    return USUAL if meeting.starts_at == usual else meeting.starts_at.isoformat()


def _unsaid(work: Work, project: Project, series: Series, meeting: Meeting) -> list[Word]:
    """What is to be told of a meeting that is ahead, soonest first; of its own week always, until that has begun."""
    if project.is_still or meeting.state not in (PLANNED, CANCELLED) or meeting.starts_at <= work.now:
        return []
    found = []
    without = _without(work, project, series, meeting)
    if without and (mark := f"{WITHOUT}{without[0]}") != meeting.told and _is_of_before(meeting):
        found.append(Word(beginning(work, project, without[0]), mark, without))
    own = Word(beginning(work, project, meeting.planned_on), standing(series, meeting), [])
    known = USUAL if _is_of_before(meeting) else meeting.told
    if own.at > work.now or own.stands != known:
        found.append(own)
    return found


def _without(work: Work, project: Project, series: Series, meeting: Meeting) -> list[date]:
    """The days before the meeting's, still ahead, on which a holiday leaves the project without one."""
    found = dates.without(series, calendars.of_project(work, project), meeting.planned_on)
    if not found:
        return []
    kept = {one.planned_on for one in meetings.of_project(work.session, work.team_id, project.id, since=found[0])}
    first = series.paused_until or found[0]
    return [one for one in found if one >= first and one not in kept and dates.starts(series, one) > work.now]


def _is_of_before(meeting: Meeting) -> bool:
    """Whether the channel was told at most of days before the meeting's own."""
    return not meeting.told or (
        meeting.told.startswith(WITHOUT) and meeting.told.removeprefix(WITHOUT) < meeting.planned_on.isoformat()
    )

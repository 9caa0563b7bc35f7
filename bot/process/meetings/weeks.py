"""The beginning of a week: the channel is told when its meeting is not at the usual day and time, or not at all.

It is told once, on the project's first working morning of that week; what somebody changes later in the week is told at
once by the change itself.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.meetings import dates, shown
from storage import meetings, projects
from storage.meetings import CANCELLED, PLANNED, Meeting, Series
from storage.projects import Project

WEEK = "meetings.week"
USUAL, NONE = "usual", "cancelled"


def watch(work: Work, meeting: Meeting, series: Series) -> None:
    """Look at the meeting at the beginning of its week; now, where that has passed."""
    project = projects.project(work.session, work.team_id, meeting.project_id)
    is_ahead = meeting.starts_at > work.now
    if project is None or not is_ahead or meeting.state not in (PLANNED, CANCELLED):
        work.let_sleep(WEEK, meeting.id)
        return
    work.wake(WEEK, meeting.id, max(beginning(work, project, meeting), work.now))


def tell_at(work: Work, meeting_id: int) -> datetime | None:
    """When the channel is told of the meeting's week: now, where that has begun and something is still to be told."""
    meeting = meetings.meeting(work.session, work.team_id, meeting_id)
    if meeting is None or meeting.state not in (PLANNED, CANCELLED) or meeting.starts_at <= work.now:
        return None
    series, project = shown.series_of(work, meeting), shown.project_of(work, meeting)
    if (at := beginning(work, project, meeting)) > work.now:
        return at
    has_room = shown.room_for(project, series) is not None
    return work.now if has_room and standing(series, meeting) != (meeting.told or USUAL) else None


def beginning(work: Work, project: Project, meeting: Meeting) -> datetime:
    """The project's first working morning of the week for which the meeting is planned."""
    monday = dates.monday_of(meeting.planned_on)
    day = calendars.of_project(work, project).next_working_day(monday, inclusive=True)
    return datetime.combine(day, project.morning, ZoneInfo(project.zone))


def tell(work: Work, meeting_id: int) -> None:
    """A timer's operation: tell the channel of this week's meeting, unless that is as always or was told before."""
    meeting = meetings.meeting(work.session, work.team_id, meeting_id, to_change=True)
    if meeting is None or meeting.state not in (PLANNED, CANCELLED) or meeting.starts_at <= work.now:
        return
    series, project = shown.series_of(work, meeting), shown.project_of(work, meeting)
    stands, room = standing(series, meeting), shown.room_for(project, series)
    if stands == (meeting.told or USUAL) or room is None:
        return
    meeting.told = stands
    work.session.add(meeting)
    work.say(
        "meetings/week",
        to=room,
        about=f"meetings:{meeting_id}:week:{stands}",
        shown=shown.shown(work, project, series, meeting),
        is_usual=stands == USUAL,
        expires_at=meeting.starts_at,
    )


def told(work: Work, project: Project, series: Series, meeting: Meeting) -> None:
    """The channel has just heard of a change: if the week has begun, it need not be told again."""
    if beginning(work, project, meeting) <= work.now:
        meeting.told = standing(series, meeting)


def standing(series: Series, meeting: Meeting) -> str:
    """How the meeting stands beside what is usual."""
    if meeting.state == CANCELLED:
        return NONE
    usual = dates.starts(series, meeting.planned_on)
    return USUAL if meeting.starts_at == usual else meeting.starts_at.isoformat()

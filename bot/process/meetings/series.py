"""The weekly meeting (跨部门例会): the next one of each running series is always there, as a row with its timers.

When a meeting is over, the next one is made. A holiday moves it as the project's calendar says; the PM may move or
cancel one, and pause them all. Whatever is to happen before or after a meeting hangs on a timer by the meeting's id,
which is set anew here whenever the meeting is made, moved or cancelled.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

from bot.process.kernel import calendars, countback
from bot.process.kernel.transitions import Transitions
from bot.process.kernel.work import Work
from bot.process.meetings import dates, weeks
from bot.process.meetings.dates import Occurrence
from bot.process.meetings.shown import STATES, State, digest_at, ends_at, project_of, series_of, upcoming
from storage import meetings, projects
from storage.meetings import Meeting, Series
from storage.projects import Project

TRANSITIONS = Transitions(
    {
        (State.PLANNED, "hold"): State.HELD,
        (State.PLANNED, "cancel"): State.CANCELLED,
        (State.PLANNED, "pause"): State.PAUSED,
        (State.CANCELLED, "restore"): State.PLANNED,
        (State.PAUSED, "resume"): State.PLANNED,
    },
    STATES,
)

# The timers: when a project has no next meeting yet, when the digest is due, and when a meeting is over.
BEGIN, DIGEST, OVER = "meetings.begin", "meetings.digest", "meetings.over"
# The timer by which the reports of departments hear of their meeting, at once; it sets itself from then on.
LOOK_AT_REPORTS = "reports.look"
# The timer by which the PM is asked for the minutes of one that is over.
LOOK_AT_MINUTES = "minutes.look"
BY_MEETING = (DIGEST, OVER)
# A series whose every day is taken is not looked along for ever.
WEEKS_LOOKED = 60


def set_up(work: Work, project: Project, weekday: int, at: time, zone: str, *, is_paused: bool = False) -> Series:
    """The series of a new project, and its first meeting; none while it `is_paused` until somebody sets it."""
    series = Series(
        project_id=project.id,
        team_id=work.team_id,
        weekday=weekday,
        time=at,
        zone=zone,
        is_paused=is_paused,
        since=max(project.starts_on, work.today(zone)),
        changed_at=work.now,
    )
    work.session.add(series)
    work.session.flush()
    leave_time(work, project, series)
    ensure_next(work, project, series)
    return series


def leave_time(work: Work, project: Project, series: Series, *, known: Meeting | None = None) -> None:
    """Let a series not begin with a meeting before whose digest no working hour is left to write reports in.

    `known` is a meeting that was there before, and may stay on its day.
    """
    first = next_occurrence(work, project, series, but=known.id if known else None)
    if first is None or (known is not None and dates.local(known.starts_at, series).date() == first.day):
        return
    latest = countback.last_hour(digest_at(series, first), calendars.of_project(work, project), series.zone)
    if latest < work.now:
        series.since = first.planned_on + timedelta(days=1)


def begin(work: Work, project_id: int) -> None:
    """A timer's operation: the next meeting of a project that has none yet."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    series = meetings.series(work.session, work.team_id, project_id)
    if project is not None and series is not None:
        ensure_next(work, project, series)


def begin_with(work: Work, project: Project, was: date) -> datetime | None:
    """The project begins on another day than it did, and so do its meetings, where one of both days is ahead.

    When the next one is, where that is another time than before; one that somebody moved stays where it is.
    """
    series = meetings.series(work.session, work.team_id, project.id, to_change=True)
    today = work.today(series.zone) if series is not None else was
    if series is None or max(was, project.starts_on) <= today:
        return None
    meeting = upcoming(work, project)
    series.since = max(project.starts_on, today)
    leave_time(work, project, series, known=meeting)
    work.session.add(series)
    work.session.flush()
    if meeting is None or meeting.moved_at is not None or meeting.starts_at <= work.now:
        return None
    before = meeting.starts_at
    replan(work, project, series, meeting)
    return meeting.starts_at if meeting.starts_at != before else None


def begin_at(work: Work, project_id: int) -> datetime | None:
    """When a next meeting is looked for: now, where the project meets and has none."""
    project = projects.project(work.session, work.team_id, project_id)
    series = meetings.series(work.session, work.team_id, project_id)
    is_wanted = project is not None and series is not None and is_running(project, series)
    return work.now if is_wanted and project is not None and upcoming(work, project) is None else None


def over(work: Work, meeting_id: int) -> None:
    """A timer's operation: the meeting was held, and the next one is made.

    After downtime it is the next one to come; what would have been meanwhile was not held as far as anybody knows.
    """
    meeting = meetings.meeting(work.session, work.team_id, meeting_id, to_change=True)
    if meeting is None or meeting.state != State.PLANNED or ends_at(meeting) > work.now:
        return
    series, project = series_of(work, meeting), project_of(work, meeting)
    meeting.state = TRANSITIONS.after(State(meeting.state), "hold")
    meeting.held_at = work.now
    work.session.add(meeting)
    work.session.flush()
    work.record("meetings", meeting_id, "hold", {"state": (State.PLANNED, State.HELD)})
    work.wake(LOOK_AT_MINUTES, meeting_id, work.now)
    ensure_next(work, project, series)


def over_at(work: Work, meeting_id: int) -> datetime | None:
    """When the meeting is over."""
    meeting = meetings.meeting(work.session, work.team_id, meeting_id)
    return ends_at(meeting) if meeting is not None and meeting.state == State.PLANNED else None


def is_running(project: Project, series: Series) -> bool:
    """Whether the project meets at present."""
    return not series.is_paused and not project.is_still


def ensure_next(work: Work, project: Project, series: Series) -> Meeting | None:
    """The next meeting, made where there is none; None where the project does not meet."""
    if not is_running(project, series):
        return None
    known = upcoming(work, project)
    if known is not None:
        return known
    given = next_occurrence(work, project, series)
    if given is None:
        return None
    meeting = Meeting(
        team_id=work.team_id,
        project_id=project.id,
        planned_on=given.planned_on,
        starts_at=given.starts_at,
        minutes=series.minutes,
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(meeting)
    work.session.flush()
    watch(work, meeting, series)
    return meeting


def next_occurrence(work: Work, project: Project, series: Series, *, but: int | None = None) -> Occurrence | None:
    """What the series gives next, later than now and than its pause, on a day that no other meeting than `but` has."""
    until = series.paused_until or date.min
    # A week back: a holiday may have moved last week's meeting until after today.
    first = max(dates.monday_of(max(work.today(series.zone), until)) - dates.WEEK, series.since)
    taken = {
        one.planned_on
        for one in meetings.of_project(work.session, work.team_id, project.id, since=first)
        if one.id != but
    }
    coming = dates.occurrences(series, calendars.of_project(work, project), first)
    free = (one for one in islice(coming, WEEKS_LOOKED) if one.day >= until and one.planned_on not in taken)
    return next((one for one in free if one.starts_at > work.now), None)


def watch(work: Work, meeting: Meeting, series: Series) -> None:
    """Set the meeting's timers to what it is now; to be called whenever it is made, moved, cancelled or restored."""
    meeting_id = meeting.id
    weeks.watch(work, meeting, series)
    work.wake(LOOK_AT_REPORTS, meeting_id, work.now)
    if meeting.state != State.PLANNED:
        for kind in BY_MEETING:
            work.let_sleep(kind, meeting_id)
        return
    work.wake(DIGEST, meeting_id, max(digest_at(series, meeting), work.now))
    work.wake(OVER, meeting_id, ends_at(meeting))


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: the next meeting is on the day that the calendar gives now, unless somebody moved it."""
    meeting = upcoming(work, project)
    if meeting is not None:
        # Somebody may be moving it at this moment; held in the order in which they hold it.
        meetings.meeting(work.session, work.team_id, meeting.id, to_change=True)
    series = meetings.series(work.session, work.team_id, project.id, to_change=True)
    if series is None:
        return
    if meeting is not None and meeting.moved_at is None and meeting.starts_at > work.now:
        replan(work, project, series, meeting)
    for one in meetings.ahead(work.session, work.team_id, project.id, work.now):
        # The week of one that stays where it is may begin on another day, and its reports be thought of at another.
        weeks.watch(work, one, series)
        work.wake(LOOK_AT_REPORTS, one.id, work.now)


def replan(work: Work, project: Project, series: Series, meeting: Meeting, action: str = "replan") -> None:
    """Let the series and the calendar say anew when that meeting is."""
    given = next_occurrence(work, project, series, but=meeting.id)
    if given is None or (given.planned_on, given.starts_at) == (meeting.planned_on, meeting.starts_at):
        return
    changes = {
        "planned_on": (meeting.planned_on, given.planned_on),
        "starts_at": (meeting.starts_at, given.starts_at),
        "moved_at": (meeting.moved_at, None),
    }
    meeting.planned_on, meeting.starts_at, meeting.moved_at = given.planned_on, given.starts_at, None
    meeting.changed_at = work.now
    work.session.add(meeting)
    work.session.flush()
    work.record("meetings", meeting.id, action, changes)
    touch(work, series)
    watch(work, meeting, series)


def touch(work: Work, series: Series) -> None:
    """The series is another one for people's calendars."""
    series.sequence += 1
    work.session.add(series)
    work.session.flush()

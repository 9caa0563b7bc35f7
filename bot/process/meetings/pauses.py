"""The weekly meeting is paused: until somebody resumes it, or until a day from which on there are meetings again.

Until a day, the next meeting is put off to the first one behind the pause: it keeps its timers, and the reports that
were filed for it.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.process.kernel.work import Work
from bot.process.meetings import changes, weeks
from bot.process.meetings import series as meetings
from bot.process.meetings.shown import Shown, State
from bot.process.projects import cards as project_cards
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history, projects
from storage import meetings as stored
from storage.meetings import Meeting, Series
from storage.projects import Project

# The timer by which a pause ends that has a last day.
END = "meetings.pause_ends"
# What the trail calls it where a meeting waits for the end of a pause.
PUT_OFF = "put off"


def pause(work: Work, project_id: int, until: date | None = None, why: str = "") -> Shown:
    """Let the project not meet until that day, which may have a meeting again; without one until somebody resumes.

    Raises Refused where it is paused like that already, and for a day that is not ahead.
    """
    project, series = changes.to_be_changed(work, project_id)
    if until is not None and until <= work.today(series.zone):
        raise Refused(_("A pause ends on a day that is ahead."))
    if (until is None and series.is_paused) or (until is not None and until == series.paused_until):
        raise Refused(_("The weekly meeting is paused already. `/meeting resume` lets it go on."))
    _set(work, series, "pause", until is None, until, why)
    if until is None:
        for meeting in stored.planned_of(work.session, work.team_id, [project_id]):
            if meeting.starts_at > work.now:
                changes.step(work, project, series, meeting, "pause", why)
        return _told(work, project, series, None, "paused", why)
    _take_up(work, project, series)
    return _told(work, project, series, _put_off(work, project, series), "paused", why)


def resume(work: Work, project_id: int) -> Shown:
    """Let the project meet again.

    Raises Refused where it does.
    """
    project, series = changes.to_be_changed(work, project_id)
    if not series.is_paused and series.paused_until is None:
        raise Refused(_("The weekly meeting is not paused. `/meeting` shows the next one."))
    was_put_off = series.paused_until is not None
    _set(work, series, "resume", False, None)
    _take_up(work, project, series)
    meeting = meetings.ensure_next(work, project, series)
    if meeting is not None and meeting.starts_at > work.now and (was_put_off or meeting.moved_at is None):
        _put_back(work, project, series, meeting)
    return _told(work, project, series, meeting, "resumed")


def end(work: Work, project_id: int) -> None:
    """A timer's operation: the pause is over, and the channel hears when the next meeting is."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    series = stored.series(work.session, work.team_id, project_id, to_change=True)
    if project is None or series is None or series.paused_until is None:
        return
    ends_at = _ends_at(project, series, series.paused_until)
    if ends_at > work.now:
        work.wake(END, project_id, ends_at)
        return
    _set(work, series, "resume", False, None)
    if meetings.is_running(project, series):
        _told(work, project, series, meetings.ensure_next(work, project, series), "ended")


def end_at(work: Work, project_id: int) -> datetime | None:
    """When the pause of that project ends."""
    project = projects.project(work.session, work.team_id, project_id)
    series = stored.series(work.session, work.team_id, project_id)
    if project is None or series is None or series.paused_until is None:
        return None
    return _ends_at(project, series, series.paused_until)


def _ends_at(project: Project, series: Series, until: date) -> datetime:
    """In the morning of its day, and before a meeting that is as early."""
    return datetime.combine(until, min(project.morning, series.time), ZoneInfo(series.zone))


def _set(work: Work, series: Series, action: str, is_paused: bool, until: date | None, why: str = "") -> None:
    told = {"is_paused": (series.is_paused, is_paused), "paused_until": (series.paused_until, until)}
    series.is_paused, series.paused_until = is_paused, until
    if work.actor is not None:
        work.sign(series)
    work.record("meeting_series", series.project_id, action, told, because=why)
    meetings.touch(work, series)
    if until is None:
        work.let_sleep(END, series.project_id)
    else:
        # Its own operation knows the moment.
        work.wake(END, series.project_id, work.now)


def _take_up(work: Work, project: Project, series: Series) -> None:
    """What was paused without a last day, and is still ahead, takes place after all."""
    for meeting in stored.of_project(work.session, work.team_id, project.id):
        if meeting.state == State.PAUSED and meeting.starts_at > work.now:
            changes.step(work, project, series, meeting, "resume", "")


def _put_off(work: Work, project: Project, series: Series) -> Meeting | None:
    """The next meeting, behind the pause; one that is going on is left to end."""
    meeting = meetings.ensure_next(work, project, series)
    if meeting is None or meeting.starts_at <= work.now:
        return None
    meetings.replan(work, project, series, meeting, PUT_OFF)
    _settle(work, project, series, meeting)
    return meeting


def _put_back(work: Work, project: Project, series: Series, meeting: Meeting) -> None:
    """Let the meeting be where it was before it was put off; where that has passed, as the series says."""
    last = history.of(work.session, work.team_id, "meetings", meeting.id)[-1:]
    was = {name: before for name, (before, _after) in last[0].changes.items()} if last else {}
    if last and last[0].action == PUT_OFF and datetime.fromisoformat(was["starts_at"]) > work.now:
        meeting.planned_on = date.fromisoformat(was["planned_on"])
        meeting.starts_at = datetime.fromisoformat(was["starts_at"])
        meeting.moved_at = datetime.fromisoformat(was["moved_at"]) if was["moved_at"] else None
        work.record("meetings", meeting.id, "put back")
    else:
        meetings.replan(work, project, series, meeting)
    _settle(work, project, series, meeting)


def _settle(work: Work, project: Project, series: Series, meeting: Meeting) -> None:
    """What was told of its week was of another day."""
    meeting.told = ""
    weeks.told(work, project, series, meeting)
    changes.settle(work, project, series, meeting)


def _told(work: Work, project: Project, series: Series, meeting: Meeting | None, what: str, why: str = "") -> Shown:
    project_cards.draw(work, project)
    return changes.told(work, project, series, meeting, what, why=why)

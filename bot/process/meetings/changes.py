"""What a PM changes of the weekly meeting: its settings; one meeting moved or cancelled.

Each change is told to the channel at once, and raises the number by which people's calendars know a newer invitation.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.calendars import first_instant
from bot.process.kernel import calendars, rights, substitutes
from bot.process.kernel.work import Work
from bot.process.meetings import dates, invitations, moments, weeks
from bot.process.meetings import series as meetings
from bot.process.meetings import shown as meeting_shown
from bot.process.meetings.series import TRANSITIONS
from bot.process.meetings.shown import Shown, State
from bot.process.projects import cards as project_cards
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage import meetings as stored
from storage.meetings import Meeting, Series
from storage.projects import Project

# "30–60 minutes": process, 3.1.
SHORTEST, LONGEST = 30, 60
# A digest or a reminder that is longer ahead than the week between two meetings would speak of the one before.
LONGEST_LEAD_DAYS, LONGEST_REMINDER_DAYS, MOST_REMINDERS = 3, 6, 4
LONGEST_LEAD_MINUTES, LONGEST_REMINDER_HOURS = LONGEST_LEAD_DAYS * 24 * 60, LONGEST_REMINDER_DAYS * 24

# Something is another than it was told: what tells of it is drawn anew.
CHANGED = "meetings.changed"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project sets; `channel` is a channel with whether it is private, None the project's own."""

    weekday: int
    time: time
    zone: str
    minutes: int
    digest_lead_minutes: int
    reminder_hours: tuple[int, ...]
    channel: tuple[str, bool] | None = None


def change(work: Work, project_id: int, asked: Settings, sequence: int) -> Shown:
    """Set the series anew; the next meeting follows it, and what was moved by hand is where the series says.

    Raises Refused for what no meeting is like and for everybody but the PM, Overtaken for a form that is out of date.
    """
    project, series = to_be_changed(work, project_id)
    if series.sequence != sequence:
        raise Overtaken(
            _("Somebody has changed the weekly meeting meanwhile. This was not saved; look and send it again.")
        )
    _check(asked, project)
    fields = {name: value for name, value in asdict(asked).items() if name != "channel"}
    fields["reminder_hours"] = sorted(set(asked.reminder_hours), reverse=True)
    fields["channel_id"] = asked.channel[0] if asked.channel and asked.channel[0] != project.channel_id else None
    changes = {name: (getattr(series, name), value) for name, value in fields.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    meeting, is_first = meeting_shown.upcoming(work, project), series.is_unset
    if not changes and not is_first:
        return meeting_shown.shown(work, project, series, meeting)
    for name, value in fields.items():
        setattr(series, name, value)
    if is_first:
        series.is_paused, changes["is_paused"] = False, (True, False)
    if is_first or changes.keys() & {"weekday", "time", "zone"}:
        series.since = max(project.starts_on, work.today(series.zone))
        meetings.leave_time(work, project, series, known=meeting)
    work.sign(series)
    meetings.touch(work, series)
    kept = {name: (str(was), str(now)) for name, (was, now) in changes.items()}
    work.record("meeting_series", project_id, "change", kept)
    if is_first:
        meeting = meetings.ensure_next(work, project, series)
    elif meeting is not None and meeting.starts_at > work.now:
        meeting.minutes = series.minutes
        meeting.moved_at = None if changes.keys() & {"weekday", "time", "zone"} else meeting.moved_at
        work.session.add(meeting)
        work.session.flush()
        if meeting.moved_at is None:
            meetings.replan(work, project, series, meeting)
        settle(work, project, series, meeting)
    project_cards.draw(work, project)
    shown = told(work, project, series, meeting, "set")
    invitations.send(work, project, series)
    return shown


def move(work: Work, meeting_id: int, day: date, at: time, why: str = "") -> Shown:
    """Let one meeting be at another day and time, by the clocks of the series; `why` may be empty.

    Raises Refused for what has passed, for a moment at or after the meeting that follows, and for everybody but the PM.
    """
    meeting, project, series = _to_move(work, meeting_id)
    starts_at = first_instant(datetime.combine(day, at), ZoneInfo(series.zone))
    if starts_at <= work.now:
        raise Refused(_("That has passed. Choose a later moment."), field="words")
    following = _following(work, project, series, meeting)
    if starts_at >= following:
        raise Refused(
            _("The meeting after it is %(moment)s. Choose an earlier moment, or cancel this one.", moment=following),
            field="words",
        )
    was = meeting.starts_at
    if starts_at == was:
        return meeting_shown.shown(work, project, series, meeting)
    meeting.starts_at, meeting.moved_at, meeting.why = starts_at, work.now, why
    _record(work, series, meeting, "move", {"starts_at": (was, starts_at)}, why)
    weeks.told(work, project, series, meeting)
    settle(work, project, series, meeting)
    return told(work, project, series, meeting, "moved", was)


def cancel(work: Work, meeting_id: int, why: str = "") -> Shown:
    """Let one meeting not take place; the one after it is the next."""
    meeting, project, series = _to_move(work, meeting_id)
    step(work, project, series, meeting, "cancel", why)
    meetings.ensure_next(work, project, series)
    return told(work, project, series, meeting, "cancelled")


def restore(work: Work, meeting_id: int) -> Shown:
    """Let a cancelled meeting take place after all.

    Raises Refused when its time has come.
    """
    meeting, project, series = _found(work, meeting_id)
    if meeting.starts_at <= work.now:
        raise Refused(_("Its time has passed."))
    if meeting.state == State.PLANNED:
        raise Refused(_("That meeting takes place already: it is not cancelled. `/meeting` shows the next one."))
    step(work, project, series, meeting, "restore", "")
    return told(work, project, series, meeting, "restored")


def to_change(work: Work, project_id: int) -> Shown:
    """The series, for the form in which the actor will set it anew; refused like `change` itself."""
    project, series = to_be_changed(work, project_id)
    return meeting_shown.shown(work, project, series, meeting_shown.upcoming(work, project))


def to_move(work: Work, meeting_id: int) -> Shown:
    """The meeting, for the form in which the actor will move it; refused like `move` itself."""
    meeting, project, series = _to_move(work, meeting_id)
    return meeting_shown.shown(work, project, series, meeting)


def read_moment(work: Work, meeting_id: int, words: str) -> tuple[date, time]:
    """To when a meeting is to move, by the clocks of its series; what is not said is as with the meeting itself.

    A weekday alone is that of its week, a time alone is on its day, a day alone keeps the usual time, and "a day later"
    counts from it. Raises Refused for what is no moment.
    """
    meeting, project, series = _to_move(work, meeting_id)
    return moments.read(work, project, series, meeting, words)


def _following(work: Work, project: Project, series: Series, meeting: Meeting) -> datetime:
    """When the meeting after this one begins."""
    later = [
        one.starts_at
        for one in stored.planned_of(work.session, work.team_id, [project.id])
        if one.planned_on > meeting.planned_on
    ]
    after = meeting.planned_on + timedelta(days=1)
    coming = dates.occurrences(series, calendars.of_project(work, project), after)
    return min([*later, next(coming).starts_at])


def _check(asked: Settings, project: Project) -> None:
    if not SHORTEST <= asked.minutes <= LONGEST:
        raise Refused(
            _("The meeting takes %(least)s to %(most)s minutes.", least=SHORTEST, most=LONGEST), field="minutes"
        )
    if asked.zone not in available_timezones():
        raise Refused(_("Choose one of the time zones that are offered."), field="zone")
    if not 0 < asked.digest_lead_minutes <= LONGEST_LEAD_MINUTES:
        raise Refused(
            _("The digest goes out at most %(days)s days before the meeting.", days=LONGEST_LEAD_DAYS),
            field="digest_lead_minutes",
        )
    hours = set(asked.reminder_hours)
    if not hours or len(hours) > MOST_REMINDERS or not all(0 < one <= LONGEST_REMINDER_HOURS for one in hours):
        raise Refused(
            _(
                "Choose 1 to %(number)s reminders, at most %(days)s days before the meeting.",
                number=MOST_REMINDERS,
                days=LONGEST_REMINDER_DAYS,
            ),
            field="reminder_hours",
        )
    if asked.channel is not None and project.is_private and not asked.channel[1]:
        raise Refused(_("The project is private: choose a private channel, or the project's own."), field="channel")


def step(work: Work, project: Project, series: Series, meeting: Meeting, move: str, why: str) -> None:
    """Make a move of the table."""
    before, meeting.state = meeting.state, TRANSITIONS.after(State(meeting.state), move)
    meeting.why = why
    _record(work, series, meeting, move, {"state": (before, meeting.state)}, why)
    weeks.told(work, project, series, meeting)
    settle(work, project, series, meeting)


def _record(
    work: Work, series: Series, meeting: Meeting, action: str, changes: dict[str, tuple[object, object]], why: str
) -> None:
    work.sign(meeting)
    work.record("meetings", meeting.id, action, changes, because=why)
    meetings.touch(work, series)


def settle(work: Work, project: Project, series: Series, meeting: Meeting) -> None:
    """Have what hangs on the meeting, and what tells of it, follow it."""
    work.session.add(meeting)
    work.session.flush()
    meetings.watch(work, meeting, series)
    work.wake(CHANGED, meeting.id, work.now)


def told(
    work: Work,
    project: Project,
    series: Series,
    meeting: Meeting | None,
    what: str,
    was: datetime | None = None,
    why: str = "",
) -> Shown:
    """Tell the channel what has just been changed, and why, where the meeting itself does not say it."""
    # The meeting that is next now may be one that nobody has touched yet.
    shown = meeting_shown.shown(work, project, series, meeting)
    if work.actor is not None:
        shown = replace(shown, hand=substitutes.hand(work.actor, work.acting_for))
    room = meeting_shown.room_for(project, series)
    if room is not None:
        about = f"meeting_series:{project.id}:{series.sequence}"
        work.say("meetings/changed", to=room, about=about, shown=shown, what=what, was=was, why=why)
    return shown


def _to_move(work: Work, meeting_id: int) -> tuple[Meeting, Project, Series]:
    meeting, project, series = _found(work, meeting_id)
    TRANSITIONS.after(State(meeting.state), "cancel")
    if meeting.starts_at <= work.now:
        raise Refused(_("The meeting has begun; it can no longer be moved or cancelled."))
    return meeting, project, series


def _found(work: Work, meeting_id: int) -> tuple[Meeting, Project, Series]:
    meeting, _project = meeting_shown.found(work, meeting_id, to_change=True)
    project, series = to_be_changed(work, meeting.project_id)
    return meeting, project, series


def to_be_changed(work: Work, project_id: int) -> tuple[Project, Series]:
    """The project and its series, held until the transaction ends; Raises Refused for everybody but the PM."""
    project = rights.seen(work, project_id)
    rights.must(
        work,
        "meetings.edit",
        project,
        _("You cannot change the weekly meeting of %(number)s.", number=project.number),
    )
    series = stored.series(work.session, work.team_id, project_id, to_change=True)
    assert series is not None, "every project has one"  # noqa: S101 - a mistake of ours, not of a user
    return project, series

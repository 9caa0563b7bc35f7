"""How a weekly meeting (跨部门例会) stands: what is shown of it, and where it is told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.calendars import Calendar
from bot.process.kernel import calendars, gates, rights, substitutes
from bot.process.kernel.rooms import Room, room_of
from bot.process.kernel.work import Work
from bot.process.meetings import dates
from bot.process.meetings.dates import Occurrence
from bot.words.language import CHINESE, Name, Reader, Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import meetings, people, projects
from storage.meetings import Meeting, Series
from storage.projects import Project

# What a project without a channel yet has to be told there is looked at again after so long.
AGAIN = timedelta(minutes=10)


class State(StrEnum):
    """Where a meeting stands."""

    PLANNED = meetings.PLANNED
    HELD = meetings.HELD
    CANCELLED = meetings.CANCELLED
    PAUSED = meetings.PAUSED


STATES = {
    State.PLANNED: _("planned"),
    State.HELD: _("held"),
    State.CANCELLED: _("cancelled"),
    State.PAUSED: _("paused"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A weekly meeting as it is shown: the series, the meeting that is spoken of, and the one that is next."""

    project: Project
    series: Series
    meeting: Meeting | None
    upcoming: Meeting | None
    calendar: Calendar
    # Its name, with the year that is provisional where the meeting lies in one.
    counted: Text
    # By whom the meeting, or the series where there is none, was changed last; Liaison itself where nobody did.
    hand: Text
    # Why it is not on its usual day, where the calendar says so: a holiday in English and in Chinese.
    holiday: Name | None = None
    # That the project stands still.
    standing: Text | None = None

    @property
    def state(self) -> str:
        """Where the meeting stands; paused where there is none."""
        return self.meeting.state if self.meeting else State.PAUSED

    @property
    def usual_at(self) -> datetime | None:
        """When the meeting would be, had nothing moved it."""
        return dates.starts(self.series, self.meeting.planned_on) if self.meeting else None

    @property
    def is_moved(self) -> bool:
        """Whether it is not at its usual day and time."""
        return self.meeting is not None and self.meeting.starts_at != self.usual_at

    @property
    def digest_at(self) -> datetime | None:
        """When the digest of the next meeting goes out."""
        return digest_at(self.series, self.upcoming) if self.upcoming else None


def upcoming(work: Work, project: Project) -> Meeting | None:
    """The project's next meeting, or the one that is going on; None while the series is paused."""
    return meetings.upcoming(work.session, work.team_id, project.id)


def series_of(work: Work, meeting: Meeting) -> Series:
    """The series that the meeting belongs to."""
    found = meetings.series(work.session, work.team_id, meeting.project_id)
    assert found is not None, "every project has one"  # noqa: S101 - a mistake of ours, not of a user
    return found


def project_of(work: Work, meeting: Meeting) -> Project:
    """The project that meets."""
    found = projects.project(work.session, work.team_id, meeting.project_id)
    assert found is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    return found


def room_for(project: Project, series: Series) -> Room | None:
    """Where the meeting is told of: the channel that was chosen for it, else the project's."""
    if series.channel_id is None:
        return room_of(project)
    return Room(series.channel_id, Reader(project.locale, series.zone, is_channel=True))


def digest_at(series: Series, meeting: Meeting | Occurrence) -> datetime:
    """When the digest of the meeting goes out."""
    return meeting.starts_at - timedelta(minutes=series.digest_lead_minutes)


def ends_at(meeting: Meeting) -> datetime:
    """When the meeting is over."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


def found(work: Work, meeting_id: int, *, to_change: bool = False) -> tuple[Meeting, Project]:
    """A meeting and its project.

    Raises Refused when there is none that the actor may see; Liaison itself sees all.
    """
    meeting = meetings.meeting(work.session, work.team_id, meeting_id, to_change=to_change)
    unknown = _("There is no such meeting here. `/meeting` shows the next one.")
    if meeting is None:
        raise Refused(unknown)
    return meeting, rights.seen(work, meeting.project_id, unknown) if work.actor else project_of(work, meeting)


def shown(work: Work, project: Project, series: Series, meeting: Meeting | None) -> Shown:
    """The weekly meeting as it is shown."""
    signed = meeting or series
    named = people.people(work.session, work.team_id, {one for one in (signed.changed_by, signed.changed_for) if one})
    calendar = calendars.of_project(work, project)
    return Shown(
        project=project,
        series=series,
        meeting=meeting,
        upcoming=upcoming(work, project),
        calendar=calendar,
        counted=calendars.named(calendar, work.today(series.zone), meeting.planned_on if meeting else None),
        hand=substitutes.hand(named.get(signed.changed_by or ""), named.get(signed.changed_for or "")),
        holiday=holiday(calendar, meeting.planned_on) if meeting and meeting.moved_at is None else None,
        standing=gates.standing(work, project),
    )


def holiday(calendar: Calendar, day: date) -> Name | None:
    """What makes the day one off, where that has a name."""
    if calendar.is_working(day):
        return None
    english, chinese = calendar.reason_off(day), calendar.reason_off(day, CHINESE)
    return Name(english, zh=chinese) if english or chinese else None

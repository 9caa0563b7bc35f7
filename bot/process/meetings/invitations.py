"""Invitations to the weekly meeting: what a calendar is told of the series and of each meeting that differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.documents.document import Document
from bot.documents.invitations import Invitation, written
from bot.process.kernel import calendars, rights
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.meetings import dates
from bot.process.meetings import series as meetings
from bot.process.meetings import shown as meeting_shown
from bot.process.meetings.shown import Shown
from bot.words.language import Reader, Text
from bot.words.language import text as _
from storage import meetings as stored
from storage import people, projects
from storage.meetings import CANCELLED, HELD, PAUSED, PLANNED, Meeting, Series
from storage.projects import Project

# What everybody gets of it.
DOCUMENT = "meetings/invitation"
# Holidays are written out so far ahead; a newer file tells of those beyond.
WEEKS_AHEAD = 53

_NAME = _("%(number)s · %(name)s: weekly meeting")
_TEXT = _(
    "Before the meeting each liaison files the status report of their department in Slack: /report.\n"
    "Who comes: %(who)s.\n"
    "The digest with progress, reports and agenda is in #%(channel)s.\n"
    "If the time changes, /meeting invite gives this file anew."
)


class File(NamedTuple):
    """An invitation with the name of its file, and what is shown beside it."""

    name: str
    invitation: Invitation
    shown: Shown


def of_project(work: Work, project_id: int) -> File:
    """The invitation to the project's series, in the words of the actor.

    Raises Refused for a project that they may not see.
    """
    return _file(work, rights.seen(work, project_id), Reader(work.person.locale, work.person.zone))


def send(work: Work, project: Project, series: Series) -> None:
    """Have the invitation sent to everybody, where the series is told of."""
    room = meeting_shown.room_for(project, series)
    if room is not None:
        work.send_document(DOCUMENT, project.id, about=f"meeting_series:{project.id}", to=room, project=project)


def document(work: Work, project_id: int, _to: str) -> Document | None:
    """The invitation as everybody gets it, in the words of the channel."""
    project = projects.project(work.session, work.team_id, project_id)
    room = room_of(project) if project is not None else None
    if project is None or room is None:
        return None
    file = _file(work, project, room.reader)
    message = work.templates.message(DOCUMENT, room.reader, work.now, shown=file.shown)
    return Document(file.name, partial(written, file.invitation), beside=message.text)


def _file(work: Work, project: Project, reader: Reader) -> File:
    project_id = project.id
    series = stored.series(work.session, work.team_id, project_id)
    assert series is not None, "every project has one"  # noqa: S101 - a mistake of ours, not of a user
    kept = stored.of_project(work.session, work.team_id, project_id, since=series.since)
    days = _days(work, project, series)
    first = datetime.combine(_first(series), series.time, ZoneInfo(series.zone))
    is_over = not meetings.is_running(project, series)
    last = _last_held(kept, series, work.now) if is_over else None
    upcoming = meeting_shown.upcoming(work, project)
    left_out = _left_out(days, kept, upcoming.planned_on if upcoming else _first(series))
    invitation = Invitation(
        uid=f"{work.team_id}-{project.number}-weekly@liaison".lower(),
        # Also days off, imports and decrees change days in it, and it tells of later ones each day: it rises with time.
        sequence=int((work.now - project.created_at).total_seconds()) + series.sequence,
        written_at=work.now,
        name=_said(_NAME, reader, number=project.number, name=project.name),
        text=_said(_TEXT, reader, channel=project.channel_name or project.number, who=_who(work, project, reader)),
        place=f"Slack #{project.channel_name}" if project.channel_name else "Slack",
        first=first,
        minutes=series.minutes,
        left_out=left_out,
        moved=_moved({day: at for day, at in days.items() if day not in left_out}, kept, series),
        until=last,
        is_gone=is_over and last is None,
    )
    return File(f"{project.number}-weekly.ics", invitation, meeting_shown.shown(work, project, series, upcoming))


def _last_held(kept: Iterable[Meeting], series: Series, now: datetime) -> datetime | None:
    """Where a series that is over ends: the usual time of the last meeting that was held, or is going on."""
    held = [one.planned_on for one in kept if one.state == HELD or (one.state == PLANNED and one.starts_at <= now)]
    return dates.starts(series, max(held)) if held else None


def _first(series: Series) -> date:
    """The first day from which on the series has its weekday and time."""
    return series.since + timedelta(days=(series.weekday - series.since.weekday()) % 7)


def _days(work: Work, project: Project, series: Series) -> dict[date, datetime | None]:
    """When each meeting is as the calendar says, by the day it is planned on; None where it is dropped."""
    last = work.today(series.zone) + dates.WEEK * WEEKS_AHEAD
    coming = dates.occurrences(series, calendars.of_project(work, project), series.since)
    given: dict[date, datetime | None] = {
        one.planned_on: one.starts_at for one in takewhile(lambda one: one.planned_on <= last, coming)
    }
    day = _first(series)
    while day <= last:
        given.setdefault(day, None)
        day += dates.WEEK
    return given


def _left_out(days: dict[date, datetime | None], kept: Iterable[Meeting], upcoming: date) -> list[date]:
    """The days on which there is no meeting, or was none: what is not kept and lies before the next one is paused."""
    known = {one.planned_on: one.state in (CANCELLED, PAUSED) for one in kept}
    return [day for day, starts_at in days.items() if known.get(day, starts_at is None or day < upcoming)]


def _moved(
    days: dict[date, datetime | None], kept: Iterable[Meeting], series: Series
) -> dict[date, tuple[datetime, int]]:
    """The meetings that are not at their usual time or length, by the day they are planned on."""
    rows = {one.planned_on: one for one in kept}
    found = {}
    for day, starts_at in days.items():
        row = rows.get(day)
        at, minutes = (row.starts_at, row.minutes) if row is not None else (starts_at, series.minutes)
        if at is not None and (at, minutes) != (dates.starts(series, day), series.minutes):
            found[day] = (at, minutes)
    return found


def _who(work: Work, project: Project, reader: Reader) -> str:
    """The PM and the liaison of each department, by name: whom a calendar would write to is not named there."""
    parts = [(part.liaison_id, made.name) for part, made in projects.taking_part(work.session, project)]
    known = people.people(work.session, work.team_id, {project.pm_id, *(user_id for user_id, _name in parts)})
    named = [(project.pm_id, rights.PM), *parts]
    return _said(_(", "), reader).join(
        f"{known[user_id].name} ({said.for_(reader)})" for user_id, said in named if user_id in known
    )


def _said(words: Text, reader: Reader, **values: str) -> str:
    return Text(words.message, values).for_(reader)

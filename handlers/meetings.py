"""The weekly meeting: `/meeting …`, the forms of its settings and of moving one, and its buttons."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from aiohttp import ClientError
from pydantic import Field
from slack_sdk.errors import SlackApiError

from bot.documents.invitations import written
from bot.process.kernel import rights
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import invitations
from bot.process.meetings import lines as meeting_lines
from bot.process.meetings.changes import Settings
from bot.process.meetings.invitations import File
from bot.process.meetings.shown import Shown
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.turn import Turn
from bot.words.language import Reader, babel_locale
from bot.words.language import text as _
from bot.words.refused import Refused

routes = Routes[Turn]()

MINUTES = (30, 45, 60)
LEADS = (30, 60, 120, 240, 1440)
HOURS = (72, 48, 24, 12, 8, 4, 2, 1)


class SettingsForm(forms.Form):
    """The form of `/meeting settings`."""

    weekday: int = Field(ge=0, le=6)
    time: time
    zone: str
    minutes: int
    channel: str | None = None
    digest_lead_minutes: int
    reminder_hours: list[int] = Field(min_length=1)


class MoveForm(forms.Form):
    """The form in which one meeting is moved."""

    words: str = Field(default="", max_length=80)
    day: date | None = None
    at: time | None = None
    why: str = Field(default="", max_length=300)


@routes.command("/meeting", "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what `/meeting` can do."""
    await turn.answer("meetings/help")


@routes.command("/meeting", NOTHING, "show", "next", "查看", "下次")
async def show(turn: Turn) -> None:
    """The weekly meeting and its next one."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await turn.answer("meetings/show", **await turn.see(_shown, line.project.id))


@routes.command("/meeting", "settings", "set", "设置", "設置", "设定")
async def settings(turn: Turn) -> None:
    """Open the form of the series."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await _open_settings(turn, line.project.id)


@routes.action("meetings.settings")
async def open_settings(turn: Turn) -> None:
    """The button that opens it."""
    await _open_settings(turn, turn.number)


@routes.options("zone")
async def suggest_zones(turn: Turn) -> None:
    """Somebody looks for a time zone, by its name or by its city in their language."""
    typed = str(turn.body.get("value", "")).strip().lower().replace(" ", "_")
    now = turn.machine.clock.now()
    found = [name for name, known in _zones(turn.reader.locale) if typed in known]
    await turn.offer([(name, _zone_label(name, now)) for name in found])


@routes.view("meetings.settings")
async def submit_settings(turn: Turn) -> None:
    """The series was set: the channel gets the invitation that tells of it."""
    form, target = forms.parse(SettingsForm, turn.body["view"]), turn.target
    channel = await _channel(turn, form.channel)
    asked = Settings(
        form.weekday,
        form.time,
        form.zone,
        form.minutes,
        form.digest_lead_minutes,
        tuple(form.reminder_hours),
        channel,
    )
    shown = await turn.do(meeting_changes.change, as_number(target["project"]), asked, as_number(target["sequence"]))
    await _answer(turn, shown, "set")
    if shown.series.sequence != as_number(target["sequence"]):
        await _send_to_channel(turn, shown)


@routes.command("/meeting", "move", "改期", "调整", "移动")
async def move(turn: Turn) -> None:
    """Move the next meeting by a line, or with a form where the line names no moment."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    meeting = await turn.see(meeting_lines.next_of, line.project)
    if not line.words:
        await _open_move(turn, meeting.id, line.why)
        return
    day, at = await turn.see(meeting_changes.read_moment, line.project.id, line.words)
    await _move(turn, meeting.id, day, at, line.why)


@routes.action("meetings.move")
async def open_move(turn: Turn) -> None:
    """The button that opens the form."""
    await _open_move(turn, turn.number, "")


@routes.view("meetings.move")
async def submit_move(turn: Turn) -> None:
    """The form was sent."""
    form, target = forms.parse(MoveForm, turn.body["view"]), turn.target
    if form.words:
        day, at = await turn.see(meeting_changes.read_moment, as_number(target["project"]), form.words)
    elif form.day is not None:
        day, at = form.day, form.at or time.fromisoformat(target["time"])
    else:
        raise Refused(_("Say when, in words or by a day."), field="words")
    await _move(turn, as_number(target["id"]), day, at, form.why)


@routes.action("meetings.move_back")
async def move_back(turn: Turn) -> None:
    """The button that takes a move back."""
    meeting_id, _colon, moment = turn.value.partition(":")
    with reading():
        was = datetime.fromisoformat(moment)
    await _move(turn, as_number(meeting_id), was.date(), was.time())


@routes.command("/meeting", "cancel", "取消")
async def cancel(turn: Turn) -> None:
    """Cancel the next meeting; what follows in the line is why."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    meeting = await turn.see(meeting_lines.next_of, line.project)
    await _answer(turn, await turn.do(meeting_changes.cancel, meeting.id, line.why or line.words), "cancelled")


@routes.action("meetings.cancel")
async def cancel_pressed(turn: Turn) -> None:
    """The button, after its question."""
    await _answer(turn, await turn.do(meeting_changes.cancel, turn.number), "cancelled")


@routes.action("meetings.restore")
async def restore(turn: Turn) -> None:
    """Let a cancelled meeting take place after all."""
    await _answer(turn, await turn.do(meeting_changes.restore, turn.number), "restored")


@routes.command("/meeting", "pause", "暂停", "暫停")
async def pause(turn: Turn) -> None:
    """Pause the series."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await _answer(turn, await turn.do(meeting_changes.pause, line.project.id), "paused")


@routes.action("meetings.pause")
async def pause_pressed(turn: Turn) -> None:
    """The button, after its question."""
    await _answer(turn, await turn.do(meeting_changes.pause, turn.number), "paused")


@routes.command("/meeting", "resume", "恢复", "继续", "恢復")
async def resume(turn: Turn) -> None:
    """Let the series go on."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await _answer(turn, await turn.do(meeting_changes.resume, line.project.id), "resumed")


@routes.action("meetings.resume")
async def resume_pressed(turn: Turn) -> None:
    """The button."""
    await _answer(turn, await turn.do(meeting_changes.resume, turn.number), "resumed")


@routes.command("/meeting", "invite", "invitation", "ics", "邀请", "邀請", "日历")
async def invite(turn: Turn) -> None:
    """Send the invitation to the person alone."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await _invite(turn, line.project.id)


@routes.action("meetings.invite")
async def invite_pressed(turn: Turn) -> None:
    """The button beside what is told of a meeting."""
    await _invite(turn, turn.number)


async def _invite(turn: Turn, project_id: int) -> None:
    file = await turn.see(invitations.of_project, project_id)
    await turn.accept()
    await turn.send_file(file.name, written(file.invitation), "meetings/invitation", shown=file.shown)
    await turn.answer("meetings/invited", shown=file.shown)


async def _send_to_channel(turn: Turn, shown: Shown) -> None:
    """The invitation as a file to everybody, where the series is told of."""
    room = room_of(shown.project)
    channel_id = shown.series.channel_id or (room.channel_id if room else None)
    if channel_id is None or room is None:
        return
    file: File = await turn.see(invitations.of_project, shown.project.id, room.reader)
    # The change is stored and told; where Slack takes no file now, the button beside it gives the same.
    with suppress(SlackApiError, ClientError, OSError):
        await turn.send_file(
            file.name,
            written(file.invitation),
            "meetings/invitation",
            channel_id=channel_id,
            reader=room.reader,
            shown=file.shown,
        )


async def _open_settings(turn: Turn, project_id: int) -> None:
    shown = await turn.see(meeting_changes.to_change, project_id)
    series, now = shown.series, turn.machine.clock.now()
    target = {"project": project_id, "sequence": series.sequence, "channel": turn.channel_id}
    await turn.open(
        "meetings/form_settings",
        shown=shown,
        weekdays=[(number, turn.reader.weekday(number)) for number in range(7)],
        zone=(series.zone, _zone_label(series.zone, now)),
        minutes=sorted({*MINUTES, series.minutes}),
        leads=sorted({*LEADS, series.digest_lead_minutes}),
        hours=sorted({*HOURS, *series.reminder_hours}, reverse=True),
        channel=series.channel_id or shown.project.channel_id,
        target=json.dumps(target),
    )


async def _open_move(turn: Turn, meeting_id: int, why: str) -> None:
    shown = await turn.see(meeting_changes.to_move, meeting_id)
    assert shown.meeting is not None, "it is moved"  # noqa: S101 - a mistake of ours, not of a user
    starts = shown.meeting.starts_at.astimezone(ZoneInfo(shown.series.zone))
    target = {
        "id": meeting_id,
        "project": shown.project.id,
        "time": shown.series.time.isoformat("minutes"),
        "channel": turn.channel_id,
    }
    await turn.open("meetings/form_move", shown=shown, starts=starts, why=why, target=json.dumps(target))


async def _move(turn: Turn, meeting_id: int, day: date, at: time, why: str = "") -> None:
    was = (await turn.see(meeting_changes.to_move, meeting_id)).meeting
    shown = await turn.do(meeting_changes.move, meeting_id, day, at, why)
    assert was is not None, "it is moved"  # noqa: S101 - a mistake of ours, not of a user
    await _answer(turn, shown, "moved", was.starts_at.astimezone(ZoneInfo(shown.series.zone)))


async def _answer(turn: Turn, shown: Shown, what: str, was: datetime | None = None) -> None:
    await turn.answer("meetings/done", shown=shown, what=what, was=was)


def _shown(work: Work, project_id: int) -> dict[str, Any]:
    shown = meeting_lines.shown(work, project_id)
    return {"shown": shown, "may_edit": rights.may(work, "meetings.edit", shown.project)}


async def _channel(turn: Turn, channel_id: str | None) -> tuple[str, bool] | None:
    """The channel that was chosen with whether it is private; Liaison joins it where it may.

    Raises Refused where it may not.
    """
    if not channel_id:
        return None
    found = await turn.channel(channel_id, "channel")
    return (found.id, found.is_private)


@cache
def _zones(locale: str) -> tuple[tuple[str, str], ...]:
    """Every time zone with the words by which it is found."""
    from babel.dates import get_timezone_location

    found = []
    for name in sorted(available_timezones()):
        if "/" not in name or name.startswith(("Etc/", "SystemV/", "posix/", "right/")):
            continue
        city = get_timezone_location(name, locale=babel_locale(locale), return_city=False)
        place = get_timezone_location(name, locale=babel_locale(locale), return_city=True)
        found.append((name, f"{name} {city} {place}".lower().replace(" ", "_")))
    return tuple(found)


def _zone_label(name: str, now: datetime) -> str:
    """A zone with how far it is from Greenwich now."""
    return f"{name} ({Reader(zone=name, is_channel=True).moment(now).rpartition(' ')[2]})"

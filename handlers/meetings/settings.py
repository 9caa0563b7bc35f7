"""The series of a weekly meeting: `/meeting settings`, its form and its button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field

from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import lines as meeting_lines
from bot.process.meetings.changes import Settings
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import CHINESE, Reader, babel_locale, offset
from handlers.meetings.answering import answer

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


async def _settings(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the series."""
    project_id = as_number(about["project"])
    shown = await turn.see(meeting_changes.to_change, project_id)
    series, now = shown.series, turn.machine.clock.now()
    return {
        "template": "meetings/form_settings",
        "about": {"project": project_id, "sequence": series.sequence},
        "kept_as": f"meetings.settings:{project_id}",
        "shown": shown,
        "weekdays": [(number, turn.reader.weekday(number)) for number in range(7)],
        "zone": (series.zone, _zone_label(turn.reader, series.zone, now)),
        "minutes": sorted({*MINUTES, series.minutes}),
        "leads": sorted({*LEADS, series.digest_lead_minutes}),
        "hours": sorted({*HOURS, *series.reminder_hours}, reverse=True),
        "channel": series.channel_id or shown.project.channel_id,
    }


@routes.command("/meeting", "settings", "set", "设置", "設置", "设定")
async def settings(turn: Turn) -> None:
    """Open the form of the series."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await turn.open(**await _settings(turn, {"project": line.project.id}))


@routes.action("meetings.settings")
async def open_settings(turn: Turn) -> None:
    """The button that opens it."""
    await turn.open(**await _settings(turn, {"project": turn.number}))


@routes.options("zone")
async def suggest_zones(turn: Turn) -> None:
    """Somebody looks for a time zone, by its name or by its city in their language."""
    typed = str(turn.body.get("value", "")).strip().lower().replace(" ", "_")
    now = turn.machine.clock.now()
    found = [name for name, known in _zones(turn.reader.locale) if typed in known]
    await turn.offer([(name, _zone_label(turn.reader, name, now)) for name in found])


@routes.view("meetings.settings")
@overtaken(_settings)
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
    await answer(turn, shown, "set")


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
        called = Reader(locale).zone_named(name)
        found.append((name, f"{name} {city} {place} {called}".lower().replace(" ", "_")))
    return tuple(found)


def _zone_label(reader: Reader, name: str, now: datetime) -> str:
    """A zone with how far it is from Greenwich now."""
    said, away = reader.zone_named(name), offset(now.astimezone(ZoneInfo(name)))
    return f"{said}（{away}）" if reader.language == CHINESE else f"{said} ({away})"

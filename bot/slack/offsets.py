"""How far people are from Greenwich: Slack's word at this moment, compared with ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from bot.clock import Clock

log = structlog.get_logger()

# Near a change of clocks Slack may have looked before it, and we after.
NEAR = timedelta(hours=1)


class Offsets:
    """Compares how far Slack says that people are from Greenwich with what we know; a zone is told of once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: set[str] = set()

    def compare(self, team_id: str, users: Iterable[Mapping[str, Any]]) -> None:
        """These user objects were just fetched from Slack."""
        for user in [one for one in users if isinstance(one, Mapping)]:
            zone, theirs = user.get("tz"), user.get("tz_offset")
            if not isinstance(zone, str) or not isinstance(theirs, int) or zone in self._told:
                continue
            ours = _offsets(zone, self._clock.now())
            if ours and theirs not in ours:
                self._told.add(zone)
                said = {"user_id": user.get("id"), "slack_seconds": theirs, "our_seconds": ours[0]}
                log.warning("Slack's offset of a zone is not ours", zone=zone, team_id=team_id, **said)


def _offsets(zone: str, now: datetime) -> list[int]:
    """The zone's offset in seconds now, and around now; none for a zone that nobody here knows."""
    try:
        known = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return []
    moments = (now, now - NEAR, now + NEAR)
    offsets = [moment.astimezone(known).utcoffset() or timedelta() for moment in moments]
    return [int(one.total_seconds()) for one in offsets]

"""What a file says of one event in several places: itself, what stands for single times of it, and older versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, NamedTuple

from bot.documents.calendar_events import NotRead, first_of, local_day, moment_of

# What mail programs write before a name when an event was called off.
_CALLED_OFF = re.compile(r"(?:cancel+ed|已取消|取消)\s*[:：]", re.IGNORECASE)


class Replacing(NamedTuple):
    """An event in the place of one time of its series, or of that and all later ones."""

    day: date
    event: Any
    is_of_later: bool

    def moved(self, first: date, later: dict[date, set[date]]) -> set[date]:
        """Its times, when the first of them is that day: as far apart as those it stands for."""
        return {first, *(first + (day - self.day) for day in later.get(self.day, ()))}


@dataclass(frozen=True, slots=True)
class Series:
    """What a file says of one event: itself, what stands in the place of single times, and what was said before."""

    events: list[Any]
    replacing: list[Replacing]
    outdated: list[Any]

    def without_replaced(self, begins: set[date], later: dict[date, set[date]]) -> set[date]:
        """The times that nothing stands for; `later` gathers those that follow a replaced one, by its day."""
        for one in sorted(self.replacing, key=lambda one: one.day, reverse=True):
            if one.is_of_later:
                following = {day for day in begins if day > one.day}
                later.setdefault(one.day, set()).update(following)
                begins = begins - following
            begins = begins - {one.day}
        return begins


def series_of(events: Sequence[Any], zone: tzinfo) -> list[Series]:
    """The events of a file by what they are about; one without a name for it stands alone."""
    by_uid: dict[str, list[Any]] = {}
    for place, event in enumerate(events):
        by_uid.setdefault(str(event.get("uid") or f"\n{place}"), []).append(event)
    return [_of_one(same, zone) for same in by_uid.values()]


def is_cancelled(event: Any) -> bool:
    """Whether it was called off, by its state or in its name as mail programs write it."""
    status, name = str(event.get("status", "")).strip().upper(), str(event.get("summary", ""))
    return status == "CANCELLED" or _CALLED_OFF.match(name.strip()) is not None


def _of_one(same: Sequence[Any], zone: tzinfo) -> Series:
    """What is said of an event; of the same time said twice the newest holds, and a cancellation of equal age."""
    newest: dict[tuple[object, ...], Any] = {}
    outdated = []
    for event in sorted(same, key=lambda one: (_number(one), is_cancelled(one))):
        key = _about(event, zone, has_versions=len({_number(one) for one in same}) > 1)
        if key in newest:
            outdated.append(newest[key])
        newest[key] = event
    standing = [one for one in same if any(one is kept for kept in newest.values())]
    replacing = [(one, day) for one in standing if (day := _replaced_day(one, zone)) is not None]
    return Series(
        [one for one in standing if "recurrence-id" not in one],
        [Replacing(day, one, _is_of_later(one)) for one, day in replacing],
        outdated,
    )


def _about(event: Any, zone: tzinfo, *, has_versions: bool) -> tuple[object, ...]:
    """Which time an event is about. Of several that careless programs give one name, the beginnings tell them apart."""
    if (day := _replaced_day(event, zone)) is not None:
        return "replaces", day
    try:
        return ("event",) if has_versions else ("event", moment_of(event, "dtstart"))
    except NotRead:
        return ("event", id(event))


def _replaced_day(event: Any, zone: tzinfo) -> date | None:
    try:
        moment = moment_of(event, "recurrence-id")
    except NotRead:
        return None
    return local_day(moment, zone) if moment is not None else None


def _is_of_later(event: Any) -> bool:
    return str(first_of(event["recurrence-id"]).params.get("RANGE", "")).upper() == "THISANDFUTURE"


def _number(event: Any) -> int:
    """Which version of an event it is."""
    try:
        return int(event.get("sequence", 0))
    except (TypeError, ValueError):
        return 0

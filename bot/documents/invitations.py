"""The `.ics` of a meeting: of a weekly one the series, the days it leaves out, and the meetings at another time.

Written for what Outlook, Google and Apple calendars read alike. Outlook knows of a VTIMEZONE only its yearly rules, so
a zone is written as rules wherever two of them a year describe it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# So many years of a zone are told, and a rule that holds in all of them describes it.
YEARS_TOLD = 12
# Half a day may lie between two changes of the clocks.
STEP = timedelta(hours=12)
# People are reminded by their calendar so long before.
ALARM = timedelta(minutes=-10)
PRODUCT = "-//Liaison//Weekly meeting//EN"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the file says. `first` is the first day with its time in the zone; `left_out` and `moved` are by day.

    `until` ends the series, with what differs of it after that; `is_gone` takes it away altogether. `sequence` must
    grow with every change.
    """

    uid: str
    sequence: int
    written_at: datetime
    name: str
    text: str
    place: str
    first: datetime
    minutes: int
    left_out: Sequence[date] = ()
    moved: Mapping[date, tuple[datetime, int]] | None = None
    until: datetime | None = None
    is_gone: bool = False
    # A single meeting, no series.
    is_once: bool = False


def written(invitation: Invitation) -> bytes:
    """The file."""
    # A tenth of a second to import, and hardly ever needed.
    from icalendar import Calendar

    zone = invitation.first.tzinfo
    assert isinstance(zone, ZoneInfo), "a series has a zone"  # noqa: S101 - a mistake of ours, not of a user
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "CANCEL" if invitation.is_gone else "PUBLISH")
    file.add_component(_zone(zone, invitation.first))
    file.add_component(_series(invitation))
    for planned_on, (starts_at, minutes) in sorted((invitation.moved or {}).items()):
        if not _is_of_series(invitation, planned_on):
            continue
        one = _event(invitation, starts_at.astimezone(zone), minutes)
        one.add("recurrence-id", _at(invitation, planned_on))
        file.add_component(one)
    found: bytes = file.to_ical()
    return found


def _series(invitation: Invitation) -> Any:
    event = _event(invitation, invitation.first, invitation.minutes)
    if invitation.is_once:
        return event
    rule: dict[str, Any] = {"freq": "weekly", "byday": WEEKDAYS[invitation.first.weekday()]}
    if invitation.until is not None:
        rule["until"] = invitation.until.astimezone(UTC)
    event.add("rrule", rule)
    for day in sorted(invitation.left_out):
        if _is_of_series(invitation, day):
            # Outlook leaves a day out only where it is written in the zone of the beginning.
            event.add("exdate", _at(invitation, day))
    return event


def _is_of_series(invitation: Invitation, day: date) -> bool:
    """Whether the rule gives a meeting on that day: an exception to it after the end would be a meeting."""
    return invitation.until is None or _at(invitation, day) <= invitation.until


def _event(invitation: Invitation, starts: datetime, minutes: int) -> Any:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", invitation.uid)
    event.add("dtstamp", invitation.written_at.astimezone(UTC))
    event.add("last-modified", invitation.written_at.astimezone(UTC))
    event.add("sequence", invitation.sequence)
    event.add("summary", invitation.name)
    event.add("description", invitation.text)
    event.add("location", invitation.place)
    event.add("status", "CANCELLED" if invitation.is_gone else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("dtstart", starts)
    # The length on the wall would be another on a night when clocks change.
    event.add("dtend", (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", invitation.name)
    event.add_component(alarm)
    return event


def _at(invitation: Invitation, day: date) -> datetime:
    """The time of the series on another day."""
    return datetime.combine(day, invitation.first.time(), invitation.first.tzinfo)


def _zone(zone: ZoneInfo, first: datetime) -> Timezone:
    """The zone from before `first` on: by yearly rules where they describe it, else change by change."""
    from icalendar import Timezone

    years = [_changes(zone, first.year - 1 + number) for number in range(YEARS_TOLD)]
    rules = [_rule([_wall(zone, change) for change in same]) for same in zip(*years, strict=False)]
    is_ruled = len(years[0]) in (0, 2) and all(len(year) == len(years[0]) for year in years) and None not in rules
    told = years[0] if is_ruled else [change for year in years for change in year]
    found = Timezone()
    found.add("tzid", zone.key)
    if not (is_ruled and told):
        begins = datetime(first.year - 1, 1, 1, tzinfo=UTC)
        found.add_component(_observance(datetime(1970, 1, 1), zone, begins, begins))  # noqa: DTZ001 - by the wall
    for number, change in enumerate(told):
        # A list of moments in one line is read up to its first by some: each change is a part of its own.
        rule = rules[number] if is_ruled else None
        before = change - timedelta(minutes=1)
        found.add_component(_observance(_wall(zone, change), zone, before, change, rule))
    return found


def _observance(
    wall: datetime, zone: tzinfo, before: datetime, moment: datetime, rule: dict[str, Any] | None = None
) -> Any:
    """What begins at that moment, which is `wall` by the clocks `before` it."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    local = moment.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", wall.replace(tzinfo=None, second=0, microsecond=0))
    part.add("tzoffsetfrom", _offset(zone, before))
    part.add("tzoffsetto", _offset(zone, moment))
    part.add("tzname", local.tzname() or "")
    if rule:
        part.add("rrule", rule)
    return part


def _changes(zone: tzinfo, year: int) -> list[datetime]:
    """The moments (UTC) of a year at which the zone's clocks change."""
    found = []
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        following = moment + STEP
        if _offset(zone, moment) != _offset(zone, following):
            low, high = 0, STEP // timedelta(minutes=1)
            while low < high:
                middle = (low + high) // 2
                if _offset(zone, moment + timedelta(minutes=middle)) != _offset(zone, moment):
                    high = middle
                else:
                    low = middle + 1
            found.append(moment + timedelta(minutes=low))
        moment = following
    return found


def _wall(zone: tzinfo, change: datetime) -> datetime:
    """What the clocks would show at the moment of the change, had it not come."""
    return (change + _offset(zone, change - timedelta(minutes=1))).replace(tzinfo=None)


def _rule(walls: Sequence[datetime]) -> dict[str, Any] | None:
    """The yearly rule that these changes follow, one a year; None where they follow none."""
    first = walls[0]
    if any((one.month, one.weekday(), one.time()) != (first.month, first.weekday(), first.time()) for one in walls):
        return None
    places = set.intersection(*({(one.day - 1) // 7 + 1, *([-1] if _is_last(one) else [])} for one in walls))
    if not places:
        return None
    return {"freq": "yearly", "bymonth": first.month, "byday": f"{max(places)}{WEEKDAYS[first.weekday()]}"}


def _is_last(day: datetime) -> bool:
    """Whether it is the last of its weekday in its month."""
    return (day + timedelta(days=7)).month != day.month


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()

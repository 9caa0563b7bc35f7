"""The `.ics` of a weekly meeting, read back: its days, its exceptions, and its zone as the file alone tells it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar as _Calendar

from bot.documents.invitations import Invitation, written

# Its types are those of everything a calendar may hold; here it is known what is read.
Calendar: Any = _Calendar
FIRST = datetime(2026, 11, 25, 10, 30)  # noqa: DTZ001 - by the wall; the zone is the test's
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def invitation(zone: str, first: datetime, **more: Any) -> Invitation:
    return Invitation(
        uid="1-weekly@liaison", sequence=3, written_at=NOW, name="P-2026-001 · 例会, \"weekly\"; meeting",
        text="Agenda\nand more", place="#launch", first=first.replace(tzinfo=ZoneInfo(zone)), minutes=45, **more,
    )  # fmt: skip


def in_lines(event: Any, name: str) -> list[Any]:
    """What stands under that name, a line each."""
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def expanded(file: bytes, until: datetime) -> list[datetime]:
    """When the meetings are (UTC), with the file's own VTIMEZONE alone."""
    found = Calendar.from_ical(file)
    zone = found.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    (series, *overrides) = found.walk("VEVENT")
    start = series["dtstart"].dt.replace(tzinfo=None)
    days = rruleset()
    days.rrule(rrulestr(series["rrule"].to_ical().decode(), dtstart=start, ignoretz=True))
    for each in in_lines(series, "exdate"):
        for one in each.dts:
            days.exdate(one.dt.replace(tzinfo=None))
    at_another_time = {one["recurrence-id"].dt.replace(tzinfo=None): one for one in overrides}
    moments = []
    for day in days.between(start - timedelta(days=1), until.replace(tzinfo=None)):
        wall = at_another_time[day]["dtstart"].dt.replace(tzinfo=None) if day in at_another_time else day
        moments.append(wall.replace(tzinfo=zone).astimezone(UTC))
    return moments


@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Europe/Berlin", "Asia/Kathmandu", "UTC",
        "America/Santiago", "Africa/Casablanca",
    ],
)  # fmt: skip
def test_a_year_of_meetings_is_at_the_same_time_on_the_wall_by_the_files_own_zone(zone: str) -> None:
    file = written(invitation(zone, FIRST))
    expected = [
        (FIRST + timedelta(weeks=number)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for number in range(53)
    ]
    assert expanded(file, datetime(2027, 11, 25, tzinfo=UTC)) == expected


def shifts(zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """The spans of six hours (UTC) in which the zone's clocks change, each by its end."""
    hours = [first + timedelta(hours=6 * number) for number in range(int((last - first) / timedelta(hours=6)))]
    offsets = [hour.astimezone(zone).utcoffset() for hour in hours]
    return [hours[at] for at in range(1, len(hours)) if offsets[at] != offsets[at - 1]]


@pytest.mark.parametrize(
    ("first", "zones"),
    [
        (
            FIRST,
            [
                "Africa/Casablanca", "Africa/Cairo", "America/Asuncion", "America/Havana", "America/New_York",
                "America/Nuuk", "America/Santiago", "America/Scoresbysund", "America/St_Johns", "America/Vancouver",
                "Antarctica/Troll", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Shanghai",
                "Asia/Tehran", "Atlantic/Azores", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Chisinau",
                "Europe/Dublin", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Easter", "Pacific/Norfolk", "UTC",
            ],
        ),
        # Short changes: Fiji had summer time for a few weeks, Morocco none in Ramadan, Turkey moved its end.
        (datetime(2015, 9, 30, 9), ["Pacific/Fiji", "Africa/Casablanca", "Europe/Istanbul", "Asia/Pyongyang"]),  # noqa: DTZ001 - by the wall
    ],
    ids=["now", "then"],
)  # fmt: skip
def test_a_zone_is_told_with_every_change_of_its_clocks_to_who_does_not_look_it_up(
    first: datetime, zones: list[str]
) -> None:
    for name in zones:
        known = ZoneInfo(name)
        file = written(invitation(name, first))
        assert b"RDATE" not in file, "some read of a list of moments only the first"
        told = Calendar.from_ical(file).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
        begins, ends = datetime(first.year, 1, 1, tzinfo=UTC), datetime(first.year + 10, 12, 31, tzinfo=UTC)
        changes = shifts(known, begins, ends)
        weekly = [begins + timedelta(weeks=number, hours=5) for number in range(52 * 11)]
        for moment in [*weekly, *changes, *(one - timedelta(hours=6) for one in changes)]:
            wall = moment.astimezone(known)
            is_twice = wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
            if not is_twice:
                read = wall.replace(tzinfo=told).utcoffset()
                assert read == wall.utcoffset(), f"{name}: {wall}"


def test_a_series_that_has_ended_has_no_exceptions_behind_its_end() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    moved = {
        day: (datetime.combine(day, FIRST.time(), zone) + timedelta(days=1), 45)
        for day in (date(2026, 12, 2), date(2026, 12, 16))
    }
    left_out = [date(2026, 12, 9), date(2026, 12, 23)]
    until = datetime(2026, 12, 9, 10, 30, tzinfo=zone)
    file = written(invitation("Asia/Shanghai", FIRST, left_out=left_out, moved=moved, until=until))
    series, *overrides = Calendar.from_ical(file).walk("VEVENT")
    assert [one["recurrence-id"].dt.date() for one in overrides] == [date(2026, 12, 2)]
    assert [one.dts[0].dt.date() for one in in_lines(series, "exdate")] == [date(2026, 12, 9)]
    assert series["rrule"]["until"] == [until.astimezone(UTC)]


def test_people_are_reminded_ten_minutes_before_each_meeting_moved_or_not() -> None:
    moved = {date(2026, 12, 9): (datetime(2026, 12, 10, 15, tzinfo=ZoneInfo("Asia/Shanghai")), 30)}
    events = Calendar.from_ical(written(invitation("Asia/Shanghai", FIRST, moved=moved))).walk("VEVENT")
    assert [one.walk("VALARM")[0]["trigger"].dt for one in events] == [timedelta(minutes=-10)] * 2


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe", "Europe/Berlin"])
def test_a_zone_that_changes_its_clocks_is_told_in_yearly_rules_which_are_all_that_outlook_reads(zone: str) -> None:
    found = Calendar.from_ical(written(invitation(zone, FIRST))).walk("VTIMEZONE")[0]
    assert sorted(one.name for one in found.subcomponents) == ["DAYLIGHT", "STANDARD"]
    assert all("rrule" in one and "rdate" not in one for one in found.subcomponents)


def test_left_out_and_moved_meetings_are_written_in_the_zone_of_the_series() -> None:
    zone = ZoneInfo("America/New_York")
    moved = {date(2026, 12, 9): (datetime(2026, 12, 10, 15, tzinfo=zone), 30)}
    file = written(invitation("America/New_York", FIRST, left_out=[date(2026, 12, 2)], moved=moved))
    assert b"EXDATE;TZID=America/New_York:20261202T103000" in file
    assert b"RECURRENCE-ID;TZID=America/New_York:20261209T103000" in file
    days = [one.astimezone(zone) for one in expanded(file, datetime(2026, 12, 17, tzinfo=UTC))]
    assert [f"{one:%m-%d %H:%M}" for one in days] == ["11-25 10:30", "12-10 15:00", "12-16 10:30"]
    events = Calendar.from_ical(file).walk("VEVENT")
    assert {str(one["uid"]) for one in events} == {"1-weekly@liaison"}
    assert {int(one["sequence"]) for one in events} == {3}
    assert events[1]["dtend"].dt - events[1]["dtstart"].dt == timedelta(minutes=30)


def test_text_is_read_back_as_it_was_and_an_end_or_a_cancellation_is_told() -> None:
    file = written(invitation("Asia/Shanghai", FIRST, until=datetime(2026, 12, 3, tzinfo=UTC)))
    found = Calendar.from_ical(file)
    assert str(found["method"]) == "PUBLISH"
    assert str(found.walk("VEVENT")[0]["summary"]) == 'P-2026-001 · 例会, "weekly"; meeting'
    assert len(expanded(file, datetime(2027, 1, 1, tzinfo=UTC))) == 2
    gone = Calendar.from_ical(written(invitation("Asia/Shanghai", FIRST, is_gone=True)))
    assert (str(gone["method"]), str(gone.walk("VEVENT")[0]["status"])) == ("CANCEL", "CANCELLED")

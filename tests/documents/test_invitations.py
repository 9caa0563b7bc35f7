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


def expanded(file: bytes, until: datetime) -> list[datetime]:
    """When the meetings are (UTC), with the file's own VTIMEZONE alone."""
    found = Calendar.from_ical(file)
    zone = found.walk("VTIMEZONE")[0].to_tz()
    (series, *overrides) = found.walk("VEVENT")
    start = series["dtstart"].dt.replace(tzinfo=None)
    days = rruleset()
    days.rrule(rrulestr(series["rrule"].to_ical().decode(), dtstart=start, ignoretz=True))
    for each in [series["exdate"]] if "exdate" in series else []:
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

"""The clock of a dispute, held against a count minute by minute, across weekends, holidays and changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.calendars import Calendar, OwnDay
from bot.process.disputes.clock import Clock, after, between, left
from bot.words.language import Reader

CHINA, GERMANY = Calendar("CN", "CN"), Calendar("DE-BY", "DE-BY")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")
MINUTE = timedelta(minutes=1)
STEP = 15
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def is_counted(moment: datetime, calendar: Calendar, zone: str) -> bool:
    """Whether the minute that begins then is one of the working clock; told from the wall alone."""
    wall = moment.astimezone(ZoneInfo(zone))
    return calendar.is_working(wall.date()) and 9 <= wall.hour < 18


def counted_slowly(since: datetime, steps: int, calendar: Calendar, zone: str) -> datetime:
    """The moment after so many counted quarters of an hour, by stepping through every one."""
    moment = since
    while steps:
        steps -= is_counted(moment, calendar, zone)
        moment += STEP * MINUTE
    return moment


@settings(max_examples=80)
@given(
    quarters=st.integers(0, 365 * 96), hours=st.sampled_from([1, 12, 18, 23, 24]), zone=st.sampled_from(ZONES),
    calendar=st.sampled_from([CHINA, GERMANY]),
)  # fmt: skip
@example(quarters=272 * 96 + 28, hours=24, zone="Asia/Shanghai", calendar=CHINA)  # the eve of the National Day week
@example(quarters=87 * 96, hours=24, zone="Europe/Berlin", calendar=GERMANY)  # clocks change that night
def test_working_hours_end_where_a_slow_count_ends(quarters: int, hours: int, zone: str, calendar: Calendar) -> None:
    since = FIRST + quarters * STEP * MINUTE
    end = after(Clock.WORKING, since, hours, calendar, zone)
    assert end == counted_slowly(since, hours * 60 // STEP, calendar, zone)
    assert between(Clock.WORKING, since, end, calendar, zone) == timedelta(hours=hours)
    assert between(Clock.WORKING, end, since, calendar, zone) == timedelta()


@settings(max_examples=60)
@given(quarters=st.integers(0, 365 * 96), first=st.integers(1, 23), zone=st.sampled_from(ZONES))
def test_the_hours_follow_each_other_and_what_is_left_is_the_rest(quarters: int, first: int, zone: str) -> None:
    since = FIRST + quarters * STEP * MINUTE
    for clock in Clock:
        part, whole = (after(clock, since, hours, CHINA, zone) for hours in (first, 24))
        assert since < part < whole
        assert between(clock, part, whole, CHINA, zone) == timedelta(hours=24 - first)


def test_real_hours_are_hours() -> None:
    friday = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    assert after(Clock.REAL, friday, 24, CHINA, "Asia/Shanghai") == friday + timedelta(days=1)


def test_a_day_off_of_the_organisation_is_none_of_the_clock() -> None:
    own = Calendar("own", "CN", {date(2026, 11, 24): OwnDay(False, "Anniversary")})
    monday = datetime(2026, 11, 23, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    # 2 hours on Monday, none on Tuesday, 9 on Wednesday and Thursday, 4 on Friday.
    assert after(Clock.WORKING, monday, 24, own, "Asia/Shanghai").astimezone(ZoneInfo("Asia/Shanghai")) == datetime(
        2026, 11, 27, 13, 0, tzinfo=ZoneInfo("Asia/Shanghai")
    )


@pytest.mark.parametrize(
    ("clock", "span", "english", "chinese"),
    [
        (Clock.REAL, timedelta(hours=24), "24 hours left", "剩余24小时"),
        (Clock.REAL, timedelta(minutes=60), "1 hour left", "剩余1小时"),
        (Clock.REAL, timedelta(minutes=59, seconds=1), "1 hour left", "剩余1小时"),
        (Clock.REAL, timedelta(minutes=29), "29 minutes left", "剩余29分钟"),
        (Clock.REAL, timedelta(seconds=1), "1 minute left", "剩余1分钟"),
        (Clock.REAL, timedelta(), "no time left", "时限已到"),
        (Clock.WORKING, timedelta(hours=9), "9 working hours left", "剩余9个工作小时"),
    ],
)
def test_what_is_left_in_words(clock: Clock, span: timedelta, english: str, chinese: str) -> None:
    assert left(clock, span).for_(Reader("en-US")) == english
    assert left(clock, span).for_(Reader("zh-CN")) == chinese

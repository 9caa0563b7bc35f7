"""Working days: what the State Council decreed, and agreement with counting day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import (
    Calendar,
    OwnDay,
    WorkingHours,
    country_year,
    first_instant,
    is_known_country,
    known_countries,
    usual_weekend,
)

# 国务院办公厅关于部分节假日安排的通知, written down from the decrees and not from a library:
# days off (first and last of each holiday) and make-up working days (调休上班日).
OFF = {
    2024: [
        ("2024-01-01", "2024-01-01"),  # 元旦
        ("2024-02-10", "2024-02-17"),  # 春节
        ("2024-04-04", "2024-04-06"),  # 清明节
        ("2024-05-01", "2024-05-05"),  # 劳动节
        ("2024-06-10", "2024-06-10"),  # 端午节
        ("2024-09-15", "2024-09-17"),  # 中秋节
        ("2024-10-01", "2024-10-07"),  # 国庆节
    ],
    2025: [
        ("2025-01-01", "2025-01-01"),  # 元旦
        ("2025-01-28", "2025-02-04"),  # 春节
        ("2025-04-04", "2025-04-06"),  # 清明节
        ("2025-05-01", "2025-05-05"),  # 劳动节
        ("2025-05-31", "2025-06-02"),  # 端午节
        ("2025-10-01", "2025-10-08"),  # 国庆节、中秋节
    ],
    2026: [
        ("2026-01-01", "2026-01-03"),  # 元旦
        ("2026-02-15", "2026-02-23"),  # 春节
        ("2026-04-04", "2026-04-06"),  # 清明节
        ("2026-05-01", "2026-05-05"),  # 劳动节
        ("2026-06-19", "2026-06-21"),  # 端午节
        ("2026-09-25", "2026-09-27"),  # 中秋节
        ("2026-10-01", "2026-10-07"),  # 国庆节
    ],
}
MAKE_UP = {
    2024: [
        "2024-02-04",
        "2024-02-18",
        "2024-04-07",
        "2024-04-28",
        "2024-05-11",
        "2024-09-14",
        "2024-09-29",
        "2024-10-12",
    ],
    2025: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    2026: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
}

CHINA = Calendar("中国", "CN")
WEEKENDS = Calendar("Weekends")
GULF = Calendar("Riyadh", "SA")
FACTORY = Calendar(
    "Factory",
    "CN",
    own_days={
        date(2026, 11, 28): OwnDay(True, "Stocktaking"),
        date(2026, 11, 30): OwnDay(False, "Founding day"),
        date(2026, 10, 8): OwnDay(False),
    },
)
SIX_DAYS = Calendar("Shop", "US", weekend=frozenset({6}))
CALENDARS = st.sampled_from([CHINA, WEEKENDS, GULF, FACTORY, SIX_DAYS, Calendar("Bayern", "DE-BY")])
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def decreed(day: date) -> bool:
    """Whether China works on this day, from the lists above and the weekday alone."""
    written = day.isoformat()
    off = any(first <= written <= last for first, last in OFF[day.year])
    return written in MAKE_UP[day.year] or (day.weekday() < 5 and not off)


def slow_add(calendar: Calendar, day: date, n: int) -> date:
    step = timedelta(days=1 if n > 0 else -1)
    for _ in range(abs(n)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def slow_between(calendar: Calendar, first: date, last: date) -> int:
    if last < first:
        return -sum(calendar.is_working(first - timedelta(days=n)) for n in range(1, (first - last).days + 1))
    return sum(calendar.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_china_works_exactly_as_decreed(year: int) -> None:
    wrong = [day.isoformat() for day in days_of(year) if CHINA.is_working(day) != decreed(day)]
    assert wrong == []


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_decreed_years_have_their_known_number_of_working_days(year: int, working: int) -> None:
    assert sum(map(CHINA.is_working, days_of(year))) == working
    assert CHINA.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == working


def test_every_country_agrees_with_the_library_day_by_day() -> None:
    for country in ["US", "GB", "DE", "FR", "JP", "KR", "HU", "VN", "AE", "SA", "IL", "NP", "RU", "TW"]:
        calendar = Calendar(country, country)
        judge = holidays.country_holidays(country, years=[2024, 2025, 2026, 2027])
        wrong = [day for day in days_of(2025) + days_of(2026) if calendar.is_working(day) != judge.is_working_day(day)]
        assert (country, wrong) == (country, [])


@pytest.mark.parametrize(
    ("country", "weekend"),
    [("HK", {5, 6}), ("VE", {5, 6}), ("IR", {3, 4}), ("BN", {4, 6}), ("AE", {5, 6}), ("SA", {4, 5}), ("CN", {5, 6})],
)
def test_an_office_has_the_week_that_is_usual_there(country: str, weekend: set[int]) -> None:
    assert usual_weekend(country, 2026) == weekend
    calendar = Calendar(country, country)
    plain = [day for day in days_of(2026) if day.weekday() in weekend]
    worked = [day for day in plain if calendar.is_working(day)]
    assert all(day in country_year(country, 2026).make_up for day in worked)
    assert not Calendar("Shop", country, weekend=frozenset({6})).is_working(date(2026, 11, 22))
    assert Calendar("Shop", country, weekend=frozenset({6})).is_working(date(2026, 11, 21))


def test_no_office_is_left_with_one_day_off_a_week() -> None:
    known = [one for one in known_countries() if "-" not in one]
    assert [one for one in known if len(usual_weekend(one, 2026)) != 2] == []


def test_a_make_up_day_in_december_for_next_years_holiday() -> None:
    assert CHINA.is_working(date(2018, 12, 29))  # a Saturday, worked for New Year 2019
    assert not CHINA.is_working(date(2018, 12, 31))


def test_an_own_day_beats_the_country() -> None:
    assert FACTORY.is_working(date(2026, 11, 28))
    assert not FACTORY.is_working(date(2026, 11, 30))
    assert FACTORY.reason_off(date(2026, 11, 30)) == "Founding day"
    assert FACTORY.add_working_days(date(2026, 11, 27), 2) == date(2026, 12, 1)


def test_a_day_off_names_its_holiday_in_the_readers_language() -> None:
    assert CHINA.reason_off(date(2026, 2, 17), "zh_CN") == "春节"
    assert CHINA.reason_off(date(2026, 2, 17)) == "Chinese New Year (Spring Festival)"
    assert CHINA.reason_off(date(2026, 11, 22)) == ""  # a Sunday
    assert CHINA.reason_off(date(2026, 11, 23)) == ""  # a working day
    assert WEEKENDS.reason_off(date(2026, 12, 25)) == ""


def test_years_without_a_decree_are_provisional() -> None:
    assert [year for year in range(2020, 2032) if CHINA.is_provisional(year)] == [2027, 2028, 2029, 2030, 2031]
    assert not Calendar("US", "US").is_provisional(2029)
    assert not WEEKENDS.is_provisional(2029)
    assert Calendar("India", "IN").is_provisional(2040)  # beyond what the library covers
    assert Calendar("Malaysia", "MY").is_provisional(2031)  # sightings of the moon are estimated


def test_a_decree_that_the_organisation_entered_itself_settles_the_year() -> None:
    assert not Calendar("中国", "CN", decreed=frozenset({2027})).is_provisional(2027)


def test_the_last_days_of_december_wait_for_the_next_decree() -> None:
    assert not CHINA.is_provisional_between(date(2026, 11, 23), date(2026, 12, 27))
    assert CHINA.is_provisional_between(date(2026, 11, 23), date(2026, 12, 29))
    assert CHINA.is_provisional_between(date(2027, 1, 4), date(2026, 11, 23))
    assert not CHINA.is_provisional_between(date(2025, 12, 1), date(2025, 12, 31))


def test_counting_excludes_the_day_it_starts_from() -> None:
    friday, saturday, monday = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
    assert CHINA.add_working_days(friday, 1) == monday
    assert CHINA.add_working_days(saturday, 1) == monday
    assert CHINA.add_working_days(saturday, -1) == friday
    assert CHINA.add_working_days(saturday, 0) == saturday
    assert CHINA.working_days_between(friday, monday) == 1
    assert CHINA.working_days_between(monday, friday) == -1
    assert CHINA.working_days_between(friday, friday) == 0


def test_a_task_due_on_friday_is_one_working_day_late_on_monday() -> None:
    assert CHINA.working_days_late(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert CHINA.working_days_late(date(2026, 11, 20), date(2026, 11, 22)) == 0
    assert CHINA.working_days_late(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert CHINA.working_days_late(date(2026, 9, 30), date(2026, 10, 10)) == 3  # 8, 9 and the make-up Saturday
    assert CHINA.working_days_late(date(2026, 12, 20), date(2026, 11, 23)) == 0


def test_next_and_last_working_day() -> None:
    assert CHINA.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert CHINA.next_working_day(date(2026, 9, 30), inclusive=True) == date(2026, 9, 30)
    assert CHINA.next_working_day(date(2026, 10, 1), inclusive=True) == date(2026, 10, 8)
    assert CHINA.last_working_day(date(2026, 10, 1), date(2026, 10, 31)) == date(2026, 10, 30)
    assert CHINA.last_working_day(date(2026, 10, 1), date(2026, 10, 7)) is None


def test_equal_calendars_are_equal_however_much_was_counted() -> None:
    one, other = Calendar("A", "CN"), Calendar("A", "CN")
    one.add_working_days(date(2026, 1, 1), 900)
    assert one == other
    assert hash(one) == hash(other)
    assert one != Calendar("A", "CN", own_days={date(2026, 1, 1): OwnDay(True)})
    assert one != "A"


def test_a_calendar_that_cannot_count_is_refused() -> None:
    with pytest.raises(ValueError, match="a week needs a working day"):
        Calendar("Never", weekend=frozenset(range(7)))
    for country in ["XX", "cn", "DE-XX", "China"]:
        assert not is_known_country(country)
        with pytest.raises(ValueError, match="no public holidays"):
            Calendar("Nowhere", country)
    with pytest.raises(ValueError, match="before they end"):
        CHINA.next_working_moment(datetime(2026, 1, 1, tzinfo=UTC), UTC, WorkingHours(time(18), time(9)))


def test_counting_past_the_end_of_time_says_so() -> None:
    with pytest.raises(OverflowError):
        WEEKENDS.add_working_days(date(9999, 12, 30), 9)
    with pytest.raises(OverflowError):
        CHINA.add_working_days(date(2026, 1, 1), -1_000_000)


@given(CALENDARS, DAYS, st.integers(-600, 600))
def test_adding_agrees_with_walking(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.add_working_days(day, n) == slow_add(calendar, day, n)


@given(CALENDARS, DAYS, DAYS)
def test_counting_agrees_with_walking(calendar: Calendar, first: date, last: date) -> None:
    assert calendar.working_days_between(first, last) == slow_between(calendar, first, last)


@given(CALENDARS, DAYS, st.integers(-10_000, 10_000).filter(bool))
def test_adding_and_counting_undo_each_other(calendar: Calendar, day: date, n: int) -> None:
    there = calendar.add_working_days(day, n)
    assert calendar.working_days_between(day, there) == n
    start = calendar.next_working_day(day, inclusive=True)
    assert calendar.add_working_days(calendar.add_working_days(start, n), -n) == start


@given(DAYS, st.dictionaries(DAYS, st.builds(OwnDay, st.booleans()), max_size=30), st.integers(-300, 300))
def test_own_days_are_counted_like_any_other(day: date, own_days: dict[date, OwnDay], n: int) -> None:
    calendar = Calendar("Own", "CN", own_days=own_days)
    assert all(calendar.is_working(own) == own_days[own].working for own in own_days)
    assert calendar.add_working_days(day, n) == slow_add(calendar, day, n)


ZONES = [
    "Asia/Shanghai",
    "Asia/Kathmandu",  # +5:45
    "Australia/Lord_Howe",  # +10:30, +11 in summer: clocks move by half an hour
    "America/New_York",
    "Europe/London",
    "America/St_Johns",
    "Pacific/Apia",  # had no 30 December 2011
    "Pacific/Chatham",  # +12:45
    "America/Sao_Paulo",  # changed its clocks at midnight
    "Africa/Cairo",
    "UTC",
]
HOURS = [
    WorkingHours(),
    WorkingHours(time(8, 30), time(17, 15)),
    WorkingHours(time(0), time(0, 45)),
    WorkingHours(time(2, 15), time(2, 45)),
    WorkingHours(time(1, 30), time(3)),
    WorkingHours(time(0), time(23, 59, 59)),
]


def slow_next_moment(calendar: Calendar, moment: datetime, zone: ZoneInfo, hours: WorkingHours) -> datetime:
    """Walk the minutes of the zone's days: a day's hours last from the first minute that shows the start or later."""
    minute = timedelta(minutes=1)
    day = moment.astimezone(zone).date() - timedelta(days=1)
    while True:
        if calendar.is_working(day):
            instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)

            def wall(at: datetime) -> datetime:
                return at.astimezone(zone).replace(tzinfo=None)

            while wall(instant) < datetime.combine(day, hours.start):
                instant += minute
            start = instant
            while wall(instant) < datetime.combine(day, hours.end):
                instant += minute
            if moment < instant and start < instant:
                return max(moment, start)
        day += timedelta(days=1)


CHANGES = [
    datetime(2026, 3, 8, 7, tzinfo=UTC),  # New York forward
    datetime(2026, 11, 1, 6, tzinfo=UTC),  # New York back
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),  # Lord Howe forward
    datetime(2026, 4, 4, 15, tzinfo=UTC),  # Lord Howe back
    datetime(2011, 12, 30, 10, tzinfo=UTC),  # Apia skips a day
    datetime(2018, 11, 4, 3, tzinfo=UTC),  # São Paulo has no midnight
    datetime(2026, 10, 1, tzinfo=UTC),
]


@given(
    st.one_of(
        st.builds(lambda change, n: change + timedelta(minutes=n), st.sampled_from(CHANGES), st.integers(-4000, 2000)),
        st.integers(0, 3 * 366 * 1440).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n)),
    ),
    st.sampled_from(ZONES),
    st.sampled_from(HOURS[:5]),
    st.sampled_from([CHINA, Calendar("Every day", weekend=frozenset())]),
)
@settings(max_examples=150)
def test_the_next_working_moment_is_exact_in_every_zone(
    moment: datetime, zone: str, hours: WorkingHours, calendar: Calendar
) -> None:
    found = calendar.next_working_moment(moment, ZoneInfo(zone), hours)
    assert found == slow_next_moment(calendar, moment, ZoneInfo(zone), hours)


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("Asia/Shanghai", "2026-11-23T10:00+08:00", "2026-11-23T10:00+08:00"),
        ("Asia/Shanghai", "2026-11-23T18:00+08:00", "2026-11-24T09:00+08:00"),
        ("Asia/Shanghai", "2026-09-30T18:30+08:00", "2026-10-08T09:00+08:00"),
        ("Asia/Shanghai", "2026-10-09T20:00+08:00", "2026-10-10T09:00+08:00"),  # a Saturday that is worked
        ("Asia/Kathmandu", "2026-11-23T03:14+00:00", "2026-11-23T09:00+05:45"),
        ("Australia/Lord_Howe", "2026-11-22T00:00+00:00", "2026-11-23T09:00+11:00"),
        ("Australia/Lord_Howe", "2026-07-12T00:00+00:00", "2026-07-13T09:00+10:30"),
        ("America/New_York", "2026-10-30T23:00-04:00", "2026-11-02T09:00-05:00"),
    ],
)
def test_messages_wait_for_the_next_working_moment(zone: str, moment: str, expected: str) -> None:
    found = CHINA.next_working_moment(datetime.fromisoformat(moment), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected)
    assert found.utcoffset() == timedelta(0)


def test_a_wall_time_that_clocks_skip_is_the_moment_of_the_change() -> None:
    new_york = ZoneInfo("America/New_York")
    assert first_instant(datetime.fromisoformat("2026-03-08T02:30"), new_york) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert first_instant(datetime.fromisoformat("2026-11-01T01:30"), new_york) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )
    apia = ZoneInfo("Pacific/Apia")
    assert first_instant(datetime.fromisoformat("2011-12-30T09:00"), apia) == datetime(2011, 12, 30, 10, tzinfo=UTC)

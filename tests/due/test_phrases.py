"""Dates in words: the phrases of tests/data, what must be refused, and whatever else people may type."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.calendars import Calendar
from bot.due.phrases import EXAMPLES, Due, NotADate, Reason, numeric_order, read_due, warm

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHINA = Calendar("中国", "CN")
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=SHANGHAI)  # a Wednesday
HERE = Path(__file__).resolve().parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(
    text: str,
    *,
    now: datetime = NOW,
    locale: str = "en-US",
    zone: ZoneInfo = SHANGHAI,
    calendar: Calendar = CHINA,
    past: bool = False,
) -> Due:
    return read_due(text, now=now, zone=zone, locale=locale, calendar=calendar, past=past)


def refusal(text: str, *, now: datetime = NOW, locale: str = "en-US", past: bool = False) -> NotADate:
    with pytest.raises(NotADate) as refused:
        read(text, now=now, locale=locale, past=past)
    return refused.value


@pytest.mark.parametrize("row", rows("due_phrases.csv"), ids=lambda row: f"{row['phrase']} [{row['locale']}]")
def test_a_due_phrase_is_read(row: dict[str, str]) -> None:
    due = read(row["phrase"], locale=row["locale"])
    counted = "provisional" if due.provisional else "counted" if due.counted_in else ""
    at = f"{due.time:%H:%M}" if due.time else ""
    assert (str(due.day), at, counted) == (row["day"], row["time"], row["working_days"])
    assert due.counted_in in (None, "中国")
    assert due.moment.astimezone(SHANGHAI).replace(tzinfo=None) == datetime.combine(due.day, due.time or time(18))


@pytest.mark.parametrize("row", rows("due_refused.csv"), ids=lambda row: f"{row['phrase'][:30]} [{row['locale']}]")
def test_what_is_no_date_is_refused_with_its_reason(row: dict[str, str]) -> None:
    assert refusal(row["phrase"], locale=row["locale"]).reason == row["reason"]


def test_there_are_phrases_enough_and_half_of_them_chinese() -> None:
    phrases = [row["phrase"] for row in rows("due_phrases.csv")]
    chinese = [phrase for phrase in phrases if any("\u4e00" <= sign <= "\u9fff" for sign in phrase)]
    assert len(phrases) >= 250
    assert len(chinese) * 2 >= len(phrases) - 6  # full-width and numeric forms are Chinese as well
    assert len(rows("due_refused.csv")) >= 50


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW", "de-DE", "en_GB"])
def test_a_refusal_brings_examples_that_work(locale: str) -> None:
    refused = refusal("soon", locale=locale)
    assert refused.examples == EXAMPLES["zh" if locale.startswith("zh") else ""]
    for example in refused.examples:
        assert read(example, locale=locale).day >= NOW.date()


@pytest.mark.parametrize(
    ("now", "phrase", "expected"),
    [
        # On a Friday "fri" is not today, unless a time still ahead is said with it.
        ("2026-11-20T10:00", "fri", "2026-11-27"),
        ("2026-11-20T10:00", "周五", "2026-11-27"),
        ("2026-11-20T10:00", "fri 3pm", "2026-11-20"),
        ("2026-11-20T16:00", "fri 3pm", "2026-11-27"),
        ("2026-11-20T10:00", "this fri", "2026-11-20"),
        ("2026-11-20T10:00", "next fri", "2026-11-27"),
        # Sunday is the last day of its week.
        ("2026-11-22T10:00", "下周五", "2026-11-27"),
        ("2026-11-22T10:00", "next fri", "2026-11-27"),
        ("2026-11-22T10:00", "周五", "2026-11-27"),
        ("2026-11-23T10:00", "next mon", "2026-11-30"),
        # The last working day of the month has passed: its last day.
        ("2027-02-27T10:00", "月底", "2027-02-28"),
        ("2026-11-21T10:00", "EOW", "2026-11-22"),
        # In the week before the Spring Festival of 2026 people work on Saturday.
        ("2026-02-10T10:00", "EOW", "2026-02-14"),
        ("2026-02-10T10:00", "春节前", "2026-02-14"),
        ("2026-02-10T10:00", "3个工作日后", "2026-02-13"),
        ("2026-02-13T10:00", "3个工作日后", "2026-02-25"),
        ("2026-09-01T10:00", "国庆前", "2026-09-30"),
        ("2026-09-01T10:00", "国庆后", "2026-10-08"),
        ("2026-09-01T10:00", "中秋前", "2026-09-24"),
        ("2026-12-31T10:00", "tomorrow", "2027-01-01"),
        ("2026-12-31T10:00", "1月2日", "2027-01-02"),
        ("2026-12-31T10:00", "12/31", "2026-12-31"),
        ("2028-01-31T10:00", "一个月后", "2028-02-29"),
        ("2028-01-10T10:00", "Feb 29", "2028-02-29"),
        ("2027-11-10T10:00", "2月29日", "2028-02-29"),
        ("2026-11-18T23:59", "tomorrow", "2026-11-19"),
    ],
)
def test_a_phrase_depends_on_when_it_is_said(now: str, phrase: str, expected: str) -> None:
    assert str(read(phrase, now=datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)).day) == expected


def test_today_is_the_writers_day() -> None:
    now = datetime(2026, 11, 18, 11, tzinfo=UTC)
    assert read("today", now=now, zone=ZoneInfo("Pacific/Kiritimati")).day == date(2026, 11, 19)
    assert read("today", now=now, zone=ZoneInfo("Pacific/Pago_Pago")).day == date(2026, 11, 18)
    due = read("tomorrow 9am", now=now, zone=ZoneInfo("Asia/Kathmandu"))
    assert due.moment == datetime(2026, 11, 19, 3, 15, tzinfo=UTC)
    assert due.moment.utcoffset() == timedelta(0)


def test_a_due_time_that_the_clocks_skip_is_the_moment_of_the_change() -> None:
    now = datetime(2026, 3, 7, 12, tzinfo=UTC)
    due = read("2026-03-08 02:30", now=now, zone=ZoneInfo("America/New_York"))
    assert due.moment == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_hours_are_real_hours_over_a_change_of_clocks() -> None:
    now = datetime(2026, 3, 7, 23, tzinfo=ZoneInfo("America/New_York"))
    due = read("in 12 hours", now=now, zone=ZoneInfo("America/New_York"))
    assert (due.moment, due.time) == (datetime(2026, 3, 8, 16, tzinfo=UTC), time(12))


@pytest.mark.parametrize(
    ("zone", "said", "shown"),
    [
        ("America/New_York", "2026-10-31T23:00-04:00", "18:00"),
        ("Europe/Berlin", "2026-10-24T23:30:20+02:00", "18:31"),
        ("Europe/Berlin", "2026-10-25T02:30+02:00", "21:30"),
    ],
)
def test_twenty_hours_are_twenty_hours_when_summer_time_ends(zone: str, said: str, shown: str) -> None:
    now = datetime.fromisoformat(said).astimezone(ZoneInfo(zone))
    due = read("in 20 hours", now=now, zone=ZoneInfo(zone))
    assert timedelta(hours=20) <= due.moment - now.astimezone(UTC) < timedelta(hours=20, minutes=1)
    assert f"{due.time:%H:%M}" == shown


def test_today_after_work_is_due_before_midnight() -> None:
    evening = NOW.replace(hour=20)
    for phrase in ("today", "EOD", "下班前"):
        due = read(phrase, now=evening)
        assert (due.day, due.time) == (NOW.date(), None)
        assert due.moment.astimezone(SHANGHAI).time() == time(23, 59, 59)
    assert read("wed EOD", now=evening).day == date(2026, 11, 25)


def test_the_past_is_allowed_where_it_is_asked_for() -> None:
    for phrase, day in {
        "yesterday": "2026-11-17",
        "昨天": "2026-11-17",
        "3 days ago": "2026-11-15",
        "三天前": "2026-11-15",
        "2个工作日前": "2026-11-16",
        "last friday": "2026-11-13",
        "上周五": "2026-11-13",
        "11月10日": "2026-11-10",
        "Nov 10": "2026-11-10",
        "12月1日": "2026-12-01",
        "2026-01-05": "2026-01-05",
        "today 9am": "2026-11-18",
    }.items():
        assert str(read(phrase, past=True).day) == day
    assert refusal("1999-01-01", past=True).reason is Reason.PAST


def test_what_was_counted_names_its_calendar() -> None:
    due = read("2 working days", calendar=Calendar("Design", "US"), now=NOW.replace(day=25))
    assert (due.day, due.counted_in, due.provisional) == (date(2026, 11, 30), "Design", False)  # over Thanksgiving
    assert read("in 2 days").counted_in is None
    assert read("40 working days").provisional


def test_words_of_the_country_need_its_calendar() -> None:
    with pytest.raises(NotADate) as refused:
        read("before national day", calendar=Calendar("Berlin", "DE"))
    assert refused.value.reason is Reason.AMBIGUOUS
    assert read("before national day").day == date(2027, 9, 30)


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en-US", "MDY"),
        ("en_GB", "DMY"),
        ("zh-CN", "YMD"),
        ("de-DE", "DMY"),
        ("sv-SE", "YDM"),
        ("xx-YY", "MDY"),
        ("", "MDY"),
    ],
)
def test_the_locale_orders_numeric_dates(locale: str, order: str) -> None:
    assert numeric_order(locale) == order


def test_dateparser_is_ready_after_warming() -> None:
    warm(("de-DE", "xx"))
    assert read("12. Dezember", locale="de-DE").day == date(2026, 12, 12)

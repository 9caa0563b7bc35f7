"""Dates in words, whatever people may type: never a crash, never the past, never a wrong year."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.due.phrases import Due, NotADate, Reason, find_due
from bot.due.reading import MOST_YEARS
from bot.words.language import Reader
from tests.due.test_phrases import CHINA, HERE, SHANGHAI, read, refusal

WORDS = st.sampled_from((HERE / "due_words.txt").read_text(encoding="utf-8").split())
SOUP = st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), min_size=1, max_size=7).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
ZONES = st.sampled_from(
    [
        "Asia/Shanghai",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Cairo",
        "UTC",
    ]
).map(ZoneInfo)
NOWS = st.integers(0, 15 * 365 * 86400).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
LOCALES = st.sampled_from(["en-US", "en-GB", "zh-CN", "zh-TW", "de-DE", "fr-FR", "ja-JP", "es", "nonsense", ""])


def check(due: Due, now: datetime, zone: ZoneInfo) -> None:
    """What holds of every date that is not refused."""
    today = now.astimezone(zone).date()
    assert today <= due.day
    assert due.day.year - today.year <= MOST_YEARS
    assert due.moment >= now.replace(microsecond=0) - timedelta(seconds=1)
    local = due.moment.astimezone(zone)
    assert local.date() == due.day or local.time() == time(0)
    assert due.zone == zone
    assert due.counted_in is not None or not due.provisional


@given(st.one_of(SOUP, st.text(max_size=90)), NOWS, ZONES, LOCALES, st.booleans())
@settings(max_examples=400)
def test_no_text_breaks_the_reader_or_dates_into_the_past(
    text: str, now: datetime, zone: ZoneInfo, locale: str, past: bool
) -> None:
    try:
        due = read(text, now=now, zone=zone, locale=locale, past=past)
    except NotADate:
        return
    if not past:
        check(due, now, zone)


@given(st.one_of(SOUP, st.text(max_size=200)), NOWS, ZONES, LOCALES)
@settings(max_examples=300)
def test_no_line_breaks_the_finder(text: str, now: datetime, zone: ZoneInfo, locale: str) -> None:
    try:
        found = find_due(text, now=now, zone=zone, locale=locale, calendar=CHINA)
    except NotADate:
        return
    if found is not None:
        due, rest = found
        check(due, now, zone)
        assert rest
        assert all(word in text for word in rest.split())


CHINESE = "零一二三四五六七八九十"


def in_chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CHINESE[tens] + "十") + (
        CHINESE[ones] if ones or not tens else ""
    )


DATES_AS_WRITTEN = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month}月{d.day}号".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    lambda d: "".join(CHINESE[int(n)] for n in str(d.year)) + f"年{in_chinese(d.month)}月{in_chinese(d.day)}日",
    lambda d: f"{d.day} {d:%B %Y}",
    lambda d: f"{d:%b} {d.day}, {d.year}",
    lambda d: f"{d:%a} {d.day} {d:%b %Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.year}年{d.month}月{d.day}日 周{'一二三四五六日'[d.weekday()]}",
]


@given(NOWS, st.integers(0, 1500), st.sampled_from(DATES_AS_WRITTEN), LOCALES)
def test_a_full_date_is_read_as_itself_in_every_locale(now, days, write, locale):  # type: ignore[no-untyped-def]
    day = now.astimezone(SHANGHAI).date() + timedelta(days=days)
    assert read(write(day), now=now, locale=locale).day == day


@given(NOWS, st.integers(0, 364))
def test_a_date_without_a_year_is_never_a_wrong_year(now: datetime, days: int) -> None:
    today = now.astimezone(SHANGHAI).date()
    day = today + timedelta(days=days)
    for phrase in (
        f"{day.month}月{day.day}日",
        f"{day:%b} {day.day}",
        f"{day.month}/{day.day}",
        f"{in_chinese(day.month)}月{day.day}",
    ):
        if day.year == today.year or days <= 183:
            assert read(phrase, now=now, locale="zh-CN").day == day
        else:
            assert refusal(phrase, now=now, locale="zh-CN").reason is Reason.YEAR_NEEDED


@given(NOWS, st.integers(0, 6))
def test_weekdays_fall_in_their_week(now: datetime, weekday: int) -> None:
    today = now.astimezone(SHANGHAI).date()
    monday = today - timedelta(days=today.weekday())
    chinese, english = "一二三四五六日"[weekday], ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday]
    for phrase in (f"下周{chinese}", f"下星期{chinese}", f"下個禮拜{chinese}", f"next {english}"):
        assert read(phrase, now=now).day == monday + timedelta(days=7 + weekday)
    assert read(f"下下周{chinese}", now=now).day == monday + timedelta(days=14 + weekday)
    bare = read(english, now=now).day
    assert bare == read(f"周{chinese}", now=now).day
    assert (bare.weekday(), 1 <= (bare - today).days <= 7) == (weekday, True)


@given(NOWS, st.integers(1, 99))
def test_counts_are_counted(now: datetime, n: int) -> None:
    today = now.astimezone(SHANGHAI).date()
    for phrase in (f"in {n} days", f"{n}天后", f"{in_chinese(n)}天後", f"{n} days"):
        assert read(phrase, now=now).day == today + timedelta(days=n)
    for phrase in (f"in {n} working days", f"{n}个工作日后", f"{in_chinese(n)}個工作日內"):
        assert read(phrase, now=now).day == CHINA.add_working_days(today, n)


@given(NOWS, st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_read_as_itself(now: datetime, hour: int, minute: int) -> None:
    part = "凌晨" if hour < 6 else "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
    twelve = hour if hour <= 12 else hour - 12
    for phrase in (f"tomorrow {hour:02}:{minute:02}", f"明天{hour:02}:{minute:02}", f"明天{part}{twelve}点{minute}分"):
        assert read(phrase, now=now).time == time(hour, minute)
    if hour:
        half = "am" if hour < 12 else "pm"
        assert read(f"tomorrow {twelve}:{minute:02} {half}", now=now).time == time(hour, minute)


READERS = st.sampled_from([Reader("en-US"), Reader("en-GB"), Reader("zh-CN")])


@given(SOUP, NOWS, LOCALES, READERS)
@settings(max_examples=400)
def test_every_day_that_is_read_is_said_with_its_weekday_and_reads_back_as_itself(
    text: str, now: datetime, locale: str, reader: Reader
) -> None:
    try:
        day = read(text, now=now, locale=locale).day
    except NotADate:
        return
    echoed = reader.day(day)
    name = reader.weekday(day.weekday())
    assert name[:3] in echoed or f"周{name[-1]}" in echoed
    assert read(echoed, now=now, locale=reader.locale).day == day

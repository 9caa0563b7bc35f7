"""Days off from calendar files as programs really write them: which days, of what kind, and what is left out."""

from __future__ import annotations

import warnings
from contextlib import suppress
from datetime import date

import holidays
import pytest
from holidays.ical import ICalExporter
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import calendar_files
from bot.documents.calendar_files import FileDay, Found
from bot.words.language import Reader
from bot.words.refused import Refused

ENGLISH, CHINESE = Reader("en-GB"), Reader("zh-CN")
SHANGHAI = "Asia/Shanghai"


def event(*lines: str, name: str = "Works holiday", uid: str = "") -> str:
    """An event of these lines."""
    named = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *named, *lines, f"SUMMARY:{name}", "END:VEVENT"])


def calendar(*events: str, head: str = "") -> str:
    """A file of these events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *filter(None, [head]), *events,
                        "END:VCALENDAR", ""])  # fmt: skip


def found(content: str | bytes, zone: str = SHANGHAI) -> Found:
    """What is read of a file in 2026."""
    return calendar_files.read(content.encode() if isinstance(content, str) else content, 2026, zone)


def days(content: str | bytes, zone: str = SHANGHAI) -> list[str]:
    """The days off, and the working ones with a plus before them."""
    return [("+" if one.is_working else "") + f"{one.day:%m-%d}" for one in found(content, zone).days]


def left(content: str | bytes, reader: Reader = ENGLISH) -> list[str]:
    """What is said of what was not read."""
    return [calendar_files.told(one).for_(reader) for one in found(content).unread]


ALL_DAY = (
    ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261226"],
    ["DTSTART;VALUE=DATE:20261224", "DURATION:P2D"],
    # Google's and Outlook's way of another zone, of a day that names one, and of a day that is not called so.
    ["DTSTART;VALUE=DATE;TZID=Asia/Shanghai:20261224", "DTEND;VALUE=DATE;TZID=Asia/Shanghai:20261226"],
    ["DTSTART;TZID=Asia/Shanghai:20261224", "DTEND;TZID=Asia/Shanghai:20261226"],
    ["DTSTART:20261224", "DTEND:20261226"],
    ['DTSTART;TZID="China Standard Time":20261224T000000', 'DTEND;TZID="China Standard Time":20261226T000000'],
    ["DTSTART;TZID=Our own zone:20261224T000000", "DTEND;TZID=Our own zone:20261226T000000"],
    ["DTSTART;TZID=Europe/Berlin:20261224T000000", "DURATION:PT48H"],
    ["DTSTART:20261224T000000", "DTEND:20261226T000000"],
    ["DTSTART:20261224T000000", "DTEND:20261225T235900"],
    ["DTSTART:20261224T000000", "DTEND:20261225T235959"],
    # Midnight in Shanghai, and midnight in Greenwich.
    ["DTSTART:20261223T160000Z", "DTEND:20261225T160000Z"],
    ["DTSTART:20261224T000000Z", "DTEND:20261226T000000Z"],
    # Midnight of somebody's in New York: Microsoft's mark says that whole days are meant.
    ["DTSTART:20261224T050000Z", "DTEND:20261226T050000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
    ["DTSTART:20261224T000000", "DTEND:20261226T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
    ["DTSTART:20261224T000000", "DTEND:20261226T000000", "X-FUNAMBOL-ALLDAY:1"],
)  # fmt: skip


@pytest.mark.parametrize("lines", ALL_DAY, ids=lambda lines: " ".join(lines))
def test_whole_days_are_whole_however_they_are_written(lines: list[str]) -> None:
    assert days(calendar(event(*lines))) == ["12-24", "12-25"]


@pytest.mark.parametrize(
    "lines",
    [["DTSTART;VALUE=DATE:20261224"], ["DTSTART:20261224T000000"], ["DTSTART;VALUE=DATE:20261224",
     "DTEND;VALUE=DATE:20261224"], ["DTSTART;TZID=Asia/Shanghai:20261224T000000", "DURATION:P1D"]],
    ids=str,
)  # fmt: skip
def test_a_day_without_an_end_is_one_day(lines: list[str]) -> None:
    assert days(calendar(event(*lines))) == ["12-24"]


def test_midnight_of_the_zone_that_the_file_names_is_a_day_there() -> None:
    there = event("DTSTART:20261223T230000Z", "DTEND:20261224T230000Z")
    assert days(calendar(there, head="X-WR-TIMEZONE:Europe/Berlin")) == ["12-24"]
    assert days(calendar(there), "Europe/Berlin") == ["12-24"]
    with pytest.raises(Refused):
        found(calendar(there))


def test_a_make_up_day_is_read_with_its_hours_and_another_appointment_is_not() -> None:
    hours = ("DTSTART;TZID=Asia/Shanghai:20261010T090000", "DTEND;TZID=Asia/Shanghai:20261010T180000")
    utc = ("DTSTART:20261010T010000Z", "DTEND:20261010T100000Z")
    for lines in (hours, utc):
        assert days(calendar(event(*lines, name="国庆节调休上班"))) == ["+10-10"]
    short = event("DTSTART:20261012T090000", "DTEND:20261012T093000", name="上班打卡")
    night = event("DTSTART:20261012T220000", "DTEND:20261013T060000", name="Works holiday party")
    read = calendar(event(*hours, name="补班"), short, night)
    assert days(read) == ["+10-10"]
    assert left(read) == ["Not read: 2 at an hour of the day (上班打卡, Works holiday party)"]
    assert left(read, CHINESE) == ["未读取：2个只占一天中几小时的日程（上班打卡、Works holiday party）"]


OFF = (
    "国庆节", "National Day", "Special Non-Working Day", "Special (Non-Working) Holiday", "non working day", "停止上班",
    "颱風停班停課", "不上班", "国庆节（休）", "春节放假", "国庆节补休", "Day off in lieu", "No work", "Labour Day",
    "International Workers' Day", "Tag der Arbeit", "非工作日", "Office closed", "和平紀念日",
    "中華民國開國紀念日", "清明节",
    "Нерабочий день", "Christmas Day", "圣诞节", "劳动节", "兒童節", "Company anniversary", "Thanksgiving Day",
)  # fmt: skip
WORKING = (
    "工作日", "调休工作日", "Make-up day", "make up day", "Makeup working day", "调休上班", "国庆节（班）", "补班",
    "補行上班日", "Special Working Day", "Special Working Holiday", "Working Saturday", "Work day", "春节前补班",
    "Рабочий день",
    "Áthelyezett munkanap", "Work",
)  # fmt: skip
NEITHER = (
    "小寒", "霜降", "驚蟄", "冬至", "正月初一", "廿三", "腊月廿八", "第45周", "Week 45", "Valentine's Day", "情人节",
    "母亲节", "教师节", "Halloween", "Not a public holiday", "世界读书日", "元宵节", "Full Moon 🌕",
)  # fmt: skip
UNCLEAR = ("调休", "春节值班", "妇女节（半天）", "国庆放假调休上班安排", "No work on Friday, working on Saturday")


@pytest.mark.parametrize(
    ("names", "kind"),
    [(OFF, "off"), (WORKING, "working"), (NEITHER, "neither"), (UNCLEAR, "unclear")],
    ids=["off", "working", "neither", "unclear"],
)
def test_the_kind_of_a_day_is_read_from_its_name_negations_first(names: tuple[str, ...], kind: str) -> None:
    sure = event("DTSTART;VALUE=DATE:20261231", name="Works holiday")
    wrong = []
    for name in names:
        read = found(calendar(event("DTSTART;VALUE=DATE:20261010", name=name), sure))
        first = read.days[0]
        said = ("working" if first.is_working else "off") if first.day.month == 10 else read.unread[0].why
        wrong += [(name, said)] if said != kind else []
    assert wrong == []


def test_apples_mark_decides_and_what_it_leaves_unmarked_is_a_festival() -> None:
    def of(day: int, name: str, mark: str = "") -> str:
        lines = [
            f"DTSTART;VALUE=DATE:202610{day:02}",
            "CATEGORIES:假日",
            *([f"X-APPLE-SPECIAL-DAY:{mark}"] if mark else []),
        ]
        return event(*lines, name=name)

    apples = calendar(
        of(1, "国庆节（休）", "WORK-HOLIDAY"), of(1, "国庆节"), of(8, "Nationalfeiertag", "WORK-HOLIDAY"),
        of(10, "国庆节", "ALTERNATE-WORKDAY"), of(18, "重阳节"), of(23, "霜降"),
    )  # fmt: skip
    assert days(apples) == ["10-01", "10-08", "+10-10"]
    assert left(apples) == [
        "Not read: 3 observances, solar terms and the like, on which people work (国庆节, 重阳节, 霜降)"
    ]


def test_what_google_and_others_call_an_observance_is_no_day_off() -> None:
    google = calendar(
        event("DTSTART;VALUE=DATE:20261001", "DESCRIPTION:Public holiday", name="National Day"),
        event("DTSTART;VALUE=DATE:20261018",
              "DESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Settings > Holidays in China",
              name="Double Ninth Festival"),
        event("DTSTART;VALUE=DATE:20261019", "DESCRIPTION:庆祝日\\n要隐藏庆祝日，请前往 Google 日历设置",
              name="重阳节"),
        event("DTSTART;VALUE=DATE:20261112", "CATEGORIES:Holidays", "CATEGORIES:Observance", name="Doctors"),
        event("DTSTART;VALUE=DATE:20261113", "CATEGORIES:UNOFFICIAL", name="Nobody's day"),
    )  # fmt: skip
    assert days(google) == ["10-01"]
    assert "Not read: 4 observances" in left(google)[0]


def test_a_category_makes_a_working_day_also_where_there_are_several() -> None:
    assert days(
        calendar(event("DTSTART;VALUE=DATE:20261010", "CATEGORIES:China", "CATEGORIES:WORK", name="Exchange"))
    ) == ["+10-10"]


YEARLY = ("DTSTART;VALUE=DATE:20200502", "RRULE:FREQ=YEARLY")


def test_an_exception_replaces_its_day_and_a_cancelled_one_takes_it_away() -> None:
    moved = event("RECURRENCE-ID;VALUE=DATE:20260502", "DTSTART;VALUE=DATE:20260504", name="Moved", uid="a")
    gone = event("RECURRENCE-ID;VALUE=DATE:20270502", "DTSTART;VALUE=DATE:20270502", "STATUS:CANCELLED", uid="a")
    read = found(calendar(event(*YEARLY, uid="a"), moved, gone))
    assert read.days == [FileDay(date(2026, 5, 4), False, "Moved"), FileDay(date(2028, 5, 2), False, "Works holiday")]
    assert [(one.why, one.number) for one in read.unread] == [("cancelled", 1)]


def test_an_exception_with_a_clock_replaces_the_day_of_its_zone() -> None:
    base = event(
        "DTSTART:20260501T160000Z", "DTEND:20260502T160000Z", "RRULE:FREQ=YEARLY;UNTIL=20270501T160000Z", uid="a"
    )
    other = event("RECURRENCE-ID:20270501T160000Z", "DTSTART:20270502T160000Z", "DTEND:20270503T160000Z", uid="a")
    assert [one.day for one in found(calendar(base, other)).days] == [date(2026, 5, 2), date(2027, 5, 3)]


def test_an_exception_for_all_later_times_moves_those_too() -> None:
    later = event("RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270502", "DTSTART;VALUE=DATE:20270503", uid="a")
    assert [one.day for one in found(calendar(event(*YEARLY, uid="a"), later)).days] == [
        date(2026, 5, 2), date(2027, 5, 3), date(2028, 5, 3),
    ]  # fmt: skip


def test_more_dates_add_days_and_left_out_ones_take_them_away() -> None:
    added = event("DTSTART;VALUE=DATE:20260601", "RDATE;VALUE=DATE:20260603,20260605", "RDATE;VALUE=DATE:20260609",
                  "EXDATE;VALUE=DATE:20260605")  # fmt: skip
    assert days(calendar(added)) == ["06-01", "06-03", "06-09"]
    both = event("DTSTART:20260601T000000", "DTEND:20260602T000000", "RRULE:FREQ=WEEKLY;COUNT=2",
                 "RDATE:20260610T000000", "EXDATE:20260601T000000")  # fmt: skip
    assert days(calendar(both)) == ["06-08", "06-10"]
    assert days(calendar(event("DTSTART;VALUE=DATE:20260601", "RDATE;VALUE=PERIOD:20260603T000000/P1D"))) == [
        "06-01", "06-03",
    ]  # fmt: skip


def test_what_was_called_off_stays_off_whoever_says_so_and_a_newer_version_holds() -> None:
    kept = event("DTSTART;VALUE=DATE:20261231", uid="kept")
    for gone in (
        [event("DTSTART;VALUE=DATE:20261010", "STATUS:CANCELLED", uid="a")],
        [event("DTSTART;VALUE=DATE:20261010", name="Canceled: Works holiday", uid="a")],
        [event("DTSTART;VALUE=DATE:20261010", name="已取消：厂休", uid="a")],
        [event("DTSTART;VALUE=DATE:20261010", "SEQUENCE:1", "STATUS:CANCELLED", uid="a"),
         event("DTSTART;VALUE=DATE:20261010", "SEQUENCE:0", uid="a")],
        [event("DTSTART;VALUE=DATE:20261010", uid="a"),
         event("DTSTART;VALUE=DATE:20261010", "STATUS:CANCELLED", uid="a")],
    ):  # fmt: skip
        assert days(calendar(*gone, kept)) == ["12-31"], gone
        assert "called off" in left(calendar(*gone, kept))[0]
    newer = [event(f"DTSTART;VALUE=DATE:2026101{number}", f"SEQUENCE:{number}", uid="a") for number in (2, 1)]
    assert days(calendar(*newer)) == ["10-12"]
    with pytest.raises(Refused) as refused:
        found(calendar(kept, head="METHOD:CANCEL"))
    assert "1 called off" in refused.value.why.for_(ENGLISH)


def test_several_events_under_one_name_are_all_read() -> None:
    assert days(calendar(*(event(f"DTSTART;VALUE=DATE:2026120{n}", uid="1") for n in (1, 2, 3)))) == [
        "12-01", "12-02", "12-03",
    ]  # fmt: skip


def test_an_old_daily_rule_reaches_this_year() -> None:
    weekly = event("DTSTART;VALUE=DATE:20000101", "RRULE:FREQ=DAILY;UNTIL=20260103", name="Off")
    assert days(calendar(weekly)) == ["01-01", "01-02", "01-03"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_simplified_names_are_read_however_they_are_written(encoding: str) -> None:
    names = ["国庆节", "公司年会", "调休上班"]
    content = calendar(*(event(f"DTSTART;VALUE=DATE:202610{n:02}", name=name) for n, name in enumerate(names, 1)))
    read = found(content.encode(encoding))
    assert [one.name for one in read.days] == names
    assert read.guessed == ("GB 18030" if encoding == "gbk" else "")


def test_traditional_and_western_names_are_read_and_the_guess_is_told() -> None:
    names = ["國慶日", "農曆除夕", "補行上班"]
    content = calendar(*(event(f"DTSTART;VALUE=DATE:202610{n:02}", name=name) for n, name in enumerate(names, 1)))
    assert ([one.name for one in found(content.encode("big5")).days], found(content.encode("big5")).guessed) == (
        names,
        "Big5",
    )
    names = ["Mariä Himmelfahrt", "Fête du Travail", "Día de la Constitución"]
    content = calendar(*(event(f"DTSTART;VALUE=DATE:202610{n:02}", name=name) for n, name in enumerate(names, 1)))
    assert [one.name for one in found(content.encode("cp1252")).days] == names


def test_a_line_that_is_broken_amid_a_character_is_one_line() -> None:
    content = calendar(event("DTSTART;VALUE=DATE:20261001", name="国庆节")).encode()
    place = content.index("庆".encode()) + 1
    assert found(content[:place] + b"\r\n " + content[place:]).days[0].name == "国庆节"


def test_hidden_marks_are_taken_out_of_names() -> None:
    name = "\ufeff国\u200b庆\u200d节\u00ad\u3000\u202a假期\u202c"
    assert found(calendar(event("DTSTART;VALUE=DATE:20261001", name=name))).days[0].name == "国庆节 假期"


def test_what_was_not_read_is_counted_by_reason_in_both_languages() -> None:
    content = calendar(
        event("DTSTART;VALUE=DATE:20261001"),
        event("DTSTART:20261002T090000", "DTEND:20261002T100000", name="Standup"),
        event("DTSTART;VALUE=DATE:2026100", name="Broken"),
        event(name="Nothing"),
        event("DTSTART;VALUE=DATE:20261003", "RRULE:FREQ=YEARLY;RSCALE=CHINESE", name="Lunar"),
        event("DTSTART;VALUE=DATE:20261003", "RRULE:FREQ=HOURLY", name="Hourly"),
        event("DTSTART;VALUE=DATE:20151003", name="Long ago"),
        event("DTSTART;VALUE=DATE:20351003", name="Far away"),
        event("DTSTART;VALUE=DATE:20261004", name="值班"),
        "BEGIN:VTODO\r\nSUMMARY:Buy cake\r\nEND:VTODO",
    )
    assert left(content) == [
        "Not read: 1 at an hour of the day (Standup)",
        "Not read: 2 without a date that can be read (Broken, Nothing)",
        "Not read: 2 recurring in a way that is not known here (Lunar, Hourly)",
        "Not read: 1 off or working, which their names do not say (值班)",
        "Not read: 2 in other years (Long ago, Far away)",
        "Not read: 1 tasks and notes (Buy cake)",
    ]
    assert left(content, CHINESE)[1] == "未读取：2个日期无法识别的日程（Broken、Nothing）"


def test_a_file_of_which_nothing_is_read_is_refused_with_what_was_left() -> None:
    with pytest.raises(Refused) as refused:
        found(calendar(event("DTSTART:20261002T090000", "DTEND:20261002T100000", name="Standup")))
    assert refused.value.why.for_(ENGLISH) == (
        "The file names no day off and no working day from 2026 on.\nNot read: 1 at an hour of the day (Standup)"
    )


@pytest.mark.parametrize("country", ["CN", "TW", "HK", "MO", "PH", "LK", "TH", "RU", "HU", "US", "JP", "VN"])
@pytest.mark.parametrize("language", ["en_US", "zh_CN", "zh_TW", None])
def test_the_holidays_that_a_library_writes_down_are_all_days_off(country: str, language: str | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = holidays.country_holidays(country, years=[2026, 2027], language=language, expand=False)
        written = ICalExporter(known).generate()
    read = found(written)
    assert {one.day for one in read.days if not one.is_working} == set(known)
    assert read.unread == []


LINES = calendar(
    event("DTSTART;VALUE=DATE:20260502", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270502", uid="a"),
    event("RECURRENCE-ID;VALUE=DATE:20260502", "DTSTART;TZID=Asia/Shanghai:20260504T000000", "DURATION:P1D", uid="a"),
).split("\r\n")  # fmt: skip
ODD = st.sampled_from(
    ["", "X", ":", ";", "DTSTART:", "DTEND:99999999", "RDATE:x", "RRULE:FREQ=SECONDLY", "SEQUENCE:é", "\x00"]
)


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_a_calendar_breaks_the_reader(data: st.DataObject) -> None:
    lines = list(LINES)
    for _place in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(
            st.one_of(ODD, st.just(lines[place][:-3]), st.text(max_size=20), st.sampled_from(LINES))
        )
    with suppress(Refused):
        found("\r\n".join(lines).encode(errors="replace"))

"""The Chinese catalogue, read as a strict editor reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel.messages.pofile import read_po

from bot import running
from bot.app import dispatch
from bot.calendars import Calendar
from bot.process.demo.bilingual import said
from bot.words.language import LOCALES, Reader

COMMAND = re.compile(r"(/(?:task|project|request|meeting|report|dispute|liaison)) ([a-z]+)\b")
CODE = re.compile(r"`[^`]*`|%\(\w+\)s|https?://[^\s\u4e00-\u9fff]*")
# A mark of half the width beside a Chinese character.
HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[(),;:?!]|[(),;:?!](?=[\u4e00-\u9fff])")
# Each of these things has another word, and one only.
OTHER_WORDS = ("未了结", "副职", "私有频道", "你们的看法", "提出文本", "确认文本", "时间线", "截止日期没有", "由你陈述")
SHANGHAI = Reader("zh-CN", "Asia/Shanghai", is_channel=True)


def sentences() -> Iterator[str]:
    """Everything that Liaison says in Chinese."""
    with (LOCALES / "zh_CN" / "LC_MESSAGES" / "liaison.po").open("rb") as lines:
        for one in read_po(lines, locale="zh_CN"):
            if one.id:
                yield one.string[0] if isinstance(one.string, tuple) else str(one.string)


def test_the_words_that_are_taught_are_chinese_ones() -> None:
    known = dispatch()
    taught = [(command, word) for line in sentences() for command, word in COMMAND.findall(line)]
    assert [f"{command} {word}" for command, word in taught if word in known.words(command)] == []


def test_every_command_that_is_taught_is_understood() -> None:
    known = dispatch()
    taught = {
        (command, word)
        for line in sentences()
        for command, word in re.findall(r"`(/(?:task|project|request|meeting|report|dispute|liaison)) ([^\s`%]+)", line)
    }
    assert len(taught) > 30
    assert {one for one in taught if one[1] not in known.words(one[0])} == set()


def test_marks_are_as_wide_as_the_characters() -> None:
    assert [line for line in sentences() if HALF_WIDTH.search(CODE.sub("", line))] == []


def test_one_thing_has_one_word() -> None:
    assert [line for line in sentences() if any(other in line for other in OTHER_WORDS)] == []


@pytest.mark.parametrize(
    ("zone", "called"),
    [
        ("Asia/Shanghai", "北京时间"),
        ("PRC", "北京时间"),
        ("Europe/Berlin", "柏林时间"),
        ("America/Argentina/Ushuaia", "乌斯怀亚时间"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_as_people_call_it(zone: str, called: str) -> None:
    assert SHANGHAI.zone_named(zone) == called
    assert Reader("en-US").zone_named(zone) == zone


def test_a_channel_reads_the_zone_by_its_name_beside_the_time() -> None:
    at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert SHANGHAI.moment(at, near=at) == "11月27日 周五 17:00（北京时间）"
    assert Reader("zh-CN", "Etc/GMT-8", is_channel=True).moment(at, near=at) == "11月27日 周五 17:00（GMT+8）"


def test_a_part_of_a_country_stands_in_wide_brackets() -> None:
    assert SHANGHAI.country("DE-BY") == "德国（BY）"
    assert Reader("en-US").country("DE-BY") == "Germany (BY)"


def test_a_day_for_which_another_one_is_worked_is_named_in_words() -> None:
    china = Calendar("China", country="CN")
    assert china.reason_off(date(2026, 10, 7), "zh_CN") == "调休放假"
    assert china.reason_off(date(2026, 10, 7)) == "Day off for a make-up working day"


@pytest.mark.parametrize(
    ("words", "in_chinese"),
    [
        ("Pilot production run 小批量试产", "小批量试产"),
        ("Firmware 1.0 固件1.0", "固件1.0"),
        ("Printed in Hangzhou", "Printed in Hangzhou"),
        ("等蓝牙认证结果", "等蓝牙认证结果"),
    ],
)
def test_the_demo_speaks_chinese_alone_in_a_chinese_channel(words: str, in_chinese: str) -> None:
    assert said(words, "zh-CN") == in_chinese
    assert said(words, "en-US") == words


@pytest.mark.parametrize(
    ("settings", "locale"),
    [({"LANG": "zh_CN.UTF-8"}, "zh-CN"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en-US"), ({}, "en-US")],
)
def test_the_demo_speaks_the_language_of_the_system(
    settings: dict[str, str], locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert running.locale_here() == locale

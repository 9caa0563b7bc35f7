"""What kind of day an event of a holiday calendar is: a day off, a working day, or neither.

The mark that Apple's calendars set decides; then words, negations first: "Special Non-Working Day" is off, "Special
Working Day" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Kind(StrEnum):
    """What an event says of its days. Of NEITHER (a festival on which people work) a calendar takes nothing."""

    OFF = "off"
    WORKING = "working"
    NEITHER = "neither"
    # It may be either, as 值班 (on duty, for some) or a half day.
    UNCLEAR = "unclear"


APPLE_MARKS = {"WORK-HOLIDAY": Kind.OFF, "ALTERNATE-WORKDAY": Kind.WORKING}

_NO_HOLIDAY = re.compile(
    r"\bnot an? (?:\w+ )?(?:holiday|day off)\b|\bno (?:public )?holiday\b"
    r"|非(?:公众|公眾|公共|法定)?(?:假期|假日|节假日)",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"\bnon[- ]?working\b|\b(?:no|not|without)[- ](?:an? )?(?:working|work)\b|\bwork[- ]?free\b|\boff[- ]work\b"
    r"|\bday off\b"
    r"|(?:不|免|停|停止|暂停|暫停|无需|無需|无须|無須|不用|不必)上?班|免出勤|停工|停业|停業|非工作日|非营业日|非營業日"
    r"|нерабоч|arbeitsfrei|kein arbeitstag|munkaszünet|no laborable|non ouvr|nghỉ",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\bwork(?:ing)?(?:[- ]?days?)?\b|\bmake[- ]?up\b"
    r"|(?<![值航早晚夜跟领領培训])班(?![级級会會车車组組主])|工作日|营业日|營業日|出勤日"
    r"|рабоч|arbeitstag|munkanap|darba diena|jour ouvr|día laborable|làm bù|ngày làm việc",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\boff\b|\bclosed\b|\bvacation\b|放假|休息|休假|补休|補休|轮休|輪休|厂休|廠休|公休|[（(【]休[)）】]|(?<![调調])休$|выходн|pihenőnap",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"值班|调休|調休|调班|調班|换班|換班|\bhalf[- ](?:day|holiday)\b|\bhalf_day\b|半天|半日|半休|\bon duty\b",
    re.IGNORECASE,
)
# In the categories or the description; Google says in a description how such days are hidden.
_OBSERVED = re.compile(
    r"\bobservances?\b|\bunofficial\b|\boptional\b|\brestricted holiday\b|\bworkday\b|\bseasons?\b|\bbirthdays?\b"
    r"|\bmoon|(?:要|需)(?:隐藏|隱藏)|^(?:纪念日|紀念日|庆祝日|慶祝日|节气|節氣|农历|農曆|生日)",
    re.IGNORECASE | re.MULTILINE,
)
_TERMS = (
    "立春|雨水|惊蛰|春分|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒"
    "|驚蟄|穀雨|小滿|芒種|處暑"
)
_DIGITS = "[一二三四五六七八九十]"
_LUNAR = rf"闰?(?:[正冬腊臘]月|{_DIGITS}{{1,2}}月)?(?:初{_DIGITS}|十{_DIGITS}|廿{_DIGITS}|二十|三十)"
# The whole name, but for what stands in brackets.
_NAMES_NOTHING = re.compile(
    rf"(?:{_TERMS})|{_LUNAR}|第\d+[周週]|(?:week|kw|wk?) ?\d+|\W*(?:full|new) moon\W*|[满滿新]月",
    re.IGNORECASE,
)
# Where nobody anywhere is off because of it.
_FESTIVAL = re.compile(
    r"\bvalentine|\bapril fool|\b(?:grandparent|teacher|nurse)s?['’]?s? day\b|\bhalloween\b|\bgroundhog\b"
    r"|\bdaylight saving|\bsummer time (?:begins|ends|starts)"
    r"|情人[节節]|愚人[节節]|母[亲親][节節]|父[亲親][节節]|万圣|萬聖|平安夜|教[师師][节節]|[护護]士[节節]|植[树樹][节節]|[记記]者[节節]"
    r"|[腊臘]八|小年|元宵|[龙龍][抬擡]头|七夕|中元|下元|寒衣|消费者权益日|光棍[节節]|双十一|建[党黨][节節日]|建[军軍][节節]|^(?:世界|国际|國際).+日$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")


def kind_of(mark: str, name: str, categories: Iterable[str], about: str, *, others_are_marked: bool = False) -> Kind:
    """What kind of day an event is, by Apple's mark, its name, its categories and its description.

    `others_are_marked`: the file marks days off, so that an event without a mark is a festival unless its name says
    more.
    """
    marked = APPLE_MARKS.get(mark.strip().upper())
    if marked is not None:
        return marked
    labels = list(categories)
    # "Day off (working on 10 October)": what stands in brackets says more of it only where the rest says nothing.
    if (said := _of_words(_BRACKETS.sub(" ", name)) or _of_words(name)) is not None:
        return said
    if any(one.strip().upper() == "WORK" for one in labels):
        return Kind.WORKING
    if others_are_marked or any(_OBSERVED.search(one) for one in (*labels, about)) or _is_festival(name):
        return Kind.NEITHER
    return Kind.UNCLEAR if any(_UNCLEAR.search(one) for one in labels) else Kind.OFF


def _of_words(name: str) -> Kind | None:
    """What words say of work; None where they say nothing."""
    if _NO_HOLIDAY.search(name):
        return Kind.NEITHER
    if _NO_WORK.search(name):
        # What works on another day is told of both: "no work on Friday, working on Saturday".
        return Kind.UNCLEAR if _WORK.search(_NO_WORK.sub(" ", name)) else Kind.OFF
    is_work, is_off = _WORK.search(name) is not None, _OFF.search(name) is not None
    if is_work and is_off:
        return Kind.UNCLEAR
    if is_work:
        return Kind.WORKING
    if is_off:
        return Kind.OFF
    return Kind.UNCLEAR if _UNCLEAR.search(name) else None


def _is_festival(name: str) -> bool:
    """Whether a name is of what nobody is off for: a solar term, a day of the moon, a number of a week."""
    bare = _BRACKETS.sub("", name).strip()
    return _NAMES_NOTHING.fullmatch(bare) is not None or _FESTIVAL.search(bare) is not None

"""The words in which people write a date, brought to one form: widths, traditional characters, numerals, weekdays."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from bot.words.patterns import Pattern


class Reason(StrEnum):
    """Why a phrase is not taken as a date; the caller has a sentence for each."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"  # not understood
    VAGUE = "vague"  # understood, but names no day: "next week", 尽快
    AMBIGUOUS = "ambiguous"  # names two moments: "3:00", "12am"
    IMPOSSIBLE = "impossible"  # 30 February, 25:00
    WRONG_WEEKDAY = "wrong_weekday"  # "Mon 27 Nov" when that is a Friday
    YEAR_NEEDED = "year_needed"  # without a year, and nearer behind than ahead
    PAST = "past"
    TOO_FAR = "too_far"


class NotADate(Exception):
    """A phrase that is not taken as a date, with examples of what would be, in the writer's language."""

    def __init__(self, reason: Reason, examples: tuple[str, ...] = (), read_as: tuple[int, int] | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.examples = examples
        # The month and day as which figures were read that can be two days ("12/10").
        self.read_as = read_as


SIMPLIFIED = str.maketrans(
    "週兩後禮個點號時間內節國慶聖誕鐘這於遲陽農曆過來勞動開業結營雙舊歲還馬盡隨從數幾氣約見晝夜當為預計臘陰",
    "周两后礼个点号时间内节国庆圣诞钟这于迟阳农历过来劳动开业结营双旧岁还马尽随从数几气约见昼夜当为预计腊阴",
)
APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
HAN = "\u3007\u4e00-\u9fff"

# Words that the grammar knows in one spelling only.
SPELLINGS = (
    (Pattern("星期|礼拜"), "周"),
    (Pattern("周天"), "周日"),
    (Pattern("([今明])([早晚])上?"), r"\1天\2上"),
    (Pattern("([今明])[日儿](?!历)"), r"\1天"),
    (Pattern("^(?:tonight|this evening)(?: at)? (1[01]|[5-9])(:[0-9]{2})?$"), r"today \1\2 pm"),
    (Pattern("^this (?=morning|afternoon|evening)"), "today "),
    (Pattern("tonight$"), "today evening"),
    (Pattern("tonight"), "today"),
)
ISO_TIME = Pattern("(?<=[0-9]-[0-9]{2})t(?=[0-9]{2}:)")
SPACE_BESIDE_HAN = Pattern(f"(?<=[{HAN}]) +| +(?=[{HAN}])")
WEEKDAY_IN_BRACKETS = Pattern(r"[(（]((?:周|mon|tue|wed|thu|fri|sat|sun)[^()（） ]{0,8})[)）]")

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            ("monday", "mon", "一", "1"),
            ("tuesday", "tues", "tue", "二", "2"),
            ("wednesday", "weds", "wed", "三", "3"),
            ("thursday", "thurs", "thur", "thu", "四", "4"),
            ("friday", "fri", "五", "5"),
            ("saturday", "sat", "六", "6"),
            ("sunday", "sun", "日", "7"),
        ]
    )
    for name in names
}
ENGLISH_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
CHINESE_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

# A number in a date, as people write one: "12", 十二, 廿五. It has no 两, which counts things: 两天, but 二日.
DATE_NUMBER = "(?:[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,4})"
NUMBER = "(?:[0-9]{1,4}|[〇零一二两三四五六七八九十廿卅百]{1,6})"
ENGLISH_NUMBER = f"(?:[0-9]{{1,4}}|{'|'.join(sorted(ENGLISH_NUMBERS, key=len, reverse=True))})"
MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
WEEKDAY = (
    f"(?:{'|'.join(sorted((name for name in WEEKDAYS if name.isascii() and name.isalpha()), key=len, reverse=True))})"
)

_TENS = Pattern(
    "(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九]?)十|(廿)十?|(卅)十?)?([一二两三四五六七八九])?"
)


def normalise(text: str) -> str:
    """Give the phrase in half-width, lower-case, simplified form with single spaces, none beside Chinese."""
    text = unicodedata.normalize("NFKC", text).lower().translate(SIMPLIFIED).translate(APOSTROPHES)
    text = " ".join(re.sub("[,、，;；]", " ", text).split()).rstrip(".。!！~ ")
    text = ISO_TIME.sub(" ", text)
    for spelling, known in SPELLINGS:
        text = spelling.sub(known, text)
    text = WEEKDAY_IN_BRACKETS.sub(r" \1", text)
    return SPACE_BESIDE_HAN.sub("", " ".join(text.split()))


def number(written: str) -> int:
    """Read "12", "two", 十二, 廿五, 二〇二六; raises NotADate for what only looks like a number (十十)."""
    if written.isascii():
        return int(written) if written.isdigit() else ENGLISH_NUMBERS[written]
    if len(written) > 1 and all(sign in CHINESE_DIGITS for sign in written):
        if len(written) != 4:
            # 两三天 is two or three days; only a year is written figure by figure.
            raise NotADate(Reason.VAGUE)
        return int("".join(str(CHINESE_DIGITS[sign]) for sign in written))
    if written in CHINESE_DIGITS:
        return CHINESE_DIGITS[written]
    if not (found := _TENS.fullmatch(written)):
        raise NotADate(Reason.UNKNOWN)
    hundreds, tens, twenty, thirty, ones = found.groups()
    ten = 20 if twenty else 30 if thirty else 0 if tens is None else 10 * (CHINESE_DIGITS[tens] if tens else 1)
    return 100 * CHINESE_DIGITS.get(hundreds or "零", 0) + ten + CHINESE_DIGITS.get(ones or "零", 0)

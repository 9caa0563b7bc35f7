"""Times of day at the end or the beginning of a due phrase: "3pm", 15:00, noon, 下午3点半, 晚上8点, "EOD".

- A part of a day without an hour is its end, because a due time is a limit: morning 12:00, afternoon 18:00, evening
  21:00; 早上 is the start of work, 9:00. "EOD", "COB" and 下班前 are the end of the working day.
- An hour from 1 to 6 without a part of the day (3点, "at 3") is in the afternoon. Written as a clock, "3:00" could be
  the night and is refused; "03:00" is the night. "12am" could be either midnight and is refused.
- "24:00", "midnight" and 晚上12点 are the last minute of the day that is named.
"""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from bot.due.words import NotADate, Reason, number
from bot.words.patterns import Pattern

LAST_MINUTE = time(23, 59)

PARTS = {
    "morning": time(12),
    "noon": time(12),
    "midday": time(12),
    "afternoon": time(18),
    "evening": time(21),
    "night": time(21),
    "midnight": LAST_MINUTE,
    "早上": time(9),
    "早晨": time(9),
    "清晨": time(9),
    "早": time(9),
    "上午": time(12),
    "中午": time(12),
    "正午": time(12),
    "下午": time(18),
    "午后": time(18),
    "傍晚": time(18),
    "晚上": time(21),
    "晚间": time(21),
    "晚": time(21),
    "午夜": LAST_MINUTE,
}
# Noon is an hour, the others are hours long.
PARTS_OF_DAY = frozenset(PARTS) - {"noon", "midday", "midnight", "中午", "正午", "午夜"}
END_OF_DAY = (
    r"eod|cob|close of business|close of play|end of (?:the )?(?:business |working |work )?day|end of business|"
    "下班(?:之?前|以前|时)?|收工前|一天结束前?"
)
_CHINESE_PART = "凌晨|清晨|早上|早晨|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|晚|夜里|夜间|深夜"
_HOUR = "(?:[0-9]{1,2}|二?十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_MINUTE = "(?:[0-9]{1,2}|[零一二三四五]?十?[零一二三四五六七八九十])"

_AT = "(?:at |@ ?|by |before )?"
_BEFORE = "(?P<tail>之?前|以前)?"
_CLOCK = "(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::[0-9]{2})?"
_HALF = "(?P<half>am|pm|a\\.m|p\\.m)"

_EITHER_END = (
    rf"(?P<end>{END_OF_DAY})",
    rf"{_AT}(?P<h>[0-9]{{1,2}})(?:[:.](?P<m>[0-9]{{2}}))? ?{_HALF}",
    rf"{_AT}{_CLOCK}",
    r"(?:at |@ ?)(?P<ah>[0-9]{1,2})(?: ?o'clock)?",
    r"(?P<ah>[0-9]{1,2}) ?o'clock",
    r"(?P<word>noon|midday)",
)
_LAST = (
    rf"(?P<part>{_CHINESE_PART})?{_CLOCK}{_BEFORE}",
    rf"(?P<part>{_CHINESE_PART})?(?<![周0-9./-])(?P<ch>{_HOUR})[点时](?:钟|整)?"
    rf"(?P<cm>半|一刻|三刻|{_MINUTE}分?)?{_BEFORE}",
    rf"(?:in the |at |by |before )?(?P<word>{'|'.join(sorted(PARTS, key=len, reverse=True))}){_BEFORE}",
)
# A time begins the phrase, follows a space or Chinese, or is itself Chinese ("fri下午3点").
_BREAK = "(?:^|(?<=[ \u3007\u4e00-\u9fff])|(?=[\u4e00-\u9fff]))"
AT_THE_END = tuple(Pattern(f"(?P<day>.*?){_BREAK}(?:{form})") for form in (*_EITHER_END, *_LAST))
AT_THE_START = tuple(Pattern(rf"(?:{form}) (?:on |of )?(?P<day>.+)") for form in _EITHER_END)


class Clock(NamedTuple):
    """One way to read a time at an end of a phrase: the rest of the phrase, and what the time was written with."""

    day: str
    written: dict[str, str | None]

    def at(self) -> time | None:
        """Give the wall time; None is the end of the working day.

        Raises NotADate for a time that cannot be, or that could be two.
        """
        return None if self.written.get("end") else _wall(self.written)


def split_time(phrase: str) -> list[Clock]:
    """Give every way to read a time at one end of a normalised phrase, the most likely first."""
    matches = (form.fullmatch(phrase) for form in AT_THE_END + AT_THE_START)
    return [Clock(match["day"].strip(), match.groupdict()) for match in matches if match]


def _wall(groups: dict[str, str | None]) -> time:
    if word := groups.get("word"):
        return PARTS[word]
    if hour := groups.get("ah"):
        return _afternoon_if_early(hour, 0)
    if hour := groups.get("ch"):
        minute = _chinese_minute(groups["cm"])
        return _in_part(groups["part"], number(hour), minute) if groups["part"] else _afternoon_if_early(hour, minute)
    hour, minute = groups["h"] or "", int(groups.get("m") or 0)
    if half := groups.get("half"):
        return _twelve_hours(int(hour), minute, half)
    if part := groups.get("part"):
        return _in_part(part, int(hour), minute)
    if not hour.startswith("0") and 1 <= int(hour) <= 6:
        raise NotADate(Reason.AMBIGUOUS)
    return _checked(int(hour), minute)


def _checked(hour: int, minute: int) -> time:
    if (hour, minute) == (24, 0):
        return LAST_MINUTE
    if hour > 23 or minute > 59:
        raise NotADate(Reason.IMPOSSIBLE)
    return time(hour, minute)


def _afternoon_if_early(hour: str, minute: int) -> time:
    value = number(hour)
    return _checked(value + 12 if 1 <= value <= 6 and not hour.startswith("0") else value, minute)


def _twelve_hours(hour: int, minute: int, half: str) -> time:
    if not 1 <= hour <= 12:
        raise NotADate(Reason.IMPOSSIBLE)
    if half.startswith("a"):
        if hour == 12:
            raise NotADate(Reason.AMBIGUOUS)
        return _checked(hour, minute)
    return _checked(hour % 12 + 12, minute)


def _in_part(part: str, hour: int, minute: int) -> time:
    """Read an hour said with a part of the day; refuse one that does not lie in it (晚上2点, 上午15点)."""
    if part == "凌晨":
        low, high, shift = 0, 6, 0
        hour %= 12 if hour == 12 else 24
    elif part in ("清晨", "早上", "早晨", "早", "上午"):
        low, high, shift = 4, 12, 0
    elif part in ("中午", "正午"):
        low, high, shift = 11, 14, 12 if hour <= 2 else 0
    elif part in ("下午", "午后", "傍晚"):
        low, high, shift = 12, 20, 12 if hour < 12 else 0
    else:
        if (hour, minute) in ((12, 0), (24, 0), (0, 0)):
            return LAST_MINUTE
        low, high, shift = 17, 23, 12 if hour < 12 else 0
    if not low <= hour + shift <= high:
        raise NotADate(Reason.AMBIGUOUS if hour <= 12 else Reason.IMPOSSIBLE)
    return _checked(hour + shift, minute)


def _chinese_minute(written: str | None) -> int:
    if not written:
        return 0
    return {"半": 30, "一刻": 15, "三刻": 45}.get(written) or number(written.removesuffix("分"))

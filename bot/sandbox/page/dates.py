"""Dates as the page writes them: on the reader's wall clock, in the reader's language.

`formatted` follows Slack's `<!date^…>` tokens; the other functions are the page's own captions.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from bot.sandbox.page.reader import Reader

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHINESE_WEEKDAYS: Final = "一二三四五六日"

_TOKEN_RE: Final = re.compile(r"\{(date|time|ago)(?:_([a-z_]+))?\}")


def from_unix(seconds: float) -> datetime | None:
    """The moment, or None for what no calendar holds."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def formatted(pattern: str, moment: datetime, reader: Reader) -> str:
    """Replace Slack's tokens (`{date_short_pretty}`, `{time}` …) in the pattern; unknown ones stay."""
    local = reader.local(moment)

    def token(found: re.Match[str]) -> str:
        kind, form = found[1], found[2] or ""
        if kind == "time":
            return clock(local, reader, seconds=form == "secs")
        if kind == "ago":
            return ago(moment, reader)
        return _date(local, form, reader) or found[0]

    return _TOKEN_RE.sub(token, pattern)


def _date(local: datetime, form: str, reader: Reader) -> str | None:
    if form.endswith("pretty"):
        form = form.removesuffix("pretty").rstrip("_")
        near = _near(local, reader)
        if near:
            return near
    if form == "num":
        return f"{local:%Y-%m-%d}"
    if form not in ("", "short", "long"):
        return None
    if reader.chinese:
        day = f"{local.year}年{local.month}月{local.day}日"
        return f"{day} 星期{CHINESE_WEEKDAYS[local.weekday()]}" if form == "long" else day
    month = MONTHS[local.month - 1]
    if form == "short":
        return f"{month[:3]} {local.day}, {local.year}"
    day = f"{month} {local.day}{_ordinal(local.day)}, {local.year}"
    return f"{WEEKDAYS[local.weekday()]}, {day}" if form == "long" else day


def _near(local: datetime, reader: Reader) -> str | None:
    days = (local.date() - reader.local(reader.now).date()).days
    word = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
    return reader.say(word) if word else None


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def clock(local: datetime, reader: Reader, *, seconds: bool = False) -> str:
    """The time of a day: 24 hours for Chinese and British readers, 12 hours for Americans."""
    if reader.locale != "en-US":
        return f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    hour = local.hour % 12 or 12
    return f"{hour}:{local:%M:%S %p}" if seconds else f"{hour}:{local:%M %p}"


def ago(moment: datetime, reader: Reader) -> str:
    """A rough distance, such as `3 hours ago`."""
    seconds = (reader.now - moment).total_seconds()
    for size, english, chinese in ((86400, "day", "天"), (3600, "hour", "小时"), (60, "minute", "分钟")):
        count = int(abs(seconds) // size)
        if count:
            if reader.chinese:
                return f"{count}{chinese}{'前' if seconds > 0 else '后'}"
            phrase = f"{count} {english}{'s' if count > 1 else ''}"
            return f"{phrase} ago" if seconds > 0 else f"in {phrase}"
    return "刚刚" if reader.chinese else "just now"


def day_caption(moment: datetime, reader: Reader) -> str:
    """The caption between two days of a conversation."""
    local = reader.local(moment)
    days = (local.date() - reader.local(reader.now).date()).days
    word = {-1: "Yesterday", 0: "Today"}.get(days)
    if word:
        return reader.say(word)
    if reader.chinese:
        return f"{local.year}年{local.month}月{local.day}日 星期{CHINESE_WEEKDAYS[local.weekday()]}"
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]} {local.year}"


def moment_caption(moment: datetime, reader: Reader) -> str:
    """Day and time in one short line, for the clock and for tooltips."""
    local = reader.local(moment)
    if reader.chinese:
        day = f"{local.month}月{local.day}日 周{CHINESE_WEEKDAYS[local.weekday()]}"
    else:
        day = f"{WEEKDAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}"
    if local.year != reader.local(reader.now).year:
        day = f"{day} {local.year}" if not reader.chinese else f"{local.year}年{day}"
    return f"{day} {clock(local, reader)}"

"""Dates in words: reads what people write for "by when", and refuses what it is not sure of.

`read_due` reads a whole phrase, `find_due` finds one at the end or the beginning of a line. English and Chinese
(simplified, traditional, full-width, Chinese numerals) are read whatever the locale; the locale decides the order of
12/1 and gives the third languages to dateparser, which is asked last. What each form means:

- **A week** runs from Monday to Sunday in every language. "this fri", 本周五 is Friday of this week; "next fri", 下周五
  of the next one, also when that is four days away; 下下周五 of the one after. "fri", 周五 alone is the next one to
  come: today is not meant, unless a time still ahead is said with it.
- **A day without a year** is the next one. It rolls into the next year only when it is nearer ahead than behind
  (`HALF_A_YEAR`), else the year is asked for. A weekday written beside a date must be that date's.
- **12/1** is read as the locale orders it; 13/1 as the only day it can be; 1.12.26 as 1.12.2026: day first.
- **Working days** are counted by the calendar given, and the answer names it (`counted_in`). Other days are calendar
  days. 半个月 is 15 days; a month after 31 January is the last day of February.
- **End of a period** (月底, EOW, quarter end) is its last working day; where that has passed, its last day. Its
  **beginning** (下月初) is its first working day. 中旬, "mid-December", "next week" name no day and are refused.
- **Before** a festival is the last working day before it; so is English "before friday". Chinese 周五前 and
  12月1日前 include the day, as the Civil Code counts; with an hour, "before" is that hour ("before friday 6pm").
  "After", "from" and "about" a day are refused; 节后 and "after Christmas" are the first working day after it.
- **A week by its number** (KW 50, 第50周) is its last working day; a **weekend** is its Sunday.
- **Times** are those of the zone given. A day without a time is due at the end of its working day, 18:00, or, if that
  has passed today, before midnight. A time without a day is its next occurrence. See `bot/due/times.py` for hours.
- **Refused**: what is past (unless `past` is allowed), further than `MOST_YEARS` ahead, impossible, ambiguous, vague.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.due import fallback, lines
from bot.due.counts import BARE_WEEKDAY
from bot.due.dates import without_year
from bot.due.grammar import FORMS, LEAD, Due, read_phrase, settle, tidy
from bot.due.lines import Left
from bot.due.reading import Reading, Said, exact
from bot.due.times import PARTS_OF_DAY, split_time
from bot.due.words import NotADate, Reason
from bot.words.patterns import Pattern

__all__ = [
    "Due",
    "NotADate",
    "Reason",
    "examples_in",
    "find_due",
    "leaves_out",
    "left_in",
    "names_part_of_day",
    "read_due",
    "says_hour",
    "warm",
]

EXAMPLES = {
    "zh": ("周五下午3点", "12月1日", "3个工作日后", "月底"),
    "": ("Fri 3pm", "1 Dec", "3 working days", "end of month"),
}


# 周五前完成, 月底交: what is to happen by then says nothing of when.
_TO_BE_DONE = Pattern("(?<=.)(?:完成|提交|交付|交齐|交|搞定|做完)$")


def read_due(text: str, *, now: datetime, zone: ZoneInfo, locale: str, calendar: Calendar, past: bool = False) -> Due:
    """Read a due phrase as said at `now` (aware) by a person in this zone with this locale ("zh-CN", "en_GB").

    Raises NotADate with a reason and examples in the person's language.
    """
    order = numeric_order(locale)
    said = Said(now.astimezone(zone), zone, calendar, order, past)
    try:
        phrase = _TO_BE_DONE.sub("", tidy(text))
        try:
            return read_phrase(phrase, said)[0]
        except NotADate as refused:
            if refused.reason is not Reason.UNKNOWN:
                raise
        return settle(*_ask_dateparser(text.strip(), said, _language(locale)), said)
    except NotADate as refused:
        raise _with_examples(refused, said, locale) from None


def find_due(text: str, *, now: datetime, zone: ZoneInfo, locale: str, calendar: Calendar) -> tuple[Due, str] | None:
    """Find a due phrase at the end or the beginning of a line and give it with the rest of the line.

    "Print posters by next fri" is "Print posters", due next Friday. A phrase counts only behind a word like "by" or
    截止, or when it is hardly ever part of a title ("next fri", 下周五, "in 3 days"); None when there is none, or
    nothing would be left. Raises NotADate when the line says "by" a day that cannot be ("by Feb 30").
    """
    said = Said(now.astimezone(zone), zone, calendar, numeric_order(locale))
    try:
        return lines.find(text, said)
    except NotADate as refused:
        raise _with_examples(refused, said, locale) from None


def leaves_out(text: str) -> str:
    """What a phrase leaves to what it is said of: "day" for a time alone, "week" for a weekday alone, else nothing."""
    try:
        phrase = LEAD.sub("", tidy(text), count=1)
    except NotADate:
        return ""
    days = [phrase, *(clock.day for clock in split_time(phrase))]
    if not all(days):
        return "day"
    return "week" if any(BARE_WEEKDAY.fullmatch(day) for day in days) else ""


def names_part_of_day(text: str) -> bool:
    """Whether a phrase names a part of the day, whose end is its limit, but no hour: 明天下午, "Friday morning"."""
    try:
        phrase = LEAD.sub("", tidy(text), count=1)
    except NotADate:
        return False
    return any(one.written.get("end") or one.written.get("word") in PARTS_OF_DAY for one in split_time(phrase))


def says_hour(text: str) -> bool:
    """Whether a phrase names an hour or a part of the day at one of its ends."""
    try:
        return bool(split_time(LEAD.sub("", tidy(text), count=1)))
    except NotADate:
        return False


def begins_with_day(text: str) -> bool:
    """Whether the first words look like a day: "by Dec 20", 下周五前, 12月20日."""
    return lines.LOOKS_LIKE_A_DAY.match(text) is not None


def left_in(text: str, *, now: datetime, zone: ZoneInfo, locale: str, calendar: Calendar) -> Left | None:
    """The words of a line without a due phrase that look like a day all the same, and how they would be read."""
    said = Said(now.astimezone(zone), zone, calendar, numeric_order(locale))
    found = lines.left(text, said)
    if found is None or found.wrong is None:
        return found
    return found._replace(wrong=_with_examples(found.wrong, said, locale))


def examples_in(locale: str) -> tuple[str, ...]:
    """How a date may be said, in the language of the locale."""
    return EXAMPLES.get(_language(locale), EXAMPLES[""])


def _with_examples(refused: NotADate, said: Said, locale: str) -> NotADate:
    examples = examples_in(locale)
    if refused.reason is Reason.YEAR_NEEDED:
        day = said.today.replace(month=12, day=1)
        dated = f"{day.year}年12月1日" if _language(locale) == "zh" else f"1 Dec {day.year}"
        examples = (dated, day.isoformat())
    return NotADate(refused.reason, examples, refused.read_as)


def warm(locales: tuple[str, ...] = ("en_US", "zh_CN")) -> None:
    """Load dateparser, the locales and our own forms, which the first phrase would otherwise wait for. For a thread."""
    for form in FORMS:
        form.ready()
    for locale in locales:
        fallback.parser(_language(locale), numeric_order(locale)).get_date_data("1 x 2000")


def _language(locale: str) -> str:
    return re.split("[-_]", locale)[0].lower()


@lru_cache(maxsize=256)
def numeric_order(locale: str) -> str:
    """Say how a locale orders a numeric date: "MDY", "DMY" or "YMD"; unknown locales as American English."""
    from babel import Locale, UnknownLocaleError

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (ValueError, TypeError, UnknownLocaleError):
        return "MDY"
    short = known.date_formats["short"].pattern.upper()
    day_and_month = known.datetime_skeletons["Md"].pattern.upper()
    year_first = short.index("Y") < short.index("D")
    month_first = day_and_month.index("M") < day_and_month.index("D")
    return ("Y" if year_first else "") + ("MD" if month_first else "DM") + ("" if year_first else "Y")


def _ask_dateparser(text: str, said: Said, language: str) -> tuple[Reading, time | None]:
    found = fallback.named_date(text, language, said.order)
    if found.year is None:
        day = without_year(found.month, found.day, said)
    else:
        day = exact(found.year, found.month, found.day)
    if found.weekday not in (None, day.weekday()):
        raise NotADate(Reason.WRONG_WEEKDAY)
    return Reading(day), found.at

"""Lines that name a substitute: "@wang next mon to fri", 下周一到下周五 @wang, "@lin @wang tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.due import lengths
from bot.due.phrases import NotADate, says_hour
from bot.due.reading import add_months
from bot.due.words import MONTH, normalise
from bot.process.kernel import calendars, phrases
from bot.process.kernel.work import Work
from bot.process.substitutes.windows import NewWindow
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.typed import MENTION
from storage import people
from storage.people import Person

# What stands between the first and the last day. A hyphen only between spaces: 2026-12-01 has two.
BETWEEN = Pattern(
    r"\s+(?:to|till|until|through|[-–—~～])\s+|\s*(?:到|至|[–—~～])\s*|(?<=[^\W\d])-(?=[^\W\d])", re.IGNORECASE
)
UNTIL = Pattern(r"(?:until|till|til|through|up to|to)\s+|[到至](?=.)", re.IGNORECASE)
FOR_LONG = Pattern(
    r"(?P<begins>.+?)[\s,，]*(?:起|开始|開始)?[\s,，]*(?P<length>(?:\bfor\s+|共|为期|连续)?"
    r"(?:\b(?:an?|one|two|three|four|five|six|seven|\d{1,3})\s*(?:working |business )?(?:days?|weeks?|months?)"
    r"|[一二三四五六七八九十两兩\d]{1,3}\s*[个個]?(?:工作日|天|周|週|星期|礼拜|月)))$",
    re.IGNORECASE,
)
_FIGURES = r"[0-9]{1,2}[./][0-9]{1,2}"
_HYPHEN = "(?: ?[-–—~至到] ?| (?:to|till|until|through|and) )"
_DAY_OF_MONTH = "[0-9]{1,2}(?:st|nd|rd|th)?"
PAIR = Pattern(rf"(?P<first>{_FIGURES}){_HYPHEN}(?P<last>{_FIGURES})")
IN_ONE_MONTH = (
    Pattern(
        rf"(?P<month>[0-9一二三四五六七八九十]{{1,2}}月)(?P<first>[0-9]{{1,2}})[日号]?{_HYPHEN}(?P<last>[0-9]{{1,2}})[日号]?"
    ),
    Pattern(rf"(?P<month>{MONTH})\.? (?P<first>{_DAY_OF_MONTH}){_HYPHEN}(?P<last>{_DAY_OF_MONTH})"),
    Pattern(rf"(?P<first>{_DAY_OF_MONTH}){_HYPHEN}(?P<last>{_DAY_OF_MONTH}) (?:of )?(?P<month>{MONTH})\.?"),
)
BEFORE = Pattern(r"^(?:from|between|on|从|從|自|请假|請假|休假|出差)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form is filled with."""

    principal_id: str
    substitute_id: str | None = None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a line says: the whole window, or what of it could be read, with a word about the rest."""

    draft: Draft
    window: NewWindow | None = None
    note: Text | None = None


def read(work: Work, line: str) -> Read:
    """Read a line. One person who is named stands in for the actor; of two, the second for the first."""
    named = list(dict.fromkeys(MENTION.findall(line)))
    principal_id = named[0] if len(named) > 1 else work.person.user_id
    substitute_id = named[1] if len(named) > 1 else named[0] if named else None
    principal = people.person(work.session, work.team_id, principal_id) or work.person
    words = " ".join(MENTION.sub(" ", line).split())
    if not words:
        return Read(Draft(principal_id, substitute_id))
    try:
        first_on, last_on = _days(work, principal, words)
    except NotADate as wrong:
        note = _(
            "%(why)s Choose the days here, or say for example %(examples)s.",
            why=phrases.why_not(words, wrong),
            examples=phrases.to_type(wrong.examples[:2]),
        )
        return Read(Draft(principal_id, substitute_id), note=note)
    if any(says_hour(one) for one in BETWEEN.split(words)):
        note = _("Somebody stands in for whole days: see whether these are meant.")
        return Read(Draft(principal_id, substitute_id, first_on, last_on), note=note)
    if substitute_id is None:
        return Read(Draft(principal_id, None, first_on, last_on))
    window = NewWindow(principal_id, substitute_id, first_on, last_on)
    return Read(Draft(principal_id, substitute_id, first_on, last_on), window)


def _days(work: Work, principal: Person, words: str) -> tuple[date, date]:
    """The first and the last day; "next mon to fri" ends on the Friday after that Monday.

    Raises NotADate.
    """
    words, today = BEFORE.sub("", words), work.today(principal.zone)
    if (length := lengths.read(words)) is not None:
        return today, length.last_from(today, calendars.of_person(work, principal))
    if (span := SPANS.get(normalise(words))) is not None:
        return span(today)
    if until := UNTIL.match(words):
        return today, _day(work, principal, words[until.end() :], work.now)
    if (parts := _month_said_once(words)) is not None:
        begins, rest = parts[0], [parts[1]]
    else:
        begins, *rest = BETWEEN.split(words, maxsplit=1)
    if not rest and (for_long := FOR_LONG.match(begins)):
        first = _day(work, principal, for_long["begins"], work.now)
        if (length := lengths.read(for_long["length"])) is not None:
            return first, length.last_from(first, calendars.of_person(work, principal))
    first = _day(work, principal, begins, work.now)
    if not rest:
        return first, first
    try:
        last = _day(work, principal, rest[0], work.now)
        if last >= first:
            return first, last
    except NotADate:
        pass
    # A weekday alone is the next one: here the next one after the first day.
    return first, _day(work, principal, rest[0], datetime.combine(first, time(9), ZoneInfo(principal.zone)))


def _month_said_once(words: str) -> tuple[str, str] | None:
    """The two days of 10月13-15日, "Dec 1-5", 10.13-10.15: a hyphen stands between them, a month may be said once."""
    plain = normalise(words)
    if pair := PAIR.fullmatch(plain):
        return pair["first"], pair["last"]
    for form in IN_ONE_MONTH:
        if found := form.fullmatch(plain):
            return f"{found['month']} {found['first']}", f"{found['month']} {found['last']}"
    return None


def _week(today: date, ahead: int) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    return max(monday, today), monday + timedelta(days=6)


def _month(today: date, ahead: int) -> tuple[date, date]:
    first = add_months(today.replace(day=1), ahead)
    return max(first, today), add_months(first, 1) - timedelta(days=1)


# A week or a month is all of its days; of this one, those that are left.
SPANS: dict[str, Callable[[date], tuple[date, date]]] = {
    **dict.fromkeys(("this week", "the rest of the week", "rest of the week", "本周", "这周"), partial(_week, ahead=0)),
    **dict.fromkeys(("next week", "all next week", "下周", "下个周", "下一周"), partial(_week, ahead=1)),
    **dict.fromkeys(("this month", "本月", "这个月"), partial(_month, ahead=0)),
    **dict.fromkeys(("next month", "下月", "下个月"), partial(_month, ahead=1)),
}


def _day(work: Work, principal: Person, phrase: str, now: datetime) -> date:
    calendar = calendars.of_person(work, principal)
    return phrases.meant(work, phrase, zone=principal.zone, calendar=calendar, now=now).day

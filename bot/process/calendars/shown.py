"""The organisation's calendars as their admins see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.calendars.countries import week_of
from bot.process.calendars.days import must_edit
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.words.language import Text
from storage import calendars as stored
from storage.calendars import CalendarDay, OrganisationCalendar


@dataclass(frozen=True, slots=True)
class Shown:
    """A calendar as its admins see it: this year's and the next one's own days."""

    key: str
    called: Text
    country: str
    is_main: bool
    days: Sequence[CalendarDay]
    # Years whose official calendar is not published yet.
    provisional: Sequence[int]
    # The weekdays off, Monday being 0.
    weekend: Sequence[int] = (5, 6)
    # Nobody has chosen the country yet.
    is_assumed: bool = False


def overview(work: Work) -> list[Shown]:
    """The organisation's calendars, the main one first. Raises Refused for everybody but admins."""
    must_edit(work)
    year = work.today(work.person.zone).year
    rows = stored.calendars(work.session, work.team_id)
    main_key, is_chosen = calendars.main_key(work), calendars.is_chosen(work)
    if not any(one.is_main for one in rows):
        rows = [one for one in rows if one.key != main_key]
        first = OrganisationCalendar(
            team_id=work.team_id, key=main_key, country=main_key, is_main=True, created_at=work.now
        )
        rows.insert(0, stored.calendar(work.session, work.team_id, main_key) or first)
    return [
        Shown(
            one.key,
            calendars.called(one.name or one.key),
            one.country,
            one.key == main_key,
            stored.days(work.session, one.id, date(year, 1, 1), date(year + 1, 12, 31)) if one.id else [],
            [each for each in (year, year + 1) if calendars.of_key(work, one.key).is_provisional(each)],
            week_of(work, one),
            not is_chosen and one.key == main_key,
        )
        for one in rows
    ]

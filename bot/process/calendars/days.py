"""What admins set in the organisation's calendars: country, days off, make-up working days (调休上班).

Every change is in history and waits a moment before it is told (`bot/process/calendars/recounts.py`), so that somebody
who enters a whole year is told of once, and what was undone not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.calendars import is_known_country
from bot.documents.calendar_files import FileDay
from bot.process.calendars import recounts
from bot.process.kernel import calendars, phrases, rights
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import calendars as stored
from storage.calendars import CalendarDay, OrganisationCalendar

# Longer than any holiday; a year typed by mistake is not taken.
LONGEST_RANGE = 62
# Days further away are a slip of the year.
YEARS_BEHIND, YEARS_AHEAD = 1, 3
LONGEST_NAME = 80
EXAMPLES = ("2026-10-10", "10月1日至7日")

_RANGE = Pattern(r"\s*(?:–|—|~|～|至|到|\bto\b|\btill\b|\.\.|(?<=\s)-(?=\s))\s*", re.IGNORECASE)
_DAY_ALONE = Pattern(r"(\d{1,2})\s*(?:日|号|號|st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change did, day by day."""

    called: Text
    added: Sequence[CalendarDay]
    changed: Sequence[CalendarDay]
    unchanged: int = 0
    # What the days that change were before.
    before: Mapping[date, CalendarDay] = field(default_factory=dict)

    @property
    def days(self) -> list[CalendarDay]:
        """Those that are set, in their order."""
        return sorted((*self.added, *self.changed), key=lambda one: one.day)


def read_days(work: Work, key: str, words: str) -> list[date]:
    """The days that somebody means: "2026-10-10", "10月1日至7日, 10月10日", "next fri".

    Raises Refused for what names no day, and for days too far away or too many.
    """
    days: list[date] = []
    for part in re.split(r"[,，;；、\n]", words):
        if not part.strip():
            continue
        first_said, *rest = _RANGE.split(part.strip(), maxsplit=1)
        first = _read(work, key, first_said)
        last = _last(work, key, first, rest[0]) if rest else first
        if last < first or (last - first).days >= LONGEST_RANGE:
            raise Refused(
                _("From %(first)s to %(last)s is no range of days off.", first=first, last=last), field="days"
            )
        days += [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if not days:
        raise Refused(_("Please name a day."), field="days")
    return sorted(set(days))


def set_days(work: Work, key: str, days: Sequence[date], is_working: bool, name: str) -> Outcome:
    """Make these days off, or make-up working days. Raises Refused for everybody but admins."""
    to_edit(work)
    return put(work, key, [FileDay(day, is_working, name) for day in days])


def remove_day(work: Work, key: str, day: date) -> CalendarDay | None:
    """Leave a day to the country's calendar again; None where it was not set (any more)."""
    to_edit(work)
    row = stored.calendar(work.session, work.team_id, key)
    found = stored.days(work.session, row.id, day, day) if row is not None else []
    if not found:
        return None
    removed = CalendarDay(**found[0].model_dump())
    with recounts.change(work, key):
        stored.remove_days(work.session, removed.calendar_id, [day])
    work.record("calendars", removed.calendar_id, "remove day", {day.isoformat(): (written(removed), None)})
    return removed


def compared(work: Work, key: str, days: Sequence[FileDay], source: str = "") -> Outcome:
    """What setting these days would change; nothing is stored. `source` is the name of the file that they come from."""
    row = row_of(work, key)
    known = {one.day: one for one in stored.days(work.session, row.id)} if row.id else {}
    wanted = [
        CalendarDay(
            calendar_id=row.id or 0,
            day=one.day,
            team_id=work.team_id,
            is_working=one.is_working,
            name=one.name[:LONGEST_NAME],
            source=source,
        )
        for one in days
    ]
    added = [one for one in wanted if one.day not in known]
    changed = [one for one in wanted if one.day in known and _meant(one) != _meant(known[one.day])]
    before = {one.day: CalendarDay(**known[one.day].model_dump()) for one in changed}
    unchanged = len(wanted) - len(added) - len(changed)
    return Outcome(calendars.called(row.name or row.key), added, changed, unchanged, before)


def put(work: Work, key: str, days: Sequence[FileDay], source: str = "") -> Outcome:
    """Set days that were checked; what they were before is in history."""
    row = row_of(work, key)
    if not row.id:
        work.session.add(row)
        work.session.flush()
    outcome = compared(work, key, days, source)
    if outcome.days:
        with recounts.change(work, key):
            stored.keep_days(work.session, outcome.days)
            work.session.flush()
        changes = {one.day.isoformat(): (written(outcome.before.get(one.day)), written(one)) for one in outcome.days}
        work.record("calendars", row.id, "import" if source else "set days", changes, because=source)
    return outcome


def written(day: CalendarDay | None) -> list[str] | None:
    """A day as history keeps it: its kind, its name, and the file that it comes from."""
    return None if day is None else ["working" if day.is_working else "off", day.name, day.source]


def row_of(work: Work, key: str) -> OrganisationCalendar:
    """The calendar of that key; a country's has no id before something is set in it."""
    known = stored.calendar(work.session, work.team_id, key)
    if known is not None:
        return known
    if not is_known_country(key):
        raise Refused(_("There is no such calendar any more. `/liaison calendar` shows those there are."))
    is_main = key == calendars.main_key(work) and stored.main(work.session, work.team_id) is None
    return OrganisationCalendar(team_id=work.team_id, key=key, country=key, is_main=is_main, created_at=work.now)


def _read(work: Work, key: str, words: str) -> date:
    zone, calendar = work.person.zone, calendars.of_key(work, key)
    due = phrases.read(work, words, zone=zone, calendar=calendar, field="days", past=True, examples=EXAMPLES)
    year = work.today(zone).year
    if not year - YEARS_BEHIND <= due.day.year <= year + YEARS_AHEAD:
        raise Refused(_("%(day)s is too far away to be set.", day=due.day), field="days")
    return due.day


def _last(work: Work, key: str, first: date, words: str) -> date:
    """The end of a range; "10月1日至7日" leaves the month out."""
    alone = _DAY_ALONE.fullmatch(words.strip())
    if alone:
        try:
            return first.replace(day=int(alone[1]))
        except ValueError:
            raise Refused(_("There is no such day."), field="days") from None
    return _read(work, key, words)


def _meant(day: CalendarDay) -> tuple[bool, str]:
    return day.is_working, day.name


def must_edit(work: Work) -> None:
    """Raises Refused for everybody but admins."""
    rights.must(work, "calendars.edit", None, _("Working days are set by workspace admins."))


def to_edit(work: Work) -> None:
    """The same, before something is changed: one after the other does."""
    calendars.hold(work)
    must_edit(work)

"""Days off from a file: what it would set, the same stored when that was confirmed, and taken back as a whole.

What the days of an import were before stands in history with it. Taking it back leaves alone what somebody has set
otherwise since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.documents.calendar_files import FileDay
from bot.process.calendars import days as calendar_days
from bot.process.calendars import recounts
from bot.process.calendars.days import Outcome, written
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import calendars as stored
from storage import history
from storage.calendars import CalendarDay

IMPORT = "import"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did; `kept` days were set otherwise since and stay."""

    called: Text
    source: str
    days: Sequence[date]
    kept: int


def plan(work: Work, key: str, source: str, found: Sequence[FileDay]) -> Outcome:
    """What a file would set; nothing is stored yet. Raises Refused for everybody but admins."""
    calendar_days.must_edit(work)
    return calendar_days.compared(work, key, found, source)


def digest(planned: Outcome) -> str:
    """What was shown, in short: whoever confirms another plan than they saw is shown that one first."""
    rows = [(one.day.isoformat(), written(planned.before.get(one.day)), written(one)) for one in planned.days]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:32]


def take(work: Work, key: str, source: str, found: Sequence[FileDay], *, seen: str) -> tuple[Outcome, int] | None:
    """Store what a file sets, all of it, and say by which number it is taken back; `seen` is the digest that was shown.

    Answers None where it is another plan by now, and nothing was done. Raises Refused for everybody but admins.
    """
    calendar_days.to_edit(work)
    planned = plan(work, key, source, found)
    if not planned.days:
        return planned, 0
    if digest(planned) != seen:
        work.does_nothing()
        return None
    outcome = calendar_days.put(work, key, found, source)
    kept = history.newest(work.session, work.team_id, "calendars", outcome.days[0].calendar_id, IMPORT)
    return outcome, kept.id if kept else 0


def take_back(work: Work, number: int) -> TakenBack:
    """Give the days of an import back what they were before it.

    Raises Refused for everybody but admins, and where nothing of it is left.
    """
    calendar_days.to_edit(work)
    change = history.by_id(work.session, work.team_id, number)
    rows = stored.calendars(work.session, work.team_id)
    row = next((one for one in rows if change is not None and one.id == change.subject_id), None)
    if change is None or row is None or (change.subject, change.action) != ("calendars", IMPORT):
        raise Refused(_("That import is not there any more."))
    known = {one.day: one for one in stored.days(work.session, row.id)}
    meant = {date.fromisoformat(day): pair for day, pair in change.changes.items()}
    standing = {day: before for day, (before, after) in meant.items() if written(known.get(day)) == after}
    if not standing:
        raise Refused(_("Nothing of that import is left: it was taken back already, or each day was set anew since."))
    changes = {day.isoformat(): (written(known[day]), before) for day, before in standing.items()}
    with recounts.change(work, row.key):
        stored.remove_days(work.session, row.id, [day for day, before in standing.items() if before is None])
        stored.keep_days(work.session, [_day(work, row.id, day, before) for day, before in standing.items() if before])
        work.session.flush()
    work.record("calendars", row.id, "take import back", changes, because=change.because)
    called = calendars.called(row.name or row.key)
    return TakenBack(called, change.because, sorted(standing), len(meant) - len(standing))


def _day(work: Work, calendar_id: int, day: date, before: Sequence[str]) -> CalendarDay:
    kind, name, source = before
    return CalendarDay(
        calendar_id=calendar_id,
        day=day,
        team_id=work.team_id,
        is_working=kind == "working",
        name=name,
        source=source,
    )

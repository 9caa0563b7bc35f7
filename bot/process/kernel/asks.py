"""Asks: what waits for whom. Home and the inbox are read from one table of them, whatever flows there are.

A flow says in its `flow.py` what of one of its matters waits for whom as things are, and `settle`s that after every
change. It asks a person, or the holder of a post: handovers, new heads and whoever stands in are no change of the
matter, and change nothing here. An ask narrows, like a timer: the flow's lines look at the matter as it is.

How somebody is reminded of what waits for them is in `nudges`; the rhythm in which that is done is here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from bot.calendars import Calendar
from bot.process.kernel import nudges, substitutes
from bot.process.kernel.work import Work
from storage import asks
from storage.asks import ADMINS, DECIDER, HEAD, LIAISON, PM, Asked

__all__ = ["ADMINS", "DECIDER", "HEAD", "LIAISON", "PM", "Asked", "half_and_last", "remind_now", "settle"]


def settle(work: Work, kinds: Collection[str], subject_id: int, wanted: Iterable[Asked]) -> None:
    """Let exactly these be asked about a matter; `kinds` are all that may be asked of one."""
    left = set(wanted)
    gone = []
    for ask_id, one in asks.of_matter(work.session, work.team_id, kinds, subject_id).items():
        if one in left:
            left.remove(one)
        else:
            gone.append(ask_id)
    if gone:
        asks.remove(work.session, gone)
    if left:
        asks.add(work.session, work.team_id, subject_id, sorted(left, key=lambda one: one[4:]))


def remind_now(work: Work, user_id: str, kind: str, subject_id: int, *, mark: str | None = None) -> None:
    """Remind whoever is asked as soon as they work, and whoever stands in for them now."""
    nudges.remind(work, user_id, kind, subject_id, mark=mark, is_exact=True)
    for one in substitutes.covering(work, user_id):
        nudges.remind(work, one.user_id, kind, subject_id, mark=mark, is_exact=True, principal_id=user_id)


def half_and_last(since: date, due: date, calendar: Calendar) -> list[date]:
    """The days on which who is asked is reminded: at half time, and on the last working day."""
    length = calendar.working_days_between(since, due)
    last = calendar.last_working_day(since, due) or due
    half = calendar.add_working_days(since, length // 2) if length >= 2 else last
    return sorted({half, last})

"""What a clock that was ahead has written, once it is right again: nothing waits for that clock's moments to come back.

What had come due by it stays due, and no pause or lease is longer than one is. The deadlines of matters are moments on
people's walls, and stay what they are.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from storage.nudges import Nudge
from storage.outbox import IS_DUE, Outgoing
from storage.timers import Timer

# What flows put off by a moment (a reminder until other timers have added theirs, a picture until Slack has it).
A_MOMENT = timedelta(seconds=5)

_rows = Outgoing.__table__  # type: ignore[attr-defined]
_timers = Timer.__table__  # type: ignore[attr-defined]
_nudges = Nudge.__table__  # type: ignore[attr-defined]


def compute_anew(session: Session, now: datetime, was: datetime | None, *, pause: timedelta, lease: timedelta) -> None:
    """Make due what was due by the clock that was ahead; `was` is what it said when it was set back, if that is known.

    `pause` is the longest after which a message is tried again, `lease` how long one is held that is being sent.
    """
    _shorten(session, now, pause, lease)
    newest = session.execute(select(func.max(_rows.c.created_at)).where(IS_DUE, _rows.c.created_at > now)).scalar()
    if newest is not None:
        due = (_rows.c.due_at > now, _rows.c.due_at <= newest + A_MOMENT)
        session.execute(update(_rows).where(IS_DUE, _rows.c.created_at > now, *due).values(due_at=now))
    if was is not None:
        _pull_in(session, now, was + A_MOMENT)


def _pull_in(session: Session, now: datetime, until: datetime) -> None:
    """All that was due by then was done or about to be: nobody has had the time to wish for a moment before it anew."""
    for table, waits in ((_rows, IS_DUE), (_nudges, _nudges.c.told_at.is_(None))):
        is_due = (waits, table.c.due_at > now, table.c.due_at <= until)
        session.execute(update(table).where(*is_due).values(due_at=now))
    # One that failed is tried again: how long it was to wait was counted from the wrong moment.
    is_due_or_failed = or_(_timers.c.due_at <= until, _timers.c.attempts > 0)
    session.execute(update(_timers).where(_timers.c.due_at > now, is_due_or_failed).values(due_at=now))


def _shorten(session: Session, now: datetime, pause: timedelta, lease: timedelta) -> None:
    """No message waits longer for its next try, or for whoever died with it, than one ever does."""
    tried = (IS_DUE, _rows.c.tried_at.is_not(None), _rows.c.due_at > now + pause)
    session.execute(update(_rows).where(*tried).values(due_at=now))
    held = (IS_DUE, _rows.c.leased_until > now + lease)
    session.execute(update(_rows).where(*held).values(leased_until=now + lease))

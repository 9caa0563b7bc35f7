"""Every open matter has its timer: which it has, and for when, follows from the state of the matter and the time.

A minute after each start, and after a workspace is there again, the matters without one get it. Three rules:

- A timer that is there is left alone, also one that is overdue: its operation looks at the state as it is.
- What was told is not told again. A flow answers None where it has said all that is to be said, and a moment in the
  future for what it says at a certain time only (a morning, the end of a working day).
- What looks without saying anything twice may be set for now: it sets itself for what is next.

Some moments are not kept anywhere and are counted from now: when a department's user group is looked at in the day, and
the two minutes after a change of the calendar. Not derived are the timers without matters: they are set for the very
moment (a digest is drawn anew because a report has come), by every start, or where Slack refuses a call for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

import structlog

from bot.process import waits
from bot.process.every import EVERY
from bot.process.kernel.asks import goes_on
from bot.process.kernel.work import Work
from bot.process.people import rolls
from bot.process.people.accounts import BACK
from storage import asks, belonging, returning, timers
from storage.belonging import Matters
from storage.projects import Project

__all__ = ["BACK", "DEADLINES", "SWEEP", "SWEEPS", "back"]

log = structlog.get_logger()


class Deadline(NamedTuple):
    """A kind of timer that follows from the state of its matters: which they are, and for when one of them has it."""

    matters: Matters
    due_at: Callable[[Work, int], datetime | None]


DEADLINES: Mapping[str, Deadline] = {
    kind: Deadline(timer.matters, timer.due_at)
    for one in EVERY
    for kind, timer in one.timers.items()
    if timer.matters is not None and timer.due_at is not None
}
# By then what came due during a standstill has been looked at.
SETTLED_IN = timedelta(minutes=1)
# Matters looked through at once: whoever clicks meanwhile waits for one such step.
STEP = 100


def back(work: Work, _subject_id: int) -> None:
    """A timer's operation: what was held back in the outbox goes on, who came and went meanwhile is looked for, and
    in a minute timers that are lost are set. What waits for somebody is seen to at once.
    """
    returning.bring_back(work.session, work.team_id, work.now)
    rolls.call_all(work)
    for kind in SWEEPS:
        work.wake(kind, 0, work.now if kind in waits.SWEEPS else work.now + SETTLED_IN)


def of_project(work: Work, project: Project) -> None:
    """The project goes on: what is open in it has its timers again, and what waits for somebody is asked for soon."""
    for kind, (matters, due_at) in DEADLINES.items():
        for subject_id in belonging.here(work.session, matters(work.team_id, work.now), project.id):
            if (at := due_at(work, subject_id)) is not None:
                timers.set_missing(work.session, work.team_id, kind, subject_id, max(at, work.now))
    for kind in waits.SWEEPS:
        work.wake(kind, 0, work.now)


def none_of_project(work: Work, project: Project) -> None:
    """The project stands still: nothing of it comes due any more, and nothing waits for anybody; but what goes on where
    it is over.
    """
    kinds = {kind: one.matters for kind, one in DEADLINES.items() if not goes_on(work, project, kind)}
    belonging.forget_timers(work.session, work.team_id, project.id, kinds, work.now)
    lasting = [kind for kind in work.rules.lasting if goes_on(work, project, kind)]
    asks.remove_of_project(work.session, work.team_id, project.id, but=lasting)


def sweep(work: Work, after: int, *, kind: str) -> None:
    """A timer's operation: give the matters behind the id `after` that lack this timer theirs, a step at a time."""
    matters, due_at = DEADLINES[kind]
    bare = belonging.without_timer(work.session, work.team_id, kind, matters(work.team_id, work.now), after, STEP)
    moments = [(one, at) for one in bare if (at := due_at(work, one)) is not None]
    for subject_id, at in moments:
        timers.set_missing(work.session, work.team_id, kind, subject_id, max(at, work.now))
    if moments:
        log.warning("timers were missing and are set", team_id=work.team_id, kind=kind, count=len(moments))
    if len(bare) == STEP:
        work.wake(f"{SWEEP}{kind}", bare[-1], work.now)


SWEEP = "sweep:"
SWEEPS: Mapping[str, Callable[[Work, int], None]] = {
    **waits.SWEEPS,
    **{f"{SWEEP}{kind}": partial(sweep, kind=kind) for kind in DEADLINES},
}

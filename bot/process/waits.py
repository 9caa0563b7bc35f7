"""Everything that waits for somebody is asked of them: which asks there are follows from the state of the matters.

After each start, and after a workspace is there again, the matters of which nobody is asked anything are looked at, and
what waits of them is asked; so it is after an update that keeps asks for the first time, or of other matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.process.every import EVERY
from bot.process.kernel import asks
from bot.process.kernel.flow import Asking
from bot.process.kernel.work import Work
from storage import asks as stored

# Matters looked through at once: whoever clicks meanwhile waits for one such step.
STEP = 100
SWEEP = "asks:"


def sweep(work: Work, after: int, *, asking: Asking) -> None:
    """A timer's operation: ask what waits of the matters behind the id `after` that lack it, a step at a time."""
    matters = asking.matters(work.team_id, work.now)
    bare = stored.without(work.session, work.team_id, asking.kinds, matters, after, STEP)
    for subject_id in bare:
        asks.settle(work, asking.kinds, subject_id, asking.asks(work, subject_id))
    if len(bare) == STEP:
        work.wake(f"{SWEEP}{asking.name}", bare[-1], work.now)
    else:
        stored.remove_past(work.session, work.team_id, asking.kinds, work.now)


SWEEPS: Mapping[str, Callable[[Work, int], None]] = {
    f"{SWEEP}{asking.name}": partial(sweep, asking=asking) for one in EVERY for asking in one.asks
}

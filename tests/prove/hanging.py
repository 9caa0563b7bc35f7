"""The database falls silent while people work.

What is said to PostgreSQL stays on the line, and is carried on later or never; SQLite's file is locked by another.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from sqlalchemy import make_url

from tests.postgres import SERVER_USER
from tests.prove import outage
from tests.prove.audit import Verdict
from tests.prove.outage import Fault
from tests.proxy import proxy
from tests.world import Outcome

# What somebody reads who is told that it is not done.
NOT_DONE = ("nothing was changed", "nothing was done this time", "没有做任何更改")


async def prove(folder: Path, url: str, *, acts: int, seed: int, times: int = 3) -> Verdict:
    """`acts` acknowledged acts; among them the database is held up so many times until some have met that.

    What was told not to be done must not be.
    """
    held = _a_locked_file(url) if url.startswith("sqlite") else _a_silent_line(url)
    after = [acts // (times + 1) * part for part in range(1, times + 1)]
    return await outage.prove(
        "database hanging", folder, url, held, acts=acts, after=after, seed=seed, denies=says_not_done
    )


@asynccontextmanager
async def _a_silent_line(url: str) -> AsyncIterator[Fault]:
    asked = make_url(url)
    async with proxy(Path(str(asked.query["host"]))) as line:
        # What was held arrives later, or never: whoever waits for that waits for ever.
        ends = itertools.cycle((line.renew, line.go_on))
        yield Fault(line.url(str(asked.database), SERVER_USER), lambda _bot: line.hold(), lambda _bot: next(ends)())


@asynccontextmanager
async def _a_locked_file(url: str) -> AsyncIterator[Fault]:
    """Locked by this process, which is not Liaison's."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        yield Fault(url, lambda _bot: other.execute("BEGIN EXCLUSIVE"), lambda _bot: other.execute("ROLLBACK"))


def says_not_done(out: Outcome) -> bool:
    """Whether somebody is told at once that nothing was done; what they read besides may be of an earlier act."""
    words = [str(out.ack), *out.errors.values()]
    return any(one in said for one in NOT_DONE for said in words)

"""What it costs to answer a command: the empty one, one that is committed, one beside a busy database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from storage.db import Database
from tests.bench.calls import Line, commands, house, saturated
from tests.bench.figures import Row, compared, timed

# The people who keep the database busy.
CROWD = 8
WARM_UP = 50

EMPTY, HELP = "nothing", "help"
# The button that only an update which was committed is answered with.
UNDO = b"tasks.undo"


@dataclass(frozen=True)
class Doors:
    """Where the bot listens: with every handler, with one, and the route that only checks signatures."""

    secret: str
    every: int
    one: int
    floor: int

    def times(self, port: int, words: list[str]) -> list[float]:
        """How long the answers take, in seconds."""
        with Line(port) as line:
            return line.times(commands(self.secret, words))


@contextmanager
def doors(database_url: str) -> Iterator[Doors]:
    """A sandbox and a Liaison with the demo project, both in processes of their own, warm."""
    with house("slack") as slack, house("liaison", database_url, **slack) as ports:
        found = Doors(slack["SLACK_SIGNING_SECRET"], **ports)
        for port in (found.every, found.one, found.floor):
            found.times(port, [EMPTY] * WARM_UP)
        found.times(found.every, updates(WARM_UP))
        yield found


_said = count(1)


def updates(number: int) -> list[str]:
    """Words that each change something."""
    return [f"update T-{4 + one % 4} {10 + one % 80}% note-{one}" for one in (next(_said) for _ in range(number))]


def on_sqlite(folder: Path, rounds: int, times: int) -> list[Row]:
    """Every comparison of commands, on SQLite with `synchronous=FULL`."""
    with doors(f"sqlite:///{folder / 'commands.db'}") as found:
        # Before the updates: the sender is busy with their cards for a while.
        alone = [found.times(found.every, [HELP] * times) for _ in range(rounds)]
        return [
            *_empty(found, rounds, times),
            _committed(found, "SQLite FULL", 7, rounds, times),
            _bare_commit(found, f"sqlite:///{folder / 'bare.db'}", "SQLite FULL", rounds, times),
            _beside(found, alone, times),
        ]


def on_postgres(url: str, rounds: int, times: int, where: str = "PostgreSQL", goal: float = 12) -> list[Row]:
    """The committed command on PostgreSQL, and what of it is the server's and its disk's."""
    with doors(url) as found:
        return [_committed(found, where, goal, rounds, times), _bare_commit(found, url, where, rounds, times)]


def _empty(found: Doors, rounds: int, times: int) -> list[Row]:
    against_floor, against_one, helped = [], [], []
    for _ in range(rounds):
        floor = found.times(found.floor, [EMPTY] * times)
        every = found.times(found.every, [EMPTY] * times)
        one = found.times(found.one, [EMPTY] * times)
        against_floor.append((every, floor))
        against_one.append((every, one))
        helped.append((found.times(found.every, [HELP] * times), floor))
    return [
        compared("empty command", "route that checks the signature", against_floor, 2.2),
        compared("empty command, every handler and 500 more", "one handler", against_one, 1.4),
        compared("/task help", "route that checks the signature", helped),
    ]


def _committed(found: Doors, where: str, goal: float, rounds: int, times: int) -> Row:
    with Line(found.every) as line:
        if UNDO not in line.send(commands(found.secret, updates(1))[0]):
            raise RuntimeError("the update was refused")
    measured = [
        (found.times(found.every, updates(times)), found.times(found.every, [EMPTY] * times)) for _ in range(rounds)
    ]
    return compared(f"/task update committed, {where}", "empty command", measured, goal)


def _bare_commit(found: Doors, url: str, where: str, rounds: int, times: int) -> Row:
    """How much of a committed command is the disk's: one row, no bot."""
    database = Database(url)

    def commit() -> None:
        with database.transaction() as session:
            session.connection().exec_driver_sql("UPDATE counted SET number = number + 1")

    try:
        with database.transaction() as session:
            session.connection().exec_driver_sql("CREATE TABLE counted (number INTEGER)")
            session.connection().exec_driver_sql("INSERT INTO counted VALUES (0)")
        measured = [(timed(commit, times), found.times(found.every, [EMPTY] * times)) for _ in range(rounds)]
    finally:
        database.close()
    return compared(f"one row committed without the bot, {where}", "empty command", measured)


def _beside(found: Doors, alone: list[list[float]], times: int) -> Row:
    busy = []
    for _ in alone:
        with saturated([found.every] * CROWD, lambda: commands(found.secret, updates(20))):
            busy.append(found.times(found.every, [HELP] * times))
    measured = list(zip(busy, alone, strict=True))
    return compared(f"/task help while {CROWD} people update tasks", "alone", measured, 4)

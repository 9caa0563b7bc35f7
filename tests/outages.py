"""Databases that fail for a while."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from storage.db import Database, Unavailable

# Where a transaction may fail, as SQLAlchemy names it to those who listen.
POINTS = (
    "begin",
    "before_cursor_execute",
    "savepoint",
    "release_savepoint",
    "rollback_savepoint",
    "commit",
    "rollback",
)


class DiskTrouble(Exception):
    """It happened."""


@contextmanager
def trouble_at(database: Database, point: str) -> Iterator[list[str]]:
    """The next time that somebody comes to this point of a transaction, it fails; the list then says so."""
    met: list[str] = []

    def fail(*_what: object) -> None:
        if not met:
            met.append(point)
            raise DiskTrouble(point)

    engines = {database.engine, database.reading}
    for engine in engines:
        event.listen(engine, point, fail)
    try:
        yield met
    finally:
        for engine in engines:
            event.remove(engine, point, fail)


class Outage:
    """From `begin` to `end` no transaction can be begun, or none that writes; `met` counts those who tried.

    It listens from the start: SQLAlchemy's listeners may not change while another thread asks them.
    """

    def __init__(self, database: Database, *, of_writing: bool = False) -> None:
        self.met = 0
        self._is_on = False
        for engine in {database.engine} if of_writing else {database.engine, database.reading}:
            event.listen(engine, "begin", self._meet)

    def begin(self) -> None:
        """Now."""
        self._is_on = True

    def end(self) -> None:
        """It is over, if it ever began."""
        self._is_on = False

    def _meet(self, _connection: object) -> None:
        if self._is_on:
            self.met += 1
            raise Unavailable("the server is gone")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process grows any more, and none may be written at all."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

"""A SQLite file: held by one process, and its connections that write or read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import Connection

from storage.outages import Unavailable

# How long one process waits for another's write (a backup, `sqlite3` in a shell) before it gives up: whoever acts has
# waited for the writing thread before (`threads`), and Slack gives up after 3 seconds.
BUSY_MILLISECONDS = 1_500


class DatabaseInUse(Exception):
    """Another process holds this SQLite file; the message says which file."""


def hold(path: Path) -> IO[str]:
    """Lock `path` for this process until it ends, however it ends."""
    lock = open(path.with_name(path.name + ".lock"), "a+")  # noqa: SIM115 - held for the life of the database
    try:
        if os.name == "nt":  # pragma: no cover - not where the tests run
            import msvcrt

            cast(Any, msvcrt).locking(lock.fileno(), cast(Any, msvcrt).LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DatabaseInUse(f"{path} is in use by another Liaison process; stop that one, or use PostgreSQL") from error
    return lock


def must_be_under_way(connection: Connection) -> None:
    """SQLite undoes a transaction itself when the disk fails it, and calls a COMMIT after that no error."""
    driver: Any = connection.connection.driver_connection
    if not driver.in_transaction:
        raise Unavailable("a statement failed, and with it all before it was undone")


def to_write(connection: Any, _record: Any) -> None:
    """A new connection writes, and tells the disk to keep each COMMIT."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.close()


def to_read(connection: Any, _record: Any) -> None:
    """A new connection only reads."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.close()

"""Connections that are kept between transactions: a thread's own, and a server's, which may have gone meanwhile."""

from __future__ import annotations

import threading
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage.drivers import driver_of

# A connection that was used so recently is taken without a look whether the server still answers.
TRUSTED_SECONDS = 1.0


class Own(threading.local):
    """Whether a thread is one of those that write or read SQLite, and its connection, which it keeps.

    Taking it from the pool anew would cost as much as a query. A server's are better taken as they come back: the one
    used last is the warmest.
    """

    is_one = False
    connection: Connection | None = None
    session: Session | None = None

    def begin(self) -> None:
        """Be one of them from here on."""
        self.is_one = True

    @property
    def is_under_way(self) -> bool:
        """Whether the connection has begun something that nobody has ended."""
        connection = self.connection
        if connection is None:
            return False
        return connection.get_transaction() is not None or bool(driver_of(connection).in_transaction)

    def let_go(self) -> Connection | None:
        """The connection, which is its own no more."""
        connection, self.connection, self.session = self.connection, None, None
        return connection


def ping_the_idle(engine: Engine) -> None:
    """See whether the server is still there, as `pool_pre_ping` does, but not between two acts of the same moment."""

    def note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used_at"] = time.monotonic()

    def ping(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("used_at", -TRUSTED_SECONDS) < TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", note_use)
    event.listen(engine, "checkout", ping)

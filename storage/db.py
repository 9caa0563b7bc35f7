"""The database: SQLite (one process, one writer thread) or PostgreSQL (a bounded pool), and its transactions.

Only `Database.transaction` commits. Functions that use a transaction are plain and synchronous; `Database.write` and
`Database.read` run them off the event loop.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from storage import sqlite
from storage.drivers import driver_of, executed, keep_values_out
from storage.moments import UtcDateTime
from storage.outages import Clash, Unavailable, is_away, outage, raise_outage
from storage.pools import Own, ping_the_idle
from storage.sqlite import DatabaseInUse
from storage.threads import run_in, settle

__all__ = [
    "Clash",
    "Database",
    "DatabaseInUse",
    "Unavailable",
    "UtcDateTime",
    "is_away",
    "outage",
    "remember",
]

P = ParamSpec("P")
T = TypeVar("T")
Given = TypeVar("Given")
Made = TypeVar("Made")

# More threads than this on two databases' worth of cores only queue inside PostgreSQL instead of here.
POSTGRES_THREADS = 8
SQLITE_READERS = 2
# Connections to a SQLite file beyond those of its threads, for whoever is none: a start, a migration.
OTHERS = 1
# A new connection to a server: the least that its driver takes.
CONNECT_SECONDS = 2
# For a free connection. The threads have one each; only a start or a look from elsewhere ever waits for one.
POOL_SECONDS = 1.0
# What `session.info` says of a session that has written something.
WROTE = "wrote"


class Database:
    """One database and the threads that speak to it.

    Raises DatabaseInUse when a SQLite file is held by another process.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._lock: IO[str] | None = None
        self._readers: Engine
        self._writers: Engine
        self._own = Own()
        self._kept: list[Connection] = []
        # When the database last did what was asked of it, and when it last kept something; by `time.monotonic`.
        self.answered_at = self.written_at = -math.inf
        # Since when it keeps nothing, though it may answer; None while it does.
        self._refuses_since: float | None = None
        if self.is_sqlite:
            self._open_sqlite()
        else:
            self._open_postgres()
        for engine in {self._writers, self._readers, self._unhurried}:
            event.listen(engine, "handle_error", keep_values_out)
        self._transactions = sessionmaker(self._writers, expire_on_commit=False)
        self._snapshots = sessionmaker(self._readers, expire_on_commit=False, autoflush=False)
        for sessions in (self._transactions, self._snapshots):
            event.listen(sessions, "loaded_as_persistent", remember)

    def _open_sqlite(self) -> None:
        path = Path(self.url.database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = sqlite.hold(path)
        limits = {"max_overflow": OTHERS, "pool_timeout": POOL_SECONDS, "hide_parameters": True}
        self._writers = create_engine(self.url, pool_size=1, **limits)
        self._readers = create_engine(self.url, pool_size=SQLITE_READERS, **limits)
        self._unhurried = self._writers
        event.listen(self._writers, "connect", sqlite.to_write)
        event.listen(self._readers, "connect", sqlite.to_read)
        # Taking the write lock at the start means a transaction never fails half-way for want of it.
        event.listen(self._writers, "begin", lambda connection: executed(connection, "BEGIN IMMEDIATE").close())
        event.listen(self._readers, "begin", lambda connection: executed(connection, "BEGIN").close())
        event.listen(self._writers, "commit", sqlite.must_be_under_way)
        self._write_threads = ThreadPoolExecutor(1, "sqlite-writer", self._own.begin)
        self._read_threads = ThreadPoolExecutor(SQLITE_READERS, "sqlite-reader", self._own.begin)

    def _open_postgres(self) -> None:
        from storage import postgres

        def engine(connect: Callable[..., Any], **more: Any) -> Engine:
            url = self.url.set(drivername="postgresql+psycopg")
            arguments = {"connect_timeout": CONNECT_SECONDS, "autocommit": True, "prepare_threshold": None}
            made = create_engine(url, connect_args=arguments, hide_parameters=True, **more)
            event.listen(made, "do_connect", lambda _dialect, _record, _args, kwargs: connect(**kwargs))
            event.listen(made, "begin", lambda connection: driver_of(connection).begin())
            return made

        self._writers = self._readers = engine(
            postgres.Connection.connect,
            pool_size=POSTGRES_THREADS,
            max_overflow=0,
            pool_timeout=POOL_SECONDS,
            # The connection used last, which the server knows best, is used first.
            pool_use_lifo=True,
        )
        self._unhurried = engine(postgres.Unhurried.connect, poolclass=NullPool)
        ping_the_idle(self._writers)
        self._write_threads = self._read_threads = ThreadPoolExecutor(POSTGRES_THREADS, "postgres")

    @property
    def engine(self) -> Engine:
        """The engine that may write."""
        return self._writers

    @property
    def reading(self) -> Engine:
        """The engine that reads."""
        return self._readers

    @property
    def unhurried(self) -> Engine:
        """An engine whose statements may take as long as they do; for migrations."""
        return self._unhurried

    @property
    def refuses_for(self) -> float:
        """For how many seconds it has kept nothing, though it may answer; 0 while it does."""
        return time.monotonic() - self._refuses_since if self._refuses_since is not None else 0

    def keeps_again(self) -> None:
        """What was missed meanwhile has been seen to."""
        self._refuses_since = None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, undone when it raises.

        Raises Unavailable where the database is the trouble.
        """
        session = self._made(self._session)
        try:
            yield session
            session.commit()
        except BaseException as error:
            self._abandon(session)
            if is_away(error):
                self.written_at = -math.inf
                self._refuses_since = self._refuses_since or time.monotonic()
            raise_outage(error)
            raise
        self.answered_at = time.monotonic()
        if WROTE in session.info:
            self.written_at, self._refuses_since = self.answered_at, None
        session.close()
        session.info.clear()

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A read-only view of one moment of the database. Raises Unavailable where the database is the trouble."""
        session = self._made(lambda: self._snapshots(bind=self._bind(self._readers)))
        try:
            yield session
            session.close()
            self.answered_at = time.monotonic()
        except BaseException as error:
            self._abandon(session)
            raise_outage(error)
            raise

    def _made(self, make: Callable[[], Session]) -> Session:
        try:
            return make()
        except Exception as error:
            raise_outage(error)
            raise

    def _abandon(self, session: Session) -> None:
        """End a session that failed, so that the next one finds nothing under way, whatever is broken."""
        session.info.clear()
        try:
            session.close()
            is_over = not self._own.is_under_way
        except Exception:
            is_over = False
        if not is_over:
            session.invalidate()
            if (connection := self._own.let_go()) is not None:
                self._kept.remove(connection)
                with suppress(Exception):
                    connection.invalidate()
                    connection.close()

    def _session(self) -> Session:
        """A session that writes: the thread's own, which is as new after every transaction, or one of its own."""
        if not self._own.is_one:
            return self._transactions()
        session = self._own.session
        if session is None or session.in_transaction():
            session = self._own.session = self._transactions(bind=self._bind(self._writers))
        return session

    def _bind(self, engine: Engine) -> Connection | Engine:
        """What a transaction leans on: the connection that the thread keeps; elsewhere one of the pool's."""
        if not self._own.is_one:
            return engine
        if self._own.connection is None:
            self._own.connection = engine.connect()
            self._kept.append(self._own.connection)
        return self._own.connection

    async def write(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in the thread that may write. Raises Unavailable where the database is the trouble."""
        return await run_in(self._write_threads, lambda: function(*args, **kwargs))

    async def write_while(
        self, function: Callable[[Callable[[Given], None]], T], meanwhile: Callable[[Given], Made]
    ) -> tuple[T, Made | None]:
        """Run `function` in the thread that may write; `meanwhile` takes here what it hands over before it is done.

        Answers what each returned; None of what was never handed over.
        """
        loop = asyncio.get_running_loop()
        handed: asyncio.Future[list[Given]] = loop.create_future()

        def hand_over(given: Given) -> None:
            loop.call_soon_threadsafe(settle, handed, handed.set_result, [given])

        writing = run_in(self._write_threads, lambda: function(hand_over))
        writing.add_done_callback(lambda _writing: settle(handed, handed.set_result, []))
        try:
            made = [meanwhile(given) for given in await handed]
        except asyncio.CancelledError:
            writing.cancel()
            raise
        finally:
            result = await writing
        return result, made[0] if made else None

    async def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `function` in a thread that reads; it never waits for a writer on SQLite.

        Raises Unavailable where the database is the trouble.
        """
        return await run_in(self._read_threads, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """Finish what runs, close every connection and let go of the file."""
        for threads in {self._write_threads, self._read_threads}:
            threads.shutdown(wait=True)
        for connection in self._kept:
            connection.close()
        for engine in {self._writers, self._readers, self._unhurried}:
            engine.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def remember(session: Session, row: object) -> None:
    """Keep what was read until the session ends: a session forgets rows that nobody holds, and reads them again."""
    session.info.setdefault("read", []).append(row)

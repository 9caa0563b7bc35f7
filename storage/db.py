"""The database: SQLite (one process, one writer thread) or PostgreSQL (a bounded pool), and its transactions.

Only `Database.transaction` commits. Functions that use a transaction are plain and synchronous; `Database.write` and
`Database.read` run them off the event loop.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage import sqlite
from storage.moments import UtcDateTime
from storage.outages import Unavailable, outage, raise_outage
from storage.sqlite import DatabaseInUse
from storage.threads import run_in, settle

__all__ = [
    "Database",
    "DatabaseInUse",
    "Unavailable",
    "UtcDateTime",
    "executed",
    "outage",
    "put",
    "remember",
    "while_committing",
    "without_values",
]

P = ParamSpec("P")
T = TypeVar("T")
Given = TypeVar("Given")
Made = TypeVar("Made")

# More threads than this on two databases' worth of cores only queue inside PostgreSQL instead of here.
POSTGRES_THREADS = 8
SQLITE_READERS = 2
# A connection that was used so recently is taken without a look whether the server still answers.
TRUSTED_SECONDS = 1.0
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
        self._own = _Own()
        self._kept: list[Connection] = []
        # When the database last did what was asked of it, and when it last kept something; by `time.monotonic`.
        self.answered_at = self.written_at = -math.inf
        if self.is_sqlite:
            self._open_sqlite()
        else:
            self._open_postgres()
        for engine in {self._writers, self._readers, self._unhurried}:
            event.listen(engine, "handle_error", _without_values)
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
            arguments = {"connect_timeout": CONNECT_SECONDS, "prepare_threshold": None}
            made = create_engine(url, connect_args=arguments, hide_parameters=True, **more)
            event.listen(made, "do_connect", lambda _dialect, _record, _args, kwargs: connect(**kwargs))
            event.listen(made, "begin", lambda connection: _driver(connection).begin())
            return made

        self._writers = self._readers = engine(
            postgres.Connection.connect,
            pool_size=POSTGRES_THREADS,
            max_overflow=0,
            pool_timeout=POOL_SECONDS,
            # The connection used last, whose statements the server has prepared, is used first.
            pool_use_lifo=True,
        )
        self._unhurried = engine(postgres.Unhurried.connect, poolclass=NullPool)
        _ping_the_idle(self._writers)
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
            if outage(error) is not None:
                self.written_at = -math.inf
            raise_outage(error)
            raise
        self.answered_at = time.monotonic()
        if WROTE in session.info:
            self.written_at = self.answered_at
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


def executed(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Any:
    """The driver's own answer to a statement in the driver's own words, which costs a quarter of SQLAlchemy's.

    Raises what SQLAlchemy would, without what people typed.
    """
    driver = _driver(connection)
    try:
        if connection.dialect.name == "sqlite":
            return driver.execute(statement, values)
        return driver.run(statement, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_usual(error, connection, statement) from error


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def put(connection: Connection, statement: str, values: Sequence[Any], otherwise: Exception | None = None) -> None:
    """Run a statement in the driver's own words before whatever is asked next; `otherwise` where it answers no row.

    PostgreSQL is told of it together with that, and what goes wrong is raised there; nothing is committed before.
    """
    driver = _driver(connection)
    if connection.dialect.name == "sqlite":
        cursor = executed(connection, statement, values)
        if otherwise is not None and cursor.fetchone() is None:
            raise otherwise
        cursor.close()
        return
    try:
        driver.put(statement, values, otherwise)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_usual(error, connection, statement) from error


def _as_usual(error: Exception, connection: Connection, statement: str) -> Exception:
    """A driver's error as SQLAlchemy raises it, without what people typed."""
    dialect = connection.dialect
    is_lost = dialect.is_disconnect(cast(Any, error), connection.connection, None)
    if is_lost:
        connection.invalidate(error)
    without_values(error)
    errors = cast(type[Exception], dialect.loaded_dbapi.Error)
    return DBAPIError.instance(
        statement, None, error, errors, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
    )


def while_committing(session: Session, tell: Callable[[], object]) -> None:
    """Have `tell` called while the disk writes what the session commits next; nothing may be changed after this.

    PostgreSQL's driver tells when it has sent the COMMIT: told before that, whoever hears of it would run first and
    keep it from being sent. SQLite's says nothing until all is done.
    """
    # Whoever reads meanwhile what is committed must find it whole.
    session.flush()
    driver = _driver(session.connection())
    if session.get_bind().dialect.name == "sqlite":
        tell()
    else:
        driver.when_sent = tell


def without_values(error: Exception) -> str:
    """Let an error say what is wrong and keep what people typed: PostgreSQL adds the whole row, on further lines."""
    words = str(error).partition("\n")[0]
    error.args = (words,)
    return words


def _without_values(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, Exception) and context.sqlalchemy_exception is not None:
        words = without_values(error)
        context.sqlalchemy_exception.args = (f"({type(error).__name__}) {words}",)


def remember(session: Session, row: object) -> None:
    """Keep what was read until the session ends: a session forgets rows that nobody holds, and reads them again."""
    session.info.setdefault("read", []).append(row)


class _Own(threading.local):
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
        return connection.get_transaction() is not None or bool(_driver(connection).in_transaction)

    def let_go(self) -> Connection | None:
        """The connection, which is its own no more."""
        connection, self.connection, self.session = self.connection, None, None
        return connection


def _ping_the_idle(engine: Engine) -> None:
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

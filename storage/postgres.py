"""PostgreSQL's driver, with as few words as it needs: several statements at once, none of which is waited for alone.

Waiting for each answer before the next statement is sent takes longer than the server does. Nothing here outlives a
transaction on the server's side: a pooler may give the next one another of the server's connections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, Self, TypeVar, cast

import psycopg
from psycopg import errors
from psycopg.abc import Buffer, PQGen
from psycopg.pq import PipelineStatus, TransactionStatus
from psycopg.types.string import StrDumperUnknown

T = TypeVar("T")

# The longest that one statement may take, told to the server with each BEGIN: a pooler may give every transaction
# another of the server's connections. Slack gives an answer 3 seconds, and a second may have been waited before.
STATEMENT_SECONDS = 1.5
# A server that has said nothing for so long is asked nothing more: it would have ended any statement by then.
SILENCE_SECONDS = 1.8
# Between two statements of a transaction Liaison only computes. Where the line broke without a word, the server would
# keep what the transaction holds for hours, and everybody who wants the same would wait.
IDLE_SECONDS = 10.0
# And where it broke in the midst of a pipeline, the server counts that as a statement's work, and limits none of it: it
# has to notice that nobody is there. Asked after so much silence, so often, again and again after so much more.
KEEPALIVE_IDLE_SECONDS, KEEPALIVE_COUNT, KEEPALIVE_SECONDS = 5, 3, 2
# Of somebody who has time: a migration.
UNHURRIED_SECONDS = 3600.0

# Every statement is planned anew: of more tables than so many, in the order in which it names them. To try every order
# of the eight that an act on a task reads takes longer than all else that the server does for it.
ORDERED_TABLES = 4

# The server is to keep to it until the transaction ends.
_KEPT = {
    "join_collapse_limit": ORDERED_TABLES,
    "tcp_keepalives_idle": KEEPALIVE_IDLE_SECONDS,
    "tcp_keepalives_count": KEEPALIVE_COUNT,
    "tcp_keepalives_interval": KEEPALIVE_SECONDS,
}
LIMITS = "SELECT " + ", ".join(
    (
        "set_config('statement_timeout', $1, true)",
        "set_config('idle_in_transaction_session_timeout', $2, true)",
        *(f"set_config('{name}', '{value}', true)" for name, value in _KEPT.items()),
    )
)


class Unanswered(psycopg.OperationalError):
    """A COMMIT was sent and no answer came: nobody knows whether it is saved."""

    is_unsure = True


class _PutOff(NamedTuple):
    """A statement that is run before whatever comes next; `otherwise` is raised where it answers no row."""

    statement: str
    values: Sequence[Any]
    otherwise: Exception | None


class _Words(StrDumperUnknown):
    """What people typed, and what stood in their files, without the one character that PostgreSQL keeps in no text."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", ""))


class _Pipeline(psycopg.Pipeline):
    """A pipeline whose last word is its Sync.

    The driver's says Flush behind that. PostgreSQL ends its watch over an idle transaction with whatever it hears, and
    begins it anew with a Sync alone: nobody would end a transaction whose line broke between two pipelines.
    """

    def _exit_gen(self) -> PQGen[None]:
        try:
            self._enqueue_sync()
            yield from self._communicate_gen()
        finally:
            yield from self._fetch_gen(flush=False)


class _Cursor(psycopg.Cursor[Any]):
    """What SQLAlchemy asks, after what was put off."""

    def execute(self, *args: Any, **kwargs: Any) -> Self:
        """As the driver does."""
        with self.connection.after_what_was_put_off():
            return super().execute(*args, **kwargs)

    def executemany(self, *args: Any, **kwargs: Any) -> None:
        """As the driver does, in a pipeline of ours: see `_Pipeline`."""
        with self.connection.after_what_was_put_off(in_pipeline=True):
            super().executemany(*args, **kwargs)

    @property
    def connection(self) -> Connection:
        """The connection, which is one of ours."""
        return cast(Connection, super().connection)


class Connection(psycopg.Connection[Any]):
    """A connection that puts off what nobody waits for.

    What was put off, the beginning of a transaction too, goes with whatever the server is asked next, and is waited for
    with it. Its errors are raised there. To be made with `autocommit=True`, for the driver waits for each BEGIN of its
    own, and `prepare_threshold=None`, for what it prepares is gone where a pooler leads elsewhere.
    """

    # Told when the next COMMIT has been sent.
    when_sent: Callable[[], None] | None = None
    # A transaction is begun with the next word; and whether the server has been sent a COMMIT that it has not answered.
    _begins = False
    _is_committing = False

    @classmethod
    def connect(cls, *args: Any, **kwargs: Any) -> Self:
        """As the driver does, which lets go of what a connection was made with."""
        made = super().connect(*args, **kwargs)
        made.adapters.register_dumper(str, _Words)
        return made

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_factory = _Cursor
        self._put_off: list[_PutOff] = []

    @staticmethod
    def limits() -> tuple[float | None, float]:
        """The longest that a statement may take, None where nobody minds; and that the server may say nothing."""
        return STATEMENT_SECONDS, SILENCE_SECONDS

    def begin(self) -> None:
        """Begin a transaction with what comes next. Whatever somebody has left under way is undone."""
        if self._put_off or self.pgconn.transaction_status != TransactionStatus.IDLE:
            self.rollback()
        self._begins = True

    def put(self, statement: str, values: Sequence[Any], otherwise: Exception | None = None) -> None:
        """Run a statement with $1, $2 … before whatever comes next.

        `otherwise` is raised then, and before anything is committed, if the statement answers no row.
        """
        self._put_off.append(_PutOff(statement, values, otherwise))

    def run(self, statement: str, values: Sequence[Any]) -> psycopg.Cursor[Any]:
        """Run a statement with $1, $2 … now.

        Raises what the driver would.
        """
        with self.after_what_was_put_off():
            return self._said(statement, values)

    def commit(self) -> None:
        """Commit, with what was put off. A COMMIT that fails leaves nothing under way, whatever it was sent with.

        Raises Unanswered where nobody knows what became of it.
        """
        try:
            if any(one.otherwise is not None for one in self._put_off):
                with self.after_what_was_put_off():
                    pass
            if self._put_off or self.pgconn.transaction_status != TransactionStatus.IDLE:
                self._commit()
        except Exception as error:
            if self.closed and self._is_committing:
                raise Unanswered(str(error)) from error
            with suppress(psycopg.Error):
                self.rollback()
            raise
        finally:
            self.when_sent = None
            self._begins = self._is_committing = False

    def _commit(self) -> None:
        with self._at_once():
            self._is_committing = True
            self._say_what_was_put_off()
            committed = self._said("COMMIT")
            if self.when_sent is not None:
                self.when_sent()
        if committed.statusmessage != "COMMIT":
            # So the server answers when something had failed before: it has undone all, and calls that no error.
            raise errors.InFailedSqlTransaction("nothing was committed: a statement before had failed")

    def rollback(self) -> None:
        """Undo what was done; what was put off is not done."""
        self.when_sent, self._begins = None, False
        self._put_off.clear()
        super().rollback()

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """The server's answer. Whoever has waited too long for it hangs up: the rest would come later."""
        silence = self.limits()[1] if timeout is None else timeout
        try:
            return super().wait(gen, interval, silence)
        except errors._WaitTimeout as error:  # the driver's documentation names it
            self.close()
            raise psycopg.OperationalError(f"the server said nothing for {silence:g} s") from error

    @contextmanager
    def after_what_was_put_off(self, *, in_pipeline: bool = False) -> Iterator[None]:
        """What is asked in it goes to the server together with what was put off, if anything was or `in_pipeline`."""
        if not in_pipeline and not self._begins and not self._put_off:
            yield
            return
        with self._at_once():
            put_off = self._say_what_was_put_off()
            yield
        for otherwise, answer in put_off:
            if otherwise is not None and answer.rowcount == 0:
                raise otherwise

    def _say_what_was_put_off(self) -> list[tuple[Exception | None, psycopg.Cursor[Any]]]:
        put_off, self._put_off = self._put_off, []
        if self._begins:
            self._begins = False
            self._said("BEGIN")
            longest = self.limits()[0]
            if longest is not None:
                self._said(LIMITS, [f"{round(seconds * 1000)}" for seconds in (longest, IDLE_SECONDS)])
        return [(one.otherwise, self._said(one.statement, one.values)) for one in put_off]

    def _said(self, statement: str, values: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        return psycopg.RawCursor(self).execute(statement.encode(), values)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """What is said in it is waited for at its end. Raises what failed first: what came behind it was not done."""
        failed: psycopg.Error | None = None
        try:
            self._pipeline = _Pipeline(self)
            with self.pipeline():
                try:
                    yield
                except psycopg.Error as error:
                    failed = error
        except psycopg.Error as error:
            failed = failed or error
        if failed is not None:
            if self.pgconn.pipeline_status != PipelineStatus.OFF:
                # The line broke before all was answered; the driver leaves it as it is, and calls it open.
                self.close()
            raise failed


class Unhurried(Connection):
    """A connection of somebody who has time."""

    @staticmethod
    def limits() -> tuple[float | None, float]:
        """Any statement may take as long as it does."""
        return None, UNHURRIED_SECONDS

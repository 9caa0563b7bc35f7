"""PostgreSQL's driver, spoken to in fewer words: several statements in one message, and none through a cursor.

A cursor takes longer over a statement than the server does, and so does waiting for each answer before the next
statement is sent. How values are written and read, and the conversation itself, are the driver's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, TypeVar

import psycopg
from psycopg import abc, adapt, errors
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import READY_R, WAIT_R, WAIT_RW

T = TypeVar("T")

# The longest that one statement may take, told to the server with each BEGIN: a pooler may give every transaction
# another of the server's connections. Slack gives an answer 3 seconds, and a second may have been waited before.
STATEMENT_SECONDS = 1.5
# A server that has said nothing for so long is asked nothing more: it would have ended any statement by then.
SILENCE_SECONDS = 1.8
# Between two statements of a transaction Liaison only computes. Where the line broke without a word, the server would
# keep what the transaction holds for hours, and everybody who wants the same would wait.
IDLE_SECONDS = 10.0
# Of somebody who has time: a migration.
UNHURRIED_SECONDS = 3600.0


class Answer:
    """What the server answered to a statement; of a cursor it has what our statements use."""

    __slots__ = ("_adapter", "_result", "rowcount")

    def __init__(self, result: PGresult, adapter: abc.Transformer) -> None:
        self._result, self._adapter = result, adapter
        self.rowcount = result.command_tuples or 0

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        if self._result.ntuples == 0:
            return None
        self._adapter.set_pgresult(self._result, set_loaders=False)
        return self._adapter.load_row(0, tuple)

    def close(self) -> None:
        """Nothing is left open."""


class _Prepared(NamedTuple):
    """A statement that the server has prepared for this connection, and what writes and reads its values."""

    name: bytes
    formats: list[PyFormat]
    adapter: abc.Transformer


class _Said(NamedTuple):
    """What the server is told: a statement by the name under which it is prepared, with its values; or BEGIN or COMMIT.

    `otherwise` is raised where it answers no row.
    """

    name: bytes | None
    what: Any
    otherwise: Exception | None = None


_BEGIN, _COMMIT = _Said(None, b"BEGIN"), _Said(None, b"COMMIT")


def _say(said: _Said, server: PGconn) -> None:
    if said.name is None:
        server.send_query_params(said.what, None)
    else:
        server.send_query_prepared(said.name, said.what)


def _local(setting: bytes, seconds: float) -> _Said:
    """The server is to keep to it until the transaction ends."""
    return _Said(None, b"SET LOCAL %s = %d" % (setting, round(seconds * 1000)))


class Unanswered(psycopg.OperationalError):
    """A COMMIT was sent and no answer came: nobody knows whether it is saved."""

    is_unsure = True


class Connection(psycopg.Connection[Any]):
    """A connection that prepares what is done often, and puts off what nobody waits for.

    What was put off goes before whatever the server is asked next, in the same message where that is one of ours or
    the COMMIT. Its errors are raised there. To be made with `prepare_threshold=None`: a driver that prepares statements
    of its own accord has the server forget all of them, ours too, with every rollback.
    """

    # Told when the next COMMIT has been sent.
    when_sent: Callable[[], None] | None = None
    # A transaction is begun with the next word; and whether the server has been sent a COMMIT that it has not answered.
    _begins = False
    _is_committing = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._statements: dict[str, _Prepared] = {}
        self._put_off: list[_Said] = []

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
        known = self._known(statement, values)
        self._put_off.append(_Said(known.name, known.adapter.dump_sequence(values, known.formats), otherwise))

    def run(self, statement: str, values: Sequence[Any]) -> Answer:
        """Run a statement with $1, $2 … now.

        Raises what the driver would.
        """
        known = self._known(statement, values)
        said = _Said(known.name, known.adapter.dump_sequence(values, known.formats))
        return Answer(self._send(said), known.adapter)

    def commit(self) -> None:
        """Commit, with what was put off. A COMMIT that fails leaves nothing under way, whatever it was sent with.

        Raises Unanswered where nobody knows what became of it.
        """
        try:
            if any(said.otherwise is not None for said in self._put_off):
                self._send()
            if self._put_off or self.pgconn.transaction_status != TransactionStatus.IDLE:
                self._send(_COMMIT)
        except Exception as error:
            if self.closed and self._is_committing:
                raise Unanswered(str(error)) from error
            with suppress(psycopg.Error):
                self.rollback()
            raise
        finally:
            self.when_sent = None
            self._begins = self._is_committing = False

    def rollback(self) -> None:
        """Undo what was done; what was put off is not done."""
        self.when_sent, self._begins = None, False
        self._put_off.clear()
        super().rollback()

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Ask the server what the driver asks, after what was put off."""
        if self._put_off or self._begins:
            self._send()
        return self._heard(gen, interval, timeout)

    def _heard(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """The server's answer. Whoever has waited too long for it hangs up: the rest would come later."""
        silence = self.limits()[1] if timeout is None else timeout
        try:
            return super().wait(gen, interval, silence)
        except psycopg.OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            self.close()
            raise psycopg.OperationalError(f"the server said nothing for {silence:g} s") from error

    def _known(self, statement: str, values: Sequence[Any]) -> _Prepared:
        """The statement as it was prepared, in a transaction that is under way or put off."""
        known = self._statements.get(statement)
        if known is None:
            name = b"liaison_%d" % len(self._statements)
            prepared, columns = self._heard(
                self._conversation(
                    (
                        lambda server: server.send_prepare(name, statement.encode()),
                        lambda server: server.send_describe_prepared(name),
                    )
                )
            )
            self._checked(prepared)
            self._checked(columns)
            adapter = adapt.Transformer(self)
            adapter.set_loader_types([columns.ftype(place) for place in range(columns.nfields)], Format.TEXT)
            known = self._statements[statement] = _Prepared(name, [PyFormat.TEXT] * len(values), adapter)
        if not self._put_off and self.pgconn.transaction_status == TransactionStatus.IDLE:
            self._begins = True
        return known

    def _send(self, *more: _Said) -> PGresult:
        """Send what was put off and this in one message; answers what came back of the last."""
        together = [*self._beginning(), *self._put_off, *more]
        self._put_off, self._begins = [], False
        words = [partial(_say, said) for said in together]
        results = self._heard(self._conversation(words, is_commit=together[-1] is _COMMIT))
        # The first that failed says why those behind it were not done.
        for said, result in zip(together, results, strict=True):
            self._checked(result)
            if said.otherwise is not None and result.ntuples == 0:
                raise said.otherwise
            if said is _COMMIT and result.command_status != b"COMMIT":
                # So the server answers when something had failed before: it has undone all, and calls that no error.
                raise errors.InFailedSqlTransaction("nothing was committed: a statement before had failed")
        return results[-1]

    def _beginning(self) -> Sequence[_Said]:
        if not self._begins:
            return ()
        longest = self.limits()[0]
        if longest is None:
            return (_BEGIN,)
        return (
            _BEGIN,
            _local(b"statement_timeout", longest),
            _local(b"idle_in_transaction_session_timeout", IDLE_SECONDS),
        )

    def _conversation(
        self, words: Sequence[Callable[[PGconn], None]], *, is_commit: bool = False
    ) -> PQGen[list[PGresult]]:
        """Say all this in one message; answers what came back of each."""
        server = self.pgconn
        if self.closed:
            raise psycopg.OperationalError("the connection is closed")
        server.enter_pipeline_mode()
        self._is_committing = is_commit
        for say in words:
            say(server)
        server.pipeline_sync()
        while server.flush():
            # More than the line takes at once: what comes back meanwhile must be taken from it.
            if (yield WAIT_RW) & READY_R:
                server.consume_input()
        if is_commit and self.when_sent is not None:
            self.when_sent()
        results = []
        while True:
            while server.is_busy():
                yield WAIT_R
                server.consume_input()
            result = server.get_result()
            if server.status == ConnStatus.BAD:
                raise psycopg.OperationalError(server.get_error_message())
            if result is None:
                # The end of one statement's answer.
                continue
            if result.status == ExecStatus.PIPELINE_SYNC:
                break
            results.append(result)
        server.exit_pipeline_mode()
        return results

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            return result
        if self.pgconn.status == ConnStatus.BAD:
            raise psycopg.OperationalError(result.get_error_message(self.info.encoding))
        raise errors.error_from_result(result, encoding=self.info.encoding)


class Unhurried(Connection):
    """A connection of somebody who has time."""

    @staticmethod
    def limits() -> tuple[float | None, float]:
        """Any statement may take as long as it does."""
        return None, UNHURRIED_SECONDS

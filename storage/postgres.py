"""PostgreSQL's driver, spoken to in fewer words: several statements in one message, and none through a cursor.

A cursor takes longer over a statement than the server does, and so does waiting for each answer before the next
statement is sent. How values are written and read, and the conversation itself, are the driver's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import psycopg
from psycopg import abc, adapt, errors
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.waiting import READY_R, WAIT_R, WAIT_RW

T = TypeVar("T")


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


class Connection(psycopg.Connection[Any]):
    """A connection that prepares what is done often, and puts off what nobody waits for.

    What was put off goes before whatever the server is asked next, in the same message where that is one of ours or
    the COMMIT. Its errors are raised there. To be made with `prepare_threshold=None`: a driver that prepares statements
    of its own accord has the server forget all of them, ours too, with every rollback.
    """

    # Told when the next COMMIT has been sent.
    when_sent: Callable[[], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._statements: dict[str, _Prepared] = {}
        self._put_off: list[_Said] = []

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
        """Commit, with what was put off. A COMMIT that fails leaves nothing under way, whatever it was sent with."""
        try:
            if any(said.otherwise is not None for said in self._put_off):
                self._send()
            if self._put_off or self.pgconn.transaction_status != TransactionStatus.IDLE:
                self._send(_COMMIT)
        except Exception:
            if not self.closed:
                self.rollback()
            raise
        finally:
            self.when_sent = None

    def rollback(self) -> None:
        """Undo what was done; what was put off is not done."""
        self.when_sent = None
        self._put_off.clear()
        super().rollback()

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Ask the server what the driver asks, after what was put off."""
        if self._put_off:
            self._send()
        return super().wait(gen, interval, timeout)

    def _known(self, statement: str, values: Sequence[Any]) -> _Prepared:
        """The statement as it was prepared, in a transaction that is under way or put off."""
        known = self._statements.get(statement)
        if known is None:
            name = b"liaison_%d" % len(self._statements)
            self._checked(self.pgconn.prepare(name, statement.encode()))
            adapter = adapt.Transformer(self)
            columns = self._checked(self.pgconn.describe_prepared(name))
            adapter.set_loader_types([columns.ftype(place) for place in range(columns.nfields)], Format.TEXT)
            known = self._statements[statement] = _Prepared(name, [PyFormat.TEXT] * len(values), adapter)
        if not self._put_off and self.pgconn.transaction_status == TransactionStatus.IDLE:
            self._put_off.append(_BEGIN)
        return known

    def _send(self, *more: _Said) -> PGresult:
        """Send what was put off and this in one message; answers what came back of the last."""
        together, self._put_off = [*self._put_off, *more], []
        return super().wait(self._conversation(together))

    def _conversation(self, together: Sequence[_Said]) -> PQGen[PGresult]:
        server = self.pgconn
        server.enter_pipeline_mode()
        for said in together:
            if said.name is None:
                server.send_query_params(said.what, None)
            else:
                server.send_query_prepared(said.name, said.what)
        server.pipeline_sync()
        while server.flush():
            # More than the line takes at once: what comes back meanwhile must be taken from it.
            if (yield WAIT_RW) & READY_R:
                server.consume_input()
        if together[-1] is _COMMIT and self.when_sent is not None:
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
        # The first that failed says why those behind it were not done.
        for said, result in zip(together, results, strict=True):
            self._checked(result)
            if said.otherwise is not None and result.ntuples == 0:
                raise said.otherwise
            if said is _COMMIT and result.command_status != b"COMMIT":
                # So the server answers when something had failed before: it has undone all, and calls that no error.
                raise errors.InFailedSqlTransaction("nothing was committed: a statement before had failed")
        return results[-1]

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            return result
        if self.pgconn.status == ConnStatus.BAD:
            raise psycopg.OperationalError(result.get_error_message(self.info.encoding))
        raise errors.error_from_result(result, encoding=self.info.encoding)

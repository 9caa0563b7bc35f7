"""The database: what is committed stays, one process holds a SQLite file, moments keep their zone."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from storage import pools, timers
from storage.db import Database, DatabaseInUse
from storage.timers import Timer

MOMENT = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=8)))


def test_a_second_process_is_told_that_the_file_is_in_use(
    sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    open_database(sqlite_url)
    with pytest.raises(DatabaseInUse, match="in use by another Liaison process"):
        Database(sqlite_url)


def test_a_file_that_was_let_go_can_be_taken(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'er' / 'liaison.db'}"
    Database(url).close()
    Database(url).close()


def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    with database.transaction() as session:
        session.add(Timer(team_id="T1", kind="k", subject_id=1, due_at=MOMENT))
    with database.snapshot() as session:
        found = timers.next_due(session)
    assert found == MOMENT
    assert found is not None
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"), database.transaction() as session:
        session.add(Timer(team_id="T1", kind="k", subject_id=1, due_at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_what_reads_cannot_write_on_sqlite(sqlite_url: str, open_database: Callable[[str], Database]) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(OperationalError, match="readonly"), database.snapshot() as session:
        session.execute(text("DELETE FROM timers"))


async def test_sqlite_has_one_writer_and_syncs_every_commit(
    sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    database = open_database(sqlite_url)
    with database.transaction() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2
    running: list[int] = []
    most: list[int] = []

    def write() -> None:
        running.append(1)
        most.append(len(running))
        with database.transaction() as session:
            session.execute(text("SELECT 1"))
        running.pop()

    for _ in range(5):
        await database.write(write)
    assert max(most) == 1


async def test_what_is_at_hand_is_dealt_with_while_the_rest_is_written(database: Database) -> None:
    goes_on = threading.Event()

    def write(hand_over: Callable[[int], None]) -> str:
        hand_over(20)
        assert goes_on.wait(30), "nobody took what was handed over"
        return "written"

    def double(given: int) -> int:
        goes_on.set()
        return given * 2

    assert await database.write_while(write, double) == ("written", 40)
    assert await database.write_while(lambda _hand_over: "nothing at hand", double) == ("nothing at hand", None)


async def test_what_was_at_hand_is_void_when_it_could_not_be_written(database: Database) -> None:
    made: list[int] = []

    def fail(hand_over: Callable[[int], None]) -> None:
        hand_over(20)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        await database.write_while(fail, made.append)


async def test_a_transaction_knows_nothing_of_the_one_before(database: Database) -> None:
    """Not what it read, nor what it would have changed."""

    def note(attempts: int) -> int:
        with database.transaction() as session:
            timer = session.get(Timer, ("T1", "k", 1)) or Timer(team_id="T1", kind="k", subject_id=1, due_at=MOMENT)
            before, timer.attempts = timer.attempts, attempts
            session.add(timer)
            if attempts == 7:
                raise ZeroDivisionError
            return before

    assert await database.write(note, 1) == 0
    with pytest.raises(ZeroDivisionError):
        await database.write(note, 7)
    assert await database.write(note, 2) == 1
    with database.transaction() as session:
        session.execute(text("UPDATE timers SET attempts = 5"))
    assert await database.write(note, 3) == 5


def test_an_error_does_not_repeat_what_people_typed(database: Database) -> None:
    """Neither the values of the statement nor the row that PostgreSQL shows on further lines."""
    typed = {"team": "T1", "subject": "words that somebody typed"}
    with pytest.raises(IntegrityError) as caught, database.transaction() as session:
        session.execute(text("INSERT INTO seen_events (team_id, event, at) VALUES (:team, :subject, NULL)"), typed)
    shown = "".join(traceback.format_exception(caught.value))
    assert "seen_events" in shown
    assert typed["subject"] not in shown
    assert typed["subject"] not in repr(caught.value.orig)


def test_a_server_that_hung_up_is_noticed_before_a_transaction_begins(
    postgres_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "TRUSTED_SECONDS", 0.0)
    database = open_database(postgres_url)
    before = _backend(database)
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [before])
    assert _backend(database) != before


def _backend(database: Database) -> int:
    with database.transaction() as session:
        return int(session.execute(text("SELECT pg_backend_pid()")).scalar_one())

"""What nobody waits for goes to the server with what comes next: in order, whole, and undone as everything else."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import cast

import psycopg
import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError
from sqlalchemy.orm import Session
from sqlmodel import col

from storage import events
from storage.db import Database, Unavailable
from storage.drivers import while_committing
from storage.events import SeenEvent
from storage.statements import Prepared
from tests.storage.notes import NotedBefore, is_first

MOMENT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TYPED = "words that somebody typed"
NOTE = Prepared(lambda dialect: dialect.insert(SeenEvent.__table__))  # type: ignore[attr-defined]

# What outlives a transaction on a server's connection.
LEFT = (
    "pg_prepared_statements",
    "pg_settings WHERE source = 'session'",
    "pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
    "pg_class WHERE relpersistence = 't'",
    "pg_listening_channels()",
)


def note(session: Session, event: str, at: datetime | None = MOMENT) -> None:
    NOTE.put(session, {"team_id": "T1", "event": event, "at": at})


def noted(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SeenEvent)) or 0


def test_it_is_there_for_whatever_is_asked_next(database: Database) -> None:
    with database.transaction() as session:
        note(session, "a")
        assert noted(session) == 1
        note(session, "b")
        assert not is_first(session, "T1", "b", MOMENT)
        session.add(SeenEvent(team_id="T1", event="c", at=MOMENT))
        note(session, "d")
    with database.snapshot() as session:
        assert noted(session) == 4


def test_it_is_committed_with_the_rest(database: Database) -> None:
    with database.transaction() as session:
        for number in range(50):
            note(session, f"{number}")
    with database.snapshot() as session:
        assert noted(session) == 50


def test_it_is_undone_with_the_rest_and_the_next_transaction_knows_nothing_of_it(database: Database) -> None:
    def note_and_fail() -> None:
        with database.transaction() as session:
            note(session, "a")
            assert noted(session) == 1
            note(session, "b")
            raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            note_and_fail()
    with database.transaction() as session:
        assert noted(session) == 0
        note(session, "a")
    with database.snapshot() as session:
        assert noted(session) == 1


def test_a_part_that_is_taken_back_takes_its_own_with_it(database: Database) -> None:
    def take_back(session: Session) -> None:
        with session.begin_nested():
            note(session, "taken back")
            raise ZeroDivisionError

    with database.transaction() as session:
        note(session, "before")
        with pytest.raises(ZeroDivisionError):
            take_back(session)
        note(session, "behind")
    with database.snapshot() as session:
        assert set(session.scalars(select(col(SeenEvent.event)))) == {"before", "behind"}


def test_what_goes_wrong_with_it_undoes_all_and_repeats_nothing_of_what_was_typed(database: Database) -> None:
    def note_wrongly() -> None:
        with database.transaction() as session:
            note(session, "a")
            note(session, TYPED, None)

    for _ in range(2):
        with pytest.raises(IntegrityError) as caught:
            note_wrongly()
        shown = "".join(traceback.format_exception(caught.value))
        assert "seen_events" in shown
        assert TYPED not in shown
    with database.transaction() as session:
        assert noted(session) == 0
        note(session, "a")


def test_what_goes_wrong_with_it_is_raised_by_what_comes_next(database: Database) -> None:
    def note_wrongly_and_ask() -> None:
        with database.transaction() as session:
            note(session, TYPED, None)
            noted(session)

    with pytest.raises(IntegrityError):
        note_wrongly_and_ask()
    with database.snapshot() as session:
        assert noted(session) == 0


def test_a_failure_that_was_passed_over_is_no_commit(server_url: str, open_database: Callable[[str], Database]) -> None:
    """PostgreSQL undoes such a transaction when it is to commit it, and calls that no error."""
    database = open_database(server_url)

    def note_and_pass_over() -> None:
        with database.transaction() as session:
            note(session, "a")
            with suppress(IntegrityError):
                NOTE.run(session, {"team_id": "T1", "event": TYPED, "at": None})

    with pytest.raises(InternalError):
        note_and_pass_over()
    with database.transaction() as session:
        assert noted(session) == 0
        note(session, "a")


def test_more_than_the_line_takes_at_once_arrives_whole(database: Database) -> None:
    long = Prepared(lambda _dialect: text("SELECT length(CAST(:words AS TEXT))").columns())
    with database.transaction() as session:
        for number in range(40):
            long.put(session, {"words": "字" * 200_000})
            note(session, f"{number}")
    with database.snapshot() as session:
        assert noted(session) == 40


def test_whoever_waits_for_the_commit_is_told_once_it_is_on_its_way(database: Database) -> None:
    told: list[str] = []
    for put_off in (True, False):
        with database.transaction() as session:
            if put_off:
                note(session, "a")
            else:
                is_first(session, "T1", "b", MOMENT)
            while_committing(session, lambda: told.append("committing"))
            # SQLite says nothing until all is done.
            assert bool(told) == database.is_sqlite
        assert told == ["committing"]
        told.clear()


def test_a_commit_that_does_not_come_is_told_to_nobody(
    server_url: str, open_database: Callable[[str], Database]
) -> None:
    database, told = open_database(server_url), list[str]()

    def fail() -> None:
        with database.transaction() as session:
            note(session, "a")
            while_committing(session, lambda: told.append("committing"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.transaction() as session:
        note(session, "b")
    assert told == []


def test_a_server_that_hangs_up_before_the_commit_costs_that_transaction_alone(
    server_url: str, open_database: Callable[[str], Database]
) -> None:
    database = open_database(server_url)

    def commit_after_the_end() -> None:
        with database.transaction() as session:
            backend = int(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
            note(session, "a")
            with psycopg.connect(server_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [backend])

    with pytest.raises(Unavailable) as caught:
        commit_after_the_end()
    assert caught.value.is_unsure
    assert cast(DBAPIError, caught.value.__cause__).connection_invalidated
    with database.transaction() as session:
        assert noted(session) == 0
        note(session, "a")


def test_a_transaction_leaves_nothing_to_whoever_has_the_connection_to_the_server_next(
    postgres_url: str, open_database: Callable[[str], Database]
) -> None:
    """Not on the server's side, where a pooler gives the next transaction, somebody else's perhaps, the connection."""
    database = open_database(postgres_url)
    for number in range(10):
        with database.transaction() as session:
            assert noted(session) == number
            assert is_first(session, "T1", f"{number}", MOMENT)
    with suppress(ZeroDivisionError), database.transaction() as session:
        note(session, "taken back")
        noted(session)
        raise ZeroDivisionError
    driver = database.engine.raw_connection().driver_connection
    assert isinstance(driver, psycopg.Connection)
    assert [driver.execute(f"SELECT count(*) FROM {what}").fetchone() for what in LEFT] == [(0,)] * len(LEFT)
    assert driver.info.transaction_status == TransactionStatus.IDLE


@pytest.mark.parametrize("then", ["reads", "reads with a statement of ours", "writes", "does nothing"])
def test_what_must_be_the_first_is_refused_the_second_time_and_nothing_done_with_it_stays(
    database: Database, then: str
) -> None:
    read: list[str] = []

    def act(name: str) -> None:
        with database.transaction() as session:
            events.must_be_first(session, "T1", "once", MOMENT, NotedBefore())
            if then == "reads":
                noted(session)
            elif then == "reads with a statement of ours":
                events.is_news(session, "T1", name, MOMENT)
            elif then == "writes":
                note(session, name)
            read.append(name)
            while_committing(session, lambda: read.append(f"{name} committed"))

    act("first")
    with database.snapshot() as session:
        before = noted(session)
    for _ in range(2):
        with pytest.raises(NotedBefore):
            act("second")
    assert "second committed" not in read
    if then.startswith("reads"):
        assert "second" not in read
    with database.transaction() as session:
        assert noted(session) == before

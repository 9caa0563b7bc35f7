"""A database that failed works again when it can, without a restart; and who was failed is told what is certain."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from sqlmodel import col

from storage import db, events, sqlite
from storage.db import Database, Unavailable
from storage.events import SeenEvent
from tests.outages import POINTS, DiskTrouble, full_disk, trouble_at

MOMENT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
CHILDREN = (
    "CREATE TABLE parents (id INTEGER PRIMARY KEY)",
    "CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
)


def note(session: Session, event: str) -> None:
    events.is_news(session, "T1", event, MOMENT)


async def noted(database: Database) -> set[str]:
    def read() -> set[str]:
        with database.snapshot() as session:
            return set(session.scalars(select(col(SeenEvent.event))))

    return await database.read(read)


async def say(database: Database, event: str) -> None:
    def write() -> None:
        with database.transaction() as session:
            note(session, event)

    await database.write(write)


async def test_a_commit_that_the_database_refuses_costs_that_transaction_alone(database: Database) -> None:
    """SQLite leaves such a transaction under way, and PostgreSQL ends it."""

    def make() -> None:
        with database.transaction() as session:
            for statement in CHILDREN:
                session.execute(text(statement))

    def orphan() -> None:
        with database.transaction() as session:
            note(session, "orphan")
            session.execute(text("INSERT INTO children VALUES (7)"))

    await database.write(make)
    with pytest.raises(IntegrityError):
        await database.write(orphan)
    await say(database, "after it")
    assert await noted(database) == {"after it"}


@pytest.mark.parametrize("point", POINTS)
async def test_wherever_a_transaction_fails_the_next_one_works(database: Database, point: str) -> None:
    if point == "rollback" and not database.is_sqlite:
        return  # that is a connection that is lost: the next story

    def act() -> None:
        with database.transaction() as session:
            note(session, "failed")
            session.execute(select(func.count()).select_from(SeenEvent))
            with session.begin_nested():
                note(session, "in a part")
            with suppress(ZeroDivisionError), session.begin_nested():
                note(session, "taken back")
                raise ZeroDivisionError
            if point == "rollback":
                raise DiskTrouble

    await say(database, "before")
    with trouble_at(database, point) as met:
        with pytest.raises(DiskTrouble):
            await database.write(act)
        assert met
        await say(database, "after it")
    assert await noted(database) == {"before", "after it"}


async def test_a_connection_that_was_lost_when_all_was_to_be_undone_is_replaced(
    server_url: str, open_database: Callable[[str], Database]
) -> None:
    database = open_database(server_url)

    def lose() -> None:
        with database.transaction() as session:
            note(session, "lost")
            backend = session.scalar(text("SELECT pg_backend_pid()"))
            with psycopg.connect(server_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [backend])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(lose)
    await say(database, "after it")
    assert await noted(database) == {"after it"}


@pytest.mark.parametrize("point", ["begin", "before_cursor_execute", "rollback"])
async def test_wherever_a_look_fails_the_next_one_sees(database: Database, point: str) -> None:
    if point == "rollback" and not database.is_sqlite:
        return  # that is a connection that is lost: the story before
    await say(database, "before")
    assert await noted(database) == {"before"}
    with trouble_at(database, point) as met:
        with pytest.raises(DiskTrouble):
            await noted(database)
        assert met
        await say(database, "after it")
        for _ in range(db.POSTGRES_THREADS):
            assert await noted(database) == {"before", "after it"}


async def test_a_disk_that_was_full_costs_what_was_done_meanwhile(
    sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    database = open_database(sqlite_url)
    await say(database, "before")
    with full_disk():
        for _ in range(3):
            with pytest.raises(Unavailable) as caught:
                await say(database, "lost")
            assert not caught.value.is_unsure
            assert isinstance(caught.value.__cause__, OperationalError)
    await say(database, "after it")
    assert await noted(database) == {"before", "after it"}


async def test_a_file_that_may_not_grow_costs_what_would_have_grown_it(
    sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    """SQLite then undoes a transaction itself: what passes over that is told at the end at the latest."""
    database = open_database(sqlite_url)

    def grow(*, is_passed_over: bool) -> None:
        with database.transaction() as session:
            note(session, "lost")
            pages = session.execute(text("PRAGMA page_count")).scalar()
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            try:
                session.execute(text("INSERT INTO seen_events VALUES ('T1', hex(zeroblob(100000)), '2026-11-25')"))
            except OperationalError:
                if not is_passed_over:
                    raise
            session.execute(text("PRAGMA max_page_count = 1000000"))

    for is_passed_over in (False, True):
        with suppress(Unavailable):
            await database.write(lambda: grow(is_passed_over=is_passed_over))  # noqa: B023
            assert await noted(database) == {"lost"}, "it was told as done"
            return
        assert await noted(database) == set()
    await say(database, "after it")
    assert await noted(database) == {"after it"}


async def test_a_file_that_somebody_else_holds_is_given_up_while_slack_waits(
    sqlite_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sqlite.BUSY_MILLISECONDS <= 1_500
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 20)
    database = open_database(sqlite_url)
    await say(database, "before")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as shell:
        shell.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            with pytest.raises(Unavailable, match="locked") as caught:
                await say(database, "lost")
            assert not caught.value.is_unsure
        shell.execute("ROLLBACK")
    await say(database, "after it")
    assert await noted(database) == {"before", "after it"}


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("SELECT * FROM nothing_of_the_kind", (OperationalError, ProgrammingError)),
        ("SELEKT 1", (OperationalError, ProgrammingError)),
        ("INSERT INTO seen_events (team_id) VALUES ('T1')", (IntegrityError,)),
    ],
)
async def test_a_mistake_of_ours_is_no_outage(
    database: Database, statement: str, error: tuple[type[Exception], ...]
) -> None:
    def err() -> None:
        with database.transaction() as session:
            session.execute(text(statement))

    with pytest.raises(error):
        await database.write(err)
    await say(database, "after it")


async def test_whoever_finds_no_connection_free_is_told_so_soon(
    database_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "POOL_SECONDS", 0.01)
    database = open_database(database_url)
    held = [database.engine.connect() for _ in range(2 if database.is_sqlite else db.POSTGRES_THREADS)]

    def write() -> None:
        with database.transaction() as session:
            note(session, "lost")

    with pytest.raises(Unavailable, match="every connection"):
        write()
    for connection in held:
        connection.close()
    write()

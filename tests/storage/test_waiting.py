"""How long somebody waits for a database that is slow, hangs, or has no time: less than Slack waits for us."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

from storage import events, postgres, threads
from storage.db import Database, Unavailable
from storage.events import SeenEvent
from storage.statements import Prepared
from tests.postgres import SERVER_USER, PostgresServer, binaries, running_server
from tests.proxy import Proxy, proxy
from tests.test_cli import free_port

MOMENT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SLEEP = Prepared(lambda _dialect: text("SELECT CAST(pg_sleep(60) AS TEXT)").columns())
LONGEST = text("SHOW statement_timeout")


@pytest.fixture
async def line(postgres_server: PostgresServer) -> AsyncIterator[Proxy]:
    async with proxy(postgres_server.folder) as line:
        yield line


@pytest.fixture
def over_the_line(line: Proxy, postgres_url: str, open_database: Callable[[str], Database]) -> Database:
    name = postgres_url.partition("@/")[2].partition("?")[0]
    return open_database(line.url(name, SERVER_USER))


def note(session: Session, event: str) -> None:
    events.is_news(session, "T1", event, MOMENT)


def say(database: Database, event: str, before: Callable[[], None] = lambda: None) -> Callable[[], None]:
    def write() -> None:
        with database.transaction() as session:
            note(session, event)
            before()

    return write


def noted(database: Database) -> set[str]:
    with database.snapshot() as session:
        return set(session.scalars(select(col(SeenEvent.event))))


@pytest.mark.parametrize("is_ours", [False, True], ids=["SQLAlchemy's", "ours"])
async def test_a_statement_that_takes_too_long_is_ended_and_the_next_transaction_works(
    postgres_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch, *, is_ours: bool
) -> None:
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 0.05)
    database = open_database(postgres_url)

    def sleep() -> None:
        with database.transaction() as session:
            if is_ours:
                SLEEP.first(session, {})
            else:
                session.execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(Unavailable, match="statement timeout") as caught:
        await database.write(sleep)
    assert not caught.value.is_unsure
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 30.0)
    await database.write(say(database, "after it"))
    assert await database.read(noted, database) == {"after it"}


def test_a_migration_may_take_its_time(
    postgres_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 1.5)
    database = open_database(postgres_url)
    with database.transaction() as session, database.snapshot() as other:
        assert session.scalar(LONGEST) == other.scalar(LONGEST) == "1500ms"
    with database.unhurried.begin() as connection:
        assert connection.scalar(LONGEST) == "0"


async def test_the_limit_goes_with_the_beginning(line: Proxy, over_the_line: Database) -> None:
    """Neither is waited for: the server is asked once with the first statement, once with the COMMIT."""
    for event in ("a", "b"):
        await over_the_line.write(say(over_the_line, event))
    before = line.asked
    await over_the_line.write(say(over_the_line, "c"))
    assert line.asked - before == 2


async def test_an_empty_transaction_asks_nothing(line: Proxy, over_the_line: Database) -> None:
    def nothing() -> None:
        with over_the_line.transaction() as session:
            session.connection()

    await over_the_line.write(nothing)
    before = line.asked
    await over_the_line.write(nothing)
    assert line.asked == before


async def test_a_server_that_says_nothing_is_given_up_and_nothing_is_done(
    line: Proxy, over_the_line: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await over_the_line.write(say(over_the_line, "before"))
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 0.1)
    line.hold()
    with pytest.raises(Unavailable, match="said nothing") as caught:
        await over_the_line.write(say(over_the_line, "lost"))
    assert not caught.value.is_unsure
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 30.0)
    line.go_on()
    await over_the_line.write(say(over_the_line, "after it"))
    assert await over_the_line.read(noted, over_the_line) == {"before", "after it"}


async def test_nobody_knows_of_a_commit_that_got_no_answer(
    line: Proxy, over_the_line: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await over_the_line.write(say(over_the_line, "before"))
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 0.1)
    with pytest.raises(Unavailable) as caught:
        await over_the_line.write(say(over_the_line, "perhaps", line.hold))
    assert caught.value.is_unsure
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 30.0)
    line.go_on()
    await over_the_line.write(say(over_the_line, "after it"))
    assert {"before", "after it"} <= await over_the_line.read(noted, over_the_line)


def note_many(session: Session) -> None:
    rows = [{"team_id": "T1", "event": event, "at": MOMENT} for event in ("contended", "other")]
    session.connection().execute(insert(SeenEvent).inline(), rows)


@pytest.mark.parametrize(
    "keep",
    [
        lambda session: note(session, "contended"),
        lambda session: session.execute(insert(SeenEvent).values(team_id="T1", event="contended", at=MOMENT)),
        note_many,
    ],
    ids=["ours", "SQLAlchemy's", "many at once"],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["at once", "later"])
async def test_what_a_transaction_holds_whose_line_broke_is_free_again(
    line: Proxy,
    over_the_line: Database,
    postgres_url: str,
    open_database: Callable[[str], Database],
    monkeypatch: pytest.MonkeyPatch,
    keep: Callable[[Session], object],
    *,
    is_first: bool,
) -> None:
    """The server hears nothing more of it: not even that somebody has hung up."""
    monkeypatch.setattr(postgres, "IDLE_SECONDS", 0.1)
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 0.1)

    def broken() -> None:
        with over_the_line.transaction() as session:
            if not is_first:
                note(session, "before")
                session.scalar(LONGEST)
            keep(session)
            line.hold()

    with pytest.raises(Unavailable):
        await over_the_line.write(broken)
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 30.0)
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 30.0)
    monkeypatch.setattr(postgres, "IDLE_SECONDS", 10.0)
    other = open_database(postgres_url)
    await other.write(say(other, "contended"))
    assert await other.read(noted, other) == {"contended"}


@pytest.mark.postgres
def test_the_server_notices_a_line_that_broke_in_the_midst_of_what_was_said(
    postgres_server: PostgresServer, open_database: Callable[[str], Database]
) -> None:
    """By itself, wherever the line leads over a network: while it waits for the rest it limits nothing."""
    asked = ("tcp_keepalives_idle", "tcp_keepalives_count", "tcp_keepalives_interval")
    found = binaries()
    assert found is not None
    with running_server(found, "listen_addresses=127.0.0.1", f"port={(port := free_port())}"):
        database = open_database(f"postgresql://{SERVER_USER}@127.0.0.1:{port}/postgres")
        with database.transaction() as session:
            told = [int(session.scalar(text(f"SHOW {name}")) or 0) for name in asked]
    seconds = told[0] + told[1] * told[2]
    assert 0 < seconds <= 15


async def test_whoever_no_thread_has_time_for_is_told_so_and_it_is_not_done_later(
    sqlite_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, goes_on, has_begun = open_database(sqlite_url), threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait() -> None:
        loop.call_soon_threadsafe(has_begun.set)
        assert goes_on.wait(30)

    busy = asyncio.create_task(database.write(say(database, "long", wait)))
    await has_begun.wait()
    monkeypatch.setattr(threads, "WAIT_SECONDS", 0.01)
    with pytest.raises(Unavailable, match="no thread") as caught:
        await database.write(say(database, "lost"))
    assert not caught.value.is_unsure
    monkeypatch.setattr(threads, "WAIT_SECONDS", 30.0)
    goes_on.set()
    await busy
    await database.write(say(database, "after it"))
    assert await database.read(noted, database) == {"long", "after it"}

"""Statements that go to the driver as they are fail, and are undone, as every other does."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.db import Database, Unavailable
from storage.events import SeenEvent
from storage.statements import Prepared
from tests.storage.notes import is_first

MOMENT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TYPED = "words that somebody typed"
NOTE = Prepared(lambda dialect: dialect.insert(SeenEvent.__table__))  # type: ignore[attr-defined]


def test_an_error_is_named_as_every_other_and_keeps_what_people_typed(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, database.transaction() as session:
        NOTE.run(session, {"team_id": "T1", "event": TYPED, "at": None})
    shown = "".join(traceback.format_exception(caught.value))
    assert "seen_events" in shown
    assert TYPED not in shown
    assert TYPED not in repr(caught.value.orig)


def test_what_was_run_is_undone_with_its_transaction(database: Database) -> None:
    def note_and_fail() -> None:
        with database.transaction() as session:
            assert is_first(session, "T1", "e", MOMENT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        note_and_fail()
    with database.transaction() as session:
        assert is_first(session, "T1", "e", MOMENT)
        assert not is_first(session, "T1", "e", MOMENT)


def test_it_counts_the_rows_that_it_changed(database: Database) -> None:
    gone = Prepared(lambda _dialect: SeenEvent.__table__.delete())  # type: ignore[attr-defined]
    with database.transaction() as session:
        for event in ("a", "b", "c"):
            NOTE.run(session, {"team_id": "T1", "event": event, "at": MOMENT})
        assert gone.run(session, {}) == 3


def test_a_server_that_hangs_up_in_the_middle_costs_that_transaction_alone(
    server_url: str, open_database: Callable[[str], Database]
) -> None:
    database = open_database(server_url)

    def note_after_the_end() -> None:
        with database.transaction() as session:
            backend = int(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
            with psycopg.connect(server_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [backend])
            is_first(session, "T1", "e", MOMENT)

    with pytest.raises(Unavailable) as caught:
        note_after_the_end()
    assert not caught.value.is_unsure
    assert cast(DBAPIError, caught.value.__cause__).connection_invalidated
    with database.transaction() as session:
        assert is_first(session, "T1", "e", MOMENT)


def test_what_people_typed_is_kept_without_a_character_that_a_database_has_no_place_for(database: Database) -> None:
    """Whichever way it goes to the driver; SQLite keeps it all."""
    for team, typed_ in (("T1", "a\0b"), ("T2", "c\0d")):
        with database.transaction() as session:
            if team == "T1":
                NOTE.run(session, {"team_id": team, "event": typed_, "at": MOMENT})
            else:
                session.add(SeenEvent(team_id=team, event=typed_, at=MOMENT))
    with database.snapshot() as session:
        found = {one.event.replace("\0", "") for one in session.scalars(select(SeenEvent))}
    assert found == {"ab", "cd"}

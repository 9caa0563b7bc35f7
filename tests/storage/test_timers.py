"""Timers are taken once, earliest first, and the last word on a subject counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from storage import timers
from storage.db import Database
from tests.clocks import BEGINNING

TEAM = "T0LIAISON1"
MINUTE = timedelta(minutes=1)


def set_timers(database: Database, *due: tuple[str, int, timedelta]) -> None:
    with database.transaction() as session:
        for kind, subject_id, after in due:
            timers.set_timer(session, TEAM, kind, subject_id, BEGINNING + after)


def claim(database: Database, after: timedelta, limit: int = 100) -> list[tuple[str, int]]:
    with database.transaction() as session:
        return [(due.kind, due.subject_id) for due in timers.claim(session, BEGINNING + after, limit)]


def test_what_is_due_is_taken_once_earliest_first(database: Database) -> None:
    set_timers(database, ("alert", 1, 3 * MINUTE), ("alert", 2, 1 * MINUTE), ("alert", 3, 9 * MINUTE))
    assert claim(database, 5 * MINUTE) == [("alert", 2), ("alert", 1)]
    assert claim(database, 5 * MINUTE) == []
    with database.snapshot() as session:
        assert timers.next_due(session) == BEGINNING + 9 * MINUTE


def test_no_more_are_taken_than_asked_for_and_the_earliest_first(database: Database) -> None:
    set_timers(database, *(("alert", number, number * MINUTE) for number in range(5)))
    assert claim(database, 9 * MINUTE, limit=2) == [("alert", 0), ("alert", 1)]


def test_setting_a_timer_again_moves_it(database: Database) -> None:
    set_timers(database, ("alert", 1, MINUTE), ("alert", 1, 8 * MINUTE))
    assert claim(database, 5 * MINUTE) == []
    assert claim(database, 8 * MINUTE) == [("alert", 1)]


def test_a_cancelled_timer_does_not_come(database: Database) -> None:
    set_timers(database, ("alert", 1, MINUTE), ("nudge", 1, MINUTE))
    with database.transaction() as session:
        timers.cancel(session, TEAM, "alert", 1)
        timers.cancel(session, TEAM, "alert", 99)
    assert claim(database, MINUTE) == [("nudge", 1)]


def test_of_a_workspace_that_is_gone_nothing_comes_due_until_it_is_there_again(database: Database) -> None:
    set_timers(database, ("alert", 1, MINUTE), ("alert", 2, 9 * MINUTE))
    with database.transaction() as session:
        timers.set_timer(session, "T0OTHER", "alert", 7, BEGINNING + MINUTE)
        timers.hold(session, TEAM)
    assert claim(database, 5 * MINUTE) == [("alert", 7)]
    with database.transaction() as session:
        assert timers.next_due(session) is None
        timers.release(session, TEAM)
    assert claim(database, 5 * MINUTE) == [("alert", 1)], "what came due meanwhile is looked at once"
    assert claim(database, 9 * MINUTE) == [("alert", 2)]


def test_a_timer_that_was_set_while_the_workspace_was_gone_is_the_newer_one(database: Database) -> None:
    set_timers(database, ("alert", 1, MINUTE))
    for minutes in (3, 5):
        with database.transaction() as session:
            timers.hold(session, TEAM)
            timers.set_timer(session, TEAM, "alert", 1, BEGINNING + minutes * MINUTE)
    with database.transaction() as session:
        timers.hold(session, TEAM)
        timers.release(session, TEAM)
    assert claim(database, 4 * MINUTE) == []
    assert claim(database, 5 * MINUTE) == [("alert", 1)]


def test_a_timer_put_back_does_not_undo_a_newer_one(database: Database) -> None:
    set_timers(database, ("alert", 1, MINUTE), ("alert", 2, MINUTE))
    with database.transaction() as session:
        first, second = timers.claim(session, BEGINNING + MINUTE, 2)
        timers.set_timer(session, TEAM, first.kind, first.subject_id, BEGINNING + 9 * MINUTE)
        for due in (first, second):
            timers.put_back(session, due, BEGINNING + 2 * MINUTE)
    assert claim(database, 5 * MINUTE) == [("alert", second.subject_id)]
    assert claim(database, 9 * MINUTE) == [("alert", first.subject_id)]


@pytest.mark.postgres
def test_instances_that_claim_together_never_take_the_same_timer(
    server_url: str, open_database: Callable[[str], Database]
) -> None:
    one, other = open_database(server_url), open_database(server_url)
    set_timers(one, *(("alert", number, MINUTE) for number in range(20)))
    with one.transaction() as mine, other.transaction() as theirs:
        first = timers.claim(mine, BEGINNING + MINUTE, 15)
        second = timers.claim(theirs, BEGINNING + MINUTE, 15)
    taken = [due.subject_id for due in (*first, *second)]
    assert sorted(taken) == list(range(20))
    assert len(second) == 5

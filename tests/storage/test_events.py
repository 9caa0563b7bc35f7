"""An event of Slack is dealt with once, on both databases."""

from __future__ import annotations

from datetime import timedelta

from storage import events
from storage.db import Database
from tests.clocks import BEGINNING
from tests.storage.notes import is_first


def test_an_event_is_new_once_in_each_workspace_until_it_is_forgotten(database: Database) -> None:
    said = []
    for team, event in (("T1", "Ev1"), ("T1", "Ev1"), ("T2", "Ev1"), ("T1", "Ev2"), ("T1", "Ev1")):
        with database.transaction() as session:
            said.append(is_first(session, team, event, BEGINNING))
    assert said == [True, False, True, True, False]
    with database.transaction() as session:
        assert events.sweep(session, BEGINNING + timedelta(days=3), 2) == 2
        assert events.sweep(session, BEGINNING + timedelta(days=3), 2) == 1
    with database.transaction() as session:
        assert is_first(session, "T1", "Ev1", BEGINNING)


def test_what_was_said_before_the_last_word_is_no_news(database: Database) -> None:
    said = []
    for team, minute in (("T1", 2), ("T1", 1), ("T2", 1), ("T1", 3), ("T1", 2)):
        with database.transaction() as session:
            said.append(events.is_news(session, team, "member:C1:U1", BEGINNING + timedelta(minutes=minute)))
    assert said == [True, False, True, True, False]

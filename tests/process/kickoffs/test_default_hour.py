"""The hour that is proposed for a kickoff meeting: one in which those who are invited work."""

from __future__ import annotations

from datetime import time

from bot.process.kickoffs import calling
from storage import people
from tests.process.conftest import TEAM, Office


def test_the_hour_that_is_proposed_suits_most_of_those_invited(office: Office) -> None:
    with office.work("pm") as work:
        assert calling.to_call(work, 1).clock == time(10)
        head = people.person(work.session, TEAM, "head")
        assert head is not None
        head.zone = "Europe/Berlin"
        work.session.add(head)
    with office.work("pm") as work:
        # Nine in the morning there is four in the afternoon in the project's zone.
        assert calling.to_call(work, 1).clock == time(16)

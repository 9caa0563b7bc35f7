"""What the forms of a kickoff meeting hold: more is refused, for the next change would lose what they do not show."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.process.kickoffs import calling, noting
from bot.process.kickoffs.calling import Called
from bot.process.kickoffs.noting import Noted
from bot.words.refused import Refused
from storage import departments, people
from storage.people import Account
from tests.process.conftest import TEAM, Office

CROWD = [f"U{number}" for number in range(101)]


def call(office: Office, invited: list[str]) -> int:
    with office.work("pm") as work:
        called = Called(date(2026, 12, 1), time(10), 60, "", invited)
        return calling.call(work, 1, called).kickoff.id


def noted(**said: Any) -> Noted:
    told = {"attended": ["pm"], "alignment": "", "contributions": "", "risks": "", "questions": "", "decisions": "Go"}
    return Noted(**{**told, **said})


@pytest.fixture
def crowd(office: Office) -> None:
    """More people than a menu shows."""
    with office.work("pm") as work:
        found = [Account(one, one, "", "en-US", "Asia/Shanghai", False, False, False, False) for one in CROWD]
        people.keep(work.session, TEAM, found)


@pytest.mark.usefixtures("crowd")
def test_more_people_than_the_menu_shows_are_not_invited(office: Office) -> None:
    with pytest.raises(Refused, match="people are too many") as why:
        call(office, CROWD)
    assert why.value.field == "invited"
    kickoff_id = call(office, CROWD[:100])
    office.now += timedelta(days=9)
    with office.work("pm") as work, pytest.raises(Refused, match="people are too many") as why:
        noting.note(work, kickoff_id, noted(attended=CROWD), 1)
    assert why.value.field == "attended"


def test_contributions_that_are_too_long_for_another_reader_are_refused(office: Office) -> None:
    kickoff_id = call(office, ["head"])
    office.now += timedelta(days=9)
    with office.work("pm") as work:
        found = departments.department(work.session, TEAM, 1)
        assert found is not None
        found.name_en, found.name_zh = "Research and Development of New Products", "研"
        work.session.add(found)
    typed = f"研：{'x' * 2980}"
    assert len(typed) < noting.CONTRIBUTIONS_AT_MOST
    with office.work("pm") as work, pytest.raises(Refused, match="characters too long") as why:
        noting.note(work, kickoff_id, noted(contributions=typed), 1)
    assert why.value.field == "contributions"
    with office.work("pm") as work:
        noting.note(work, kickoff_id, noted(contributions=typed[:2900]), 1)
        _shown, _attended, again = noting.to_note(work, kickoff_id)
        assert "x" * 2898 in again
        assert len(again) <= noting.CONTRIBUTIONS_AT_MOST

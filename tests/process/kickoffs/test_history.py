"""What the audit trail keeps of a kickoff meeting: from what to what, at each act."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from bot.process.kickoffs import calling, noting
from bot.process.kickoffs.calling import Called
from bot.process.kickoffs.noting import Noted
from storage import history
from tests.process.conftest import TEAM, Office


def kept(office: Office) -> list[tuple[str, dict[str, Any]]]:
    with office.work("pm") as work:
        return [(one.action, dict(one.changes)) for one in history.of(work.session, TEAM, "kickoffs", 1)]


def test_each_act_keeps_what_it_changed_and_what_that_was_before(office: Office) -> None:
    with office.work("pm") as work:
        calling.call(work, 1, Called(date(2026, 12, 1), time(10), 60, "Room 3", ["head", "liaison"]))
    with office.work("sponsor") as work:
        calling.call(work, 1, Called(date(2026, 12, 1), time(10), 60, "Room 9", ["head"]), version=1)
    office.now += timedelta(days=9)
    said = Noted(("head",), "", "R&D: two engineers", "", "", "Start now")
    with office.work("pm") as work:
        noting.note(work, 1, said, version=2)
    with office.work("pm") as work:
        noting.note(work, 1, Noted(("head",), "", "R&D: one engineer", "", "", "Start now"), version=3)
    called, moved, noted, again = kept(office)
    assert called[0] == "call"
    assert called[1]["invited"] == [None, ["head", "liaison"]]
    assert moved == ("move", {"place": ["Room 3", "Room 9"], "invited": [["head", "liaison"], ["head"]]})
    assert noted[1]["state"] == ["called", "noted"]
    assert noted[1]["decisions"] == ["", "Start now"]
    assert again == ("note", {"contributions": [{"1": "two engineers"}, {"1": "one engineer"}]})

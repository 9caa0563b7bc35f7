"""Whatever becomes of a calendar while matters are open, their timers are those that follow from how it is then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.process.calendars import countries, days
from bot.process.departments import editing
from bot.process.kernel.work import Work
from storage import departments
from tests.process.conftest import TEAM, Office
from tests.process.operations import proposal
from tests.process.test_deadlines import ACTORS, acts_as, lose, pass_until, set_now, sweep

MATTERS = ("disputes.raise", "requests.ask", "reports.file", "tasks.add")


def are_off(work: Work) -> None:
    days.set_days(work, "CN", [date(2026, 11, day) for day in (24, 25, 26, 27)], False, "Storm")


def are_working(work: Work) -> None:
    days.set_days(work, "CN", [date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 5)], True, "Make-up")


def counts_otherwise(department_id: int) -> Callable[[Work], None]:
    """The department counts in a calendar whose weekend is another."""

    def act(work: Work) -> None:
        made = countries.add_calendar(work, "Gulf", "AE", [4, 5])
        one = departments.department(work.session, TEAM, department_id)
        assert one is not None
        said = replace(editing.described(one), calendar=made.key)
        editing.change(work, department_id, said, version=one.version)

    return act


CHANGES = {
    "days off": are_off,
    "make-up days": are_working,
    "another calendar of who asks": counts_otherwise(1),
    "another calendar of who is asked": counts_otherwise(2),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize(("begun", "later"), [(0, 27), (2, 80)])
def test_every_timer_follows_from_the_calendar_as_it_is_now(office: Office, what: str, begun: int, later: int) -> None:
    """`begun` days after Monday, and so many hours later: then disputes are escalated, and some days have passed."""
    pass_until(office, office.now + timedelta(days=begun))
    with office.work("colleague") as work:
        proposal(work, "colleague")
    for name in MATTERS:
        assert any(acts_as(office, who, name) for who in ACTORS), name
    pass_until(office, office.now + timedelta(hours=later))
    with office.work("admin") as work:
        CHANGES[what](work)
    pass_until(office, office.now + timedelta(minutes=4))
    before = set_now(office)
    lose(office)
    sweep(office)
    assert set_now(office) == before

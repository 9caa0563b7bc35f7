"""Whatever is asked for, an approved change leaves the plan that the scheduler said; and one word at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process.plans import shifting
from bot.process.plans.shifted import PUSH, Wanted
from bot.process.projects import finding
from bot.process.tasks.said import Update
from tests.process.changes.acts import ask, baseline, days, missing, says
from tests.process.conftest import Office

WHO = {"head of R&D": "head", "head of Marketing": "sponsor", "project manager": "pm", "sponsor": "sponsor"}
# T-3 waits for T-1, the milestone T-4 for T-3, and T-5 for that: each is asked to end so many days later.
ASKED = ((1, 20), (3, 2), (5, 4), (4, 9), (2, 8))


def pushed(office: Office, number: int, due: date) -> dict[int, tuple[date | None, date | None]]:
    """The plan that a push from that task on would leave, as the scheduler says who shifts plans."""
    found = days(office)
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        shift = shifting.look(work, Wanted(project.id, PUSH, number, Update(due_on=due)))
        gone = {one.task.number: (one.start, one.due) for one in shift.moved}
    return {**found, number: (found[number][0], due), **gone}


def test_an_approved_change_leaves_the_plan_that_the_scheduler_said(confirmed: Office) -> None:
    for place, (number, later) in enumerate(ASKED, 1):
        due = (days(confirmed)[number][1] or date.max) + timedelta(days=later)
        expected = pushed(confirmed, number, due)
        change_id = ask(confirmed, f"T-{number} {due}")
        while left := missing(confirmed, change_id):
            says(confirmed, WHO[left[0]], change_id)
        assert days(confirmed) == expected, number
        made, ends = baseline(confirmed)
        assert (made, ends) == (place + 1, {one: span[1] for one, span in expected.items()})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-12-18", (date(2026, 12, 10), date(2026, 12, 18))),
        ("2026-12-10", (date(2026, 12, 10), date(2026, 12, 14))),
    ],
    ids=["takes longer", "asked too early"],
)
def test_what_waits_for_another_that_is_asked_for_ends_on_its_own_day_or_as_soon_as_it_can(
    confirmed: Office, asked: str, expected: tuple[date, date]
) -> None:
    change_id = ask(confirmed, f"T-5 {asked}\nT-4 2026-12-09")
    while left := missing(confirmed, change_id):
        says(confirmed, WHO[left[0]], change_id)
    found = days(confirmed)
    assert found[4][1] == date(2026, 12, 9)
    assert found[5] == expected, "it begins when it may, and takes three days at least"

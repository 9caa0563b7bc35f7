"""Who asks: a department, or the PM who belongs to none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.process.requests import asking
from bot.process.requests.asking import Ask
from bot.words.language import Reader
from tests.process.conftest import Office

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("who", "department", "asks"), [("pm", 1, "Pm (PM)"), ("other_liaison", 1, "Marketing"), ("liaison", 2, "R&D")]
)
def test_a_pm_of_no_department_asks_as_pm_and_everybody_else_as_their_department(
    office: Office, who: str, department: int, asks: str
) -> None:
    with office.work(who) as work:
        shown = asking.ask(work, Ask(1, department, "Photos", DAY))
        assert shown.asks.for_(Reader()) == asks


def test_for_a_task_it_is_the_department_of_the_task_that_asks(office: Office) -> None:
    with office.work("pm") as work:
        shown = asking.ask(work, Ask(1, 2, "Photos", DAY, task_number=1))
        assert shown.asks.for_(Reader()) == "R&D"

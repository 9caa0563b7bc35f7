"""A project whose plan all have confirmed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.process.tasks import adding
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from tests.process.baselines.acts import confirms, send
from tests.process.baselines.conftest import planned
from tests.process.conftest import Office

__all__ = ["planned"]


@pytest.fixture
def confirmed(planned: Office) -> Office:
    """Baseline 1: T-1 and T-2 of R&D; T-3 of Marketing, which waits for T-1; the milestone T-4 of R&D, on the 4th,
    which waits for T-3; T-5 of Marketing, which waits for T-4.
    """
    made = (
        NewTask(1, "Prototype", 1, None, date(2026, 12, 4), None, waits_for=(Waits(3),), is_milestone=True),
        NewTask(1, "Leaflet", 2, None, date(2026, 12, 9), date(2026, 12, 7), waits_for=(Waits(4),)),
    )
    for one in made:
        with planned.work("pm") as work:
            adding.make(work, one)
    send(planned)
    confirms(planned, "head")
    confirms(planned, "sponsor")
    return planned

"""A project that is planned."""

from __future__ import annotations

from datetime import date

import pytest

from bot.process.kernel.rules import Phase
from bot.process.tasks import adding
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from storage import projects
from tests.process.baselines.acts import change
from tests.process.conftest import TEAM, Office


@pytest.fixture
def planned(office: Office) -> Office:
    """P-2026-001 in planning: T-1 and T-2 of R&D, T-3 of Marketing, which waits for T-1, and provides a part of T-2."""
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.phase = Phase.PLANNING
        work.session.add(project)
        adding.make(
            work, NewTask(1, "Poster", 2, "other_liaison", date(2026, 12, 4), date(2026, 12, 1), waits_for=(Waits(1),))
        )
    change(office, 1, starts_on=date(2026, 11, 16))
    change(office, 2, starts_on=date(2026, 11, 16), parts=((2, "The texts"),))
    return office

"""Who is named as the owner of a risk sees the project that it is of."""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.risks import weighing
from bot.process.risks.noting import Weighed
from bot.process.risks.weighing import Said
from storage import projects
from tests.process.conftest import TEAM, Office
from tests.process.operations import risk


def test_who_owns_a_risk_of_a_private_project_may_see_it(office: Office) -> None:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.is_private = True
        risk_id = risk(work, state="noted")
    with office.work("colleague") as work:
        found = projects.project(work.session, TEAM, 1)
        assert found is not None
        assert not rights.may_see(work, found)
    with office.work("pm") as work:
        weighing.weigh(work, risk_id, Said("The moulds come late", "", "", Weighed("high", owner_id="colleague")))
    with office.work("colleague") as work:
        found = projects.project(work.session, TEAM, 1)
        assert found is not None
        assert rights.may_see(work, found)

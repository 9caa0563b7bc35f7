"""Who is asked for a successor."""

from __future__ import annotations

from bot.process import handovers
from bot.process.handovers import Why
from storage import handovers as stored
from storage import people, projects
from tests.process.conftest import TEAM, Office


def test_without_pm_and_sponsor_an_admin_who_is_there_is_asked_also_one_who_was_named(office: Office) -> None:
    with office.work("colleague") as work:
        for user_id in ("pm", "sponsor"):
            gone = people.person(work.session, TEAM, user_id)
            assert gone is not None
            gone.is_deactivated = True
        slacks_own, named = (people.person(work.session, TEAM, one) for one in ("admin", "colleague"))
        assert slacks_own is not None
        assert named is not None
        slacks_own.is_admin, named.is_named_admin = False, True
        work.session.flush()
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        handovers.gone(work, project, "owner", Why.DEACTIVATED)
        row = stored.of_person(work.session, TEAM, 1, "owner")
        assert row is not None
        handovers.ask(work, row.id or 0)
        assert row.asked_id == "colleague", "nobody reads a question to an admin who has left"

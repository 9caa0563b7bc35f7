"""Risks of who stood for a department that takes part no more: the PM's, and theirs again when that is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.process.revisions import leaving, parts, returning
from bot.process.revisions.shifted import Choice
from bot.process.risks import answering
from bot.process.risks.kind import RISKS
from bot.process.risks.reminders import GIVEN
from bot.words.language import Reader
from storage import nudges, projects
from storage.risks import Risk
from tests.process.conftest import TEAM, Office
from tests.process.operations import risk
from tests.process.test_replaced import kinds_for

READER = Reader("en-US")


def of_liaison(office: Office, **said: str) -> int:
    with office.work("pm") as work:
        return risk(work, owner="liaison", **said)


def kept(office: Office, risk_id: int) -> dict[str, object]:
    with office.work("pm") as work:
        found = RISKS.row(work.session, TEAM, risk_id)
        assert isinstance(found, Risk)
        return found.model_dump(exclude={"version", "changed_at", "changed_by", "changed_for"})


def leaves(office: Office, who: str) -> None:
    is_given = dict.fromkeys(("tasks", "requests"), False)
    with office.work(who) as work:
        leaving.leave(work, 1, 1, Choice(is_given, because="The agency does it"))


@pytest.mark.parametrize("state", ["open", "happened"])
def test_the_pm_has_them_and_nobody_of_the_department_is_asked(office: Office, state: str) -> None:
    risk_id = of_liaison(office, state=state)
    with office.work("") as work:
        work.actor_id = None
        found = RISKS.row(work.session, TEAM, risk_id)
        assert found is not None
        RISKS.watch(work, found)
    assert [one for one in kinds_for(office, "liaison") if one.startswith("risks.")]
    with office.work("sponsor") as work:
        groups = {one.flow: one for one in parts.look(work, parts.must(work, 1), 1).groups}
        assert [one.label for one in groups["risks"].found] == ["K-1"]
    leaves(office, "sponsor")
    assert [one for one in kinds_for(office, "liaison") if one.startswith("risks.")] == []
    assert kept(office, risk_id)["owner_id"] == "pm"
    office.now += timedelta(days=1)
    assert [one for one in kinds_for(office, "pm") if one.startswith("risks.")], "no high risk goes unasked"
    with office.work("pm") as work:
        assert nudges.nudge(work.session, TEAM, "pm", GIVEN, risk_id) is not None


def test_they_are_theirs_again_when_the_department_is_there_again(office: Office) -> None:
    risk_id = of_liaison(office)
    before = kept(office, risk_id)
    leaves(office, "sponsor")
    with office.work("sponsor") as work:
        undone = returning.undo(work, 1)
    assert undone.back.kept == []
    assert kept(office, risk_id) == before
    with office.work("pm") as work:
        assert nudges.nudge(work.session, TEAM, "pm", GIVEN, risk_id) is None


def test_what_the_pm_has_gone_on_with_stays_theirs_and_is_named(office: Office) -> None:
    risk_id = of_liaison(office)
    leaves(office, "sponsor")
    with office.work("pm") as work:
        answering.better(work, risk_id)
    with office.work("sponsor") as work:
        undone = returning.undo(work, 1)
    assert [one.for_(READER) for one in undone.back.kept] == ["K-1 · The moulds come late"]
    assert kept(office, risk_id)["owner_id"] == "pm"


def test_in_a_merger_they_stay_theirs(office: Office) -> None:
    risk_id = of_liaison(office)
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, 2)
    assert kept(office, risk_id)["owner_id"] == "liaison"


def test_who_stands_for_something_else_there_keeps_them(office: Office) -> None:
    risk_id = of_liaison(office)
    with office.work("pm") as work:
        part = projects.part(work.session, 1, 2)
        assert part is not None
        part.head_id = "liaison"
        work.session.add(part)
    leaves(office, "pm")
    assert kept(office, risk_id)["owner_id"] == "liaison"

"""Whoever is replaced in the middle of anything, and whichever department goes: nothing there waits for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.disputes.raising import NewDispute, raise_
from bot.process.handovers import asking as questions
from bot.process.handovers import handing
from bot.process.handovers.asking import Why
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.process.revisions import basics, leaving
from bot.process.revisions.shifted import Choice
from storage import asks
from storage import departments as stored_departments
from storage.asks import Ask as Kept
from tests.process.conftest import TEAM, Office
from tests.process.test_deadlines import pass_until

LATER = date(2026, 12, 10)


def waits(office: Office, *, with_disputes: bool = True) -> None:
    """A request with an objection, one that is delivered, disputes of which one is escalated, a report, a question of
    succession, and a late task: for somebody each.
    """
    with office.work("pm") as work:
        questions.gone(work, finding.find(work, "P-2026-001"), "named_guest", Why.LEFT)
    with office.work("liaison") as work:
        objected = asking.ask(work, Ask(1, 2, "Artwork", LATER, task_number=1)).request.id
    with office.work("owner") as work:
        delivered = asking.ask(work, Ask(1, 2, "Flyers", LATER, task_number=1)).request.id
    with office.work("other_liaison") as work:
        contract.object_to(work, objected, Objection("Printer broke", "Digital first"))
        contract.accept(work, delivered)
        contract.deliver(work, delivered)
        asking.ask(work, Ask(1, 1, "Firmware", LATER))
    if with_disputes:
        with office.work("liaison") as work:
            finding.find(work, "P-2026-001").second_decider_id = "other_head"
            raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard."))
        pass_until(office, office.now + timedelta(hours=25))
        with office.work("liaison") as work:
            raise_(work, NewDispute(1, 1, 2, "Flyers", "They met the standard."))
    # Before the weekly meeting, when reports are asked for.
    pass_until(office, office.now + timedelta(hours=5 if with_disputes else 30))


def waiting_for(office: Office, who: str) -> set[tuple[str, int]]:
    with office.database.snapshot() as session:
        return {(one.kind, one.subject_id) for one in asks.standing(session, TEAM, [who], office.now)}


def kinds_for(office: Office, who: str) -> set[str]:
    return {kind for kind, _subject in waiting_for(office, who)}


def hand_over(who: str) -> Callable[[Work], object]:
    return lambda work: handing.all_to(work, 1, who, "colleague")


def by_department(department_id: int, **said: str) -> Callable[[Work], object]:
    """An admin names others for a department, also in its projects."""

    def change(work: Work) -> object:
        found = stored_departments.department(work.session, TEAM, department_id)
        assert found is not None
        described = replace(departments.described(found), **said)  # type: ignore[arg-type]
        assert isinstance(described, Described)
        return departments.change(work, department_id, described, version=found.version, also_in_projects=True)

    return change


def edit_sponsor(work: Work) -> object:
    project = finding.find(work, "P-2026-001")
    return basics.edit(work, 1, replace(basics.of(project), sponsor_id="colleague"), basics.mark(project))


@pytest.mark.parametrize(
    ("who", "does"),
    [
        *[
            (who, hand_over(who))
            for who in ("pm", "sponsor", "head", "liaison", "owner", "other_liaison", "other_head")
        ],
        ("liaison", by_department(1, liaison_id="colleague")),
        ("other_liaison", by_department(2, liaison_id="colleague")),
        ("head", by_department(1, head_id="colleague")),
        ("sponsor", by_department(2, head_id="colleague")),
    ],
)
def test_what_waits_for_somebody_waits_for_who_succeeds_them(
    office: Office, who: str, does: Callable[[Work], object]
) -> None:
    waits(office)
    before = waiting_for(office, who)
    with office.work("admin") as work:
        does(work)
    pass_until(office, office.now + timedelta(minutes=1))

    own = {one for one in before if one[0] == "requests.decide"} if does.__qualname__.startswith("by_dep") else set()
    assert waiting_for(office, who) <= own, "what somebody asked for in person stays theirs"
    assert before - own <= waiting_for(office, "colleague")


def test_a_new_sponsor_has_what_the_old_one_had_to_decide(office: Office) -> None:
    with office.work("admin") as work:
        handing.all_to(work, 1, "sponsor", "head")
    with office.work("pm") as work:
        questions.gone(work, finding.find(work, "P-2026-001"), "pm", Why.LEFT)
    pass_until(office, office.now + timedelta(hours=1))
    assert "handovers.ask" in kinds_for(office, "head")
    with office.work("admin") as work:
        edit_sponsor(work)
    pass_until(office, office.now + timedelta(minutes=1))
    assert "handovers.ask" in kinds_for(office, "colleague")
    assert "handovers.ask" not in kinds_for(office, "head")


@pytest.mark.parametrize("how", ["given", "cancelled", "merged"])
def test_nothing_waits_for_a_department_that_is_gone(office: Office, how: str) -> None:
    waits(office, with_disputes=False)
    assert waiting_for(office, "liaison")
    with office.work("pm") as work:
        if how == "merged":
            leaving.merge(work, 1, 1, 2)
        else:
            is_given = {"tasks": how == "given", "requests": how == "given"}
            leaving.leave(work, 1, 1, Choice(is_given, 2, because="" if how == "given" else "Given up"))
    pass_until(office, office.now + timedelta(days=3))

    assert waiting_for(office, "liaison") == set()
    assert waiting_for(office, "head") == set()
    with office.database.snapshot() as session:
        asked = session.scalars(select(Kept).where(col(Kept.team_id) == TEAM, col(Kept.department_id) == 1)).all()
    assert list(asked) == []

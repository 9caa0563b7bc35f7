"""What is proposed until it comes to life: who is asked as people come and go, and what is not there before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from bot.process.departments import editing
from bot.process.home import inbox
from bot.process.kernel import matters, rights
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.proposals import deciding, proposing
from bot.process.proposals import shown as proposal_shown
from bot.process.proposals.kind import PROPOSALS
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.words.language import Reader
from bot.words.refused import Overtaken, Refused
from storage import departments, history, meetings, people, projects, search
from storage.meetings import Series
from storage.outbox import Outgoing
from storage.projects import Project, ProjectDepartment, ProjectMember
from storage.proposals import Proposal
from storage.timers import Timer
from tests.process.conftest import TEAM, Office
from tests.process.operations import PROPOSED, proposal

READER = Reader("en-US")


@contextmanager
def refused(office: Office, who: str, says: str) -> Iterator[Work]:
    """What that person does is refused, in these words."""
    with pytest.raises(Refused) as why, office.work(who) as work:
        yield work
    assert says in why.value.why.for_(READER)


def waits(office: Office, who: str) -> list[str]:
    """What waits for somebody, in lines."""
    with office.work(who) as work:
        return [one.line.for_(READER) for one in inbox.of(work, who) if one.kind.startswith("proposals.")]


def named(work: Work, department_id: int, **fields: object) -> None:
    """An admin says something else of a department."""
    found = departments.department(work.session, TEAM, department_id)
    assert found is not None
    editing.change(work, department_id, replace(editing.described(found), **fields), version=found.version)  # type: ignore[arg-type]


def leaves(work: Work, who: str) -> None:
    person = people.person(work.session, TEAM, who)
    assert person is not None
    person.is_deactivated = True
    work.session.add(person)


def rows(work: Work, table: type, project_id: int) -> int:
    query = select(func.count()).select_from(table).where(table.project_id == project_id)  # type: ignore[attr-defined]
    return int(work.session.execute(query).scalar_one())


def test_nothing_of_a_project_is_there_before_it_is_approved_and_all_of_it_after(office: Office) -> None:
    with office.work("owner") as work:
        made = proposal(work)
        project = matters.project_of(work, made)
        assert (project.number, project.phase) == ("P-2026-002", Phase.PROPOSED)
        assert [rows(work, one, project.id) for one in (ProjectDepartment, ProjectMember, Series)] == [0, 0, 0]
        of_project = select(func.count()).select_from(Timer).where(Timer.kind.in_(["tasks.alert", "meetings.begin"]))  # type: ignore[attr-defined]
        its = of_project.where(Timer.subject_id == project.id)  # type: ignore[arg-type]
        assert work.session.execute(its).scalar_one() == 0
        assert "P-2026-002" not in [one.number for one in finding.mine(work)]
        calls = [one.method for one in work.session.scalars(select(Outgoing)) if "P-2026-002" in (one.arguments or "")]
        assert "conversations.create" not in calls
        number, version = made.id, made.version
    with office.work("head") as work:
        shown = deciding.approve(work, number, version)
        assert shown.project.phase == Phase.INITIATION
        assert not shown.project.is_private
        assert rows(work, ProjectDepartment, shown.project.id) == 2
        series = meetings.series(work.session, TEAM, shown.project.id)
        assert series is not None
        assert series.is_unset
        assert meetings.upcoming(work.session, TEAM, shown.project.id) is None
        methods = [one.method for one in work.session.scalars(select(Outgoing))]
        assert "conversations.create" in methods
    with office.work("liaison") as work:
        assert "P-2026-002" in [one.number for one in finding.mine(work)]


def test_a_second_submit_finds_the_first_and_takes_no_number(office: Office) -> None:
    for _again in range(2):
        with office.work("owner", cause="view:1") as work:
            assert proposing.propose(work, PROPOSED).project.number == "P-2026-002"
    with office.work("owner") as work:
        assert len(projects.all_of(work.session, TEAM)) == 2


def test_another_head_is_asked_and_is_the_sponsor_and_the_old_one_is_not(office: Office) -> None:
    with office.work("owner") as work:
        made = proposing.propose(work, replace(PROPOSED, sponsor_id="head")).proposal
        number, version = made.id, made.version
    assert waits(office, "head")
    with office.work("admin") as work:
        named(work, 1, head_id="other_head")
    assert waits(office, "other_head")
    assert not waits(office, "head")
    with office.work("head") as work, pytest.raises(Refused, match="There is no such proposal here"):
        deciding.approve(work, number, version)
    with office.work("other_head") as work, pytest.raises(Overtaken):
        deciding.approve(work, number, version)
    with office.work("other_head") as work:
        shown = deciding.approve(work, number, version + 1)
        assert shown.project.sponsor_id == "other_head"
        told = [one.action for one in history.of(work.session, TEAM, "proposals", number)]
        assert told == ["propose", "ask another", "approve"]


def test_where_the_head_has_left_a_deputy_is_asked_and_else_an_admin_names_another(office: Office) -> None:
    with office.work("owner") as work:
        number = proposal(work).id
    with office.work("admin") as work:
        leaves(work, "head")
    assert "has left: name another" in waits(office, "admin")[0]
    with office.work("admin") as work:
        found = departments.department(work.session, TEAM, 1)
        assert found is not None
        found.deputies = ["colleague"]
        deciding.headed(work, found, found.head_id)
    assert waits(office, "colleague")
    assert not waits(office, "admin")
    with office.work("colleague") as work:
        version = matters.held(work, PROPOSALS, number).version
        assert deciding.approve(work, number, version).decider is not None


@pytest.mark.parametrize("deputy", ["colleague", None])
def test_a_head_who_proposes_decides_only_where_nobody_else_can(office: Office, deputy: str | None) -> None:
    with office.work("admin") as work:
        named(work, 1, deputies=(deputy,) if deputy else ())
    with office.work("head") as work:
        made = proposing.propose(work, PROPOSED)
        assert [one.user_id for one in made.deciders] == [deputy or "head"]
        number, version = made.proposal.id, made.proposal.version
    if deputy is not None:
        with refused(office, "head", "You proposed it yourself, so Colleague decides.") as work:
            deciding.approve(work, number, version)
        return
    with office.work("head") as work:
        assert deciding.approve(work, number, version).is_of_one


def test_a_department_that_is_named_in_a_proposal_is_not_removed_and_it_is_said_in_which(office: Office) -> None:
    with office.work("admin") as work:
        made = editing.made(
            work, replace(editing.described(departments.all_of(work.session, TEAM)[0]), name_en="Legal")
        )
        legal = made.id
    with office.work("owner") as work:
        first = proposing.propose(work, replace(PROPOSED, departments=(1, legal))).proposal
        number = first.id
    with refused(office, "admin", "named in what was proposed: P-2026-002 Lamp") as work:
        editing.remove(work, legal)
    with office.work("head") as work:
        deciding.send_back(work, number, "Legal is a part of R&D now")
    with office.work("owner") as work:
        version = matters.held(work, PROPOSALS, number).version
        again = proposing.send_again(work, number, replace(PROPOSED, departments=(1, 2)), version)
        assert [one.label.for_(READER) for one in again.differences] == ["Departments"]
    with office.work("admin") as work:
        assert editing.remove(work, legal).id == legal


def test_who_has_left_leads_no_project_and_gets_nothing_back(office: Office) -> None:
    with office.work("owner") as work:
        made = proposal(work)
        number, version = made.id, made.version
    with office.work("admin") as work:
        leaves(work, "pm")
    with refused(office, "head", "Pm has left the workspace. Return the proposal") as work:
        deciding.approve(work, number, version)
    with office.work("admin") as work:
        leaves(work, "owner")
    # Neither sends to the other, where neither can be.
    with refused(office, "head", "Pm has left the workspace. Reject the proposal;") as work:
        deciding.approve(work, number, version)
    with refused(office, "head", "Owner, who proposed it, has left and cannot send it again. Reject it.") as work:
        deciding.send_back(work, number, "The budget is missing")
    with office.work("head") as work:
        assert deciding.reject(work, number, "Nobody leads it").project.phase == Phase.DROPPED


def test_who_proposed_it_is_shown_no_approval_where_they_stand_in_for_the_head(office: Office) -> None:
    with office.work("head") as work:
        today = work.today("Asia/Shanghai")
        windows.name(work, NewWindow("head", "owner", today, today + timedelta(days=2)))
    with office.work("owner") as work:
        proposal(work)
    with office.database.snapshot() as session:
        cards = session.scalars(select(Outgoing).where(col(Outgoing.template) == "proposals/card")).all()
    assert [one.lane for one in cards] == ["head"]


def test_what_was_approved_is_not_taken_back_and_what_was_rejected_is_for_ten_minutes(office: Office) -> None:
    with office.work("owner") as work:
        made = proposal(work)
        number, version = made.id, made.version
    with office.work("head") as work:
        rejected = deciding.reject(work, number, "No budget").proposal
        assert waits_for(work, rejected) == []
    with office.work("head") as work:
        back = deciding.undo(work, number, version + 1)
        assert (back.project.phase, back.proposal.decided_by, back.proposal.note) == (Phase.PROPOSED, None, "")
        assert [one.user_id for one in back.deciders] == ["head"]
    with office.work("head") as work:
        approved = deciding.approve(work, number, version + 2).proposal.version
    with office.work("head") as work, pytest.raises(Refused, match="can no longer be undone"):
        deciding.undo(work, number, approved)


def waits_for(work: Work, made: Proposal) -> list[str]:
    return [one.user_id for one in proposal_shown.one(work, made).deciders if made.state == "waiting"]


@pytest.mark.parametrize("phase", [Phase.PROPOSED, Phase.DROPPED])
def test_nobody_else_finds_it_by_searching(office: Office, phase: Phase) -> None:
    with office.work("owner") as work:
        made = proposal(work)
        if phase is Phase.DROPPED:
            proposing.withdraw(work, made.id)
    found = {}
    for who in ("owner", "head", "pm", "sponsor", "admin", "colleague", "liaison", "other_liaison", "guest"):
        with office.work(who) as work:
            seen = work.session.scalars(select(Project).where(col(Project.number) == "P-2026-002")).one()
            found[who] = (
                search.projects_found(work.session, work.person, "Lamp", 9, work.now)[0] > 0,
                rights.may_see(work, seen),
            )
    concerned = {"owner", "head", "pm", "sponsor", "admin"}
    assert found == {who: (who in concerned, who in concerned) for who in found}

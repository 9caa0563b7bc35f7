"""Who is asked for a successor, and how very much is handed over."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.process.disputes import decisions
from bot.process.disputes.clock import Clock
from bot.process.handovers import asking, handing, taking_back
from bot.process.handovers import runs as handover_runs
from bot.process.handovers.asking import Why
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.people import comings
from bot.words.refused import Refused
from storage import handovers as stored
from storage import people, projects, task_owners, tasks, timers
from storage.cards import Card
from storage.history import Change
from storage.outbox import Outgoing
from storage.people import Account
from storage.tasks import Task
from tests.process.conftest import RULES, TEAM, Office


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
        asking.gone(work, project, "owner", Why.DEACTIVATED)
        row = stored.of_person(work.session, TEAM, 1, "owner")
        assert row is not None
        asking.ask(work, row.id)
        assert row.asked_id == "colleague", "nobody reads a question to an admin who has left"


def test_who_decides_in_the_sponsors_place_still_may_after_leaving_the_channel_and_is_succeeded_when_gone(
    office: Office,
) -> None:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.channel_id, project.is_private = "C1", True
        work.session.add(project)
        decisions.set_up(work, 1, Clock(project.dispute_clock), "colleague")
    with office.work("colleague") as work:
        comings.joined(work, "C1", "colleague")
        comings.left(work, "C1", "colleague")
        rights.seen(work, 1)
        row = stored.of_person(work.session, TEAM, 1, "colleague")
        assert row is not None
        assert row.whys == [Why.LEFT]
        comings.heard(work, [Account("colleague", "Colleague", "", "", "", False, False, False, is_deactivated=True)])
        assert row.whys == [Why.LEFT, Why.DEACTIVATED]


def test_nobody_takes_back_what_somebody_else_handed_over(office: Office) -> None:
    with office.work("pm") as work:
        at = handing.all_to(work, 1, "owner", "other_head").at
        assert at is not None
    with office.work("sponsor") as work, pytest.raises(Refused, match="Nothing of it is left"):
        taking_back.take_back(work, 1, "owner", ["other_head"], at)
    with office.work("pm") as work:
        assert taking_back.take_back(work, 1, "owner", ["other_head", "nobody"], at).count > 0


def burden(office: Office, number: int) -> None:
    """So many more tasks are `owner`'s; the cards of every second one stand."""
    with office.database.transaction() as session:
        made = [
            Task(
                team_id=TEAM, project_id=1, cause=f"t{one}", number=100 + one, title=f"Task {one}", department_id=1,
                owner_id="owner", due_on=date(2026, 12, 1), status="in progress", created_at=office.now,
                created_by="pm", changed_at=office.now, changed_by="pm",
            )
            for one in range(number)
        ]  # fmt: skip
        session.add_all(made)
        session.flush()
        session.add_all(
            Card(team_id=TEAM, card=f"tasks:{one.id}", target="C1", channel_id="C1", ts=f"{one.id}.0")
            for one in made[::2]
        )


def portions(office: Office, *, killed_after: int = 0) -> int:
    """Let the timer do its portions until none is left; killed within one, it is started again. How many were done."""
    done = 0
    while True:
        with suppress(_Killed), office.database.transaction() as session:
            due = timers.claim(session, office.now, 10)
            runs = [one for one in due if one.kind == handover_runs.RUN]
            if not runs:
                return done
            work = Work(session, office.templates, RULES, TEAM, None, office.now, f"timer:{done}")
            handing.go_on(work, runs[0].subject_id)
            if done + 1 == killed_after:
                killed_after = 0
                raise _Killed
            done += 1


class _Killed(Exception):
    """The process has ended before the transaction did."""


def test_what_is_very_much_is_handed_over_in_portions_each_task_once_whenever_it_is_killed(office: Office) -> None:
    number = 2 * handover_runs.AT_ONCE + 20
    burden(office, number)
    with office.work("pm") as work:
        handed = handing.all_to(work, 1, "owner", "other_head")
        assert handed.run is not None
        assert handed.run.total == number + 1
        assert [one.user_id for one in handed.successors] == ["other_head"]
    with office.work("pm") as work:
        assert task_owners.count_owned(work.session, TEAM, 1, "owner") == number + 1, "it is answered before it is done"
        again = handing.all_to(work, 1, "owner", "colleague")
        assert again.run is not None
        assert again.run.id == handed.run.id, "what is under way is not begun twice"
    assert portions(office, killed_after=2) == number // handover_runs.PORTION + 1
    with office.work("pm") as work:
        assert task_owners.count_owned(work.session, TEAM, 1, "owner") == 0
        assert task_owners.count_owned(work.session, TEAM, 1, "other_head") == number + 1
        changes = work.session.scalars(select(Change).where(col(Change.action) == "hand over")).all()
        assert len({one.subject_id for one in changes}) == len(changes) == number + 1
        assert {one.actor_id for one in changes} == {"pm"}
        told = work.session.scalars(select(Outgoing).where(col(Outgoing.method) == "chat.postMessage")).all()
        at_the_end = [(one.template, one.lane) for one in told if one.template.startswith("handovers/")]
        assert sorted(at_the_end) == [
            ("handovers/done", "pm"),
            ("handovers/pack", "other_head"),
            ("handovers/passed", "owner"),
        ]
        cards = work.session.scalars(select(Outgoing).where(col(Outgoing.is_patient).is_(True))).all()
        assert len(cards) == number // 2, "those that stand are renewed, and none is posted for it"
        row = stored.of_person(work.session, TEAM, 1, "owner")
        assert row is not None
        assert row.outcome == "handed over"


def test_what_somebody_finished_meanwhile_stays_theirs_and_a_successor_who_leaves_gets_nothing_more(
    office: Office,
) -> None:
    burden(office, 2 * handover_runs.AT_ONCE)
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "other_head")
        finished = task_owners.open_owned(work.session, TEAM, 1, "owner", most=1)[0].id
        task = tasks.task(work.session, TEAM, finished)
        assert task is not None
        task.status = "done"
    with office.database.transaction() as session:
        work = Work(session, office.templates, RULES, TEAM, None, office.now, "timer")
        handing.go_on(work, 1)
        leaving = people.person(session, TEAM, "other_head")
        assert leaving is not None
        leaving.is_deactivated = True
    portions(office)
    with office.work("pm") as work:
        task = tasks.task(work.session, TEAM, finished)
        assert task is not None
        assert task.owner_id == "owner"
        assert task_owners.count_owned(work.session, TEAM, 1, "other_head") == handover_runs.PORTION
        left = 2 * handover_runs.AT_ONCE - handover_runs.PORTION
        assert task_owners.count_owned(work.session, TEAM, 1, "owner") == left
        done = work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "handovers/done")).one()
        assert f"{handover_runs.PORTION} of {2 * handover_runs.AT_ONCE + 1}" in done.arguments
        row = stored.of_person(work.session, TEAM, 1, "owner")
        assert row is not None
        assert row.settled_at is None, "what is left is asked about"


def test_what_is_on_its_way_to_somebody_who_is_succeeded_meanwhile_goes_to_their_successor(office: Office) -> None:
    burden(office, 2 * handover_runs.AT_ONCE)
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "other_head")
    with office.database.transaction() as session:
        handing.go_on(Work(session, office.templates, RULES, TEAM, None, office.now, "timer"), 1)
    with office.work("pm") as work:
        handing.all_to(work, 1, "other_head", "colleague")
    portions(office)
    with office.work("pm") as work:
        owned = {
            one: task_owners.count_owned(work.session, TEAM, 1, one) for one in ("owner", "other_head", "colleague")
        }
        assert owned == {"owner": 0, "other_head": 0, "colleague": 2 * handover_runs.AT_ONCE + 1}


def test_what_comes_back_to_who_handed_it_over_stays_with_them(office: Office) -> None:
    burden(office, 2 * handover_runs.AT_ONCE)
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "other_head")
    with office.database.transaction() as session:
        handing.go_on(Work(session, office.templates, RULES, TEAM, None, office.now, "timer"), 1)
    with office.work("pm") as work:
        handing.all_to(work, 1, "other_head", "owner")
    portions(office)
    with office.work("pm") as work:
        assert task_owners.count_owned(work.session, TEAM, 1, "owner") == 2 * handover_runs.AT_ONCE + 1

"""Two instances on one database, whose transactions meet: neither loses what the other did at that very moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from bot.process import reached
from bot.process.charters import signing
from bot.process.disputes import consensus, raising
from bot.process.disputes.raising import NewDispute
from bot.process.handovers import handing
from bot.process.people import accounts, refusals
from bot.process.phases import moving
from bot.process.tasks import finding
from bot.words.refused import Refused
from storage import dead_targets, meetings, outbox, projects, returning, tasks, timers
from storage.db import Database
from storage.meetings import Meeting
from storage.outbox import DEAD, DUE, PARKED, TO_ALLOW, Outgoing
from storage.people import Workspace
from storage.projects import Project
from storage.refusals import Refusal
from storage.tasks import Task
from storage.timers import HeldTimer, Timer
from tests.process.conftest import TEAM, Office, furnished
from tests.process.operations import call_kickoff, sent

pytestmark = pytest.mark.postgres
WORD, SCOPE, CHANNEL = "ekm_access_denied", "pins:write", "C1"


@pytest.fixture
def office(postgres_url: str, open_database: Callable[[str], Database]) -> Office:
    return furnished(open_database(postgres_url))


@pytest.fixture
def other() -> Iterator[ThreadPoolExecutor]:
    """The other instance."""
    with ThreadPoolExecutor(1) as thread:
        yield thread


def has_ended_or_waits(office: Office, done: Future[Any]) -> None:
    """Until the other instance has done it, or waits for what this one holds."""
    with office.database.engine.connect() as look:
        while not done.done():
            query = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if look.execute(text(query)).scalar_one():
                return
            look.rollback()


def end(session: Session, state: str, note: str) -> int:
    """What was queued last for the channel ends so; answers which that is."""
    newest = select(func.max(col(Outgoing.id))).where(col(Outgoing.lane) == CHANNEL)
    row_id: int = session.execute(newest).scalar_one()
    session.execute(update(Outgoing).where(col(Outgoing.id) == row_id).values(state=state, note=note))
    return row_id


def state_of(office: Office, row_id: int) -> str:
    with office.database.snapshot() as session:
        return session.execute(select(col(Outgoing.state)).where(col(Outgoing.id) == row_id)).scalar_one()


HELD: dict[str, tuple[type[SQLModel], str, Any, Callable[[Any], Any]]] = {
    "task": (Task, "title", "Renamed", lambda work: tasks.task(work.session, TEAM, 1, to_change=True)),
    "task by number": (Task, "title", "Renamed", lambda work: finding.numbered(work, 1, to_change=True)),
    "project": (Project, "pm_id", "head", lambda work: projects.project(work.session, TEAM, 1, to_change=True)),
    "projects of a department": (
        Project,
        "pm_id",
        "head",
        lambda work: projects.with_department(work.session, TEAM, 1, to_change=True)[0][0],
    ),
    "meeting": (Meeting, "state", "paused", lambda work: meetings.meeting(work.session, TEAM, 1, to_change=True)),
}


@pytest.mark.parametrize("held", HELD)
def test_who_holds_what_they_have_read_before_sees_what_another_did_meanwhile(office: Office, held: str) -> None:
    model, field, value, hold = HELD[held]
    with office.work("pm") as work:
        finding.numbered(work, 1)
        read = work.session.get(model, 1)
        assert getattr(read, field) != value
        with office.work("head") as at_once:
            at_once.session.execute(update(model).values({field: value}))
        assert getattr(hold(work), field) == value
        assert hold(work) is read, "it is the same to whoever has it in hand"


def test_what_is_parked_at_the_moment_at_which_a_refusal_ends_is_tried_again(office: Office) -> None:
    with office.work("") as work:
        refusals.refused(work, WORD)
    with office.work("") as parking:
        end(parking.session, PARKED, f"{TO_ALLOW}{WORD}")
        refusals.refused(parking, WORD)
        with office.work("") as work:
            for due in timers.claim(work.session, office.now + timedelta(days=1), 100):
                if due.kind == refusals.TRY:
                    refusals.try_again(work, 0)
    with office.database.snapshot() as session:
        assert session.scalars(select(Refusal)).all(), "it is not over"
        assert timers.due_of(session, TEAM, refusals.TRY, 0), "and tried again"


def test_what_is_parked_at_the_moment_at_which_its_scope_is_granted_goes_out(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def grant() -> None:
        with office.database.transaction() as session:
            returning.granted(session, TEAM, {SCOPE}, office.now)

    with office.work("") as work:
        accounts.call_lacks(work, SCOPE, "pins.add")
    with office.database.transaction() as session:
        row_id = end(session, PARKED, f"{TO_ALLOW}missing_scope {SCOPE} (granted: )")
        assert not returning.note_lack(session, TEAM, SCOPE, "pins.add", office.now)
        granting = other.submit(grant)
        has_ended_or_waits(office, granting)
    granting.result()
    assert state_of(office, row_id) == DUE


def test_what_dies_at_the_moment_at_which_its_channel_is_opened_again_is_said(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def open_again() -> None:
        with office.work("") as work:
            reached.reached(work, CHANNEL)

    with office.database.transaction() as session:
        outbox.add(session, message(office, "before"))
        dead_targets.mark_dead(session, TEAM, CHANNEL, "is_archived", office.now)
    with office.database.transaction() as session:
        outbox.add(session, message(office, "after"))
        row_id = end(session, DEAD, "is_archived")
        assert not dead_targets.mark_dead(session, TEAM, CHANNEL, "is_archived", office.now)
        opening = other.submit(open_again)
        has_ended_or_waits(office, opening)
    opening.result()
    assert state_of(office, row_id) != DEAD


def message(office: Office, words: str) -> dict[str, Any]:
    return {
        "team_id": TEAM,
        "lane": CHANNEL,
        "method": "chat.postMessage",
        "arguments": outbox.message_arguments(CHANNEL, words, "[]"),
        "dedupe_key": words,
        "due_at": office.now,
        "created_at": office.now,
    }


def test_what_hears_no_while_another_hears_that_the_token_is_taken_holds_nothing_back_for_good(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def know_again() -> None:
        with office.work("") as work:
            accounts.known_again(work, 0, {"team_id": TEAM, "user_id": "B1", "team": "Company"})

    with office.work("") as work:
        accounts.workspace_joined(work, "Company", "B1")
    with office.work("") as work:
        accounts.workspace_left(work, "invalid_auth")
        work.wake("tasks.alert", 99, office.now)
    with office.work("") as work:
        accounts.workspace_left(work, "invalid_auth")
        knowing = other.submit(know_again)
        has_ended_or_waits(office, knowing)
    knowing.result()
    with office.database.snapshot() as session:
        workspace = session.get(Workspace, TEAM)
        assert workspace is not None
        assert workspace.gone_at is None
        assert not session.scalars(select(HeldTimer)).all(), "every deadline is there again"
        assert session.scalars(select(Timer).where(col(Timer.subject_id) == 99)).all()


@pytest.mark.parametrize("how", ["by a form", "all to one"])
def test_what_two_hand_over_at_once_is_the_first_successors(
    office: Office, other: ThreadPoolExecutor, how: str
) -> None:
    def to_another() -> None:
        with office.work("sponsor") as work:
            if how == "by a form":
                handing.hand_over(work, 1, "head", {"head_1": "owner"})
            else:
                handing.all_to(work, 1, "head", "owner")

    with office.work("pm") as work:
        handing.hand_over(work, 1, "head", {"head_1": "colleague"})
        handing_over = other.submit(to_another)
        has_ended_or_waits(office, handing_over)
    handing_over.result()
    with office.database.snapshot() as session:
        part = projects.part(session, 1, 1)
        assert part is not None
        assert part.head_id == "colleague"


def suspends(office: Office) -> None:
    with office.work("pm") as work:
        moving.suspend(work, 1)


def test_two_who_suspend_at_once_do_it_once(office: Office, other: ThreadPoolExecutor) -> None:
    with office.work("sponsor") as work:
        moving.suspend(work, 1)
        second = other.submit(suspends, office)
        has_ended_or_waits(office, second)
    with pytest.raises(Refused, match="can let it go on"):
        second.result()


def test_a_dispute_that_is_raised_while_the_project_is_suspended_is_refused(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def raises() -> None:
        with office.work("liaison") as work:
            raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard."))

    with office.work("pm") as work:
        moving.suspend(work, 1)
        dispute = other.submit(raises)
        has_ended_or_waits(office, dispute)
    with pytest.raises(Refused, match="let it go on"):
        dispute.result()


def test_a_dispute_that_was_raised_at_that_moment_keeps_the_project_running(
    office: Office, other: ThreadPoolExecutor
) -> None:
    with office.work("liaison") as work:
        raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard."))
        second = other.submit(suspends, office)
        has_ended_or_waits(office, second)
    with pytest.raises(Refused, match="while a dispute runs"):
        second.result()


def test_a_dispute_that_runs_again_at_the_moment_at_which_the_project_is_suspended_is_refused(
    office: Office, other: ThreadPoolExecutor
) -> None:
    with office.work("liaison") as work:
        dispute_id = raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard.")).dispute.id
    with office.work("liaison") as work:
        version = consensus.withdraw(work, dispute_id).dispute.version

    def runs_again() -> None:
        with office.work("liaison") as work:
            consensus.undo(work, dispute_id, version)

    with office.work("pm") as work:
        moving.suspend(work, 1)
        again = other.submit(runs_again)
        has_ended_or_waits(office, again)
    with pytest.raises(Refused, match="let it go on"):
        again.result()


def test_the_last_signature_does_not_come_into_a_project_that_is_suspended_at_that_moment(
    office: Office, other: ThreadPoolExecutor
) -> None:
    """It would be signed by all, and in initiation for good."""
    with office.work("pm") as work:
        charter_id = sent(work).id
    with office.work("sponsor") as work:
        signing.sign(work, charter_id, 1)

    def signs() -> None:
        with office.work("head") as work:
            signing.sign(work, charter_id, 1)

    with office.work("pm") as work:
        moving.suspend(work, 1)
        signing_it = other.submit(signs)
        has_ended_or_waits(office, signing_it)
    with pytest.raises(Refused, match="let it go on"):
        signing_it.result()
    with office.work("pm") as work:
        moving.resume(work, 1)
    signs()


def test_nobody_is_invited_into_a_project_that_is_suspended_at_that_moment(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def calls() -> None:
        with office.work("pm") as work:
            call_kickoff(work)

    with office.work("sponsor") as work:
        moving.suspend(work, 1)
        calling = other.submit(calls)
        has_ended_or_waits(office, calling)
    with pytest.raises(Refused, match="let it go on"):
        calling.result()

"""A project that stands still is silent, and what is due in it follows from its state when it goes on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from bot.process.home import inbox
from bot.process.kernel import desks
from bot.process.meetings import invitations
from bot.process.phases import moving
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.tasks import adding, news
from bot.process.tasks.plans import NewTask
from storage import asks, projects, requests
from storage.nudges import Nudge
from storage.outbox import DROPPED, DUE, SENT, Outgoing
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task
from tests.process.conftest import CAST, TEAM, Office, as_it_goes
from tests.process.operations import OPERATIONS
from tests.process.test_deadlines import Timers, living, lose, pass_until, set_now, sweep
from tests.process.test_waits import all_that_waits, kept, waiting
from tests.process.test_waits import lose as lose_asks

# The timers of people and not of a project.
OF_PEOPLE = {"nudges.morning", "substitutes.begins", "substitutes.over"}
LIFE = (
    "projects.suspend", "projects.resume", "projects.close", "projects.archive", "projects.reopen",
    "projects.hand_over", "tasks.add", "tasks.update", "tasks.move", "requests.ask", "meetings.edit", "calendars.edit",
    "substitutes.set",
)  # fmt: skip


def said_of(office: Office) -> dict[int, str]:
    """Every message and card that went out or will, by id: its template."""
    with office.database.snapshot() as session:
        rows = session.execute(
            select(col(Outgoing.id), col(Outgoing.template)).where(
                col(Outgoing.state) != DROPPED, col(Outgoing.template) != ""
            )
        )
        return {int(row_id): str(template) for row_id, template in rows}


def gathering(office: Office) -> dict[int, str]:
    """The messages of a morning that remind of nothing, but say what was to be said before."""
    with office.database.snapshot() as session:
        rows = session.scalars(select(Outgoing).where(col(Outgoing.template) == "home/morning"))
        return {one.id: one.template for one in rows if not json.loads(one.arguments)[0]["keys"]}


def settled(office: Office) -> Timers:
    """The timers that are set, but for the minutes after a change of the calendar, which are counted from now."""
    return {one: at for one, at in set_now(office).items() if one[0] != "calendars.recount"}


def all_is_sent(office: Office) -> None:
    with office.database.transaction() as session:
        session.execute(update(Outgoing).where(col(Outgoing.state) == DUE).values(state=SENT))


def project_now(office: Office) -> Project:
    with office.database.snapshot() as session:
        found = projects.project(session, TEAM, 1)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_in_its_life_timers_and_asks_follow_from_the_state(office: Office, seed: int) -> None:
    if office.database.is_sqlite is False and seed:
        return  # one walk on PostgreSQL is enough
    done = []
    for step in living(office, seed + 20, 20, LIFE):
        done.append(step)
        before, asked = settled(office), kept(office)
        if project_now(office).is_still:
            assert {kind for kind, _subject in before} <= OF_PEOPLE, done[-3:]
            assert asked == set(), done[-3:]
        for who in CAST:
            assert set(waiting(office, who)) == all_that_waits(office, who), f"{who} after {done[-3:]}"
        lose(office)
        lose_asks(office)
        sweep(office)
        assert settled(office) == before, f"after {done[-3:]} at {office.now}"
        assert kept(office) == asked, f"after {done[-3:]} at {office.now}"
    names = {step.partition(" ")[0] for step in done}
    assert names & {"projects.suspend", "projects.close"}
    assert names & {"projects.resume", "projects.reopen"}


def test_nothing_is_told_or_asked_for_while_it_is_suspended(office: Office) -> None:
    for name in ("requests.ask", "tasks.add"):
        with office.work("pm") as work:
            OPERATIONS[name](work)
    with office.work("pm") as work:
        moving.suspend(work, 1)
    before = said_of(office)
    pass_until(office, office.now + timedelta(days=21))
    assert {one: name for one, name in said_of(office).items() if one not in before | gathering(office)} == {}
    for who in CAST:
        assert waiting(office, who) == []
    all_is_sent(office)
    with office.work("pm") as work:
        moving.resume(work, 1)
    pass_until(office, office.now + timedelta(days=4))
    told = {name for one, name in said_of(office).items() if one not in before}
    assert told >= {"phases/told", "phases/yours", "tasks/alert", "home/morning", "digests/card"}


def test_what_is_said_to_somebody_tomorrow_is_not_said_when_the_project_is_suspended_tonight(office: Office) -> None:
    office.now = datetime(2026, 11, 23, 14, tzinfo=UTC)  # 22:00 in Shanghai
    with office.work("other_liaison") as work:
        asking.ask(work, Ask(1, 1, "Artwork", date(2026, 12, 9)))
    with office.work("liaison") as work:
        contract.accept(work, 1)
        contract.deliver(work, 1, "Here it is")
    with office.work("pm") as work:
        OPERATIONS["kickoffs.run"](work)
    assert {"requests/your_turn", "kickoffs/invited"} <= set(said_of(office).values())
    with office.work("pm") as work:
        moving.suspend(work, 1)
    assert not {"requests/your_turn", "kickoffs/invited"} & set(said_of(office).values())
    assert "requests/card" in said_of(office).values(), "the one in the channel"
    with office.work("pm") as work:
        moving.resume(work, 1)
    pass_until(office, office.now + timedelta(days=1))
    assert ("requests.confirm", 1) in waiting(office, "other_liaison")
    assert "kickoffs/invited" in said_of(office).values(), "it is ahead as before"


def test_news_that_somebody_has_not_heard_yet_is_told_when_the_project_goes_on(office: Office) -> None:
    office.now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    with office.work("pm") as work:
        made = []
        for number in (1, 2):
            work.cause = f"task {number}"
            made.append(adding.make(work, NewTask(1, f"Task {number}", 1, "colleague", date(2027, 1, 20))).task)
        news.give(work, made)
        moving.suspend(work, 1)
    pass_until(office, office.now + timedelta(days=3))
    with office.database.snapshot() as session:
        held = session.scalars(select(Nudge).where(col(Nudge.kind) == news.GIVEN)).all()
    assert [(one.user_id, one.held_for, one.told_at) for one in held] == [("colleague", 1, None)] * 2
    with office.work("pm") as work:
        moving.resume(work, 1)
    pass_until(office, office.now + timedelta(days=1))
    with office.work("pm") as work:
        told = work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "home/morning")).all()
        assert [one.lane for one in told if "Task 2" in as_it_goes(work, one)] == ["colleague"]


def test_a_reminder_that_is_put_off_into_a_suspension_wakes_nobody_again_and_again(office: Office) -> None:
    pass_until(office, office.now + timedelta(hours=1))
    with office.work("owner") as work:
        inbox.snooze(work, "tasks.late", 1, timedelta(hours=2))
    with office.work("pm") as work:
        moving.suspend(work, 1)
    pass_until(office, office.now + timedelta(days=2))
    assert not [one for one in set_now(office) if one[0] == desks.MORNING and set_now(office)[one] <= office.now]
    with office.work("pm") as work:
        moving.resume(work, 1)
    pass_until(office, office.now + timedelta(days=1))
    assert ("tasks.late", 1) in waiting(office, "owner")


def request_of(office: Office, number: int) -> Request:
    with office.database.snapshot() as session:
        return next(one for one in requests.of_projects(session, TEAM, [1]) if one.number == number)


def test_a_request_goes_on_with_the_working_days_that_were_left_and_what_was_overdue_stays_so(office: Office) -> None:
    office.now = datetime(2026, 11, 23, 2, tzinfo=UTC)  # a Monday
    for title, needed in (("Left", date(2026, 12, 4)), ("Overdue", date(2026, 12, 4)), ("Accepted", date(2026, 12, 1))):
        with office.work("other_liaison") as work:
            asking.ask(work, Ask(1, 1, title, needed, answer_by=date(2026, 11, 27)))
    with office.work("liaison") as work:
        contract.accept(work, 3)
        late = work.session.get(Request, 2)
        assert late is not None
        late.answer_by = date(2026, 11, 20)
        due_on = work.session.get(Task, 1).due_on  # type: ignore[union-attr]
    office.now = datetime(2026, 11, 25, 2, tzinfo=UTC)  # Wednesday: two working days left of the answer
    with office.work("pm") as work:
        moving.suspend(work, 1)
    office.now = datetime(2027, 1, 9, 2, tzinfo=UTC)  # a Saturday
    with office.work("pm") as work:
        moving.resume(work, 1)
        assert work.session.get(Task, 1).due_on == due_on  # type: ignore[union-attr]
    assert (request_of(office, 1).answer_by, request_of(office, 1).needed_by) == (date(2027, 1, 13), date(2027, 1, 20))
    assert request_of(office, 2).answer_by == date(2026, 11, 20)
    assert request_of(office, 3).needed_by == date(2027, 1, 15)
    assert ("requests.answer", 1) in waiting_soon(office, "liaison")


def waiting_soon(office: Office, who: str) -> list[tuple[str, int]]:
    pass_until(office, office.now + timedelta(minutes=1))
    return waiting(office, who)


def test_suspended_and_resumed_on_one_day_nothing_is_moved(office: Office) -> None:
    with office.work("other_liaison") as work:
        asking.ask(work, Ask(1, 1, "Artwork", date(2026, 12, 4)))
    before = request_of(office, 1)
    for act in (moving.suspend, moving.resume):
        office.now += timedelta(minutes=30)
        with office.work("pm") as work:
            act(work, 1)
    after = request_of(office, 1)
    assert (after.answer_by, after.needed_by, after.version) == (before.answer_by, before.needed_by, before.version)


def test_a_calendar_that_changes_while_it_is_suspended_counts_when_it_goes_on(office: Office) -> None:
    with office.work("pm") as work:
        moving.suspend(work, 1)
    with office.work("admin") as work:
        OPERATIONS["calendars.edit"](work)
    pass_until(office, office.now + timedelta(days=1))
    assert not [kind for kind, _subject in set_now(office) if kind in ("calendars.recount", "tasks.alert")]
    with office.work("pm") as work:
        moving.resume(work, 1)
    assert ("calendars.recount", 1) in set_now(office)


def test_a_calendar_ends_the_meetings_of_a_project_that_stands_still(office: Office) -> None:
    pass_until(office, office.now + timedelta(days=10))
    with office.work("pm") as work:
        running = invitations.of_project(work, 1).invitation
        moving.suspend(work, 1)
    with office.work("pm") as work:
        still = invitations.of_project(work, 1).invitation
        moving.resume(work, 1)
    with office.work("pm") as work:
        again = invitations.of_project(work, 1).invitation
    assert (running.until, still.until is not None, again.until) == (None, True, None)
    assert running.sequence < still.sequence < again.sequence


def test_asks_of_a_project_that_stands_still_are_gone_from_the_table(office: Office) -> None:
    pass_until(office, office.now + timedelta(minutes=1))
    assert kept(office)
    with office.work("pm") as work:
        moving.suspend(work, 1)
    with office.database.snapshot() as session:
        assert session.scalars(select(asks.Ask)).all() == []

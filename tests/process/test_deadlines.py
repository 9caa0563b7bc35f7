"""Which timers there are follows from the state of the matters: whatever people did, a lost one is set again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from bot.process import deadlines
from bot.process.calendars import recounts
from bot.process.callbacks import TIMERS
from bot.process.kernel import desks, nudges
from bot.process.kernel.work import Work
from bot.process.minutes import reminders as minutes_asking
from bot.process.people import accounts
from bot.process.phases import moving
from bot.process.projects.flow import LIFE
from bot.process.requests import reminders as request_deadlines
from bot.words.refused import Refused
from storage import meetings, projects, timers
from storage.departments import Department
from storage.nudges import Desk, Nudge
from storage.outbox import Outgoing
from storage.people import Account
from storage.timers import Due, HeldTimer, Timer
from tests.process.conftest import TEAM, Office
from tests.process.operations import OPERATIONS

SHANGHAI = ZoneInfo("Asia/Shanghai")
Timers = dict[tuple[str, int], datetime]
# The hour of the day at which a group is looked at is kept nowhere, nor when a plan has changed.
FROM_NOW = ("departments.group", "baselines.changed", "changes.changed")
# The operation for minutes first lets a meeting begin behind the back of its timers; those that end a phase bring the
# project there first, behind the back of everything.
WALKED: dict[str, Callable[[Work], object]] = {
    **OPERATIONS,
    "projects.resume": lambda work: moving.resume(work, 1),
    "projects.archive": lambda work: moving.archive(work, 1),
    "projects.reopen": lambda work: moving.reopen(work, 1),
}
del WALKED["meetings.minutes"]
# The operation that goes on without a signature lets its day pass first, behind the back of its timer.
del WALKED["charters.sponsor"]
del WALKED["baselines.sponsor"]
# What happens while a project runs; its life is walked in tests/process/phases, and what is before it in
# tests/process/proposals.
RUNNING = [name for name in WALKED if name not in LIFE and not name.startswith("proposals.")]
# What lets a project go on: done soon, for little else is possible until then.
WAYS_ON = ["projects.resume", "projects.reopen"]
# Whom the walk asks, and what it meets whatever they do.
ACTORS = ("pm", "sponsor", "head", "liaison", "owner", "other_liaison", "admin")
ALWAYS = {"tasks.alert", "meetings.over", "meetings.digest", "reports.look", "nudges.morning", "disputes.look"}


def set_now(office: Office) -> Timers:
    """The timers that are set, but for those that are not derived."""
    with office.database.snapshot() as session:
        rows = session.scalars(select(Timer).where(col(Timer.team_id) == TEAM)).all()
    return {(one.kind, one.subject_id): one.due_at for one in rows if one.kind in deadlines.DEADLINES}


def pass_until(office: Office, until: datetime) -> None:
    """Let time pass, and all that comes due on the way happen."""
    while True:
        with office.work("") as work:
            upcoming = timers.next_due(work.session)
            if upcoming is None or upcoming > until:
                break
            work.now = office.now = max(office.now, upcoming)
            for due in timers.claim(work.session, office.now, 1):
                fire(work, due)
    office.now = until


def fire(work: Work, due: Due) -> None:
    work.actor_id, work.cause = None, f"timer:{due.kind}:{due.subject_id}:{due.due_at.isoformat()}"
    TIMERS[due.kind](work, due.subject_id)


def sweep(office: Office) -> None:
    """What a start does, a minute after it."""
    with office.work("") as work:
        for kind in deadlines.SWEEPS:
            work.wake(kind, 0, office.now)
    pass_until(office, office.now)


def lose(office: Office) -> None:
    """As it was done once to a workspace for which a scope was missing."""
    with office.database.transaction() as session:
        session.execute(delete(Timer))


def told(office: Office) -> list[str]:
    """Everything that was queued for people to read."""
    with office.database.snapshot() as session:
        return list(session.scalars(select(col(Outgoing.dedupe_key)).where(col(Outgoing.method) != "card")))


def living(office: Office, seed: int, acts: int, names: Iterable[str] = RUNNING) -> Iterator[str]:
    """People do all sorts of things, day and night: each is tried by one after the other until somebody may.

    After each what was counted in a calendar is counted anew, for which that has to rest for `recounts.PAUSE`.
    """
    chance = random.Random(seed)
    left = sorted(names)
    for _ in range(acts):
        if stands_still(office) and chance.random() < 0.5:
            name = chance.choice(WAYS_ON)
        else:
            name = left.pop(chance.randrange(len(left)))
        left = left or sorted(names)
        for who in chance.sample(ACTORS, len(ACTORS)):
            if acts_as(office, who, name):
                pass_until(office, office.now + timedelta(minutes=chance.choice([3, 40, 200, 700, 1500])))
                yield f"{name} by {who}"
                break


def stands_still(office: Office) -> bool:
    with office.database.snapshot() as session:
        project = projects.project(session, TEAM, 1)
    return project is not None and project.is_still


def acts_as(office: Office, who: str, name: str) -> bool:
    """Whether the person may, and has done so."""
    try:
        with office.work(who) as work:
            WALKED[name](work)
    except (Refused, AssertionError, IntegrityError):
        # Some of these operations make a matter of a fixed number first: they can be done once.
        return False
    return True


@pytest.mark.parametrize("seed", [5, 6])
def test_whatever_happened_every_timer_follows_from_the_state_of_the_matters(office: Office, seed: int) -> None:
    if office.database.is_sqlite is False and seed != 5:
        return  # one walk on PostgreSQL is enough
    with office.work("") as work:
        followed = work.session.get(Department, 2)
        assert followed is not None
        followed.group_id = "S1"
        work.wake("departments.group", 2, work.now)
    done = []
    kinds: set[str] = set()
    for step in living(office, seed, 24):
        done.append(step)
        before, said = set_now(office), told(office)
        kinds |= {kind for kind, _subject in before}
        lose(office)
        sweep(office)
        after = set_now(office)
        for kind in FROM_NOW:
            moved = {one for one in before if one[0] == kind}
            assert moved == {one for one in after if one[0] == kind}
            for one in moved:
                del before[one], after[one]
        assert after == before, f"after {done[-3:]} at {office.now}"
        assert [one for one in told(office) if one not in said and "departments" not in one] == [], done[-3:]
    assert len(done) >= 10
    assert kinds >= ALWAYS


def test_every_kind_of_timer_follows_from_something_or_is_of_the_moment() -> None:
    of_the_moment = {"reports.filed", "meetings.changed", "handovers.look", "calendars.check", "workspaces.refused"}
    # Where that is lost, its PM is asked to close what is accepted for as long as it is open.
    of_the_moment.add("projects.accepted")
    assert set(TIMERS) == {*deadlines.DEADLINES, *deadlines.SWEEPS, deadlines.BACK, *of_the_moment}


def test_a_request_whose_silence_nobody_was_told_of_is_looked_at(office: Office) -> None:
    with office.work("owner") as work:
        OPERATIONS["requests.ask"](work)
    lose(office)
    office.now += timedelta(days=20)
    sweep(office)
    assert reminders(office, request_deadlines.SILENCE) == ["owner", "pm", "sponsor"]
    with office.work("sponsor") as work:
        nudges.forget(work, request_deadlines.SILENCE, 1, "pm")
    sweep(office)
    assert reminders(office, request_deadlines.SILENCE) == ["owner", "sponsor"], "it was told, and is not told again"


def test_of_a_meeting_that_passed_without_timers_the_next_is_made_and_the_minutes_are_asked_for(office: Office) -> None:
    lose(office)
    office.now += timedelta(days=3)
    sweep(office)
    with office.database.snapshot() as session:
        upcoming = meetings.upcoming(session, TEAM, 1)
        held = meetings.last_held(session, TEAM, 1)
    assert held is not None
    assert upcoming is not None
    assert upcoming.starts_at > office.now
    assert reminders(office, minutes_asking.WRITE) == ["pm"]


def reminders(office: Office, kind: str) -> list[str]:
    with office.database.snapshot() as session:
        return sorted(session.scalars(select(col(Nudge.user_id)).where(col(Nudge.kind) == kind)))


def test_who_was_deactivated_and_is_back_has_their_mornings_again(office: Office) -> None:
    with office.work("") as work:
        nudges.remind(work, "owner", request_deadlines.ANSWER, 1)
    known = Account("owner", "Owner", "", "en-US", "Asia/Shanghai", False, False, False, is_deactivated=True)
    for account in (known, replace(known, is_deactivated=False)):
        with office.work("") as work:
            accounts.heard(work, [account])
        pass_until(office, office.now + timedelta(days=3))
    with office.work("") as work:
        nudges.remind(work, "owner", request_deadlines.ANSWER, 2)
    assert [one for one in set_now(office) if one[0] == desks.MORNING]


def test_a_workspace_that_is_gone_keeps_its_timers_and_has_them_when_it_is_back(office: Office) -> None:
    with office.work("") as work:
        accounts.workspace_joined(work, "Aurora", "U0BOT")
    pass_until(office, office.now + timedelta(minutes=2))
    before = set_now(office)
    for why in ("app_uninstalled", "tokens_revoked"):
        with office.work("") as work:
            accounts.workspace_left(work, why)
    assert set_now(office) == {}
    with office.database.snapshot() as session:
        assert {one.kind for one in session.scalars(select(HeldTimer))} >= {kind for kind, _subject in before}
    with office.work("") as work:
        accounts.known_again(work, 0, {"team_id": TEAM, "team": "Aurora", "user_id": "U0BOT"})
    assert set_now(office) == before
    assert recounts.CHECK_TIMER in TIMERS


def test_a_step_of_the_sweep_is_short_and_the_next_goes_on_behind_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "STEP", 3)
    with office.work("") as work:
        at = office.now + timedelta(days=1)
        work.session.add_all(
            Desk(id=number, team_id=TEAM, user_id=f"U{number}", wakes_at=at) for number in range(10, 20)
        )
    sweep(office)
    assert len([one for one in set_now(office) if one[0] == desks.MORNING and one[1] >= 10]) == 10

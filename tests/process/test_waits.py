"""What waits for whom follows from the state of the matters: whatever people did, and whoever holds a post by now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, event, select
from sqlalchemy.engine import Engine
from sqlmodel import col

from bot.process import waits
from bot.process.disputes import raising
from bot.process.disputes.raising import NewDispute
from bot.process.handovers import handing as handovers
from bot.process.home import inbox, morning
from bot.process.home import page as home
from bot.process.home.page import Looking
from bot.process.kernel import calendars
from bot.process.kernel.flow import Asking
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.people import accounts
from bot.process.requests import asking
from bot.process.requests.asking import Ask as Wanted
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.process.tasks import adding, delays, due_lines
from bot.process.tasks.plans import NewTask
from storage import nudges, open_matters, projects
from storage.asks import Ask, Asked
from storage.calendars import OrganisationCalendar
from storage.outbox import Outgoing
from storage.people import Account
from storage.tasks import Task
from tests.process.conftest import CAST, TEAM, Office, as_it_goes
from tests.process.test_deadlines import living, pass_until, sweep

SHANGHAI = ZoneInfo("Asia/Shanghai")
# What Home may ask the database for five things of five flows; it was thirty.
STATEMENTS = 15
# And a morning, however many things are told: what waits in the outbox for it, and how much it is, is four of them.
MORNING_STATEMENTS = 22
# What it says is read anew when it goes out.
DRAWN_STATEMENTS = 20


def kept(office: Office) -> set[tuple[int, Asked]]:
    """Who is asked at present about which matter."""
    with office.database.snapshot() as session:
        rows = session.scalars(select(Ask).where(col(Ask.team_id) == TEAM)).all()
    asked = [(one.subject_id, Asked(**{name: getattr(one, name) for name in Asked._fields})) for one in rows]
    return {(matter, one) for matter, one in asked if one.until is None or one.until > office.now}


def waiting(office: Office, who: str) -> list[tuple[str, int]]:
    """What waits for somebody, as Home and the inbox have it; not for whom they stand in."""
    with office.work(who) as work:
        return [(one.kind, one.subject_id) for one in inbox.of(work, who) if one.principal is None]


def all_that_waits(office: Office, who: str) -> set[tuple[str, int]]:
    """The same, found by looking at every matter there is."""
    with office.work(who) as work:
        found: list[Waiting] = []
        for one in inbox.ASKINGS:
            found += one.lines(work, who, ids_of(work, one))
    return {(one.kind, one.subject_id) for one in found}


def ids_of(work: Work, one: Asking) -> list[int]:
    found: Any = one.matters(TEAM, work.now)
    return list(work.session.scalars(found))


def lose(office: Office) -> None:
    """As it is after an update to the first Liaison that keeps asks."""
    with office.database.transaction() as session:
        session.execute(delete(Ask))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happened_the_asks_follow_from_the_state_of_the_matters(office: Office, seed: int) -> None:
    if office.database.is_sqlite is False and seed:
        return  # one walk on PostgreSQL is enough
    kinds: set[str] = set()
    done = []
    for step in living(office, seed + 20, 24):
        done.append(step)
        found = {who: set(waiting(office, who)) for who in CAST}
        for who, mine in found.items():
            assert mine == all_that_waits(office, who), f"{who} after {done[-3:]} at {office.now}"
        before = kept(office)
        kinds |= {one.kind for _matter, one in before}
        lose(office)
        sweep(office)
        assert kept(office) == before, f"after {done[-3:]} at {office.now}"
    assert len(done) >= 10
    assert kinds >= {"tasks.late", "tasks.due_soon", "reports.due", "disputes.call"}


def asked_of_r_and_d(office: Office) -> None:
    """R-1: Marketing asks R&D (head, liaison)."""
    with office.work("other_liaison") as work:
        asking.ask(work, Wanted(1, 1, "Artwork", date(2026, 12, 9)))


def test_a_post_that_is_handed_over_brings_what_waits_there(office: Office) -> None:
    asked_of_r_and_d(office)
    before = kept(office)
    assert ("requests.answer", 1) in waiting(office, "liaison")
    assert ("requests.answer", 1) not in waiting(office, "colleague")
    with office.work("pm") as work:
        handovers.hand_over(work, 1, "liaison", {"liaison_1": "colleague"})
    assert ("requests.answer", 1) in waiting(office, "colleague")
    assert ("requests.answer", 1) not in waiting(office, "liaison")
    assert kept(office) == before, "nothing is written for it"


def test_a_new_head_finds_what_was_late_before(office: Office) -> None:
    assert [kind for kind, _task in waiting(office, "head")] == ["tasks.late", "tasks.late"]
    with office.work("pm") as work:
        handovers.hand_over(work, 1, "head", {"head_1": "colleague"})
    assert [kind for kind, _task in waiting(office, "colleague")] == ["tasks.late", "tasks.late"]
    assert waiting(office, "head") == []


def test_what_waits_for_a_liaison_who_has_left_waits_for_the_head_until_they_are_back(office: Office) -> None:
    asked_of_r_and_d(office)
    account = Account("liaison", "Liaison", "", "en-US", "Asia/Shanghai", False, False, False, is_deactivated=True)
    assert ("requests.answer", 1) not in waiting(office, "head")
    with office.work("") as work:
        accounts.heard(work, [account])
    assert ("requests.answer", 1) in waiting(office, "head")
    with office.work("") as work:
        accounts.heard(work, [replace(account, is_deactivated=False)])
    assert ("requests.answer", 1) not in waiting(office, "head")


def test_what_waits_for_somebody_waits_for_who_stands_in_too_and_for_an_admin_by_their_office(office: Office) -> None:
    asked_of_r_and_d(office)
    with office.work("liaison") as work:
        windows.name(work, NewWindow("liaison", "colleague", date(2026, 11, 23), date(2026, 11, 27)))
    with office.work("colleague") as work:
        found = {one.kind: one.principal for one in inbox.of(work, "colleague")}
    assert found["requests.answer"] is not None
    assert found["requests.answer"].user_id == "liaison"
    with office.work("liaison") as work:
        # The sponsor is head of Marketing, the PM raises it: nobody is there who could decide, or name who does.
        raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard."))
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.pm_id = "liaison"
    pass_until(office, office.now + timedelta(hours=25))
    assert ("disputes.call", 1) in waiting(office, "admin")
    assert ("disputes.call", 1) not in waiting(office, "colleague")


def test_a_task_is_asked_for_from_the_moment_at_which_it_is_late_or_soon_due(office: Office) -> None:
    """It is late on a day off, too, and counted so; it waits for nobody before the next working day."""
    days = [date(2027, 1, 28) + timedelta(days=one) for one in range(30)]
    with office.work("pm") as work:
        adding.add(work, NewTask(1, "Over the Spring Festival", 1, "owner", days[0]))
        task_id = 3
        calendar = calendars.of_key(work, "CN")
        for due_on in days:
            first = calendar.next_working_day(due_on)
            task = work.session.get(Task, task_id)
            assert task is not None
            task.due_on = due_on
            asked = delays.asked(work, task_id)
            for day in [due_on + timedelta(days=one) for one in range(-14, 14)]:
                for clock in (time(0), time(23, 59)):
                    work.now = datetime.combine(day, clock, SHANGHAI)
                    mine = [one for one in asked if one.user_id == "owner" and stands(one, work.now)]
                    lines = due_lines.lines(work, "owner", [task_id])
                    said = [delays.LATE] if due_on < day < first else [one.kind for one in lines]
                    assert [one.kind for one in mine] == said, f"due {due_on}, on {work.now}"
                    assert not lines or not due_on < day < first


def stands(one: Asked, now: datetime) -> bool:
    return one.since <= now and (one.until is None or one.until > now)


def test_a_step_of_the_sweep_is_short_and_what_nobody_asks_for_any_more_is_gone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "STEP", 2)
    for number in range(5):
        with office.work("pm") as work:
            adding.add(work, NewTask(1, f"Task {number}", 1, "owner", date(2026, 12, 1 + number)))
    pass_until(office, office.now)
    before = kept(office)
    lose(office)
    sweep(office)
    assert kept(office) == before
    office.now += timedelta(days=30)
    sweep(office)
    with office.database.snapshot() as session:
        assert {one.kind for one in session.scalars(select(Ask)) if one.kind.startswith("tasks")} == {"tasks.late"}


def counts_as_china(office: Office) -> None:
    """An admin has chosen the country."""
    with office.database.transaction() as session:
        session.add(OrganisationCalendar(team_id=TEAM, key="CN", country="CN", is_main=True, created_at=office.now))


def busy(office: Office) -> None:
    """A late task, a report, the minutes, a request and a dispute wait for `liaison`, who is the PM, too."""
    counts_as_china(office)
    with office.work("pm") as work:
        adding.add(work, NewTask(1, "Late", 1, "liaison", date(2026, 11, 20)))
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.pm_id = "liaison"
    # The day before the second meeting.
    pass_until(office, datetime(2026, 12, 1, 3, tzinfo=ZoneInfo("UTC")))
    asked_of_r_and_d(office)
    with office.work("other_liaison") as work:
        raising.raise_(work, NewDispute(1, 2, 1, "Artwork", "It met the standard."))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of every database, as they are run."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def looked(office: Office, who: str) -> tuple[set[str], int]:
    """The kinds of what waits on somebody's Home, and how many statements it takes to look."""
    with counted() as said, office.work(who) as work:
        return {one.kind for one in home.look(work, Looking()).waiting.lines}, len(said)


def test_home_with_five_things_of_five_flows_asks_little_and_no_more_with_more_flows(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(office)
    kinds, statements = looked(office, "liaison")
    assert {kind.partition(".")[0] for kind in kinds} == {"tasks", "reports", "requests", "disputes"}
    assert "reports.minutes" in kinds
    assert statements <= STATEMENTS
    _nothing, of_nobody = looked(office, "colleague")

    def never(_work: Work, user_id: str, subjects: object) -> list[Waiting]:
        raise AssertionError(f"nothing of this flow waits for {user_id}: {subjects}")

    more = [Asking(f"flow {one}", (f"x{one}.asks",), open_matters.tasks, lambda *_: [], never) for one in range(20)]
    monkeypatch.setattr(inbox, "ASKINGS", (*inbox.ASKINGS, *more))
    assert looked(office, "liaison") == (kinds, statements)
    assert looked(office, "colleague") == (set(), of_nobody)
    assert of_nobody < statements


def morning_of(office: Office, late: int) -> tuple[int, int, str]:
    """How many statements somebody's morning takes, with so many late tasks, and to be drawn; and what it says."""
    counts_as_china(office)
    for number in range(late):
        with office.work("pm") as work:
            adding.make(work, NewTask(1, f"Late {number}", 1, "colleague", date(2026, 11, 19)))
    office.now = datetime(2026, 11, 24, 9, 0, 2, tzinfo=SHANGHAI)
    with office.work("pm") as work:
        desk_id = nudges.desk(work.session, TEAM, "colleague").id
    with counted() as said, office.work("") as work:
        morning.tell(work, desk_id)
        work.session.flush()
    with office.database.snapshot() as session:
        its = session.scalars(select(Outgoing).where(col(Outgoing.template) == "home/morning")).one()
    with counted() as drawn, office.work("") as work:
        text = as_it_goes(work, its)
        return len(said), len(drawn), text


@pytest.mark.parametrize("late", [3, 30])
def test_a_morning_is_read_from_the_asks_and_thirty_things_cost_no_more_than_three(office: Office, late: int) -> None:
    statements, drawn, said = morning_of(office, late)
    assert f"{late} things wait for you" in said
    assert statements <= MORNING_STATEMENTS
    assert drawn <= DRAWN_STATEMENTS

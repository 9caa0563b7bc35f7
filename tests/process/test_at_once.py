"""Two people act at the same moment on PostgreSQL, each in a transaction that does not see the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from bot.answers import Answers
from bot.process.acceptance import judging, signing
from bot.process.calendars import days
from bot.process.departments import editing as departments
from bot.process.handovers import handing
from bot.process.kernel import desks, nudges, quiet
from bot.process.kernel.work import Work
from bot.process.meetings import changes
from bot.process.meetings import series as meeting_series
from bot.process.meetings.changes import Settings
from bot.process.projects import channel
from bot.process.projects import finding as projects
from bot.process.projects.moving import ACCEPTED
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.revisions import basics, leaving
from bot.process.revisions.shifted import Choice
from bot.process.tasks import adding, edits, finding, precedence, trees, updates
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.process.tasks.trees import SubtaskSaid
from bot.slack.deeds import AT_THE_SAME_MOMENT
from bot.words.refused import Overtaken, Refused
from storage import history, people, requests, sending, timers
from storage import nudges as kept
from storage.db import Database
from storage.meetings import Meeting
from storage.nudges import Desk, Nudge
from storage.sending import Lane
from storage.tasks import Task
from storage.timers import Timer
from tests.process.acceptance.acts import READER, REST, call, comes_due, judges, nothing_is_open, of
from tests.process.conftest import RULES, TEAM, Office, furnished
from tests.process.test_two_instances import has_ended_or_waits

pytestmark = pytest.mark.postgres
Act = Callable[[Work], object]
T1_DONE: Act = partial(updates.update, number=1, said=Update(status=Status.DONE))


@pytest.fixture
def office(postgres_url: str, open_database: Callable[[str], Database]) -> Office:
    return furnished(open_database(postgres_url))


@pytest.fixture
def other() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as thread:
        yield thread


def at_once(
    office: Office, other: ThreadPoolExecutor, first: Act, second: Act, *, begins: str = "pm", who: str = "pm"
) -> Refused | None:
    """Somebody does the first, and before that is committed somebody else begins the second; what that was refused."""

    def do_second() -> Refused | None:
        try:
            with office.work(who) as work:
                second(work)
        except Refused as refused:
            return refused
        return None

    with office.work(begins) as work:
        first(work)
        doing = other.submit(do_second)
        has_ended_or_waits(office, doing)
    return doing.result()


def task(office: Office, number: int) -> Task:
    with office.database.snapshot() as session:
        found = session.scalar(select(Task).where(col(Task.number) == number))
    assert found is not None
    return found


def split(office: Office) -> int:
    """T-1 has a subtask; answers its number."""
    with office.work("pm") as work:
        return trees.split(work, 1, [SubtaskSaid(1, "A part")])[0].task.number


def wait_for(work: Work, number: int, other: int) -> None:
    """The task waits for the other one."""
    held = finding.numbered(work, number, to_change=True)
    precedence.set_predecessors(work, finding.project_of(work, held.project_id), held, [Waits(other)])


def new_project(work: Work, name: str) -> None:
    starting.begin(
        work,
        NewProject(
            name=name,
            objective="Sell",
            pm_id="pm",
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 31),
            meeting_weekday=2,
            meeting_time=time(10),
            initiating="Marketing",
            departments=[DepartmentNamed("Marketing", "sponsor", "other_liaison")],
            channel_id="C2",
            channel_name="fair",
        ),
    )


def test_a_reminder_for_this_noon_is_not_put_off_by_one_for_tomorrow(office: Office, other: ThreadPoolExecutor) -> None:
    office.now += timedelta(hours=2)
    with office.work("owner") as work:
        for table in (Nudge, Timer, Desk):
            work.session.execute(delete(table))
        kept.desk(work.session, TEAM, "owner")
    noon = office.now + timedelta(hours=1)
    at_once(
        office,
        other,
        lambda work: nudges.remind(work, "owner", "tasks.late", 1),
        lambda work: nudges.remind(work, "owner", "tasks.late", 2, noon, is_exact=True),
        who="owner",
    )
    with office.database.snapshot() as session:
        desk = session.scalars(select(Desk).where(col(Desk.user_id) == "owner")).one()
        assert desk.wakes_at == noon
        assert timers.due_of(session, TEAM, desks.MORNING, desk.id) == noon + desks.LAG


def test_two_who_tell_the_same_people_hold_their_desks_in_one_order(office: Office, other: ThreadPoolExecutor) -> None:
    def tells(work: Work, *names: str) -> None:
        work.say = lambda *_args, **_given: None  # type: ignore[method-assign]
        quiet.tell_each(work, [people.person(work.session, TEAM, one) for one in names], "none", about="none")
        work.session.flush()

    def do_second() -> None:
        with office.work("pm") as work:
            tells(work, "owner", "head")

    with office.work("pm") as work:
        tells(work, "owner", "head")
    with office.work("pm") as work:
        tells(work, "head")
        doing = other.submit(do_second)
        has_ended_or_waits(office, doing)
        tells(work, "owner")
    doing.result()


def test_what_is_forgotten_while_it_is_put_off_is_put_off_the_next_time(
    office: Office, other: ThreadPoolExecutor
) -> None:
    """As whatever a person does is done once more."""

    def put_off(work: Work) -> None:
        nudges.snooze(work, "tasks.late", 2, office.now + timedelta(hours=1))

    with office.work("owner") as work:
        nudges.remind(work, "owner", "tasks.late", 2, office.now + timedelta(days=9))
    try:
        at_once(office, other, lambda work: nudges.forget(work, "tasks.late", 2), put_off, who="owner")
    except AT_THE_SAME_MOMENT:
        with office.work("owner") as work:
            put_off(work)
    with office.database.snapshot() as session:
        assert kept.nudge(session, TEAM, "owner", "tasks.late", 2) is not None


def test_a_part_is_not_reopened_while_the_whole_is_called_done(office: Office, other: ThreadPoolExecutor) -> None:
    part = split(office)
    with office.work("pm") as work:
        updates.update(work, part, Update(status=Status.DONE))
    reopen: Act = partial(updates.update, number=part, said=Update(status=Status.IN_PROGRESS))
    assert at_once(office, other, T1_DONE, reopen) is not None
    assert task(office, part).status == Status.DONE
    with office.work("pm") as work:
        updates.update(work, 1, Update(status=Status.IN_PROGRESS))
    assert at_once(office, other, reopen, T1_DONE) is not None
    assert task(office, 1).status == Status.IN_PROGRESS


def test_nor_brought_back_nor_added(office: Office, other: ThreadPoolExecutor) -> None:
    part = split(office)
    with office.work("pm") as work:
        edits.delete(work, part)
    assert at_once(office, other, T1_DONE, lambda work: edits.restore(work, part)) is not None
    assert task(office, part).deleted_at is not None
    with office.work("pm") as work:
        updates.update(work, 1, Update(status=Status.IN_PROGRESS))
    assert at_once(office, other, T1_DONE, lambda work: trees.split(work, 1, [SubtaskSaid(1, "Late")])) is not None


def test_two_do_not_close_a_circle_together(office: Office, other: ThreadPoolExecutor) -> None:
    """T-1 before T-2, and T-3 before T-4, as it was: none of the two sees what the other adds."""
    for title in ("Print", "Send"):
        with office.work("pm") as work:
            adding.make(work, NewTask(1, title, 1, "owner", date(2026, 12, 1)))
    for number in (1, 3):
        with office.work("pm") as work:
            wait_for(work, number + 1, number)
    refused = at_once(office, other, lambda work: wait_for(work, 3, 2), lambda work: wait_for(work, 1, 4))
    assert refused is not None
    assert "circle" in refused.why.message


def test_two_that_wait_for_the_same_are_counted(office: Office, other: ThreadPoolExecutor) -> None:
    with office.work("pm") as work:
        adding.make(work, NewTask(1, "Print", 1, "owner", date(2026, 12, 1)))
    at_once(office, other, lambda work: wait_for(work, 2, 1), lambda work: wait_for(work, 3, 1))
    assert task(office, 1).successors == 2


def test_a_request_that_is_made_while_another_is_settled_is_one_that_its_task_waits_for(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def asks(title: str) -> Act:
        return lambda work: asking.ask(work, Ask(1, 2, title, date(2026, 12, 10), task_number=1))

    with office.work("pm") as work:
        asks("Posters")(work)
        first = requests.open_naming(work.session, TEAM, 1, "pm")[0].id
    at_once(office, other, asks("Flyers"), lambda work: contract.withdraw(work, first))
    assert task(office, 1).requests == 1


@pytest.mark.parametrize("how", ["new", "moved"])
def test_a_channel_becomes_the_home_of_one_project(office: Office, other: ThreadPoolExecutor, how: str) -> None:
    def take(work: Work) -> None:
        if how == "new":
            new_project(work, "Fair")
        else:
            channel.move_home(work, "P-2026-001", "C2", "fair", False)

    refused = at_once(office, other, lambda work: new_project(work, "Event"), take)
    assert refused is not None
    assert "another project" in refused.why.message


def test_the_card_of_a_project_shows_what_two_have_changed_of_it(office: Office, other: ThreadPoolExecutor) -> None:
    tuesdays = Settings(1, time(15), "Asia/Shanghai", 60, 120, (24,))
    at_once(
        office,
        other,
        lambda work: handing.hand_over(work, 1, "pm", {"pm": "colleague"}),
        lambda work: changes.change(work, 1, tuesdays, 0),
    )
    answers = Answers(
        lambda session, team, cause: Work(session, office.templates, RULES, team, None, office.now, cause), lambda: None
    )
    with office.database.transaction() as session:
        lanes = [Lane(TEAM, "C1")]
        while True:
            row = sending.claim(session, office.now, office.now + timedelta(minutes=1), lanes)[0]
            if row.card == "projects:1":
                break
            sending.finish(session, row, office.now, channel="C1", ts="1")
        drawn = answers.draw(session, row) if not row.arguments else row.arguments
    assert drawn is not None
    assert "Colleague" in drawn
    assert "Tue" in drawn


def test_of_two_admins_who_change_a_department_the_second_hears_of_the_first(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def led_by(user_id: str) -> Act:
        def change(work: Work) -> None:
            one = departments.described(departments.find(work, 1))
            departments.change(work, 1, replace(one, head_id=user_id), version=1)

        return change

    refused = at_once(office, other, led_by("owner"), led_by("colleague"), who="admin", begins="admin")
    assert isinstance(refused, Overtaken)
    with office.work("admin") as work:
        assert departments.find(work, 1).head_id == "owner"


def test_a_meeting_that_is_moved_while_the_calendar_moves_it_stays_where_somebody_wants_it(
    office: Office, other: ThreadPoolExecutor
) -> None:
    with office.work("admin") as work:
        days.set_days(work, "CN", [date(2026, 11, 25)], False, "Anniversary")

    def recount(work: Work) -> None:
        meeting_series.recount(work, projects.find(work, "P-2026-001"))

    at_once(office, other, lambda work: changes.move(work, 1, date(2026, 11, 27), time(15)), recount)
    with office.database.snapshot() as session:
        meeting = session.get(Meeting, 1)
        assert meeting is not None
        assert (meeting.planned_on, meeting.starts_at.date()) == (date(2026, 11, 25), date(2026, 11, 27))


def test_of_two_who_edit_a_project_the_second_is_shown_what_stands_now(
    office: Office, other: ThreadPoolExecutor
) -> None:
    with office.work("pm") as work:
        project = projects.find(work, "P-2026-001")
        stood, mark = basics.of(project), basics.mark(project)
    refused = at_once(
        office,
        other,
        lambda work: basics.edit(work, 1, replace(stood, name="Fair"), mark),
        lambda work: basics.edit(work, 1, replace(stood, objective="Sell more"), mark),
        who="sponsor",
    )
    assert isinstance(refused, Overtaken)
    with office.work("pm") as work:
        project = projects.find(work, "P-2026-001")
        assert (project.name, project.objective) == ("Fair", "Sell")


NEW = NewTask(1, "Another", 1, "owner", date(2026, 12, 1))
OTHERS = NewTask(1, "Another", 2, "owner", date(2026, 12, 1), parts=((1, "Proofs"),))


def leaves(mark: str) -> Act:
    choice = Choice({"tasks": False, "requests": False}, because="The agency does it")
    return lambda work: leaving.leave(work, 1, 1, choice, mark=mark)


@pytest.mark.parametrize("begins", [NEW, OTHERS], ids=["leads", "cooperates"])
def test_a_task_that_begins_while_its_department_leaves_is_not_left_with_it(
    office: Office, other: ThreadPoolExecutor, begins: NewTask
) -> None:
    with office.work("pm") as work:
        mark = leaving.to_leave(work, 1, 1).mark
    refused = at_once(office, other, leaves(mark), lambda work: adding.add(work, begins))
    assert refused is not None
    assert "takes no part" in refused.why.message


def test_a_department_does_not_leave_over_a_task_that_began_meanwhile(
    office: Office, other: ThreadPoolExecutor
) -> None:
    with office.work("pm") as work:
        mark = leaving.to_leave(work, 1, 1).mark
    refused = at_once(office, other, lambda work: adding.add(work, NEW), leaves(mark))
    assert refused is not None
    assert "Something else is open" in refused.why.message


@pytest.mark.parametrize("side", ["asks", "is asked"])
def test_a_request_that_begins_while_a_department_leaves_is_not_left_with_it(
    office: Office, other: ThreadPoolExecutor, side: str
) -> None:
    with office.work("pm") as work:
        mark = leaving.to_leave(work, 1, 1).mark
    asked = Ask(1, 2, "Posters", date(2026, 12, 10)) if side == "asks" else Ask(1, 1, "Posters", date(2026, 12, 10))
    who = "liaison" if side == "asks" else "other_liaison"
    refused = at_once(office, other, leaves(mark), lambda work: asking.ask(work, asked), who=who)
    assert refused is not None


def test_the_last_two_who_sign_an_acceptance_close_the_project_once(office: Office, other: ThreadPoolExecutor) -> None:
    nothing_is_open(office)
    acceptance_id = call(office)
    for who in ("head", "sponsor"):
        judges(office, who)
    edition = of(office).acceptance.edition

    def signs(work: Work) -> None:
        signing.sign(work, acceptance_id, edition)

    assert at_once(office, other, signs, signs, begins="head", who="sponsor") is None
    assert of(office).state == "signed"
    comes_due(office, ACCEPTED, 1)
    with office.work("pm") as work:
        done = [one.action for one in history.of(work.session, TEAM, "projects", 1)]
        on_it = [one.action for one in history.of(work.session, TEAM, "acceptance", acceptance_id)]
    assert (done.count("accept"), done.count("close"), on_it.count("complete")) == (1, 1, 1)


def test_a_verdict_that_changes_while_somebody_signs_is_not_signed_unread(
    office: Office, other: ThreadPoolExecutor
) -> None:
    acceptance_id = call(office)
    for who in ("head", "sponsor"):
        judges(office, who)
    edition = of(office).acceptance.edition
    refused = at_once(
        office,
        other,
        lambda work: judging.judge(work, acceptance_id, 1, REST),
        lambda work: signing.sign(work, acceptance_id, edition),
        begins="head",
        who="sponsor",
    )
    assert refused is not None
    assert "is to be signed now" in refused.why.for_(READER)

"""Who is still told of a project when what was written goes out: whatever was done, nobody who may not see it then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from bot.process.handovers import reminders
from bot.process.home import inbox
from bot.process.home import morning as home
from bot.process.kernel import nudges, readers
from bot.process.projects import finding
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.tasks import adding, edits, news, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import departments, membership, people, projects, sending
from storage import nudges as stored_nudges
from storage.handovers import Handover
from storage.outbox import DUE, NOT_DRAWN, Outgoing
from storage.people import Person
from storage.projects import ProjectMember
from storage.sending import Claimed, Lane
from tests.process.conftest import RULES, TEAM, Office, as_it_goes
from tests.process.kernel.test_rights import MAY
from tests.process.operations import OPERATIONS

NUMBER = "P-2026-001"
# What shows that a message is of the project: its number and name, and its matters' letters and subjects.
OF_PROJECT = (NUMBER, "T-1", "R-1", "D-1", "Launch", "Artwork")
# The last word to who was in it until then.
FAREWELLS = {"handovers/passed", "revisions/parts_yours"}
LATER = timedelta(days=30)
FAIR = NewProject(
    name="Fair",
    objective="Show",
    pm_id="pm",
    starts_on=date(2026, 11, 1),
    ends_on=date(2026, 12, 31),
    meeting_weekday=2,
    meeting_time=time(10),
    initiating="Marketing",
    departments=[DepartmentNamed("Marketing", "sponsor", "other_liaison"), DepartmentNamed("R&D", "head", "liaison")],
    channel_id="C2",
    channel_name="fair",
)


@pytest.fixture
def office(borrowed_office: Office) -> Office:
    """Each test undoes what it did."""
    return borrowed_office


def acts(office: Office, action: str) -> None:
    """Somebody who may does it."""
    who = sorted(MAY[action])[0]
    with office.work(who) as work:
        OPERATIONS[action](work)


def told(office: Office) -> list[Outgoing]:
    """What waits for a person."""
    with office.work("pm") as work:
        waits = select(Outgoing).join(
            Person, (col(Person.team_id) == col(Outgoing.team_id)) & (col(Person.user_id) == col(Outgoing.lane))
        )
        return list(work.session.scalars(waits.where(col(Outgoing.state) == DUE)))


def claimed(office: Office, lanes: set[str]) -> Iterator[Claimed]:
    """Everything that waits for these, as the sender takes it, one after another."""
    for lane in sorted(lanes):
        while True:
            with office.work("pm") as work:
                at = work.now + LATER
                found = sending.claim(work.session, at, at + LATER, [Lane(TEAM, lane)])
                for one in found:
                    sending.give_up(work.session, one, at, state="sent", note="")
            if not found:
                break
            yield from found


@pytest.mark.parametrize("action", sorted(RULES.rights))
def test_every_message_to_a_person_says_of_which_project_it_is(office: Office, action: str) -> None:
    acts(office, action)
    for row in told(office):
        is_of_project = row.arguments == NOT_DRAWN or any(words in row.arguments for words in OF_PROJECT)
        assert not is_of_project or row.project_id is not None or row.template in FAREWELLS, row.template


@pytest.mark.parametrize("action", sorted(RULES.rights))
def test_whatever_was_done_nobody_reads_of_a_project_that_is_private_to_others_by_then(
    office: Office, action: str
) -> None:
    acts(office, action)
    with office.work("pm") as work:
        project = finding.find(work, NUMBER)
        project.is_private = True
        work.session.execute(delete(ProjectMember).where(col(ProjectMember.project_id) == project.id))
    rows = {row.id: row for row in told(office)}
    for one in claimed(office, {row.lane for row in rows.values()}):
        if one.project_id is None:
            continue
        with office.work("pm") as work:
            found = projects.project(work.session, TEAM, one.project_id)
            assert found is not None
            is_read = not one.is_in_doubt or readers.why_not(work, one.lane, one.project_id) is None
            # Who decides on a proposal holds no post in it yet.
            may = membership.holders(work.session, found) | ({"admin", "head"} if found.is_unbegun else {"admin"})
            assert is_read == (one.lane in may), one.template


def test_who_has_left_or_is_a_guest_now_is_told_nothing_more(office: Office) -> None:
    with office.work("pm") as work:
        for name in ("owner", "colleague", "named_guest"):
            person = people.person(work.session, TEAM, name)
            assert person is not None
            project = finding.find(work, NUMBER)
            work.say("handovers/returned", to=person, about="it", by=work.person, project=project)
            work.say("admins/named", to=person, about="it", by=work.person)
    with office.work("pm") as work:
        for name, field in (("owner", "is_deactivated"), ("colleague", "is_guest")):
            setattr(people.person(work.session, TEAM, name), field, True)
    left = {}
    for one in claimed(office, {"owner", "colleague", "named_guest"}):
        with office.work("pm") as work:
            left[one.lane, one.template] = readers.why_not(work, one.lane, one.project_id) if one.is_in_doubt else None
    assert left == {
        ("owner", "handovers/returned"): readers.LEFT,
        ("owner", "admins/named"): readers.LEFT,
        ("colleague", "handovers/returned"): readers.NOT_THEIRS,
        ("colleague", "admins/named"): None,
        ("named_guest", "handovers/returned"): None,
        ("named_guest", "admins/named"): None,
    }


def morning(office: Office) -> Outgoing:
    """What the owner is to be told in the morning: a task of one project is theirs, one of another is no more."""
    with office.work("pm") as work:
        other = starting.begin(work, FAIR)
        made = adding.make(work, NewTask(other.id, "Stand", 1, "owner", date(2026, 12, 1))).task
    with office.work("pm") as work:
        edits.delete(work, made.number)
        for kind, task_id in ((news.GIVEN, 1), (news.GONE, made.id)):
            nudges.remind(work, "owner", kind, task_id)
    office.now += timedelta(days=1)
    with office.work("pm") as work:
        home.tell(work, stored_nudges.desk(work.session, TEAM, "owner").id)
        return work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "home/morning")).one()


def test_a_morning_that_waited_says_what_is_true_when_it_is_read_and_of_what_may_be_seen(office: Office) -> None:
    row = morning(office)
    with office.work("pm") as work:
        said = as_it_goes(work, row)
        assert "Task of owner" in said
        assert "Stand" in said
        project = finding.find(work, "P-2026-002")
        project.is_private = True
        work.session.execute(delete(ProjectMember).where(col(ProjectMember.project_id) == project.id))
    with office.work("pm") as work:
        said = as_it_goes(work, row)
        assert "Task of owner" in said
        assert "Stand" not in said
    with office.work("owner") as work:
        updates.update(work, 1, Update(status=Status.DONE))
    with office.work("pm") as work:
        assert as_it_goes(work, row) == "", "nothing of it is left"


@pytest.mark.parametrize("action", ["requests.ask", "disputes.raise"])
def test_a_card_that_waited_shows_what_it_is_called_by_then(office: Office, action: str) -> None:
    acts(office, action)
    with office.work("pm") as work:
        finding.find(work, NUMBER).name = "Spring launch"
        for department in departments.all_of(work.session, TEAM):
            department.name_en = f"New {department.name_en}"
    found = [row for row in told(office) if row.method == "card"]
    assert found
    for row in found:
        with office.work("pm") as work:
            assert "New R&amp;D" in as_it_goes(work, row)


def test_what_waits_of_a_project_that_one_may_not_see_any_more_stands_in_no_inbox(office: Office) -> None:
    """An admin who was asked who succeeds somebody in a private project, and administers nothing any more."""
    with office.work("pm") as work:
        project = finding.find(work, NUMBER)
        project.is_private = True
        asked = Handover(team_id=TEAM, project_id=project.id, person_id="head", why="left", asked_id="admin",
                         opened_at=office.now)  # fmt: skip
        work.session.add(asked)
        work.session.flush()
        reminders.settle(work, asked)

    def inbox_of_admin() -> list[str]:
        with office.work("admin") as work:
            return [one.kind for one in inbox.of(work, "admin")]

    assert inbox_of_admin() == ["handovers.ask"]
    with office.work("pm") as work:
        person = people.person(work.session, TEAM, "admin")
        assert person is not None
        person.is_admin = False
    assert inbox_of_admin() == []
    with office.work("pm") as work:
        finding.find(work, NUMBER).is_private = False
    assert inbox_of_admin() == ["handovers.ask"], "an open project everybody may see"

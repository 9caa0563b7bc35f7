"""Who is still told of a project when what was written goes out: whatever was done, nobody who may not see it then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from bot.process.kernel import posts, readers
from bot.process.projects import finding
from storage import people, projects, sending
from storage.outbox import DUE, Outgoing
from storage.people import Person
from storage.projects import ProjectMember
from storage.sending import Claimed, Lane
from tests.process.conftest import RULES, TEAM, Office
from tests.process.kernel.test_rights import MAY
from tests.process.operations import OPERATIONS

NUMBER = "P-2026-001"
# What shows that a message is of the project: its number and name, and its matters' letters and subjects.
OF_PROJECT = (NUMBER, "T-1", "R-1", "D-1", "Launch", "Artwork")
# The last word to who was in it until then.
FAREWELLS = {"handovers/passed"}
LATER = timedelta(days=30)


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
        is_of_project = any(words in row.arguments for words in OF_PROJECT)
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
            assert is_read == (one.lane in posts.holders(work, found) | {"admin"}), one.template


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

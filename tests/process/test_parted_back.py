"""What a department's leaving and a merger change in each flow is as it was before when it is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from bot.process.requests import asking
from bot.process.requests.asking import Ask
from bot.process.revisions import leaving, returning
from bot.process.revisions.shifted import LEAVE, MERGE, Choice
from bot.process.tasks import finding, updates
from bot.process.tasks.said import Update
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import cooperation, departments, history, projects
from storage.departments import Department
from storage.history import Change
from storage.projects import ProjectDepartment
from storage.requests import Request
from storage.tasks import Task
from tests.process.conftest import TEAM, Office
from tests.process.test_replaced import kinds_for

LATER = date(2026, 12, 10)
IGNORED = {"version", "changed_at", "changed_by", "changed_for"}


def state(office: Office) -> list[object]:
    """All that the two may change, but by whom it was changed last."""
    with office.work("pm") as work:
        session = work.session
        found: list[object] = []
        for table in (Task, Request, ProjectDepartment):
            rows = session.query(table).order_by(*inspect(table).primary_key)
            found += [(table.__name__, sorted(one.model_dump(exclude=IGNORED).items())) for one in rows]
        found.append(sorted(cooperation.of_tasks(session, TEAM, [1, 2]).items()))
        project = projects.project(session, TEAM, 1)
        assert project is not None
        found.append((project.initiating_department_id, project.sponsor_id))
        found += [sorted(one.user_id for one in projects.members(session, project))]
        return found


def prepared(office: Office) -> None:
    """Department 1 leads T-1, cooperates in T-2, asks 2 and is asked by it."""
    with office.work("pm") as work:
        finding.numbered(work, 2).department_id = 2
        cooperation.replace(work.session, TEAM, 2, {1: "proofs: two"})
        finding.numbered(work, 2).parts = 1
    for asker, asked_id in (("liaison", 2), ("other_liaison", 1)):
        with office.work(asker) as work:
            asking.ask(work, Ask(1, asked_id, "Artwork", LATER))


@pytest.mark.parametrize("how", ["given", "cancelled", "merged", "merged with one from outside"])
def test_it_is_all_as_it_was_before(office: Office, how: str) -> None:
    prepared(office)
    outside = 0
    if how.endswith("outside"):
        with office.work("admin") as work:
            work.session.add(Department(team_id=TEAM, name_en="Sales", head_id="colleague", liaison_id="colleague"))
        with office.work("admin") as work:
            found = departments.named(work.session, TEAM, "Sales")
            assert found is not None
            outside = found.id
    before, waits = state(office), kinds_for(office, "liaison")
    office.now += timedelta(minutes=1)
    with office.work("pm") as work:
        if how.startswith("merged"):
            leaving.merge(work, 1, 1, outside or 2)
        else:
            is_given = dict.fromkeys(("tasks", "requests"), how == "given")
            leaving.leave(work, 1, 1, Choice(is_given, 2, "colleague", "The agency does it"))
    assert state(office) != before
    office.now += timedelta(minutes=9)
    with office.work("pm") as work:
        undone = returning.undo(work, 1)
        assert [one.for_(Reader()) for one in undone.back.kept] == []
    after = state(office)
    if how == "given":
        # Whom something was given may see the project from then on.
        after[-1] = [one for one in after[-1] if one != "colleague"]  # type: ignore[attr-defined]
    assert after == before
    assert kinds_for(office, "liaison") == waits


def test_what_somebody_has_gone_on_with_is_named_and_stays(office: Office) -> None:
    prepared(office)
    office.now += timedelta(minutes=1)
    with office.work("pm") as work:
        leaving.leave(work, 1, 1, Choice({"tasks": True, "requests": True}, 2, because="The agency does it"))
    office.now += timedelta(minutes=1)
    with office.work("other_liaison") as work:
        updates.update(work, 1, Update(progress=30))
    with office.work("pm") as work:
        kept = [one.for_(Reader()) for one in returning.undo(work, 1).back.kept]
        assert len(kept) == 1
        assert kept[0].startswith("T-1 · ")
        assert finding.numbered(work, 1).department_id == 2


@pytest.mark.parametrize("why", ["another did it", "it is too late", "it is undone already"])
def test_it_is_refused(office: Office, why: str) -> None:
    with office.work("pm") as work:
        leaving.leave(work, 1, 1, Choice({"tasks": False, "requests": False}, because="The agency does it"))
    if why == "it is too late":
        office.now += timedelta(minutes=11)
    if why == "it is undone already":
        with office.work("pm") as work:
            returning.undo(work, 1)
    with pytest.raises(Refused), office.work("sponsor" if why == "another did it" else "pm") as work:
        returning.undo(work, 1)


@pytest.mark.parametrize("how", [LEAVE, MERGE])
@pytest.mark.parametrize("lacks", ["position", "all"])
def test_what_an_earlier_version_did_can_no_longer_be_undone(office: Office, how: str, lacks: str) -> None:
    """Its record lacks what is to come back."""
    with office.work("pm") as work:
        if how == MERGE:
            leaving.merge(work, 1, 1, 2)
        else:
            leaving.leave(work, 1, 1, Choice({"tasks": False, "requests": False}, because="The agency does it"))
    later = {"department_id", "position", "heir_id", "owner", "heir_joined"}
    with office.work("pm") as work:
        last = history.newest(work.session, TEAM, "projects", 1, how)
        assert last is not None
        missing = later if lacks == "all" else {lacks}
        last.changes = {name: one for name, one in last.changes.items() if name not in missing}
    with pytest.raises(Refused, match="can no longer be undone"), office.work("pm") as work:
        returning.undo(work, 1)


def test_the_trail_says_that_it_was_undone(office: Office) -> None:
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, 2)
    with office.work("pm") as work:
        returning.undo(work, 1)
    with office.work("pm") as work:
        last: Change = history.of(work.session, TEAM, "projects", 1)[-1]
        assert (last.action, last.changes["heir_id"]) == ("undo", [2, None])

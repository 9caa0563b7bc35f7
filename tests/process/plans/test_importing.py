"""A plan that was read is taken into a project and back again, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.process.kernel.work import Work
from bot.process.plans import importing, undoing, writing
from bot.process.plans.previewed import Imported, Preview
from bot.process.tasks import edits
from bot.words.language import Reader
from bot.words.refused import Refused, TakenBack
from storage import dependencies, history, projects, stages, tasks
from storage.db import Database
from storage.nudges import Nudge
from tests.process.conftest import TEAM, Office, furnished
from tests.process.test_two_instances import has_ended_or_waits

DAY = date(2026, 12, 1)


def plan(many: int = 3, *more: PlanRow) -> Plan:
    """A stage with a task of so many subtasks, one behind the other, and a milestone that waits for the stage."""
    parts = [
        PlanRow(
            f"s{at}", f"Step {at}", 3, "t", owner="Owner", start=DAY, end=DAY + timedelta(days=at % 9), progress=at % 3
        )
        for at in range(many)
    ]
    rows = [
        PlanRow("p", "Pilot", 1, is_summary=True),
        PlanRow("t", "Test", 2, "p", is_summary=True),
        *parts,
        PlanRow("m", "Go", 1, is_milestone=True, end=DAY + timedelta(days=30)),
        *more,
    ]
    links = [PlanLink(f"s{at}", f"s{at + 1}", Kind.SS, 0.5) for at in range(many - 1)]
    return Plan("MS Project XML", rows, [*links, PlanLink("p", "m")])


def take(office: Office, found: Plan, who: str = "pm", cause: str = "") -> Imported:
    """Looked at, and taken."""
    with office.work(who) as work:
        seen = importing.preview(work, 1, found, "plan.xml").seen
    with office.work(who, cause=cause) as work:
        imported = importing.take(work, 1, found, "plan.xml", seen=seen)
    assert imported is not None
    return imported


def test_a_plan_becomes_stages_tasks_and_links_with_their_counts(office: Office) -> None:
    take(office, plan())
    with office.work("pm") as work:
        there = {one.title: one for one in tasks.of_project(work.session, TEAM, 1)}
        test, step, last, go = there["Test"], there["Step 0"], there["Step 2"], there["Go"]
        assert (test.subtasks, test.parent_id, step.parent_id) == (3, None, test.id)
        assert [one.name for one in stages.of_project(work.session, TEAM, 1)][-1] == "Pilot"
        assert (step.stage_id, step.owner_id, step.due_on) == (test.stage_id, "owner", DAY)
        assert (step.successors, last.predecessors, last.successors) == (1, 1, 0)
        assert (go.is_milestone, go.starts_on, go.predecessors, test.successors) == (True, None, 1, 1)
        waits = dependencies.predecessors(work.session, TEAM, [last.id])[last.id]
        assert [(link.kind, link.lag, one.title) for link, one in waits] == [("SS", 1, "Step 1")]
        assert history.of(work.session, TEAM, "tasks", step.id)[0].because == "plan.xml"


def test_a_second_sending_finds_the_first_and_the_same_file_does_nothing(office: Office) -> None:
    first = take(office, plan(), cause="form")
    with office.work("pm", cause="form") as work:
        again = importing.take(work, 1, plan(), "plan.xml", seen="")
        assert again is not None
        assert again.kept.id == first.kept.id
    with office.work("pm") as work:
        found = importing.preview(work, 1, plan(), "plan.xml")
        assert (found.does, found.same) == (False, 5)
    with pytest.raises(Refused, match="all of it is so already"), office.work("pm") as work:
        importing.take(work, 1, plan(), "plan.xml", seen=found.seen)


def test_a_row_that_is_called_otherwise_is_known_by_its_id(office: Office) -> None:
    take(office, plan())
    other = plan()
    other.rows[2].title, other.rows[2].end = "First step", DAY + timedelta(days=2)
    with office.work("pm") as work:
        found = importing.preview(work, 1, other, "plan.xml")
        assert [set(one.changes) for one in found.changed] == [{"title", "due_on"}]
        assert importing.preview(work, 1, other, "another.xml").made[0].values["title"] == "First step"


def test_what_was_changed_meanwhile_is_shown_again(office: Office) -> None:
    take(office, plan())
    other = plan()
    other.rows[2].end = DAY + timedelta(days=2)
    with office.work("pm") as work:
        seen = importing.preview(work, 1, other, "plan.xml").seen
        step = next(one for one in tasks.of_project(work.session, TEAM, 1) if one.title == "Step 0")
    with office.work("pm") as work:
        edits.delete(work, step.number)
    with office.work("pm") as work:
        assert importing.take(work, 1, other, "plan.xml", seen=seen) is None


def test_who_has_lost_the_post_by_which_they_imported_takes_nothing_back(office: Office) -> None:
    imported = take(office, plan(), who="head")
    with office.work("admin") as work:
        part = projects.part(work.session, 1, 1)
        assert part is not None
        part.head_id = "colleague"
    with office.work("head") as work, pytest.raises(Refused) as refused:
        undoing.undo(work, imported.kept.id)
    said = refused.value.why.for_(Reader())
    assert "not yours to take back" in said
    assert "(PM) can change them" in said, said
    with office.work("pm") as work:
        assert "Test" in {one.title for one in tasks.of_project(work.session, TEAM, 1)}


def test_all_of_it_is_taken_back_and_can_be_imported_anew(office: Office) -> None:
    take(office, plan())
    other = plan(3, PlanRow("n", "New", 2, "x", start=DAY, end=DAY), PlanRow("x", "Extra", 1, is_summary=True))
    other.rows[2].end = DAY + timedelta(days=2)
    other.links = [PlanLink("s0", "s1", Kind.FF, 2), *other.links[1:], PlanLink("s2", "n")]
    imported = take(office, other)
    with office.work("head") as work, pytest.raises(Refused, match="who imported it"):
        undoing.undo(work, imported.kept.id)
    with office.work("pm") as work:
        undoing.undo(work, imported.kept.id)
    with office.work("pm") as work:
        undoing.undo(work, imported.kept.id)
        there = {one.title: one for one in tasks.of_project(work.session, TEAM, 1)}
        assert "New" not in there
        assert "Extra" not in [one.name for one in stages.of_project(work.session, TEAM, 1)]
        step = there["Step 0"]
        assert (step.due_on, step.moves, step.first_due_on, there["Step 2"].successors) == (DAY, 0, None, 0)
        assert not importing.preview(work, 1, plan(), "plan.xml").does, "all of it is as before"
        assert importing.preview(work, 1, other, "plan.xml").does
    with pytest.raises(TakenBack), office.work("pm", cause=imported.kept.cause) as work:
        importing.take(work, 1, other, "plan.xml", seen="")


def test_nobody_is_asked_of_what_was_taken_back(office: Office) -> None:
    imported = take(office, plan())
    with office.work("pm") as work:
        ids = {one.id for one in tasks.of_project(work.session, TEAM, 1) if one.title.startswith("Step")}
        told = {one.kind for one in work.session.query(Nudge) if one.subject_id in ids and one.user_id == "owner"}
        assert told == {"tasks.given", "tasks.late", "tasks.due_soon"}
        undoing.undo(work, imported.kept.id)
        assert not [one for one in work.session.query(Nudge) if one.subject_id in ids]


def test_a_circle_and_deep_rows(office: Office) -> None:
    circle = plan()
    circle.links.append(PlanLink("s2", "s0"))
    with office.work("pm") as work, pytest.raises(Refused) as refused:
        importing.preview(work, 1, circle, "plan.xml")
    assert refused.value.why.for_(Reader()).count("Step 1 → Step 2 → Step 0") == 1
    deep = plan(1, PlanRow("d", "Deep", 4, "s0"))
    deep.rows[2].is_summary = True
    with office.work("pm") as work:
        found = importing.preview(work, 1, deep, "plan.xml")
        assert [one.values["title"] for one in found.made] == ["Test", "Go", "Step 0 / Deep"]


def test_others_departments_are_left_alone(office: Office) -> None:
    with office.work("other_liaison") as work:
        found = importing.preview(work, 1, plan(), "plan.xml")
        assert {one.department_id for one in found.made} == {2}
    with pytest.raises(Refused), office.work("colleague") as work:
        importing.preview(work, 1, plan(), "plan.xml")


@pytest.mark.postgres
def test_what_somebody_changes_at_that_very_moment_is_not_written_over(
    postgres_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = furnished(open_database(postgres_url))
    take(office, plan())
    other = plan()
    other.rows[2].end = DAY + timedelta(days=2)
    with office.work("pm") as work:
        seen = importing.preview(work, 1, other, "plan.xml").seen
        step = next(one.id for one in tasks.of_project(work.session, TEAM, 1) if one.title == "Step 0")
    writes, moved = writing.write, DAY + timedelta(days=7)

    def meanwhile() -> None:
        with office.work("head") as at_once:
            held = tasks.task(at_once.session, TEAM, step, to_change=True)
            assert held is not None
            held.due_on, held.version = moved, held.version + 1

    with ThreadPoolExecutor(1) as another:
        done: list[Future[None]] = []

        def write(work: Work, found: Preview) -> Imported:
            # It was compared; what is written next would be what the file says.
            done.append(another.submit(meanwhile))
            has_ended_or_waits(office, done[0])
            return writes(work, found)

        monkeypatch.setattr(writing, "write", write)
        with office.work("pm") as work:
            assert importing.take(work, 1, other, "plan.xml", seen=seen) is not None
        done[0].result()
    with office.work("pm") as work:
        task = tasks.task(work.session, TEAM, step)
        assert task is not None
        assert (task.due_on, task.version) == (moved, 3), "each changes what the other has left"

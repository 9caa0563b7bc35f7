"""What late tasks endanger: counted by hand over weekends, links, calendars of departments and pinned milestones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.process.kernel.rules import Stake
from bot.process.kernel.work import Work
from bot.process.plans import endangered
from bot.process.plans.present import Held, Present, present
from bot.process.tasks import finding
from bot.process.tasks.states import Status
from storage import projects, tasks
from storage.projects import Project
from tests.process.conftest import TEAM, Office
from tests.process.plans.test_own_calendars import works_on_sundays
from tests.process.plans.test_shifting import MONDAY, Row, planned

# Days from MONDAY.
THURSDAY, FRIDAY, SATURDAY, NEXT_TUESDAY = 3, 4, 5, 8


def on(office: Office, day: int) -> None:
    """It is that day."""
    office.now = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 2, tzinfo=UTC) + timedelta(days=day)


def stakes(office: Office, *numbers: int) -> dict[int, Stake]:
    """What is at stake by these tasks, by number."""
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        # What the office began with is no part of it.
        for one in tasks.of_project(work.session, TEAM, 1):
            if one.number < 100:
                one.status = Status.DONE
        work.session.flush()
        late = [finding.numbered(work, number) for number in numbers]
        known = {one.id: one.number for one in late}
        return {known[key]: stake for key, stake in endangered.at_stake(work, project, late).items()}


def test_each_late_task_names_the_next_milestone_that_it_moves_alone_and_whether_it_holds_the_end(
    office: Office,
) -> None:
    planned(
        office,
        Row(0, 1),
        Row(2, 3, [(0, "FS", 0)]),
        Row(None, FRIDAY, [(1, "FS", 0)], is_milestone=True),
        Row(0, 1),
        Row(None, NEXT_TUESDAY, [(3, "FS", 0), (2, "FS", 0)], is_milestone=True),
    )
    on(office, THURSDAY)
    found = stakes(office, 100, 103)
    # Two days from Thursday on, two more from Monday on: done on Tuesday instead of Friday.
    assert found[100] == Stake((102, "Row 2"), 2, is_critical=True)
    assert found[103] == Stake(), "done on Friday, and nothing waits for it before Tuesday"
    on(office, FRIDAY)
    assert stakes(office, 100)[100].days == 3
    on(office, NEXT_TUESDAY)
    assert stakes(office, 103)[103] == Stake((104, "Row 4"), 1), "the other one moves it further"


def test_of_a_begun_task_what_is_left_counts_and_a_whole_is_late_by_its_subtasks(office: Office) -> None:
    planned(
        office,
        Row(0, FRIDAY, status=Status.IN_PROGRESS),
        Row(None, FRIDAY, [(0, "FS", 0)], is_milestone=True),
        Row(0, FRIDAY),
        Row(0, FRIDAY, status=Status.IN_PROGRESS, whole=2),
        Row(None, FRIDAY, [(2, "FS", 0)], is_milestone=True),
    )
    with office.work("pm") as work:
        finding.numbered(work, 100).progress = 60
    on(office, NEXT_TUESDAY)
    found = stakes(office, 100, 102)
    assert found[100].milestone == (101, "Row 1")
    assert found[100].days == 3, "two of five days are left: Tuesday and Wednesday, after Friday"
    assert found[102].milestone == (104, "Row 4")
    assert found[102].days == 6, "all five days of its subtask: Tuesday to Monday"


def test_a_pinned_milestone_is_missed_and_counted_are_the_days_of_the_department_that_works(office: Office) -> None:
    planned(
        office,
        Row(0, 1, department=2),
        Row(None, FRIDAY, [(0, "FS", 0)], is_milestone=True, is_pinned=True),
    )
    on(office, SATURDAY)
    assert stakes(office, 100)[100] == Stake((101, "Row 1"), 2, stays=True, is_critical=True), "Monday and Tuesday"
    works_on_sundays(office, 2)
    assert stakes(office, 100)[100].days == 1, "Sunday and Monday"


def test_a_plan_whose_links_go_in_a_circle_endangers_nothing_that_could_be_said(office: Office) -> None:
    planned(office, Row(0, 1, [(0, "FS", 0)]))
    on(office, FRIDAY)
    assert stakes(office, 100) == {}


def test_ten_late_tasks_cost_one_look_at_the_plan(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(office, *[Row(0, 1) for _one in range(10)])
    on(office, FRIDAY)
    looked: list[Project] = []

    def counted(work: Work, project: Project, is_held: Held) -> Present:
        looked.append(project)
        return present(work, project, is_held)

    monkeypatch.setattr("bot.process.plans.endangered.present", counted)
    assert len(stakes(office, *range(100, 110))) == 10
    assert len(looked) == 1

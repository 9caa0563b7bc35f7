"""Lists of tasks: nobody reads what they may not see, and a page costs what is on it, not what exists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event, text

from bot.process.projects import finding
from bot.process.tasks import lists as task_lists
from bot.process.tasks.lists import COUNTED_AT_MOST, LINES_A_PAGE, Asked, Scope
from bot.words.refused import Refused
from storage.task_lists import Shown
from storage.tasks import Task
from tests.process.conftest import OTHER_TEAM, TEAM, Office


def fill(office: Office, many: int) -> None:
    """So many more tasks, a day apart; every second one is done."""
    with office.database.transaction() as session:
        session.add_all(
            Task(
                team_id=TEAM, project_id=1, cause=f"c{number}", number=100 + number, title=f"Task {number}",
                department_id=1, owner_id="owner", due_on=date(2026, 1, 1) + timedelta(days=number % 900),
                status="done" if number % 2 else "in progress", created_at=office.now, created_by="pm",
                changed_at=office.now, changed_by="pm",
            )
            for number in range(many)
        )  # fmt: skip


def test_a_private_project_is_in_nobody_elses_list(office: Office) -> None:
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        project.is_private = True
        work.session.add(project)
    with office.work("colleague") as work:
        for scope in (Scope(owner_id="owner"), Scope(text="Task"), Scope(department_id=1), Scope(shown=Shown.LATE)):
            assert task_lists.page(work, scope, 1).found == []
        with pytest.raises(Refused, match="There is no"):
            task_lists.page(work, Scope(project_id=1), 1)
        assert task_lists.read_scope(work, "C1", Asked()).project_id is None, "its channel says nothing of it"
    with office.work("head") as work:
        assert len(task_lists.page(work, Scope(text="Task"), 1).found) == 2


def test_another_workspace_has_lists_of_its_own(office: Office) -> None:
    with office.work("owner", OTHER_TEAM) as work:
        assert task_lists.page(work, Scope(owner_id="owner"), 1).found == []
        with pytest.raises(Refused, match="There is no"):
            task_lists.page(work, Scope(project_id=1), 1)


def test_what_is_deleted_is_in_no_list(office: Office) -> None:
    with office.database.transaction() as session:
        session.execute(text("UPDATE tasks SET deleted_at = created_at WHERE number = 1"))
    with office.work("pm") as work:
        for shown in Shown:
            numbers = [one.task.number for one in task_lists.page(work, Scope(project_id=1, shown=shown), 1).found]
            assert 1 not in numbers


def test_every_task_is_on_exactly_one_page(office: Office) -> None:
    fill(office, 60)
    with office.work("pm") as work:
        scope, found, number = Scope(project_id=1, shown=Shown.ALL), [], 1
        while (page := task_lists.page(work, scope, number)).found:
            found += [one.task.number for one in page.found]
            assert page.total == 62
            number += 1
        assert len(found) == len(set(found)) == 62
        late = task_lists.page(work, Scope(project_id=1, shown=Shown.LATE), 1)
        assert all(one.is_late for one in late.found)


def test_a_page_asks_as_much_of_many_tasks_as_of_few(office: Office) -> None:
    asked: list[str] = []
    event.listen(office.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    scope = Scope(project_id=1)
    fill(office, 2 * LINES_A_PAGE)
    with office.work("pm") as work:
        asked.clear()
        task_lists.page(work, scope, 1)
        few = len(asked)
    with office.database.transaction() as session:
        session.execute(text("DELETE FROM tasks WHERE number >= 100"))
    fill(office, 3 * COUNTED_AT_MOST)
    with office.work("pm") as work:
        asked.clear()
        page = task_lists.page(work, scope, 1)
        assert len(asked) == few
        assert (page.total, page.is_counted, page.has_next) == (COUNTED_AT_MOST, False, True)
    if office.database.is_sqlite:
        _is_read_in_order(office, next(one for one in asked if "ORDER BY tasks.due_on" in one))


def _is_read_in_order(office: Office, query: str) -> None:
    """SQLite walks an index in the order of the list; it neither scans the table nor sorts."""
    with office.database.snapshot() as session:
        values = (TEAM, 1, LINES_A_PAGE, 0)
        plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)]
    assert any("ix_tasks_open" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in plan), plan

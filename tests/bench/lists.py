"""What a page of `/task list` costs, by how many tasks the project has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.process import every
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.tasks import lists as task_lists
from bot.process.tasks.lists import Scope
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import people, schema
from storage.db import Database
from storage.people import Account
from storage.tasks import Task
from tests.bench.figures import Row, compared, timed

TEAM, NOW, PM = "T1", datetime(2026, 11, 23, 1, 30, tzinfo=UTC), "pm"


def of_project(folder: Path, rounds: int, times: int, most: int = 10_000) -> list[Row]:
    """The first page of a project's list, looked up and drawn, at a tenth and all of so many tasks against 1 %."""
    database = Database(f"sqlite:///{folder / 'lists.db'}")
    schema.upgrade(database)
    templates = Templates()
    try:
        sizes = (most // 100, most // 10, most)
        made = {size: furnish(database, templates, size) for size in sizes}
        looks = {size: _looking(database, templates, made[size]) for size in sizes}
        floor = f"list of {sizes[0]:,}"
        return [
            compared(
                f"list of {size:,} tasks, its first page",
                floor,
                [(timed(looks[size], times), timed(looks[sizes[0]], times)) for _ in range(rounds)],
                2 if size == most else None,
            )
            for size in sizes[1:]
        ]
    finally:
        database.close()


def _looking(database: Database, templates: Templates, project_id: int) -> Callable[[], None]:
    def look() -> None:
        with database.snapshot() as session:
            page = task_lists.page(
                Work(session, templates, every.rules(), TEAM, PM, NOW, "look"), Scope(project_id=project_id), 1
            )
            templates.message("tasks/list", Reader(), NOW, page=page, scope="{}")

    return look


def furnish(database: Database, templates: Templates, many: int) -> int:
    """A project with so many tasks, the half of them done."""
    with database.transaction() as session:
        people.keep(session, TEAM, [Account(PM, PM, "", "en-US", "Asia/Shanghai", False, False, False, False)])
        asked = NewProject(
            name="Launch",
            objective="Sell",
            pm_id=PM,
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 12, 31),
            meeting_weekday=2,
            meeting_time=time(10),
            initiating="R&D",
            departments=[DepartmentNamed("R&D", PM, PM)],
        )
        work = Work(session, templates, every.rules(), TEAM, PM, NOW, f"project of {many}")
        project = starting.create(work, asked)
        department = project_cards.overview(work, project)["departments"][0][1]
        session.add_all(
            Task(
                team_id=TEAM,
                project_id=project.id,
                cause=f"{many}:{number}",
                number=number_of(many, number),
                title=f"Task {number}",
                department_id=department.id,
                owner_id=PM,
                due_on=date(2026, 1, 1) + timedelta(days=number % 700),
                status="done" if number % 2 else "in progress",
                created_at=NOW,
                created_by=PM,
                changed_at=NOW,
                changed_by=PM,
            )
            for number in range(many)
        )
        return project.id


def number_of(many: int, index: int) -> int:
    """The number of a task by its place among those of a project of so many."""
    return many * 10 + index

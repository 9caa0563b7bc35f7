"""What a portfolio costs, against the one aggregate over its projects that it needs: the counting of all figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.process import every, health
from bot.process.kernel.work import Work
from bot.process.portfolio import rows
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import projects, schema
from storage.asks import Ask
from storage.baselines import Baseline, BaselineTask
from storage.db import Database
from storage.projects import Project
from storage.tasks import Task
from tests.bench.figures import Row, compared, timed
from tests.bench.lists import NOW, PM, TEAM, furnish

# Of each project; every fourth is late, every fifth a milestone.
TASKS = 10


def of_many(folder: Path, rounds: int, times: int, most: int = 2_000) -> list[Row]:
    """The portfolio of 1 %, a tenth and all of so many projects, looked up and drawn."""
    times = max(times // 20, 3)
    found = []
    for size in (most // 100, most // 10, most):
        database = Database(f"sqlite:///{folder / f'portfolio-{size}.db'}")
        schema.upgrade(database)
        templates = Templates()
        try:
            fill(database, templates, size)
            whole, aggregate = looking(database, templates), _aggregate(database, templates)
            found.append(
                compared(
                    f"portfolio of {size:,} projects",
                    "the one aggregate it needs",
                    [(timed(whole, times), timed(aggregate, times)) for _ in range(rounds)],
                    10 if size == most // 10 else None,
                )
            )
        finally:
            database.close()
    return found


def looking(database: Database, templates: Templates) -> Callable[[], None]:
    """Somebody asks for it."""

    def look() -> None:
        with database.snapshot() as session:
            found = rows.of(_work(session, templates), "")
            templates.message("portfolio/table", Reader(), NOW, portfolio=found, number=1)

    return look


def _aggregate(database: Database, templates: Templates) -> Callable[[], None]:
    def count() -> None:
        with database.snapshot() as session:
            health.of_projects(_work(session, templates), projects.all_of(session, TEAM))

    return count


def _work(session: Any, templates: Templates) -> Work:
    return Work(session, templates, every.rules(), TEAM, PM, NOW, "look")


def fill(database: Database, templates: Templates, many: int) -> None:
    """So many projects of one PM, each with ten tasks, a baseline, and two things that somebody waits for."""
    first = furnish(database, templates, 0)
    with database.transaction() as session:
        launch = projects.project(session, TEAM, first)
        assert launch is not None
        (part, _department), *_ = projects.taking_part(session, launch)
        kept = launch.model_dump()
        ids = range(first + 1, first + many)
        made = [
            {**kept, "id": one, "cause": f"p{one}", "number": f"P-2026-{one:04}", "channel_id": None} for one in ids
        ]
        session.execute(insert(Project), made)
        session.execute(insert(Baseline), [_baseline(one) for one in (first, *ids)])
        for one in (first, *ids):
            planned = [_task(one, place, part.department_id) for place in range(TASKS)]
            session.add_all(Task(**task) for task in planned)
            session.flush()
            session.execute(insert(BaselineTask), [_kept(one, task) for task in planned])
        session.execute(insert(Ask), [_ask(one, place) for one in (first, *ids) for place in range(2)])


def _baseline(project_id: int) -> dict[str, Any]:
    return {"id": project_id, "team_id": TEAM, "project_id": project_id, "number": 1, "edition": 1, "signature_ids": [],
            "taken_at": NOW, "taken_by": PM}  # fmt: skip


def _task(project_id: int, place: int, department_id: int) -> dict[str, Any]:
    number = project_id * TASKS + place
    day = date(2026, 11, 20) + timedelta(days=place)
    return {"id": number, "team_id": TEAM, "project_id": project_id, "cause": f"t{number}", "number": number,
            "title": f"Task {number}", "department_id": department_id, "owner_id": PM, "starts_on": day, "due_on": day,
            "is_milestone": place % 5 == 4, "status": "not started" if place % 4 else "in progress", "created_at": NOW,
            "created_by": PM, "changed_at": NOW, "changed_by": PM}  # fmt: skip


def _kept(project_id: int, task: dict[str, Any]) -> dict[str, Any]:
    same = ("team_id", "title", "department_id", "starts_on", "due_on", "is_milestone")
    return {"baseline_id": project_id, "task_id": task["id"], **{name: task[name] for name in same}}


def _ask(project_id: int, place: int) -> dict[str, Any]:
    return {"team_id": TEAM, "kind": "tasks.late", "subject_id": project_id * TASKS + place, "project_id": project_id,
            "user_id": PM, "since": NOW - timedelta(days=place)}  # fmt: skip

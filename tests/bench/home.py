"""What it costs to look at App Home and draw it, by what a person has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.process import every
from bot.process.home import inbox
from bot.process.home import page as home
from bot.process.home.page import Looking
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.projects import states as project_states
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import people, schema
from storage.db import Database
from storage.people import Account
from tests.bench.figures import Row, compared, timed

TEAM, NOW = "T1", datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
FEW, MORE, MANY = "few", "more", "many"


def of_many(folder: Path, rounds: int, times: int, items: int = 500) -> list[Row]:
    """A Home of a tenth and of all of so many tasks, a third late, against one of 5: it shows a page of each list."""
    database = Database(f"sqlite:///{folder / 'home.db'}")
    schema.upgrade(database)
    templates = Templates()
    try:
        _furnish(database, templates, {FEW: 5, MORE: items // 10, MANY: items})
        looks = {who: _looking(database, templates, who) for who in (FEW, MORE, MANY)}
        return [
            compared(
                f"Home with {has} items, looked up and drawn",
                "Home with 5",
                [(timed(looks[who], times), timed(looks[FEW], times)) for _ in range(rounds)],
                goal,
            )
            for who, has, goal in ((MORE, items // 10, None), (MANY, items, 4))
        ]
    finally:
        database.close()


def _looking(database: Database, templates: Templates, who: str) -> Callable[[], None]:
    def look() -> None:
        with database.snapshot() as session:
            shown = home.look(Work(session, templates, every.rules(), TEAM, who, NOW, "look"), Looking())
            templates.view(
                "home/home", Reader(), NOW, home=shown, phases=project_states.PHASES, kinds=inbox.REMINDERS, target="{}"
            )

    return look


def _furnish(database: Database, templates: Templates, items: dict[str, int]) -> None:
    with database.transaction() as session:
        accounts = [Account(one, one, "", "en-US", "Asia/Shanghai", False, False, False, False) for one in items]
        people.keep(session, TEAM, accounts)
        asked = NewProject(
            name="Launch",
            objective="Sell",
            pm_id=FEW,
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 31),
            meeting_weekday=2,
            meeting_time=time(10),
            initiating="R&D",
            departments=[DepartmentNamed("R&D", FEW, FEW)],
        )
        project = starting.create(Work(session, templates, every.rules(), TEAM, FEW, NOW, "project"), asked)
        department = project_cards.overview(Work(session, templates, every.rules(), TEAM, FEW, NOW, ""), project)[
            "departments"
        ][0][1]
        for who, number in items.items():
            for one in range(number):
                due_on = date(2026, 11, 13) + timedelta(days=one % 30)
                task = NewTask(project.id, f"Task {one}", department.id, who, due_on)
                adding.add(Work(session, templates, every.rules(), TEAM, FEW, NOW, f"{who}:{one}"), task)

"""What it costs to look at App Home and draw it, by what a person has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.process import every
from bot.process.disputes import raising
from bot.process.disputes.raising import NewDispute
from bot.process.home import inbox
from bot.process.home import page as home
from bot.process.home.page import Looking
from bot.process.kernel import gates
from bot.process.kernel.work import Work
from bot.process.minutes import reminders as minutes_reminders
from bot.process.projects import cards as project_cards
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.reports import reminders as report_reminders
from bot.process.requests import asking
from bot.process.requests.asking import Ask
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import meetings, people, projects, schema
from storage.db import Database
from storage.meetings import Meeting
from storage.people import Account
from tests.bench.figures import Row, compared, timed

TEAM, NOW = "T1", datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
FEW, MORE, MANY = "few", "more", "many"
# Who manages a project, and for whom something of each of five flows waits.
BUSY = "busy"


def of_many(folder: Path, rounds: int, times: int, items: int = 500) -> list[Row]:
    """A Home of a tenth and of all of so many tasks, a third late, against one of 5: it shows a page of each list."""
    database = Database(f"sqlite:///{folder / 'home.db'}")
    schema.upgrade(database)
    templates = Templates()
    try:
        _furnish(database, templates, {FEW: 5, MORE: items // 10, MANY: items})
        _furnish_flows(database, templates)
        looks = {who: _looking(database, templates, who) for who in (FEW, MORE, MANY, BUSY)}
        drawn = [(timed(looks[BUSY], times), timed(looks[FEW], times)) for _ in range(rounds)]
        return [
            compared("Home with something of five flows", "Home with 5 tasks", drawn),
            *(
                compared(
                    f"Home with {has} items, looked up and drawn",
                    "Home with 5",
                    [(timed(looks[who], times), timed(looks[FEW], times)) for _ in range(rounds)],
                    goal,
                )
                for who, has, goal in ((MORE, items // 10, None), (MANY, items, 4))
            ),
        ]
    finally:
        database.close()


def _looking(database: Database, templates: Templates, who: str) -> Callable[[], None]:
    def look() -> None:
        with database.snapshot() as session:
            shown = home.look(Work(session, templates, every.rules(), TEAM, who, NOW, "look"), Looking())
            templates.view(
                "home/home", Reader(), NOW, home=shown, phases=gates.PHASES, kinds=inbox.REMINDERS, target="{}"
            )

    return look


def _furnish(database: Database, templates: Templates, items: dict[str, int]) -> None:
    with database.transaction() as session:
        accounts = [
            Account(one, one, "", "en-US", "Asia/Shanghai", False, False, False, False) for one in (*items, BUSY)
        ]
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


def _furnish_flows(database: Database, templates: Templates) -> None:
    """A late task, a report before today's meeting, the minutes of the last one, a request and a dispute."""
    with database.transaction() as session:

        def acting(who: str, cause: str) -> Work:
            return Work(session, templates, every.rules(), TEAM, who, NOW, cause)

        asked = NewProject(
            name="Fair",
            objective="Show",
            pm_id=BUSY,
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 12, 31),
            meeting_weekday=0,
            meeting_time=time(10, 30),
            initiating="R&D",
            departments=[DepartmentNamed("R&D", BUSY, BUSY), DepartmentNamed("Marketing", FEW, FEW)],
        )
        project = starting.create(acting(BUSY, "fair"), asked)
        ours, theirs = (made.id for _part, made in projects.taking_part(session, project))
        adding.add(acting(BUSY, "late"), NewTask(project.id, "Late", ours, BUSY, date(2026, 11, 13)))
        asking.ask(acting(FEW, "request"), Ask(project.id, ours, "Artwork", date(2026, 12, 9)))
        raising.raise_(acting(FEW, "dispute"), NewDispute(project.id, theirs, ours, "Artwork", "It met the standard."))
        (upcoming,) = meetings.planned_of(session, TEAM, [project.id])
        report_reminders.look(acting(BUSY, "report"), upcoming.id)
        week = timedelta(days=7)
        held = Meeting(
            team_id=TEAM, project_id=project.id, planned_on=upcoming.planned_on - week,
            starts_at=upcoming.starts_at - week, minutes=60, state=meetings.HELD, created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        session.add(held)
        session.flush()
        minutes_reminders.look(acting(BUSY, "minutes"), held.id)

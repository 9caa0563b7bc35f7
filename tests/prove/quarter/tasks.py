"""Tasks in the soak: planned at the beginning, told of every few days, done in time or late, sometimes moved."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from bot.calendars import Calendar
from bot.process.tasks import adding, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage.tasks import Task
from tests.prove.quarter.company import Company, Part, Project
from tests.prove.quarter.hands import Agenda, Hands

# Working days that a task takes, and between two words of its owner.
SHORTEST, LONGEST = 3, 15
TOLD_EVERY = 4
# Of a hundred tasks: how many are late, how many have their date moved instead, how many belong to the liaison.
LATE, MOVED, OF_LIAISON = 25, 10, 15
MOST_LATE = 6


class Tasks:
    """The tasks of every project."""

    def __init__(self, company: Company, hands: Hands, agenda: Agenda, chance: random.Random) -> None:
        self._company = company
        self._hands = hands
        self._agenda = agenda
        self._chance = chance

    def plan(self, today: date) -> None:
        """Every manager plans; every owner will begin when it is time."""
        for project in self._company.projects:
            country = project.parts[0].department.country
            calendar = Calendar(country, country)
            for number in range(self._company.size.tasks_a_project):
                part = project.parts[number % len(project.parts)]
                self._plan_one(project, part, number, calendar, today)

    def _plan_one(self, project: Project, part: Part, number: int, calendar: Calendar, today: date) -> None:
        is_liaisons = self._chance.randrange(100) < OF_LIAISON
        owner = part.liaison if is_liaisons else self._chance.choice(part.owners)
        # Spread over the days that are lived through, some begun before.
        last = max(self._company.size.days * 5 // 7, 2)
        starts = self._chance.randrange(-SHORTEST, last)
        length = self._chance.randint(SHORTEST, LONGEST)
        first_on = calendar.add_working_days(today, starts)
        due_on = calendar.add_working_days(first_on, length)
        asked = NewTask(
            project_id=project.id,
            title=f"Task {number + 1} of project {project.number}",
            department_id=part.department.id,
            owner_id=owner,
            starts_on=first_on,
            due_on=due_on,
        )
        shown = self._hands.make(project.pm, adding.add, asked)
        ends = length + max(starts, 0)
        fate = self._chance.randrange(100)
        if fate < LATE:
            ends += self._chance.randint(1, MOST_LATE)
        elif fate < LATE + MOVED:
            self._move(shown.task.number, owner, due_on, max(ends - 2, 1))
            ends += MOST_LATE // 2
        begins = max(starts, 1)
        for progress, day in enumerate(range(begins, max(ends, begins + 1), TOLD_EVERY), 1):
            update = Update(Status.IN_PROGRESS if progress == 1 else None, min(progress * 20, 95), f"Day {day}")
            self._say(shown.task.number, owner, update, day)
        self._say(shown.task.number, owner, Update(Status.DONE), max(ends, begins + 1))

    def _say(self, number: int, owner: str, said: Update, day: int) -> None:
        def act() -> None:
            # The owner may have left meanwhile, and nobody may have followed yet.
            now = self._hands.look(_owner_of, number)
            if not self._agenda.is_gone(now):
                self._hands.do(now, updates.update, number, said)

        self._agenda.within(day, owner, act)

    def _move(self, number: int, owner: str, due_on: date, day: int) -> None:
        later = Update(due_on=due_on + timedelta(days=MOST_LATE), note="The supplier needs longer")
        self._say(number, owner, later, day)


def _owner_of(session: Session, number: int) -> str:
    return session.scalars(select(col(Task.owner_id)).where(col(Task.number) == number)).one() or ""

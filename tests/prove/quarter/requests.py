"""Collaboration requests in the soak: asked, answered in time, late or never, delivered, confirmed or returned."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from bot.process.requests import asking as request_asking
from bot.process.requests import contract
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from tests.prove.quarter.company import Company, Part, Project
from tests.prove.quarter.hands import Agenda, Hands

# A project asks about so many times a month.
A_MONTH = 6
WORKING_DAYS_A_MONTH = 21
# Of a hundred: answered late, never answered, objected to, delivered late, returned once.
ANSWERED_LATE, UNANSWERED, OBJECTED, DELIVERED_LATE, RETURNED = 12, 5, 20, 15, 10
NEEDED_WITHIN_DAYS = (7, 25)


class Requests:
    """The requests of every project."""

    def __init__(
        self, company: Company, hands: Hands, agenda: Agenda, chance: random.Random, today: Callable[[str], date]
    ) -> None:
        self._company = company
        self._hands = hands
        self._agenda = agenda
        self._chance = chance
        self._today = today

    def plan(self) -> None:
        """Who asks whom, on which day."""
        days = self._company.size.days * 5 // 7
        for project in self._company.projects:
            for day in range(1, days):
                if self._chance.random() < A_MONTH / WORKING_DAYS_A_MONTH:
                    asking, asked = self._chance.sample(project.parts, 2)
                    self._agenda.within(day, asking.liaison, self._ask(project, asking, asked))

    def _hit(self, of_a_hundred: int) -> bool:
        return self._chance.randrange(100) < of_a_hundred

    def _ask(self, project: Project, asking: Part, asked: Part) -> Callable[[], None]:
        def act() -> None:
            today = self._today(project.parts[0].department.zone)
            needed_by = today + timedelta(days=self._chance.randint(*NEEDED_WITHIN_DAYS))
            ask = Ask(project.id, asked.department.id, f"Help for project {project.number}", needed_by)
            shown = self._hands.do(asking.liaison, request_asking.ask, ask)
            if shown is not None and not self._hit(UNANSWERED):
                days = self._chance.randint(3, 6) if self._hit(ANSWERED_LATE) else self._chance.randint(0, 2)
                self._agenda.within(days, asked.liaison, self._answer(shown.request.id, asking, asked, needed_by))

        return act

    def _answer(self, request: int, asking: Part, asked: Part, needed_by: date) -> Callable[[], None]:
        def act() -> None:
            if self._hit(OBJECTED):
                later = Objection("No hands free that week", "Half of it now, the rest later")
                if self._hands.do(asked.liaison, contract.object_to, request, later) is not None:
                    self._agenda.within(
                        self._chance.randint(0, 2), asking.liaison, self._settle(request, asking, asked, needed_by)
                    )
            elif self._hands.do(asked.liaison, contract.accept, request) is not None:
                self._plan_delivery(request, asking, asked, needed_by)

        return act

    def _settle(self, request: int, asking: Part, asked: Part, needed_by: date) -> Callable[[], None]:
        def act() -> None:
            if self._hit(30):
                self._hands.do(asking.liaison, contract.withdraw, request)
            elif self._hands.do(asking.liaison, contract.take, request) is not None:
                self._plan_delivery(request, asking, asked, needed_by)

        return act

    def _plan_delivery(self, request: int, asking: Part, asked: Part, needed_by: date) -> None:
        today = self._today(asked.department.zone)
        days = max((needed_by - today).days * 5 // 7, 1)
        days = days + self._chance.randint(1, 4) if self._hit(DELIVERED_LATE) else self._chance.randint(1, days)
        self._agenda.within(days, asked.liaison, self._deliver(request, asking, asked))

    def _deliver(self, request: int, asking: Part, asked: Part) -> Callable[[], None]:
        def act() -> None:
            if self._hands.do(asked.liaison, contract.deliver, request, "All of it") is not None:
                self._agenda.within(self._chance.randint(0, 2), asking.liaison, self._judge(request, asking, asked))

        return act

    def _judge(self, request: int, asking: Part, asked: Part) -> Callable[[], None]:
        def act() -> None:
            if self._hit(RETURNED):
                if self._hands.do(asking.liaison, contract.send_back, request, "One page is missing") is not None:
                    self._agenda.within(1, asked.liaison, self._deliver(request, asking, asked))
            else:
                self._hands.do(asking.liaison, contract.confirm, request)

        return act

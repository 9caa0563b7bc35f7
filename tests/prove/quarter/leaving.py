"""Who is away in the soak, with a substitute, and who leaves the company for good."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from bot.process.handovers import handing
from bot.process.kernel import posts
from bot.process.kernel.work import Work
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.sandbox.world.state import Slack
from storage import projects
from tests.prove.quarter.company import Company
from tests.prove.quarter.hands import Agenda, Hands

DAYS_AWAY = 5
# Of a hundred owners of tasks: so many leave.
LEAVE_FOR_GOOD = 2


class Leaving:
    """Every liaison is away for one week; a few owners of tasks leave, and their manager names a successor."""

    def __init__(self, company: Company, hands: Hands, agenda: Agenda, chance: random.Random, slack: Slack) -> None:
        self._company = company
        self._hands = hands
        self._agenda = agenda
        self._chance = chance
        self._slack = slack
        # Slack's own changes are made where Slack lives, not in the thread of the database.
        self.in_slack: list[Callable[[], None]] = []
        self.away = self.gone = 0

    def plan(self, today: date) -> None:
        """Who, and when."""
        weeks = max((self._company.size.days - 3) // 7, 1)
        for department in self._company.departments:
            for liaison in department.liaisons:
                first = today + timedelta(days=7 * self._chance.randrange(weeks) + 1 + (7 - today.weekday()) % 7)
                self._leave(liaison, department.head, first)
        owners = sorted({who for one in self._company.projects for part in one.parts for who in part.owners})
        for who in self._chance.sample(owners, max(len(owners) * LEAVE_FOR_GOOD // 100, 1)):
            self._agenda.within(self._chance.randrange(2, max(weeks * 5, 3)), who, self._go(who))

    def _leave(self, liaison: str, head: str, first: date) -> None:
        window = NewWindow(liaison, head, first, first + timedelta(days=DAYS_AWAY - 1))
        if self._hands.do(liaison, windows.name, window) is not None:
            self.away += 1
            self._agenda.away.setdefault(liaison, []).append((window.first_on, window.last_on))

    def _go(self, who: str) -> Callable[[], None]:
        def act() -> None:
            self.gone += 1
            self._agenda.goes(who)
            self.in_slack.append(lambda: self._slack.change_person(who, deleted=True))
            for project in self._company.projects:
                successors = [one for part in project.parts for one in part.owners if who in part.owners and one != who]
                if successors:
                    self._agenda.within(1, project.pm, self._hand_over(project.pm, project.id, who, successors[0]))

        return act

    def _hand_over(self, manager: str, project: int, who: str, successor: str) -> Callable[[], None]:
        return lambda: self._hands.do(manager, _all_to, project, who, successor)


def _all_to(work: Work, project_id: int, who: str, successor: str) -> None:
    project = projects.project(work.session, work.team_id, project_id)
    if project is not None and posts.held(work, project, who):
        handing.all_to(work, project_id, who, successor)

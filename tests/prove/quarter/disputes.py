"""Disputes in the soak: raised, answered or not, settled within the hours or decided by the sponsor."""

from __future__ import annotations

import random
from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.process.disputes import consensus, decisions
from bot.process.disputes import raising as dispute_raising
from bot.process.disputes.consensus import NewText
from bot.process.disputes.decisions import Decision
from bot.process.disputes.raising import NewDispute
from storage import disputes as stored
from storage.disputes import Dispute
from storage.matters import by_id
from tests.prove.quarter.company import Company, Part, Project
from tests.prove.quarter.hands import Agenda, Hands

# A project has one in so many days.
DAYS_A_DISPUTE = 60
# Of a hundred: no position of the other side, no consensus, major by the PM's word.
SILENT, WITHOUT_CONSENSUS, MAJOR = 20, 30, 10


class Disputes:
    """The disputes of every project."""

    def __init__(self, company: Company, hands: Hands, agenda: Agenda, chance: random.Random, team_id: str) -> None:
        self._company = company
        self._hands = hands
        self._agenda = agenda
        self._chance = chance
        self._team_id = team_id

    def plan(self) -> None:
        """Who raises one, on which day."""
        size = self._company.size
        for _ in range(max(size.projects * size.days // DAYS_A_DISPUTE, 1)):
            project = self._chance.choice(self._company.projects)
            # The sponsor leads the first department, and decides what others differ about.
            raising, other = self._chance.sample(project.parts[1:], 2)
            day = self._chance.randrange(1, max(size.days * 5 // 7 - 3, 2))
            self._agenda.within(day, raising.liaison, self._raise(project, raising, other))

    def _hit(self, of_a_hundred: int) -> bool:
        return self._chance.randrange(100) < of_a_hundred

    def _raise(self, project: Project, raising: Part, other: Part) -> Callable[[], None]:
        def act() -> None:
            asked = NewDispute(
                project.id, raising.department.id, other.department.id, "Who pays for the second proof", "They do"
            )
            shown = self._hands.do(raising.liaison, dispute_raising.raise_, asked)
            if shown is None:
                return
            dispute_id = shown.dispute.id
            if self._hit(MAJOR):
                self._soon(project.pm, lambda: self._hands.do(project.pm, decisions.major, dispute_id))
            if not self._hit(SILENT):
                self._soon(other.liaison, self._answer(dispute_id, raising, other))
            self._agenda.within(2, project.parts[0].department.head, self._decide(dispute_id, project))

        return act

    def _soon(self, who: str, act: Callable[[], object]) -> None:
        self._agenda.within(0, who, act)

    def _answer(self, dispute_id: int, raising: Part, other: Part) -> Callable[[], None]:
        def act() -> None:
            if not self._is(dispute_id, stored.RUNNING):
                return
            self._hands.do(other.liaison, consensus.state_position, dispute_id, "It was in the contract")
            self._soon(raising.liaison, self._propose(dispute_id, raising, other))

        return act

    def _propose(self, dispute_id: int, raising: Part, other: Part) -> Callable[[], None]:
        def act() -> None:
            if not self._is(dispute_id, stored.RUNNING):
                return
            shown = self._hands.do(raising.liaison, consensus.propose, dispute_id, NewText("Each pays a half"))
            if shown is not None and shown.proposal is not None and not self._hit(WITHOUT_CONSENSUS):
                self._soon(other.liaison, self._confirm(dispute_id, shown.proposal.id, other))

        return act

    def _confirm(self, dispute_id: int, proposal_id: int, other: Part) -> Callable[[], None]:
        def act() -> None:
            if self._is(dispute_id, stored.RUNNING):
                self._hands.do(other.liaison, consensus.confirm, proposal_id)

        return act

    def _decide(self, dispute_id: int, project: Project) -> Callable[[], None]:
        def act() -> None:
            if self._is(dispute_id, ("escalated",)):
                sponsor = project.parts[0].department.head
                decision = Decision("Each pays a half", reasons="Both asked for it")
                self._hands.do(sponsor, decisions.decide, dispute_id, decision)

        return act

    def _is(self, dispute_id: int, states: tuple[str, ...]) -> bool:
        def state(session: Session) -> str:
            found = by_id(session, Dispute, self._team_id, dispute_id)
            return found.state if found is not None else ""

        return self._hands.look(state) in states

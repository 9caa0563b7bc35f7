"""How a proposal is shown, whatever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.calendars import Calendar
from bot.process.kernel import calendars, matters, partners, substitutes, timelines
from bot.process.kernel.rules import Role
from bot.process.kernel.shows import Shows
from bot.process.kernel.work import Work
from bot.process.proposals import differences
from bot.process.proposals.differences import Difference
from bot.process.proposals.scenarios import Suggested, suggested
from bot.process.proposals.states import DID, TRANSITIONS, State
from bot.words.language import Text
from storage import people, proposals
from storage.departments import Department
from storage.history import Change
from storage.people import Person
from storage.projects import Project
from storage.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Shown(Shows[State]):
    """A proposal as it is shown: with its project, departments and people, and what is late about it."""

    moves = TRANSITIONS

    proposal: Proposal
    project: Project
    scenario: Suggested
    initiating: Department
    departments: Sequence[Department]
    proposer: Person | None
    pm: Person | None
    sponsor: Person | None
    # Who is asked for an answer now: empty where nobody is there who could give one.
    deciders: Sequence[Person]
    calendar: Calendar
    counted: Text
    is_late: bool
    working_days_late: int
    changed_by: Person | None
    changed_for: Person | None = None
    decided_by: Person | None = None
    decided_for: Person | None = None
    # What is other than when it was returned, where it was sent again since.
    differences: Sequence[Difference] = ()

    @property
    def matter(self) -> Proposal:
        """What is kept of it."""
        return self.proposal

    @property
    def decider(self) -> Text | None:
        """Who gave the answer that stands, and for whom."""
        return substitutes.hand(self.decided_by, self.decided_for) if self.decided_by is not None else None

    @property
    def is_of_one(self) -> bool:
        """Whether who proposes decides on it, too: has decided, or is the only one who can."""
        if self.proposal.decided_by is not None:
            return self.proposal.decided_by == self.proposal.created_by
        return [one.user_id for one in self.deciders] == [self.proposal.created_by]

    def may_be_decided_by(self, user_id: str) -> bool:
        """Whether it is not that person's own, or nobody else is asked: nobody decides on what they proposed."""
        return user_id != self.proposal.created_by or self.is_of_one


def one(work: Work, proposal: Proposal) -> Shown:
    """A proposal as it is shown."""
    project = matters.project_of(work, proposal)
    initiating = partners.named(work, project.initiating_department_id)
    named = people.people(
        work.session,
        work.team_id,
        {
            user_id
            for user_id in (
                proposal.created_by, project.pm_id, project.sponsor_id, proposal.changed_by, proposal.changed_for,
                proposal.decided_by, proposal.decided_for,
            )
            if user_id
        },
    )  # fmt: skip
    calendar, today = calendars.of_department(work, initiating), work.today(project.zone)
    is_late = proposal.state == State.WAITING and proposal.decide_by < today
    return Shown(
        proposal=proposal,
        project=project,
        scenario=suggested(proposal.scenario),
        initiating=initiating,
        departments=proposals.departments_of(work.session, proposal),
        proposer=named.get(proposal.created_by),
        pm=named.get(project.pm_id),
        sponsor=named.get(project.sponsor_id),
        deciders=deciders(work, proposal, initiating),
        calendar=calendar,
        counted=calendars.named(calendar, today, proposal.decide_by),
        is_late=is_late,
        working_days_late=calendar.working_days_late(proposal.decide_by, today) if is_late else 0,
        changed_by=named.get(proposal.changed_by),
        changed_for=named.get(proposal.changed_for or ""),
        decided_by=named.get(proposal.decided_by or ""),
        decided_for=named.get(proposal.decided_for or ""),
        differences=differences.since_returned(work, proposal),
    )


def many(work: Work, found: Sequence[Proposal]) -> list[Shown]:
    """Proposals as they are shown, in the same order."""
    return [one(work, proposal) for proposal in found]


def is_own(work: Work, shown: Shown) -> bool:
    """Whether it is the actor's own, and somebody else is asked: nobody decides on what they proposed themselves."""
    return not shown.may_be_decided_by(work.person.user_id)


def deciders(work: Work, proposal: Proposal, initiating: Department) -> list[Person]:
    """Who is asked: the head of the initiating department; the deputies of one who proposes, or has left; both where
    nobody but who proposes stands in for a head who is away.

    Whoever proposes decides alone only where nobody else can. Nobody where no head and no deputy is there.
    """
    known = people.people(work.session, work.team_id, {initiating.head_id, *initiating.deputies})
    there = [
        known[one]
        for one in dict.fromkeys((initiating.head_id, *initiating.deputies))
        if one in known and known[one].is_there
    ]
    others = [person for person in there if person.user_id != proposal.created_by]
    if others and others[0].user_id == initiating.head_id:
        standing_in = {one.user_id for one in substitutes.covering(work, initiating.head_id)}
        return others if standing_in == {proposal.created_by} else others[:1]
    return others or there[:1]


def concerns(work: Work, _action: str, proposal: Proposal) -> dict[str, Any]:
    """Whose department and whose person an action on the proposal is a matter of, for `rights.must`."""
    project = matters.project_of(work, proposal)
    return {"department_id": project.initiating_department_id, "who": {Role.PROPOSER: proposal.created_by}}


def told(_work: Work, change: Change) -> Text:
    """One change in words."""
    return timelines.told(change, DID)

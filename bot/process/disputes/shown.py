"""How a dispute is shown, whatever shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.process.disputes import clock as dispute_clock
from bot.process.disputes import signed
from bot.process.disputes.clock import Clock
from bot.process.disputes.states import DID, STATES, State, Turn
from bot.process.kernel import calendars, matters, partners, signatures, substitutes, timelines
from bot.process.kernel.rules import Role
from bot.process.kernel.signatures import NOBODY, Round
from bot.process.kernel.work import Work
from bot.words.language import Name, Text
from storage import departments, disputes, people, project_reading, projects, requests
from storage.departments import Department
from storage.disputes import Dispute, Proposal
from storage.history import Change
from storage.matters import by_id
from storage.people import Person
from storage.projects import Project
from storage.requests import Request
from storage.signatures import Signature
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Side:
    """One department of a dispute, with who answers for it in the project, and what it says."""

    department: Department
    head: Person | None
    liaison: Person | None
    position: str
    # Who confirmed the text that stands, and for whom.
    confirmed_by: Text | None = None

    @property
    def name(self) -> Name:
        """What it is called."""
        return self.department.name

    @property
    def people(self) -> list[Person]:
        """Liaison and head, each once; nobody who has left."""
        found = {one.user_id: one for one in (self.liaison, self.head) if one is not None and not one.is_deactivated}
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """A dispute as it is shown; `remaining` is what is left of its clock, `now` the moment at which that was so."""

    dispute: Dispute
    project: Project
    raising: Side
    other: Side
    tasks: tuple[Task, ...]
    request: Request | None
    proposal: Proposal | None
    proposed_by: Text | None
    raised_by: Person | None
    # Who decides; None where nobody is named who is no party.
    decider: Person | None
    # By whom it was decided, or changed last.
    decided_by: Text | None
    hand: Text
    remaining: timedelta
    # The calendar whose working hours are counted, where they are.
    counted: Text | None = None

    @property
    def matter(self) -> Dispute:
        """What is kept of it."""
        return self.dispute

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.dispute.state)

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        return STATES[self.state]

    @property
    def left(self) -> Text:
        """How much of the clock is left, in words."""
        return dispute_clock.left(Clock(self.dispute.clock), self.remaining)

    @property
    def is_running(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in disputes.RUNNING

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, the one that raised it first."""
        return self.raising, self.other

    @property
    def unconfirmed(self) -> list[Side]:
        """The sides that have not confirmed the text that stands; both where none does."""
        return [side for side in self.sides if side.confirmed_by is None]

    @property
    def needs_decider(self) -> bool:
        """Whether it waits for a decision, and nobody can make it."""
        return self.state == State.ESCALATED and self.decider is None

    @property
    def has_disputed_request(self) -> bool:
        """Whether the outcome says what becomes of a collaboration request."""
        return self.request is not None and self.request.state == requests.DISPUTED

    @property
    def signature(self) -> str:
        """The beginning of the hash under which the outcome is signed; enough to compare by eye."""
        return self.dispute.content_hash[:12]


def one(work: Work, dispute: Dispute) -> Shown:
    """A dispute as it is shown."""
    return many(work, [dispute])[0]


def many(work: Work, found: Sequence[Dispute], *, with_tasks: bool = True) -> list[Shown]:
    """Disputes as they are shown, in the same order; in a line of a list their tasks are not."""
    ids = [one.id for one in found]
    project_reading.read_ahead(work.session, [one.project_id for one in found])
    texts = disputes.latest(work.session, work.team_id, ids)
    about_tasks = disputes.tasks_of(work.session, work.team_id, ids) if with_tasks else {}
    rounds = signatures.of(work, "disputes", texts)
    return [
        _shown(work, one, texts.get(one.id), rounds.get(one.id, NOBODY), about_tasks.get(one.id, [])) for one in found
    ]


def decider(work: Work, dispute: Dispute, project: Project) -> Person | None:
    """Who decides it: the sponsor; where the sponsor is a party or gone, the second decider; None for nobody."""
    for user_id in (project.sponsor_id, project.second_decider_id):
        person = people.person(work.session, work.team_id, user_id) if user_id else None
        if person is not None and not person.is_deactivated and not is_party(work, dispute, person.user_id):
            return person
    return None


def manager(work: Work, shown: Shown) -> Person | None:
    """The PM of its project."""
    return people.person(work.session, work.team_id, shown.project.pm_id)


def is_party(work: Work, dispute: Dispute, user_id: str) -> bool:
    """Whether the person is head, deputy head or liaison of either side, or raised it."""
    if user_id == dispute.raised_by:
        return True
    for department_id in dispute.sides:
        part = projects.part(work.session, dispute.project_id, department_id)
        own = departments.department(work.session, work.team_id, department_id)
        if (part and user_id in (part.head_id, part.liaison_id)) or (own and user_id in own.deputies):
            return True
    return False


def on_both_sides(work: Work, shown: Shown) -> list[Person]:
    """Who speaks for both sides, as who stands in for one of them may: they confirm for one alone."""
    one, other = (partners.speakers(work, shown.project, side.department.id) for side in shown.sides)
    return [person for user_id, person in sorted(one.items()) if user_id in other]


def about(dispute: Dispute) -> str:
    """What its card and its outcome are filed under."""
    return f"disputes:{dispute.id}"


def turn_of(dispute: Dispute, what: Turn) -> str:
    """What is said to people of that is filed under; what was not said by the time it is settled is dropped."""
    return f"{about(dispute)}:turn:{what}"


def place_of(dispute: Dispute, what: Turn) -> str:
    """Under what a message that was told of it now is kept, so that it can be drawn anew."""
    return f"{turn_of(dispute, what)}:{dispute.warned if what is Turn.WARNING else dispute.version}"


def places(dispute: Dispute) -> list[str]:
    """Everything under which `place_of` may have kept one."""
    most = max(dispute.version, dispute_clock.HOURS)
    return [f"{turn_of(dispute, what)}:{number}" for what in Turn for number in range(most + 1)]


def told(work: Work, change: Change) -> Text:
    """One change in words, with the side that it was done for."""
    _before, side = change.changes.get("department", (None, None))
    return timelines.told(change, DID, {"department": partners.name(work, side) if side else Text("?")})


def concerns(work: Work, action: str, dispute: Dispute) -> dict[str, Any]:
    """What an action on the dispute is a matter of, for the table of rights."""
    chosen = decider(work, dispute, matters.project_of(work, dispute)) if action == "disputes.decide" else None
    who = {
        Role.OWNER: dispute.raised_by if action == "disputes.withdraw" else None,
        Role.DECIDER: chosen.user_id if chosen else None,
    }
    sides = dispute.raising_department_id if action == "disputes.withdraw" else dispute.sides
    return {"department_id": sides, "who": who}


def _shown(work: Work, dispute: Dispute, proposal: Proposal | None, asked: Round, about_tasks: Sequence[Task]) -> Shown:
    confirmed = signed.confirmed(asked, signed.of_text(dispute, proposal)) if proposal else {}
    project = matters.project_of(work, dispute)
    by = {proposal.proposed_by, proposal.proposed_for} if proposal else set()
    ids = {dispute.raised_by, dispute.changed_by, dispute.changed_for, dispute.decided_by, dispute.decided_for, *by}
    named = people.people(work.session, work.team_id, {one for one in ids if one})
    request = by_id(work.session, Request, work.team_id, dispute.request_id)

    def hand(actor_id: str | None, principal_id: str | None) -> Text:
        return substitutes.hand(named.get(actor_id or ""), named.get(principal_id or ""))

    return Shown(
        dispute=dispute,
        project=project,
        raising=_side(work, dispute, dispute.raising_department_id, dispute.raising_position, confirmed),
        other=_side(work, dispute, dispute.other_department_id, dispute.other_position, confirmed),
        tasks=tuple(about_tasks),
        request=request,
        proposal=proposal,
        proposed_by=hand(proposal.proposed_by, proposal.proposed_for) if proposal else None,
        raised_by=named.get(dispute.raised_by),
        decider=decider(work, dispute, project),
        decided_by=hand(dispute.decided_by, dispute.decided_for) if dispute.decided_by else None,
        hand=hand(dispute.changed_by, dispute.changed_for),
        remaining=remaining(work, dispute, project),
        counted=_counted(work, dispute, project),
    )


def remaining(work: Work, dispute: Dispute, project: Project) -> timedelta:
    """How much of its clock is left."""
    calendar = calendars.of_project(work, project)
    return dispute_clock.between(Clock(dispute.clock), work.now, dispute.deadline_at, calendar, project.zone)


def _counted(work: Work, dispute: Dispute, project: Project) -> Text | None:
    if Clock(dispute.clock) is not Clock.WORKING:
        return None
    zone = ZoneInfo(project.zone)
    first, last = (one.astimezone(zone).date() for one in (dispute.created_at, dispute.deadline_at))
    return calendars.counted_in(work, project.calendar, first, last)


def _side(work: Work, dispute: Dispute, department_id: int, position: str, confirmed: Mapping[int, Signature]) -> Side:
    part = projects.part(work.session, dispute.project_id, department_id)
    named = people.people(work.session, work.team_id, [part.head_id, part.liaison_id] if part else [])
    return Side(
        department=partners.named(work, department_id),
        head=named.get(part.head_id) if part else None,
        liaison=named.get(part.liaison_id) if part else None,
        position=position,
        confirmed_by=signatures.hand(work, confirmed[department_id]) if department_id in confirmed else None,
    )


def deadline_of(work: Work, project: Project, since: datetime, clock: Clock) -> datetime:
    """When the clock of a dispute that is registered then ends."""
    return dispute_clock.after(clock, since, dispute_clock.HOURS, calendars.of_project(work, project), project.zone)

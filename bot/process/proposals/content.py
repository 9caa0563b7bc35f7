"""What a proposal says: what somebody typed, what is kept of it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.process.kernel import calendars, members, partners, phrases, rights
from bot.process.kernel.work import Work
from bot.process.proposals.states import ANSWER_DAYS
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people, proposals
from storage.departments import Department
from storage.projects import Project
from storage.proposals import Proposal

# What of it the project itself says.
OF_PROJECT = ("name", "objective", "initiating_department_id", "pm_id", "sponsor_id", "starts_on", "ends_on")
OF_PROPOSAL = ("scenario", "background", "outcomes", "wants_private")


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that is proposed. The initiating department is one of `departments`, the first."""

    name: str
    scenario: str
    initiating_department_id: int
    starts_on: date
    ends_on: date
    background: str
    objective: str
    outcomes: tuple[str, ...]
    departments: tuple[int, ...]
    pm_id: str
    sponsor_id: str
    wants_private: bool = False

    def of(self, names: tuple[str, ...]) -> dict[str, Any]:
        """These of its fields, as they are kept."""
        found = {name: getattr(self, name) for name in names}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def kept(work: Work, proposal: Proposal, project: Project) -> Proposed:
    """What is kept of it, as somebody would type it."""
    of_both = {name: getattr(project, name) for name in OF_PROJECT}
    of_both |= {name: getattr(proposal, name) for name in OF_PROPOSAL}
    parts = tuple(one.id for one in proposals.departments_of(work.session, proposal))
    return Proposed(**{**of_both, "outcomes": tuple(proposal.outcomes)}, departments=parts)


def may_propose(work: Work) -> None:
    """Raises Refused for those who may not propose a project, before they type anything."""
    rights.must(work, "proposals.propose", None, _("Guests cannot propose a project."))
    if not departments.all_of(work.session, work.team_id):
        raise Refused(
            _(
                "No department is known here yet, and the head of one approves a proposal. "
                "An admin adds them on Liaison's Home, or with `/liaison departments`."
            )
        )


def read_days(work: Work, starts: str, ends: str, initiating_id: int) -> tuple[date, date]:
    """From when until when, in words or as dates, by the working days of the initiating department.

    Raises Refused beside the field for what is no day, and for an end that is not after the beginning, or has passed.
    """
    calendar, zone = calendars.of_department(work, department(work, initiating_id)), work.person.zone
    starts_on = phrases.read_roughly(work, starts, zone=zone, calendar=calendar, field="starts", past=True)
    ends_on = phrases.read_roughly(work, ends, zone=zone, calendar=calendar, field="ends", is_end=True)
    if ends_on <= starts_on:
        raise Refused(
            _("The project must end after it starts: %(start)s is not before %(end)s.", start=starts_on, end=ends_on),
            field="ends",
        )
    return starts_on, ends_on


def department(work: Work, department_id: int, field: str = "initiating_id") -> Department:
    """A department of the workspace. Raises Refused beside the field for one that is not there any more."""
    found = departments.department(work.session, work.team_id, department_id)
    if found is None:
        raise Refused(_("That department is no longer there. Choose among those that there are."), field=field)
    return found


def own_department(work: Work) -> Department | None:
    """The department that is the proposer's, as far as anybody has said so."""
    own = departments.of_person(work.session, work.team_id, work.person.user_id)
    return own[0] if own else None


def check_people(work: Work, pm_id: str, sponsor_id: str) -> None:
    """Raises Refused beside the field for who can hold no post."""
    for field, user_id in (("pm_id", pm_id), ("sponsor_id", sponsor_id)):
        why = members.cannot_be_named(people.person(work.session, work.team_id, user_id))
        if why is not None:
            raise Refused(why, field=field)


def check(work: Work, said: Proposed) -> None:
    """Raises Refused for what cannot be proposed, beside its field where the form has it."""
    for department_id in said.departments:
        department(work, department_id, "departments")
    check_people(work, said.pm_id, said.sponsor_id)
    if said.ends_on <= said.starts_on:
        raise Refused(_("The project must end after it starts."), field="ends")


def decide_by(work: Work, project: Project, sent_at: datetime) -> date:
    """By when an answer is asked for what was sent then: ANSWER_DAYS working days of the initiating department."""
    calendar = calendars.of_department(work, partners.named(work, project.initiating_department_id))
    return calendar.add_working_days(sent_at.astimezone(ZoneInfo(project.zone)).date(), ANSWER_DAYS)

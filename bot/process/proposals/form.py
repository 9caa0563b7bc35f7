"""The form of a proposal (`/project propose`): what it begins with, and what is said of it before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.projects import outcomes
from bot.process.proposals import content, proposing
from bot.process.proposals.content import Proposed
from bot.process.proposals.scenarios import Scenario
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import ANSWER_DAYS
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people
from storage.departments import Department
from storage.people import Person

# What is typed is kept under this name, and of one that was returned under its own.
NEW, AGAIN = "proposals.new", "proposals.again"
# What each of its steps asks for and nobody may leave empty.
NEEDED = frozenset(
    ("scenario", "name", "initiating_id", "starts", "ends", "background", "objective", "outcomes", "pm_id")
)
# As much as the form's input takes.
NAME_AT_MOST = 80
STEP_GONE = _(
    "An earlier step of this form is not kept any more. Close it, and open it anew: what you typed stands in it."
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the form begins with: the departments of the workspace, and what stands in it."""

    departments: Sequence[Department]
    values: dict[str, Any]
    # Of what was returned: the proposal.
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What is said of a proposal before it is sent: the whole, and what could be better."""

    said: Proposed
    initiating: Department
    departments: Sequence[Department]
    pm: Person | None
    sponsor: Person | None
    decide_by: date
    counted: Text
    unclear: Sequence[str]


def begun(work: Work, name: str = "") -> Beginning:
    """What the form of a new proposal of that name begins with. Raises Refused as `content.may_propose` does."""
    content.may_propose(work)
    own = content.own_department(work)
    values: dict[str, Any] = {
        "name": " ".join(name.split())[:NAME_AT_MOST],
        "scenario": Scenario.LAUNCH,
        "initiating_id": own.id if own is not None else None,
        "starts": "",
        "ends": "",
        "background": "",
        "objective": "",
        "outcomes": None,
        "departments": [],
        "pm_id": work.person.user_id,
        "sponsor_id": None,
        "channel_kind": "public",
    }
    return Beginning(departments.all_of(work.session, work.team_id), values)


def begun_again(work: Work, proposal_id: int) -> Beginning:
    """What the form of a returned proposal begins with: all that it says. Raises Refused as `proposing.to_revise`."""
    shown, said = proposing.to_revise(work, proposal_id)
    values = {
        "name": said.name,
        "scenario": said.scenario,
        "initiating_id": said.initiating_department_id,
        "starts": said.starts_on.isoformat(),
        "ends": said.ends_on.isoformat(),
        "background": said.background,
        "objective": said.objective,
        "outcomes": "\n".join(said.outcomes),
        "departments": list(said.departments),
        "pm_id": said.pm_id,
        "sponsor_id": said.sponsor_id,
        "channel_kind": "private" if said.wants_private else "public",
    }
    return Beginning(departments.all_of(work.session, work.team_id), values, shown)


def sponsor_of(work: Work, initiating_id: int) -> str | None:
    """Who is the sponsor where nobody says otherwise: the head of the initiating department, if there."""
    head = people.person(work.session, work.team_id, content.department(work, initiating_id).head_id)
    return head.user_id if head is not None and head.is_there else None


def read(work: Work, whole: dict[str, Any]) -> Proposed:
    """What all steps of the form say. Raises Refused beside its field for what cannot be proposed.

    What was filled in may be empty by now: the same form may be open on a phone.
    """
    if not whole.keys() >= NEEDED:
        raise Refused(STEP_GONE)
    initiating, *others = _numbers([whole["initiating_id"], *(whole.get("departments") or [])])
    starts_on, ends_on = content.read_days(work, str(whole["starts"]), str(whole["ends"]), initiating)
    sponsor = whole.get("sponsor_id") or sponsor_of(work, initiating)
    if sponsor is None:
        raise Refused(_("The head of that department has left: choose the sponsor."), field="sponsor_id")
    said = Proposed(
        name=" ".join(str(whole["name"]).split()),
        scenario=str(whole["scenario"]),
        initiating_department_id=initiating,
        starts_on=starts_on,
        ends_on=ends_on,
        background=str(whole["background"]).strip(),
        objective=str(whole["objective"]).strip(),
        outcomes=tuple(outcomes.lines(str(whole["outcomes"]))),
        departments=tuple(dict.fromkeys([initiating, *others])),
        pm_id=str(whole["pm_id"]),
        sponsor_id=str(sponsor),
        wants_private=whole.get("channel_kind") == "private",
    )
    content.check(work, said)
    return said


def _numbers(said: Sequence[Any]) -> list[int]:
    """The departments that were chosen. Raises Refused where no menu has offered one of them."""
    try:
        return [int(one) for one in said]
    except (TypeError, ValueError):
        raise Refused(STEP_GONE) from None


def looked(work: Work, whole: dict[str, Any]) -> Looked:
    """The whole form before it is sent. Raises Refused as `read` does."""
    said = read(work, whole)
    initiating = content.department(work, said.initiating_department_id)
    found = [content.department(work, one, "departments") for one in said.departments]
    named = people.people(work.session, work.team_id, {said.pm_id, said.sponsor_id})
    calendar, today = calendars.of_department(work, initiating), work.today(work.person.zone)
    decide_by = calendar.add_working_days(today, ANSWER_DAYS)
    return Looked(
        said=said,
        initiating=initiating,
        departments=found,
        pm=named.get(said.pm_id),
        sponsor=named.get(said.sponsor_id),
        decide_by=decide_by,
        counted=calendars.named(calendar, today, decide_by),
        unclear=outcomes.not_measurable(said.outcomes),
    )

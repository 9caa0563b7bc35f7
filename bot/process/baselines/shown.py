"""How the confirmation of a plan is shown, whatever shows it: where it stands, who has confirmed, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.calendars import Calendar
from bot.process.baselines import differing, sections, signed
from bot.process.baselines.sections import Plan
from bot.process.baselines.states import DID, TRANSITIONS, State
from bot.process.kernel import calendars, matters, rounds, timelines
from bot.process.kernel import places as page
from bot.process.kernel.places import Mine, Page, Place
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import baselines, people, projects
from storage.baselines import Baseline, Confirmation
from storage.history import Change
from storage.people import Person
from storage.projects import Project
from storage.signatures import Signer

_SEVERAL = _("%(one)s, %(rest)s")


@dataclass(frozen=True, slots=True)
class Shown(Page[State]):
    """The confirmation of a plan as it is shown. `baseline` is the one that counts now, if any."""

    moves = TRANSITIONS

    confirmation: Confirmation
    project: Project
    plan: Plan
    round: Round
    document: Document
    places: Sequence[Place]
    pm: Person | None
    sponsor: Person | None
    calendar: Calendar
    counted: Text | None
    working_days_late: int
    baseline: Baseline | None = None
    changed_by: Person | None = None
    changed_for: Person | None = None
    returned_by: Person | None = None
    returned_for: Person | None = None

    @property
    def matter(self) -> Confirmation:
        """What is kept of it."""
        return self.confirmation


def one(work: Work, confirmation: Confirmation) -> Shown:
    """The confirmation as it is shown."""
    project = matters.project_of(work, confirmation)
    plan, taking = sections.read(work, project), projects.taking_part(work.session, project)
    asked, document = signed.asked(work, confirmation), signed.document(confirmation, plan)
    baseline = baselines.newest(work.session, work.team_id, project.id) if confirmation.confirmed_edition else None
    standing = asked.standing(document)
    if confirmation.state == State.SIGNED and baseline is not None:
        # What moves after all have confirmed is told beside the baseline; their words are of that.
        standing = {one.signer_id: one for one in asked.given if one.id in baseline.signature_ids}
    ids = {project.pm_id, confirmation.changed_by, confirmation.changed_for, confirmation.returned_by,
           confirmation.returned_for} | page.holders(standing, project, taking)  # fmt: skip
    known = people.people(work.session, work.team_id, [one for one in ids if one])
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    places = page.read(work, project, asked, standing, signed.as_what(work, asked.signers), taking, known)
    return Shown(
        confirmation, project, plan, asked, document, places, known.get(project.pm_id), known.get(project.sponsor_id),
        calendar, calendars.named(calendar, today, confirmation.sign_by) if confirmation.sign_by else None,
        page.days_late(work, confirmation, project, calendar),
        baseline,
        known.get(confirmation.changed_by), known.get(confirmation.changed_for or ""),
        known.get(confirmation.returned_by or ""), known.get(confirmation.returned_for or ""),
    )  # fmt: skip


def many(work: Work, found: Sequence[Confirmation]) -> list[Shown]:
    """Confirmations as they are shown, in the same order."""
    return [one(work, confirmation) for confirmation in found]


def of_person(work: Work, shown: Shown, user_id: str) -> list[Mine]:
    """The places in which that person may confirm, as `places.of_person` has them."""
    return page.of_person(work, shown.places, user_id, lambda signer: others(work, shown, signer))


def others(work: Work, shown: Shown, signer: Signer) -> list[Text] | None:
    """What is other than what was confirmed, or returned, last in that place, a line each; None where nothing was."""
    found = rounds.differences(shown.round, signer, shown.document)
    return None if found is None else [line for one in found for line in differing.lines(work, one, shown.plan)]


def concerns(work: Work, action: str, confirmation: Confirmation) -> dict[str, Any]:
    """Whose department an action on it is a matter of, for `rights.must`."""
    if action != "baselines.return":
        return {}
    return {"department_id": sections.read(work, matters.project_of(work, confirmation)).department_ids}


def told(work: Work, change: Change) -> Text:
    """One change in words. What was taken back says no more of what it was."""
    now = {name: after for name, (_before, after) in change.changes.items() if after is not None}
    said: dict[str, Any] = {}
    if "places" in now:
        said["places"] = joined(signed.as_what_of(work, now["places"]), _SEVERAL) or Text("–")
    if "of_edition" in now:
        said["edition"] = now["of_edition"]
    if "baseline" in now:
        said["baseline"] = now["baseline"]
    return timelines.told(change, DID, said)

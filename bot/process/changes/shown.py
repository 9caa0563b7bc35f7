"""How a change is shown, whatever shows it: what is asked, what it does, who has said what, who is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.calendars import Calendar
from bot.process.baselines import differing, sections
from bot.process.changes import impact, signed
from bot.process.changes.impact import Impact, Row
from bot.process.changes.states import DID, REASONS, TO_APPROVE, TRANSITIONS, Reason, State
from bot.process.charters import sections as charter_sections
from bot.process.kernel import calendars, matters, rounds, timelines
from bot.process.kernel import places as page
from bot.process.kernel.places import Mine, Page, Place
from bot.process.kernel.rounds import Difference
from bot.process.kernel.rules import Role
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import baselines, changes, origins, people, projects
from storage.baselines import Baseline
from storage.changes import Assessment, ChangeRequest
from storage.history import Change
from storage.origins import Origin
from storage.people import Person
from storage.projects import Project
from storage.signatures import Signer
from storage.tasks import Task

_SEVERAL = _("%(one)s, %(rest)s")


@dataclass(frozen=True, slots=True)
class Shown(Page[State]):
    """A change as it is shown. `tasks` are those that it speaks of, by id; `assessments` what was said, by signature;
    `baseline` is the one that it has made.
    """

    moves = TRANSITIONS

    change: ChangeRequest
    project: Project
    impact: Impact
    tasks: Mapping[int, Task]
    round: Round
    document: Document
    places: Sequence[Place]
    assessments: Mapping[int, Assessment]
    requester: Person | None
    pm: Person | None
    sponsor: Person | None
    calendar: Calendar
    counted: Text | None
    working_days_late: int
    sections: Sequence[Text] = ()
    baseline: Baseline | None = None
    origins: Sequence[Origin] = ()
    changed_by: Person | None = None
    changed_for: Person | None = None
    returned_by: Person | None = None
    returned_for: Person | None = None
    # Those who approve what is their own: they asked for it, or hold both posts, or head a department that it touches.
    own: Sequence[Text] = field(default=())

    @property
    def matter(self) -> ChangeRequest:
        """What is kept of it."""
        return self.change

    @property
    def reviser_id(self) -> str:
        """Whose it is to change what was returned: who asked for it, or the PM where they have left."""
        is_there = self.requester is not None and self.requester.is_there
        return self.change.created_by if is_there else self.project.pm_id

    @property
    def is_to_approve(self) -> bool:
        """Whether PM and sponsor have the next word."""
        return self.state is State.SIGNING and signed.is_to_approve(self.round)

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        return TO_APPROVE if self.is_to_approve else TRANSITIONS.words[self.state]

    @property
    def beyond(self) -> int:
        """By how many working days the plan would end after the project, where the change moves its end."""
        end = self.impact.end
        if end is None or end == self.impact.was_end or end <= self.project.ends_on:
            return 0
        return self.calendar.working_days_late(self.project.ends_on, end)

    @property
    def reason(self) -> Text:
        """What brings it about, in words."""
        return REASONS[Reason(self.change.reason)]

    @property
    def assessing(self) -> list[Place]:
        """The places of the departments that it touches."""
        return [one for one in self.places if one.signer.role == signed.HEAD]

    @property
    def against(self) -> list[Place]:
        """Those that advise against it."""
        return [one for one in self.assessing if (said := self.said(one)) is not None and said.is_against]

    def said(self, place: Place) -> Assessment | None:
        """What was said in assessing it in that place."""
        return self.assessments.get(place.word.id) if place.word is not None else None

    def task(self, row: Row) -> Task | None:
        """The task of a row of its impact."""
        return self.tasks.get(row.task_id)


def one(work: Work, change: ChangeRequest) -> Shown:
    """A change as it is shown."""
    project = matters.project_of(work, change)
    found, taking = impact.read(change.impact), projects.taking_part(work.session, project)
    asked, document = signed.asked(work, change), signed.document(work, change)
    standing = asked.standing(document)
    if change.state in (State.SIGNED, State.REJECTED, State.ENDED):
        # What was said of it is of what was decided, whatever has become of the charter since.
        last = {one.signer_id: one for one in asked.given}
        standing = {key: one for key, one in last.items() if one.verdict in page.STANDING}
    ids = {project.pm_id, change.created_by, change.changed_by, change.changed_for, change.returned_by,
           change.returned_for} | page.holders(standing, project, taking)  # fmt: skip
    known = people.people(work.session, work.team_id, [one for one in ids if one])
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    places = page.read(work, project, asked, standing, signed.as_what(work, asked.signers), taking, known)
    task_ids = {one.task_id for one in found.moved} | {int(one) for one in change.wanted}
    task_ids |= {one for row in found.stays for one in row[:2]} | {*found.critical, *found.was_critical}
    return Shown(
        change, project, found, changes.titles(work.session, work.team_id, project.id, task_ids), asked, document,
        places, changes.assessments(work.session, [change.id]), known.get(change.created_by), known.get(project.pm_id),
        known.get(project.sponsor_id), calendar,
        calendars.named(calendar, today, change.sign_by) if change.sign_by else None,
        page.days_late(work, change, project, calendar),
        list(charter_sections.labels(work, list(change.charter)).values()),
        baselines.by_id(work.session, change.baseline_id) if change.baseline_id is not None else None,
        origins.of(work.session, work.team_id, "changes", change.id),
        known.get(change.changed_by), known.get(change.changed_for or ""),
        known.get(change.returned_by or ""), known.get(change.returned_for or ""),
        _own(change, project, places),
    )  # fmt: skip


def many(work: Work, found: Sequence[ChangeRequest]) -> list[Shown]:
    """Changes as they are shown, in the same order."""
    return [one(work, change) for change in found]


def of_person(work: Work, shown: Shown, user_id: str) -> list[Mine]:
    """The places in which that person may give a word, as `places.of_person` has them."""
    return page.of_person(work, shown.places, user_id, lambda signer: others(shown, signer))


def others(shown: Shown, signer: Signer) -> list[Text] | None:
    """Whether what they have said a word on is other now: None where they have said nothing, else nothing or a line."""
    found = rounds.differences(shown.round, signer, shown.document)
    if found is None:
        return None
    return [_("what it does to the plan, or what is asked for, is other than it was")] if found else []


def lines_of(work: Work, shown: Shown, department_id: int) -> list[Text]:
    """What it makes other of that department's part of the plan, a line each."""
    part = shown.impact.parts.get(department_id)
    if part is None:
        return []
    plan = sections.read(work, shown.project)
    return differing.lines(work, Difference(sections.of_department(department_id), part["was"], part["now"]), plan)


def concerns(work: Work, action: str, change: ChangeRequest) -> dict[str, Any]:
    """Whose department and person an action on it is a matter of, for `rights.must`."""
    if action != "changes.answer":
        return {"who": {Role.SELF: change.created_by}}
    project = matters.project_of(work, change)
    return {"department_id": signed.assessing(work, change, project), "who": {Role.SELF: change.created_by}}


def told(work: Work, change: Change) -> Text:
    """One act in words. What was taken back says no more of what it was."""
    now = {name: after for name, (_before, after) in change.changes.items() if after is not None}
    said: dict[str, Any] = {"edition": now.get("of_edition", "–"), "baseline": now.get("baseline", "–")}
    if "places" in now:
        said["places"] = joined(signed.as_what_of(work, now["places"]), _SEVERAL) or Text("–")
    return timelines.told(change, DID, said)


def _own(change: ChangeRequest, project: Project, places: Sequence[Place]) -> list[Text]:
    """What is to be known of who approves: that it is their own matter."""
    found = []
    if project.pm_id == project.sponsor_id:
        found.append(_("PM and sponsor are one person: one word approves it in both places."))
    approving = {project.pm_id, project.sponsor_id}
    if change.created_by in approving:
        found.append(_("Who approves it has asked for it."))
    heads = {one.holder.user_id for one in places if one.signer.role == signed.HEAD and one.holder is not None}
    if heads & approving:
        found.append(_("Who approves it also heads a department that it touches."))
    return found

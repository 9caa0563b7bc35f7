"""How a charter is shown, whatever shows it: what it says, who has signed, who is missing and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.calendars import Calendar
from bot.process.charters import sections, signed
from bot.process.charters.sections import Fact
from bot.process.charters.states import DID, TRANSITIONS, State
from bot.process.kernel import calendars, matters, rounds, timelines
from bot.process.kernel import places as page
from bot.process.kernel.places import Mine, Page, Place
from bot.process.kernel.rounds import Difference
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import people, projects
from storage.charters import Charter
from storage.departments import Department
from storage.history import Change
from storage.people import Person
from storage.projects import Project, ProjectDepartment
from storage.signatures import Signer

_SEVERAL = _("%(one)s, %(rest)s")


@dataclass(frozen=True, slots=True)
class Shown(Page[State]):
    """A charter as it is shown."""

    moves = TRANSITIONS

    charter: Charter
    project: Project
    departments: Sequence[Department]
    parts: Sequence[ProjectDepartment]
    round: Round
    document: Document
    places: Sequence[Place]
    pm: Person | None
    sponsor: Person | None
    calendar: Calendar
    counted: Text | None
    working_days_late: int
    changed_by: Person | None
    changed_for: Person | None = None
    returned_by: Person | None = None
    returned_for: Person | None = None

    @property
    def matter(self) -> Charter:
        """What is kept of it."""
        return self.charter

    @property
    def to_write(self) -> list[Place]:
        """The others: their departments have come to it since it was sent."""
        return [one for one in self.missing if one.is_unsaid] if self.state in (State.SIGNING, State.SIGNED) else []

    @property
    def joined_since(self) -> list[Place]:
        """The heads who have come to it after all had signed: what was signed knows nothing of their departments."""
        return self.missing if self.state == State.SIGNED else []

    @property
    def names(self) -> list[str]:
        """The sections that it has."""
        return sections.names([one.id for one in self.departments])


def one(work: Work, charter: Charter) -> Shown:
    """A charter as it is shown."""
    project = matters.project_of(work, charter)
    taking = projects.taking_part(work.session, project)
    asked, document = signed.asked(work, charter), signed.document(charter, [made.id for _part, made in taking])
    standing = asked.standing(document)
    ids = {project.pm_id, charter.changed_by, charter.changed_for, charter.returned_by, charter.returned_for}
    ids |= page.holders(standing, project, taking)
    known = people.people(work.session, work.team_id, [one for one in ids if one])
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    sent = {made.id: charter.sent.get(sections.of_department(made.id), {}) for _part, made in taking}
    unsaid = [one for one, said in sent.items() if not said.get("words")]
    places = page.read(work, project, asked, standing, signed.as_what(work, asked.signers), taking, known, unsaid)
    return Shown(
        charter, project, [made for _part, made in taking], [part for part, _made in taking], asked, document, places,
        known.get(project.pm_id), known.get(project.sponsor_id), calendar,
        calendars.named(calendar, today, charter.sign_by) if charter.sign_by else None,
        page.days_late(work, charter, project, calendar), known.get(charter.changed_by),
        known.get(charter.changed_for or ""), known.get(charter.returned_by or ""),
        known.get(charter.returned_for or ""),
    )  # fmt: skip


def many(work: Work, found: Sequence[Charter]) -> list[Shown]:
    """Charters as they are shown, in the same order."""
    return [one(work, charter) for charter in found]


@dataclass(frozen=True, slots=True)
class Other:
    """A section that is other than what somebody has signed: what it was and is, in words."""

    label: Text
    was: Sequence[Fact]
    now: Sequence[Fact]


def of_person(work: Work, shown: Shown, user_id: str) -> list[Mine]:
    """The places in which that person may sign, as `places.of_person` has them."""
    return page.of_person(work, shown.places, user_id, lambda signer: others(work, shown, signer))


def others(work: Work, shown: Shown, signer: Signer) -> list[Other] | None:
    """What is other than what was signed last in that place."""
    found = rounds.differences(shown.round, signer, shown.document)
    return None if found is None else [_other(work, one) for one in found]


def _other(work: Work, found: Difference) -> Other:
    was = {one.label.message: one for one in sections.told(work, found.name, found.was)}
    now = {one.label.message: one for one in sections.told(work, found.name, found.now)}
    changed = [label for label in now if now[label] != was.get(label)]
    label = sections.labels(work, [found.name])[found.name]
    return Other(label, [was[one] for one in changed if one in was], [now[one] for one in changed])


def facts(work: Work, shown: Shown, name: str, *, is_sent: bool = False) -> list[Fact]:
    """What a section says, as it is being written or as it was sent."""
    content = shown.charter.sent if is_sent else shown.charter.content
    return sections.told(work, name, content.get(name))


def audience(name: str) -> int | None:
    """The department that a section concerns; None for everybody."""
    return sections.department_of(name)


def concerns(work: Work, action: str, charter: Charter) -> dict[str, Any]:
    """Whose department an action on the charter is a matter of, for `rights.must`."""
    if action != "charters.return":
        return {}
    return {"department_id": signed.parts(work, matters.project_of(work, charter))}


def told(work: Work, change: Change) -> Text:
    """One change in words. What was taken back says no more of what it was."""
    now = {name: after for name, (_before, after) in change.changes.items() if after is not None}
    said: dict[str, Any] = {}
    if "sections" in now:
        said["sections"] = joined(sections.labels(work, now["sections"]).values(), _SEVERAL) or Text("–")
    if "places" in now:
        said["places"] = joined(signed.as_what_of(work, now["places"]), _SEVERAL) or Text("–")
    if "of_edition" in now:
        said["edition"] = now["of_edition"]
    return timelines.told(change, DID, said)

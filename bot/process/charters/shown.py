"""How a charter is shown, whatever shows it: what it says, who has signed, who is missing and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.process.charters import sections, signed
from bot.process.charters.sections import Fact
from bot.process.charters.states import DID, TRANSITIONS, State
from bot.process.kernel import calendars, matters, rounds, substitutes, timelines
from bot.process.kernel.rounds import Difference
from bot.process.kernel.shows import Shows
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
from storage.signatures import PASSED, SIGNED, Signature, Signer

_SEVERAL = _("%(one)s, %(rest)s")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the signature page: as what somebody signs, who holds that, and the word that stands, if any."""

    signer: Signer
    label: Text
    holder: Person | None
    word: Signature | None
    by: Person | None
    principal: Person | None
    # For how many working days it has been waited for.
    days: int
    # Who may do what the holder may: the deputies of the department.
    deputies: Sequence[str] = ()
    # Nothing that was sent says what the department contributes: the PM writes that before anybody signs it.
    is_unsaid: bool = False

    @property
    def hand(self) -> Text:
        """By whose hand the word is: "Wang", "Wang for Lin"."""
        return substitutes.hand(self.by, self.principal)

    @property
    def is_passed(self) -> bool:
        """Whether it goes on without their signature."""
        return self.word is not None and self.word.verdict == PASSED

    @property
    def code(self) -> str:
        """The check code of the signature; empty where there is none."""
        return rounds.code(self.word) if self.word is not None else ""


@dataclass(frozen=True, slots=True)
class Shown(Shows[State]):
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
    def returner(self) -> Text:
        """By whom it was returned last."""
        return substitutes.hand(self.returned_by, self.returned_for)

    @property
    def missing(self) -> list[Place]:
        """Those who are asked and have not signed."""
        return [one for one in self.places if one.word is None]

    @property
    def to_sign(self) -> list[Place]:
        """Those of them who have something to sign."""
        return [one for one in self.missing if not one.is_unsaid]

    @property
    def to_write(self) -> list[Place]:
        """The others: their departments have come to it since it was sent."""
        return [one for one in self.missing if one.is_unsaid] if self.state in (State.SIGNING, State.SIGNED) else []

    @property
    def passed(self) -> int:
        """How many signatures the sponsor went on without."""
        return sum(one.is_passed for one in self.places)

    @property
    def joined_since(self) -> list[Place]:
        """The heads who have come to it after all had signed: what was signed knows nothing of their departments."""
        return self.missing if self.state == State.SIGNED else []

    @property
    def is_late(self) -> bool:
        """Whether a signature is missing after the day by which it was asked for."""
        return self.working_days_late > 0

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
    ids = {project.pm_id, project.sponsor_id, charter.changed_by, charter.changed_for, charter.returned_by,
           charter.returned_for, *(part.head_id for part, _made in taking)}  # fmt: skip
    ids |= {who for word in standing.values() for who in (word.given_by, word.given_for)}
    known = people.people(work.session, work.team_id, [one for one in ids if one])
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    labels = signed.as_what(work, asked.signers)
    places = []
    for signer in asked.signers:
        part = next(((part, made) for part, made in taking if made.id == signer.department_id), None)
        word, since = standing.get(signer.id), signer.asked_at or work.now
        places.append(
            Place(
                signer,
                labels[signer.id],
                known.get(part[0].head_id if part is not None else project.sponsor_id),
                word,
                known.get(word.given_by) if word else None,
                known.get(word.given_for or "") if word else None,
                calendar.working_days_between(since.astimezone(ZoneInfo(project.zone)).date(), today),
                part[1].deputies if part is not None else (),
                part is not None and not charter.sent.get(sections.of_department(part[1].id), {}).get("words"),
            )
        )
    is_late = charter.state == State.SIGNING and charter.sign_by is not None and charter.sign_by < today
    late = calendar.working_days_late(charter.sign_by, today) if is_late and charter.sign_by else 0
    return Shown(
        charter, project, [made for _part, made in taking], [part for part, _made in taking], asked, document, places,
        known.get(project.pm_id), known.get(project.sponsor_id), calendar,
        calendars.named(calendar, today, charter.sign_by) if charter.sign_by else None,
        max(late, 1) if is_late else 0, known.get(charter.changed_by), known.get(charter.changed_for or ""),
        known.get(charter.returned_by or ""), known.get(charter.returned_for or ""),
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


@dataclass(frozen=True, slots=True)
class Mine:
    """A place in which somebody may sign: for whom they stand in there, and what is other since that was signed last;
    None where nothing was. `is_given`: the signature that stands there is theirs, or was given for them; `by_another`:
    somebody else has given it.
    """

    place: Place
    principal: Person | None
    others: Sequence[Other] | None
    is_given: bool = False
    by_another: bool = False


def of_person(work: Work, shown: Shown, user_id: str) -> list[Mine]:
    """The places in which that person may sign: their own, and of those for whom they stand in."""
    hats = substitutes.hats(work, user_id)
    found = []
    for place in shown.places:
        holders = [*([place.holder.user_id] if place.holder is not None else []), *place.deputies]
        worn = next((hat for hat in hats if hat in holders), None)
        if worn is not None:
            principal = people.person(work.session, work.team_id, worn) if worn != user_id else None
            if worn == user_id and place.holder is not None and worn != place.holder.user_id:
                principal = place.holder if place.holder.is_there else None
            word = place.word
            is_given = word is not None and word.verdict == SIGNED and rounds.is_word_of(word, user_id)
            by_another = word is not None and word.verdict == SIGNED and word.given_by != user_id
            found.append(Mine(place, principal, others(work, shown, place.signer), is_given, by_another))
    return found


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
    """One change in words."""
    said: dict[str, Any] = {}
    if "sections" in change.changes:
        found = change.changes["sections"][1]
        said["sections"] = joined(sections.labels(work, found).values(), _SEVERAL) or Text("–")
    if "places" in change.changes:
        found = change.changes["places"][1]
        called = signed.as_what_of(work, found)
        said["places"] = joined(called, _SEVERAL) or Text("–")
    if "of_edition" in change.changes:
        said["edition"] = change.changes["of_edition"][1]
    return timelines.told(change, DID, said)

"""How an acceptance is shown, whatever shows it: its lines and what was said of each, who judges and signs, what is to
be put right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.calendars import Calendar
from bot.process.acceptance import sections, signed
from bot.process.acceptance.sections import PAPER, Judged
from bot.process.acceptance.states import DID, MARKS, STRICT, TRANSITIONS, VERDICTS, Said, State
from bot.process.kernel import calendars, matters, timelines
from bot.process.kernel import places as page
from bot.process.kernel.places import Mine, Page, Place
from bot.process.kernel.rules import Role
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import acceptances, departments, people, projects
from storage.acceptances import Acceptance, Rectification, Verdict
from storage.history import Change
from storage.people import Person
from storage.projects import Project

_SEVERAL = _("%(one)s, %(rest)s")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody says of a line: in which place, by whose hand."""

    said: Said
    label: Text
    words: str
    department: Text | None
    verdict: Verdict

    @property
    def mark(self) -> str:
        """The sign of the verdict."""
        return MARKS[self.said]

    @property
    def verdict_words(self) -> Text:
        """The verdict in words."""
        return VERDICTS[self.said]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the checklist. `number` counts from 1; `result` is that of all, as the report says it."""

    number: int
    key: int
    words: str
    evidence: str
    opinions: Sequence[Opinion]
    result: Said | None

    @property
    def result_words(self) -> Text:
        """What came of it, in words."""
        return VERDICTS[self.result] if self.result is not None else _("not judged by all yet")

    @property
    def mark(self) -> str:
        """The sign of what came of it."""
        return MARKS[self.result] if self.result is not None else "⚪"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is to be put right for a line: by which department, and by how many working days that is late."""

    row: Rectification
    number: int
    department: Text
    prover: Text
    working_days_late: int = 0


@dataclass(frozen=True, slots=True)
class Shown(Page[State]):
    """An acceptance as it is shown."""

    moves = TRANSITIONS

    acceptance: Acceptance
    project: Project
    rows: Sequence[Row]
    round: Round
    document: Document
    judged: Mapping[int, Judged]
    places: Sequence[Place]
    remedies: Sequence[Remedy]
    # What has to be put right before it, where it is a re-acceptance.
    before: Sequence[Remedy]
    customer: Text | None
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
    def matter(self) -> Acceptance:
        """What is kept of it."""
        return self.acceptance

    @property
    def is_again(self) -> bool:
        """Whether it is a re-acceptance."""
        return self.acceptance.is_again

    @property
    def met(self) -> int:
        """How many lines are met."""
        return sum(one.result is Said.MET for one in self.rows)

    @property
    def with_remainder(self) -> int:
        """How many are met with a remainder."""
        return sum(one.result is Said.REMAINDER for one in self.rows)

    @property
    def not_met(self) -> int:
        """How many are not met."""
        return sum(one.result is Said.NOT_MET for one in self.rows)

    @property
    def to_judge(self) -> list[Place]:
        """Those who have not judged all lines."""
        return [one for one in self.missing if not self.has_judged(one)]

    @property
    def unproved(self) -> list[Remedy]:
        """What is to be put right before it and has no evidence yet."""
        return [one for one in self.before if one.row.proved_at is None]

    def has_judged(self, place: Place) -> bool:
        """Whether every line is judged in that place."""
        return sections.has_judged(self.acceptance, self.judged, place.signer)

    def number_judged(self, place: Place) -> int:
        """How many lines are judged there."""
        return len(self.judged.get(place.signer.id, {}))

    def also(self, place: Place) -> Place | None:
        """The place before it that the same person holds: what is their own matter is shown as such."""
        its = place.holder.user_id if place.holder is not None else None
        same = [one for one in self.places if one.holder is not None and one.holder.user_id == its]
        return next((one for one in same if one.signer.id != place.signer.id and one.signer.role != PAPER), None)

    def is_managers(self, place: Place) -> bool:
        """Whether who judges there runs the project."""
        is_paper = place.signer.role == PAPER
        return not is_paper and place.holder is not None and place.holder.user_id == self.project.pm_id


def one(work: Work, acceptance: Acceptance) -> Shown:
    """An acceptance as it is shown."""
    project = matters.project_of(work, acceptance)
    taking = projects.taking_part(work.session, project)
    asked, judged, document = signed.read(work, acceptance, signed.asked(work, acceptance))
    words = asked.standing(document)
    ids = {project.pm_id, acceptance.changed_by, acceptance.changed_for, acceptance.customer_id}
    ids |= page.holders(words, project, taking)
    known = people.people(work.session, work.team_id, [one for one in ids if one])
    labels = signed.as_what(work, acceptance, asked.signers)
    places = [
        _with_who_is_there(acceptance, judged, one, known.get(project.pm_id))
        for one in page.read(work, project, asked, words, labels, taking, known)
    ]
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    return Shown(
        acceptance, project, _rows(work, acceptance, judged, labels), asked, document, judged, places,
        remedies_of(work, project, acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])),
        remedies_of(work, project, _before(work, acceptance)), signed.customer(work, acceptance),
        known.get(project.pm_id), known.get(project.sponsor_id), calendar,
        calendars.named(calendar, today, acceptance.sign_by) if acceptance.sign_by else None,
        page.days_late(work, acceptance, project, calendar), known.get(acceptance.changed_by),
        known.get(acceptance.changed_for or ""),
    )  # fmt: skip


def many(work: Work, found: Sequence[Acceptance]) -> list[Shown]:
    """Acceptances as they are shown, in the same order."""
    return [one(work, acceptance) for acceptance in found]


def _with_who_is_there(acceptance: Acceptance, judged: Mapping[int, Judged], place: Place, pm: Person | None) -> Place:
    """Who has judged waits for the others; the PM sees to what is signed on paper."""
    waits = acceptance.state == State.JUDGING and sections.has_judged(acceptance, judged, place.signer)
    holder = pm if place.signer.role == PAPER else place.holder
    return replace(place, is_unsaid=waits, holder=holder)


def _rows(work: Work, acceptance: Acceptance, judged: Mapping[int, Judged], labels: Mapping[int, Text]) -> list[Row]:
    ids = {one.department_id for said in judged.values() for one in said.values() if one.department_id}
    called = departments.names(work.session, work.team_id, ids) if ids else {}
    found = []
    for number, item in enumerate(acceptance.items, 1):
        opinions = [
            Opinion(
                Said(said[item["key"]].verdict), labels[signer_id], said[item["key"]].words,
                called.get(said[item["key"]].department_id or 0), said[item["key"]],
            )
            for signer_id, said in judged.items()
            if item["key"] in said and signer_id in labels
        ]  # fmt: skip
        # The report says what comes of each line: the strictest verdict; who signs it reads that.
        result = acceptance.results.get(str(item["key"]))
        if acceptance.state == State.SIGNING and opinions:
            result = max((one.said for one in opinions), key=STRICT.index)
        found.append(
            Row(number, item["key"], item["words"], item["evidence"], opinions, Said(result) if result else None)
        )
    return found


def _before(work: Work, acceptance: Acceptance) -> list[Rectification]:
    """What has to be put right before it."""
    ids = {one["of"] for one in acceptance.items if one["of"]}
    if not ids:
        return []
    found = acceptances.in_project(work.session, work.team_id, acceptance.project_id)
    return [one for one in found if one.id in ids]


def remedies_of(work: Work, project: Project, found: Sequence[Rectification]) -> list[Remedy]:
    """What is to be put right, as it is shown."""
    called = departments.names(work.session, work.team_id, {one.department_id for one in found}) if found else {}
    known = people.people(work.session, work.team_id, {one.proved_by for one in found if one.proved_by})
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    return [
        Remedy(
            one,
            one.item,
            called.get(one.department_id, Text("?")),
            Text("%(name)s", {"name": known[one.proved_by].name}) if one.proved_by in known else Text("–"),
            max(calendar.working_days_late(one.due_on, today), 1) if one.is_open and one.due_on < today else 0,
        )
        for one in found
    ]


def of_person(work: Work, shown: Shown, user_id: str) -> list[Mine]:
    """The places in which that person may judge and sign themselves; a paper is not among them."""
    found = page.of_person(work, shown.places, user_id, lambda _signer: None)
    return [one for one in found if one.place.signer.role != PAPER]


def concerns(work: Work, action: str, acceptance: Acceptance) -> dict[str, Any]:
    """Whose an action on it is a matter of, for `rights.must`."""
    if action != "acceptance.enter":
        return {}
    project = matters.project_of(work, acceptance)
    return {"department_id": signed.parts(work, project), "who": {Role.SELF: acceptance.customer_id}}


def told(work: Work, change: Change) -> Text:
    """One change in words. What was taken back says no more of what it was."""
    now = {name: after for name, (_before, after) in change.changes.items() if after is not None}
    acceptance = acceptances.by_id(work.session, work.team_id, change.subject_id)
    said: dict[str, Any] = {one: now[one] for one in ("line", "lines", "met", "ordinal", "name", "day") if one in now}
    if "places" in now and acceptance is not None:
        said["places"] = joined(signed.as_what_of(work, acceptance, now["places"]), _SEVERAL) or Text("–")
    if "verdict" in now:
        said["verdict"] = VERDICTS[Said(now["verdict"])]
    if "of_edition" in now:
        said["edition"] = now["of_edition"]
    return timelines.told(change, DID, said)

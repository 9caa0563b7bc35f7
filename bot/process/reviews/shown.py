"""How a review is shown, whatever shows it: with its opinions, once they are shown, and what it locks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from bot.process.kernel import calendars, matters, substitutes, timelines
from bot.process.kernel.rules import Against, Role
from bot.process.kernel.shows import Shows
from bot.process.kernel.signatures import NOBODY
from bot.process.kernel.work import Work
from bot.process.reviews import signed, states
from bot.process.reviews.signed import Seat
from bot.process.reviews.states import DID, TRANSITIONS, State, Verdict
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage import attachments, departments, people, project_reading, projects, reviews, stages
from storage.history import Change
from storage.people import Person
from storage.projects import Project
from storage.reviews import Condition, Review, ReviewStart
from storage.signatures import PASSED as OVER
from storage.signatures import RETURNED, Signature
from storage.stages import Stage
from storage.tasks import Task

People = Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as it is shown: what, whose, by when, and the task of it, once the review has passed."""

    condition: Condition
    owner: Person | None
    task: Task | None
    today: date

    @property
    def is_met(self) -> bool:
        """Whether its task is done."""
        return self.task is not None and self.task.deleted_at is None and self.task.status == "done"

    @property
    def is_lapsed(self) -> bool:
        """Whether its day has passed without that."""
        return not self.is_met and self.condition.due_on < self.today


@dataclass(frozen=True, slots=True)
class Opinion:
    """The place of a reviewer: from which perspective, whose, and their word, if they have given one."""

    seat: Seat
    reviewer: Person | None
    by: Person | None
    principal: Person | None
    conditions: tuple[Asked, ...]

    @property
    def label(self) -> Text:
        """From which perspective it is."""
        return states.label(self.seat.signer.role)

    @property
    def word(self) -> Signature | None:
        """What they said."""
        return self.seat.word

    @property
    def verdict(self) -> Verdict | None:
        """The same in short; None before."""
        if self.word is None:
            return None
        if self.word.verdict == OVER:
            return Verdict.OVER
        if self.word.verdict == RETURNED:
            return Verdict.RETURN
        return Verdict.CONDITIONS if self.conditions else Verdict.PASS

    @property
    def hand(self) -> Text:
        """By whose hand it is."""
        return substitutes.hand(self.by, self.principal)


class Deliverable(NamedTuple):
    """What was submitted: its name, and where it stands; nowhere yet while Slack takes a file in."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown(Shows[State]):
    """A review as it is shown. `counted` names the calendar in which the day for the opinions is counted."""

    moves = TRANSITIONS

    review: Review
    project: Project
    stage: Stage | None
    department: Name
    liaison: Person | None
    pm: Person | None
    sponsor: Person | None
    changed_by: Person | None
    changed_for: Person | None
    submitted_by: Person | None
    submitted_for: Person | None
    opinions: tuple[Opinion, ...]
    locks: tuple[Stage, ...]
    started: tuple[tuple[ReviewStart, Task], ...]
    today: date
    counted: Text | None
    deliverables: tuple[Deliverable, ...] = ()
    # What stands against submitting it, where somebody is to.
    against: tuple[Against, ...] = ()

    @property
    def matter(self) -> Review:
        """What is kept of it."""
        return self.review

    @property
    def is_shown(self) -> bool:
        """Whether the opinions are shown."""
        return self.review.shown_at is not None

    @property
    def missing(self) -> list[Opinion]:
        """The opinions that are not in."""
        return [one for one in self.opinions if one.word is None]

    @property
    def conditions(self) -> list[Asked]:
        """What reviewers ask for besides; nothing while opinions are hidden."""
        return [one for opinion in self.opinions for one in opinion.conditions] if self.is_shown else []

    @property
    def lapsed(self) -> list[Asked]:
        """The conditions that were not met by their day."""
        return [one for one in self.conditions if one.is_lapsed] if self.state is State.PASSED else []

    @property
    def is_locking(self) -> bool:
        """Whether the tasks of its stages wait for it."""
        return bool(self.locks) and (
            self.state in (State.PLANNED, State.SUBMITTED, State.RETURNED) or bool(self.lapsed)
        )

    @property
    def is_late(self) -> bool:
        """Whether opinions are missing after their day."""
        by = self.review.opinions_by
        return self.state is State.SUBMITTED and bool(self.missing) and by is not None and by < self.today

    @property
    def is_due(self) -> bool:
        """Whether it should have been submitted by now."""
        return self.state in (State.PLANNED, State.RETURNED) and self.review.due_on < self.today

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        if self.lapsed:
            return states.LAPSED
        if self.state is State.PASSED and any(not one.is_met for one in self.conditions):
            return states.WITH_CONDITIONS
        return self.moves.words[self.state]

    @property
    def submitter(self) -> Text:
        """Who submitted it last."""
        return substitutes.hand(self.submitted_by, self.submitted_for)


def one(work: Work, review: Review) -> Shown:
    """A review as it is shown."""
    return many(work, [review])[0]


def many(work: Work, found: Sequence[Review]) -> list[Shown]:
    """Reviews as they are shown, in the same order."""
    ids = [one.id for one in found]
    project_reading.read_ahead(work.session, [one.project_id for one in found])
    asked = signed.rounds(work, ids)
    seats = {one.id: signed.seats(one, asked.get(one.id, NOBODY)) for one in found}
    conditions = reviews.conditions(work.session, ids)
    who = {
        user_id for one in found for user_id in (one.changed_by, one.changed_for, one.submitted_by, one.submitted_for)
    }
    for seat in (seat for of in seats.values() for seat in of):
        who |= {seat.signer.person_id, *((seat.word.given_by, seat.word.given_for) if seat.word else ())}
    who |= {one.owner_id for of in conditions.values() for one, _task in of}
    for one in found:
        project, part = matters.project_of(work, one), projects.part(work.session, one.project_id, one.department_id)
        who |= {project.pm_id, project.sponsor_id, part.liaison_id if part is not None else None}
    known = people.people(work.session, work.team_id, {one for one in who if one})
    locked = reviews.locks(work.session, ids)
    return [
        _shown(work, one, seats[one.id], conditions.get(one.id, []), locked.get(one.id, []), known) for one in found
    ]


def _shown(
    work: Work,
    review: Review,
    seats: Sequence[Seat],
    conditions: Sequence[tuple[Condition, Task | None]],
    locked: Sequence[int],
    known: People,
) -> Shown:
    project = matters.project_of(work, review)
    today = work.today(project.zone)
    part = projects.part(work.session, project.id, review.department_id)
    every = {one.id: one for one in stages.of_project(work.session, work.team_id, project.id)}
    of_now = [pair for pair in conditions if pair[0].edition == review.edition]
    counted = None
    if review.state == State.SUBMITTED and review.opinions_by is not None:
        counted = calendars.counted_in(work, project.calendar, today, review.opinions_by)
    return Shown(
        review=review,
        project=project,
        stage=every.get(review.stage_id),
        department=departments.names(work.session, work.team_id, [review.department_id])[review.department_id],
        liaison=known.get(part.liaison_id) if part is not None else None,
        pm=known.get(project.pm_id),
        sponsor=known.get(project.sponsor_id),
        changed_by=known.get(review.changed_by),
        changed_for=known.get(review.changed_for or ""),
        submitted_by=known.get(review.submitted_by or ""),
        submitted_for=known.get(review.submitted_for or ""),
        opinions=tuple(_opinion(one, of_now, known, today) for one in seats),
        locks=tuple(every[one] for one in every if one in locked),
        started=tuple(pair for pair in _started(work, project) if review.id in pair[0].review_ids),
        today=today,
        counted=counted,
        deliverables=tuple(_deliverable(work, one) for one in review.deliverables),
    )


def _deliverable(work: Work, one: Mapping[str, Any]) -> Deliverable:
    attached = attachments.attachment(work.session, work.team_id, one.get("attachment_id") or 0)
    return Deliverable(one["name"], attached.url if attached is not None else one["url"])


def _started(work: Work, project: Project) -> list[tuple[ReviewStart, Task]]:
    return reviews.starts(work.session, work.team_id, project.id)


def _opinion(seat: Seat, conditions: Sequence[tuple[Condition, Task | None]], known: People, today: date) -> Opinion:
    word = seat.word
    return Opinion(
        seat,
        known.get(seat.signer.person_id or ""),
        known.get(word.given_by) if word else None,
        known.get(word.given_for or "") if word else None,
        tuple(
            Asked(one, known.get(one.owner_id), task, today)
            for one, task in conditions
            if one.signer_id == seat.signer.id
        ),
    )


def concerns(work: Work, action: str, review: Review) -> dict[str, Any]:
    """Whose department and person an action on the review is a matter of, for `rights.must`."""
    found: dict[str, Any] = {"department_id": review.department_id}
    if action == "reviews.opine":
        hats = substitutes.hats(work, work.person.user_id)
        seats = signed.seats(review, signed.asked(work, review))
        own = [one for one in seats if one.signer.person_id in hats]
        waiting = [one for one in own or seats if one.word is None] or own or seats
        found["who"] = {Role.REVIEWER: waiting[0].signer.person_id if waiting else None}
    return found


def told(work: Work, change: Change) -> Text:
    """One change in words: from which perspective an opinion was, and whose it is to give from then on."""
    what = timelines.told(change, DID)
    _before, place = change.changes.get("place", (None, None))
    if place:
        what = _("%(what)s · %(note)s", what=what, note=states.label(place))
    _before, reviewer_id = change.changes.get("reviewer", (None, None))
    named = people.person(work.session, work.team_id, reviewer_id) if reviewer_id else None
    if named is not None:
        what = _("%(what)s · %(note)s", what=what, note=named.name)
    _before, task = change.changes.get("task", (None, None))
    return _("%(what)s · %(note)s", what=what, note=task) if task else what

"""Reviews are planned (规划评审): which stage, from which perspectives, by whom, by when, and what waits for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import matters, members, partners, phrases, rights, signatures
from bot.process.kernel.signatures import Place
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.reviews import signed, states
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Shown
from bot.process.reviews.states import PERSPECTIVES_AT_MOST, State
from bot.process.tasks import owners
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import membership, projects, reviews, stages, tasks
from storage.departments import Department
from storage.projects import Project
from storage.reviews import REVIEW_SIDE, SUBJECT, Review
from storage.signatures import Signer
from storage.stages import Stage

PLAN = "reviews.plan"
TITLE_AT_MOST = 150
DAYS_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Planned:
    """What the form of a review says. `reviewers` are the perspectives, each with whose it is; `locks` are stages."""

    title: str
    stage_id: int
    department_id: int
    due_on: date
    days: int
    locks: tuple[int, ...]
    reviewers: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form begins with."""

    project: Project
    stages: Sequence[Stage]
    departments: Sequence[Department]
    values: dict[str, Any]


def plan(work: Work, project_id: int, said: Planned) -> Shown:
    """Plan a review; a second submit of the same form finds the first one.

    Raises Refused for everybody but the PM, and for what cannot be, each beside its field.
    """
    if (known := matters.begun(work, REVIEWS)) is not None:
        return known
    project = must_plan(work, project_id)
    fields, places = _read(work, project, said)
    review = matters.begin(work, REVIEWS, project, "plan", noted=("title", "due_on"), state=State.PLANNED, **fields)
    reviews.set_locks(work.session, work.team_id, review.id, said.locks)
    signatures.ask(work, SUBJECT, review.id, places)
    let_in(work, project, review, places)
    return matters.changed(work, REVIEWS, review)


def change(work: Work, review_id: int, said: Planned, version: int | None = None) -> Shown:
    """Plan it otherwise, before it is submitted for the first time. Raises Refused after that, and like `plan`."""
    review = matters.held(work, REVIEWS, review_id, to=PLAN, version=version)
    _must_be_planned(review)
    project = matters.project_of(work, review)
    fields, places = _read(work, project, said)
    before = reviews.locks(work.session, [review.id]).get(review.id, [])
    matters.alter(work, REVIEWS, review, "change", noted={"locks": (before, sorted(said.locks))}, **fields)
    reviews.set_locks(work.session, work.team_id, review.id, said.locks)
    asked = signed.asked(work, review)
    for signer in asked.signers:
        if signer.side == REVIEW_SIDE and place_of(signer) not in places:
            signer.ended_at = work.now
            work.session.add(signer)
    signatures.ask(work, SUBJECT, review.id, places)
    let_in(work, project, review, places)
    return matters.changed(work, REVIEWS, review)


def withdraw(work: Work, review_id: int, because: str) -> Shown:
    """It is not needed: the PM before it was submitted for the first time, else the sponsor, who say why.

    Raises Refused without a word.
    """
    review = matters.held(work, REVIEWS, review_id, to="reviews.withdraw")
    if review.edition:
        matters.must(work, REVIEWS, "reviews.pass", review)
    if not because.strip():
        raise Refused(_("Say why, in a word or two."), field="reason")
    matters.move(work, REVIEWS, review, "withdraw", because=because)
    return matters.changed(work, REVIEWS, review)


def must_plan(work: Work, project_id: int) -> Project:
    """The project, if its reviews are the actor's to plan. Raises Refused, naming who can."""
    project = rights.seen(work, project_id)
    why = _("The reviews of %(project)s are not yours to plan.", project=project.number)
    rights.must(work, PLAN, project, why)
    return project


def drafted(work: Work, project_id: int, title: str = "", stage_name: str = "") -> Draft:
    """What the form of a new review begins with. Raises Refused as `plan` does, and where there is no stage."""
    project = must_plan(work, project_id)
    there = stages.of_project(work.session, work.team_id, project.id)
    if not there:
        raise Refused(
            _(
                "%(project)s has no stages yet: `/plan template` or `/plan import` gives it some.",
                project=project.number,
            )
        )
    folded = stage_name.casefold()
    named = next((one for one in there if folded and folded in one.name.casefold()), None)
    if stage_name and named is None:
        known = " · ".join(one.name for one in there)
        raise Refused(_("There is no stage “%(name)s” here. There is: %(known)s", name=stage_name[:60], known=known))
    values: dict[str, Any] = {"title": title, "stage_id": named.id if named else None, "days": states.OPINION_DAYS}
    return Draft(project, there, [made for _part, made in projects.taking_part(work.session, project)], values)


def drafted_again(work: Work, review_id: int) -> tuple[Draft, Shown]:
    """What the form begins with in which a review is changed."""
    shown = matters.to_act(work, REVIEWS, review_id, PLAN)
    _must_be_planned(shown.review)
    draft, review = drafted(work, shown.project.id), shown.review
    draft.values.update(
        title=review.title, stage_id=review.stage_id, department_id=review.department_id, due_on=review.due_on,
        days=review.days, locks=[one.id for one in shown.locks],
        reviewers=[(one.seat.signer.role, one.seat.signer.person_id) for one in shown.opinions],
    )  # fmt: skip
    return draft, shown


def suggested(work: Work, project_id: int, stage_id: int) -> dict[str, Any]:
    """What a review of that stage is like, where nobody says otherwise: called as its last milestone, on the day of
    that, led by who leads most of its tasks; it locks the stage that follows.
    """
    there = stages.of_project(work.session, work.team_id, project_id)
    after = [one.id for one in there[[one.id for one in there].index(stage_id) + 1 :]] if _has(there, stage_id) else []
    found = [one for one in tasks.of_project(work.session, work.team_id, project_id) if one.stage_id == stage_id]
    milestones = [one for one in found if one.is_milestone and one.due_on is not None]
    last = max(milestones, key=lambda one: (one.due_on or date.min, one.number), default=None)
    days = [one.due_on for one in found if one.due_on is not None]
    leads = Counter(one.department_id for one in found).most_common(1)
    stage = next((one.name for one in there if one.id == stage_id), "")
    ends_on = last.due_on if last is not None else max(days, default=None)
    is_ahead = ends_on is not None and ends_on >= work.today(rights.seen(work, project_id).zone)
    return {
        "title": last.title if last is not None else stage,
        "due_on": ends_on if is_ahead else None,
        "department_id": last.department_id if last is not None else leads[0][0] if leads else None,
        "locks": after[:1],
    }


def _read(work: Work, project: Project, said: Planned) -> tuple[dict[str, Any], list[Place]]:
    title = " ".join(spelled(work, said.title).split())[:TITLE_AT_MOST]
    if not title:
        raise Refused(_("Say what is reviewed."), field="title")
    there = stages.of_project(work.session, work.team_id, project.id)
    if not _has(there, said.stage_id):
        raise Refused(_("That stage is gone; choose another one."), field="stage_id")
    if any(not _has(there, one) for one in said.locks) or said.stage_id in said.locks:
        raise Refused(_("A review locks other stages of its project, not the one that is reviewed."), field="locks")
    department = partners.part_of(work, project, said.department_id, "department_id")
    phrases.must_be_ahead(said.due_on, work.today(project.zone), "due_on")
    if not 1 <= said.days <= DAYS_AT_MOST:
        raise Refused(_("Give 1 to %(number)s working days for the opinions.", number=DAYS_AT_MOST), field="days")
    places = places_of(work, said.reviewers)
    if not set(partners.speakers(work, project, department.id)) - {one.person_id for one in places}:
        why = _("Everybody who could submit it for %(department)s would review it: nobody reviews what they submitted.",
                department=department.name)  # fmt: skip
        raise Refused(why, field="reviewer_1")
    fields = {
        "title": title, "stage_id": said.stage_id, "department_id": department.id, "due_on": said.due_on,
        "days": said.days,
    }  # fmt: skip
    return fields, places


def places_of(work: Work, reviewers: Iterable[tuple[str, str | None]]) -> list[Place]:
    """Raises Refused without any perspective, for one without a reviewer, and for one that is named twice."""
    found: list[Place] = []
    for at, (typed, user_id) in enumerate(reviewers, 1):
        key = states.perspective(typed)
        if not key and not user_id:
            continue
        if not key:
            raise Refused(_("Say from which perspective."), field=f"perspective_{at}")
        if key in [one.role for one in found]:
            raise Refused(_("That perspective is there already."), field=f"perspective_{at}")
        person_id = members.there(work, user_id, f"reviewer_{at}").user_id
        found.append(Place(key[:TITLE_AT_MOST], person_id=person_id, side=REVIEW_SIDE))
    if not found or len(found) > PERSPECTIVES_AT_MOST:
        why = _("Name 1 to %(number)s perspectives, each with its reviewer.", number=PERSPECTIVES_AT_MOST)
        raise Refused(why, field="perspective_1")
    return found


def _must_be_planned(review: Review) -> None:
    if review.edition or review.state != State.PLANNED:
        raise Refused(
            _("Q-%(number)s was submitted already: its reviewers can be named anew, the rest stays.",
              number=review.number),
            offer=REVIEWS.show(review.number),
        )  # fmt: skip


def let_in(work: Work, project: Project, review: Review, places: Iterable[Place]) -> None:
    """Reviewers see the project from now on."""
    for user_id in dict.fromkeys(one.person_id for one in places):
        if user_id is not None and not membership.is_entered(work.session, project, user_id):
            owners.let_in(work, project, user_id, f"reviews:{review.id}:reviewer:{user_id}")


def place_of(signer: Signer) -> Place:
    return Place(signer.role, signer.department_id, signer.person_id, signer.side)


def _has(there: Iterable[Stage], stage_id: int) -> bool:
    return any(one.id == stage_id for one in there)

"""What a review locks: tasks of its stages cannot be started before it has passed; and the emergency start (紧急启动).

What has begun is never locked, and where no review is planned nothing is. Who tries is told which review is missing,
and whose word. The sponsor lets a task begin in an emergency: the reason stands on the card for good.
"""

from __future__ import annotations

from typing import Any

from bot.process.kernel import asks, matters, rights
from bot.process.kernel.rules import Locked
from bot.process.kernel.work import Work
from bot.process.reviews import conditions, reminders
from bot.process.reviews import shown as review_shown
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Shown
from bot.process.reviews.states import State
from bot.process.tasks import cards as task_cards
from bot.process.tasks import finding, updates
from bot.process.tasks import shown as standings
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.starting import DELETE, START, Starting
from bot.process.tasks.states import Status
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import matters as kept
from storage import projects, reviews, stages
from storage.projects import Project
from storage.reviews import Review, ReviewStart
from storage.tasks import Task

EMERGENCY = "reviews.start"
SEVERAL = _("%(one)s, %(rest)s")


def lock(work: Work, action: str, about: Any) -> Locked | None:
    """Why a task cannot be started, or taken away; None for every other action, and where no review is missing."""
    if action == DELETE and isinstance(about, Task):
        return _as_condition(work, about)
    if action != START or not isinstance(about, Starting):
        return None
    if reviews.start_of(work.session, work.team_id, about.task_id) is not None:
        return None
    project = projects.project(work.session, work.team_id, about.project_id)
    found = _locking(work, project, about.stage_id) if project is not None else []
    if project is None or not found:
        return None
    return Locked(_why(work, project, about, found), _offer(work, project, about, found[0]))


def _as_condition(work: Work, task: Task) -> Locked | None:
    """Why a condition that is not met cannot be taken away: nobody could meet it any more."""
    review_id = conditions.of_task(work, task)
    review = kept.by_id(work.session, Review, work.team_id, review_id) if review_id is not None else None
    if review is None or review.state != State.PASSED or task.status == Status.DONE:
        return None
    shown = review_shown.one(work, review)
    if not any(one.condition.task_id == task.id for one in shown.conditions):
        return None
    why = _(
        "T-%(task)s is a condition of Q-%(number)s %(title)s. It cannot be deleted: what the review locks is locked "
        "from its day on, until it is done.",
        task=task.number,
        number=review.number,
        title=review.title[:60],
    )
    return Locked(why, REVIEWS.show(review.number))


def start(work: Work, number: int, reason: str) -> Standing:
    """The sponsor lets T-`number` begin although a review is missing.

    Raises Refused for everybody else, without a reason, and where nothing locks it.
    """
    task, project, found = _to_start(work, number, is_held=True)
    if not reason.strip():
        raise Refused(_("Say why it cannot wait: that stands there for good."), field="reason")
    begun = ReviewStart(
        task_id=task.id, team_id=work.team_id, review_ids=[one.review.id for one in found], reason=reason.strip(),
        started_at=work.now, started_by=work.person.user_id,
        started_for=work.acting_for.user_id if work.acting_for else None,
    )  # fmt: skip
    work.session.add(begun)
    work.session.flush()
    principal = work.acting_for
    for one in found:
        noted = {"task": (None, f"T-{task.number} {task.title}")}
        matters.alter(work, REVIEWS, one.review, "start", because=reason.strip(), noted=noted)
        shown = matters.changed(work, REVIEWS, one.review)
        told = {project.pm_id, reminders.submits(work, shown)} - {None, work.actor_id}
        for user_id in sorted(one for one in told if one):
            asks.remind_now(work, user_id, reminders.STARTED, one.review.id)
    with work.acting_as(work.actor, on_behalf_of=principal):
        said = Update(status=Status.IN_PROGRESS, note=reason.strip(), is_decided=True)
        shown_task = updates.update(work, task.number, said).shown
    task_cards.draw(work, shown_task)
    return shown_task


def to_start(work: Work, number: int) -> tuple[Standing, list[Shown]]:
    """The task and the reviews that it would not wait for, for the form; refused like `start`."""
    task, _project, found = _to_start(work, number)
    return standings.one(work, task), found


def locking(work: Work, task: Task) -> list[Shown]:
    """The reviews for which a task waits that has not begun, to be shown with it."""
    if task.stage_id is None or task.status != Status.NOT_STARTED or task.deleted_at is not None:
        return []
    project = finding.project_of(work, task.project_id)
    if reviews.start_of(work.session, work.team_id, task.id) is not None:
        return []
    return _locking(work, project, task.stage_id)


def _to_start(work: Work, number: int, *, is_held: bool = False) -> tuple[Task, Project, list[Shown]]:
    task, project = finding.held(work, number) if is_held else finding.read(work, number)
    why = _("Only the sponsor lets a task begin before its review has passed.")
    rights.must(work, EMERGENCY, project, why)
    found = locking(work, task)
    if not found:
        raise Refused(
            _("No review is missing for T-%(number)s: it is started as ever.", number=task.number),
            offer=Offer(_("Show it"), "tasks.show", str(task.number)),
        )
    return task, project, found


def _locking(work: Work, project: Project, stage_id: int) -> list[Shown]:
    found = reviews.locking(work.session, work.team_id, stage_id, work.today(project.zone))
    return review_shown.many(work, found)


def _why(work: Work, project: Project, about: Starting, found: list[Shown]) -> Text:
    stage = stages.stage(work.session, work.team_id, about.stage_id)
    waits = joined((_waits(work, one) for one in found), _("%(one)s; %(rest)s"))
    sponsor = rights.who_may(work, EMERGENCY, project)
    called = f"T-{about.number}" if about.number is not None else f"“{about.title[:60]}”"
    said = _(
        "%(task)s cannot be started yet: stage %(stage)s waits for %(waits)s.",
        task=called, stage=stage.name if stage else "?", waits=waits or "?",
    )  # fmt: skip
    if sponsor is None or about.number is None:
        return said
    return _("%(said)s In an emergency %(who)s can let it begin, with a reason.", said=said, who=sponsor)


def _waits(work: Work, shown: Shown) -> Text:
    """The review that is missing, and whose word."""
    return _(
        "%(review)s – %(whose)s", review=f"Q-{shown.review.number} {shown.review.title[:60]}", whose=whose(work, shown)
    )


def whose(work: Work, shown: Shown) -> Text:
    """Whose word is missing for a review."""
    if shown.lapsed:
        named = joined((f"T-{one.task.number} ({one.owner.name if one.owner else '?'})" if one.task else "?"
                        for one in shown.lapsed), SEVERAL)  # fmt: skip
        return _("a condition has lapsed: %(tasks)s", tasks=named or "?")
    if shown.state is State.SUBMITTED:
        missing = joined((_("%(name)s (%(what)s)", name=one.reviewer.name if one.reviewer else "?", what=one.label)
                          for one in shown.missing), SEVERAL)  # fmt: skip
        return _("opinions are missing: %(names)s", names=missing or "?")
    name = shown.liaison.name if shown.liaison is not None else "?"
    return _("%(department)s (%(name)s) has to submit it", department=shown.department, name=name)


def _offer(work: Work, project: Project, about: Starting, first: Shown) -> Offer:
    if about.number is not None and work.actor is not None and rights.may(work, EMERGENCY, project):
        return Offer(_("Start in an emergency"), EMERGENCY, str(about.number))
    return REVIEWS.show(first.review.number)

"""What reviewers ask for besides (附加条件): one a line, whose and by when; a task of each once the review passes.

A condition whose task is not done by its day lapses: what the review locks is locked again until it is.
"""

from __future__ import annotations

from dataclasses import replace

from bot.process.kernel.work import Work
from bot.process.minutes import lines
from bot.process.reviews.kind import REVIEWS
from bot.process.tasks import adding, cards, news
from bot.process.tasks.plans import NewTask
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import origins, people, projects, reviews, stages
from storage.origins import Origin
from storage.projects import Project
from storage.reviews import Condition, Review
from storage.signatures import Signer
from storage.tasks import Task

CONDITIONS_AT_MOST = 10


def read(work: Work, project: Project, review: Review, signer: Signer, typed: str) -> list[Condition]:
    """The conditions that somebody has typed. Raises Refused beside the field naming every line that is none.

    The department is the owner's in the project; where that has none there, the lead department of the review.
    """
    said = lines.actions(work, project, typed, otherwise=review.department_id)
    if len(said) > CONDITIONS_AT_MOST:
        raise Refused(_("At most %(number)s conditions.", number=CONDITIONS_AT_MOST), field="conditions")
    lines.must_be_whole(said, "conditions")
    today = work.today(project.zone)
    if any(one.due_on is not None and one.due_on < today for one in said):
        raise Refused(_("A condition is due today or later."), field="conditions")
    return [
        Condition(
            team_id=work.team_id, review_id=review.id, edition=review.edition, signer_id=signer.id, position=at,
            title=one.title, owner_id=one.owner_id, department_id=one.department_id, due_on=one.due_on or today,
        )
        for at, one in enumerate(said, 1)
    ]  # fmt: skip


def make_tasks(work: Work, review: Review, project: Project) -> None:
    """It has passed: a task of each condition, in the stage that was reviewed; their owners hear of it."""
    stage = stages.stage(work.session, work.team_id, review.stage_id)
    made: list[Task] = []
    for one, task in reviews.conditions(work.session, [review.id]).get(review.id, []):
        if one.edition != review.edition or task is not None:
            continue
        asked = NewTask(project.id, one.title, _lead(work, review, one), _owner(work, one), one.due_on)
        with work.within(f"condition:{one.id}"):
            new = adding.make(work, replace(asked, stage=stage.name if stage else ""), is_ordered=True).task
        one.task_id = new.id
        work.session.add(one)
        origins.add(work.session, _origin(work, review, new))
        made.append(new)
    if made:
        work.session.flush()
        news.give(work, made)
        cards.renew(work, [one.id for one in made], project)


def _lead(work: Work, review: Review, condition: Condition) -> int:
    """The department that was meant, while it takes part; else the lead department of the review."""
    part = projects.part(work.session, review.project_id, condition.department_id)
    return condition.department_id if part is not None else review.department_id


def _owner(work: Work, condition: Condition) -> str | None:
    """Whose it was to be, while they are there; else the liaison acts until it has somebody."""
    owner = people.person(work.session, work.team_id, condition.owner_id)
    return condition.owner_id if owner is not None and owner.is_there else None


def of_task(work: Work, task: Task) -> int | None:
    """The review of which the task is a condition."""
    return reviews.of_condition(work.session, work.team_id, task.id)


def _origin(work: Work, review: Review, task: Task) -> Origin:
    return Origin(
        team_id=work.team_id, flow="tasks", row_id=task.id, label=f"T-{task.number}", from_flow=REVIEWS.flow,
        from_id=review.id, from_label=REVIEWS.called(review.number), made_at=work.now, made_by=work.person.user_id,
    )  # fmt: skip

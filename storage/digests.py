"""The digests that were posted, and the aggregates over a project that they are made of.

Each aggregate is one pass over the project's tasks, whatever is shown of them; lists are cut in the database. A task
with subtasks is counted by them. Milestones are not kept yet: stages that end and tasks that fall due stand for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, ForeignKey, Integer, and_, case, func, literal_column, or_, select, text
from sqlalchemy.orm import Session, aliased
from sqlmodel import Field, SQLModel, col

from storage.baselines import Baseline, BaselineTask
from storage.db import UtcDateTime
from storage.dependencies import Dependency
from storage.history import Change
from storage.requests import OPEN, Request
from storage.rows import kept
from storage.stages import Stage
from storage.tasks import BY_DUE, IS_DONE, IS_OPEN, Task

# More moves of dates in a day than this are counted no further.
MOVED_AT_MOST = 500


class Digest(SQLModel, table=True):
    """The digest of a meeting, as it was posted."""

    __tablename__ = "digests"

    meeting_id: int = Field(sa_column=Column(Integer, ForeignKey("meetings.id"), primary_key=True))
    team_id: str
    # The day of the meeting that it was posted for; a meeting that is moved to another day gets it once more.
    meets_on: date
    posts: int = 1
    # The picture that stands in it, and what that shows; None while Slack has none.
    picture: str | None = None
    pictured: str = ""
    # What the picture shows that was asked for last.
    charted: str = ""
    # The reports that stand in its thread, by id, each with the version that does.
    told: dict[str, int] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default=text("'{}'"))
    )
    posted_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))

    @property
    def card(self) -> str:
        """The key of its card."""
        return f"digests:{self.meeting_id}" if self.posts == 1 else f"digests:{self.meeting_id}:{self.posts}"


class Share(NamedTuple):
    """The part of a department: tasks in all, done, that should be done, late, and the sum of their progress (%).

    `late` counts tasks with subtasks and milestones, too; `in_time` are those of all that are neither done nor late.
    """

    department_id: int
    total: int
    done: int
    planned: int
    late: int
    progress: int
    in_time: int


class StageEnd(NamedTuple):
    """A stage that ends on a day, with how many of its tasks are done."""

    name: str
    ends_on: date
    total: int
    done: int


def digest(session: Session, team_id: str, meeting_id: int) -> Digest | None:
    """The digest that was posted before a meeting; held until the transaction ends."""
    found = kept(session, Digest, meeting_id, to_change=True)
    return found if found and found.team_id == team_id else None


def _in(team_id: str, project_id: int) -> Any:
    return and_(col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None))


def _sum(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


# A task with subtasks is counted by them; a milestone has no work in it.
_IS_COUNTED = and_(col(Task.subtasks) == literal_column("0"), col(Task.is_milestone).is_(False))


def shares(session: Session, team_id: str, project_id: int, today: date) -> list[Share]:
    """How the project stands, by department. What should be done is by its baseline, where that has the task."""
    is_due = col(Task.due_on) < today
    newest = (
        select(func.max(col(Baseline.number)))
        .where(col(Baseline.team_id) == team_id, col(Baseline.project_id) == project_id)
        .scalar_subquery()
    )
    planned = (
        select(col(BaselineTask.task_id), col(BaselineTask.due_on))
        .join(Baseline, col(Baseline.id) == col(BaselineTask.baseline_id))
        .where(col(Baseline.team_id) == team_id, col(Baseline.project_id) == project_id)
        .where(col(Baseline.number) == newest)
        .subquery()
    )
    rows = session.execute(
        select(
            col(Task.department_id),
            _sum(_IS_COUNTED),
            _sum(and_(_IS_COUNTED, IS_DONE)),
            _sum(and_(_IS_COUNTED, func.coalesce(planned.c.due_on, col(Task.due_on)) < today)),
            _sum(and_(IS_OPEN, is_due)),
            func.coalesce(func.sum(case((_IS_COUNTED, col(Task.progress)), else_=0)), 0),
            _sum(and_(_IS_COUNTED, IS_OPEN, or_(col(Task.due_on).is_(None), col(Task.due_on) >= today))),
        )
        .select_from(Task)
        .outerjoin(planned, planned.c.task_id == col(Task.id))
        .where(_in(team_id, project_id))
        .group_by(col(Task.department_id))
    )
    return [Share(row[0], *(int(one) for one in row[1:])) for row in rows]


def last_day(session: Session, team_id: str, project_id: int) -> date | None:
    """The last day on which a task is due."""
    return session.execute(select(func.max(col(Task.due_on))).where(_in(team_id, project_id))).scalar()


def curve(
    session: Session, team_id: str, project_id: int, days: Sequence[tuple[date, datetime]]
) -> list[tuple[int, int]]:
    """How many tasks were to be done before each day, and how many were done before it began (a moment beside it)."""
    sums = [
        one
        for day, beginning in days
        for one in (_sum(col(Task.due_on) < day), _sum(and_(IS_DONE, col(Task.done_at) < beginning)))
    ]
    row = session.execute(select(*sums).where(_in(team_id, project_id), _IS_COUNTED)).one()
    return [(int(row[2 * place]), int(row[2 * place + 1])) for place in range(len(days))]


def late(session: Session, team_id: str, project_id: int, today: date, most: int) -> list[Task]:
    """The tasks that should be done by now and are not, latest first."""
    return list(
        session.scalars(
            select(Task)
            .where(_in(team_id, project_id), IS_OPEN, col(Task.due_on) < today)
            .order_by(*BY_DUE)
            .limit(most)
        )
    )


def blocking(session: Session, team_id: str, project_id: int, today: date, most: int) -> list[tuple[Task, int]]:
    """The late tasks for which others wait, with how many open ones do; those that hold up most come first."""
    waiting = aliased(Task)
    held = func.count(col(waiting.id))
    found = (
        select(col(Task.id), held.label("held"))
        .join(Dependency, col(Dependency.predecessor_id) == col(Task.id))
        .join(waiting, col(waiting.id) == col(Dependency.successor_id))
        .where(
            _in(team_id, project_id),
            IS_OPEN,
            col(Task.due_on) < today,
            col(Task.successors) > 0,
            col(waiting.deleted_at).is_(None),
            col(waiting.status) != literal_column("'done'"),
        )
        .group_by(col(Task.id))
        .order_by(held.desc(), col(Task.id))
        .limit(most)
        .subquery()
    )
    rows = session.execute(
        select(Task, found.c.held).join(found, found.c.id == col(Task.id)).order_by(found.c.held.desc(), col(Task.id))
    )
    return [(row[0], int(row[1])) for row in rows]


def due_between(
    session: Session, team_id: str, project_id: int, first: date, last: date, most: int
) -> tuple[list[Task], int]:
    """The open tasks that fall due in those days, soonest first, and how many they are."""
    is_due = (_in(team_id, project_id), IS_OPEN, col(Task.due_on).between(first, last))
    found = session.scalars(select(Task).where(*is_due).order_by(*BY_DUE).limit(most))
    return list(found), int(session.execute(select(func.count(col(Task.id))).where(*is_due)).scalar_one())


def stages_ending(session: Session, team_id: str, project_id: int, first: date, last: date) -> list[StageEnd]:
    """The stages whose last task falls due in those days, soonest first."""
    ends_on = func.max(col(Task.due_on))
    rows = session.execute(
        select(col(Stage.name), ends_on, _sum(_IS_COUNTED), _sum(and_(_IS_COUNTED, IS_DONE)))
        .select_from(Task)
        .join(Stage, col(Stage.id) == col(Task.stage_id))
        .where(_in(team_id, project_id))
        .group_by(col(Stage.id), col(Stage.name))
        .having(ends_on.between(first, last))
        .order_by(ends_on, col(Stage.name))
    )
    return [StageEnd(row[0], row[1], int(row[2]), int(row[3])) for row in rows]


def moves_since(session: Session, team_id: str, project_id: int, since: datetime) -> list[tuple[Task, list[Change]]]:
    """The tasks whose planned end was moved since then, each with its changes from then on, oldest first."""
    found = list(
        session.scalars(
            select(Task)
            .where(_in(team_id, project_id), col(Task.moves) > 0, col(Task.changed_at) >= since)
            .order_by(col(Task.number))
            .limit(MOVED_AT_MOST)
        )
    )
    if not found:
        return []
    changes: dict[int, list[Change]] = {}
    rows = session.scalars(
        select(Change)
        .where(
            col(Change.team_id) == team_id,
            col(Change.subject) == "tasks",
            col(Change.subject_id).in_([one.id for one in found]),
            col(Change.at) >= since,
        )
        .order_by(col(Change.id))
    )
    for change in rows:
        if "due_on" in change.changes and change.action != "add":
            changes.setdefault(change.subject_id, []).append(change)
    return [(task, changes[task.id]) for task in found if task.id in changes]


def open_requests(session: Session, team_id: str, project_id: int) -> dict[str, int]:
    """How many collaboration requests of the project are open, by state."""
    query = (
        select(col(Request.state), func.count(col(Request.id)))
        .where(col(Request.team_id) == team_id, col(Request.project_id) == project_id, col(Request.state).in_(OPEN))
        .group_by(col(Request.state))
    )
    return {state: int(number) for state, number in session.execute(query)}

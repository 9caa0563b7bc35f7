"""Shifts of plans (顺延、提前): which tasks were moved at once because a date had; what is read to find them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.dependencies import Dependency
from storage.rows import to_hold
from storage.statements import among
from storage.tasks import IS_OPEN, Task

# Later to where links are kept again; earlier to where they can be at the earliest.
DID = PUSH, PULL = "push", "pull"


class PlanShift(SQLModel, table=True):
    """Tasks that were moved at once, for one reason.

    `moved` holds of each its id, the version that it came to by that, its planned start and end before, and its end
    since. `stopped` are the ids of those that stay too early, since who did it may not move them.
    """

    __tablename__ = "plan_shifts"
    __table_args__ = (
        UniqueConstraint("team_id", "cause"),
        Index("ix_plan_shifts_by", "team_id", "created_by", "created_at"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    cause: str
    did: str
    # From which task on; None: the whole plan.
    task_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("tasks.id")))
    # The act by which that task's own date moved with it, and the version that it came to; None: it had moved before.
    act_id: int | None = Field(default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite")))
    version: int | None = None
    because: str = Field(default="", sa_column=Column(Text, nullable=False))
    moved: list[list[Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    stopped: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    created_for: str | None = None
    undone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Tied(NamedTuple):
    """A link by the ids of both tasks."""

    before: int
    after: int
    kind: str
    lag: int


def caused_by(session: Session, team_id: str, cause: str) -> PlanShift | None:
    """The shift that this form, or this press of a button, has already made."""
    return session.scalar(select(PlanShift).where(col(PlanShift.team_id) == team_id, col(PlanShift.cause) == cause))


def by_id(session: Session, team_id: str, shift_id: int, *, to_change: bool = False) -> PlanShift | None:
    """One shift of the workspace; `to_change` holds it until the transaction ends."""
    found = session.get(PlanShift, shift_id, with_for_update=to_change, populate_existing=to_change)
    return found if found is not None and found.team_id == team_id else None


def last_by(session: Session, team_id: str, user_id: str, since: datetime, project_id: int | None) -> PlanShift | None:
    """What the person shifted last since then, in one project or any; not what is undone already."""
    query = select(PlanShift).where(
        col(PlanShift.team_id) == team_id,
        col(PlanShift.created_by) == user_id,
        col(PlanShift.created_at) >= since,
        col(PlanShift.undone_at).is_(None),
    )
    if project_id is not None:
        query = query.where(col(PlanShift.project_id) == project_id)
    return session.scalar(query.order_by(col(PlanShift.id).desc()).limit(1))


def links(session: Session, team_id: str, project_id: int) -> list[Tied]:
    """Every link between tasks of the project that are there."""
    before, after = aliased(Task), aliased(Task)
    query = (
        select(col(Dependency.predecessor_id), col(Dependency.successor_id), col(Dependency.kind), col(Dependency.lag))
        .join(before, col(before.id) == col(Dependency.predecessor_id))
        .join(after, col(after.id) == col(Dependency.successor_id))
        .where(
            col(Dependency.team_id) == team_id,
            col(after.project_id) == project_id,
            col(before.deleted_at).is_(None),
            col(after.deleted_at).is_(None),
        )
    )
    return [Tied(*row) for row in session.execute(query)]


def parts(session: Session, team_id: str, project_id: int) -> list[tuple[int, int]]:
    """The subtasks of the project by id, each with the id of the task that it is a part of."""
    query = select(col(Task.id), col(Task.parent_id)).where(
        col(Task.team_id) == team_id,
        col(Task.project_id) == project_id,
        col(Task.parent_id).is_not(None),
        col(Task.deleted_at).is_(None),
    )
    return [(row[0], int(row[1] or 0)) for row in session.execute(query)]


def read(
    session: Session, team_id: str, project_id: int, task_ids: Iterable[int] | None, *, to_change: bool = False
) -> dict[int, Task]:
    """These tasks of the project by id, or all (None); `to_change` holds them, in one order for everybody."""
    query = select(Task).where(
        col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None)
    )
    if task_ids is not None:
        query = query.where(among(session, col(Task.id), task_ids))
    query = query.order_by(col(Task.id))
    return {one.id: one for one in session.scalars(to_hold(query) if to_change else query)}


def last_end(session: Session, team_id: str, project_id: int, but: Collection[int] = ()) -> date | None:
    """The last planned end in the project, of tasks other than those."""
    query = select(func.max(col(Task.due_on))).where(
        col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None)
    )
    if but:
        query = query.where(~among(session, col(Task.id), but))
    return session.scalar(query)


def unscheduled(session: Session, team_id: str, project_id: int, *, most: int) -> tuple[list[Task], int]:
    """The first open tasks of the project that have no planned end, and how many there are."""
    its = (
        col(Task.team_id) == team_id,
        col(Task.project_id) == project_id,
        IS_OPEN,
        col(Task.deleted_at).is_(None),
        col(Task.due_on).is_(None),
    )
    number = session.scalar(select(func.count()).select_from(Task).where(*its)) or 0
    return list(session.scalars(select(Task).where(*its).order_by(col(Task.number)).limit(most))), number


def departments_before(session: Session, team_id: str, project_id: int, task_id: int) -> set[int]:
    """The departments that lead open tasks which lead to that one: what it waits for, and so on, with their parts."""
    of_project = (col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None))
    ends: Any = (col(Dependency.predecessor_id).label("before"), col(Dependency.successor_id).label("after"))
    waits: Any = select(*ends).where(col(Dependency.team_id) == team_id)
    within: Any = select(col(Task.id).label("before"), col(Task.parent_id).label("after")).where(
        *of_project, col(Task.parent_id).is_not(None)
    )
    edges = waits.union_all(within).subquery()
    first = select(edges.c.before.label("id")).where(edges.c.after == task_id).cte(recursive=True)
    leading = first.union(select(edges.c.before).join(first, edges.c.after == first.c.id))
    query = select(col(Task.department_id)).where(*of_project, IS_OPEN, col(Task.id).in_(select(leading.c.id)))
    return set(session.scalars(query.distinct()))

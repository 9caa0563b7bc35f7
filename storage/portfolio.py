"""What is read of many projects at once (项目总览): which they are, the end of each plan and of its baseline, what is
late, the milestones, and what waits there longest. Each is one statement, however many projects there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.asks import Ask
from storage.baselines import Baseline, BaselineTask
from storage.projects import Project, ProjectDepartment
from storage.statements import among
from storage.tasks import IS_OPEN, Task


class Milestone(NamedTuple):
    """A milestone of a project with its day."""

    project_id: int
    number: int
    title: str
    day: date
    is_done: bool


class Longest(NamedTuple):
    """What waits longest in a project: of which kind, since when, and who is asked; head and liaison are those of the
    department that is asked, None where none is.
    """

    kind: str
    since: datetime
    user_id: str
    post: str
    head_id: str | None
    liaison_id: str | None


def of_team(session: Session, team_id: str, *, but: Iterable[str]) -> list[Project]:
    """Every project of the workspace that is in none of these phases, oldest first."""
    its = (col(Project.team_id) == team_id, col(Project.phase).not_in(list(but)))
    return list(session.scalars(select(Project).where(*its).order_by(col(Project.id))))


def of_leader(session: Session, team_id: str, user_id: str, *, but: Iterable[str]) -> list[Project]:
    """Those that the person leads, as PM, sponsor or head of a department in it."""
    heads = select(col(ProjectDepartment.project_id)).where(
        col(ProjectDepartment.team_id) == team_id, col(ProjectDepartment.head_id) == user_id
    )
    leads = or_(col(Project.pm_id) == user_id, col(Project.sponsor_id) == user_id, col(Project.id).in_(heads))
    its = (col(Project.team_id) == team_id, col(Project.phase).not_in(list(but)), leads)
    return list(session.scalars(select(Project).where(*its).order_by(col(Project.id))))


def with_department(session: Session, team_id: str, department_id: int) -> set[int]:
    """The ids of the projects in which the department takes part."""
    its = (col(ProjectDepartment.team_id) == team_id, col(ProjectDepartment.department_id) == department_id)
    return set(session.scalars(select(col(ProjectDepartment.project_id)).where(*its)))


def plan_ends(session: Session, team_id: str, project_ids: Collection[int]) -> dict[int, date]:
    """The last planned day of each of the projects in which any task has one."""
    return _by_project(session, select(col(Task.project_id), func.max(col(Task.due_on))), _there(team_id), project_ids)


def late(session: Session, team_id: str, todays: Mapping[date, Sequence[int]]) -> dict[int, int]:
    """How many tasks should have ended by now; `todays` says which day it is in which projects. A task with subtasks is
    late by them.
    """
    if not todays:
        return {}
    is_late = or_(
        *(and_(among(session, col(Task.project_id), ids), col(Task.due_on) < day) for day, ids in todays.items())
    )
    its = (*_there(team_id), IS_OPEN, col(Task.subtasks) == 0, is_late)
    query = select(col(Task.project_id), func.count()).where(*its).group_by(col(Task.project_id))
    return {row[0]: int(row[1]) for row in session.execute(query)}


def baseline_spans(session: Session, team_id: str, project_ids: Collection[int]) -> dict[int, tuple[date, date]]:
    """The first and the last day of the newest baseline of each of the projects that have one."""
    newest = (
        select(col(Baseline.project_id), func.max(col(Baseline.number)).label("number"))
        .where(col(Baseline.team_id) == team_id)
        .group_by(col(Baseline.project_id))
        .subquery()
    )
    begins = func.coalesce(col(BaselineTask.starts_on), col(BaselineTask.due_on))
    is_newest = and_(newest.c.project_id == col(Baseline.project_id), newest.c.number == col(Baseline.number))
    query = (
        select(col(Baseline.project_id), func.min(begins), func.max(col(BaselineTask.due_on)))
        .join(newest, is_newest)
        .join(BaselineTask, col(BaselineTask.baseline_id) == col(Baseline.id))
        .where(among(session, col(Baseline.project_id), project_ids))
        .group_by(col(Baseline.project_id))
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query) if row[2] is not None}


def starts(session: Session, team_id: str, project_ids: Collection[int]) -> dict[int, date]:
    """The first planned day of each of the projects in which any task has one."""
    begins = func.coalesce(col(Task.starts_on), col(Task.due_on))
    return _by_project(session, select(col(Task.project_id), func.min(begins)), _there(team_id), project_ids)


def next_milestones(session: Session, team_id: str, project_ids: Collection[int]) -> dict[int, Milestone]:
    """The milestone of each project that is due first of those that are not done."""
    order = func.row_number().over(
        partition_by=col(Task.project_id), order_by=(col(Task.due_on), col(Task.number))
    )  # fmt: skip
    ranked = (
        select(*_MILESTONE, order.label("place"))
        .where(*_milestones(team_id), IS_OPEN, among(session, col(Task.project_id), project_ids))
        .subquery()
    )
    rows = session.execute(select(*list(ranked.c)[:4]).where(ranked.c.place == 1))
    return {row[0]: Milestone(row[0], row[1], row[2], row[3], is_done=False) for row in rows}


def milestones(session: Session, team_id: str, project_ids: Collection[int]) -> dict[int, list[Milestone]]:
    """Every milestone of these projects that has a day, soonest first."""
    query = (
        select(*_MILESTONE, ~IS_OPEN)
        .where(*_milestones(team_id), among(session, col(Task.project_id), project_ids))
        .order_by(col(Task.due_on), col(Task.number))
    )
    found: dict[int, list[Milestone]] = {}
    for row in session.execute(query).all():
        found.setdefault(row[0], []).append(Milestone(row[0], row[1], row[2], row[3], is_done=bool(row[4])))
    return found


def longest_waits(session: Session, team_id: str, project_ids: Collection[int], now: datetime) -> dict[int, Longest]:
    """What has waited longest in each of the projects in which anything waits."""
    order = func.row_number().over(partition_by=col(Ask.project_id), order_by=(col(Ask.since), col(Ask.id)))
    stands = (
        col(Ask.team_id) == team_id,
        among(session, col(Ask.project_id), project_ids),
        col(Ask.since) <= now,
        or_(col(Ask.until).is_(None), col(Ask.until) > now),
    )
    asked = (col(Ask.kind), col(Ask.since), col(Ask.user_id), col(Ask.post))
    first = select(col(Ask.project_id), col(Ask.department_id), *asked, order.label("place")).where(*stands).subquery()
    part = and_(
        col(ProjectDepartment.project_id) == first.c.project_id,
        col(ProjectDepartment.department_id) == first.c.department_id,
    )
    query = (
        select(
            first.c.project_id, first.c.kind, first.c.since, first.c.user_id, first.c.post,
            col(ProjectDepartment.head_id), col(ProjectDepartment.liaison_id),
        )
        .select_from(first)
        .outerjoin(ProjectDepartment, part)
        .where(first.c.place == 1)
    )  # fmt: skip
    return {row[0]: Longest(*row[1:]) for row in session.execute(query)}


_MILESTONE: tuple[Any, ...] = (col(Task.project_id), col(Task.number), col(Task.title), col(Task.due_on))


def _there(team_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Task.team_id) == team_id, col(Task.deleted_at).is_(None))


def _milestones(team_id: str) -> tuple[ColumnElement[bool], ...]:
    return (*_there(team_id), col(Task.is_milestone).is_(True), col(Task.due_on).is_not(None))


def _by_project(session: Session, query: Any, its: Any, project_ids: Collection[int]) -> dict[int, date]:
    found = query.where(*its, among(session, col(Task.project_id), project_ids)).group_by(col(Task.project_id))
    return {row[0]: row[1] for row in session.execute(found) if row[1] is not None}

"""Tasks in lists: one page at a time, whatever they are filtered by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage import stages
from storage.stages import Stage
from storage.statements import among
from storage.task_owners import is_for
from storage.tasks import BY_DUE, IS_DONE, IS_OPEN, Task

_NUMBER = re.compile(r"[Tt][\s-]?(\d{1,9})", re.ASCII)


class Shown(StrEnum):
    """Which tasks a list shows by how they stand."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; everything given must hold.

    `project_ids` None: of any project. `todays` says for late tasks which day it is in which projects.
    """

    project_ids: tuple[int, ...] | None
    shown: Shown = Shown.OPEN
    todays: tuple[tuple[date, tuple[int, ...]], ...] = ()
    owner_id: str | None = None
    department_id: int | None = None
    stage_id: int | None = None
    text: str = ""
    has_no_owner: bool = False
    has_no_date: bool = False


def page(session: Session, team_id: str, wanted: Filter, *, first: int, most: int) -> list[Task]:
    """At most `most` of these tasks from the place `first` (0 is the beginning), soonest due first."""
    query = select(Task).where(*_conditions(session, team_id, wanted)).order_by(*BY_DUE)
    return list(session.scalars(query.offset(first).limit(most)))


def count(session: Session, team_id: str, wanted: Filter, *, most: int) -> int:
    """How many these tasks are; counting stops at `most`."""
    some = select(col(Task.id)).where(*_conditions(session, team_id, wanted)).limit(most).subquery()
    return int(session.execute(select(func.count()).select_from(some)).scalar_one())


def in_tree(session: Session, team_id: str, project_id: int, *, first: int, most: int) -> list[Task]:
    """At most `most` tasks of the project in the order of its plan: by stage, each followed by its subtasks."""
    above = aliased(Task)
    query = (
        select(Task)
        .outerjoin(Stage, col(Stage.id) == col(Task.stage_id))
        .outerjoin(above, col(above.id) == col(Task.parent_id))
        .where(col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None))
        .order_by(
            col(Stage.position).nulls_last(),
            col(Stage.id),
            func.coalesce(col(above.position), col(Task.position)),
            func.coalesce(col(above.number), col(Task.number)),
            col(Task.parent_id).is_not(None),
            col(Task.position),
            col(Task.number),
        )
    )
    return list(session.scalars(query.offset(first).limit(most)))


def codes(session: Session, team_id: str, project_id: int) -> dict[int, str]:
    """The code of every task of the project by its id: 2.1 is the first task of the second stage, 2.1.3 its third part.

    They follow from the order of the plan; what stands in no stage is counted behind the stages, as they are.
    """
    its = (col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None))
    of_stage = {one.id: f"{at}." for at, one in enumerate(stages.of_project(session, team_id, project_id), 1)}
    rows = select(col(Task.id), col(Task.parent_id), col(Task.stage_id)).where(*its)
    counted: Counter[str] = Counter({"": len(of_stage)})
    found: dict[int, str] = {}
    # Those that others are parts of come first.
    by_place = (col(Task.parent_id).is_not(None), col(Task.position), col(Task.number))
    for task_id, parent_id, stage_id in session.execute(rows.order_by(*by_place)):
        above = f"{found[parent_id]}." if parent_id in found else of_stage.get(stage_id or 0, "")
        counted[above] += 1
        found[task_id] = f"{above}{counted[above]}"
    return found


def _conditions(session: Session, team_id: str, wanted: Filter) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [col(Task.team_id) == team_id, col(Task.deleted_at).is_(None)]
    if wanted.project_ids is not None and len(wanted.project_ids) == 1:
        found.append(col(Task.project_id) == wanted.project_ids[0])
    elif wanted.project_ids is not None:
        found.append(among(session, col(Task.project_id), wanted.project_ids))
    if wanted.has_no_owner:
        found.append(col(Task.owner_id).is_(None))
    if wanted.has_no_date:
        found.append(col(Task.due_on).is_(None))
    if wanted.shown in (Shown.OPEN, Shown.LATE):
        found.append(IS_OPEN)
    if wanted.shown is Shown.LATE:
        found.append(_is_late(session, wanted))
    if wanted.shown is Shown.DONE:
        found.append(IS_DONE)
    if wanted.owner_id is not None:
        found.append(is_for(team_id, wanted.owner_id))
    if wanted.department_id is not None:
        found.append(col(Task.department_id) == wanted.department_id)
    if wanted.stage_id is not None:
        found.append(col(Task.stage_id) == wanted.stage_id)
    if wanted.text:
        number = _NUMBER.fullmatch(wanted.text)
        found.append(
            or_(
                col(Task.title).icontains(wanted.text, autoescape=True),
                col(Task.description).icontains(wanted.text, autoescape=True),
                *([col(Task.number) == int(number[1])] if number else []),
            )
        )
    return found


def _is_late(session: Session, wanted: Filter) -> ColumnElement[bool]:
    if len(wanted.todays) == 1:
        return col(Task.due_on) < wanted.todays[0][0]
    parts = (and_(col(Task.due_on) < day, among(session, col(Task.project_id), ids)) for day, ids in wanted.todays)
    return or_(False, *parts)


def ids_of_stage(session: Session, team_id: str, stage_id: int) -> list[int]:
    """The tasks of the stage, by id."""
    its = (col(Task.team_id) == team_id, col(Task.stage_id) == stage_id, col(Task.deleted_at).is_(None))
    return list(session.scalars(select(col(Task.id)).where(*its).order_by(col(Task.id))))

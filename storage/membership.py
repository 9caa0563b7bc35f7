"""Who takes part in a project: who is in its channel, or stands for something in it.

Who does neither any more sees no more of it from that moment on, whether Slack's list of its channel was read since or
not; but for who ended it by an act of their own, as with their last task there, which is still theirs to take back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal_column, or_, select, union
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage.acceptances import Acceptance
from storage.history import UNDO_WITHIN
from storage.projects import Project, ProjectDepartment, ProjectMember
from storage.requests import OPEN, Request
from storage.retrospectives import OPEN as TO_DO
from storage.retrospectives import Action, Answer
from storage.risks import IN_REGISTER, Risk
from storage.rows import kept
from storage.tasks import Task

# Under names of their own: these are asked about within queries over the same tables.
_its: Any = aliased(Project)
_part: Any = aliased(ProjectDepartment)
_task: Any = aliased(Task)
_request: Any = aliased(Request)
_risk: Any = aliased(Risk)
_acceptance: Any = aliased(Acceptance)
_action: Any = aliased(Action)
_answer: Any = aliased(Answer)
_IS_OPEN = (_task.status != literal_column("'done'"), _task.deleted_at.is_(None))
# What names a person who stands for something, the table and the project that it is of, and when it does.
_POSTS: tuple[tuple[Any, Any, Any, tuple[ColumnElement[bool], ...]], ...] = (
    *((who, _its, _its.id, ()) for who in (_its.pm_id, _its.sponsor_id, _its.second_decider_id, _its.created_by)),
    *((who, _part, _part.project_id, ()) for who in (_part.head_id, _part.liaison_id)),
    (_task.owner_id, _task, _task.project_id, _IS_OPEN),
    *(
        (who, _request, _request.project_id, (_request.state.in_(OPEN),))
        for who in (_request.requester_id, _request.assignee_id)
    ),
    (_risk.owner_id, _risk, _risk.project_id, (_risk.state.in_(IN_REGISTER),)),
    (_acceptance.customer_id, _acceptance, _acceptance.project_id, ()),
    (_action.owner_id, _action, _action.project_id, (_action.state == TO_DO,)),
    (_answer.user_id, _answer, _answer.project_id, ()),
)


def holders(session: Session, project: Project) -> set[str]:
    """Everybody who stands for something in the project: who holds a post, owns what is open, or started it."""
    named = (
        select(who.label("who")).where(table.team_id == project.team_id, of == project.id, *when)
        for who, table, of, when in _POSTS
    )
    return {one for one in session.scalars(union(*named)) if one is not None}


def takes_part(user_id: str, now: datetime) -> ColumnElement[bool]:
    """That the person takes part in the project, or did until an act of theirs; of a query over `Project`."""
    return (
        exists()
        .where(
            col(ProjectMember.project_id) == col(Project.id),
            col(ProjectMember.user_id) == user_id,
            or_(
                col(ProjectMember.in_channel),
                _stands(col(ProjectMember.team_id), col(ProjectMember.project_id), user_id),
                _acted(col(ProjectMember.team_id), col(ProjectMember.project_id), user_id, now),
            ),
        )
        .correlate(Project)
    )


def is_member(session: Session, project: Project, user_id: str, now: datetime | None = None) -> bool:
    """Whether the person takes part in the project; by `now` also, whether they did until an act of theirs."""
    found = kept(session, ProjectMember, project.id, user_id)
    if found is None or found.team_id != project.team_id:
        return False
    if found.in_channel or session.scalar(select(_stands(project.team_id, project.id, user_id))):
        return True
    return now is not None and bool(session.scalar(select(_acted(project.team_id, project.id, user_id, now))))


def read_by(session: Session, team_id: str, user_id: str, project_ids: Collection[int], now: datetime) -> set[int]:
    """Those of these projects in which the person takes part, or stands for something; in one statement."""
    its = (col(Project.team_id) == team_id, col(Project.id).in_(list(project_ids)))
    stands = _stands(col(Project.team_id), col(Project.id), user_id)
    return set(session.scalars(select(col(Project.id)).where(*its, or_(takes_part(user_id, now), stands))))


def is_entered(session: Session, project: Project, user_id: str) -> bool:
    """Whether the person is noted among those who may see the project, for whatever they stand there."""
    return kept(session, ProjectMember, project.id, user_id) is not None


def of_member(session: Session, team_id: str, user_id: str, now: datetime, *, but: Iterable[str] = ()) -> list[Project]:
    """The projects that the person takes part in, or did until an act of theirs, oldest first; none in these phases."""
    is_it = and_(col(Project.team_id) == team_id, col(Project.phase).not_in(list(but)), takes_part(user_id, now))
    return list(session.scalars(select(Project).where(is_it).order_by(col(Project.id))))


def _stands(team_id: Any, project_id: Any, user_id: str) -> ColumnElement[bool]:
    """That the person stands for something in the project."""
    return or_(
        *(
            exists().where(table.team_id == team_id, of == project_id, who == user_id, *when)
            for who, table, of, when in _POSTS
        )
    )


def _acted(team_id: Any, project_id: Any, user_id: str, now: datetime) -> ColumnElement[bool]:
    """That what the person did last with something of the project can still be taken back."""
    return or_(
        *(
            exists().where(
                one.team_id == team_id,
                one.project_id == project_id,
                one.changed_by == user_id,
                one.changed_at >= now - UNDO_WITHIN,
            )
            for one in (_task, _request)
        )
    )

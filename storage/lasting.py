"""Which matters are open that go on when their project is closed, as `open_matters` has those that do not.

What is of a project that is suspended is not among them: it is there again when that goes on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlmodel import SQLModel, col

from storage.belonging import PROJECTS, Ids
from storage.lessons import KEPT, STALE, Lesson, LessonOffer
from storage.projects import IS_STILL, SUSPENDED, Project
from storage.retrospectives import ASKING, OPEN, TOGETHER, Action, Retrospective

_PROJECT: Any = col(Project.id)


def lessons_kept(team_id: str, _now: datetime) -> Ids:
    """The lessons that hold until somebody says otherwise, or nobody takes them for a year."""
    return _lasting(Lesson, col(Lesson.id)).where(col(Lesson.team_id) == team_id, col(Lesson.state) == KEPT)


def lessons_stale(team_id: str, _now: datetime) -> Ids:
    """The lessons that nobody took for a year."""
    return _lasting(Lesson, col(Lesson.id)).where(col(Lesson.team_id) == team_id, col(Lesson.state) == STALE)


def retrospectives(team_id: str, _now: datetime) -> Ids:
    """The retrospectives in which answers are waited for."""
    its = (col(Retrospective.team_id) == team_id, col(Retrospective.state) == ASKING)
    return _lasting(Retrospective, col(Retrospective.id)).where(*its)


def retrospectives_open(team_id: str, _now: datetime) -> Ids:
    """The retrospectives in which somebody has the next word."""
    its = (col(Retrospective.team_id) == team_id, col(Retrospective.state).in_((ASKING, TOGETHER)))
    return _lasting(Retrospective, col(Retrospective.id)).where(*its)


def retrospective_actions(team_id: str, _now: datetime) -> Ids:
    """What came of retrospectives and is not done."""
    return _lasting(Action, col(Action.id)).where(col(Action.team_id) == team_id, col(Action.state) == OPEN)


def projects_with_offers(team_id: str, _now: datetime) -> Ids:
    """The projects in which lessons were offered that nobody has answered."""
    offered = (col(LessonOffer.project_id) == col(Project.id), col(LessonOffer.answer) == "")
    return select(_PROJECT).where(~IS_STILL, col(Project.team_id) == team_id, exists().where(*offered))


def _lasting(about: type[SQLModel], column: Any) -> Ids:
    """The ids of what goes on in projects that are over, too; not in those that are suspended."""
    suspended = select(col(Project.id)).where(col(Project.phase) == SUSPENDED)
    return select(column).where(PROJECTS[about].not_in(suspended))

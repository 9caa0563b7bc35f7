"""What is still to be done in projects that begin or are planned: as conditions on the row of a project, all of them
asked in one statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage import charters, kickoffs, rounds
from storage.acceptances import Acceptance
from storage.baselines import Confirmation
from storage.charters import Charter
from storage.kickoffs import Kickoff
from storage.meetings import Series
from storage.projects import Project
from storage.retrospectives import WITHDRAWN, Retrospective
from storage.tasks import IS_OPEN, Task

_ID = col(Project.id)


def without_kickoff() -> ColumnElement[bool]:
    """Its kickoff meeting is not called, or was cancelled."""
    called = select(Kickoff).where(col(Kickoff.project_id) == _ID, col(Kickoff.state) != kickoffs.CANCELLED)
    return ~called.exists()


def without_charter() -> ColumnElement[bool]:
    """Its charter is not written, or being written; not while it waits for signatures, or for its PM to change it."""
    done = (charters.SIGNING, charters.RETURNED, charters.SIGNED)
    return ~select(Charter).where(col(Charter.project_id) == _ID, col(Charter.state).in_(done)).exists()


def without_meeting() -> ColumnElement[bool]:
    """Nobody has said yet when it meets each week: see `Series.is_unset`."""
    is_unset = (col(Series.is_paused), col(Series.changed_by).is_(None), col(Series.paused_until).is_(None))
    return select(Series).where(col(Series.project_id) == _ID, *is_unset).exists()


def without_tasks() -> ColumnElement[bool]:
    """It has no task."""
    return ~select(Task).where(col(Task.project_id) == _ID, col(Task.deleted_at).is_(None)).exists()


def with_unconfirmed_plan() -> ColumnElement[bool]:
    """It has tasks, and its plan is neither confirmed by all nor with the heads."""
    sent = select(Confirmation).where(
        col(Confirmation.project_id) == _ID, col(Confirmation.state).in_((rounds.SIGNING, rounds.SIGNED))
    )
    return and_(~without_tasks(), ~sent.exists())


def without_acceptance() -> ColumnElement[bool]:
    """All its tasks are done, and its acceptance is not called yet."""
    its = (col(Task.project_id) == _ID, col(Task.deleted_at).is_(None))
    called = select(Acceptance).where(col(Acceptance.project_id) == _ID, col(Acceptance.state) != rounds.DRAFT)
    return and_(~without_tasks(), ~select(Task).where(*its, IS_OPEN).exists(), ~called.exists())


def without_retrospective() -> ColumnElement[bool]:
    """Nobody has looked back on it, or begun to."""
    called = select(Retrospective).where(col(Retrospective.project_id) == _ID, col(Retrospective.state) != WITHDRAWN)
    return ~called.exists()


def still(
    session: Session, team_id: str, project_ids: Sequence[int], conditions: Mapping[str, ColumnElement[bool]]
) -> dict[int, set[str]]:
    """Which of these conditions hold of each of these projects, by its id."""
    if not project_ids or not conditions:
        return {}
    query = select(_ID, *conditions.values()).where(col(Project.team_id) == team_id, _ID.in_(project_ids))
    return {
        project_id: {name for name, holds in zip(conditions, found, strict=True) if holds}
        for project_id, *found in session.execute(query)
    }

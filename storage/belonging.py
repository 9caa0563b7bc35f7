"""Which project matters belong to, by the table that they are kept in, and their timers there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from storage.acceptances import Acceptance
from storage.baselines import Confirmation
from storage.calendars import CalendarNotice
from storage.changes import ChangeRequest
from storage.charters import Charter
from storage.disputes import Dispute
from storage.handovers import Handover
from storage.kickoffs import Kickoff
from storage.lessons import Lesson
from storage.meetings import Meeting, Series
from storage.projects import IS_STILL, Project
from storage.proposals import Proposal
from storage.reports import Report, ReportLine
from storage.requests import Request
from storage.retrospectives import Action, Retrospective
from storage.reviews import Review
from storage.risks import Risk
from storage.statements import among
from storage.tasks import Task
from storage.timers import Timer

Ids = Select[tuple[int]]
# Given the workspace and the present moment.
Matters = Callable[[str, datetime], Ids]

# The project of what has one, by the table that it is kept in.
PROJECTS: Mapping[type[SQLModel], Any] = {
    Project: col(Project.id),
    Series: col(Series.project_id),
    Meeting: col(Meeting.project_id),
    Report: col(Report.project_id),
    ReportLine: select(col(Report.project_id)).where(col(Report.id) == col(ReportLine.report_id)).scalar_subquery(),
    Task: col(Task.project_id),
    Request: col(Request.project_id),
    Dispute: col(Dispute.project_id),
    Handover: col(Handover.project_id),
    CalendarNotice: col(CalendarNotice.project_id),
    Proposal: col(Proposal.project_id),
    Kickoff: col(Kickoff.project_id),
    Charter: col(Charter.project_id),
    Confirmation: col(Confirmation.project_id),
    ChangeRequest: col(ChangeRequest.project_id),
    Risk: col(Risk.project_id),
    Review: col(Review.project_id),
    Acceptance: col(Acceptance.project_id),
    Lesson: col(Lesson.project_id),
    Retrospective: col(Retrospective.project_id),
    Action: col(Action.project_id),
}


def without_timer(session: Session, team_id: str, kind: str, matters: Ids, after: int, most: int) -> list[int]:
    """Those of these matters that have no timer of that kind: up to `most`, in their order, behind the id `after`."""
    ids: Any = matters.subquery().c[0]
    its = (col(Timer.team_id) == team_id, col(Timer.kind) == kind, col(Timer.subject_id) == ids)
    return list(session.scalars(select(ids).where(ids > after, ~exists().where(*its)).order_by(ids).limit(most)))


def projects_of(session: Session, about: type[SQLModel], ids: Collection[int]) -> dict[int, int]:
    """The projects to which these rows belong, by the id of the row."""
    its: Any = about.__table__.c.id  # type: ignore[attr-defined]
    rows = session.execute(select(its, PROJECTS[about]).where(among(session, its, ids))).all()
    return {int(row_id): int(its_project) for row_id, its_project in rows}


def in_still_projects(session: Session, about: type[SQLModel], ids: Collection[int]) -> dict[int, int]:
    """The projects that stand still to which these rows belong, by the id of the row."""
    its: Any = about.__table__.c.id  # type: ignore[attr-defined]
    is_theirs = PROJECTS[about].in_(select(col(Project.id)).where(IS_STILL))
    rows = session.execute(select(its, PROJECTS[about]).where(among(session, its, ids), is_theirs)).all()
    return {int(row_id): int(its_project) for row_id, its_project in rows}


def here(session: Session, matters: Ids, project_id: int) -> list[int]:
    """Those of these matters that belong to the project; none of what has no project."""
    about = matters.column_descriptions[0]["entity"]
    if about not in PROJECTS:
        return []
    return list(session.scalars(matters.where(PROJECTS[about] == project_id)))


def forget_timers(session: Session, team_id: str, project_id: int, kinds: Mapping[str, Matters], now: datetime) -> None:
    """The project stands still: none of these kinds of timers comes due for what belongs to it.

    Of matters that have no project, and of those that go on in one that stands still, nothing is taken away.
    """
    for kind, matters in kinds.items():
        query = matters(team_id, now)
        about = query.column_descriptions[0]["entity"]
        if about in PROJECTS:
            subjects = select(query.selected_columns[0]).where(PROJECTS[about] == project_id)
            its = (col(Timer.team_id) == team_id, col(Timer.kind) == kind, col(Timer.subject_id).in_(subjects))
            session.execute(delete(Timer).where(*its).execution_options(synchronize_session=False))

"""Status reports (周报): one of each department for each weekly meeting, its lines, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, bindparam, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

import storage.requests  # noqa: F401 - the table that `request_id` refers to
from storage.db import UtcDateTime
from storage.meetings import CANCELLED, PLANNED, Meeting, Series
from storage.rows import kept
from storage.statements import Among, among
from storage.tasks import BY_DUE, IS_OPEN, Task

DRAFT, FILED = "draft", "filed"
DONE, NOT_DONE, NEXT = "done", "not_done", "next"
# How it stands with the department that is named as a cause.
NAMED, CONFIRMED, CONTESTED = "named", "confirmed", "contested"


class Report(SQLModel, table=True):
    """What one department says before one meeting. `draft` is what was typed so far; the lines are what was filed."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("meeting_id", "department_id"),
        Index("ix_reports_project", "team_id", "project_id", "department_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    meeting_id: int = Field(sa_column=Column(Integer, ForeignKey("meetings.id"), nullable=False))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    state: str = DRAFT
    draft: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # When it was filed first, and whether the meeting had begun by then.
    filed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    is_late: bool = False
    # Who filed it last, and for whom they stood in.
    filed_by: str | None = None
    filed_for: str | None = None
    # Counts the filings, so that each is told once.
    version: int = 0
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ReportLine(SQLModel, table=True):
    """One line of a filed report: a task or something else that is done, not done, or planned."""

    __tablename__ = "report_lines"
    __table_args__ = (Index("ix_report_lines_report", "report_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    report_id: int = Field(sa_column=Column(Integer, ForeignKey("reports.id"), nullable=False))
    position: int
    kind: str
    task_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("tasks.id")))
    # What a line without a task says; of one with a task its title when it was filed.
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Why it is not done, and which other department caused that.
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    cause_department_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("departments.id")))
    # What that department says to it, with its word; empty where none is named.
    cause_state: str = ""
    cause_word: str = Field(default="", sa_column=Column(Text, nullable=False))
    caused_by: str | None = None
    caused_for: str | None = None
    # The collaboration request that was made of it.
    request_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("requests.id")))


def report(session: Session, team_id: str, report_id: int, *, to_change: bool = False) -> Report | None:
    """One report of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Report, report_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def line(session: Session, team_id: str, line_id: int, *, to_change: bool = False) -> ReportLine | None:
    """One line of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, ReportLine, line_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def of_department(session: Session, team_id: str, meeting_id: int, department_id: int) -> Report | None:
    """The department's report for that meeting, filed or not."""
    return session.scalar(
        select(Report).where(
            col(Report.team_id) == team_id,
            col(Report.meeting_id) == meeting_id,
            col(Report.department_id) == department_id,
        )
    )


def all_of_meeting(session: Session, team_id: str, meeting_id: int) -> list[Report]:
    """Every report for the meeting, filed or not."""
    return list(
        session.scalars(
            select(Report)
            .where(col(Report.team_id) == team_id, col(Report.meeting_id) == meeting_id)
            .order_by(col(Report.id))
        )
    )


def of_meeting(session: Session, team_id: str, meeting_id: int) -> list[tuple[Report, list[ReportLine]]]:
    """The reports that were filed for the meeting, each with its lines in their order."""
    filed = [one for one in all_of_meeting(session, team_id, meeting_id) if one.state == FILED]
    lines = lines_of(session, team_id, [one.id for one in filed])
    return [(one, lines.get(one.id, [])) for one in filed]


def lines_of(session: Session, team_id: str, report_ids: Iterable[int]) -> dict[int, list[ReportLine]]:
    """The lines of these reports in their order, by report."""
    wanted = list(report_ids)
    found: dict[int, list[ReportLine]] = {}
    if wanted:
        rows = session.scalars(
            select(ReportLine)
            .where(col(ReportLine.team_id) == team_id, among(session, col(ReportLine.report_id), wanted))
            .order_by(col(ReportLine.position))
        )
        for one in rows:
            found.setdefault(one.report_id, []).append(one)
    return found


def last_filed(session: Session, team_id: str, project_id: int, department_id: int, before: datetime) -> Report | None:
    """The department's last filed report of a meeting that began before that moment."""
    query = _earlier(team_id, project_id, department_id, before).where(col(Report.state) == FILED)
    return session.scalars(query).first()


def of_cancelled(
    session: Session, team_id: str, project_id: int, department_id: int, before: datetime, since: datetime
) -> Report | None:
    """What the department had typed for a meeting in that span that was then cancelled; the latest."""
    query = _earlier(team_id, project_id, department_id, before).where(
        col(Meeting.state) == CANCELLED, col(Meeting.starts_at) >= since
    )
    return session.scalars(query).first()


def _earlier(team_id: str, project_id: int, department_id: int, before: datetime) -> Any:
    return (
        select(Report)
        .join(Meeting, col(Meeting.id) == col(Report.meeting_id))
        .where(
            col(Report.team_id) == team_id,
            col(Report.project_id) == project_id,
            col(Report.department_id) == department_id,
            col(Meeting.starts_at) < before,
        )
        .order_by(col(Meeting.starts_at).desc())
        .limit(1)
    )


_UNFILED = Among(
    lambda is_one: (
        select(Report, Meeting, Series)
        .join(Meeting, col(Meeting.id) == col(Report.meeting_id))
        .join(Series, col(Series.project_id) == col(Meeting.project_id))
        .where(
            col(Report.team_id) == bindparam("team_id"),
            is_one(col(Report.id)),
            col(Report.state) != FILED,
            col(Meeting.state) == PLANNED,
            col(Meeting.starts_at) > bindparam("since"),
        )
        .order_by(col(Meeting.starts_at), col(Report.id))
    )
)


def unfiled(
    session: Session, team_id: str, report_ids: Iterable[int], since: datetime
) -> list[tuple[Report, Meeting, Series]]:
    """Those of these reports that are still to be filed for planned meetings after that moment, soonest first."""
    rows = _UNFILED.run(session, report_ids, team_id=team_id, since=since)
    return [(report, meeting, series) for report, meeting, series in rows]


def named_in_meeting(session: Session, team_id: str, meeting_id: int) -> list[tuple[ReportLine, Report]]:
    """The lines of a meeting's reports that wait for the word of the department they name, with the report."""
    query = select(ReportLine, Report).join(Report, col(Report.id) == col(ReportLine.report_id))
    of_meeting = (col(Report.team_id) == team_id, col(Report.meeting_id) == meeting_id)
    rows = session.execute(query.where(*of_meeting, col(ReportLine.cause_state) == NAMED))
    return [(row[0], row[1]) for row in rows]


def tasks_of_week(session: Session, team_id: str, project_id: int, department_id: int, since: datetime) -> list[Task]:
    """The tasks that the department leads and that are open, or were done since then; none that has subtasks."""
    return list(
        session.scalars(
            select(Task)
            .where(
                col(Task.team_id) == team_id,
                col(Task.project_id) == project_id,
                col(Task.department_id) == department_id,
                col(Task.deleted_at).is_(None),
                col(Task.subtasks) == 0,
                or_(IS_OPEN, col(Task.done_at) >= since),
            )
            .order_by(*BY_DUE)
        )
    )


def planned_tasks(session: Session, team_id: str, report_id: int) -> set[int]:
    """The ids of the tasks that a report planned for the week after it."""
    return {
        task_id
        for task_id in session.scalars(
            select(col(ReportLine.task_id)).where(
                col(ReportLine.team_id) == team_id,
                col(ReportLine.report_id) == report_id,
                col(ReportLine.kind) == NEXT,
            )
        )
        if task_id is not None
    }

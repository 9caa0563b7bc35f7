"""How far a workspace is set up: what an admin's Home and the steps of the first hour ask of it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.calendars import OrganisationCalendar
from storage.departments import Department
from storage.people import Workspace
from storage.projects import Project


class SetUp(NamedTuple):
    """`country` is the key of the organisation's calendar, where one was chosen."""

    country: str | None
    departments: int
    has_project: bool
    is_aside: bool
    lacks: list[str]


def stands(session: Session, team_id: str) -> SetUp:
    """How far it is."""
    calendar = select(col(OrganisationCalendar.key)).where(
        col(OrganisationCalendar.team_id) == team_id, col(OrganisationCalendar.is_main).is_(True)
    )
    counted = select(func.count()).select_from(Department).where(col(Department.team_id) == team_id)
    started = select(col(Project.id)).where(col(Project.team_id) == team_id).exists()
    row = session.execute(
        select(
            calendar.limit(1).scalar_subquery(),
            counted.scalar_subquery(),
            started,
            col(Workspace.steps_aside_at).is_not(None),
            col(Workspace.lacks),
        ).where(col(Workspace.team_id) == team_id)
    ).first()
    return SetUp(*row) if row is not None else SetUp(None, 0, has_project=False, is_aside=False, lacks=[])

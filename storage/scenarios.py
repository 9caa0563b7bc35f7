"""Scenario templates (场景模板) that were made of projects, and how often each template was used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, UniqueConstraint, func, select, text
from sqlalchemy.orm import Session, defer
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.plans import PlanImport
from storage.projects import Project
from storage.rows import kept

_KEPT = text("deleted_at IS NULL")


class ScenarioTemplate(SQLModel, table=True):
    """A plan that a project was saved as, without its people. `tasks` are those in it."""

    __tablename__ = "scenario_templates"
    __table_args__ = (
        UniqueConstraint("team_id", "cause"),
        Index("ix_scenario_templates_team", "team_id", "id", sqlite_where=_KEPT),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    cause: str
    name: str
    # Of which project it was made: where that is private by now, the template is not shown to others, either.
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    tasks: int
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    created_for: str | None = None
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    changed_for: str | None = None
    deleted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


def by_id(session: Session, team_id: str, template_id: int, *, to_change: bool = False) -> ScenarioTemplate | None:
    """One of the workspace, also one that was deleted; `to_change` holds it until the transaction ends."""
    found = kept(session, ScenarioTemplate, template_id, to_change=to_change)
    return found if found is not None and found.team_id == team_id else None


def caused_by(session: Session, team_id: str, cause: str) -> ScenarioTemplate | None:
    """The template that this act has already made."""
    its = (col(ScenarioTemplate.team_id) == team_id, col(ScenarioTemplate.cause) == cause)
    return session.scalar(select(ScenarioTemplate).where(*its))


def of_team(session: Session, team_id: str) -> list[tuple[ScenarioTemplate, Project]]:
    """Those of the workspace that are not deleted, each with the project that it was made of; the newest first.

    What stands in one is read when it is looked at.
    """
    query = (
        select(ScenarioTemplate, Project)
        .join(Project, col(Project.id) == col(ScenarioTemplate.project_id))
        .where(col(ScenarioTemplate.team_id) == team_id, col(ScenarioTemplate.deleted_at).is_(None))
        .order_by(col(ScenarioTemplate.id).desc())
        .options(defer(ScenarioTemplate.content))  # type: ignore[arg-type]
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def uses(session: Session, team_id: str) -> dict[str, int]:
    """How many open projects each template was taken into, by its key; what was taken back does not count."""
    query = (
        select(col(PlanImport.template), func.count(func.distinct(col(PlanImport.project_id))))
        .join(Project, col(Project.id) == col(PlanImport.project_id))
        .where(
            col(PlanImport.team_id) == team_id,
            col(PlanImport.template).is_not(None),
            col(PlanImport.undone_at).is_(None),
            col(Project.is_private).is_(False),
        )
        .group_by(col(PlanImport.template))
    )
    return {str(row[0]): int(row[1]) for row in session.execute(query)}


def taken_into(session: Session, team_id: str, project_id: int, key: str) -> list[PlanImport]:
    """When that template was taken into the project and not taken back since, the oldest first."""
    query = select(PlanImport).where(
        col(PlanImport.team_id) == team_id,
        col(PlanImport.project_id) == project_id,
        col(PlanImport.template) == key,
        col(PlanImport.undone_at).is_(None),
    )
    return list(session.scalars(query.order_by(col(PlanImport.id))))

"""Stages: the first of the three levels of a project's work (stage – task – subtask)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, UniqueConstraint, func, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime


class Stage(SQLModel, table=True):
    """A stage of a project. `position` is its place among the project's stages, from 1."""

    __tablename__ = "stages"
    __table_args__ = (UniqueConstraint("project_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    position: int
    name: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str


def stage(session: Session, team_id: str, stage_id: int) -> Stage | None:
    """One stage of the workspace."""
    found = session.get(Stage, stage_id)
    return found if found and found.team_id == team_id else None


def of_project(session: Session, team_id: str, project_id: int) -> list[Stage]:
    """The stages of the project, in their order."""
    return list(
        session.scalars(
            select(Stage)
            .where(col(Stage.team_id) == team_id, col(Stage.project_id) == project_id)
            .order_by(col(Stage.position), col(Stage.id))
        )
    )


def named(session: Session, team_id: str, project_id: int, name: str) -> Stage | None:
    """The stage of that name, whatever its case."""
    return session.scalar(
        select(Stage).where(
            col(Stage.team_id) == team_id,
            col(Stage.project_id) == project_id,
            func.lower(col(Stage.name)) == name.lower(),
        )
    )

"""What became of what: a matter of one flow that was made of a matter of another (a risk that is a task now)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime


class Origin(SQLModel, table=True):
    """A row of a flow, and the row of another flow that it was made of; each with what it is called ("T-3")."""

    __tablename__ = "origins"
    __table_args__ = (
        UniqueConstraint("team_id", "flow", "row_id", "from_flow", "from_id"),
        Index("ix_origins_from", "team_id", "from_flow", "from_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    flow: str
    row_id: int
    label: str
    from_flow: str
    from_id: int
    from_label: str
    made_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    made_by: str

    @property
    def number(self) -> str:
        """The 3 of T-3, as a button that shows it carries it."""
        return self.label.rpartition("-")[2]

    @property
    def from_number(self) -> str:
        """The same of what it was made of."""
        return self.from_label.rpartition("-")[2]


def of(session: Session, team_id: str, flow: str, row_id: int) -> list[Origin]:
    """What the row was made of, oldest first."""
    its = (col(Origin.team_id) == team_id, col(Origin.flow) == flow, col(Origin.row_id) == row_id)
    return list(session.scalars(select(Origin).where(*its).order_by(col(Origin.id))))


def made_of(session: Session, team_id: str, from_flow: str, from_id: int) -> list[Origin]:
    """What was made of the row, oldest first."""
    its = (col(Origin.team_id) == team_id, col(Origin.from_flow) == from_flow, col(Origin.from_id) == from_id)
    return list(session.scalars(select(Origin).where(*its).order_by(col(Origin.id))))


def add(session: Session, made: Origin) -> None:
    """Note what was made of what."""
    session.add(made)
    session.flush()

"""Charters of projects (项目章程), one a project, and the queries over them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from storage import matters
from storage.db import UtcDateTime
from storage.rounds import DRAFT, OPEN, RETURNED, SIGNED, SIGNING, Rounded

__all__ = ["DRAFT", "OPEN", "RETURNED", "SIGNED", "SIGNING", "Charter", "Content", "of_project"]

Content = dict[str, Any]


class Charter(Rounded, table=True):
    """What a charter says, section by section: as it is being written, as it was sent last, as all have signed it.

    `number` is the project's without its dashes: 2026007 of P-2026-007. A section is plain data under its name.
    """

    __tablename__ = "charters"
    __table_args__ = (*matters.keys("charters"), UniqueConstraint("project_id"))

    content: Content = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # Empty before it was sent for the first time, and before all have signed.
    sent: Content = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    signed: Content = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # The edition that all have signed last; 0 before, and when that was.
    signed_edition: int = 0
    signed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def is_signed_by_all(self) -> bool:
        """Whether all have signed it as it was sent last, be it that another one is being written."""
        return 0 < self.edition == self.signed_edition


def of_project(session: Session, team_id: str, project_id: int) -> Charter | None:
    """The charter of the project; None before somebody has begun to write it."""
    return session.scalar(select(Charter).where(col(Charter.team_id) == team_id, col(Charter.project_id) == project_id))

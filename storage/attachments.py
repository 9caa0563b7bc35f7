"""Links and files that are kept with tasks. What was removed keeps its row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import among


class Attachment(SQLModel, table=True):
    """A link or a file of a task."""

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("team_id", "cause"), Index("ix_attachments_task", "task_id"))

    id: int = Field(default=None, primary_key=True)
    team_id: str
    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), nullable=False))
    # The view, trigger or event that brought it, and its place in that.
    cause: str
    # What a reader presses: the address of a link, the name of a file.
    name: str = Field(sa_column=Column(Text, nullable=False))
    # http or https; empty while a file is on its way into the task's thread.
    url: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Of a file, as Slack knows it; None for a link.
    file_id: str | None = None
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    added_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    added_by: str
    # Whom they stood in for.
    added_for: str | None = None
    removed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


def of_tasks(session: Session, team_id: str, task_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """What is attached to these tasks, by task, oldest first; what was removed is left out."""
    found: dict[int, list[Attachment]] = {}
    wanted = list(task_ids)
    if not wanted:
        return found
    rows = session.scalars(
        select(Attachment)
        .where(
            col(Attachment.team_id) == team_id,
            among(session, col(Attachment.task_id), wanted),
            col(Attachment.removed_at).is_(None),
        )
        .order_by(col(Attachment.id))
    )
    for one in rows:
        found.setdefault(one.task_id, []).append(one)
    return found


def attachment(session: Session, team_id: str, attachment_id: int) -> Attachment | None:
    """One attachment of the workspace, removed or not."""
    found = session.get(Attachment, attachment_id)
    return found if found and found.team_id == team_id else None


def caused_by(session: Session, team_id: str, cause: str) -> list[Attachment]:
    """What this view, trigger or event has already attached."""
    return list(
        session.scalars(
            select(Attachment)
            .where(col(Attachment.team_id) == team_id, col(Attachment.cause).startswith(f"{cause}#", autoescape=True))
            .order_by(col(Attachment.id))
        )
    )

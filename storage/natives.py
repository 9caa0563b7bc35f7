"""Which types of blocks a workspace takes: Slack brings new ones to some before others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Column, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import note_or_hold

# A type that was refused is tried again after this: Slack may have brought it to the workspace meanwhile.
REMEMBERED = timedelta(days=7)


class NativeBlock(SQLModel, table=True):
    """A type of block in a workspace: whether Slack took it there the last time, and when that was."""

    __tablename__ = "native_blocks"

    team_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    is_taken: bool
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def of(session: Session, team_id: str) -> dict[str, tuple[bool, datetime]]:
    """What is known of the workspace, by type."""
    rows = session.scalars(select(NativeBlock).where(col(NativeBlock.team_id) == team_id))
    return {one.kind: (one.is_taken, one.at) for one in rows}


def lacks(session: Session, team_id: str, kind: str, now: datetime) -> bool:
    """Whether the workspace refused the type lately."""
    is_taken, at = of(session, team_id).get(kind, (True, now))
    return not is_taken and at > now - REMEMBERED


def note(session: Session, team_id: str, kinds: Collection[str], at: datetime, *, is_taken: bool) -> None:
    """Slack took these types there, or did not."""
    for kind in sorted(kinds):
        # Two processes may learn it in one moment.
        if not note_or_hold(session, NativeBlock, team_id=team_id, kind=kind, is_taken=is_taken, at=at):
            its = (col(NativeBlock.team_id) == team_id, col(NativeBlock.kind) == kind)
            session.execute(update(NativeBlock).where(*its).values(is_taken=is_taken, at=at))

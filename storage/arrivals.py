"""What is asked and reminded of very many matters at once, which arrive together or leave again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.asks import Ask, Asked
from storage.nudges import Nudge
from storage.statements import among


def ask(session: Session, team_id: str, wanted: Sequence[tuple[int, Asked]]) -> None:
    """These are asked, each about the matter of an id of which nobody was asked anything yet."""
    rows = [{"team_id": team_id, "subject_id": subject_id, **one._asdict()} for subject_id, one in wanted]
    if rows:
        session.execute(Ask.__table__.insert(), rows)  # type: ignore[attr-defined]


def remind(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """These reminders, all of them new."""
    if rows:
        session.execute(Nudge.__table__.insert(), list(rows))  # type: ignore[attr-defined]


def forget(session: Session, team_id: str, kinds: Collection[str], subject_ids: Collection[int]) -> None:
    """Nobody is asked about these matters, or reminded of them, any more."""
    for table in (Ask, Nudge):
        its = (col(table.team_id) == team_id, col(table.kind).in_(kinds))
        session.execute(delete(table).where(*its, among(session, col(table.subject_id), subject_ids)))

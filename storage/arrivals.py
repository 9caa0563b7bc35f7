"""What is asked and reminded of very many matters at once, which arrive together or leave again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.asks import Ask, Asked
from storage.nudges import Nudge
from storage.outbox import IS_DUE, Outgoing
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


def heard(session: Session, team_id: str, kind: str, subject_ids: Collection[int]) -> list[tuple[str, int]]:
    """Who was told of these matters by a reminder of that kind: people's own, and the ids of the matters."""
    its = (col(Nudge.team_id) == team_id, col(Nudge.kind) == kind, col(Nudge.principal_id).is_(None))
    query = select(col(Nudge.user_id), col(Nudge.subject_id)).where(
        *its, col(Nudge.told_at).is_not(None), among(session, col(Nudge.subject_id), subject_ids)
    )
    return [(user_id, subject_id) for user_id, subject_id in session.execute(query)]


def reminded(session: Session, team_id: str, kind: str, subject_ids: Collection[int]) -> list[Nudge]:
    """Every reminder of that kind of these matters, told or not."""
    its = (col(Nudge.team_id) == team_id, col(Nudge.kind) == kind)
    return list(session.scalars(select(Nudge).where(*its, among(session, col(Nudge.subject_id), subject_ids))))


def drop(session: Session, nudge_ids: Collection[int]) -> None:
    """These reminders are gone."""
    if nudge_ids:
        gone = delete(Nudge).where(among(session, col(Nudge.id), nudge_ids))
        session.execute(gone, execution_options={"synchronize_session": False})
        session.expire_all()


def unheard(
    session: Session, team_id: str, kind: str, subject_ids: Collection[int], abouts: Mapping[str, int]
) -> set[int]:
    """The matters of which somebody is still to hear for the first time: by a reminder of that kind, or by a message
    about it; `abouts` are the matters' ids by what that is filed under.
    """
    its = (col(Nudge.team_id) == team_id, col(Nudge.kind) == kind, col(Nudge.told_at).is_(None))
    query = select(col(Nudge.subject_id)).where(*its, among(session, col(Nudge.subject_id), subject_ids))
    waiting = select(col(Outgoing.about)).where(
        col(Outgoing.team_id) == team_id,
        among(session, col(Outgoing.about), abouts),
        IS_DUE,
    )
    return set(session.scalars(query)) | {abouts[one] for one in session.scalars(waiting)}


def forget(session: Session, team_id: str, kinds: Collection[str], subject_ids: Collection[int]) -> None:
    """Nobody is asked about these matters, or reminded of them, any more."""
    for table in (Ask, Nudge):
        its = (col(table.team_id) == team_id, col(table.kind).in_(kinds))
        session.execute(delete(table).where(*its, among(session, col(table.subject_id), subject_ids)))

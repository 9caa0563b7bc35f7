"""Who is asked to sign what, and what they said: words that are only added, each chained to the one before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import among

SIGNED, RETURNED, TAKEN_BACK = "signed", "returned", "taken back"
# Who signs last has gone on without somebody who never answered.
PASSED = "passed over"


class Signer(SQLModel, table=True):
    """Somebody who is asked to sign a matter: as what, for which department, and on which side where sides oppose."""

    __tablename__ = "signers"
    __table_args__ = (Index("ix_signers_subject", "team_id", "subject", "subject_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    # The table the matter is kept in: "disputes".
    subject: str
    subject_id: int
    role: str
    department_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("departments.id")))
    # Who is asked by name; None for whoever may act for the department.
    person_id: str | None = None
    # Nobody signs for two sides; empty for those who oppose nobody.
    side: str = ""
    # Since when what is to be signed waits for them, and when somebody has said that they sign no more.
    asked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Signature(SQLModel, table=True):
    """One word of one signer about one version, and what it is bound to."""

    __tablename__ = "signatures"
    __table_args__ = (Index("ix_signatures_signer", "signer_id"), Index("ix_signatures_chain", "team_id", "chain"))

    id: int = Field(default=None, primary_key=True)
    team_id: str
    signer_id: int = Field(sa_column=Column(Integer, ForeignKey("signers.id"), nullable=False))
    version: int
    verdict: str
    reasons: str = Field(default="", sa_column=Column(Text, nullable=False))
    # What the signer was shown, as canonical JSON: a record, which is never compared. Empty before there were records.
    record: str = Field(default="", sa_column=Column(Text, nullable=False))
    # The hash of the sections that concern the signer, and the number of the scheme by which it was made.
    content_hash: str
    scheme: int
    given_by: str
    # Whom they stood in for.
    given_for: str | None = None
    given_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # The hash of the signature before this one of the same matter, and of this one with it.
    previous: str = ""
    chain: str


class Asked(NamedTuple):
    """Who is asked to sign a matter, in the order they were asked; all that anybody said of it, oldest first; and who
    was asked and is not any more.
    """

    signers: list[Signer]
    given: list[Signature]
    gone: list[Signer]


def of(session: Session, team_id: str, subject: str, ids: Iterable[int]) -> dict[int, Asked]:
    """Who is asked to sign these matters, and what they said; by id, where somebody is asked."""
    wanted = list(ids)
    if not wanted:
        return {}
    found: dict[int, Asked] = {}
    rows = session.execute(
        select(Signer, Signature)
        .outerjoin(Signature, col(Signature.signer_id) == col(Signer.id))
        .where(col(Signer.team_id) == team_id, col(Signer.subject) == subject)
        .where(among(session, col(Signer.subject_id), wanted))
        .order_by(col(Signer.id))
    )
    for signer, signature in rows:
        one = found.setdefault(signer.subject_id, Asked([], [], []))
        known = one.signers if signer.ended_at is None else one.gone
        if signer not in known[-1:]:
            known.append(signer)
        if signature is not None:
            one.given.append(signature)
    for one in found.values():
        one.given.sort(key=lambda signature: signature.id)
    return found


def coded(session: Session, team_id: str, beginning: str) -> list[tuple[Signer, Signature]]:
    """The signatures of the workspace whose hash begins so, a hexadecimal number; and whose each is."""
    # Behind every hexadecimal digit comes "g", in whatever order a database sorts.
    its = (col(Signature.chain) >= beginning, col(Signature.chain) < f"{beginning}g")
    query = select(Signer, Signature).join(Signer, col(Signer.id) == col(Signature.signer_id))
    rows = session.execute(query.where(col(Signature.team_id) == team_id, *its).order_by(col(Signature.id)).limit(2))
    return [(row[0], row[1]) for row in rows]


def by_ids(session: Session, team_id: str, ids: Iterable[int]) -> list[tuple[Signer, Signature]]:
    """These words of the workspace, in the order of the ids given; and whose each is."""
    wanted = list(ids)
    query = select(Signer, Signature).join(Signer, col(Signer.id) == col(Signature.signer_id))
    its = (col(Signature.team_id) == team_id, among(session, col(Signature.id), wanted))
    found = {row[1].id: (row[0], row[1]) for row in session.execute(query.where(*its))}
    return [found[one] for one in wanted if one in found]

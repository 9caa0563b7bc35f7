"""Who is asked to sign, and what they signed, as rows; the confirmations of disputes' texts become some.

A confirmation keeps the hash that it was bound to, which is of the first scheme.
"""

import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.moments import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SIDES = ("raising", "other")
FIRST_SCHEME = 1

disputes = sa.table(
    "disputes",
    sa.column("id", sa.Integer),
    sa.column("team_id", sa.String),
    sa.column("raising_department_id", sa.Integer),
    sa.column("other_department_id", sa.Integer),
)
proposals = sa.table(
    "dispute_proposals",
    sa.column("id", sa.Integer),
    sa.column("dispute_id", sa.Integer),
    sa.column("version", sa.Integer),
    sa.column("content_hash", sa.String),
    *(sa.column(f"{side}_{name}", sa.String) for side in SIDES for name in ("by", "for")),
    *(sa.column(f"{side}_at", UtcDateTime) for side in SIDES),
)
signers = sa.table(
    "signers",
    sa.column("id", sa.Integer),
    sa.column("team_id", sa.String),
    sa.column("subject", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("role", sa.String),
    sa.column("department_id", sa.Integer),
    sa.column("side", sa.String),
)
signatures = sa.table(
    "signatures",
    sa.column("id", sa.Integer),
    sa.column("team_id", sa.String),
    sa.column("signer_id", sa.Integer),
    sa.column("version", sa.Integer),
    sa.column("verdict", sa.String),
    sa.column("reasons", sa.String),
    sa.column("record", sa.String),
    sa.column("content_hash", sa.String),
    sa.column("scheme", sa.Integer),
    sa.column("given_by", sa.String),
    sa.column("given_for", sa.String),
    sa.column("given_at", UtcDateTime),
    sa.column("previous", sa.String),
    sa.column("chain", sa.String),
)


def upgrade() -> None:
    """Make room for signatures, and put the confirmations there."""
    op.create_table(
        "signers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("side", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_signers_subject", "signers", ["team_id", "subject", "subject_id"])
    op.create_table(
        "signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("scheme", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_for", sa.String(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["signer_id"], ["signers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_signatures_signer", "signatures", ["signer_id"])
    _to_rows(op.get_bind())
    for side in SIDES:
        for name in ("by", "for", "at"):
            op.drop_column("dispute_proposals", f"{side}_{name}")


def _to_rows(bind: sa.Connection) -> None:
    texts = defaultdict(list)
    for text in bind.execute(sa.select(proposals).order_by(proposals.c.version)):
        texts[text.dispute_id].append(text)
    for dispute in bind.execute(sa.select(disputes).order_by(disputes.c.id)).all():
        if dispute.id in texts:
            _sign(bind, dispute, texts[dispute.id])


def _sign(bind: sa.Connection, dispute: Any, texts: list[Any]) -> None:
    """The two sides of a dispute, and what they have confirmed, in the order they did."""
    ids = {}
    for side in SIDES:
        department_id = getattr(dispute, f"{side}_department_id")
        asked = {
            "team_id": dispute.team_id,
            "subject": "disputes",
            "subject_id": dispute.id,
            "role": "side",
            "department_id": department_id,
            "side": str(department_id),
        }
        ids[side] = bind.execute(sa.insert(signers).values(**asked).returning(signers.c.id)).scalar_one()
    confirmed = [
        (getattr(text, f"{side}_at"), text, side)
        for text in texts
        for side in SIDES
        if getattr(text, f"{side}_by") is not None
    ]
    previous = ""
    for at, text, side in sorted(confirmed, key=lambda one: (one[0], one[1].version)):
        said = {
            "team_id": dispute.team_id,
            "signer_id": ids[side],
            "version": text.version,
            "verdict": "signed",
            "reasons": "",
            "content_hash": text.content_hash,
            "scheme": FIRST_SCHEME,
            "given_by": getattr(text, f"{side}_by"),
            "given_for": getattr(text, f"{side}_for"),
        }
        chain = _hash({**said, "given_at": _microseconds(at), "previous": previous})
        row = {**said, "given_at": at, "record": "", "previous": previous, "chain": chain}
        bind.execute(sa.insert(signatures).values(**row))
        previous = chain


def _hash(content: dict[str, object]) -> str:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _microseconds(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def downgrade() -> None:
    """Put the confirmations back beside their texts. What else was signed since is lost."""
    for side in SIDES:
        op.add_column("dispute_proposals", sa.Column(f"{side}_by", sa.String(), nullable=True))
        op.add_column("dispute_proposals", sa.Column(f"{side}_for", sa.String(), nullable=True))
        op.add_column("dispute_proposals", sa.Column(f"{side}_at", sa.DateTime(timezone=True), nullable=True))
    bind = op.get_bind()
    raising = signers.c.department_id == disputes.c.raising_department_id
    said = (
        sa.select(signatures, signers.c.subject_id, raising.label("is_raising"))
        .join(signers, signers.c.id == signatures.c.signer_id)
        .join(disputes, disputes.c.id == signers.c.subject_id)
        .where(signers.c.subject == "disputes", signers.c.role == "side")
        .order_by(signatures.c.id)
    )
    for one in bind.execute(said).all():
        side, is_signed = "raising" if one.is_raising else "other", one.verdict == "signed"
        confirmed = {"by": one.given_by, "for": one.given_for, "at": one.given_at}
        bind.execute(
            sa.update(proposals)
            .where(proposals.c.dispute_id == one.subject_id, proposals.c.version == one.version)
            .values({f"{side}_{name}": value if is_signed else None for name, value in confirmed.items()})
        )
    op.drop_table("signatures")
    op.drop_table("signers")

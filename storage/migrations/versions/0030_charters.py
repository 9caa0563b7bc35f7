"""Charters of projects; and of who is asked to sign, since when and until when, and the check codes of signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room; no charter was written yet, and whoever is asked to sign is asked still."""
    op.create_table(
        "charters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_for", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_for", sa.String(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("signed", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("signed_edition", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sign_by", sa.Date(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_after_fact", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("returned_by", sa.String(), nullable=True),
        sa.Column("returned_for", sa.String(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id"),
        sa.UniqueConstraint("team_id", "cause"),
        sa.UniqueConstraint("team_id", "number"),
    )
    op.create_index("ix_charters_project", "charters", ["team_id", "project_id", "state"], unique=False)
    op.add_column("signers", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("signers", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_signatures_chain", "signatures", ["team_id", "chain"], unique=False)


def downgrade() -> None:
    """Forget the charters, and what was signed of them."""
    op.drop_index("ix_signatures_chain", "signatures")
    of_charters = "(SELECT id FROM signers WHERE subject = 'charters')"
    op.execute(f"DELETE FROM signatures WHERE signer_id IN {of_charters}")
    op.execute("DELETE FROM signers WHERE subject = 'charters'")
    op.execute("DELETE FROM asks WHERE kind LIKE 'charters.%'")
    # Not in a batch: SQLite would make the table anew, to which signatures refer.
    op.drop_column("signers", "ended_at")
    op.drop_column("signers", "asked_at")
    op.drop_index("ix_charters_project", "charters")
    op.drop_table("charters")

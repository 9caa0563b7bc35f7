"""Requests to change a confirmed plan, and what was said in assessing them; baselines that a change has made."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room; nobody asked for a change yet, and every baseline was made by the heads."""
    op.create_table(
        "change_requests",
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
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sign_by", sa.Date(), nullable=True),
        sa.Column("is_after_fact", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("returned_by", sa.String(), nullable=True),
        sa.Column("returned_for", sa.String(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("charter", sa.JSON(), nullable=False),
        sa.Column("impact", sa.JSON(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("baseline_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["baseline_id"], ["baselines.id"]),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "cause"),
        sa.UniqueConstraint("team_id", "number"),
    )
    op.create_index("ix_change_requests_project", "change_requests", ["team_id", "project_id", "state"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("is_against", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change_requests.id"]),
        sa.ForeignKeyConstraint(["signature_id"], ["signatures.id"]),
        sa.PrimaryKeyConstraint("signature_id"),
    )
    op.create_index("ix_assessments_change_id", "assessments", ["change_id"], unique=False)
    op.add_column("confirmations", sa.Column("of_baseline", sa.Integer(), server_default="0", nullable=False))
    op.add_column("confirmations", sa.Column("again", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("projects", sa.Column("tolerance", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Forget the requests and who has said what of them; what they changed in the plans stays."""
    # Not in a batch: SQLite would make the tables anew, to which rows refer.
    op.drop_column("projects", "tolerance")
    op.drop_column("confirmations", "again")
    op.drop_column("confirmations", "of_baseline")
    op.drop_index("ix_assessments_change_id", "assessments")
    op.drop_table("assessments")
    of_changes = "(SELECT id FROM signers WHERE subject = 'changes')"
    op.execute(f"DELETE FROM signatures WHERE signer_id IN {of_changes}")
    op.execute("DELETE FROM signers WHERE subject = 'changes'")
    op.execute("DELETE FROM asks WHERE kind LIKE 'changes.%'")
    op.drop_index("ix_change_requests_project", "change_requests")
    op.drop_table("change_requests")

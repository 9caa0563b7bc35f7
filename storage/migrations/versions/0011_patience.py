"""Rows of the outbox that let all others of their lane go first, and handovers of very much."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mark the rows, order each lane by that, and make the table of what is handed over in portions."""
    op.add_column("outbox", sa.Column("is_patient", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("ix_outbox_lane", "outbox")
    op.create_index(
        "ix_outbox_lane",
        "outbox",
        ["team_id", "lane", "is_patient", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'due'"),
    )
    op.create_table(
        "handover_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.String(), nullable=False),
        sa.Column("new_id", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_for", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("last_task_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_handover_runs_person", "handover_runs", ["team_id", "project_id", "old_id"], unique=False)

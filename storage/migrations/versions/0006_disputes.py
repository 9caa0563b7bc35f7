"""Disputes: their tables, and what a project says of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.add_column("projects", sa.Column("second_decider_id", sa.String(), nullable=True))
    op.add_column("projects", sa.Column("dispute_clock", sa.String(), nullable=False, server_default="real"))
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("raising_department_id", sa.Integer(), nullable=False),
        sa.Column("other_department_id", sa.Integer(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("is_major", sa.Boolean(), nullable=False),
        sa.Column("major_asked_by", sa.String(), nullable=True),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("raising_position", sa.Text(), nullable=False),
        sa.Column("other_position", sa.Text(), nullable=False),
        sa.Column("meeting_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_place", sa.String(), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_for", sa.String(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["other_department_id"],
            ["departments.id"],
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
        ),
        sa.ForeignKeyConstraint(
            ["raising_department_id"],
            ["departments.id"],
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["requests.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "cause"),
        sa.UniqueConstraint("team_id", "number"),
    )
    op.create_index("ix_disputes_project", "disputes", ["team_id", "project_id", "state"], unique=False)
    op.create_index("ix_disputes_request", "disputes", ["team_id", "request_id"], unique=False)
    op.create_table(
        "dispute_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("request_outcome", sa.String(), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_for", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raising_by", sa.String(), nullable=True),
        sa.Column("raising_for", sa.String(), nullable=True),
        sa.Column("raising_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("other_by", sa.String(), nullable=True),
        sa.Column("other_for", sa.String(), nullable=True),
        sa.Column("other_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dispute_id", "version"),
        sa.UniqueConstraint("team_id", "cause"),
    )
    op.create_table(
        "dispute_tasks",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
        ),
        sa.PrimaryKeyConstraint("dispute_id", "task_id"),
    )
    op.create_index("ix_dispute_tasks_task", "dispute_tasks", ["team_id", "task_id"], unique=False)

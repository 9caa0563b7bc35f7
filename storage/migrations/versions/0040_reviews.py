"""Milestone reviews, what they lock and ask for besides; and the review after which a risk's owner is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; no review was planned yet, and no risk is asked about for one."""
    op.create_table(
        "reviews",
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
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("deliverables", sa.JSON(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("stood", sa.JSON(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("submitted_for", sa.String(), nullable=True),
        sa.Column("opinions_by", sa.Date(), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "number"),
        sa.UniqueConstraint("team_id", "cause"),
    )
    op.create_index("ix_reviews_project", "reviews", ["team_id", "project_id", "state"], unique=False)
    op.create_index("ix_reviews_stage", "reviews", ["team_id", "stage_id"], unique=False)
    op.create_table(
        "review_locks",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"]),
        sa.PrimaryKeyConstraint("review_id", "stage_id"),
    )
    op.create_index("ix_review_locks_stage", "review_locks", ["team_id", "stage_id"], unique=False)
    op.create_table(
        "review_conditions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"]),
        sa.ForeignKeyConstraint(["signer_id"], ["signers.id"]),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"]),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_review_conditions_review", "review_conditions", ["review_id"], unique=False)
    op.create_index("ix_review_conditions_task", "review_conditions", ["task_id"], unique=False)
    op.create_table(
        "review_starts",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("review_ids", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("started_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("task_id"),
    )
    op.add_column("risks", sa.Column("review", sa.String(), nullable=False, server_default=""))
    op.add_column("risks", sa.Column("review_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget the reviews; the tasks of their conditions stay."""
    # Not in a batch: SQLite would make the table anew, to which rows refer.
    op.drop_column("risks", "review_at")
    op.drop_column("risks", "review")
    op.drop_table("review_starts")
    op.drop_index("ix_review_conditions_task", "review_conditions")
    op.drop_index("ix_review_conditions_review", "review_conditions")
    op.drop_table("review_conditions")
    op.drop_index("ix_review_locks_stage", "review_locks")
    op.drop_table("review_locks")
    op.drop_index("ix_reviews_stage", "reviews")
    op.drop_index("ix_reviews_project", "reviews")
    op.drop_table("reviews")

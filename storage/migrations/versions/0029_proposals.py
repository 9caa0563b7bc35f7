"""Proposals of projects, and the departments that are to take part in each."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; no project was proposed yet."""
    op.create_table(
        "proposals",
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
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("wants_private", sa.Boolean(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_for", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id"),
        sa.UniqueConstraint("team_id", "cause"),
        sa.UniqueConstraint("team_id", "number"),
    )
    op.create_index("ix_proposals_project", "proposals", ["team_id", "project_id", "state"], unique=False)
    op.create_table(
        "proposal_departments",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"]),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"]),
        sa.PrimaryKeyConstraint("proposal_id", "department_id"),
    )
    op.create_index(
        "ix_proposal_departments_department", "proposal_departments", ["team_id", "department_id"], unique=False
    )


def downgrade() -> None:
    """Forget the proposals, and the projects that came to be nothing else: earlier releases know no such phase."""
    op.drop_index("ix_proposal_departments_department", "proposal_departments")
    op.drop_table("proposal_departments")
    op.drop_index("ix_proposals_project", "proposals")
    op.drop_table("proposals")
    unbegun = "(SELECT id FROM projects WHERE phase IN ('proposed', 'not begun'))"
    for table in ("asks", "calendar_notices"):
        op.execute(f"DELETE FROM {table} WHERE project_id IN {unbegun}")
    op.execute("DELETE FROM projects WHERE phase IN ('proposed', 'not begun')")

"""Scenario templates that are made of projects; and of an import, of which template it came."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what was imported came of files."""
    op.create_table(
        "scenario_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("tasks", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_for", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_for", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "cause"),
    )
    op.create_index(
        "ix_scenario_templates_team",
        "scenario_templates",
        ["team_id", "id"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NULL"),
    )
    op.add_column("plan_imports", sa.Column("template", sa.String(), nullable=True))


def downgrade() -> None:
    """Forget the templates; what was taken of them stays."""
    # Not in a batch: SQLite would make the table anew, to which rows refer.
    op.drop_column("plan_imports", "template")
    op.drop_index("ix_scenario_templates_team", "scenario_templates")
    op.drop_table("scenario_templates")

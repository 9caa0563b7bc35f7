"""What waits for whom. What waits already is found a moment after the start: see `bot/process/waits.py`."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it."""
    op.create_table(
        "asks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("team_id", "kind", "subject_id", "post", "department_id", "user_id"),
    )
    op.create_index("ix_asks_person", "asks", ["team_id", "user_id", "since"])
    op.create_index("ix_asks_post", "asks", ["project_id", "post", "department_id", "since"])
    for post in ("pm", "sponsor", "second_decider"):
        op.create_index(f"ix_projects_{post}", "projects", ["team_id", f"{post}_id"])
    for post in ("head", "liaison"):
        op.create_index(f"ix_project_departments_{post}", "project_departments", ["team_id", f"{post}_id"])

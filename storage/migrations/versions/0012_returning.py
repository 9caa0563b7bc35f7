"""What is held back and comes back: the timers and calls of a workspace that is gone, scopes that the app lacks."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them. What was thrown away before is set anew from the state of the matters, at the next start."""
    op.create_table(
        "held_timers",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind", "subject_id"),
    )
    op.create_table(
        "missing_scopes",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "scope"),
    )
    of_held = sa.text("state = 'held'")
    op.create_index("ix_outbox_held", "outbox", ["team_id"], sqlite_where=of_held, postgresql_where=of_held)

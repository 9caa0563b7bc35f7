"""Timers by their subject, and all of a timer in the index of what is due, from which they are taken."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SUBJECT = ["team_id", "kind", "subject_id"]


def upgrade() -> None:
    """Make the subject the key of a timer in place of a number, which nothing names."""
    op.drop_index("ix_timers_due", "timers")
    if op.get_bind().dialect.name == "sqlite":
        op.rename_table("timers", "numbered_timers")
        op.create_table(
            "timers",
            sa.Column("team_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("subject_id", sa.Integer(), nullable=False),
            sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("attempts", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint(*SUBJECT),
            sqlite_with_rowid=False,
        )
        op.execute("INSERT INTO timers SELECT team_id, kind, subject_id, due_at, attempts FROM numbered_timers")
        op.drop_table("numbered_timers")
    else:
        op.drop_column("timers", "id")
        op.drop_constraint("timers_team_id_kind_subject_id_key", "timers")
        op.create_primary_key("timers_pkey", "timers", SUBJECT)
    op.create_index("ix_timers_due", "timers", ["due_at", *SUBJECT, "attempts"])

"""Where a project stands: suspended, closed and archived ones know since when, by whom, and what they go back to.

Reminders of what belongs to them are put aside.
"""

import sqlalchemy as sa
from alembic import op

from storage.moments import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NEW = ("phase_before", "phase_since", "phase_by", "phase_for")


def upgrade() -> None:
    """Make room for it."""
    op.add_column("projects", sa.Column("phase_before", sa.String(), nullable=False, server_default=""))
    op.add_column("projects", sa.Column("phase_since", UtcDateTime(), nullable=True))
    op.add_column("projects", sa.Column("phase_by", sa.String(), nullable=True))
    op.add_column("projects", sa.Column("phase_for", sa.String(), nullable=True))
    op.add_column("nudges", sa.Column("held_for", sa.Integer(), nullable=True))
    op.create_index("ix_nudges_held_for", "nudges", ["held_for"])


def downgrade() -> None:
    """A suspended project runs again, and an archived one is closed: the phases before know no others."""
    op.drop_index("ix_nudges_held_for", "nudges")
    op.drop_column("nudges", "held_for")
    op.execute("UPDATE projects SET phase = phase_before WHERE phase = 'suspended'")
    op.execute("UPDATE projects SET phase = 'closed' WHERE phase = 'archived'")
    for name in reversed(NEW):
        op.drop_column("projects", name)

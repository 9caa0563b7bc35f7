"""Until which day a weekly meeting is paused, where somebody has said so."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it."""
    op.add_column("meeting_series", sa.Column("paused_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the room away. What is paused until a day stays so until its next meeting, which is behind that day."""
    op.drop_column("meeting_series", "paused_until")

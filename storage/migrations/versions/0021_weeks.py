"""On which days of the week an office is closed, where somebody has said so; else it is the country's usual week."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it."""
    op.add_column("calendars", sa.Column("weekend", sa.String(), nullable=True))


def downgrade() -> None:
    """Take the room away; every calendar has its country's usual week again."""
    op.drop_column("calendars", "weekend")

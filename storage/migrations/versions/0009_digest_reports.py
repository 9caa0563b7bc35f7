"""Which reports stand in the thread of a digest."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Remember them; of digests that were posted before, none."""
    op.add_column("digests", sa.Column("told", sa.JSON(), nullable=False, server_default="{}"))

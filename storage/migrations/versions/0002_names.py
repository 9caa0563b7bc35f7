"""The other names by which somebody may be written in a list."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; Slack is asked for everybody at the next start."""
    op.add_column("people", sa.Column("real_name", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("username", sa.String(), nullable=False, server_default=""))

"""Who is known to be in a project's channel, to be compared with Slack's list."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; Slack is asked for each channel at the next start, and nobody is missed before that."""
    op.add_column("project_members", sa.Column("in_channel", sa.Boolean(), nullable=False, server_default=sa.false()))

"""Which project a message shows, so that whether its reader may see that is asked when it goes out."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; what waits already shows none that is known, and goes out as it is."""
    op.add_column("outbox", sa.Column("project_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the room away."""
    op.drop_column("outbox", "project_id")

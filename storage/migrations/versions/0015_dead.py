"""What died in a channel is found when somebody can be reached there again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index it."""
    of_dead = sa.text("state = 'dead'")
    op.create_index("ix_outbox_dead", "outbox", ["team_id", "lane"], sqlite_where=of_dead, postgresql_where=of_dead)

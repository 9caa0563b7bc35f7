"""Messages that go into the thread of a card."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Remember in whose thread a message goes."""
    op.add_column("outbox", sa.Column("under", sa.String(), nullable=True))

"""How much a person was told on a day, so that what can wait waits where that is enough."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; nobody was told anything yet."""
    op.add_column("desks", sa.Column("told", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("desks", sa.Column("told_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the room away."""
    with op.batch_alter_table("desks") as table:
        table.drop_column("told_on")
        table.drop_column("told")

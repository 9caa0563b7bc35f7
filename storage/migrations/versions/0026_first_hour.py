"""How far a workspace is led through its first hour, and which of the app's scopes it has not granted."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has put the steps aside, nobody was greeted, and nothing is known to be lacking."""
    op.add_column("workspaces", sa.Column("steps_aside_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("greeted", "lacks"):
        op.add_column("workspaces", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Forget it."""
    for name in ("lacks", "greeted", "steps_aside_at"):
        op.drop_column("workspaces", name)

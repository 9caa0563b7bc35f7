"""Which types of blocks each workspace takes."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it: nothing is known yet, so each type is tried once."""
    op.create_table(
        "native_blocks",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind"),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("native_blocks")

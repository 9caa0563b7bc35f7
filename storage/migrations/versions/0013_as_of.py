"""When Slack had somebody so: of what is older nothing is taken."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; Slack is asked for everybody at the next start."""
    op.add_column("people", sa.Column("as_of", sa.DateTime(timezone=True), nullable=True))

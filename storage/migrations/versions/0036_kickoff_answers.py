"""Who cannot come to a kickoff meeting, and the tasks that became of what was decided in one."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them: nobody had declined yet, and no decision was a task."""
    op.add_column("kickoffs", sa.Column("declined", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("kickoffs", sa.Column("task_ids", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Forget them; the tasks stay."""
    op.drop_column("kickoffs", "task_ids")
    op.drop_column("kickoffs", "declined")

"""Who made a request or a dispute, and for whom, whoever it is handed to since."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MADE_BY = {"requests": ("ask", "requester_id"), "disputes": ("raise", "raised_by")}


def upgrade() -> None:
    """Read it from the audit trail, else from whose it is."""
    for table, (did, owner) in MADE_BY.items():
        op.add_column(table, sa.Column("created_by", sa.String(), nullable=False, server_default=""))
        op.add_column(table, sa.Column("created_for", sa.String(), nullable=True))
        made = (
            f"FROM history WHERE history.team_id = {table}.team_id AND history.subject = '{table}'"
            f" AND history.subject_id = {table}.id AND history.action = '{did}' LIMIT 1"
        )
        op.execute(
            f"UPDATE {table} SET created_by = COALESCE((SELECT actor_id {made}), {owner}),"
            f" created_for = (SELECT on_behalf_of {made})"
        )


def downgrade() -> None:
    """Forget it; the audit trail still tells."""
    for table in MADE_BY:
        op.drop_column(table, "created_by")
        op.drop_column(table, "created_for")

"""A picture is a document, made when it goes out: one that waits still is too."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its rows ask for the chart of their digest."""
    op.execute(
        "UPDATE outbox SET method = 'document', template = 'digests/chart', arguments = '{}' WHERE method = 'picture'"
    )


def downgrade() -> None:
    """What was not drawn cannot be sent; the next digest draws its own."""
    op.execute("UPDATE outbox SET state = 'dropped', note = 'not drawn' WHERE method = 'document' AND state != 'sent'")

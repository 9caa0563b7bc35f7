"""What is overdue is said again, also what was told before there was a rhythm for it, and who asked sees silence.

What waits of a request waits for others than before: it is found a moment after the start, see `bot/process/waits.py`.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage.moments import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

nudges = sa.table(
    "nudges",
    sa.column("team_id", sa.String),
    sa.column("user_id", sa.String),
    sa.column("due_at", UtcDateTime),
    sa.column("told_at", UtcDateTime),
)
desks = sa.table(
    "desks", sa.column("team_id", sa.String), sa.column("user_id", sa.String), sa.column("wakes_at", UtcDateTime)
)
asks = sa.table("asks", sa.column("kind", sa.String))


# Told before it was due, it is due again; whoever has nothing else before them is looked at as soon as anybody can.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    """Have whoever was told of something looked at on their next morning."""
    was_told = nudges.c.told_at.is_not(None)
    theirs = (nudges.c.team_id == desks.c.team_id, nudges.c.user_id == desks.c.user_id)
    has_some = sa.exists().where(*theirs, was_told)
    op.execute(sa.update(desks).where(desks.c.wakes_at.is_(None), has_some).values(wakes_at=LONG_AGO))
    op.execute(sa.update(nudges).where(was_told).values(told_at=LONG_AGO))
    op.execute(sa.delete(asks).where(asks.c.kind.like("requests.%")))


def downgrade() -> None:
    """What was told is told already."""
    op.execute(sa.update(nudges).where(nudges.c.told_at < nudges.c.due_at).values(told_at=nudges.c.due_at))

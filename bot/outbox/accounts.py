"""What is counted and logged of each attempt to deliver a row."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import structlog

from bot.outbox.outcomes import Later, Outcome, Parked, Sent, Withheld
from storage.sending import Claimed

log = structlog.get_logger()


class Metrics(Protocol):
    """Who counts."""

    def sent(self, method: str, outcome: str, waited_seconds: float) -> None:
        """A row was attempted; `waited_seconds` since it came due, on Liaison's clock."""
        ...


class NullMetrics:
    """Counts nothing."""

    def sent(self, method: str, outcome: str, waited_seconds: float) -> None:
        """Nothing."""


def account_for(metrics: Metrics, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    """Count and log what became of a row, unless it only waits for its turn."""
    word = "found" if isinstance(outcome, Sent) and outcome.was_found else type(outcome).__name__.lower()
    since = min(claimed.due_at, claimed.tried_at)
    metrics.sent(claimed.method, word, max(0.0, (now - since).total_seconds()))
    tell = (
        log.error if isinstance(outcome, Parked) else log.debug if isinstance(outcome, Sent | Withheld) else log.warning
    )
    # Ids and names only: what messages say belongs to those who get them.
    tell(
        f"outbox.{word}",
        row=claimed.id,
        team_id=claimed.team_id,
        method=claimed.method,
        template=claimed.template,
        attempts=claimed.attempts + 1,
        error=getattr(outcome, "error", getattr(outcome, "note", None)),
        again_at=outcome.at.isoformat() if isinstance(outcome, Later) else None,
    )

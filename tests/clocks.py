"""A clock that stands until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# A Monday morning in Shanghai.
BEGINNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class HandClock:
    """The time as the test set it."""

    def __init__(self, at: datetime = BEGINNING) -> None:
        self._now = at

    def now(self) -> datetime:
        return self._now

    def plus(self, **span: float) -> datetime:
        """Forward by `timedelta(**span)`."""
        self._now += timedelta(**span)
        return self._now

    def to(self, moment: datetime) -> None:
        """Forward to that moment; the past is left where it is."""
        self._now = max(self._now, moment)

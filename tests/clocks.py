"""Clocks that a test moves: one that stands, and one that is set while the right one goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

# A Monday morning in Shanghai.
BEGINNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class HandClock:
    """The time as the test set it."""

    def __init__(self, at: datetime = BEGINNING) -> None:
        self._now = at

    def now(self) -> datetime:
        return self._now

    def steady(self) -> float:
        return self._now.timestamp()

    def plus(self, **span: float) -> datetime:
        """Forward by `timedelta(**span)`."""
        self._now += timedelta(**span)
        return self._now

    def to(self, moment: datetime) -> None:
        """Forward to that moment; the past is left where it is."""
        self._now = max(self._now, moment)


class Telling(Protocol):
    """Whatever says what time it is."""

    def now(self) -> datetime:
        """The present moment."""
        ...


class WallClock:
    """Liaison's own clock beside one that is right. When it is set its moments jump; its seconds go on."""

    def __init__(self, right: Telling) -> None:
        self._right = right
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self._right.now() + self.ahead

    def steady(self) -> float:
        return self._right.now().timestamp()

    def set_on(self, **span: float) -> None:
        """Ahead, or back, by `timedelta(**span)`."""
        self.ahead += timedelta(**span)

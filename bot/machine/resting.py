"""Resting from a database that cannot be used: whoever asks again rests longer each time, and seldom says so."""

from __future__ import annotations

import time

import structlog

from storage.db import Database, outage

log = structlog.get_logger()

FIRST_REST_SECONDS, LONGEST_REST_SECONDS = 1.0, 30.0
# At the longest rest a line every five minutes.
SAID_EVERY = 10


class Rest:
    """Of one of those who ask; `who` names it in the log."""

    def __init__(self, who: str, database: Database) -> None:
        self._who = who
        self._database = database
        self._failures = 0
        self._failed_at = self._until = 0.0

    @property
    def is_tried(self) -> bool:
        """Whether the last time failed."""
        return self._failures > 0

    @property
    def rests(self) -> bool:
        """Whether it is too early to ask again; not where the database has answered somebody else meanwhile."""
        return self.is_tried and self._database.answered_at < self._failed_at and time.monotonic() < self._until

    def failed(self, error: Exception) -> float:
        """It failed again; answers how many seconds to rest. What is no outage is our own mistake, and shown whole."""
        rest: float = min(FIRST_REST_SECONDS * 2 ** min(self._failures, 20), LONGEST_REST_SECONDS)
        self._failed_at = time.monotonic()
        self._until = self._failed_at + rest
        self._failures += 1
        if self._failures % SAID_EVERY == 1:
            trouble = outage(error)
            tell = log.exception if trouble is None else log.error
            tell(f"{self._who}.waits", why=str(trouble or type(error).__name__), failures=self._failures, again_in=rest)
        return rest

    def succeeded(self) -> None:
        """It went well."""
        if self.is_tried:
            log.warning(f"{self._who}.goes_on", failures=self._failures)
        self._failures = 0

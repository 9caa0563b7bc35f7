"""What is counted and timed, for Prometheus. Labels are names of ours, never text or ids of users."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

# A listener must end inside 3 seconds; below that, where time is usually spent.
TURN_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
# A message waits a second for its channel's turn; after a storm, minutes.
WAIT_BUCKETS = (0.1, 0.5, 1, 2, 5, 15, 60, 300, 1800)


class Metrics:
    """The application's own registry: two applications in one process do not share figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Histogram(
            "liaison_turn_seconds", "Time to answer", ["kind", "name"], buckets=TURN_BUCKETS, registry=self.registry
        )
        self._failures = Counter("liaison_failures_total", "Turns that broke", ["kind", "name"], registry=self.registry)
        self._limited = Counter(
            "liaison_events_limited_total", "Minutes in which Slack kept events back", registry=self.registry
        )
        self._sent = Counter(
            "liaison_sent_total", "Calls to Slack from the outbox", ["method", "outcome"], registry=self.registry
        )
        self._waited = Histogram(
            "liaison_sent_wait_seconds", "From decided to sent", buckets=WAIT_BUCKETS, registry=self.registry
        )
        self._timers = Counter(
            "liaison_timers_total", "Timers that came due", ["kind", "outcome"], registry=self.registry
        )
        self._plain = Counter(
            "liaison_native_refused_total", "Blocks that a workspace does not draw", ["kind"], registry=self.registry
        )
        self.outbox = Gauge("liaison_outbox_rows", "Rows of the outbox", ["state"], registry=self.registry)

    @contextmanager
    def turn(self, kind: str, name: str) -> Iterator[None]:
        """Time a turn."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._turns.labels(kind, name).observe(time.perf_counter() - started)

    def failed(self, kind: str, name: str) -> None:
        """Count a turn that broke."""
        self._failures.labels(kind, name).inc()

    def events_limited(self) -> None:
        """Count a minute in which Slack had more events than it delivers."""
        self._limited.inc()

    def sent(self, method: str, outcome: str, waited_seconds: float) -> None:
        """Count a row of the outbox that was dealt with, and how long it waited."""
        self._sent.labels(method, outcome).inc()
        self._waited.observe(max(waited_seconds, 0.0))

    def fired(self, kind: str, outcome: str, times: int) -> None:
        """Count timers."""
        self._timers.labels(kind, outcome).inc(times)

    def native_refused(self, kind: str) -> None:
        """Count a type of block that a workspace refused: its plain form was sent instead."""
        self._plain.labels(kind).inc()

    def exposition(self) -> bytes:
        """Everything, in Prometheus's text format."""
        return generate_latest(self.registry)

"""Faults on demand: what Slack and networks do to an app on a bad day."""

import random
from dataclasses import asdict, dataclass
from typing import Any

# What may happen to a call of the Web API, or to what is posted to a response_url; "error:<slack error>" besides.
CALL_FAULTS = ("429", "500", "503", "latency", "drop_before", "drop_after")
# What may happen to a payload on its way to the app.
DELIVERY_FAULTS = (
    "duplicate_events",
    "reorder_events",
    # Commands and interactions come again, after whatever is delivered next; nobody hears what the app answers then.
    "repeat_requests",
    "drop_ack",
    "disconnect_sockets",
    "no_delivery",
)


@dataclass
class Fault:
    """One rule.

    `method` is a method of the Web API, "response_url", or "*" (for a delivery fault: the payload's type or "*"),
    `times` how often it still happens (None: always), `retry_after` and `seconds` (the latency) real seconds,
    `probability` 0–1.
    """

    kind: str
    method: str = "*"
    times: int | None = None
    retry_after: int = 1
    probability: float = 1.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what nothing would ever match; raises ValueError."""
        known = (*CALL_FAULTS, *DELIVERY_FAULTS)
        if self.kind not in known and not self.kind.startswith("error:"):
            raise ValueError(f"unknown fault {self.kind!r}; known: {', '.join(known)}, error:<slack error>")
        if not 0 <= self.probability <= 1:
            raise ValueError("probability is between 0 and 1")


class Faults:
    """The rules in force, the oldest first; `seed` makes the improbable ones repeatable."""

    def __init__(self, seed: int = 0) -> None:
        self.rules: list[Fault] = []
        self._chance = random.Random(seed)  # noqa: S311 (repeatable on purpose)

    def add(self, **rule: Any) -> Fault:
        """Put a rule in force; raises ValueError or TypeError where it makes no sense."""
        fault = Fault(**rule)
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """A good day again."""
        self.rules.clear()

    def take_call(self, method: str) -> Fault | None:
        """The fault that this call of the Web API meets."""
        return self._take(lambda fault: fault.kind not in DELIVERY_FAULTS, method)

    def take_delivery(self, kind: str, payload_type: str = "*") -> Fault | None:
        """The fault of this kind that a payload to the app meets."""
        return self._take(lambda fault: fault.kind == kind, payload_type)

    def as_json(self) -> list[dict[str, Any]]:
        """The rules as the control API shows them."""
        return [asdict(fault) for fault in self.rules]

    def _take(self, matches: Any, method: str) -> Fault | None:
        for fault in self.rules:
            if not matches(fault) or fault.method not in ("*", method) or fault.times == 0:
                continue
            if fault.probability < 1 and self._chance.random() >= fault.probability:
                continue
            if fault.times is not None:
                fault.times -= 1
            self.rules = [rule for rule in self.rules if rule.times != 0]
            return fault
        return None

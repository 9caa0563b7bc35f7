"""How long a row is held for whoever sends it, and what has to end within that.

The three times hang together: a call that changes something is begun only while MARGIN is left of the lease, a call
takes CALL_SECONDS at most, and a sender that lives renews what it holds after a third of LEASE. So a row with many
calls keeps its lease as long as its sender lives, no call outlives it, and whatever a killed sender held is free after
LEASE.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from storage.sending import Claimed

# Slack's own limit for an answer to a call; beyond it the outcome is unknown.
CALL_SECONDS = 30
# Of the bytes of a file: nobody sees anything of it before the call that follows.
TRANSFER_SECONDS = 40
# So long a channel is silent after its sender was killed. A minute is what people wait without asking.
LEASE = timedelta(seconds=60)
# A call, and what two machines' clocks may differ.
MARGIN = timedelta(seconds=CALL_SECONDS + 5)
# The rest, two thirds of a lease, is more than MARGIN: who renews in time never waits.
RENEWED_AFTER = LEASE / 3


class Leases:
    """Until when the rows under way are held, in steady seconds, whatever their moments in the database say by now."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def until(self, claimed: Claimed) -> float:
        """Until when the row is held."""
        return self._until[claimed.id]

    def to_renew(self, under_way: Iterable[Claimed], now: float) -> list[Claimed]:
        """The rows of which RENEWED_AFTER has passed."""
        rest = (LEASE - RENEWED_AFTER).total_seconds()
        return [one for one in under_way if self.until(one) - now <= rest]

    def renewed(self, renewed: Iterable[Claimed], until: float) -> None:
        """These rows are held until then, from now on or still."""
        self._until.update((one.id, until) for one in renewed)

    def end(self, claimed: Claimed) -> None:
        """The row is held no more."""
        self._until.pop(claimed.id, None)

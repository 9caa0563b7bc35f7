"""What a digest says of the register: one line a risk, those first about which something has changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.process.kernel.work import Work
from bot.process.risks import shown as risk_shown
from bot.process.risks.shown import Shown
from storage.risks import Risk


def lines(work: Work, in_register: Sequence[Risk], since: datetime, most: int) -> list[Shown]:
    """At most so many of these risks, which are the highest first: before all others what has changed since then."""
    ordered = sorted(in_register, key=lambda one: one.changed_at < since)
    return risk_shown.many(work, ordered[:most])

"""Where a report stands."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import reports as stored


class State(StrEnum):
    """Where a report stands."""

    DRAFT = stored.DRAFT
    FILED = stored.FILED


STATES = {State.DRAFT: _("draft"), State.FILED: _("filed")}

TRANSITIONS = Transitions({(State.DRAFT, "file"): State.FILED, (State.FILED, "change"): State.FILED}, STATES)

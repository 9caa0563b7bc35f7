"""What happened to a matter, in lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.words.language import Text


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline: when (UTC), who and for whom, what."""

    at: datetime
    who: Text
    what: Text

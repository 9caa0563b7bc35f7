"""Words of a line by which a task has no owner, or no date any more: "no owner", "owner none", 未排期."""

from __future__ import annotations

import re

from bot.process.tasks import leaving_out
from bot.words.patterns import Pattern

# Behind the name of the field.
NONE = Pattern(r"(?:none|nobody|no one|nothing|无|無|没有|沒有|空|待定|tbd)(?![a-z])", re.IGNORECASE)
_BY_ITSELF = {
    "owner_id": Pattern(rf"(?:{leaving_out.any_of(leaving_out.NO_OWNER)})(?![a-z])", re.IGNORECASE),
    "due_on": Pattern(rf"(?:{leaving_out.any_of(leaving_out.NO_DATE)})(?![a-z])", re.IGNORECASE),
}


def read(rest: str) -> tuple[str, int] | None:
    """Which field a clause at the beginning says to have none of, and where it ends."""
    found = ((name, pattern.match(rest)) for name, pattern in _BY_ITSELF.items())
    return next(((name, one.end()) for name, one in found if one is not None), None)

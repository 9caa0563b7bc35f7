"""The list of the templates: the built-in ones first, a page at a time."""

from __future__ import annotations

from typing import Any

from bot.process.kernel.work import Work
from bot.process.scenarios import library

# A line each, with its button.
ON_A_PAGE = 20


def page(work: Work, number: int) -> dict[str, Any]:
    """A page of the templates that the actor may see; the last where there are fewer."""
    found = library.entries(work)
    pages = max(-(-len(found) // ON_A_PAGE), 1)
    number = min(max(number, 1), pages)
    return {
        "found": found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        "total": len(found),
        "number": number,
        "pages": pages,
    }

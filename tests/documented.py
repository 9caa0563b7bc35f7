"""What Slack's reference says that its methods may answer, and what each of these words says about the call.

Kept as data: `tests/data/documented_errors.json`, by method and meaning; "posted anew" and
"removed" are for cards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

_READ = json.loads((Path(__file__).parent / "data" / "documented_errors.json").read_text(encoding="utf-8"))
METHODS: tuple[str, ...] = tuple(_READ["methods"])


def errors_of(method: str) -> Iterator[tuple[str, str]]:
    """Each error that the method may answer, with its meaning; those of every method last."""
    for meanings in (_READ["methods"].get(method, {}), _READ["common"]):
        for meaning, words in meanings.items():
            yield from ((word, meaning) for word in words)

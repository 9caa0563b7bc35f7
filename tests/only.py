"""The one that is meant: where it is none or several, the failure tells what is there by its first lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Found = TypeVar("Found")


def only(found: Iterable[Found]) -> Found:
    """What is there once."""
    there = list(found)
    assert there, "it should be there once, and is not"
    assert len(there) == 1, "\n  ".join(["it should be there once; there are:", *map(repr, there)])
    return there[0]

"""The numbers of projects: P-2026-007 for people, 2026007 for what is kept under a number."""

from __future__ import annotations


def label(number: int) -> str:
    """The number of a project as people know it: P-2026-007 of 2026007."""
    return f"P-{str(number)[:4]}-{str(number)[4:]}"


def of(known_by: str) -> int:
    """The number of P-2026-007, without its dashes."""
    return int(known_by.removeprefix("P-").replace("-", ""))

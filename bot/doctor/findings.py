"""What the doctor found, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was seen, and what to do."""

    subject: str
    state: State
    seen: str
    to_do: str = ""


def as_table(findings: Iterable[Finding]) -> str:
    """The findings for a terminal; what is to be done stands below its line."""
    found = list(findings)
    width = max(len(one.subject) for one in found)
    lines = []
    for one in found:
        mark = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}[one.state]
        lines.append(f"{mark}  {one.subject:<{width}}  {one.seen}")
        if one.to_do:
            lines.append(f"{' ' * (width + 7)}  → {one.to_do}")
    return "\n".join(lines)

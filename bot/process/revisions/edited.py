"""What was edited of a project, for who did it and who hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.projects import Project


@dataclass(frozen=True, slots=True)
class Basics:
    """What is said of a project from its first day; days are the project's."""

    name: str
    objective: str
    starts_on: date
    ends_on: date
    sponsor_id: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What was changed of a project: each field from what to what; nothing where all stood so already.

    `change_id` is what takes it back, 0 for what cannot be.
    """

    project: Project
    changes: Mapping[str, tuple[Any, Any]]
    change_id: int = 0
    is_undo: bool = False

    # When the next weekly meeting is, where that is another by it.
    meeting: datetime | None = None

    @property
    def key(self) -> str:
        """What takes it back."""
        return f"{self.project.id}:{self.change_id}"

    @property
    def is_period(self) -> bool:
        """Whether its period is another."""
        return bool(self.changes.keys() & {"starts_on", "ends_on"})

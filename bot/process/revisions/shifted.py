"""What was done with the departments of a project, for who did it and who hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.process.revisions.parts import Looked
from storage.departments import Department
from storage.projects import Project

JOIN, LEAVE, MERGE = "join", "leave", "merge"


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of what is open with a department that leaves: by flow, whether it goes to the heir or ends.

    `owner_id` has what is given from then on; empty: the heir's liaison.
    """

    is_given: Mapping[str, bool] = field(default_factory=dict)
    heir_id: int | None = None
    owner_id: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Shifted:
    """What was done with which department; `heir` has what was given of it, or it is a part of that now."""

    project: Project
    did: str
    department: Department
    heir: Department | None = None
    looked: Looked | None = None
    choice: Choice = Choice()
    # Where the heir has initiated the project from now on.
    is_initiating: bool = False

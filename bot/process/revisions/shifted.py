"""What was done with the departments of a project, for who did it and who hears of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.process.kernel.flow import Back
from bot.process.revisions.parts import Group, Looked
from storage.departments import Department
from storage.projects import Project

NOTHING = Back()
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
    # What was given and is over by that, between the two, by flow.
    over: Mapping[str, Collection[int]] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)
    # Where the heir has initiated the project from now on, and where it takes part because of it.
    is_initiating: bool = False
    heir_joined: bool = False
    # What takes it back, 0 for what cannot be; whether it is taken back by this, and what came of that.
    change_id: int = 0
    is_undo: bool = False
    back: Back = NOTHING

    @property
    def key(self) -> str:
        """What takes it back."""
        return f"{self.project.id}:{self.change_id}"

    @property
    def settled(self) -> list[tuple[Group, str]]:
        """What was open, and what became of it: it is given, over, cancelled, or the PM's."""
        found = []
        for group in self.looked.chosen if self.looked is not None else ():
            is_given = self.did == MERGE or self.choice.is_given.get(group.flow, False)
            over = set(self.over.get(group.flow, ()))
            left = [one for one in group.found if one.id not in over]
            between = [one for one in group.found if one.id in over]
            found += [(replace(group, found=left), "given" if is_given else "cancelled")] if left else []
            found += [(replace(group, found=between), "over")] if between else []
        groups = self.looked.groups if self.looked is not None and self.did == LEAVE else ()
        return [*found, *((one, "pms") for one in groups if one.parting.is_pms)]

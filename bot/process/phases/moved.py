"""What was done with a project, for who did it and who hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.process.phases.looking import Looked
from bot.words.language import Text
from storage.projects import Project

SUSPEND, RESUME, CLOSE, ARCHIVE, REOPEN = "suspend", "resume", "close", "archive", "reopen"


@dataclass(frozen=True, slots=True)
class Choice:
    """How what is open of one flow ends: those of these ids as done, the others done or cancelled."""

    done: frozenset[int] = frozenset()
    are_others_done: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done with a project, by which change, and what was or is open in it."""

    project: Project
    did: str
    change_id: int
    looked: Looked
    because: str = ""
    # What was done by closing it, by flow, where all else was cancelled; how much is open again.
    done: Mapping[str, frozenset[int]] = field(default_factory=dict)
    back: int = 0

    @property
    def numbers(self) -> list[tuple[Text, int, int]]:
        """How much of each flow there was, in words, and how much of it was done and cancelled."""
        of = [(one, len(self.done.get(one.flow, ()))) for one in self.looked.chosen]
        return [(one.words, done, len(one.found) - done) for one, done in of]

    @property
    def key(self) -> str:
        """What takes it back."""
        return f"{self.project.id}:{self.change_id}"

    @property
    def can_be_undone(self) -> bool:
        """Whether it can be taken back for a while; what goes on again is suspended, or closed, anew."""
        return self.did in (SUSPEND, CLOSE)

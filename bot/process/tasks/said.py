"""What somebody says of a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.process.tasks.states import Status


@dataclass(frozen=True, slots=True)
class Update:
    """What somebody says of a task: a status, a progress in percent, a due day, an owner, a word; each may be absent.

    The word is the reason of whatever needs one. `due_words` are a due phrase that is not read yet, for
    `moves.read`; `shift` says by how long, and is asked about. `version` is the one of the task that they saw, where
    they saw one.
    """

    status: Status | None = None
    progress: int | None = None
    note: str = ""
    version: int | None = None
    due_on: date | None = None
    owner_id: str | None = None
    due_words: tuple[Cut, ...] = ()
    shift: Shift | None = None
    # What it has no more: an owner, a planned end (`owner_id`, `due_on`).
    gone: frozenset[str] = frozenset()
    # A dispute was decided so: who may decide it, may move what it is about.
    is_decided: bool = False
    # They have read what a later date does to others.
    is_weighed: bool = False
    # Others are moved by it, and the channel hears of both in one line.
    moves_others: bool = False


class Cut(NamedTuple):
    """One way to cut a due phrase from the note behind it, both as they were typed."""

    phrase: str
    note: str


class Shift(NamedTuple):
    """A length that is said of a planned end: "delayed two days" with the "two days" of it."""

    words: str
    length: str

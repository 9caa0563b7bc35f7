"""Who is spoken to, and how they read: a channel, or a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from bot.words.language import Reader
from storage.people import Person
from storage.projects import Project


@dataclass(frozen=True, slots=True)
class Room:
    """A channel that is spoken to, and how its readers read."""

    channel_id: str
    reader: Reader


def room_of(project: Project) -> Room | None:
    """The project's channel; None until Slack has made it."""
    if project.channel_id is None:
        return None
    return Room(project.channel_id, Reader(project.locale, project.zone, is_channel=True))


def reader_of(person: Person) -> Reader:
    """How this person reads."""
    return Reader(person.locale, person.zone)


class Wanted(NamedTuple):
    """What is to be drawn, as it goes out: of which subject, under which name, and in the lane of a channel or person.

    `of` is what was kept for it besides; empty for a card.
    """

    subject_id: int
    card: str
    lane: str
    of: str = ""


class Drawing(NamedTuple):
    """What a card shows, and where it stands as things are: where it stood before, nothing is drawn any more."""

    room: Room
    context: Mapping[str, Any]


class Signed(Protocol):
    """A row that says who changed it last."""

    changed_at: datetime
    # A person's id; of some rows None, until somebody has changed them.
    changed_by: Any
    changed_for: str | None

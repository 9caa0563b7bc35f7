"""What every turn leans on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.documents.apart import Apart
from bot.process.kernel.rules import Rules
from bot.slack.directory import Directory
from bot.slack.dispatch import Dispatch
from bot.slack.natives import Natives
from bot.words.messages import Templates
from storage.db import Database
from storage.sending import Lane


@dataclass(frozen=True, slots=True)
class Machine:
    """What every turn leans on."""

    database: Database
    templates: Templates
    rules: Rules
    clock: Clock
    directory: Directory
    dispatch: Dispatch
    # Something waits in the outbox, in these lanes.
    wake_sender: Callable[[Iterable[Lane]], None]
    apart: Apart
    natives: Natives
    # Who is yet to hear that something could not be shown to them: workspace and person.
    unshown: set[tuple[str, str]] = field(default_factory=set)

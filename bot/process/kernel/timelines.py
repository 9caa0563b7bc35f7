"""What happened to a matter, in lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.process.kernel import substitutes
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import people
from storage.history import Change

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline: when (UTC), who and for whom, what."""

    at: datetime
    who: Text
    what: Text


def happenings(work: Work, changes: Sequence[Change], in_words: Callable[[Change], Text]) -> list[Happening]:
    """Changes as the lines of a timeline, each worded by its flow."""
    acted = {user_id for one in changes for user_id in (one.actor_id, one.on_behalf_of) if user_id}
    named = people.people(work.session, work.team_id, acted)
    return [
        Happening(
            one.at, substitutes.hand(named.get(one.actor_id or ""), named.get(one.on_behalf_of or "")), in_words(one)
        )
        for one in changes
    ]


def told(change: Change, did: Mapping[str, Text], named: Mapping[str, Any] = NOTHING) -> Text:
    """One change as the flow's words for it say, with the word that was given with it."""
    what = did.get(change.action, _("changed it"))
    what = Text(what.message, {name: named[name] for name in named if f"%({name})s" in what.message})
    return _("%(what)s · %(note)s", what=what, note=change.because) if change.because else what

"""Notes: what happened to a matter, a line each, in the thread of its card, which is the room for talking it over."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import substitutes
from bot.process.kernel.kinds import Kind, M, S
from bot.process.kernel.matters import project_of
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from storage.history import Change


def note(work: Work, kind: Kind[M, S], matter: M, did: str, word: str = "", **changed: Any) -> None:
    """Write there that the actor did it, with their word; `changed` are what the flow's words for it name."""
    project = project_of(work, matter)
    if (room := room_of(project)) is None:
        return
    card = f"{kind.flow}:{matter.id}"
    change = Change(
        team_id=work.team_id,
        subject=kind.flow,
        subject_id=matter.id,
        action=did,
        because=word,
        changes={name: [None, after] for name, after in changed.items()},
        at=work.now,
    )
    who, what = substitutes.hand(work.actor, work.acting_for), kind.told(work, change)
    work.say("matters/noted", to=room, about=f"{card}:{did}", under=card, project=project, who=who, what=what)

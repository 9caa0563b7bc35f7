"""What happens when something comes back: a timer that was set, an answer of Slack that was asked for.

And what a matter becomes: of another flow, which its own knows nothing of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.documents.document import Document
from bot.process import deadlines
from bot.process.every import EVERY
from bot.process.kernel.flow import FollowUp, Made
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from bot.process.phases import moving as phases
from bot.process.projects import moving
from storage import origins

T = TypeVar("T")

TIMERS: Mapping[str, Callable[[Work, int], None]] = {
    **{kind: timer.run for one in EVERY for kind, timer in one.timers.items()},
    deadlines.BACK: deadlines.back,
    moving.ACCEPTED: phases.close_accepted,
    **deadlines.SWEEPS,
}

CARDS: Mapping[str, Callable[[Work, Wanted], Drawing | None]] = {
    template: card for one in EVERY for template, card in one.cards.items()
}

DOCUMENTS: Mapping[str, Callable[[Work, int, str], Document | None]] = {
    name: document for one in EVERY for name, document in one.documents.items()
}

FOLLOW_UPS: Mapping[str, FollowUp] = {name: follow for one in EVERY for name, follow in one.follow_ups.items()}

BECOMES: Mapping[str, Callable[[Work, int, Made], str]] = {
    one.name: one.becomes for one in EVERY if one.becomes is not None
}


def become(
    work: Work, flow: str, matter_id: int, called: Callable[[T], Made], operation: Callable[..., T], *asked: Any
) -> T:
    """Make a matter of another flow of one of this flow, in one act: `operation` makes it of what is `asked` for, and
    both are linked. A second submit of the same form finds the first.

    Refused as the operation is, and where the matter cannot become that.
    """
    shown = operation(work, *asked)
    made = called(shown)
    before = origins.of(work.session, work.team_id, made.flow, made.id)
    if (flow, matter_id) not in {(one.from_flow, one.from_id) for one in before}:
        label = BECOMES[flow](work, matter_id, made)
        origins.add(
            work.session,
            origins.Origin(
                team_id=work.team_id, flow=made.flow, row_id=made.id, label=made.label, from_flow=flow,
                from_id=matter_id, from_label=label, made_at=work.now, made_by=work.person.user_id,
            ),
        )  # fmt: skip
    return shown

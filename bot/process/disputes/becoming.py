"""What a dispute becomes that is over: a change of a confirmed plan; each knows of the other."""

from __future__ import annotations

from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.states import STATES, State
from bot.process.kernel import matters
from bot.process.kernel.flow import Made
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.disputes import Dispute

# Who may speak for a side, and the PM.
SPEAK = "disputes.raise"


def to_become(work: Work, dispute_id: int) -> Dispute:
    """The dispute, for the form of what it becomes. Raises Refused for others, and while it runs."""
    dispute = matters.held(work, DISPUTES, dispute_id, to=SPEAK)
    if dispute.state not in (State.SETTLED, State.DECIDED):
        raise Refused(
            _(
                "D-%(number)s becomes something once it is settled or decided: it is %(state)s.",
                number=dispute.number,
                state=STATES[State(dispute.state)],
            ),
            offer=DISPUTES.show(dispute.number),
        )
    return dispute


def becomes(work: Work, dispute_id: int, made: Made) -> str:
    """It is that, too, from now on; what it is called itself. Refused like `to_become`."""
    dispute = to_become(work, dispute_id)
    matters.alter(work, DISPUTES, dispute, "become", noted={"made": (None, made.label)})
    matters.changed(work, DISPUTES, dispute)
    return DISPUTES.called(dispute.number)

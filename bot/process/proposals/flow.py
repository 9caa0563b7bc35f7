"""What proposals are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Flow, Reminder, Timer
from bot.process.kernel.rules import ALWAYS, Role, Whose, to
from bot.process.proposals import cards, deciding, reminders
from bot.process.proposals.kind import PROPOSALS
from bot.words.language import text as _
from storage import open_matters
from storage.proposals import Proposal

WORDS = {
    reminders.DECIDE: _("A proposal waits for our approval"),
    reminders.REVISE: _("My proposal was returned"),
    reminders.SILENCE: _("A proposal of mine, or of my department, has no answer"),
}

# Where a proposal stands says what may be done with it, not the phase of the project that may come of it.
FLOW = Flow(
    "proposals",
    _("Proposals"),
    rights={
        "proposals.propose": to(Role.FULL_MEMBER),
        "proposals.see": to(Role.PROPOSER, Role.HEAD, Role.PM, Role.SPONSOR, Role.ADMIN, whose=Whose.INITIATING),
        "proposals.decide": to(Role.HEAD, whose=Whose.INITIATING),
        "proposals.revise": to(Role.PROPOSER),
    },
    gates={
        "proposals.see": ALWAYS,
        "proposals.decide": ALWAYS,
        "proposals.revise": ALWAYS,
        "proposals.undo": ALWAYS,
    },
    reminders={kind: Reminder(words, reminders.nudge, Proposal) for kind, words in WORDS.items()},
    asks=(Asking("proposals", reminders.KINDS, open_matters.proposals_open, reminders.asked, reminders.lines),),
    recount=reminders.recount,
    timers={reminders.LOOK: Timer(reminders.look, open_matters.proposals, reminders.look_at)},
    cards={cards.CARD: cards.card},
    draw_anew=PROPOSALS.draw_anew,
    headed=deciding.headed,
)

"""What disputes are to the rest."""

from __future__ import annotations

from bot.process.disputes import (
    becoming,
    cards,
    escalations,
    handing_over,
    life,
    looking_back,
    parting,
    reliability,
    reminders,
    sheet,
)
from bot.process.disputes.kind import DISPUTES
from bot.process.kernel.flow import Asking, Command, Figure, Flow, HandingOver, Reminder, Thread, Timer
from bot.process.kernel.rules import RUNNING, Role, Whose, to
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.disputes import Dispute

WORDS = {
    reminders.POSITION: _("A dispute waits for our position"),
    reminders.CONFIRM: _("A dispute waits for a text, or for us to confirm one"),
    reminders.CALL: _("A dispute in my project waits for the PM"),
    reminders.DECIDE: _("A dispute waits for my decision"),
}


CAN_BE_SAID = _(
    "This is the thread of D-%(number)s: positions and texts come by the buttons of its card. "
    "`@Liaison dispute show D-%(number)s` tells how it stands."
)


FLOW = Flow(
    "disputes",
    _("Disputes"),
    command=Command("/dispute", ("dispute", "disputes", "争议", "爭議")),
    rights={
        "disputes.raise": to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.SIDES),
        "disputes.state": to(Role.HEAD, Role.LIAISON, whose=Whose.SIDES),
        "disputes.propose": to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.SIDES),
        "disputes.confirm": to(Role.HEAD, Role.LIAISON, whose=Whose.SIDES),
        "disputes.withdraw": to(Role.OWNER, Role.HEAD, Role.LIAISON, whose=Whose.RAISING),
        "disputes.call": to(Role.PM),
        "disputes.ask_major": to(Role.PM, Role.HEAD, whose=Whose.SIDES),
        "disputes.mark_major": to(Role.PM),
        "disputes.decide": to(Role.DECIDER),
        "disputes.settings": to(Role.PM, Role.ADMIN),
    },
    gates={
        "disputes.raise": RUNNING,
        "disputes.state": RUNNING,
        "disputes.propose": RUNNING,
        "disputes.confirm": RUNNING,
        "disputes.withdraw": RUNNING,
        "disputes.call": RUNNING,
        "disputes.ask_major": RUNNING,
        "disputes.mark_major": RUNNING,
        "disputes.decide": RUNNING,
        "disputes.settings": RUNNING,
        "disputes.undo": RUNNING,
    },
    reminders={kind: Reminder(words, reminders.nudge_of(kind), Dispute) for kind, words in WORDS.items()},
    asks=(Asking("disputes", reminders.KINDS, open_matters.disputes, reminders.asked, reminders.lines),),
    recount=reminders.recount,
    timers={reminders.LOOK: Timer(escalations.look, open_matters.disputes, reminders.look_at)},
    cards={cards.CARD: cards.card, cards.PACK: cards.pack, cards.ENDED: cards.ended},
    thread=Thread(DISPUTES.row, CAN_BE_SAID),
    becomes=becoming.becomes,
    handing_over=HandingOver(with_post=handing_over.with_post, take_back=handing_over.take_back),
    said_by_lines=frozenset({"disputes/your_turn", "disputes/warning"}),
    sheets=(sheet.sheet,),
    draw_anew=DISPUTES.draw_anew,
    figures={
        "disputes.undecided": Figure(
            lambda number: plural("%(number)s dispute not settled", "%(number)s disputes not settled", number),
            figures.asked(reminders.CALL),
            is_trouble=True,
        ),
        "disputes.closed": Figure(
            lambda number: plural("%(number)s dispute settled", "%(number)s disputes settled", number),
            figures.happened(Dispute, "closed_at"),
        ),
    },
    life=life.LIFE,
    parting=parting.PARTING,
    looks_back=looking_back.facts,
    reliability=reliability.measures,
)

"""What charters are to the rest."""

from __future__ import annotations

from bot.process.charters import cards, life, looking_back, paper, reminders, rounding, sheet, signed, writing
from bot.process.charters.kind import CHARTERS
from bot.process.charters.reminders import AWAITED
from bot.process.kernel.flow import Asking, Figure, Flow, FollowUp, NextStep, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, Whose, to
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import figures, next_steps, open_matters
from storage.charters import Charter

WORDS = {
    reminders.SIGN: _("A charter waits for my signature"),
    reminders.REVISE: _("The charter of my project was returned or lacks a department"),
    reminders.SILENCE: _("Signatures of a charter of mine are late"),
}

# A project that runs already gets its charter after the fact, and one that is signed changes in every phase.
FLOW = Flow(
    "charters",
    _("Charters"),
    rights={
        "charters.edit": to(Role.PM),
        "charters.sign": to(Role.HEAD, whose=Whose.OWN),
        "charters.sponsor": to(Role.SPONSOR),
        "charters.return": to(Role.SPONSOR, Role.HEAD, whose=Whose.INVOLVED),
    },
    gates={
        "charters.edit": RUNNING,
        "charters.sign": RUNNING,
        "charters.sponsor": RUNNING,
        "charters.return": RUNNING,
        "charters.undo": RUNNING,
    },
    reminders={kind: Reminder(words, AWAITED.nudge_of(kind), Charter) for kind, words in WORDS.items()},
    steps=(
        NextStep(
            20,
            frozenset({Phase.INITIATION}),
            _("the charter with `/project charter`"),
            next_steps.without_charter(),
            writing.EDIT,
            lambda project: Offer(_("Write the charter"), "charters.of", str(project.id)),
        ),
    ),
    asks=(Asking("charters", AWAITED.kinds, open_matters.charters_open, AWAITED.asked, AWAITED.lines),),
    recount=AWAITED.recount,
    timers={reminders.LOOK: Timer(AWAITED.look, open_matters.charters, AWAITED.look_at)},
    follow_ups={rounding.TOLD: FollowUp(rounding.channel_told)},
    cards={cards.CARD: cards.card},
    figures={
        "charters.overdue": Figure(
            lambda number: plural(
                "%(number)s charter not signed in time", "%(number)s charters not signed in time", number
            ),
            figures.asked(reminders.SILENCE),
            is_trouble=True,
        )
    },
    documents={cards.DOCUMENT: paper.document},
    sheets=(sheet.sheet,),
    facts=sheet.facts,
    draw_anew=CHARTERS.draw_anew,
    signed={signed.SUBJECT: signed.today},
    handing_over=life.HANDING_OVER,
    life=life.LIFE,
    parting=life.PARTING,
    joined=life.joined,
    speaks_of=("charters",),
    looks_back=looking_back.facts,
)

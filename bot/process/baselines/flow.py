"""What the confirmation of plans and baselines are to the rest."""

from __future__ import annotations

from bot.process.baselines import cards, life, looking_back, reminders, replanned, rounding, sheet, signed
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.reminders import AWAITED
from bot.process.kernel.flow import Asking, Figure, Flow, NextStep, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, Whose, to
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import figures, next_steps, open_matters
from storage.baselines import Confirmation

WORDS = {
    reminders.CONFIRM: _("A plan waits for my confirmation"),
    reminders.REVISE: _("The plan of my project was returned"),
    reminders.SILENCE: _("Confirmations of a plan of mine are late"),
}
# A baseline is nothing that can be taken back: before there is a charter, no plan is confirmed.
PLANNED = RUNNING - {Phase.INITIATION}

FLOW = Flow(
    "baselines",
    _("Plans to be confirmed"),
    rights={
        rounding.SEND: to(Role.PM),
        "baselines.confirm": to(Role.HEAD, whose=Whose.OWN),
        "baselines.sponsor": to(Role.SPONSOR),
        "baselines.return": to(Role.HEAD, whose=Whose.INVOLVED),
    },
    gates={
        rounding.SEND: PLANNED,
        "baselines.confirm": PLANNED,
        "baselines.sponsor": PLANNED,
        "baselines.return": PLANNED,
        "baselines.undo": PLANNED,
    },
    reminders={kind: Reminder(words, AWAITED.nudge_of(kind), Confirmation) for kind, words in WORDS.items()},
    steps=(
        NextStep(
            27,
            frozenset({Phase.PLANNING}),
            _("the confirmation of the plan by the heads with `/plan confirm`"),
            next_steps.with_unconfirmed_plan(),
            rounding.SEND,
            lambda project: Offer(_("Send the plan for confirmation"), "baselines.preview", str(project.id)),
        ),
    ),
    asks=(Asking("baselines", AWAITED.kinds, open_matters.confirmations_open, AWAITED.asked, AWAITED.lines),),
    recount=AWAITED.recount,
    timers={
        reminders.LOOK: Timer(AWAITED.look, open_matters.confirmations, AWAITED.look_at),
        reminders.CHANGED: Timer(replanned.look_again, open_matters.confirmations, replanned.look_again_at),
    },
    cards={cards.CARD: cards.card},
    figures={
        "baselines.overdue": Figure(
            lambda number: plural(
                "%(number)s plan not confirmed in time", "%(number)s plans not confirmed in time", number
            ),
            figures.asked(reminders.SILENCE),
            is_trouble=True,
        )
    },
    draw_anew=CONFIRMATIONS.draw_anew,
    signed={signed.SUBJECT: signed.today},
    handing_over=life.HANDING_OVER,
    life=life.LIFE,
    parting=life.PARTING,
    replanned=replanned.replanned,
    joined=life.joined,
    sheets=(sheet.confirmations, sheet.baseline),
    speaks_of=("baselines",),
    looks_back=looking_back.facts,
)

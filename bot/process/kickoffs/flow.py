"""What kickoff meetings are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Flow, NextStep, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, to
from bot.process.kickoffs import cards, life, reminders, sheet
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import next_steps, open_matters
from storage.kickoffs import Kickoff

FLOW = Flow(
    "kickoffs",
    _("Kickoff meeting"),
    rights={"kickoffs.run": to(Role.PM, Role.SPONSOR)},
    gates={"kickoffs.run": RUNNING},
    reminders={
        reminders.NOTE: Reminder(
            _("The kickoff meeting of my project is over, and its minutes are to be written"), reminders.nudge, Kickoff
        )
    },
    steps=(
        NextStep(
            10,
            frozenset({Phase.INITIATION}),
            _("the kickoff meeting with `/project kickoff`"),
            next_steps.without_kickoff(),
            "kickoffs.run",
            lambda project: Offer(_("Call the kickoff meeting"), "kickoffs.call", str(project.id)),
        ),
    ),
    asks=(Asking("kickoffs", reminders.KINDS, open_matters.kickoffs, reminders.asked, reminders.lines),),
    timers={reminders.LOOK: Timer(reminders.look, open_matters.kickoffs, reminders.look_at)},
    cards={cards.CARD: cards.card},
    sheets=(sheet.sheet,),
    draw_anew=cards.draw_anew,
    life=life.LIFE,
    speaks_of=("kickoffs",),
)

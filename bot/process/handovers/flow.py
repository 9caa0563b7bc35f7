"""What handovers are to the rest."""

from __future__ import annotations

from bot.process.handovers import asking, handing, life, looking, reminders, runs
from bot.process.kernel import members
from bot.process.kernel.flow import Asking, Figure, Flow, Reminder, Timer
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.handovers import Handover

FLOW = Flow(
    "handovers",
    _("People"),
    reminders={
        reminders.ASK: Reminder(
            _("Somebody in my project is gone, and a successor is to be chosen"), reminders.nudge, Handover
        )
    },
    asks=(Asking("handovers", reminders.KINDS, open_matters.handovers, reminders.asked, reminders.lines),),
    timers={
        reminders.ASK: Timer(asking.ask, open_matters.handovers, asking.ask_at),
        runs.RUN: Timer(handing.go_on, open_matters.runs, runs.go_on_at),
        members.OWNER_GONE: Timer(looking.look),
    },
    cards={asking.CARD: asking.card},
    draw_anew=asking.draw_anew,
    figures={
        "handovers.open": Figure(
            lambda number: plural("%(number)s successor to be chosen", "%(number)s successors to be chosen", number),
            figures.asked(reminders.ASK),
            is_trouble=True,
        )
    },
    life=life.LIFE,
)

"""What minutes are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Figure, Flow, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Role, to
from bot.process.minutes import cards, reminders, sheet
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.meetings import Meeting

FLOW = Flow(
    "minutes",
    rights={"meetings.minutes": to(Role.PM)},
    gates={"meetings.minutes": RUNNING},
    reminders={
        reminders.WRITE: Reminder(
            _("A meeting of my project is over, and its minutes are to be written"), reminders.nudge, Meeting
        )
    },
    asks=(Asking("meetings", reminders.KINDS, open_matters.meetings_unwritten, reminders.asked, reminders.lines),),
    timers={reminders.LOOK: Timer(reminders.look, open_matters.meetings_held, reminders.look_at)},
    cards={cards.CARD: cards.card},
    sheets=(sheet.sheet,),
    draw_anew=cards.draw_anew,
    figures={
        "minutes.unwritten": Figure(
            lambda number: plural("minutes not written", "minutes of %(number)s meetings not written", number),
            figures.asked(reminders.WRITE),
            is_trouble=True,
        )
    },
)

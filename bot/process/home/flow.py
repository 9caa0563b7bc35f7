"""What Home is to the rest: the message of a working morning."""

from __future__ import annotations

from bot.process.home import morning
from bot.process.kernel import desks, nudges
from bot.process.kernel.flow import Flow, Timer
from storage import open_matters

FLOW = Flow(
    "home",
    timers={desks.MORNING: Timer(morning.tell, open_matters.desks, nudges.morning_at)},
    cards={morning.MORNING: morning.drawn},
)

"""What substitutes are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Flow, Timer
from bot.process.kernel.rules import Role, Whose, to
from bot.process.substitutes import timers
from storage import open_matters

FLOW = Flow(
    "substitutes",
    rights={
        "substitutes.set": to(Role.SELF, Role.HEAD, Role.ADMIN, whose=Whose.PERSON, by_substitute=False),
    },
    timers={
        timers.BEGINS: Timer(timers.begins, open_matters.substitutions, timers.begins_at),
        timers.OVER: Timer(timers.over, open_matters.substitutions, timers.over_at),
    },
)

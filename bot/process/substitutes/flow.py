"""What substitutes are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Flow, Timer
from bot.process.kernel.rules import Role, Whose, to
from bot.process.substitutes import windows
from storage import open_matters

FLOW = Flow(
    "substitutes",
    rights={
        "substitutes.set": to(Role.SELF, Role.HEAD, Role.ADMIN, whose=Whose.PERSON, by_substitute=False),
    },
    timers={
        windows.BEGINS: Timer(windows.begins, open_matters.substitutions, windows.begins_at),
        windows.OVER: Timer(windows.over, open_matters.substitutions, windows.over_at),
    },
)

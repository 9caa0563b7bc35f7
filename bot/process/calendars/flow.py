"""What calendars that change are to the rest."""

from __future__ import annotations

from bot.process.calendars import recounts
from bot.process.kernel.flow import Flow, Timer
from bot.process.kernel.rules import Role, to
from storage import open_matters

FLOW = Flow(
    "calendars",
    rights={"calendars.edit": to(Role.ADMIN)},
    timers={
        recounts.RECOUNT_TIMER: Timer(recounts.recount, open_matters.projects_to_recount, recounts.recount_at),
        recounts.CHECK_TIMER: Timer(recounts.check),
    },
)

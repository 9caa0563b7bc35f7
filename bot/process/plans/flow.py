"""What plans are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Command, Flow, Reminder
from bot.process.kernel.rules import RUNNING, Role, Whose, to
from bot.process.plans import pushing
from bot.process.plans.comparing import IMPORT
from bot.process.plans.shifting import SHIFT
from bot.words.language import text as _
from storage.shifts import PlanShift

FLOW = Flow(
    "plans",
    _("Plans"),
    command=Command("/plan", ("plan", "plans", "计划", "計劃")),
    rights={IMPORT: to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD), SHIFT: to(Role.PM)},
    gates={IMPORT: RUNNING, SHIFT: RUNNING},
    reminders={
        pushing.STOPPED: Reminder(
            _("A date in a project of mine moves, and what it makes too late stays"), pushing.stopped, PlanShift
        )
    },
)

"""What plans are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Command, Flow
from bot.process.kernel.rules import RUNNING, Role, Whose, to
from bot.process.plans import sheet
from bot.process.plans.comparing import IMPORT

FLOW = Flow(
    "plans",
    command=Command("/plan", ("plan", "plans", "计划", "計劃")),
    rights={IMPORT: to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD)},
    gates={IMPORT: RUNNING},
    sheets=(sheet.sheet,),
)

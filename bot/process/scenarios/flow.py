"""What scenario templates are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Flow
from bot.process.kernel.rules import ALWAYS, RUNNING, UNBEGUN, Role, to
from bot.process.scenarios.applying import APPLY
from bot.process.scenarios.library import CHANGE
from bot.process.scenarios.saving import SAVE

FLOW = Flow(
    "scenarios",
    rights={APPLY: to(Role.PM), SAVE: to(Role.PM), CHANGE: to(Role.SELF, Role.ADMIN)},
    # A template is made of a project that is over, too; and belongs to none.
    gates={APPLY: RUNNING, SAVE: ALWAYS - UNBEGUN},
)

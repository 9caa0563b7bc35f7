"""What plans are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Command, Flow, NextStep, Reminder
from bot.process.kernel.rules import RUNNING, Phase, Role, Whose, to
from bot.process.plans import endangered, pushing, sheet
from bot.process.plans.comparing import IMPORT
from bot.process.plans.shifting import SHIFT
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import next_steps
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
    steps=(
        NextStep(
            25,
            frozenset({Phase.PLANNING}),
            _("the plan with `/plan template`, `/plan import` or `/task add`"),
            next_steps.without_tasks(),
            "tasks.edit",
            lambda project: Offer(_("Import a plan"), "plans.import.of", str(project.id)),
        ),
        NextStep(
            40,
            frozenset({Phase.INITIATION}),
            _("the first tasks with `/task add`"),
            next_steps.without_tasks(),
            "tasks.edit",
            lambda project: Offer(_("Import a plan"), "plans.import.of", str(project.id)),
        ),
    ),
    sheets=(sheet.sheet,),
    at_stake=endangered.at_stake,
)

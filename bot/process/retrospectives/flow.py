"""What retrospectives are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Figure, Flow, HandingOver, NextStep, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, to
from bot.process.retrospectives import calling, following, handing_over, life, paper, reminders, table
from bot.process.retrospectives import shown as retrospective_shown
from bot.process.retrospectives.reporting import DOCUMENT
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import figures, lasting, next_steps
from storage.retrospectives import Action, Retrospective

# One looks back when the project ends, and what came of it is done later still.
BACK = RUNNING | {Phase.CLOSED}
AFTER = BACK | {Phase.ARCHIVED}

FLOW = Flow(
    "retrospectives",
    _("Retrospectives"),
    rights={
        calling.RUN: to(Role.PM),
        retrospective_shown.ANSWER: to(Role.SELF, by_substitute=False),
        following.FOLLOW: to(Role.OWNER, Role.PM),
    },
    gates={
        calling.RUN: BACK,
        retrospective_shown.ANSWER: BACK,
        following.FOLLOW: AFTER,
        "retrospectives.undo": BACK,
    },
    reminders={
        reminders.ANSWER: Reminder(
            _("I am asked in the retrospective of a project"), reminders.nudge_of(reminders.ANSWER), Retrospective
        ),
        reminders.WRITE: Reminder(
            _("The report of a retrospective is to be written"), reminders.nudge_of(reminders.WRITE), Retrospective
        ),
        reminders.TOLD: Reminder(
            _("The answers of a retrospective are together"), reminders.nudge_together, Retrospective
        ),
        reminders.FOLLOW: Reminder(
            _("What I took on in a retrospective is to be done"), reminders.nudge_of(reminders.FOLLOW), Action
        ),
        reminders.LATE: Reminder(
            _("What came of a retrospective of my project is late"), reminders.nudge_of(reminders.LATE), Action
        ),
    },
    steps=(
        NextStep(
            90,
            frozenset({Phase.CLOSING, Phase.CLOSED}),
            _("the retrospective with `/project retrospective`"),
            next_steps.without_retrospective(),
            calling.RUN,
            lambda project: Offer(_("Look back"), "retrospectives.of", str(project.id)),
        ),
    ),
    asks=(
        Asking(
            "retrospectives", reminders.KINDS, lasting.retrospectives_open, reminders.asked, reminders.lines
        ),
        Asking(
            "retrospective actions", reminders.ACTION_KINDS, lasting.retrospective_actions, reminders.asked_of,
            reminders.action_lines,
        ),
    ),
    recount=reminders.recount,
    timers={reminders.LOOK: Timer(reminders.look, lasting.retrospectives, reminders.look_at)},
    documents={DOCUMENT: paper.document},
    sheets=(table.sheet,),
    figures={
        "retrospectives.late": Figure(
            lambda number: plural(
                "%(number)s action of the retrospective late", "%(number)s actions of the retrospective late", number
            ),
            figures.asked(reminders.LATE),
            is_trouble=True,
        )
    },
    handing_over=HandingOver(
        count=handing_over.count,
        pass_on=handing_over.pass_on,
        portion=handing_over.portion,
        take_back=handing_over.take_back,
        of_owner=handing_over.of_owner,
    ),
    life=life.LIFE,
    lasting=reminders.LASTING,
    speaks_of=("retrospectives",),
)  # fmt: skip

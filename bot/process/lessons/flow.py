"""What lessons are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Command, Flow, Reminder, Timer
from bot.process.kernel.rules import ALWAYS, RUNNING, UNBEGUN, Phase, Role, to
from bot.process.lessons import answering, offering, reminders, writing
from bot.words.language import text as _
from storage import lasting
from storage.lessons import Lesson
from storage.projects import Project

# What was learnt in a project is written down and looked after when it is over, too.
BEGUN = ALWAYS - UNBEGUN

FLOW = Flow(
    "lessons",
    _("Lessons"),
    command=Command("/lesson", ("lesson", "lessons", "经验教训", "经验", "教训", "經驗")),
    rights={
        writing.ADD: to(Role.PARTICIPANT),
        answering.ANSWER: to(Role.SELF),
        writing.CHANGE: to(Role.SELF, Role.PM),
        writing.RELEASE: to(Role.PM),
        writing.RETIRE: to(Role.PM, Role.ADMIN),
    },
    gates={
        writing.ADD: BEGUN,
        answering.ANSWER: RUNNING | {Phase.PROPOSED},
        writing.CHANGE: BEGUN,
        writing.RELEASE: BEGUN,
        writing.RETIRE: BEGUN,
        "lessons.undo": BEGUN,
    },
    reminders={
        reminders.OFFERED: Reminder(
            _("Lessons of earlier projects are offered to me"), reminders.nudge_offered, Project
        ),
        reminders.RETIRE: Reminder(
            _("A lesson of my project was taken by nobody for a year"), reminders.nudge_retire, Lesson
        ),
    },
    asks=(
        Asking(
            "lesson offers", reminders.OFFERS, lasting.projects_with_offers, reminders.asked_in,
            reminders.offer_lines,
        ),
        Asking("lessons", reminders.LESSONS, lasting.lessons_stale, reminders.asked, reminders.lines),
    ),
    timers={reminders.LOOK: Timer(reminders.look, lasting.lessons_kept, reminders.look_at)},
    becomes=answering.becomes,
    arises=offering.offer,
    lasting=frozenset({reminders.RETIRE, reminders.LOOK}),
)  # fmt: skip

"""What status reports are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Command, Flow, HandingOver, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Role, Whose, to
from bot.process.reports import causes, parting, reliability, reminders, waiting
from bot.words.language import text as _
from storage import open_matters
from storage.reports import Report, ReportLine

FLOW = Flow(
    "reports",
    _("Weekly meeting"),
    command=Command("/report", ("report", "reports", "周报", "週報")),
    rights={
        "reports.file": to(Role.HEAD, Role.LIAISON, whose=Whose.REPORTING),
        "reports.answer": to(Role.HEAD, Role.LIAISON, whose=Whose.NAMED),
    },
    gates={"reports.file": RUNNING, "reports.answer": RUNNING},
    reminders={
        waiting.DUE: Reminder(
            _("The status report of my department is due before the weekly meeting"), reminders.nudge, Report
        ),
        waiting.CAUSE: Reminder(_("A report names my department as the cause of something"), causes.nudge, ReportLine),
    },
    asks=(
        Asking("reports", (waiting.DUE,), open_matters.reports, waiting.asked, reminders.lines),
        Asking("report_lines", (waiting.CAUSE,), open_matters.causes, waiting.asked_of_line, causes.lines),
    ),
    timers={reminders.LOOK: Timer(reminders.look, open_matters.meetings_ahead, reminders.look_at)},
    handing_over=HandingOver(with_post=reminders.with_post),
    parting=parting.PARTING,
    moved=reminders.moved,
    reliability=reliability.measures,
    speaks_of=("reports", "report_lines"),
)

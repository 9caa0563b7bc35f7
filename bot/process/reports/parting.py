"""Reports of a department that takes part no more: none is asked of it, and it answers for no line that names it."""

from __future__ import annotations

from datetime import datetime

from bot.process.kernel import nudges, undoing
from bot.process.kernel.flow import Back, Going, Parting
from bot.process.kernel.work import Work
from bot.process.reports import waiting
from bot.process.reports.reminders import LOOK
from bot.words.language import Text, plural
from storage import history, meetings
from storage import reports as stored
from storage.history import Change
from storage.projects import Project
from storage.reports import Report, ReportLine

# What the trail calls it where a line names another department by it.
MERGED = "merge"


def after(work: Work, project: Project, going: Going) -> None:
    """What names a department that is a part of another now, names that; the next meeting asks who takes part then."""
    for meeting in meetings.of_project(work.session, work.team_id, project.id):
        for report in stored.all_of_meeting(work.session, work.team_id, meeting.id):
            if report.department_id == going.gone:
                nudges.forget(work, waiting.DUE, report.id)
                waiting.settle(work, report, meeting)
        for line, report in stored.named_in_meeting(work.session, work.team_id, meeting.id):
            if line.cause_department_id == going.gone:
                _name_heir(work, line, report, going)
                nudges.forget(work, waiting.CAUSE, line.id)
                waiting.settle_line(work, line, report, meeting)
    for meeting in meetings.ahead(work.session, work.team_id, project.id, work.now):
        work.wake(LOOK, meeting.id, work.now)


def take_back(work: Work, project: Project, at: datetime, going: Going) -> Back:
    """What named the department names it again, unless the other has answered; and what is to be filed waits for it."""
    acted = history.acted(
        work.session, Report, work.team_id, "reports", project.id, MERGED, actor_id=work.person.user_id, at=at
    )
    kept = []
    for change in (change for one in acted for change in one.changes):
        line = stored.line(work.session, work.team_id, change.changes["line"][1])
        if line is None:
            # Its report was filed anew: it names whom it names.
            continue
        if not _name_again(work, line, change):
            kept.append(Text("%(what)s", {"what": line.text or line.reason}))
    for meeting in meetings.of_project(work.session, work.team_id, project.id):
        for report in stored.all_of_meeting(work.session, work.team_id, meeting.id):
            if report.department_id == going.gone:
                waiting.settle(work, report, meeting)
        for line, report in stored.named_in_meeting(work.session, work.team_id, meeting.id):
            waiting.settle_line(work, line, report, meeting)
    return Back(0, kept)


def _name_again(work: Work, line: ReportLine, change: Change) -> bool:
    """Whether the line is as it was before; not where it was answered meanwhile."""
    was = history.values(ReportLine, change)
    if any(getattr(line, name) != after for name, (_before, after) in was.items()):
        return False
    for name, (before, _after) in was.items():
        setattr(line, name, before)
    work.session.add(line)
    work.session.flush()
    work.record("reports", line.report_id, undoing.UNDO, undoing.backwards(change.changes))
    return True


def _name_heir(work: Work, line: stored.ReportLine, report: stored.Report, going: Going) -> None:
    """A line of the heir's own names nobody else any more."""
    if not going.is_merged:
        return
    is_own, was = report.department_id == going.heir, line.cause_state
    line.cause_department_id, line.cause_state = (None, "") if is_own else (going.heir, line.cause_state)
    work.session.add(line)
    work.session.flush()
    changes = {
        "cause_department_id": (going.gone, line.cause_department_id),
        "cause_state": (was, line.cause_state),
        "line": (None, line.id),
    }
    work.record("reports", report.id, MERGED, changes)


PARTING = Parting(
    words=lambda number: plural("%(number)s report to be filed", "%(number)s reports to be filed", number),
    after=after,
    take_back=take_back,
)

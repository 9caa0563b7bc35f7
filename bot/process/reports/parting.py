"""Reports of a department that takes part no more: none is asked of it, and it answers for no line that names it."""

from __future__ import annotations

from bot.process.kernel import nudges
from bot.process.kernel.flow import Going, Parting
from bot.process.kernel.work import Work
from bot.process.reports import waiting
from bot.process.reports.reminders import LOOK
from bot.words.language import plural
from storage import meetings
from storage import reports as stored
from storage.projects import Project


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


def _name_heir(work: Work, line: stored.ReportLine, report: stored.Report, going: Going) -> None:
    """A line of the heir's own names nobody else any more."""
    if not going.is_merged:
        return
    is_own = report.department_id == going.heir
    line.cause_department_id, line.cause_state = (None, "") if is_own else (going.heir, line.cause_state)
    work.session.add(line)
    work.session.flush()
    work.record("reports", report.id, "merge", {"cause_department_id": (going.gone, line.cause_department_id)})


PARTING = Parting(
    words=lambda number: plural("%(number)s report to be filed", "%(number)s reports to be filed", number), after=after
)

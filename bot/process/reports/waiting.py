"""Whom reports wait for: one that is to be filed for its liaison, one's line for the liaison of whom it names."""

from __future__ import annotations

from datetime import timedelta

from bot.process.kernel import asks
from bot.process.kernel.asks import Asked
from bot.process.kernel.work import Work
from storage import meetings, projects
from storage import reports as stored
from storage.meetings import PLANNED, Meeting
from storage.reports import FILED, NAMED, Report, ReportLine

# The kinds of reminders.
DUE, CAUSE = "reports.due", "reports.cause"
# After so long nobody is asked any more about what held something up.
ASKED_FOR = timedelta(days=14)


def settle(work: Work, report: Report, meeting: Meeting) -> None:
    """To be called when a report is expected or filed, and when its meeting is another."""
    asks.settle(work, (DUE,), report.id, _of_report(work, report, meeting))


def settle_line(work: Work, line: ReportLine, report: Report, meeting: Meeting) -> None:
    """To be called when a line names another department, or it has answered, and when the meeting is another."""
    asks.settle(work, (CAUSE,), line.id, _of_line(work, line, report, meeting))


def asked(work: Work, report_id: int) -> list[Asked]:
    """A report waits for the department's liaison until it is filed, or the meeting begins."""
    report = stored.report(work.session, work.team_id, report_id)
    meeting = meetings.meeting(work.session, work.team_id, report.meeting_id) if report else None
    return _of_report(work, report, meeting) if report and meeting else []


def asked_of_line(work: Work, line_id: int) -> list[Asked]:
    """A line waits for the liaison of the department that it names, until they answer or nobody asks any more."""
    line = stored.line(work.session, work.team_id, line_id)
    report = stored.report(work.session, work.team_id, line.report_id) if line else None
    meeting = meetings.meeting(work.session, work.team_id, report.meeting_id) if report else None
    return _of_line(work, line, report, meeting) if line and report and meeting else []


def _of_report(work: Work, report: Report, meeting: Meeting) -> list[Asked]:
    if report.state == FILED or meeting.state != PLANNED or meeting.starts_at <= work.now:
        return []
    until, department_id = meeting.starts_at, report.department_id
    if projects.part(work.session, report.project_id, department_id) is None:
        return []
    asked = Asked(DUE, report.project_id, report.created_at, until, post=asks.LIAISON, department_id=department_id)
    return [asked]


def _of_line(work: Work, line: ReportLine, report: Report, meeting: Meeting) -> list[Asked]:
    named = line.cause_department_id
    if line.cause_state != NAMED or named is None or projects.part(work.session, report.project_id, named) is None:
        return []
    until = meeting.starts_at + ASKED_FOR
    return [Asked(CAUSE, report.project_id, report.created_at, until, post=asks.LIAISON, department_id=named)]

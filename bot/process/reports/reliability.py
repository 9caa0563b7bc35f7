"""Whether a department's status reports were filed before their meetings."""

from __future__ import annotations

from bot.process.kernel.reliability import Case, Measure, Over, day_of
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage import reliability
from storage.meetings import Meeting
from storage.projects import Project
from storage.reports import FILED, Report

ORDER = 50
BEFORE, LATE, MISSING = "before", "late", "missing"


def measures(work: Work, over: Over) -> list[Measure]:
    """A report for each meeting that has begun on one of these days."""
    until = min(over.until, work.now)
    rows = reliability.reports_expected(work.session, work.team_id, over.department.id, over.since, until)
    cases = [one for one in (_case(*row) for row in rows) if over.has(one.day)]
    outcomes = {BEFORE: _("before the meeting"), LATE: _("late"), MISSING: _("not filed")}
    return [Measure(ORDER, _("Status reports"), outcomes, cases)]


def _case(report: Report, project: Project, meeting: Meeting) -> Case:
    day = day_of(project, meeting.starts_at)
    title = _("Weekly meeting of %(day)s", day=day)
    if report.state != FILED or report.filed_at is None:
        return Case(project, day, "", title, MISSING, _("not filed"))
    said = _("filed %(day)s", day=day_of(project, report.filed_at))
    return Case(project, day, "", title, LATE if report.is_late else BEFORE, said)

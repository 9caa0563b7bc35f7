"""A filed report as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.process.kernel import rights, substitutes
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import causes as report_causes
from bot.process.reports.states import State
from bot.words.language import Name, Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people
from storage import reports as stored
from storage.meetings import PLANNED, Meeting
from storage.projects import Project
from storage.reports import Report, ReportLine


@dataclass(frozen=True, slots=True)
class Shown:
    """A filed report as it is shown."""

    report: Report
    meeting: Meeting
    project: Project
    department: Name
    lines: list[ReportLine]
    # The numbers of the tasks that the lines speak of, by id, and the names of the departments that are named.
    numbers: Mapping[int, int]
    causes: Mapping[int, Name]
    # The numbers of the collaboration requests that were made of lines, by id.
    requests: Mapping[int, int]
    hand: Text
    may_change: bool
    may_ask: bool


def find(work: Work, report_id: int) -> Shown:
    """A filed report.

    Raises Refused where there is none in a project that the actor may see.
    """
    report = stored.report(work.session, work.team_id, report_id)
    unknown = _("There is no such report here. `/report list` shows those of the next meeting.")
    if report is None or report.state != State.FILED:
        raise Refused(unknown)
    rights.seen(work, report.project_id, unknown)
    return shown(work, report)


def shown(work: Work, report: Report) -> Shown:
    """A report as it is shown."""
    meeting, project = meeting_shown.found(work, report.meeting_id)
    lines = stored.lines_of(work.session, work.team_id, [report.id]).get(report.id, [])
    named = people.people(work.session, work.team_id, {one for one in (report.filed_by, report.filed_for) if one})
    hand = substitutes.hand(named.get(report.filed_by or ""), named.get(report.filed_for or ""))
    may_file = rights.may(work, "reports.file", project, department_id=report.department_id) if work.actor else False
    return Shown(
        report=report,
        meeting=meeting,
        project=project,
        department=_name(work, report.department_id),
        lines=lines,
        numbers=report_causes.numbers(work, lines),
        causes=departments.names(
            work.session, work.team_id, {one.cause_department_id for one in lines if one.cause_department_id}
        ),
        requests=report_causes.request_numbers(work, lines),
        hand=hand,
        may_change=may_file and meeting.state == PLANNED and meeting.starts_at > work.now,
        may_ask=may_file or project.pm_id == work.actor_id,
    )


def _name(work: Work, department_id: int) -> Name:
    found = departments.department(work.session, work.team_id, department_id)
    return found.name if found is not None else Name("?")

"""Whose report `/report` opens, and for which meeting; and how the reports of a meeting stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.process.kernel import gates, rights, substitutes
from bot.process.kernel.work import Work
from bot.process.meetings import dates
from bot.process.meetings import lines as meeting_lines
from bot.process.meetings import shown as meeting_shown
from bot.process.projects import finding
from bot.process.reports.moments import have_begun
from bot.words.language import Name, Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people
from storage import meetings as stored_meetings
from storage import projects as stored_projects
from storage import reports as stored
from storage.meetings import Meeting
from storage.projects import Project
from storage.reports import FILED, Report


class Place(NamedTuple):
    """A report that the actor may write: of which department, in which project, for which meeting."""

    project: Project
    meeting: Meeting
    department_id: int
    department: Name
    is_filed: bool


class Row(NamedTuple):
    """How the report of one department stands: filed by whom, else whose it is to file."""

    department: Name
    report: Report | None
    who: Text


@dataclass(frozen=True, slots=True)
class Overview:
    """The reports for one meeting."""

    project: Project
    meeting: Meeting
    rows: list[Row]

    @property
    def filed(self) -> int:
        """How many are filed."""
        return sum(1 for one in self.rows if one.report is not None)


def places(work: Work, line: str, channel_id: str) -> list[Place]:
    """The reports that a line after `/report` may mean: of the departments that the actor is liaison of, else head.

    Raises Refused where there is none, with who files it instead.
    """
    words, wanted = _projects(work, line, channel_id)
    named = departments.named(work.session, work.team_id, words.lstrip("@#")) if words else None
    if words and named is None:
        raise Refused(_("There is no department “%(word)s” here. `/report` alone opens yours.", word=words[:40]))
    hats = set(substitutes.hats(work, work.person.user_id))
    as_liaison: list[Place] = []
    as_head: list[Place] = []
    paused: Project | None = None
    for project in wanted:
        if not gates.is_open(work, "reports.file", project):
            paused = project
            continue
        for part, made in stored_projects.taking_part(work.session, project):
            if named is not None and made.id != named.id:
                continue
            if not rights.may(work, "reports.file", project, department_id=made.id):
                continue
            meeting = meeting_for(work, project, made.id, part.liaison_id)
            if meeting is None:
                paused = project
                continue
            report = stored.of_department(work.session, work.team_id, meeting.id, made.id)
            place = Place(project, meeting, made.id, made.name, report is not None and report.state == FILED)
            (as_liaison if part.liaison_id in hats else as_head).append(place)
    found = as_liaison or as_head
    if not found and paused is not None:
        rights.must_be_open(work, "reports.file", paused)
        raise Refused(_("The weekly meeting of %(number)s is paused: no report is asked for.", number=paused.number))
    if not found:
        raise Refused(_("Reports are filed by the liaison of each department, or its head. `/report list` shows them."))
    return found


def meeting_for(work: Work, project: Project, department_id: int, liaison_id: str) -> Meeting | None:
    """The meeting for which the department's report is due: that of the last week, while its report is missing and the
    next one is not asked for yet; else the next one.
    """
    series = stored_meetings.series(work.session, work.team_id, project.id)
    upcoming = meeting_shown.upcoming(work, project)
    last = stored_meetings.last_held(work.session, work.team_id, project.id)
    if last is None or series is None or work.now - last.starts_at >= dates.WEEK:
        return upcoming
    liaison = people.person(work.session, work.team_id, liaison_id)
    if upcoming is not None and liaison is not None and have_begun(work, liaison, series, upcoming):
        return upcoming
    report = stored.of_department(work.session, work.team_id, last.id, department_id)
    is_missing = report is not None and report.state != FILED
    return last if is_missing else upcoming


def overview(work: Work, line: str, channel_id: str) -> Overview:
    """How the reports stand for the next meeting of the project that a line speaks of.

    Raises Refused where there is no such project, or no meeting.
    """
    project = meeting_lines.read(work, line, channel_id).project
    meeting = meeting_shown.upcoming(work, project) or stored_meetings.last_held(work.session, work.team_id, project.id)
    if meeting is None:
        rights.must_be_open(work, "reports.file", project)
        raise Refused(_("The weekly meeting of %(number)s is paused: no report is asked for.", number=project.number))
    filed = {
        one.department_id: one
        for one in stored.all_of_meeting(work.session, work.team_id, meeting.id)
        if one.state == FILED
    }
    rows = []
    for part, made in stored_projects.taking_part(work.session, project):
        report = filed.get(made.id)
        rows.append(Row(made.name, report, _who(work, report, part.liaison_id)))
    return Overview(project, meeting, rows)


def _who(work: Work, report: Report | None, liaison_id: str) -> Text:
    if report is not None:
        named = people.people(work.session, work.team_id, {one for one in (report.filed_by, report.filed_for) if one})
        return substitutes.hand(named.get(report.filed_by or ""), named.get(report.filed_for or ""))
    liaison = people.person(work.session, work.team_id, liaison_id)
    if liaison is not None and liaison.is_deactivated:
        return _("%(name)s, who has left", name=liaison.name)
    standing_in = substitutes.covering(work, liaison_id)
    return (
        substitutes.hand(standing_in[0], liaison)
        if standing_in
        else Text("%(name)s", {"name": liaison.name if liaison else "?"})
    )


def _projects(work: Work, line: str, channel_id: str) -> tuple[str, list[Project]]:
    """The words without a project's number, and the projects that are meant. Raises Refused where that is none."""
    named = meeting_lines.NUMBER.search(line)
    if named is not None:
        words = " ".join(f"{line[: named.start()]} {line[named.end() :]}".split())
        return words, [finding.find(work, named[0])]
    return " ".join(line.split()), finding.meant(work, channel_id)

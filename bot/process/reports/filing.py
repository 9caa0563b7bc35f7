"""Status reports (周报): before each weekly meeting the liaison of a department says what is done, not done, and next.

A report is filled from the department's tasks, typed on as a draft, and filed. It can be changed until the meeting
begins; one that is filed later is accepted, marked late, and then stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.process.kernel import nudges, rights, substitutes
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import causes as report_causes
from bot.process.reports import contents, waiting
from bot.process.reports.contents import Line, Offered, Row
from bot.process.reports.shown import Shown, shown
from bot.process.reports.states import TRANSITIONS, State
from bot.process.reports.waiting import DUE
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people, projects
from storage import reports as stored
from storage.meetings import CANCELLED, HELD, PLANNED, Meeting
from storage.people import Person
from storage.projects import Project
from storage.reports import Report


@dataclass(frozen=True, slots=True)
class Filling:
    """A report as it is typed: what it is for, its draft, the tasks that are offered, and what is to be explained."""

    report: Report
    meeting: Meeting
    project: Project
    department: Name
    draft: Mapping[str, Any]
    tasks: Offered
    rows: list[Row]
    # The other departments of the project, one of which may have caused that something is not done.
    others: list[tuple[int, Name]]
    is_late: bool
    # Where this is for a meeting that was held: the next one, for which a report may be written instead.
    following: Meeting | None = None


class Missing(NamedTuple):
    """A department whose report is not filed, with its liaison, and who stands in for them now."""

    department: Name
    liaison: Person | None
    substitute: Person | None


def begin(work: Work, meeting_id: int, department_id: int) -> Filling:
    """The department's report for that meeting, to be typed; made where there is none.

    Raises Refused for a meeting that is not to be, for a report that stands, and for everybody but liaison and head.
    """
    meeting, project = meeting_shown.found(work, meeting_id)
    _must_file(work, project, department_id)
    report = stored.of_department(work.session, work.team_id, meeting_id, department_id)
    if report is None:
        report = expect(work, meeting, department_id)
    _must_be_open(work, report, meeting)
    tasks = contents.offered(work, project, meeting, department_id)
    draft = report.draft or _carried(work, meeting, department_id)
    if not draft:
        draft = contents.prefilled(work, project, meeting, department_id, tasks)
    report.draft = contents.brought_up(draft, tasks)
    work.session.add(report)
    work.session.flush()
    return filling(work, report, meeting, project)


def keep(work: Work, report_id: int, typed: Mapping[str, Any]) -> Filling:
    """Keep what was typed so far: parts of the draft by name; `rows` are added to those that are there.

    What was typed for a meeting that was cancelled meanwhile is kept too: the report for the next one begins with it.
    """
    report, meeting, project = _to_write(work, report_id, is_draft=True)
    known = {made.id for _part, made in projects.taking_part(work.session, project)}
    said = {
        key: row if row.get("cause") in known else {**row, "cause": None} for key, row in typed.get("rows", {}).items()
    }
    rows = {**report.draft.get("rows", {}), **said}
    report.draft = {**report.draft, **typed, "rows": rows}
    work.session.add(report)
    work.session.flush()
    return filling(work, report, meeting, project)


def look_over(work: Work, report_id: int) -> tuple[Filling, list[Line]]:
    """The report as it is typed, with the lines that it will have.

    Raises Refused where it holds more than a report takes, and where nothing is said at all.
    """
    now = filling(work, *_to_write(work, report_id))
    contents.check(now.draft, now.tasks)
    said = contents.lines(now.draft, now.tasks)
    if not said:
        raise Refused(_("Say at least one thing that is done, not done or planned."), field="done")
    return now, said


def file(work: Work, report_id: int) -> Shown:
    """File what was typed. The first time it is noted whether the meeting had begun.

    Raises Refused where something is not done and no reason given, and where nothing is said at all.
    """
    now, said = look_over(work, report_id)
    report, meeting, project = now.report, now.meeting, now.project
    for row in now.rows:
        if not row.reason.strip():
            raise Refused(
                _("Say why “%(text)s” is not done.", text=row.text[:60]),
                field=f"reason.{row.key}",
            )
    step = "file" if report.state == State.DRAFT else "change"
    report.state = TRANSITIONS.after(State(report.state), step)
    if report.filed_at is None:
        report.filed_at, report.is_late = work.now, now.is_late
    report.filed_by = work.person.user_id
    report.filed_for = work.acting_for.user_id if work.acting_for else None
    report.version += 1
    work.session.add(report)
    work.session.flush()
    lines = report_causes.keep(work, report, meeting, project, said)
    work.record("reports", report_id, step, {"lines": (None, len(lines)), "is_late": (None, report.is_late)})
    nudges.forget(work, DUE, report_id)
    waiting.settle(work, report, meeting)
    work.wake(report_causes.FILED, meeting.id, work.now)
    return shown(work, report)


def missing(work: Work, meeting: Meeting) -> list[Missing]:
    """The departments whose report for the meeting is not filed, in the order of the project."""
    project = meeting_shown.project_of(work, meeting)
    all_of = stored.all_of_meeting(work.session, work.team_id, meeting.id)
    filed = {one.department_id for one in all_of if one.state == State.FILED}
    found = []
    for part, made in projects.taking_part(work.session, project):
        if made.id not in filed:
            liaison = people.person(work.session, work.team_id, part.liaison_id)
            standing_in = substitutes.covering(work, part.liaison_id)
            found.append(Missing(made.name, liaison, standing_in[0] if standing_in else None))
    return found


def expect(work: Work, meeting: Meeting, department_id: int) -> Report:
    """The department's report for that meeting, made where there is none."""
    known = stored.of_department(work.session, work.team_id, meeting.id, department_id)
    if known is not None:
        return known
    report = Report(
        team_id=work.team_id,
        project_id=meeting.project_id,
        meeting_id=meeting.id,
        department_id=department_id,
        created_at=work.now,
    )
    work.session.add(report)
    work.session.flush()
    waiting.settle(work, report, meeting)
    return report


def filling(work: Work, report: Report, meeting: Meeting, project: Project) -> Filling:
    """The report as it is typed."""
    tasks = contents.offered(work, project, meeting, report.department_id)
    parts = projects.taking_part(work.session, project)
    following = meeting_shown.upcoming(work, project) if meeting.state == HELD else None
    return Filling(
        report=report,
        meeting=meeting,
        project=project,
        department=_name(work, report.department_id),
        draft=report.draft,
        tasks=tasks,
        rows=contents.rows(report.draft, tasks),
        others=[(made.id, made.name) for _part, made in parts if made.id != report.department_id],
        is_late=meeting.starts_at <= work.now,
        following=following,
    )


def _carried(work: Work, meeting: Meeting, department_id: int) -> dict[str, Any]:
    """What was typed for a meeting since the last one that was then cancelled: none of it is typed twice."""
    since = contents.since_of(work, meeting)
    kept = stored.of_cancelled(work.session, work.team_id, meeting.project_id, department_id, meeting.starts_at, since)
    return dict(kept.draft) if kept else {}


def _to_write(work: Work, report_id: int, *, is_draft: bool = False) -> tuple[Report, Meeting, Project]:
    report = stored.report(work.session, work.team_id, report_id, to_change=True)
    unknown = _("There is no such report here. `/report` opens yours.")
    if report is None:
        raise Refused(unknown)
    rights.seen(work, report.project_id, unknown)
    meeting, project = meeting_shown.found(work, report.meeting_id)
    _must_file(work, project, report.department_id)
    if not is_draft or meeting.state in (PLANNED, HELD):
        _must_be_open(work, report, meeting, is_typed=True)
    return report, meeting, project


def _must_file(work: Work, project: Project, department_id: int) -> None:
    if projects.part(work.session, project.id, department_id) is None:
        raise Refused(_("That department takes no part in %(project)s.", project=project.number))
    name = _name(work, department_id)
    why = _("You cannot file the report of %(department)s.", department=name)
    rights.must(work, "reports.file", project, why, department_id=department_id)


def _must_be_open(work: Work, report: Report, meeting: Meeting, *, is_typed: bool = False) -> None:
    if meeting.state not in (PLANNED, HELD):
        what = _("is cancelled") if meeting.state == CANCELLED else _("is paused")
        if is_typed:
            raise Refused(
                _("The meeting %(what)s: no report is asked for. What you typed is kept for the next one.", what=what)
            )
        raise Refused(_("The meeting %(what)s: no report is asked for.", what=what))
    if report.state == State.FILED and meeting.starts_at <= work.now:
        raise Refused(
            _("The meeting has begun: the report stands as it was filed. What is new belongs in the next one.")
        )


def _name(work: Work, department_id: int) -> Name:
    found = departments.department(work.session, work.team_id, department_id)
    return found.name if found is not None else Name("?")

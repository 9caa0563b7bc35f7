"""Reminders of reports: each liaison is asked at their moments before the digest (`moments`).

A reminder stops when the report is filed, and moves with the meeting. Whoever stands in for the liaison is asked at the
same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.process.kernel import asks, nudges
from bot.process.kernel.posts import Post
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.meetings import series as meetings
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import filing, waiting
from bot.process.reports.moments import have_begun, moments
from bot.process.reports.states import State
from bot.process.reports.waiting import DUE
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import departments, people, projects
from storage import meetings as stored_meetings
from storage import nudges as kept
from storage import reports as stored
from storage.meetings import PLANNED, Meeting
from storage.people import Person
from storage.projects import Project
from storage.reports import Report

# Set by `series.watch` whenever the meeting is made, moved or cancelled.
LOOK = meetings.LOOK_AT_REPORTS


def look(work: Work, meeting_id: int) -> None:
    """A timer's operation: remind those whose report is not filed, if their moment has come, and set the next one."""
    meeting = stored_meetings.meeting(work.session, work.team_id, meeting_id, to_change=True)
    if meeting is None:
        return
    project, series = meeting_shown.project_of(work, meeting), meeting_shown.series_of(work, meeting)
    _settle(work, meeting)
    if meeting.state != PLANNED or meeting.starts_at <= work.now:
        for report in stored.all_of_meeting(work.session, work.team_id, meeting_id):
            nudges.forget(work, DUE, report.id)
        return
    ahead = []
    for part, made in projects.taking_part(work.session, project):
        report = filing.expect(work, meeting, made.id)
        liaison = people.person(work.session, work.team_id, part.liaison_id)
        if report.state == State.FILED or liaison is None:
            continue
        coming = moments(work, liaison, series, meeting)
        ahead += [one.at for one in coming if one.at > work.now]
        begun = [one for one in coming if one.at <= work.now]
        nudges.forget(work, DUE, report.id, but={liaison.user_id})
        if begun:
            _remind(work, report, liaison, f"{meeting.starts_at.isoformat()}:{begun[-1].hours}")
    if ahead:
        work.wake(LOOK, meeting_id, min(ahead))


def with_post(work: Work, project: Project, post: Post, _old: str, _new: str) -> list[Text]:
    """A department has another liaison: they are reminded of the report that the one before was reminded of."""
    if post.name.startswith("liaison") and not project.is_still:
        for meeting in stored_meetings.ahead(work.session, work.team_id, project.id, work.now):
            work.wake(LOOK, meeting.id, work.now)
    return []


def moved(work: Work, user_id: str) -> None:
    """Their working hours are others: when they are asked for a report is looked at again."""
    for meeting_id in stored_meetings.ahead_of_liaison(work.session, work.team_id, user_id, work.now):
        work.wake(LOOK, meeting_id, work.now)


def look_at(work: Work, meeting_id: int) -> datetime | None:
    """When those who report are thought of: now; whom to remind when is found by looking, and nobody is told twice."""
    meeting = stored_meetings.meeting(work.session, work.team_id, meeting_id)
    is_ahead = meeting is not None and meeting.state == PLANNED and meeting.starts_at > work.now
    return work.now if is_ahead else None


def nudge(work: Work, user_id: str, report_id: int) -> Waiting | None:
    """The report as it waits for the department's liaison; None where it does not, or not any more."""
    report = stored.report(work.session, work.team_id, report_id)
    meeting = stored_meetings.meeting(work.session, work.team_id, report.meeting_id) if report else None
    if report is None or meeting is None or report.state == State.FILED:
        return None
    if meeting.state != PLANNED or meeting.starts_at <= work.now:
        return None
    part = projects.part(work.session, report.project_id, report.department_id)
    return _waiting(work, report, meeting) if part is not None and part.liaison_id == user_id else None


def lines(work: Work, user_id: str, report_ids: Sequence[int]) -> list[Waiting]:
    """Those of these reports that the person is to file, from the first reminder on."""
    person = people.person(work.session, work.team_id, user_id)
    if person is None:
        return []
    found = []
    for report, meeting, series in stored.unfiled(work.session, work.team_id, report_ids, work.now):
        part = projects.part(work.session, report.project_id, report.department_id)
        is_theirs = part is not None and part.liaison_id == user_id
        if is_theirs and have_begun(work, person, series, meeting):
            found.append(_waiting(work, report, meeting))
    return found


def _settle(work: Work, meeting: Meeting) -> None:
    """The meeting may have moved: what waits of its reports waits until another moment, or not at all."""
    for report in stored.all_of_meeting(work.session, work.team_id, meeting.id):
        waiting.settle(work, report, meeting)
    for line, report in stored.named_in_meeting(work.session, work.team_id, meeting.id):
        waiting.settle_line(work, line, report, meeting)


def _remind(work: Work, report: Report, liaison: Person, mark: str) -> None:
    known = kept.nudge(work.session, work.team_id, liaison.user_id, DUE, report.id)
    if known is not None and known.told_at is None and known.is_exact and known.due_at > work.now:
        # They have put it off themselves.
        return
    asks.remind_now(work, liaison.user_id, DUE, report.id, mark=mark)


def _waiting(work: Work, report: Report, meeting: Meeting) -> Waiting:
    project = meeting_shown.project_of(work, meeting)
    department = departments.department(work.session, work.team_id, report.department_id)
    said = {
        "department": department.name if department else "?",
        "number": project.number,
        "moment": Near(meeting.starts_at, work.today(project.zone)),
    }
    if meeting.starts_at > work.now:
        line = _("Status report of %(department)s · %(number)s · before the meeting, %(moment)s", **said)
    else:
        line = _("Status report of %(department)s · %(number)s · the meeting began: %(moment)s", **said)
    offer = Offer(_("Write the report"), "reports.open", f"{meeting.id}:{report.department_id}")
    return Waiting(DUE, report.id, line, meeting.starts_at, (offer,))

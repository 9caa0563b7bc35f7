"""Weekly meetings of a project that stands still: none takes place, until it goes on."""

from __future__ import annotations

from datetime import datetime

from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.process.meetings import changes, series
from bot.process.meetings.shown import State
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from storage import meetings
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The meetings that are to be."""
    coming = meetings.planned_of(work.session, work.team_id, [project.id])
    return [Open(one.id, "") for one in coming if one.starts_at > work.now]


def rest(work: Work, project: Project) -> None:
    """Those that are to be do not take place; calendars end the series with the last one."""
    its = meetings.series(work.session, work.team_id, project.id, to_change=True)
    if its is None:
        return
    series.touch(work, its)
    for meeting in meetings.planned_of(work.session, work.team_id, [project.id]):
        if meeting.starts_at > work.now:
            changes.step(work, project, its, meeting, "pause", "")


def go_on(work: Work, project: Project, _since: datetime) -> None:
    """The project meets again, where nobody had paused it before."""
    its = meetings.series(work.session, work.team_id, project.id, to_change=True)
    if its is None or its.is_paused:
        return
    series.touch(work, its)
    for meeting in meetings.of_project(work.session, work.team_id, project.id):
        if meeting.state == State.PAUSED and meeting.starts_at > work.now:
            changes.step(work, project, its, meeting, "resume", "")
    series.ensure_next(work, project, its)


def ahead(work: Work, project: Project) -> list[Text]:
    """When the next meeting is, were the project to go on now."""
    its = meetings.series(work.session, work.team_id, project.id)
    if its is None or its.is_paused:
        return []
    coming = series.next_occurrence(work, project, its, but=None)
    paused = [
        one.starts_at
        for one in meetings.of_project(work.session, work.team_id, project.id)
        if one.state == State.PAUSED and one.starts_at > work.now
    ]
    moments = [*paused, *([coming.starts_at] if coming is not None else [])]
    return [_("Next weekly meeting: %(moment)s", moment=Near(min(moments), work.today(its.zone)))] if moments else []


LIFE = Life(
    words=lambda number: plural("%(number)s weekly meeting ahead", "%(number)s weekly meetings ahead", number),
    open=is_open,
    rest=rest,
    go_on=go_on,
    ahead=ahead,
)

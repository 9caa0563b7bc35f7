"""What another period leaves outside: open tasks, and the next weekly meeting. Said before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.process.kernel.weighing import Weighed, must_be_known
from bot.process.kernel.work import Work
from bot.process.tasks import acting
from bot.process.tasks.states import Status
from bot.words.language import Near, Text, joined, plural
from bot.words.language import text as _
from storage import meetings, people, tasks
from storage.projects import Project
from storage.tasks import Task

# So many are named one by one.
NAMED_AT_MOST = 5


def weigh(work: Work, project: Project, starts_on: date, ends_on: date) -> None:
    """Raises Weighed where that period leaves outside what is within the present one, and the actor has not read so."""
    mark = f"weighed:projects:{project.id}:{starts_on.isoformat()}:{ends_on.isoformat()}"
    left = _newly_outside(work, project, starts_on, ends_on)
    after = _meeting_after(work, project, ends_on)
    if left or after:
        what = joined(filter(None, [said(work, project, left), after]), _("%(one)s; %(rest)s"))
        why = _(
            "Not saved yet. Outside that period lies: %(what)s. Send it again to change it all the same; no date of a "
            "task or meeting is moved by it.",
            what=what,
        )
        is_end = after is not None or any(_ends_after(one, ends_on) for one in left)
        must_be_known(work, Weighed(why, mark, field="ends_on" if is_end else "starts_on"))


def outside(work: Work, project: Project, starts_on: date, ends_on: date) -> list[Task]:
    """The open tasks that begin before the period or are due after it, soonest due first."""
    found = tasks.of_project(work.session, work.team_id, project.id)
    return [one for one in found if one.status != Status.DONE and _is_outside(one, starts_on, ends_on)]


def said(work: Work, project: Project, found: Sequence[Task]) -> Text | None:
    """T-11 of Priya, due 21 December; …"""
    people.people(work.session, work.team_id, {one.owner_id for one in found[:NAMED_AT_MOST] if one.owner_id})
    lines = [
        _(
            "T-%(number)s of %(name)s, %(due)s",
            number=one.number,
            name=acting.whose(work, one),
            due=acting.due(one, work.today(project.zone)),
        )
        for one in found[:NAMED_AT_MOST]
    ]
    if len(found) > NAMED_AT_MOST:
        lines.append(plural("%(number)s more task", "%(number)s more tasks", len(found) - NAMED_AT_MOST))
    return joined(lines, _("%(one)s; %(rest)s"))


def _newly_outside(work: Work, project: Project, starts_on: date, ends_on: date) -> list[Task]:
    found = outside(work, project, starts_on, ends_on)
    return [
        one
        for one in found
        if (_ends_after(one, ends_on) and not _ends_after(one, project.ends_on))
        or (_begins_before(one, starts_on) and not _begins_before(one, project.starts_on))
    ]


def _is_outside(task: Task, starts_on: date, ends_on: date) -> bool:
    return _ends_after(task, ends_on) or _begins_before(task, starts_on)


def _ends_after(task: Task, day: date) -> bool:
    return task.due_on is not None and task.due_on > day


def _begins_before(task: Task, day: date) -> bool:
    begins = task.starts_on or task.due_on
    return begins is not None and begins < day


def _meeting_after(work: Work, project: Project, ends_on: date) -> Text | None:
    """The next weekly meeting, where it is after that end and was not after the present one."""
    meeting = meetings.upcoming(work.session, work.team_id, project.id)
    day = meeting.planned_on if meeting is not None else ends_on
    if meeting is None or not ends_on < day <= project.ends_on:
        return None
    return _("the weekly meeting on %(day)s", day=Near(day, work.today(project.zone)))

"""Delays (延期预警): which tasks are late, told on working mornings, one message a project."""

from __future__ import annotations

from bot.process import standings
from bot.process.work import Work, room_of
from storage import projects, tasks
from storage.projects import Project


def alert(work: Work, project_id: int) -> None:
    """Tell the channel, on a working morning, which tasks are late: one message a project, none that repeats itself.

    A timer's operation: it looks at the state as it is now, and sets itself for the next working morning.
    """
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    if project is None:
        return
    today = work.today(project.zone)
    late = standings.many(work, tasks.overdue(work.session, work.team_id, project_id, today))
    fingerprint = ",".join(f"{one.task.number}:{one.task.version}" for one in late)
    room = room_of(project)
    if late and room is not None and fingerprint != project.alerted and work.calendar(project).is_working(today):
        work.say(
            "tasks/alert",
            to=room,
            about=f"projects:{project_id}",
            project=project,
            late=sorted(late, key=lambda one: (-one.working_days_late, one.task.number)),
            expires_at=work.morning(project, after=work.now),
        )
    project.alerted = fingerprint
    work.session.add(project)
    watch(work, project)


def watch(work: Work, project: Project) -> None:
    """See to it that the project's delays are looked at on its next working morning."""
    work.wake("tasks.alert", project.id or 0, work.morning(project, after=work.now))

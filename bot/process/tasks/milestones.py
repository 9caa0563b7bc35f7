"""The date of a milestone moves (里程碑改期): the channel hears it, and whoever stands for what leads to it.

Heads and liaisons of the departments with open tasks before it get a line in their own message; it is looked at when it
is told, so that what was taken back meanwhile is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.process.kernel import asks
from bot.process.kernel.rooms import room_of
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.tasks import acting, news_lines
from bot.words.language import Near, Text, joined
from bot.words.language import text as _
from storage import nudges as kept
from storage import projects, shifts, tasks
from storage.projects import Project
from storage.tasks import Task

# The kind of reminder.
MILESTONE = "tasks.milestone"


def tell(
    work: Work, task: Task, project: Project, changes: Mapping[str, tuple[Any, Any]], because: str, *, to_channel: bool
) -> None:
    """Tell of a milestone that moved; `to_channel` not where the channel hears of it with something else.

    What was planned for no day before is no news.
    """
    was: date | None = changes["due_on"][0] if task.is_milestone and "due_on" in changes else None
    if was is None:
        return
    about, room = f"tasks:{task.id}:milestone", room_of(project)
    # Where the channel has not heard of it yet, it need not hear that it is taken back.
    is_unsaid = work.unsay(about, "it moved again, or back")
    if to_channel and room is not None and not (is_unsaid and not because):
        work.say(
            "tasks/milestone_moved",
            to=room,
            about=about,
            project=project,
            task=task,
            was=was,
            by=work.person,
            because=because,
        )
    for user_id in sorted(_standing_for(work, task, project)):
        known = kept.nudge(work.session, work.team_id, user_id, MILESTONE, task.id)
        if user_id != work.actor_id and (known is None or not known.is_coming):
            asks.remind_now(work, user_id, MILESTONE, task.id, mark=was.isoformat())


def _standing_for(work: Work, task: Task, project: Project) -> set[str]:
    """Heads and liaisons of the departments with open tasks that lead to it; its owner hears of it as of any task."""
    leading = shifts.departments_before(work.session, work.team_id, project.id, task.id)
    parts = [part for part, made in projects.taking_part(work.session, project) if made.id in leading]
    return {one for part in parts for one in (part.head_id, part.liaison_id) if one} - {acting.who(work, task) or ""}


def moved(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """A line of a milestone that has moved; None where it stands again where the person knows it to stand."""
    task = tasks.task(work.session, work.team_id, task_id)
    known = kept.nudge(work.session, work.team_id, user_id, MILESTONE, task_id)
    if task is None or task.deleted_at is not None or known is None or not known.mark:
        return None
    was = date.fromisoformat(known.mark)
    if task.due_on == was:
        return None
    project = projects.project(work.session, work.team_id, task.project_id)
    today = work.today(project.zone if project is not None else "UTC")
    if task.due_on is None:
        what = _("milestone, not scheduled any more, before that %(was)s", was=Near(was, today))
    else:
        what = _("milestone, %(day)s now, before that %(was)s", day=Near(task.due_on, today), was=Near(was, today))
    return news_lines.line(
        MILESTONE, task, joined([what, *news_lines.why_moved(work, task)], Text("%(one)s · %(rest)s")) or what
    )


LINES: Mapping[str, tuple[Text, Callable[[Work, str, int], Waiting | None]]] = {
    MILESTONE: (_("A milestone moves that tasks of my department lead to"), moved),
}

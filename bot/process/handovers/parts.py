"""What is handed over: tasks and requests that an owner has are passed on; in lines, what is open of a post."""

from __future__ import annotations

from collections.abc import Sequence

from bot.process.disputes import escalations
from bot.process.disputes import moves as dispute_moves
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.process.requests import contract
from bot.process.requests.states import STATES, State
from bot.process.tasks import cards as task_cards
from bot.process.tasks import delays, updates
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import STATUSES, Status
from bot.words.language import Near, Text
from bot.words.language import text as _
from storage import disputes as stored_disputes
from storage import requests as stored_requests
from storage import tasks as stored_tasks
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task

# Of a department's tasks; the pack shows twenty lines and counts the rest.
TASKS_TOLD = 50


def count_owned(work: Work, project: Project, user_id: str) -> int:
    """How many open tasks and requests the person would pass on."""
    owned = stored_tasks.count_owned(work.session, work.team_id, project.id, user_id)
    return owned + len(stored_requests.open_naming(work.session, work.team_id, project.id, user_id))


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """At most `most` of a person's open tasks and requests are another's, soonest due first; in lines."""
    found = stored_tasks.first_owned(work.session, work.team_id, project.id, old, most=most)
    for task in found:
        pass_on_task(work, project, task, new)
    named = stored_requests.open_naming(work.session, work.team_id, project.id, old, most=most - len(found))
    for request in named:
        pass_on_request(work, project, request, old, new)
    return [*of_tasks(work, project, found), *(_of_request(work, project, one) for one in named)]


def pass_on_task(work: Work, project: Project, task: Task, new: str, *, is_patient: bool = False) -> None:
    """The task has another owner; due date and state stay. `is_patient`: its card is one of very many."""
    old, task.owner_id = task.owner_id, new
    updates.stamp(work, task)
    stored_tasks.save(work.session, task)
    work.record("tasks", task.id, "hand over", {"owner_id": (old, new)})
    delays.watch_task(work, task, project)
    task_cards.redraw(work, task.id, project, is_patient=is_patient)


def pass_on_request(work: Work, project: Project, request: Request, old: str, new: str) -> None:
    """A collaboration request that the person asked or was named to do is the successor's."""
    changes = {name: (old, new) for name in ("requester_id", "assignee_id") if getattr(request, name) == old}
    for name in changes:
        setattr(request, name, new)
    work.record("requests", request.id, "hand over", changes)
    contract.moved(work, request, project)


def pass_on_disputes(work: Work, project: Project, post: Post, old: str, new: str) -> list[Text]:
    """The running disputes that a post brings with it; what waits for a decision goes to who decides now."""
    lines = []
    for dispute in stored_disputes.running(work.session, work.team_id, project.id):
        is_side = post.part is not None and post.part.department_id in dispute.sides
        is_decision = dispute.state == stored_disputes.ESCALATED and post.name in ("sponsor", "decider")
        if not (is_side or is_decision or post.name == "pm"):
            continue
        if dispute.raised_by == old:
            dispute.raised_by = new
            work.record("disputes", dispute.id, "hand over", {"raised_by": (old, new)})
        shown = dispute_moves.changed(work, dispute)
        if is_decision and shown.decider is not None and shown.decider.user_id == new:
            escalations.hand_to_decider(work, shown)
        lines.append(
            _(
                "⚖️ D-%(number)s · %(subject)s · %(state)s",
                number=dispute.number,
                subject=dispute.subject,
                state=shown.words,
            )
        )
    return lines


def of_department(work: Work, project: Project, department_id: int) -> list[Text]:
    """What is open of a department, for its new liaison or head: requests to and from it, and its tasks."""
    requests_open = stored_requests.open_of_department(work.session, work.team_id, project.id, department_id)
    lines = [_of_request(work, project, one) for one in requests_open]
    found = stored_tasks.open_of_department(work.session, work.team_id, project.id, department_id, most=TASKS_TOLD)
    return [*lines, *of_tasks(work, project, found)]


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The first of what is open of an owner."""
    found = stored_tasks.first_owned(work.session, work.team_id, project.id, user_id, most=TASKS_TOLD)
    return of_tasks(work, project, found)


def of_tasks(work: Work, project: Project, found: Sequence[Task]) -> list[Text]:
    """A line a task."""
    return [_of_task(work, project, one) for one in standings.many(work, found)]


def of_project(work: Work, project: Project) -> list[Text]:
    """What is open of a project and wants its new manager or sponsor: late tasks, and requests that are overdue."""
    today = work.today(project.zone)
    late = standings.many(work, stored_tasks.overdue(work.session, work.team_id, project.id, today)[:TASKS_TOLD])
    overdue = stored_requests.overdue(work.session, work.team_id, [project.id], today)
    return [*(_of_task(work, project, one) for one in late), *(_of_request(work, project, one) for one in overdue)]


def of_post(work: Work, project: Project, name: str) -> list[Text]:
    """What is open of a post by its name (see `posts`); what an owner has is passed on instead."""
    kind, _bar, department_id = name.partition("_")
    if kind in ("pm", "sponsor"):
        return of_project(work, project)
    return of_department(work, project, int(department_id)) if department_id else []


def once(lines: list[Text]) -> list[Text]:
    """The lines without those that are there already: what an owner has may be of their department too."""
    return [one for at, one in enumerate(lines) if one not in lines[:at]]


def _of_task(work: Work, project: Project, shown: Standing) -> Text:
    return _(
        "T-%(number)s · %(title)s · due %(day)s · %(state)s",
        number=shown.task.number,
        title=shown.task.title,
        day=Near(shown.task.due_on, work.today(project.zone)),
        state=_("delayed") if shown.is_late else STATUSES[Status(shown.task.status)],
    )


def _of_request(work: Work, project: Project, request: Request) -> Text:
    return _(
        "R-%(number)s · %(title)s · due %(day)s · %(state)s",
        number=request.number,
        title=request.title,
        day=Near(request.due_on, work.today(project.zone)),
        state=STATES[State(request.state)],
    )

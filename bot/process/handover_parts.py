"""What an owner hands over: each flow passes on what is theirs and says it in lines. A flow takes part by a row."""

from __future__ import annotations

from collections.abc import Callable

from bot.language import Near, Text
from bot.language import text as _
from bot.process import delays, dispute_escalations, dispute_moves, posts, requests, task_updates, tasks
from bot.process.posts import Post
from bot.process.standings import STATUSES, Status
from bot.process.work import Work
from storage import disputes as stored_disputes
from storage import requests as stored_requests
from storage.projects import Project


def pass_on_tasks(work: Work, project: Project, old: str, new: str) -> list[Text]:
    """The open tasks have another owner; due dates and state stay."""
    lines = []
    for task in posts.owned(work, project, old):
        task.owner_id = new
        task_updates.stamp(work, task)
        work.record("tasks", task.id or 0, "hand over", {"owner_id": (old, new)})
        delays.watch_task(work, task, project)
        shown = tasks.drawn(work, task, project)
        lines.append(
            _(
                "T-%(number)s · %(title)s · due %(day)s · %(state)s",
                number=task.number,
                title=task.title,
                day=Near(task.due_on, work.today(project.zone)),
                state=_("delayed") if shown.is_late else STATUSES[Status(task.status)],
            )
        )
    return lines


def pass_on_requests(work: Work, project: Project, old: str, new: str) -> list[Text]:
    """The open collaboration requests that the person asked or was named to do are the successor's."""
    lines = []
    for request in stored_requests.open_naming(work.session, work.team_id, project.id or 0, old):
        changes = {name: (old, new) for name in ("requester_id", "assignee_id") if getattr(request, name) == old}
        for name in changes:
            setattr(request, name, new)
        work.record("requests", request.id or 0, "hand over", changes)
        shown = requests.moved(work, request, project)
        lines.append(
            _(
                "R-%(number)s · %(title)s · due %(day)s · %(state)s",
                number=request.number,
                title=request.title,
                day=Near(request.due_on, work.today(project.zone)),
                state=shown.words,
            )
        )
    return lines


def pass_on_disputes(work: Work, project: Project, post: Post, old: str, new: str) -> list[Text]:
    """The running disputes that a post brings with it; what waits for a decision goes to who decides now."""
    lines = []
    for dispute in stored_disputes.running(work.session, work.team_id, project.id or 0):
        is_side = post.part is not None and post.part.department_id in dispute.sides
        is_decision = dispute.state == stored_disputes.ESCALATED and post.name in ("sponsor", "decider")
        if not (is_side or is_decision or post.name == "pm"):
            continue
        if dispute.raised_by == old:
            dispute.raised_by = new
            work.record("disputes", dispute.id or 0, "hand over", {"raised_by": (old, new)})
        shown = dispute_moves.changed(work, dispute)
        if is_decision and shown.decider is not None and shown.decider.user_id == new:
            dispute_escalations.hand_to_decider(work, shown)
        lines.append(
            _(
                "⚖️ D-%(number)s · %(subject)s · %(state)s",
                number=dispute.number,
                subject=dispute.subject,
                state=shown.words,
            )
        )
    return lines


HANDOVER: tuple[Callable[[Work, Project, str, str], list[Text]], ...] = (pass_on_tasks, pass_on_requests)

"""Workspaces that install Liaison and leave it."""

from __future__ import annotations

from bot.process.work import Work
from storage import outbox, people, timers
from storage.people import Workspace


def workspace_joined(work: Work, name: str, bot_user_id: str) -> None:
    """Liaison is at home in the workspace (again)."""
    workspace = people.workspace(work.session, work.team_id) or Workspace(
        team_id=work.team_id, name=name, bot_user_id=bot_user_id
    )
    workspace.name, workspace.bot_user_id, workspace.gone_at = name, bot_user_id, None
    work.session.add(workspace)


def workspace_left(work: Work, why: str) -> None:
    """The workspace removed the app, or Slack says that its token is no longer good: stop everything for it."""
    workspace = people.workspace(work.session, work.team_id)
    if workspace is not None:
        workspace.gone_at = work.now
        work.session.add(workspace)
    timers.clear_workspace(work.session, work.team_id)
    outbox.stop_workspace(work.session, work.team_id, work.now, why)

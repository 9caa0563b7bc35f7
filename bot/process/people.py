"""Workspaces that install Liaison and leave it, and the people in them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.process import nudges, recounts
from bot.process.work import Work
from storage import outbox, people, timers
from storage.people import Account, Workspace


def workspace_joined(work: Work, name: str, bot_user_id: str) -> None:
    """Liaison is at home in the workspace (again)."""
    workspace = people.workspace(work.session, work.team_id) or Workspace(
        team_id=work.team_id, name=name, bot_user_id=bot_user_id
    )
    workspace.name, workspace.bot_user_id, workspace.gone_at = name, bot_user_id, None
    work.session.add(workspace)
    # A newer Liaison may have brought the decree of another year.
    work.wake(recounts.CHECK_TIMER, 0, recounts.AT_ONCE)


def heard(work: Work, accounts: Iterable[Account]) -> None:
    """These people are new, or not as they were."""
    accounts = list(accounts)
    known = people.people(work.session, work.team_id, [one.user_id for one in accounts])
    zones = {user_id: person.zone for user_id, person in known.items()}
    people.keep(work.session, work.team_id, accounts)
    for user_id, zone in zones.items():
        if known[user_id].zone != zone:
            nudges.moved(work, user_id)


def workspace_left(work: Work, why: str) -> None:
    """The workspace removed the app, or Slack says that its token is no longer good: stop everything for it."""
    workspace = people.workspace(work.session, work.team_id)
    if workspace is not None:
        workspace.gone_at = work.now
        work.session.add(workspace)
    timers.clear_workspace(work.session, work.team_id)
    outbox.stop_workspace(work.session, work.team_id, work.now, why)

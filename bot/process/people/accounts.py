"""Workspaces that install Liaison, leave it and come back, what it may do there, and the people in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

import structlog

from bot.process.calendars import recounts
from bot.process.kernel import nudges, quiet
from bot.process.kernel.work import Work
from storage import people, returning, timers
from storage.people import Account, Workspace

log = structlog.get_logger()

# The follow-up: Slack takes the token (again).
KNOWN_AGAIN = "people.known_again"
# The timer by which everything goes on, at a start and when a workspace is there again.
BACK = "workspaces.back"
# Of a right that is lacking more need not know.
ADMINS_TOLD = 3
# Slack may have refused the token in passing.
PAUSE = timedelta(minutes=1)


def workspace_joined(work: Work, name: str, bot_user_id: str, lacks: Collection[str] | None = None) -> None:
    """Liaison is at home in the workspace (again): what was held back goes on, and every open matter has its timer.

    `lacks` are the scopes that the app was not granted; None where Slack did not say.
    """
    workspace = people.workspace(work.session, work.team_id, to_change=True) or Workspace(
        team_id=work.team_id, name=name, bot_user_id=bot_user_id
    )
    workspace.name, workspace.bot_user_id, workspace.gone_at = name, bot_user_id, None
    if lacks is not None:
        workspace.lacks = sorted(lacks)
    work.session.add(workspace)
    timers.release(work.session, work.team_id)
    work.wake(BACK, 0, recounts.AT_ONCE)
    # A newer Liaison may have brought the decree of another year.
    work.wake(recounts.CHECK_TIMER, 0, recounts.AT_ONCE)


def workspace_left(work: Work, why: str) -> None:
    """The workspace removed the app, or Slack does not take its token: hold everything back until it does again.

    Nothing is thrown away: whoever removed it by mistake installs it again, and a token may be refused in passing.
    """
    # Before all else: Slack may have taken the token elsewhere just now, and let everything go on.
    workspace = people.workspace(work.session, work.team_id, to_change=True)
    timers.hold(work.session, work.team_id)
    returning.hold(work.session, work.team_id, why)
    if workspace is None or workspace.gone_at is not None:
        return
    workspace.gone_at = work.now
    work.session.add(workspace)
    log.error("the workspace is gone; all that is meant for it is held back", team_id=work.team_id, why=why)
    about = f"workspaces:{work.now.isoformat()}"
    later = work.now + PAUSE
    work.call(returning.PROBE, {}, lane="workspace", about=about, then=KNOWN_AGAIN, due_at=later)


def known_again(work: Work, _subject_id: int, answer: Mapping[str, Any]) -> None:
    """Slack takes the token (again): where the workspace was gone, it is there."""
    workspace = people.workspace(work.session, work.team_id, to_change=True)
    if workspace is not None and workspace.gone_at is not None and answer.get("team_id") == work.team_id:
        log.warning("the workspace is there again; what was held back goes on", team_id=work.team_id)
        workspace_joined(work, str(answer.get("team") or workspace.name), str(answer["user_id"]))


def lacks(work: Work) -> list[str]:
    """The scopes that the app was not granted, as Slack said last."""
    workspace = people.workspace(work.session, work.team_id)
    return list(workspace.lacks) if workspace is not None else []


def still_lacks(work: Work, scopes: Collection[str]) -> None:
    """Slack says which scopes the app was not granted, some of which were lacking before."""
    workspace = people.workspace(work.session, work.team_id, to_change=True)
    if workspace is not None:
        workspace.lacks = sorted(scopes)
        work.session.add(workspace)


def scope_is_missing(work: Work, scope: str, method: str) -> None:
    """The app was not granted what a call needs: tell who can grant it."""
    log.error("a scope is missing", team_id=work.team_id, scope=scope, method=method)
    about = returning.about_scope(scope)
    for admin in people.admins(work.session, work.team_id)[:ADMINS_TOLD]:
        quiet.tell(work, admin, "admins/scope", about=about, scope=scope.replace(",", ", "), method=method)


def call_lacks(work: Work, scope: str, method: str) -> None:
    """A call that somebody waited for lacks a scope; who can grant it is told once."""
    if returning.note_lack(work.session, work.team_id, scope, method, work.now):
        scope_is_missing(work, scope, method)


def heard(work: Work, accounts: Iterable[Account]) -> tuple[list[Account], list[str]]:
    """These people are new, or not as they were; returns those who are not known better by now, and who of them has
    moved to another zone.
    """
    accounts = list(accounts)
    user_ids = [one.user_id for one in accounts]
    people.hold(work.session, work.team_id, user_ids)
    known = people.people(work.session, work.team_id, user_ids)
    before = {user_id: (person.zone, person.is_there) for user_id, person in known.items()}
    kept = people.keep(work.session, work.team_id, accounts)
    for user_id, stood in before.items():
        if (known[user_id].zone, known[user_id].is_there) != stood:
            nudges.moved(work, user_id)
    return kept, [one for one, (zone, _is_there) in before.items() if known[one].zone != zone]

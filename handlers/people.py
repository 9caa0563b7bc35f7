"""People: who joins the workspace and changes, and a workspace that removes the app."""

from __future__ import annotations

from bot.process.people import accounts, comings
from bot.slack.accounts import account_of
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()


@routes.event("team_join", "user_change")
async def changed(turn: Turn) -> None:
    """Somebody is new, or changed name, language, zone or standing."""
    user = turn.event["user"]
    turn.machine.directory.offsets.compare(turn.team_id, [user])
    await turn.hear(f"person:{user['id']}", comings.heard, [account_of(user, turn.team_id, turn.happened_at)])
    turn.machine.directory.forget(turn.team_id, [user["id"]])


@routes.event("app_uninstalled", "tokens_revoked")
async def removed(turn: Turn) -> None:
    """The workspace removed the app, or its token; one that only a person gave us concerns nothing of ours."""
    is_ours = turn.event["type"] == "app_uninstalled" or bool((turn.event.get("tokens") or {}).get("bot"))
    # An organisation's says no workspace: the next call finds out.
    if is_ours and turn.team_id:
        await turn.do(accounts.workspace_left, turn.event["type"])

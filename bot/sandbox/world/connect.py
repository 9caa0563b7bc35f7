"""Slack Connect: people of another workspace who share channels with the company's.

Slack names their workspace where a payload says who acts (the outer `team_id` of an event, `team` and `view.team_id` of
a form), and the one where the app is installed elsewhere: `authorizations`, `view.app_installed_team_id`, the `team` of
a press in a message. They are offered no commands, no shortcuts and no Home of an app that their own workspace has not.
"""

from typing import Any

from bot.sandbox.world.records import Channel, Payload, Workspace
from bot.sandbox.world.state import Slack

# The workspace with which the company shares channels, once somebody of it is invited to one.
PARTNER = Workspace("T0PARTNER1", "Borealis 北极光", "borealis")


def is_outside(slack: Slack, user: str | None) -> bool:
    """Whether somebody is of another workspace."""
    person = slack.people.get(user or "")
    return person is not None and person.team_id not in ("", slack.workspace.id)


def team_of(slack: Slack, user: str | None) -> str:
    """The workspace of a person, by its id."""
    return slack.people[user].team_id if user and is_outside(slack, user) else slack.workspace.id


def workspace_of(slack: Slack, user: str) -> Payload:
    """The `team` of who acts."""
    at = PARTNER if is_outside(slack, user) else slack.workspace
    return {"id": team_of(slack, user), "domain": at.domain}


def teams_in(slack: Slack, channel: Channel) -> list[str]:
    """The workspaces that share a channel, the company's first."""
    return list(dict.fromkeys([slack.workspace.id, *(team_of(slack, one) for one in channel.members)]))


def is_stranger(slack: Slack, user: str, bot_user: str | None) -> bool:
    """Whether somebody of another workspace shares no channel with the app, as Slack counts strangers."""
    rooms = [one for one in slack.channels.values() if user in one.members]
    return is_outside(slack, user) and not any(bot_user in one.members for one in rooms)


def told_of(slack: Slack, event: Payload) -> tuple[str, bool]:
    """The outer `team_id` of an event, which is that of who acts, and whether it is of a shared channel."""
    where = event.get("channel") or event.get("channel_id") or (event.get("item") or {}).get("channel")
    channel = slack.channels.get(where) if isinstance(where, str) else None
    is_shared = channel is not None and len(teams_in(slack, channel)) > 1
    actor: Any = event.get("user") or event.get("user_id")
    return team_of(slack, actor if is_shared and isinstance(actor, str) else None), is_shared

"""What a payload of Slack's says of itself: whom it comes from, whom it is for, whether it concerns Liaison.

Only what Slack's reference calls required is relied on: anything else may be missing, null or empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# What a person says in a thread; anything else is an edit, a deletion, somebody's coming.
REPLIES = (None, "file_share", "thread_broadcast")
# What Slack itself says in a channel whose visibility somebody changed, and whether it is private then.
CONVERSIONS = {"channel_convert_to_private": True, "channel_convert_to_public": False}
# Ids of whole organisations begin so (Enterprise Grid); they stand in places where a workspace's is expected.
ORGANISATION = "E"
NOTHING: Mapping[str, Any] = {}


def concerns_us(body: Mapping[str, Any]) -> bool:
    """Whether to look at an event at all: of the messages in channels only replies to Liaison's own, and that a channel
    was made private or public.

    Slack names the author of the message above, so that a busy channel costs a comparison a message. Where it does not
    say whose that is, or for whom it delivers, every reply is looked at. What concerns a whole organisation and no
    workspace of it concerns nobody here.
    """
    event = body["event"]
    if not workspace(body):
        return False
    if event["type"] != "message" or event.get("channel_type") == "im":
        return True
    if event.get("subtype") in CONVERSIONS:
        return True
    is_reply = event.get("thread_ts") not in (None, event.get("ts"))
    above = event.get("parent_user_id") or _part(event, "root").get("user")
    own = own_id(body)
    return is_reply and event.get("subtype") in REPLIES and (not above or own is None or above == own)


def who(body: Mapping[str, Any]) -> tuple[str, str]:
    """The workspace that a payload of any kind is for, and the person that it comes from; "" for what is not named."""
    return workspace(body), _person(body)


def workspace(body: Mapping[str, Any]) -> str:
    """The workspace in which Liaison is installed and for which Slack delivers this; "" for a whole organisation's.

    In a channel shared between workspaces the outer `team_id` of an event and the `team_id` of a view are those of
    who acts. A command or shortcut is offered only where the app is installed: there it is one and the same.
    """
    return next((one for one in _workspaces(body) if one and not str(one).startswith(ORGANISATION)), "")


def told_of_person(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a payload tells of the person that it comes from, as a Slack user object with whatever fields there are."""
    event = _part(body, "event")
    if told := _part(event, "user") or _part(body, "user"):
        return told
    profile = _part(event, "user_profile")
    names = {"name": profile.get("name") or body.get("user_name"), "profile": profile}
    return {**names, "is_restricted": profile.get("is_restricted"), "team_id": event.get("user_team")}


def readable(body: dict[str, Any]) -> dict[str, Any]:
    """The payload without what Bolt breaks on before anybody hears of it: a null where it counts entries."""
    return {name: value for name, value in body.items() if value is not None or name != "response_urls"}


def own_id(body: Mapping[str, Any]) -> str | None:
    """The id by which people mention Liaison, as an event names it; None where it does not."""
    return _authorization(body).get("user_id") or None


def _workspaces(body: Mapping[str, Any]) -> Iterator[Any]:
    """Where a workspace is named, the surest place first."""
    view, message = _part(body, "view"), _part(body, "message")
    yield _authorization(body).get("team_id")
    yield body.get("context_team_id")
    yield view.get("app_installed_team_id")
    yield _part(body, "team").get("id")
    yield body.get("team_id")
    # In an org-wide installation `team` may be null.
    yield _part(message, "bot_profile").get("team_id")
    yield view.get("team_id")
    yield _part(body, "user").get("team_id")


def _person(body: Mapping[str, Any]) -> str:
    holder = _part(body, "event") or body
    user = holder.get("user") or holder.get("user_id") or ""
    return str(user.get("id") or "") if isinstance(user, Mapping) else str(user)


def _authorization(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(iter(body.get("authorizations") or ()), None) or NOTHING


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object within another; an empty one where it is missing, null or something else."""
    found = body.get(name)
    return found if isinstance(found, Mapping) else NOTHING

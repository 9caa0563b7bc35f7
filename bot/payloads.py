"""What a payload of Slack's says of itself: whom it comes from, whom it is for, whether it concerns Liaison."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What a person says in a thread; anything else is an edit, a deletion, somebody's coming.
REPLIES = (None, "file_share", "thread_broadcast")


def concerns_us(body: Mapping[str, Any]) -> bool:
    """Whether to look at an event at all: of the messages in channels only replies to Liaison's own.

    Slack names the author of the message above, so that a busy channel costs a comparison a message. Where it does not
    say for whom it delivers, every reply is looked at.
    """
    event = body["event"]
    if event["type"] != "message" or event.get("channel_type") == "im":
        return True
    above = event.get("parent_user_id")
    is_to_us = above is not None and own_id(body) in (above, None)
    return is_to_us and event.get("subtype") in REPLIES


def who(body: Mapping[str, Any]) -> tuple[str, str]:
    """The workspace and the person that a payload of any kind comes from; no person for some events."""
    if "event" in body:
        event = body["event"]
        user = event.get("user", "")
        return body["team_id"], user["id"] if isinstance(user, Mapping) else user
    if "user" in body:
        return (body.get("team") or {}).get("id") or body["user"]["team_id"], body["user"]["id"]
    return body["team_id"], body["user_id"]


def own_id(body: Mapping[str, Any]) -> str | None:
    """The id by which people mention Liaison, as an event names it; None where it does not."""
    return next((one.get("user_id") for one in body.get("authorizations") or ()), None)

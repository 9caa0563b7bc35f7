"""What is kept of a Slack user object, in which every field but the id may be missing, null, empty or odd."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from storage.people import Account
from storage.zones import is_known

# Whom Slack itself calls no bot, and nobody can write to.
SLACKBOT = "USLACKBOT"
HOUR = 3600
# "Etc/GMT+12" to "Etc/GMT-14" are in every zone file; their signs are the other way round.
WEST, EAST = -12, 14
# Who is not whole hours from Greenwich: a zone that is as far, for most of the year where none is for all of it.
PARTS_OF_HOURS = {
    int(hours * HOUR): name
    for hours, name in (
        (-9.5, "Pacific/Marquesas"),
        (-3.5, "America/St_Johns"),
        (-2.5, "America/St_Johns"),
        (3.5, "Asia/Tehran"),
        (4.5, "Asia/Kabul"),
        (5.5, "Asia/Kolkata"),
        (5.75, "Asia/Kathmandu"),
        (6.5, "Asia/Yangon"),
        (8.75, "Australia/Eucla"),
        (9.5, "Australia/Darwin"),
        (10.5, "Australia/Lord_Howe"),
        (12.75, "Pacific/Chatham"),
        (13.75, "Pacific/Chatham"),
    )
}


def account_of(user: Mapping[str, Any], team_id: str, told_at: datetime | None = None) -> Account:
    """What is kept of somebody whom Slack describes to the workspace `team_id`.

    `told_at` is when Slack told it, by its own clock, for want of the moment at which they were changed.
    """
    profile = user.get("profile") or {}
    real_name = _first(profile.get("real_name"), user.get("real_name"))
    user_id = str(user["id"])
    return Account(
        user_id=user_id,
        name=_first(profile.get("display_name"), real_name, user.get("name"), user_id),
        email=_first(profile.get("email")),
        # users.list may leave the locale out; what was known before is then kept by `people.keep`.
        locale=_first(user.get("locale")),
        zone=_zone(user),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(
            user.get("is_restricted")
            or user.get("is_ultra_restricted")
            or user.get("is_stranger")
            or _is_of_another(user, profile, team_id)
        ),
        is_bot=bool(user.get("is_bot")) or user_id == SLACKBOT,
        is_deactivated=bool(user.get("deleted")),
        real_name=real_name,
        username=_first(user.get("name"), user_id),
        as_of=_moment(user.get("updated")) or told_at,
    )


def _is_of_another(user: Mapping[str, Any], profile: Mapping[str, Any], team_id: str) -> bool:
    """Whether somebody belongs to another workspace, with which a channel is shared.

    Slack calls only those strangers who share no channel that Liaison sees.
    """
    teams = (user.get("enterprise_user") or {}).get("teams")
    if teams:
        # Of an organisation's people this alone says where they are, whatever stands in `team_id`.
        return team_id not in teams
    return _first(user.get("team_id"), profile.get("team")) not in ("", team_id)


def _zone(user: Mapping[str, Any]) -> str:
    """The zone's name; for one that is not in the zone files a name of its offset now; "" where that has none."""
    name, offset = _first(user.get("tz")), user.get("tz_offset")
    if not name or is_known(name):
        return name
    if isinstance(offset, int) and offset % HOUR == 0 and WEST <= offset // HOUR <= EAST:
        return f"Etc/GMT{-offset // HOUR:+d}" if offset else "Etc/GMT"
    return PARTS_OF_HOURS.get(offset, "") if isinstance(offset, int) else ""


def _moment(seconds: Any) -> datetime | None:
    """A moment of Slack's; None for what is none."""
    if not isinstance(seconds, int | float) or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _first(*said: Any) -> str:
    """The first of these that is a text with something in it."""
    return next((one for one in said if isinstance(one, str) and one.strip()), "")

"""What everything that Slack delivers has in common with its kind; what lacks it is nonsense, whoever signed it.

Only what Liaison cannot do without is asked for, and only what it reads has a type; the rest may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# What a value must be: a type, a mapping of what must be in it (a name that ends with ? may be absent or null), or a
# list with one such thing, which each of its values must be.
Shape = Any

TEXT, NUMBER, FLAG = str, (int, float), bool
# Slack's name of a message or moment: seconds since the epoch, with a part of one.
MOMENT = re.compile(r"[0-9]{1,11}(\.[0-9]{1,9})?")
# Moments in seconds are the largest numbers that Slack writes; what is none, or has no end, is not below it either.
LARGEST = 1e11
THING: Shape = {}
USER: Shape = {"id": TEXT, "team_id?": TEXT}
TEAM: Shape = {"id?": TEXT, "domain?": TEXT}
OPTION: Shape = {"value?": TEXT}
ELEMENT: Shape = {
    "type": TEXT,
    "value?": TEXT,
    "selected_option?": OPTION,
    "selected_options?": [{"value": TEXT}],
    "selected_user?": TEXT,
    "selected_users?": [TEXT],
    "selected_conversation?": TEXT,
    "selected_conversations?": [TEXT],
    "selected_channel?": TEXT,
    "selected_date?": TEXT,
    "selected_time?": TEXT,
    "selected_date_time?": NUMBER,
    "files?": [{"id": TEXT, "name?": TEXT}],
}
EVERY = "*"
VALUES: Shape = {EVERY: {EVERY: ELEMENT}}
# Of a Home that is looked at or a menu that is typed into, less is needed than of a form that is sent.
SEEN: Shape = {
    "id?": TEXT,
    "type?": TEXT,
    "callback_id?": TEXT,
    "hash?": TEXT,
    "private_metadata?": TEXT,
    "blocks?": [{"type": TEXT, "block_id?": TEXT}],
    "state?": {"values?": VALUES},
}
VIEW: Shape = {**SEEN, "id": TEXT}
FORM: Shape = {**VIEW, "callback_id": TEXT, "blocks": VIEW["blocks?"], "state": {"values": VALUES}}
MESSAGE: Shape = {"ts?": TEXT, "thread_ts?": TEXT, "text?": TEXT, "user?": TEXT, "bot_id?": TEXT}
EVENT: Shape = {
    "type": TEXT,
    "subtype?": TEXT,
    "ts?": MOMENT,
    "thread_ts?": MOMENT,
    "event_ts?": MOMENT,
    "text?": TEXT,
    "bot_id?": TEXT,
    "parent_user_id?": TEXT,
    # Named or described.
    "channel?": (str, dict),
    "user?": (str, dict),
    "tab?": TEXT,
    "view?": SEEN,
    "files?": [THING],
}
# What else an event says that Liaison listens to, by its type; a person may be named or described.
ACCOUNT: Shape = {"id": TEXT, "name?": TEXT, "tz?": TEXT, "locale?": TEXT, "profile?": THING}
EVENTS: Mapping[str, Shape] = {
    "app_home_opened": {"user": TEXT},
    "app_mention": {"channel": TEXT, "ts": TEXT, "text": TEXT, "user?": TEXT},
    "message": {"channel": TEXT, "ts": TEXT},
    "channel_id_changed": {"old_channel_id": TEXT, "new_channel_id": TEXT},
    "channel_rename": {"channel": {"id": TEXT, "name": TEXT}},
    "channel_unarchive": {"channel": TEXT},
    "group_rename": {"channel": {"id": TEXT, "name": TEXT}},
    "group_unarchive": {"channel": TEXT},
    "member_joined_channel": {"channel": TEXT, "user": TEXT},
    "member_left_channel": {"channel": TEXT, "user": TEXT},
    "subteam_members_changed": {"subteam_id": TEXT},
    "subteam_updated": {"subteam": {"id": TEXT}},
    "team_join": {"user": ACCOUNT},
    "user_change": {"user": ACCOUNT},
}
# What Bolt looks at in whatever comes.
COMMON: Shape = {
    "api_app_id?": TEXT,
    "enterprise?": {"id?": TEXT},
    "enterprise_id?": TEXT,
    "team_id?": TEXT,
    "authorizations?": [{"user_id?": TEXT, "team_id?": TEXT, "enterprise_id?": TEXT}],
    "container?": THING,
    "response_urls?": [THING],
}
PERSON: Shape = {
    **COMMON,
    "user": USER,
    "team?": TEAM,
    "trigger_id?": TEXT,
    "response_url?": TEXT,
    "channel?": {"id": TEXT},
}
COMMAND: Shape = {
    **COMMON,
    "command": TEXT,
    "text?": TEXT,
    "user_id": TEXT,
    "channel_id?": TEXT,
    "trigger_id": TEXT,
    "response_url?": TEXT,
}
KINDS: Mapping[str, Shape] = {
    "block_actions": {
        **PERSON,
        "trigger_id": TEXT,
        "actions": [{**ELEMENT, "action_id": TEXT, "block_id?": TEXT}],
        "view?": VIEW,
        "message?": MESSAGE,
    },
    "view_submission": {**PERSON, "trigger_id?": TEXT, "view": FORM},
    "view_closed": {**PERSON, "view": {**VIEW, "callback_id": TEXT}},
    "block_suggestion": {**PERSON, "action_id": TEXT, "value?": TEXT, "channel?": {"id?": TEXT}, "view?": SEEN},
    "shortcut": {**PERSON, "trigger_id": TEXT, "callback_id": TEXT},
    "message_action": {
        **PERSON,
        "trigger_id": TEXT,
        "callback_id": TEXT,
        "channel": {"id": TEXT},
        "message": {**MESSAGE, "ts": TEXT},
    },
    "event_callback": {
        **COMMON,
        "event": EVENT,
        "event_id": TEXT,
        "event_time?": NUMBER,
    },
    "app_rate_limited": {"team_id": TEXT, "minute_rate_limited": NUMBER},
    "url_verification": {"challenge": TEXT},
}


def flaw(body: Mapping[str, Any]) -> str | None:
    """Where a payload is not of the shape of its kind, by names of ours alone; None where it is."""
    if "command" in body:
        return _flaw(body, COMMAND, "command")
    kind = body.get("type")
    shape = KINDS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return "type"
    found = _flaw(body, shape, "")
    if found is None and kind == "event_callback":
        found = _flaw(body["event"], EVENTS.get(body["event"]["type"], THING), "event")
    return found


def _flaw(value: Any, shape: Shape, place: str) -> str | None:
    if isinstance(shape, dict):
        return _flaw_of_thing(value, shape, place)
    if isinstance(shape, list):
        if not isinstance(value, list) or (not value and place == "actions"):
            return place
        return next((found for one in value if (found := _flaw(one, shape[0], place))), None)
    if isinstance(shape, re.Pattern):
        return None if isinstance(value, str) and shape.fullmatch(value) else place
    # In Python a truth is a number.
    is_right = isinstance(value, shape) and not isinstance(value, bool)
    if isinstance(value, str):
        # Half a character cannot be stored, nor sent.
        is_right = is_right and not any("\ud800" <= one <= "\udfff" for one in value)
    elif isinstance(value, int | float):
        is_right = is_right and abs(value) <= LARGEST
    return None if is_right else place


def _flaw_of_thing(value: Any, shape: Mapping[str, Shape], place: str) -> str | None:
    if not isinstance(value, Mapping):
        return place
    for name, inner in shape.items():
        key = name.removesuffix("?")
        where = f"{place}.{key}" if place else key
        if key == EVERY:
            found = next((found for one in value.values() if (found := _flaw(one, inner, where))), None)
        elif value.get(key) is None:
            found = None if name != key else where
        else:
            found = _flaw(value[key], inner, where)
        if found is not None:
            return found
    return None

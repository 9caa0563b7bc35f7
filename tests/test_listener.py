"""What the listener looks at: a busy channel costs a comparison a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.listener import _concerns_us

OURS = [{"user_id": "UBOT"}]
REPLY = {"type": "message", "channel_type": "channel", "thread_ts": "1.1", "ts": "2.2", "user": "U1"}


@pytest.mark.parametrize(
    ("event", "is_looked_at"),
    [
        ({"type": "message", "channel_type": "channel", "ts": "2.2"}, False),
        ({**REPLY, "parent_user_id": "U2"}, False),
        (REPLY, False),
        ({**REPLY, "parent_user_id": "UBOT"}, True),
        ({**REPLY, "channel_type": "group", "parent_user_id": "UBOT"}, True),
        ({**REPLY, "parent_user_id": "UBOT", "subtype": "file_share"}, True),
        ({**REPLY, "parent_user_id": "UBOT", "subtype": "message_changed"}, False),
        ({**REPLY, "parent_user_id": "UBOT", "subtype": "message_deleted"}, False),
        ({"type": "message", "channel_type": "im", "ts": "2.2"}, True),
        ({"type": "app_mention", "ts": "2.2"}, True),
    ],
)
def test_of_messages_in_channels_only_replies_to_our_own_are_looked_at(
    event: dict[str, Any], is_looked_at: bool
) -> None:
    assert _concerns_us({"event": event, "authorizations": OURS}) is is_looked_at

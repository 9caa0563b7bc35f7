"""What a payload concerns: a busy channel costs a comparison a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.payloads import concerns_us

OURS = [{"team_id": "T1", "user_id": "UBOT"}]
REPLY = {"type": "message", "channel_type": "channel", "thread_ts": "1.1", "ts": "2.2", "user": "U1"}


@pytest.mark.parametrize(
    ("event", "is_looked_at"),
    [
        ({"type": "message", "channel_type": "channel", "ts": "2.2"}, False),
        ({**REPLY, "parent_user_id": "U2"}, False),
        # Who wrote what stands above is optional.
        (REPLY, True),
        ({**REPLY, "thread_ts": None, "parent_user_id": None}, False),
        ({**REPLY, "thread_ts": "2.2"}, False),
        # "Also send to #channel": the message above comes whole.
        ({**REPLY, "subtype": "thread_broadcast", "root": {"user": "UBOT"}}, True),
        ({**REPLY, "subtype": "thread_broadcast", "root": {"user": "U2"}}, False),
        ({**REPLY, "subtype": "thread_broadcast", "root": {"bot_id": "B1"}}, True),
        ({**REPLY, "subtype": "bot_message", "parent_user_id": "UBOT"}, False),
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
    assert concerns_us({"event": event, "authorizations": OURS}) is is_looked_at


@pytest.mark.parametrize("nobody", [{}, {"authorizations": []}, {"authorizations": None}, {"authorizations": [{}]}])
def test_where_slack_does_not_say_for_whom_it_delivers_every_reply_is_looked_at(nobody: dict[str, Any]) -> None:
    assert concerns_us({"event": {**REPLY, "parent_user_id": "U2"}, "team_id": "T1", **nobody})
    assert not concerns_us(
        {"event": {"type": "message", "channel_type": "channel", "ts": "2.2"}, "team_id": "T1", **nobody}
    )
    assert not concerns_us(
        {"event": {**REPLY, "parent_user_id": "U2", "subtype": "message_changed"}, "team_id": "T1", **nobody}
    )

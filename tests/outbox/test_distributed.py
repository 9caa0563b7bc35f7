"""An app that others install from outside the Marketplace reads a channel once a minute, fifteen messages at a time."""

from __future__ import annotations

from datetime import timedelta

from bot.outbox.pace import DISTRIBUTED
from storage import outbox
from tests.deliveries import GENERAL, LIN, RANDOM, PostOffice


async def test_a_message_of_unknown_outcome_is_found_below_others_and_holds_up_its_own_channel_alone(
    office: PostOffice,
) -> None:
    office.sandbox.limits.is_distributed = True
    office.sender = office.another_sender(pace=DISTRIBUTED)
    office.sandbox.faults.add(kind="drop_after", method="chat.postMessage", times=1)
    # Somebody has read just now: the first look is refused for a minute.
    office.sandbox.limits.take_history(office.sandbox.app.id, "conversations.history")
    office.queue("early")
    office.queue("later")
    await office.sender.drain()
    for number in range(40):
        office.sandbox.slack.post(GENERAL, LIN, f"chatter {number}")
    office.queue("elsewhere", to=RANDOM)
    await office.sender.drain()
    assert office.said(RANDOM) == ["elsewhere"], "another channel does not wait"
    await office.send_all(timedelta(minutes=30))
    assert office.states() == {outbox.SENT: 3}
    assert office.said() == ["early", "later"]
    assert office.calls("chat.postMessage") == 3, "and said once"

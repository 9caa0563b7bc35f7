"""Where somebody can be reached again, what is news is said, and what was never tried is done."""

from __future__ import annotations

from datetime import timedelta

from storage import outbox, reaching
from tests.deliveries import GENERAL, PostOffice


async def test_a_channel_that_is_open_again_is_not_flooded(office: PostOffice) -> None:
    now = office.clock.now()
    room = office.sandbox.slack.channels[GENERAL]
    room.is_archived = True
    office.queue("the first that dies")
    office.queue("of last week", due_at=now - timedelta(days=2))
    office.queue("too late", expires_at=now + timedelta(hours=1))
    for number in range(9):
        office.queue(f"{number}")
    office.call("conversations.setTopic", {"channel": GENERAL, "topic": "never tried"}, lane=GENERAL)
    office.draw("a card as it was")
    await office.send_all()
    assert office.states() == {outbox.DEAD: 14}
    room.is_archived = False
    office.clock.plus(timedelta(hours=12))
    office.queue("it is back")
    await office.send_all()
    assert office.told.reached_again == [GENERAL]
    with office.database.transaction() as session:
        assert reaching.take_cards(session, office.team_id, GENERAL, office.clock.now()) == ["tasks:3"]
        assert reaching.take_cards(session, office.team_id, GENERAL, office.clock.now()) == [], "drawn once"
        reaching.bring_back(session, office.team_id, GENERAL, office.clock.now())
    office.sender.wake()
    await office.send_all()
    assert office.said() == ["it is back", "4", "5", "6", "7", "8"], "the newest of the last day"
    assert room.topic == "never tried"

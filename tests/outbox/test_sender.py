"""What waits in the outbox reaches Slack: in order, at Slack's pace, each once, cards in place."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from storage import outbox
from storage.db import Database
from storage.sending import Lane
from tests.deliveries import BLOCKS, CHEN, GENERAL, LIN, RANDOM, PostOffice, post_office
from tests.only import only


async def test_messages_of_a_channel_arrive_in_the_order_they_were_decided(office: PostOffice) -> None:
    for number in range(12):
        office.queue(f"{number}")
        office.queue(f"{number}", to=LIN)
    await office.send_all()
    assert office.said() == office.said(LIN) == [str(number) for number in range(12)]


async def test_a_channel_is_told_one_message_a_second_and_slack_never_has_to_refuse(office: PostOffice) -> None:
    began = office.clock.now()
    for number in range(20):
        office.queue(f"{number}")
    ended = await office.send_all()
    assert len(office.said()) == 20
    assert timedelta(seconds=15) <= ended - began <= timedelta(seconds=20)
    assert not [exchange for exchange in office.sandbox.slack.traffic if exchange.status == 429]


async def test_a_busy_channel_does_not_hold_up_another(office: PostOffice) -> None:
    for number in range(10):
        office.queue(f"{number}")
    office.queue("elsewhere", to=RANDOM)
    await office.sender.drain()
    assert office.said(RANDOM) == ["elsewhere"]
    assert len(office.said()) < 10


async def test_what_is_held_until_morning_does_not_hold_up_what_is_due_now(office: PostOffice) -> None:
    morning = office.clock.now() + timedelta(hours=20)
    office.queue("in the morning", to=LIN, due_at=morning)
    office.queue("now", to=LIN)
    await office.sender.drain()
    assert office.said(LIN) == ["now"]
    assert await office.sender.next_due() == morning
    office.clock.set(morning)
    await office.sender.drain()
    assert office.said(LIN) == ["now", "in the morning"]


async def test_a_second_row_of_the_same_cause_is_not_sent(office: PostOffice) -> None:
    office.queue("once", dedupe_key="the same")
    office.queue("once", dedupe_key="the same")
    await office.send_all()
    assert office.said() == ["once"]


async def test_what_came_too_late_is_dropped_with_a_note(office: PostOffice) -> None:
    office.queue("good morning", expires_at=office.clock.now() + timedelta(hours=1))
    office.clock.plus(timedelta(hours=2))
    await office.send_all()
    assert office.said() == []
    assert office.states() == {outbox.DROPPED: 1}
    assert office.notes() == ["expired"]


async def test_what_waits_about_a_settled_matter_is_dropped(office: PostOffice) -> None:
    office.queue("please answer", about="requests:7", due_at=office.clock.now() + timedelta(hours=1))
    with office.database.transaction() as session:
        outbox.drop_about(session, office.team_id, "requests:7", office.clock.now(), "answered")
    await office.send_all(timedelta(hours=2))
    assert office.said() == []
    assert office.notes() == ["answered"]


async def test_the_flow_is_told_where_its_message_stands(office: PostOffice) -> None:
    office.queue("hello", then="tasks.posted")
    office.queue("nobody asked")
    await office.send_all()
    [(then, answer)] = office.told.answers
    assert then == "tasks.posted"
    assert office.sandbox.slack.channels[GENERAL].messages[answer["ts"]].text == "hello"


async def test_a_follow_up_that_breaks_leaves_the_message_sent_and_the_next_one_on_its_way(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(office.told, "sent", break_down)
    office.queue("first", then="broken")
    office.queue("second")
    await office.send_all()
    assert office.said() == ["first", "second"]
    assert office.states() == {outbox.SENT: 2}


# cards


async def test_a_card_is_posted_once_and_then_changed_where_it_stands(office: PostOffice) -> None:
    office.draw("0 %")
    await office.send_all()
    office.draw("50 %")
    await office.send_all()
    assert office.said() == ["50 %"]


async def test_of_several_drawings_that_wait_only_the_last_is_sent(office: PostOffice) -> None:
    for percent in (0, 30, 60, 90):
        office.draw(f"{percent} %")
    await office.send_all()
    assert office.said() == ["90 %"]
    assert office.states() == {outbox.SENT: 1}


async def test_a_card_is_drawn_as_it_is_when_it_goes_out(office: PostOffice) -> None:
    office.told.drawing = "0 %"
    office.draw(None)
    office.told.drawing = "30 %"
    office.draw(None)
    await office.send_all()
    assert office.said() == ["30 %"]
    office.told.drawing = "60 %"
    office.draw(None)
    await office.send_all()
    assert (office.said(), office.states()) == (["60 %"], {outbox.SENT: 2})


async def test_a_card_of_what_is_gone_is_dropped(office: PostOffice) -> None:
    office.draw(None)
    office.queue("after it")
    await office.send_all()
    assert (office.said(), office.notes()[0]) == (["after it"], "gone")


async def test_a_card_that_cannot_be_drawn_is_tried_again_and_then_waits_for_the_administrator(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.told, "draw", lambda _session, _claimed: 1 / 0)
    office.draw(None)
    office.queue("after it")
    await office.send_all()
    assert office.said() == ["after it"]
    assert office.states() == {outbox.PARKED: 1, outbox.SENT: 1}


async def test_two_channels_have_their_own_copy_of_a_card(office: PostOffice) -> None:
    office.draw("0 %")
    office.draw("0 %", to=LIN)
    await office.send_all()
    office.draw("50 %", to=LIN)
    await office.send_all()
    assert (office.said(), office.said(LIN)) == (["0 %"], ["50 %"])


async def test_a_card_whose_text_is_too_long_to_update_is_cut_not_refused(office: PostOffice) -> None:
    office.draw("short")
    await office.send_all()
    office.draw("字" * 5_000)
    await office.send_all()
    text = only(office.said())
    assert len(text) == 4_000
    assert text.endswith("…")
    assert office.states() == {outbox.SENT: 2}


async def test_many_cards_of_one_workspace_are_updated_at_the_pace_of_their_tier(office: PostOffice) -> None:
    for number in range(80):
        office.draw("old", card=f"tasks:{number}", lane=f"lane-{number}")
    await office.send_all()
    for number in range(80):
        office.draw("new", card=f"tasks:{number}", lane=f"lane-{number}")
    await office.send_all()
    assert office.said() == ["new"] * 80
    refused = [e for e in office.sandbox.slack.traffic if e.name == "chat.update" and e.status == 429]
    assert refused == []


# other calls


async def test_a_channel_is_made_its_people_invited_and_the_flow_told(office: PostOffice) -> None:
    office.call("conversations.create", {"name": "p-2026-001"}, then="projects.channel_made")
    await office.send_all()
    [(then, answer)] = office.told.answers
    assert then == "projects.channel_made"
    channel = answer["channel"]["id"]
    office.call("conversations.invite", {"channel": channel, "users": LIN})
    await office.send_all()
    # Lin is in already: that keeps Chen no longer out.
    office.call("conversations.invite", {"channel": channel, "users": f"{LIN},{CHEN}"})
    office.call("conversations.invite", {"channel": channel, "users": f"{LIN},{CHEN}"})
    await office.send_all()
    assert {LIN, CHEN} <= set(office.sandbox.slack.channels[channel].members)
    assert office.states() == {outbox.SENT: 4}


async def test_pinning_a_message_twice_is_no_failure(office: PostOffice) -> None:
    office.queue("pin me", then="posted")
    await office.send_all()
    ts = office.told.answers[0][1]["ts"]
    for _ in range(2):
        office.call("pins.add", {"channel": GENERAL, "timestamp": ts})
    await office.send_all()
    assert office.states() == {outbox.SENT: 3}
    assert office.sandbox.slack.channels[GENERAL].pins == [ts]


async def test_app_home_is_published(office: PostOffice) -> None:
    view = {"type": "home", "blocks": json.loads(BLOCKS)}
    office.call("views.publish", {"user_id": LIN, "view": view})
    await office.send_all()
    assert (office.sandbox.app.id, LIN) in office.sandbox.slack.homes


# the loop


async def test_the_running_sender_sends_what_is_committed_and_finishes_when_stopped(office: PostOffice) -> None:
    running = asyncio.create_task(office.sender.run())
    delivered = asyncio.Event()
    unsubscribe = office.sandbox.slack.subscribe(lambda kind, _ids: delivered.set() if "posted" in kind else None)
    await asyncio.sleep(0)
    office.queue("hello")
    await asyncio.wait_for(delivered.wait(), 5)
    await office.sender.stop()
    await asyncio.wait_for(running, 5)
    unsubscribe()
    assert office.said() == ["hello"]
    assert office.states() == {outbox.SENT: 1}


async def test_the_running_sender_sends_what_it_hears_of(office: PostOffice) -> None:
    delivered = asyncio.Event()
    unsubscribe = office.sandbox.slack.subscribe(lambda kind, _ids: delivered.set() if "posted" in kind else None)
    await office.sender.drain()
    running = asyncio.create_task(office.sender.run())
    await asyncio.sleep(0)
    office.queue("hello", is_told=False)
    office.sender.hear([Lane(office.team_id, GENERAL)])
    await asyncio.wait_for(delivered.wait(), 5)
    await office.sender.stop()
    await asyncio.wait_for(running, 5)
    unsubscribe()
    assert office.said() == ["hello"]


async def test_what_is_heard_of_a_lane_that_waits_for_slacks_pace_goes_out_when_it_may(office: PostOffice) -> None:
    for number in range(4):
        office.queue(f"{number}")
    await office.sender.drain()
    began = office.said()
    office.queue("later", is_told=False)
    office.sender.hear([Lane(office.team_id, GENERAL)])
    assert await office.sender.next_due() != office.clock.now()
    assert office.said() == began
    await office.send_all()
    assert office.said() == ["0", "1", "2", "3", "later"]


async def test_the_running_sender_keeps_slacks_pace_by_the_clock(office: PostOffice) -> None:
    delivered = asyncio.Semaphore(0)
    unsubscribe = office.sandbox.slack.subscribe(lambda kind, _ids: delivered.release() if "posted" in kind else None)
    office.clock.run()
    for number in range(5):
        office.queue(f"{number}")
    running = asyncio.create_task(office.sender.run())
    for _ in range(5):
        await asyncio.wait_for(delivered.acquire(), 20)
    await office.sender.stop()
    await running
    unsubscribe()
    assert office.said() == ["0", "1", "2", "3", "4"]
    assert not [exchange for exchange in office.sandbox.slack.traffic if exchange.status == 429]


async def test_a_restart_goes_on_where_the_last_process_was(
    sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    async with post_office(lambda: open_database(sqlite_url)) as office:
        for number in range(8):
            office.queue(f"{number}")
        await office.sender.drain()
        assert 0 < len(office.said()) < 8
        await office.sender.stop()
        office.database.close()
        office.database = open_database(sqlite_url)
        office.sender = office.another_sender()
        await office.send_all()
        assert office.said() == [str(number) for number in range(8)]

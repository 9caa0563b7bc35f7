"""Senders that die, stall and compete: what one had under way, another finishes, and nothing is said twice."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.documents.document import Document
from bot.outbox.delivery import Deliveries
from bot.outbox.lease import CALL_SECONDS, LEASE, MARGIN, RENEWED_AFTER, Leases
from bot.outbox.outcomes import Barred, Sent, write_down
from bot.outbox.pace import Buckets, Pace
from bot.slack.natives import Natives
from storage import outbox, sending
from storage.db import Database
from storage.outbox import Outgoing
from storage.sending import Claimed, Lane
from tests.deliveries import GENERAL, PostOffice, post_office
from tests.only import only


def claim(office: PostOffice, lane: str) -> Claimed:
    """Take a row as a sender does that will not come to finish it."""
    now = office.clock.now()
    with office.database.transaction() as session:
        claimed = only(sending.claim(session, now, now + LEASE, [Lane(office.team_id, lane)]))
    return claimed


def attempts(office: PostOffice, claimed: Claimed, held_since: float) -> Deliveries:
    """What makes calls for a sender that has taken the row then, without the sender."""

    async def draw(claimed: Claimed) -> str | None:
        with office.database.snapshot() as session:
            return office.told.draw(session, claimed)

    async def why_not(_claimed: Claimed) -> Barred | None:
        return None

    async def document(claimed: Claimed) -> Document | None:
        return office.told.documents.get(claimed.template)

    async def keep(claimed: Claimed, arguments: str) -> bool:
        with office.database.transaction() as session:
            return sending.keep(session, claimed, arguments)

    leases = Leases()
    leases.renewed([claimed], held_since + LEASE.total_seconds())
    buckets, chance = Buckets(Pace()), random.Random(1)
    asks = (draw, document, why_not, keep)
    natives = Natives(office.database, office.wall)
    return Deliveries(office.wall, lambda _team: office.client, *asks, buckets, chance, leases, natives)


async def deliver(office: PostOffice, claimed: Claimed) -> Sent:
    """Make the call without writing down that it was made."""
    outcome = await attempts(office, claimed, office.wall.steady()).attempt(claimed)
    assert isinstance(outcome, Sent)
    return outcome


async def test_a_sender_killed_after_slack_took_the_message_is_followed_by_one_that_finds_it(
    office: PostOffice,
) -> None:
    office.queue("once", then="posted")
    sent = await deliver(office, claim(office, GENERAL))
    await office.sender.drain()
    assert office.states() == {outbox.DUE: 1}
    office.clock.plus(LEASE)
    await office.sender.drain()
    assert office.said() == ["once"]
    assert office.told.answers[0][1]["ts"] == sent.ts


async def test_a_sender_killed_before_the_call_loses_nothing(office: PostOffice) -> None:
    office.queue("first")
    office.queue("second")
    claim(office, GENERAL)
    await office.send_all()
    assert office.said() == ["first", "second"]


async def test_a_sender_that_stalled_cannot_finish_what_another_took_over(office: PostOffice) -> None:
    office.queue("once", then="posted")
    stalled = claim(office, GENERAL)
    outcome = await deliver(office, stalled)
    office.clock.plus(LEASE)
    await office.sender.drain()
    with office.database.transaction() as session:
        assert not write_down(session, stalled, outcome, office.clock.now(), office.told)
    assert len(office.told.answers) == 1
    assert office.said() == ["once"]


async def test_a_sender_that_stalled_leaves_alone_what_another_is_just_sending(office: PostOffice) -> None:
    office.queue("once", then="posted")
    stalled = claim(office, GENERAL)
    outcome = await deliver(office, stalled)
    office.clock.plus(LEASE)
    holder = claim(office, GENERAL)
    now = office.clock.now()
    with office.database.transaction() as session:
        assert not write_down(session, stalled, outcome, now, office.told)
        assert not sending.release(session, stalled)
    found = await deliver(office, holder)
    with office.database.transaction() as session:
        assert write_down(session, holder, found, now, office.told)
    assert (len(office.told.answers), office.said()) == (1, ["once"])


async def test_a_sender_that_wakes_after_its_lease_does_not_call(office: PostOffice) -> None:
    office.queue("once")
    stalled, since = claim(office, GENERAL), office.wall.steady()
    office.clock.plus(LEASE)
    await office.sender.drain()
    await attempts(office, stalled, since).attempt(stalled)
    assert office.said() == ["once"]


async def test_a_card_drawn_while_its_last_drawing_is_being_sent_is_drawn_again(office: PostOffice) -> None:
    office.draw("0 %")
    held = claim(office, GENERAL)
    office.draw("50 %")
    outcome = await deliver(office, held)
    with office.database.transaction() as session:
        write_down(session, held, outcome, office.clock.now(), office.told)
    office.sender.wake()
    await office.send_all()
    assert office.said() == ["50 %"]


async def test_a_change_after_a_card_was_taken_to_be_drawn_is_drawn_in_a_row_of_its_own(office: PostOffice) -> None:
    office.told.drawing = "0 %"
    office.draw(None)
    held = claim(office, GENERAL)
    outcome = await deliver(office, held)
    office.told.drawing = "50 %"
    office.draw(None)
    with office.database.transaction() as session:
        write_down(session, held, outcome, office.clock.now(), office.told)
    office.sender.wake()
    await office.send_all()
    assert (office.said(), office.calls("chat.update")) == (["50 %"], 1)


async def test_what_was_settled_while_it_failed_to_be_sent_is_not_sent_again(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="503", method="chat.postMessage", times=1)
    office.queue("please answer", about="requests:7")
    held = claim(office, GENERAL)
    with office.database.transaction() as session:
        outbox.drop_about(session, office.team_id, "requests:7", office.clock.now(), "answered")
        session.execute(update(Outgoing).where(col(Outgoing.id) == held.id).values(leased_until=office.clock.now()))
    await office.send_all()
    assert office.said() == []
    assert office.states() == {outbox.DROPPED: 1}


async def test_after_a_kill_a_channel_hears_its_next_message_within_a_minute(office: PostOffice) -> None:
    began = office.clock.now()
    office.queue("lost in the middle")
    claim(office, GENERAL)
    office.queue("next")
    ended = await office.send_all()
    assert office.said() == ["lost in the middle", "next"]
    assert ended - began <= timedelta(seconds=60)


def test_a_call_that_is_begun_in_time_ends_within_the_lease_and_who_lives_is_always_in_time() -> None:
    assert timedelta(seconds=CALL_SECONDS) < MARGIN < LEASE - RENEWED_AFTER


async def test_what_takes_long_keeps_its_lease_while_its_sender_lives(office: PostOffice) -> None:
    """A card that is drawn for minutes (a file that is carried for minutes) is taken over by nobody."""
    goes_on = threading.Event()
    draw = office.told.draw
    office.told.draw = lambda *given: (goes_on.wait(30), draw(*given))[1]  # type: ignore[method-assign]
    office.told.drawing = "50 %"
    office.draw(None)
    sending_it = asyncio.create_task(office.sender.drain())
    held_until = office.clock.now()
    for _ in range(4):
        held_until = await leased_beyond(office, held_until)
        office.clock.set(held_until - LEASE + RENEWED_AFTER)
        office.sender.wake()
        with office.database.transaction() as session:
            now = office.clock.now()
            assert not sending.claim(session, now, now + LEASE, [Lane(office.team_id, GENERAL)])
    goes_on.set()
    await sending_it
    assert office.said() == ["50 %"]


async def leased_beyond(office: PostOffice, moment: datetime) -> datetime:
    """Until when the one row is held, as soon as that is later than the moment."""
    async with asyncio.timeout(30):
        while True:
            with office.database.snapshot() as session:
                until = session.query(Outgoing).one().leased_until
            if until is not None and until > moment:
                return until
            await asyncio.to_thread(lambda: None)


@pytest.mark.postgres
async def test_two_instances_share_the_work_and_send_each_message_once(
    postgres_url: str, open_database: Callable[[str], Database]
) -> None:
    async with post_office(lambda: open_database(postgres_url)) as office:
        office.sandbox.limits.enabled = False
        other = office.another_sender(open_database(postgres_url))
        for number in range(6):
            for lane in range(20):
                office.queue(f"{lane}:{number}", lane=f"lane-{lane}")
        for _ in range(40):
            await asyncio.gather(office.sender.drain(), other.drain())
            office.clock.plus(timedelta(seconds=1))
        await office.send_all()
        await other.stop()
        said = office.said()
        assert sorted(said) == sorted(f"{lane}:{number}" for lane in range(20) for number in range(6))
        for lane in range(20):
            of_lane = [text for text in said if text.startswith(f"{lane}:")]
            assert of_lane == [f"{lane}:{number}" for number in range(6)]

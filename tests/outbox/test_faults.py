"""On Slack's bad days, and on ours, each message still stands there once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import yaml

from bot.sandbox.webapi.files import new_file
from storage import outbox, returning
from tests.deliveries import GENERAL, LIN, MANIFEST, RANDOM, TO_LOOK, PostOffice


async def test_in_a_storm_of_429_everything_arrives_in_order_after_the_time_slack_names(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="429", method="chat.postMessage", times=6, retry_after=30)
    began = office.clock.now()
    for number in range(5):
        office.queue(f"{number}")
    ended = await office.send_all()
    assert office.said() == ["0", "1", "2", "3", "4"]
    assert ended - began >= timedelta(seconds=6 * 30)


async def test_after_a_429_slack_is_left_alone_for_the_time_it_named(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="429", method="chat.postMessage", times=1, retry_after=30)
    office.queue("patience")
    await office.sender.drain()
    office.clock.plus(timedelta(seconds=29))
    await office.sender.drain()
    assert office.calls("chat.postMessage") == 1
    office.clock.plus(timedelta(seconds=1))
    await office.sender.drain()
    assert office.said() == ["patience"]


async def test_a_429_for_one_card_makes_the_other_cards_of_the_workspace_wait_too(office: PostOffice) -> None:
    office.draw("old")
    office.draw("old", to=RANDOM)
    await office.send_all()
    office.sandbox.faults.add(kind="429", method="chat.update", times=1, retry_after=30)
    office.draw("new")
    await office.sender.drain()
    office.draw("new", to=RANDOM)
    await office.sender.drain()
    assert office.calls("chat.update") == 1
    await office.send_all()
    assert (office.said(), office.said(RANDOM)) == (["new"], ["new"])


@pytest.mark.parametrize("fault", ["500", "503", "drop_before", "drop_after", "error:fatal_error"])
@pytest.mark.parametrize("to", [GENERAL, LIN])
async def test_a_message_of_unknown_outcome_is_posted_once(office: PostOffice, fault: str, to: str) -> None:
    office.sandbox.faults.add(kind=fault, method="chat.postMessage", times=1)
    office.queue("first", to=to, then="posted")
    office.queue("second", to=to)
    await office.send_all()
    assert office.said(to) == ["first", "second"]
    # The follow-up hears of the message that stands there, whichever attempt posted it.
    [(_, answer)] = office.told.answers
    room = office.sandbox.slack.channels[answer["channel"]]
    assert room.messages[answer["ts"]].text == "first"


def test_the_app_asks_for_the_right_to_look_wherever_it_posts() -> None:
    asked = set(yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    assert asked >= TO_LOOK, "without it a message whose answer was lost is posted twice there"


async def test_a_reply_of_unknown_outcome_is_looked_for_in_its_thread(office: PostOffice) -> None:
    office.queue("card", then="posted")
    await office.send_all()
    thread = office.told.answers[0][1]["ts"]
    office.sandbox.faults.add(kind="drop_after", method="chat.postMessage", times=1)
    arguments = outbox.message_arguments(GENERAL, "detail", "[]", thread_ts=thread)
    office.call("chat.postMessage", arguments, lane=GENERAL)
    await office.send_all()
    assert office.said() == ["card", "detail"]
    assert len(office.sandbox.slack.channels[GENERAL].threads[thread]) == 1


async def test_a_message_is_found_again_below_many_later_ones(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="drop_after", method="chat.postMessage", times=1)
    office.queue("early")
    await office.sender.drain()
    for number in range(450):
        office.sandbox.slack.post(GENERAL, LIN, f"chatter {number}")
    await office.send_all()
    assert office.said() == ["early"]


async def test_a_message_is_looked_for_below_many_others_where_slack_wants_to_be_asked_seldom(
    office: PostOffice,
) -> None:
    office.sandbox.faults.add(kind="drop_after", method="chat.postMessage", times=1)
    office.queue("early")
    await office.sender.drain()
    for number in range(450):
        office.sandbox.slack.post(GENERAL, LIN, f"chatter {number}")
    office.sandbox.faults.add(kind="429", method="conversations.history", times=1, retry_after=30)
    await office.send_all(timedelta(minutes=5))
    assert office.states() == {outbox.SENT: 1}
    assert office.said() == ["early"]


async def test_a_file_that_stands_there_is_not_brought_again_for_want_of_its_description(office: PostOffice) -> None:
    given = new_file(office.sandbox.slack, "plan.txt", LIN, 5)
    given.content, given.uploaded, given.complete = b"words", True, True
    given.handed_to.add(office.sandbox.app.bot_user)
    office.sandbox.slack.files[given.id] = given
    office.sandbox.faults.add(kind="429", method="files.info", times=1, retry_after=30)
    office.call("file", {"file": given.id, "name": "plan.txt", "channel": GENERAL}, lane=GENERAL)
    await office.send_all(timedelta(minutes=5))
    assert office.states() == {outbox.SENT: 1}
    assert office.calls("files.completeUploadExternal") == 1


async def test_where_slack_does_not_let_us_look_the_message_is_sent_again(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="drop_before", method="chat.postMessage", times=1)
    office.sandbox.faults.add(kind="error:missing_scope", method="conversations.history")
    office.queue("must arrive")
    await office.send_all()
    assert office.said() == ["must arrive"]
    assert office.told.workspaces_gone == []


async def test_a_card_whose_posting_is_unknown_is_posted_once_and_updated_from_then_on(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="drop_after", method="chat.postMessage", times=1)
    office.draw("0 %")
    await office.sender.drain()
    office.draw("50 %")
    await office.send_all()
    assert office.said() == ["50 %"]


async def test_a_card_is_updated_again_where_the_answer_was_lost(office: PostOffice) -> None:
    office.draw("0 %")
    await office.send_all()
    office.sandbox.faults.add(kind="drop_after", method="chat.update", times=1)
    office.draw("50 %")
    await office.send_all()
    assert office.said() == ["50 %"]
    assert office.states() == {outbox.SENT: 2}


async def test_a_channel_whose_making_is_unknown_is_made_once(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="drop_after", method="conversations.create", times=1)
    office.call("conversations.create", {"name": "p-2026-001"}, then="made")
    await office.send_all()
    [(_, answer)] = office.told.answers
    assert [c.id for c in office.sandbox.slack.channels.values() if c.name == "p-2026-001"] == [answer["channel"]["id"]]
    assert office.told.failures == []


async def test_a_name_that_others_took_is_told_to_the_flow_and_holds_nothing_up(office: PostOffice) -> None:
    office.sandbox.slack.create_channel("p-2026-001", LIN)
    office.call("conversations.create", {"name": "p-2026-001"}, then="made")
    office.call("conversations.create", {"name": "p-2026-002"}, then="made")
    await office.send_all()
    assert office.told.failures == ["name_taken"]
    [(_, answer)] = office.told.answers
    assert answer["channel"]["name"] == "p-2026-002"


async def test_a_day_on_which_half_of_everything_fails_ends_with_everything_said_once(office: PostOffice) -> None:
    faults = [("429", 0.1), ("500", 0.1), ("drop_before", 0.15), ("drop_after", 0.2)]
    for kind, probability in faults:
        office.sandbox.faults.add(kind=kind, probability=probability, retry_after=5)
    for number in range(20):
        for to in (GENERAL, RANDOM, LIN):
            office.queue(f"{number}", to=to)
    await office.send_all(timedelta(hours=12))
    everything = [str(number) for number in range(20)]
    assert {to: office.said(to) for to in (GENERAL, RANDOM, LIN)} == {
        GENERAL: everything,
        RANDOM: everything,
        LIN: everything,
    }


# nobody there


async def test_a_dead_channel_is_told_once_and_its_messages_stop(office: PostOffice) -> None:
    office.sandbox.slack.channels[GENERAL].is_archived = True
    for number in range(5):
        office.queue(f"{number}")
    await office.send_all()
    office.queue("later")
    office.queue("elsewhere", to=RANDOM)
    await office.send_all()
    assert office.told.unreachable == [(GENERAL, "is_archived")]
    assert office.states() == {outbox.DEAD: 6, outbox.SENT: 1}
    assert office.calls("chat.postMessage") == 3


async def test_a_channel_that_is_open_again_gets_messages_and_may_die_again(office: PostOffice) -> None:
    room = office.sandbox.slack.channels[GENERAL]
    for word in ("gone", "back", "gone again"):
        room.is_archived = word != "back"
        office.queue(word)
        await office.send_all()
    assert office.said() == ["back"]
    assert office.told.unreachable == [(GENERAL, "is_archived")] * 2


async def test_a_person_who_left_is_told_once(office: PostOffice) -> None:
    office.sandbox.slack.change_person(LIN, deleted=True)
    office.queue("hello", to=LIN)
    office.queue("are you there", to=LIN)
    await office.send_all()
    assert office.told.unreachable == [(LIN, "user_disabled")]


async def test_one_who_cannot_be_invited_does_not_make_the_channel_dead(office: PostOffice) -> None:
    office.sandbox.slack.change_person(LIN, deleted=True)
    office.call("conversations.invite", {"channel": GENERAL, "users": LIN})
    office.queue("hello")
    await office.send_all()
    assert office.told.unreachable == []
    assert office.said() == ["hello"]


async def test_a_workspace_that_removed_the_app_is_left_alone_and_told_once(office: PostOffice) -> None:
    office.sandbox.app.token_revoked = True
    for to in (GENERAL, RANDOM, LIN):
        office.queue("one", to=to)
        office.queue("two", to=to)
    await office.send_all()
    assert office.told.workspaces_gone == ["token_revoked"]
    assert office.states() == {outbox.HELD: 6}
    assert office.calls("chat.postMessage") <= 3


async def test_nothing_is_sent_for_a_workspace_without_a_token(office: PostOffice) -> None:
    office.client = None
    office.queue("hello")
    await office.send_all()
    assert office.states() == {outbox.HELD: 1}
    assert office.calls("chat.postMessage") == 0


# our mistakes


async def test_what_slack_will_never_take_is_parked_and_the_next_message_goes_out(office: PostOffice) -> None:
    office.call("chat.postMessage", {"channel": GENERAL, "text": "x", "blocks": [{"type": "marquee"}]}, lane=GENERAL)
    office.queue("fine")
    await office.send_all()
    assert office.said() == ["fine"]
    assert office.states() == {outbox.PARKED: 1, outbox.SENT: 1}
    assert office.told.failures == ["invalid_blocks"]
    with office.database.snapshot() as session:
        assert outbox.counts(session) == {outbox.DUE: 0, outbox.PARKED: 1}


async def test_an_error_that_nobody_has_heard_of_is_tried_a_few_times_and_parked(office: PostOffice) -> None:
    office.sandbox.faults.add(kind="error:moon_phase", method="chat.postMessage")
    office.queue("hello")
    await office.send_all()
    assert office.states() == {outbox.PARKED: 1}
    assert 3 <= office.calls("chat.postMessage") <= 10


async def test_arguments_that_cannot_be_read_park_their_row_alone(office: PostOffice) -> None:
    office.call("chat.postMessage", "{broken", lane=RANDOM)
    office.queue("fine")
    await office.send_all()
    assert office.said() == ["fine"]
    assert office.states() == {outbox.PARKED: 1, outbox.SENT: 1}


@pytest.mark.parametrize("error", ["token_expired", "team_added_to_org", "org_login_required", "accesslimited"])
async def test_what_passes_by_itself_is_waited_for(office: PostOffice, error: str) -> None:
    office.sandbox.faults.add(kind=f"error:{error}", method="chat.postMessage", times=9)
    office.queue("hello")
    await office.send_all(timedelta(hours=2))
    assert office.said() == ["hello"]
    assert office.told.workspaces_gone == []


@pytest.mark.parametrize("error", ["ekm_access_denied", "team_access_not_granted", "missing_scope"])
async def test_what_an_admin_has_to_allow_is_parked_alone_and_tried_again_at_a_return(
    office: PostOffice, error: str
) -> None:
    office.sandbox.faults.add(kind=f"error:{error}", method="chat.postMessage", times=1)
    office.queue("held", then="posted")
    office.queue("elsewhere", to=RANDOM)
    await office.send_all()
    assert office.told.failures == [], "it has not failed for good"
    assert office.told.workspaces_gone == []
    assert office.said(RANDOM) == ["elsewhere"]
    assert office.states()[outbox.PARKED] == 1
    with office.database.transaction() as session:
        returning.bring_back(session, office.team_id, office.clock.now())
    await office.send_all()
    assert office.said() == ["held"]


async def test_a_scope_is_told_once_and_once_more_when_it_was_granted_and_is_missing_again(office: PostOffice) -> None:
    scopes = office.sandbox.app.scopes
    for _ in range(2):
        scopes.remove("pins:write")
        for number in range(3):
            office.call("pins.add", {"channel": GENERAL, "timestamp": "1.1"}, lane=f"pins {number}")
        await office.send_all()
        assert office.states()[outbox.PARKED] == 3
        assert office.told.missing[-1] == ("pins:write", "pins.add")
        scopes.append("pins:write")
        office.queue("anything that Slack takes")
        await office.send_all()
        office.sender.wake()
        await office.send_all()
        assert outbox.PARKED not in office.states()
    assert len(office.told.missing) == 2


async def test_of_what_was_held_back_only_what_is_of_use_comes_back(office: PostOffice) -> None:
    now = office.clock.now()
    office.queue("of last week", due_at=now - timedelta(days=7))
    office.queue("too late", expires_at=now + timedelta(hours=1))
    for number in range(9):
        office.queue(f"{number}", to=RANDOM)
    office.queue("tomorrow", to=LIN, due_at=now + timedelta(days=2))
    office.draw("card")
    with office.database.transaction() as session:
        returning.hold(session, office.team_id, "token_revoked")
    await office.send_all()
    assert office.states() == {outbox.HELD: 13}
    office.clock.plus(timedelta(days=1))
    with office.database.transaction() as session:
        returning.bring_back(session, office.team_id, office.clock.now())
    await office.send_all()
    assert office.said() == ["card"]
    assert office.said(RANDOM) == ["4", "5", "6", "7", "8"]
    assert sorted(set(office.notes()) - {""}) == ["expired", "old news", "too many at once"]
    await office.send_all(timedelta(days=2))
    assert office.said(LIN) == ["tomorrow"]


async def test_slack_is_asked_for_a_workspace_that_is_gone_until_it_says_yes(office: PostOffice) -> None:
    office.sandbox.app.token_revoked = True
    office.call(returning.PROBE, {}, lane="workspace", then="known again")
    with office.database.transaction() as session:
        returning.hold(session, office.team_id, "token_revoked")
    await office.send_all(timedelta(days=1))
    assert office.states() == {outbox.DUE: 1}
    assert 100 < office.calls(returning.PROBE) < 200, "every ten minutes, a day long"
    office.sandbox.app.token_revoked = False
    await office.send_all()
    assert [then for then, _answer in office.told.answers] == ["known again"]

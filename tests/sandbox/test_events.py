"""What happens in Slack, told to the app: over the real framework, by Socket Mode."""

from typing import Any

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo
from tests.world import World


async def test_a_message_in_a_channel_of_the_bot(world: World, echo: Echo) -> None:
    out = await world.lin.types("see https://aurora.example/?a=1&b=2 & @zhao in #general, 100% <sure>")
    assert out.message
    body = echo.last("message")
    event = body["event"]
    words = "see <https://aurora.example/?a=1&amp;b=2> &amp; <@U0ZHAO0001> in <#C0GENERAL1|general>, 100% &lt;sure&gt;"
    assert (event["text"], event["user"], event["channel"]) == (words, "U0LIN00001", "C0LAUNCH01")
    assert (event["channel_type"], event["ts"], event["event_ts"]) == ("channel", out.message.ts, out.message.ts)
    parts = event["blocks"][0]["elements"][0]["elements"]
    assert [part["type"] for part in parts] == ["text", "link", "text", "user", "text", "channel", "text"]
    assert (body["team_id"], body["api_app_id"], body["type"]) == ("T0LIAISON1", "A0LIAISON1", "event_callback")
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == "U0LIAISON1"


async def test_where_the_bot_is_not_it_hears_nothing(world: World, echo: Echo) -> None:
    await world.lin.types("@Liaison hello", channel="#random")
    await world.lin.types("psst", channel="@zhao")
    await world.settle()
    assert echo.received == []


async def test_a_mention_is_told_twice_as_message_and_as_mention(world: World, echo: Echo) -> None:
    await world.lin.types("@Liaison hello")
    assert echo.last("app_mention")["event"]["text"] == "<@U0LIAISON1> hello"
    assert echo.last("message")["event"]["text"] == "<@U0LIAISON1> hello"


async def test_a_direct_message_to_the_bot(world: World, echo: Echo) -> None:
    async def answer(event: dict[str, Any], client: Any) -> None:
        await client.chat_postMessage(channel=event["channel"], text=f"you said: {event['text']}")

    echo.answer["message"] = answer
    out = await world.lin.types("hello", channel="@Liaison")
    assert out.text == "you said: hello"
    assert echo.last("message")["event"]["channel_type"] == "im"
    assert [message.text for message in await world.lin.inbox()] == ["hello", "you said: hello"]


async def test_a_thread_reply_names_its_thread(world: World, echo: Echo) -> None:
    first = (await world.lin.types("a question")).message
    await world.zhao.types("an answer", thread=first)
    assert first
    assert echo.last("message")["event"]["thread_ts"] == first.ts


async def test_edits_and_deletions_carry_what_was_before(world: World, echo: Echo, sandbox: Sandbox) -> None:
    out = await world.lin.types("frist")
    assert out.message
    record = sandbox.slack.channels["C0LAUNCH01"].messages[out.message.ts]
    sandbox.slack.edit(record, record.user, text="first")
    await world.settle()
    event = echo.last("message")["event"]
    assert (event["subtype"], event["message"]["text"]) == ("message_changed", "first")
    assert event["previous_message"]["text"] == "frist"
    sandbox.slack.delete(record)
    await world.settle()
    event = echo.last("message")["event"]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", out.message.ts)
    assert event["previous_message"]["text"] == "first"


async def test_membership(world: World, echo: Echo) -> None:
    await world.zhao.invites("@Liaison", "#random")
    event = echo.last("member_joined_channel")["event"]
    assert (event["user"], event["channel"], event["channel_type"]) == ("U0LIAISON1", "C0RANDOM01", "C")
    assert (event["inviter"], event["team"]) == ("U0ZHAO0001", "T0LIAISON1")
    await world.sam.leaves("#random")
    assert echo.last("member_left_channel")["event"]["user"] == "U0SAM00001"
    await world.sam.joins("#random")
    assert echo.last("member_joined_channel")["event"]["user"] == "U0SAM00001"


async def test_people_come_change_and_go(world: World, echo: Echo) -> None:
    await world.arrives("yuki", real_name="Yuki Sato", locale="en-US", tz="Asia/Tokyo", email="yuki@aurora.example")
    user = echo.last("team_join")["event"]["user"]
    assert (user["name"], user["tz"], user["tz_offset"]) == ("yuki", "Asia/Tokyo", 32400)
    assert user["profile"]["email"] == "yuki@aurora.example"
    await world.yuki.changes(locale="zh-CN")
    assert echo.last("user_change")["event"]["user"]["locale"] == "zh-CN"
    await world.yuki.deactivates()
    assert echo.last("user_change")["event"]["user"]["deleted"] is True


async def test_files_and_reactions(world: World, echo: Echo) -> None:
    out = await world.lin.uploads("plan.csv", "a,b\n", text="the plan")
    assert out.message
    assert out.file
    assert out.message.text == "the plan\n[file plan.csv]"
    event = echo.last("file_shared")["event"]
    assert (event["file_id"], event["user_id"], event["channel_id"]) == (out.file["id"], "U0LIN00001", "C0LAUNCH01")
    assert echo.last("message")["event"]["subtype"] == "file_share"
    await world.zhao.reacts(out.message, "eyes")
    event = echo.last("reaction_added")["event"]
    assert (event["reaction"], event["user"], event["item_user"]) == ("eyes", "U0ZHAO0001", "U0LIN00001")
    assert event["item"] == {"type": "message", "channel": "C0LAUNCH01", "ts": out.message.ts}
    await world.zhao.reacts(out.message, "eyes")
    assert echo.count("reaction_removed") == 1


async def test_an_event_that_was_not_subscribed_to_is_not_sent(world: World, echo: Echo, sandbox: Sandbox) -> None:
    sandbox.app.events.remove("message.channels")
    await world.lin.types("@Liaison hello")
    assert (echo.count("message"), echo.count("app_mention")) == (0, 1)


async def test_uninstalling_ends_everything(world: World, echo: Echo) -> None:
    await world.befall("uninstall")
    await world.settle()
    assert echo.last("tokens_revoked")["event"]["tokens"]["bot"] == ["U0LIAISON1"]
    assert echo.count("app_uninstalled") == 1
    out = await world.lin.types("/echo hello")
    assert out.error.startswith("/echo is not a valid command.")
    await world.lin.types("hello?")
    await world.settle()
    assert echo.count("message") == 0


async def test_a_token_of_a_person_is_taken_back_and_the_apps_own_stays_good(world: World, echo: Echo) -> None:
    await world.befall("revoke_user", user="U0LIN00001")
    await world.settle()
    assert echo.last("tokens_revoked")["event"]["tokens"] == {"oauth": ["U0LIN00001"]}
    assert (await world.lin.types("/echo hello")).ok


async def test_people_cannot_write_where_they_are_not_or_nobody_may(world: World, echo: Echo, sandbox: Sandbox) -> None:
    await world.sam.leaves("#random")
    out = await world.sam.types("hello", channel="#random")
    assert out.error == "You are viewing #random. Join the channel to post."
    sandbox.slack.channels["C0RANDOM01"].is_archived = True
    out = await world.lin.types("hello", channel="#random")
    assert out.error == "This channel has been archived."
    sandbox.slack.create_channel("secret", "U0WANG0001", private=True)
    out = await world.lin.types("hello", channel="#secret")
    assert out.error == "#secret was not found."


# faults


async def test_an_event_is_sent_again_at_once_then_after_one_and_five_minutes(world: World, echo: Echo) -> None:
    await world.faults.add("drop_ack", "message", times=4)
    start = await world.clock.now()
    await world.lin.types("hello")
    await world.settle()
    assert echo.count("message") == 2
    waits = []
    for _ in range(2):
        await world.clock.to("next")
        waits.append((await world.clock.now() - start).total_seconds())
    assert waits == [60, 360]
    assert echo.count("message") == 4
    assert len({body["event_id"] for body in echo.received}) == 1
    assert await world.clock.next() is None


async def test_what_was_missed_while_the_app_was_away_comes_later(world: World, echo: Echo) -> None:
    await world.faults.add("no_delivery", "message", times=2)
    await world.lin.types("hello")
    await world.settle()
    assert echo.count("message") == 0
    await world.clock.plus("1m")
    assert echo.count("message") == 1


async def test_events_can_come_twice_and_out_of_order(world: World, echo: Echo) -> None:
    await world.faults.add("duplicate_events", "message", times=1)
    await world.lin.types("one")
    await world.settle()
    assert [body["event"]["text"] for body in echo.received] == ["one", "one"]
    echo.received.clear()
    await world.faults.add("reorder_events", "message", times=1)
    await world.lin.types("two")
    await world.lin.types("three")
    await world.settle()
    assert [body["event"]["text"] for body in echo.received] == ["three", "two"]


async def test_a_command_lost_on_the_way_is_seen_as_an_error(world: World, echo: Echo) -> None:
    await world.faults.add("no_delivery", "/echo", times=1)
    assert (await world.lin.types("/echo hello")).error == '/echo failed with the error "dispatch_failed"'
    await world.faults.add("drop_ack", "/echo", times=1)
    assert (await world.lin.types("/echo hello")).error == '/echo failed with the error "operation_timeout"'
    assert echo.count("command") == 1
    assert (await world.lin.types("/echo hello")).ok


async def test_a_user_group_that_changes_is_told_with_who_came_and_went(world: World, echo: Echo) -> None:
    await world.regroup("rd", "wang", "chen")
    event = echo.last("subteam_members_changed")["event"]
    assert (event["subteam_id"], event["added_users"]) == ("S0RD000001", ["U0CHEN0001"])
    assert sorted(event["removed_users"]) == ["U0LIN00001", "U0ZHAO0001"]
    subteam = echo.last("subteam_updated")["event"]["subteam"]
    assert (subteam["id"], subteam["users"]) == ("S0RD000001", ["U0WANG0001", "U0CHEN0001"])

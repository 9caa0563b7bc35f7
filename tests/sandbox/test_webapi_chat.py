"""Posting, changing and deleting, as Slack's own client sees it."""

from datetime import timedelta

from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.calling import BOT, GENERAL, LAUNCH, LIN, RANDOM, ZHAO, error_of, refused, slack

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*T-3* 方案设计"}}


async def test_a_post_stands_in_the_history_as_slack_describes_it() -> None:
    async with slack() as (sandbox, client):
        posted = await client.chat_postMessage(channel=LAUNCH, text="T-3 is late", blocks=[SECTION])
        history = await client.conversations_history(channel=LAUNCH)

    message = history["messages"][0]
    assert message["text"] == "T-3 is late"
    assert message["user"] == BOT
    assert message["bot_id"] == "B0LIAISON1"
    assert message["bot_profile"]["name"] == "Liaison"
    assert message["blocks"][0]["block_id"]
    assert message["ts"] == posted["ts"]
    assert posted["message"]["team"] == sandbox.slack.workspace.id


async def test_every_post_has_its_own_ts_though_the_clock_stands() -> None:
    async with slack() as (_, client):
        ts = [(await client.chat_postMessage(channel=LAUNCH, text=str(n)))["ts"] for n in range(3)]

    assert ts == sorted(set(ts))
    assert ts[0].startswith(str(1796090400))


async def test_a_post_goes_only_where_the_app_may() -> None:
    async with slack() as (sandbox, client):
        sandbox.slack.create_channel("secret", ZHAO, private=True, id="C0SECRET01")
        sandbox.slack.channels[GENERAL].members.append(BOT)
        sandbox.slack.channels[GENERAL].is_archived = True
        sandbox.slack.change_person(LIN, deleted=True)
        refusals = {
            where: await error_of(client.chat_postMessage(channel=where, text="hello"))
            for where in (RANDOM, "C0SECRET01", "C0NOWHERE1", GENERAL, LIN, BOT)
        }

    assert refusals == {
        RANDOM: "not_in_channel",
        "C0SECRET01": "channel_not_found",
        "C0NOWHERE1": "channel_not_found",
        GENERAL: "is_archived",
        LIN: "user_disabled",
        BOT: "cannot_dm_bot",
    }


async def test_a_post_to_a_person_is_a_direct_message() -> None:
    async with slack() as (_, client):
        posted = await client.chat_postMessage(channel=ZHAO, text="您好")
        opened = await client.conversations_open(users=ZHAO)

    assert posted["channel"].startswith("D")
    assert opened["channel"]["id"] == posted["channel"]
    assert opened["already_open"]


async def test_an_app_without_a_messages_tab_cannot_write_to_people() -> None:
    async with slack() as (sandbox, client):
        sandbox.app.messages_tab = False
        assert await error_of(client.chat_postMessage(channel=ZHAO, text="hi")) == "messages_tab_disabled"


async def test_nothing_to_say_is_refused() -> None:
    async with slack() as (_, client):
        for nothing in ({"text": ""}, {"text": "  ", "blocks": []}):
            call = client.api_call("chat.postMessage", json={"channel": LAUNCH, **nothing})
            assert await error_of(call) == "no_text"


async def test_bad_blocks_are_refused_with_the_place() -> None:
    async with slack() as (_, client):
        bad = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
        refusal = await refused(client.chat_postMessage(channel=LAUNCH, text="x", blocks=[bad]))
        not_a_list = await error_of(client.chat_postMessage(channel=LAUNCH, text="x", blocks='{"type"'))

    assert refusal["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in refusal["response_metadata"]["messages"][0]
    assert not_a_list == "invalid_blocks_format"


async def test_long_text_is_cut_in_a_post_and_refused_in_an_update() -> None:
    async with slack() as (_, client):
        posted = await client.chat_postMessage(channel=LAUNCH, text="长" * 41_000)
        assert len(posted["message"]["text"]) == 40_000
        assert "message_truncated" in posted["response_metadata"]["warnings"]
        too_long = client.chat_update(channel=LAUNCH, ts=posted["ts"], text="长" * 4_001)
        assert await error_of(too_long) == "msg_too_long"


async def test_metadata_is_shown_by_the_history_only_when_asked_for() -> None:
    metadata = {"event_type": "liaison_outbox", "event_payload": {"id": "a1"}}
    async with slack() as (_, client):
        await client.chat_postMessage(channel=LAUNCH, text="card", metadata=metadata)
        plain = await client.conversations_history(channel=LAUNCH)
        full = await client.conversations_history(channel=LAUNCH, include_all_metadata=True)
        large = {"event_type": "liaison_outbox", "event_payload": {"id": "a" * 8_000}}
        refusal = await error_of(client.chat_postMessage(channel=LAUNCH, text="card", metadata=large))

    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata
    assert refusal == "metadata_too_large"


async def test_only_own_messages_can_be_changed_or_deleted() -> None:
    async with slack() as (sandbox, client):
        other = sandbox.slack.post(LAUNCH, ZHAO, "mine").ts
        assert await error_of(client.chat_update(channel=LAUNCH, ts=other, text="no")) == "cant_update_message"
        assert await error_of(client.chat_delete(channel=LAUNCH, ts=other)) == "cant_delete_message"
        assert await error_of(client.chat_update(channel=LAUNCH, ts="1.000001", text="no")) == "message_not_found"


async def test_an_update_without_blocks_takes_them_away_and_one_without_text_keeps_it() -> None:
    async with slack() as (sandbox, client):
        ts = (await client.chat_postMessage(channel=LAUNCH, text="first", blocks=[SECTION]))["ts"]
        await client.api_call("chat.update", json={"channel": LAUNCH, "ts": ts, "blocks": [SECTION, SECTION]})
        message = sandbox.slack.channels[LAUNCH].messages[ts]
        assert (message.text, len(message.blocks), message.edited_ts) == ("first", 2, None)
        await client.chat_update(channel=LAUNCH, ts=ts, text="second")
        assert (message.text, message.blocks) == ("second", [])
        assert message.edited_by == BOT


async def test_a_deleted_message_is_gone_but_its_replies_stay() -> None:
    async with slack() as (_, client):
        ts = (await client.chat_postMessage(channel=LAUNCH, text="question"))["ts"]
        await client.chat_postMessage(channel=LAUNCH, text="answer", thread_ts=ts)
        await client.chat_delete(channel=LAUNCH, ts=ts)
        thread = await client.conversations_replies(channel=LAUNCH, ts=ts)

    assert [m["text"] for m in thread["messages"]] == ["This message was deleted.", "answer"]
    assert thread["messages"][0]["subtype"] == "tombstone"


async def test_an_ephemeral_reaches_only_members_and_no_history() -> None:
    async with slack() as (sandbox, client):
        await client.chat_postEphemeral(channel=LAUNCH, user=ZHAO, text="just you")
        history = await client.conversations_history(channel=LAUNCH)
        sandbox.slack.leave(LAUNCH, LIN)
        outsider = await error_of(client.chat_postEphemeral(channel=LAUNCH, user=LIN, text="just you"))

    assert [m.text for m in sandbox.slack.channels[LAUNCH].ephemerals] == ["just you"]
    assert history["messages"] == []
    assert outsider == "user_not_in_channel"


async def test_a_scheduled_message_is_posted_when_its_time_comes() -> None:
    async with slack() as (sandbox, client):
        at = sandbox.slack.seconds() + 3600
        waiting = await client.chat_scheduleMessage(channel=LAUNCH, text="later", post_at=at)
        assert waiting["scheduled_message_id"].startswith("Q")
        await sandbox.timeline.move(sandbox.clock.now() + timedelta(minutes=59))
        assert sandbox.slack.channels[LAUNCH].messages == {}
        await sandbox.timeline.move(sandbox.clock.now() + timedelta(minutes=5))
        (message,) = sandbox.slack.channels[LAUNCH].messages.values()

    assert message.text == "later"
    assert int(float(message.ts)) == at


async def test_a_scheduled_message_can_be_deleted_until_a_minute_before() -> None:
    async with slack() as (sandbox, client):
        at = sandbox.slack.seconds() + 90
        first = await client.chat_scheduleMessage(channel=LAUNCH, text="no", post_at=at)
        second = await client.chat_scheduleMessage(channel=LAUNCH, text="yes", post_at=at)
        await client.chat_deleteScheduledMessage(channel=LAUNCH, scheduled_message_id=first["scheduled_message_id"])
        sandbox.clock.plus(timedelta(seconds=40))
        late = client.chat_deleteScheduledMessage(channel=LAUNCH, scheduled_message_id=second["scheduled_message_id"])
        assert await error_of(late) == "invalid_scheduled_message_id"
        past = client.chat_scheduleMessage(channel=LAUNCH, text="x", post_at=sandbox.slack.seconds())
        assert await error_of(past) == "time_in_past"
        far = client.chat_scheduleMessage(channel=LAUNCH, text="x", post_at=at + 121 * 24 * 3600)
        assert await error_of(far) == "time_too_far"


async def test_thirty_messages_can_be_scheduled_for_the_same_five_minutes() -> None:
    async with slack() as (sandbox, client):
        at = sandbox.slack.seconds() + 3600
        for _ in range(30):
            await client.chat_scheduleMessage(channel=LAUNCH, text="x", post_at=at)
        one_more = await error_of(client.chat_scheduleMessage(channel=LAUNCH, text="x", post_at=at))
        listed = await client.chat_scheduledMessages_list(channel=LAUNCH)
        assert (await client.chat_scheduleMessage(channel=LAUNCH, text="x", post_at=at + 300))["ok"]

    assert one_more == "restricted_too_many"
    assert len(listed["scheduled_messages"]) == 30


async def test_a_permalink_leads_into_the_thread() -> None:
    async with slack() as (_, client):
        ts = (await client.chat_postMessage(channel=LAUNCH, text="question"))["ts"]
        reply = (await client.chat_postMessage(channel=LAUNCH, text="answer", thread_ts=ts))["ts"]
        link = (await client.chat_getPermalink(channel=LAUNCH, message_ts=reply))["permalink"]

    assert link.endswith(f"/archives/{LAUNCH}/p{reply.replace('.', '')}?thread_ts={ts}&cid={LAUNCH}")


async def test_a_wrong_token_opens_nothing() -> None:
    async with slack() as (sandbox, client):
        stranger = AsyncWebClient("xoxb-wrong", base_url=client.base_url, retry_handlers=[])
        assert await error_of(stranger.chat_postMessage(channel=LAUNCH, text="x")) == "invalid_auth"
        nobody = AsyncWebClient(base_url=client.base_url, retry_handlers=[])
        assert await error_of(nobody.auth_test()) == "not_authed"
        assert await error_of(client.api_call("chat.shout")) == "unknown_method"
        app_level = AsyncWebClient(sandbox.app.app_token, base_url=client.base_url, retry_handlers=[])
        assert await error_of(app_level.auth_test()) == "not_allowed_token_type"


async def test_a_missing_scope_is_named() -> None:
    async with slack(["users:read"]) as (_, client):
        refusal = await refused(client.chat_postMessage(channel=LAUNCH, text="x"))

    assert refusal["error"] == "missing_scope"
    assert refusal["needed"] == "chat:write"
    assert refusal["provided"] == "users:read"

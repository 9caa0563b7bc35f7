"""Channels: who may see, enter, name and read them."""

from datetime import timedelta

from tests.sandbox.calling import BOT, CHEN, GENERAL, LAUNCH, LIN, RANDOM, ZHAO, error_of, refused, slack


async def test_a_new_channel_has_its_creator_in_it_and_a_free_name() -> None:
    async with slack() as (_, client):
        made = await client.conversations_create(name="proj-新品")
        members = await client.conversations_members(channel=made["channel"]["id"])
        taken = await error_of(client.conversations_create(name="general"))
        bad = [await error_of(client.conversations_create(name=name)) for name in ("Upper Case", "x" * 81, "", "--")]

    assert members["members"] == [BOT]
    assert made["channel"]["is_member"]
    assert made["channel"]["creator"] == BOT
    assert taken == "name_taken"
    assert bad == [
        "invalid_name_specials",
        "invalid_name_maxlength",
        "invalid_name_required",
        "invalid_name_punctuation",
    ]


async def test_a_private_channel_is_invisible_to_those_outside() -> None:
    async with slack() as (sandbox, client):
        sandbox.slack.create_channel("board", ZHAO, private=True, id="C0BOARD001")
        listed = await client.conversations_list(types="public_channel,private_channel")
        refusals = [
            await error_of(client.conversations_info(channel="C0BOARD001")),
            await error_of(client.conversations_history(channel="C0BOARD001")),
            await error_of(client.conversations_members(channel="C0BOARD001")),
            await error_of(client.conversations_join(channel="C0BOARD001")),
            await error_of(client.conversations_invite(channel="C0BOARD001", users=LIN)),
        ]
        own = await client.conversations_create(name="own-secret", is_private=True)
        then = await client.conversations_list(types="private_channel")

    assert [channel["name"] for channel in listed["channels"]] == ["general", "random", "product-launch"]
    assert refusals == ["channel_not_found"] * 5
    assert own["channel"]["is_private"]
    assert [channel["name"] for channel in then["channels"]] == ["own-secret"]


async def test_an_invitation_says_whom_it_could_not_reach_and_invites_nobody() -> None:
    async with slack() as (sandbox, client):
        channel = (await client.conversations_create(name="proj"))["channel"]["id"]
        sandbox.slack.change_person(CHEN, deleted=True)
        await client.conversations_invite(channel=channel, users=[ZHAO])
        refusal = await refused(
            client.conversations_invite(channel=channel, users=[ZHAO, LIN, CHEN, BOT, "U0NOBODY01"])
        )
        before = list(sandbox.slack.channels[channel].members)
        await client.conversations_invite(channel=channel, users=[LIN, ZHAO], force=True)

    assert refusal["error"] == "already_in_channel"
    assert {each["user"]: each["error"] for each in refusal["errors"]} == {
        ZHAO: "already_in_channel",
        CHEN: "user_disabled",
        BOT: "cant_invite_self",
        "U0NOBODY01": "user_not_found",
    }
    assert before == [BOT, ZHAO]
    assert sandbox.slack.channels[channel].members == [BOT, ZHAO, LIN]


async def test_who_is_not_in_a_channel_can_neither_invite_nor_read() -> None:
    async with slack() as (_, client):
        assert await error_of(client.conversations_invite(channel=RANDOM, users=LIN)) == "not_in_channel"
        assert await error_of(client.conversations_history(channel=RANDOM)) == "not_in_channel"
        await client.conversations_join(channel=RANDOM)
        assert (await client.conversations_history(channel=RANDOM))["messages"][0]["subtype"] == "channel_join"
        assert (await client.conversations_join(channel=RANDOM))["warning"] == "already_in_channel"


async def test_kick_leave_rename_and_archive() -> None:
    async with slack() as (_, client):
        channel = (await client.conversations_create(name="proj"))["channel"]["id"]
        await client.conversations_invite(channel=channel, users=[ZHAO])
        await client.conversations_kick(channel=channel, user=ZHAO)
        assert await error_of(client.conversations_kick(channel=channel, user=ZHAO)) == "not_in_channel"
        assert await error_of(client.conversations_kick(channel=channel, user=BOT)) == "cant_kick_self"
        renamed = await client.conversations_rename(channel=channel, name="proj-2")
        assert (renamed["channel"]["name"], renamed["channel"]["previous_names"]) == ("proj-2", ["proj"])
        assert await error_of(client.conversations_rename(channel=LAUNCH, name="mine")) == "not_authorized"
        await client.conversations_archive(channel=channel)
        assert await error_of(client.conversations_archive(channel=channel)) == "already_archived"
        assert await error_of(client.chat_postMessage(channel=channel, text="x")) == "is_archived"
        assert (await client.conversations_info(channel=channel))["channel"]["is_archived"]
        listed = await client.conversations_list(exclude_archived=True)
        assert "proj-2" not in [each["name"] for each in listed["channels"]]


async def test_topic_and_purpose_are_kept_and_told() -> None:
    async with slack() as (_, client):
        await client.conversations_setTopic(channel=LAUNCH, topic="方案设计")
        await client.conversations_setPurpose(channel=LAUNCH, purpose="Launch it")
        info = (await client.conversations_info(channel=LAUNCH, include_num_members=True))["channel"]
        history = await client.conversations_history(channel=LAUNCH)
        long = await error_of(client.conversations_setTopic(channel=LAUNCH, topic="x" * 251))

    assert info["topic"]["value"] == "方案设计"
    assert info["topic"]["creator"] == BOT
    assert info["purpose"]["value"] == "Launch it"
    assert info["num_members"] == 9
    assert [m["subtype"] for m in history["messages"]] == ["channel_purpose", "channel_topic"]
    assert long == "too_long"


async def test_history_comes_in_pages_newest_first_and_within_bounds() -> None:
    async with slack() as (sandbox, client):
        ts = []
        for number in range(5):
            sandbox.clock.plus(timedelta(seconds=60))
            ts.append(sandbox.slack.post(LAUNCH, ZHAO, f"m{number}").ts)
        pages = []
        async for page in await client.conversations_history(channel=LAUNCH, limit=2):
            pages.append([m["text"] for m in page["messages"]])
        after = await client.conversations_history(channel=LAUNCH, oldest=ts[2])
        including = await client.conversations_history(channel=LAUNCH, oldest=ts[2], latest=ts[3], inclusive=True)
        cursor = await error_of(client.conversations_history(channel=LAUNCH, cursor="nonsense"))

    assert pages == [["m4", "m3"], ["m2", "m1"], ["m0"]]
    assert [m["text"] for m in after["messages"]] == ["m4", "m3"]
    assert [m["text"] for m in including["messages"]] == ["m3", "m2"]
    assert cursor == "invalid_cursor"


async def test_replies_are_in_their_thread_and_not_in_the_history() -> None:
    async with slack() as (_, client):
        first = (await client.chat_postMessage(channel=LAUNCH, text="digest"))["ts"]
        reply = (await client.chat_postMessage(channel=LAUNCH, text="detail", thread_ts=first))["ts"]
        await client.chat_postMessage(channel=LAUNCH, text="of the reply", thread_ts=reply)
        await client.chat_postMessage(channel=LAUNCH, text="loud", thread_ts=first, reply_broadcast=True)
        thread = await client.conversations_replies(channel=LAUNCH, ts=first)
        history = await client.conversations_history(channel=LAUNCH)
        nowhere = await error_of(client.conversations_replies(channel=LAUNCH, ts="1.000001"))

    assert [m["text"] for m in thread["messages"]] == ["digest", "detail", "of the reply", "loud"]
    assert {m["thread_ts"] for m in thread["messages"]} == {first}
    assert [m["text"] for m in history["messages"]] == ["loud", "digest"]
    assert history["messages"][1]["reply_count"] == 3
    assert nowhere == "thread_not_found"


async def test_each_kind_of_conversation_needs_its_scope() -> None:
    async with slack(["channels:read", "channels:history", "im:write"]) as (sandbox, client):
        secret = sandbox.slack.create_channel("board", ZHAO, private=True, members=[BOT])
        direct = (await client.conversations_open(users=ZHAO))["channel"]["id"]
        needed = [
            (await refused(client.conversations_info(channel=secret.id)))["needed"],
            (await refused(client.conversations_history(channel=secret.id)))["needed"],
            (await refused(client.conversations_history(channel=direct)))["needed"],
            (await refused(client.conversations_list(types="public_channel,private_channel")))["needed"],
            (await refused(client.conversations_setTopic(channel=LAUNCH, topic="x")))["needed"],
        ]
        assert (await client.conversations_history(channel=LAUNCH))["ok"]

    assert needed == [
        "groups:read",
        "groups:history",
        "im:history",
        "groups:read",
        "channels:manage,channels:write.topic",
    ]


async def test_a_group_message_is_the_same_for_the_same_people() -> None:
    async with slack() as (_, client):
        first = await client.conversations_open(users=[ZHAO, LIN])
        again = await client.conversations_open(users=[LIN, ZHAO], return_im=True)

    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["channel"]["is_mpim"]


async def test_conversations_of_a_person_are_those_the_app_may_see() -> None:
    async with slack() as (sandbox, client):
        sandbox.slack.create_channel("board", ZHAO, private=True)
        theirs = await client.users_conversations(user=ZHAO, types="public_channel,private_channel")
        own = await client.users_conversations()

    assert {channel["id"] for channel in theirs["channels"]} == {GENERAL, RANDOM, LAUNCH}
    assert [channel["id"] for channel in own["channels"]] == [LAUNCH]

"""Files go up in three steps and come down for those who may see them; reactions, pins, bookmarks."""

from datetime import timedelta

import aiohttp

from tests.sandbox.calling import BOT, LAUNCH, RANDOM, ZHAO, error_of, slack


async def test_an_uploaded_file_is_shared_in_the_channel_and_can_be_fetched() -> None:
    async with slack() as (sandbox, client):
        await client.files_upload_v2(
            channel=LAUNCH, filename="项目章程.docx", content=b"charter", title="《项目章程》", initial_comment="Signed"
        )
        history = await client.conversations_history(channel=LAUNCH)
        file = history["messages"][0]["files"][0]
        info = (await client.files_info(file=file["id"]))["file"]
        async with aiohttp.ClientSession() as http:
            headers = {"Authorization": f"Bearer {sandbox.app.bot_token}"}
            async with http.get(file["url_private_download"], headers=headers) as answer:
                body = await answer.read()
                disposition = answer.headers["Content-Disposition"]
            async with http.get(file["url_private"], headers={"Authorization": "Bearer wrong"}) as answer:
                stranger = answer.status

    message = history["messages"][0]
    assert (message["text"], message["subtype"], message["upload"]) == ("Signed", "file_share", True)
    assert (file["title"], file["size"], file["filetype"]) == ("《项目章程》", 7, "docx")
    assert info["channels"] == [LAUNCH]
    assert info["shares"] == {"public": {LAUNCH: [{"ts": message["ts"]}]}}
    assert body == b"charter"
    assert disposition.startswith("attachment")
    assert stranger == 404


async def test_a_file_is_not_complete_before_its_bytes_arrived() -> None:
    async with slack() as (sandbox, client):
        started = await client.files_getUploadURLExternal(filename="plan.png", length=4)
        files = [{"id": started["file_id"], "title": "Plan"}]
        assert await error_of(client.files_completeUploadExternal(files=files, channel_id=LAUNCH)) == "file_not_found"
        async with aiohttp.ClientSession() as http:
            async with http.post(started["upload_url"], data=b"too long for it") as answer:
                assert answer.status == 400
            async with http.post(started["upload_url"], data=b"\x89PNG") as answer:
                assert await answer.text() == "OK - 4"
        assert await error_of(client.files_info(file=started["file_id"])) == "file_not_found"
        assert await error_of(client.files_completeUploadExternal(files=files, channel_id=RANDOM)) == "not_in_channel"
        await client.files_completeUploadExternal(files=files)
        picture = [{"type": "image", "alt_text": "Plan", "slack_file": {"id": started["file_id"]}}]
        assert (await client.files_info(file=started["file_id"]))["file"]["mimetype"] == "", "not looked at yet"
        assert await error_of(client.chat_postMessage(channel=LAUNCH, text="Plan", blocks=picture)) == "invalid_blocks"
        sandbox.clock.plus(timedelta(seconds=2))
        await client.chat_postMessage(channel=LAUNCH, text="Plan", blocks=picture)
        assert (await client.files_info(file=started["file_id"]))["file"]["mimetype"] == "image/png"
        assert await error_of(client.files_getUploadURLExternal(filename="x", length=0)) == "invalid_arguments"


async def test_a_reaction_is_counted_once_a_person() -> None:
    async with slack() as (sandbox, client):
        ts = sandbox.slack.post(LAUNCH, ZHAO, "done").ts
        await client.reactions_add(channel=LAUNCH, timestamp=ts, name="white_check_mark")
        again = await error_of(client.reactions_add(channel=LAUNCH, timestamp=ts, name="white_check_mark"))
        bad = await error_of(client.reactions_add(channel=LAUNCH, timestamp=ts, name="not an emoji"))
        nowhere = await error_of(client.reactions_add(channel=LAUNCH, timestamp="1.000001", name="eyes"))
        history = await client.conversations_history(channel=LAUNCH)
        await client.reactions_remove(channel=LAUNCH, timestamp=ts, name="white_check_mark")
        after = await client.conversations_history(channel=LAUNCH)

    assert history["messages"][0]["reactions"] == [{"name": "white_check_mark", "users": [BOT], "count": 1}]
    assert (again, bad, nowhere) == ("already_reacted", "invalid_name", "message_not_found")
    assert "reactions" not in after["messages"][0]


async def test_pins_and_bookmarks_stand_at_the_channel() -> None:
    async with slack() as (sandbox, client):
        ts = (await client.chat_postMessage(channel=LAUNCH, text="《项目基本信息表》"))["ts"]
        await client.pins_add(channel=LAUNCH, timestamp=ts)
        assert await error_of(client.pins_add(channel=LAUNCH, timestamp=ts)) == "already_pinned"
        assert await error_of(client.pins_add(channel=LAUNCH)) == "no_item_specified"
        other = sandbox.slack.post(RANDOM, ZHAO, "hello").ts
        assert await error_of(client.pins_add(channel=RANDOM, timestamp=other)) == "not_in_channel"
        link = "https://example.com/plan"
        added = await client.bookmarks_add(channel_id=LAUNCH, title="Plan", type="link", link=link)
        bad = client.bookmarks_add(channel_id=LAUNCH, title="Plan", type="link", link="javascript:alert(1)")
        assert await error_of(bad) == "invalid_link"
        history = await client.conversations_history(channel=LAUNCH)

    assert history["messages"][0]["pinned_to"] == [LAUNCH]
    assert added["bookmark"]["link"] == link
    assert [bookmark.title for bookmark in sandbox.slack.channels[LAUNCH].bookmarks] == ["Plan"]

"""The page in a real browser: what people write, read and find; unread marks, threads, files, the clock."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from bot.sandbox.world.records import Bookmark
from tests.sandbox.echo import Echo
from tests.sandbox.visiting import LAUNCH, OpenPage, composer, messages
from tests.world import World

pytestmark = pytest.mark.browser


def picture(width: int, height: int) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


async def test_several_tabs_act_as_several_people_and_see_each_other_at_once(visit: OpenPage, echo: Echo) -> None:
    maria, zhao = await visit("maria"), await visit("zhao")
    await composer(maria).fill("Shall we start?")
    await composer(maria).press("Enter")
    await expect(messages(zhao).get_by_role("article", name="Maria Weber")).to_contain_text("Shall we start?")
    await composer(zhao).fill("好的 <b>开始</b>")
    await zhao.get_by_role("button", name="发送").first.click()
    await expect(messages(maria).get_by_role("article", name="赵敏")).to_contain_text("好的 <b>开始</b>")
    await expect(composer(zhao)).to_have_value("")


async def test_the_page_says_that_it_is_not_slack(visit: OpenPage) -> None:
    english, chinese = await visit("maria"), await visit("lin")
    await expect(english.get_by_role("contentinfo")).to_contain_text("this is not Slack")
    await expect(chinese.get_by_role("contentinfo")).to_contain_text("并非Slack")
    await expect(chinese.locator("html")).to_have_attribute("lang", "zh-Hans")


async def test_another_person_is_one_click_away(visit: OpenPage) -> None:
    page = await visit("maria")
    await page.get_by_role("button", name="Acting as Maria Weber").click()
    await page.get_by_role("menuitem", name="林涛 Lin Tao").click()
    await expect(page.get_by_role("button", name="当前身份 林涛 Lin Tao")).to_be_visible()
    assert "as=U0LIN00001" in page.url
    assert f"in={LAUNCH}" in page.url


async def test_unread_rooms_are_marked_until_they_are_read(visit: OpenPage, world: World) -> None:
    page = await visit("maria")
    await world.sam.types("Coffee is ready", "#random")
    room = page.get_by_role("navigation").get_by_role("link", name="random")
    await expect(room).to_have_accessible_name(re.compile("1 unread"))
    await room.click()
    await expect(messages(page)).to_contain_text("Coffee is ready")
    await expect(page.get_by_role("navigation").get_by_role("link", name="random")).not_to_have_accessible_name(
        re.compile("unread")
    )


async def test_a_command_is_completed_and_its_answer_is_visible_to_one_person_only(visit: OpenPage, echo: Echo) -> None:
    page, other = await visit("maria"), await visit("lin")
    await composer(page).press_sequentially("/ec")
    await expect(page.get_by_role("option", name="/echo")).to_be_visible()
    await composer(page).press("Tab")
    await expect(composer(page)).to_have_value("/echo ")
    await composer(page).press_sequentially("hello")
    await composer(page).press("Enter")
    answer = messages(page).get_by_role("article", name="Liaison")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text("echo: hello")
    await expect(messages(other).get_by_role("article")).to_have_count(0)


async def test_an_unknown_command_is_refused_and_kept(visit: OpenPage, echo: Echo) -> None:
    page = await visit("maria")
    await composer(page).fill("/nonsense at all")
    await composer(page).press("Enter")
    await expect(page.get_by_text("/nonsense is not a valid command.")).to_be_visible()
    await expect(composer(page)).to_have_value("/nonsense at all")


async def test_people_are_mentioned_from_the_completions_between_chinese_characters(
    visit: OpenPage, echo: Echo
) -> None:
    page = await visit("zhao")
    await composer(page).press_sequentially("请@")
    await composer(page).press_sequentially("林")
    await page.get_by_role("option", name="林涛").click()
    await composer(page).press_sequentially("看一下")
    await composer(page).press("Shift+Enter")
    await composer(page).press_sequentially("谢谢")
    await composer(page).press("Enter")
    await expect(messages(page).locator(".mention[data-person=U0LIN00001]")).to_have_text("@林涛")
    await expect(messages(page).get_by_role("article")).to_have_count(1)


async def test_a_thread_is_read_and_answered_beside_the_channel(
    visit: OpenPage, echo: Echo, card: dict[str, Any], world: World
) -> None:
    page = await visit("maria")
    message = messages(page).get_by_role("article", name="Liaison")
    await message.hover()
    await message.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("combobox", name="Reply…")).to_be_focused()
    await page.keyboard.type("Artwork on Friday")
    await page.keyboard.press("Enter")
    await expect(thread.get_by_role("article", name="Maria Weber")).to_contain_text("Artwork on Friday")
    await message.get_by_role("button", name="1 reply").click()
    assert f"thread={card['ts']}" in page.url
    await expect(thread.get_by_role("combobox", name="Reply…")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()


async def test_a_reaction_is_added_and_taken_back(visit: OpenPage, echo: Echo, card: dict[str, Any]) -> None:
    page = await visit("maria")
    message = messages(page).get_by_role("article", name="Liaison")
    await message.hover()
    await message.get_by_role("button", name="Add a reaction :eyes:").click()
    mark = message.get_by_role("button", name="👀 1")
    await expect(mark).to_have_attribute("aria-pressed", "true")
    await mark.click()
    await expect(mark).to_have_count(0)


async def test_a_message_is_shown_as_a_desktop_and_a_phone_notify_of_it(visit: OpenPage, echo: Echo) -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Delay alert"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*T-3* is late · <@U0LIN00001>"}},
    ]
    await echo.app.client.chat_postMessage(channel=LAUNCH, text="<@U0LIN00001>: T-3 is late", blocks=blocks)
    for who, button, captions in (
        ("maria", "As a notification", ("On a desktop, from the blocks", "On a phone, from the text")),
        ("lin", "通知显示为", ("电脑通知，取自内容块", "手机通知，取自text")),
    ):
        page = await visit(who, width=390)
        message = messages(page).get_by_role("article", name="Liaison")
        await message.hover()
        await message.get_by_role("button", name=button).click()
        shown = page.get_by_role("dialog", name=button)
        await expect(shown.get_by_role("figure", name=captions[0])).to_contain_text("Delay alert T-3 is late · @林涛")
        await expect(shown.get_by_role("figure", name=captions[1])).to_contain_text("@林涛: T-3 is late")
        await page.keyboard.press("Escape")
        await expect(shown).to_be_hidden()


async def test_files_and_pictures_are_uploaded_and_shown(visit: OpenPage, echo: Echo) -> None:
    page = await visit("maria")
    for name, kind, content in (
        ("甘特图 gantt.png", "image/png", picture(40, 30)),
        ("plan.xlsx", "application/zip", b"x" * 2048),
    ):
        async with page.expect_file_chooser() as choosing:
            await page.get_by_role("button", name="Attach a file").first.click()
        await (await choosing.value).set_files({"name": name, "mimeType": kind, "buffer": content})
    await expect(messages(page).get_by_role("img", name="甘特图 gantt.png")).to_be_visible()
    assert await messages(page).get_by_role("img").evaluate("picture => picture.naturalWidth") == 40
    await expect(messages(page).get_by_role("link", name="plan.xlsx")).to_contain_text("2 kB")


async def test_pins_and_bookmarks_stand_at_the_top(visit: OpenPage, card: dict[str, Any], sandbox: Sandbox) -> None:
    room = sandbox.slack.channels[LAUNCH]
    room.pins.append(card["ts"])
    room.bookmarks.append(Bookmark("Bk1", LAUNCH, "Charter", "https://aurora.example/charter"))
    page = await visit("maria")
    await expect(page.get_by_role("link", name="Charter")).to_have_attribute("href", "https://aurora.example/charter")
    await page.get_by_role("button", name="Pinned 1").click()
    await page.get_by_role("menuitem", name="Liaison").click()
    await expect(messages(page).get_by_role("article", name="Liaison")).to_be_focused()


async def test_the_clock_moves_to_the_persons_next_morning(visit: OpenPage, sandbox: Sandbox) -> None:
    page = await visit("maria")
    clock = page.get_by_role("group", name="Clock")
    await expect(clock.get_by_role("timer")).to_have_text("Mon 23 Nov 02:00")
    await clock.get_by_role("button", name="Next morning").click()
    await expect(clock.get_by_role("timer")).to_have_text("Mon 23 Nov 09:00")
    await clock.get_by_role("button", name="+1 hour").click()
    await expect(clock.get_by_role("timer")).to_have_text("Mon 23 Nov 10:00")
    await clock.get_by_role("button", name="+1 day").click()
    await expect(clock.get_by_role("timer")).to_have_text("Tue 24 Nov 10:00")
    await clock.get_by_role("button", name="Set the clock").click()
    await page.get_by_label("Date and time").fill("2026-12-01T09:30")
    await page.get_by_role("button", name="Go").click()
    await expect(clock.get_by_role("timer")).to_have_text("Tue 1 Dec 09:30")
    assert sandbox.clock.now().isoformat() == "2026-12-01T08:30:00+00:00"


async def test_the_clock_goes_to_the_next_thing_that_will_happen(visit: OpenPage, echo: Echo, sandbox: Sandbox) -> None:
    page = await visit("lin")
    forward = page.get_by_role("button", name="到下一件将发生的事")
    await expect(forward).to_be_disabled()
    later = int(sandbox.clock.now().timestamp()) + 7200
    await echo.app.client.chat_scheduleMessage(channel=LAUNCH, text="Weekly meeting in an hour", post_at=later)
    await forward.click()
    await expect(messages(page).get_by_role("article", name="Liaison")).to_contain_text("Weekly meeting in an hour")
    await expect(page.get_by_role("timer")).to_have_text("11月23日 周一 11:00")


async def test_the_traffic_is_shown_as_it_was_sent(visit: OpenPage, echo: Echo) -> None:
    page = await visit("maria")
    await page.get_by_role("button", name="Traffic").first.click()
    await composer(page).fill("/echo hello")
    await composer(page).press("Enter")
    traffic = page.get_by_role("region", name="Traffic")
    line = traffic.get_by_text("/echo", exact=True)
    await line.click()
    await expect(traffic).to_contain_text('"command": "/echo"')
    await expect(traffic).to_contain_text("echo: hello")


async def test_what_is_being_written_and_read_stays_when_others_write(visit: OpenPage, world: World) -> None:
    for number in range(60):
        await world.sam.types(f"line {number}")
    page = await visit("maria")
    await composer(page).press_sequentially("half a sen")
    scroll = messages(page)
    await scroll.evaluate("log => { log.scrollTop = 200 }")
    await expect(scroll.get_by_text("line 10", exact=True)).to_be_in_viewport()
    await world.lin.types("one more")
    await expect(page.get_by_role("button", name="Jump to the newest")).to_be_visible()
    assert await scroll.evaluate("log => log.scrollTop") == pytest.approx(200, abs=40)
    await expect(composer(page)).to_be_focused()
    await page.keyboard.type("tence")
    await expect(composer(page)).to_have_value("half a sentence")
    await page.get_by_role("button", name="Jump to the newest").click()
    await expect(scroll.get_by_text("one more")).to_be_in_viewport()


async def test_one_who_is_not_a_member_reads_and_joins(visit: OpenPage, world: World, echo: Echo) -> None:
    await world.sam.leaves(LAUNCH)
    page = await visit("sam")
    await expect(composer(page)).to_be_hidden()
    await page.get_by_role("button", name="Join channel").click()
    await expect(composer(page)).to_be_visible()


async def test_it_holds_together_on_a_narrow_screen(visit: OpenPage, card: dict[str, Any]) -> None:
    page = await visit("zhao", width=1000, thread=card["ts"])
    assert await page.evaluate("document.documentElement.scrollWidth") <= 1000
    await expect(page.get_by_role("complementary").get_by_role("combobox", name="回复…")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="设定时钟")).to_be_in_viewport()


async def test_it_can_be_used_on_a_phone(visit: OpenPage, card: dict[str, Any]) -> None:
    page = await visit("maria", width=390)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    for inside in (
        page.get_by_role("button", name="Set the clock"),
        page.locator(".room[aria-current]"),
        composer(page),
    ):
        await expect(inside).to_be_in_viewport(ratio=1)
    box = await composer(page).bounding_box()
    assert box is not None
    assert box["width"] > 300, "the rooms leave the width to the conversation"

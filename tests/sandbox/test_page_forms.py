"""The page in a real browser: modals, menus, buttons, the Home tab – found by role and name, filled, pressed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox.page.words import field_error
from bot.sandbox.server import Sandbox
from tests.sandbox import gallery
from tests.sandbox.echo import Echo, field, modal, option, plain
from tests.sandbox.visiting import LAUNCH, OpenPage, composer, messages, opens
from tests.world import World

pytestmark = pytest.mark.browser


async def test_what_slack_says_under_a_field_is_in_the_persons_language(visit: OpenPage, echo: Echo) -> None:
    await opens(modal([field("name", {"type": "plain_text_input"})]), echo)
    page = await visit("zhao")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    dialog = page.get_by_role("dialog", name="Form")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.get_by_role("alert").filter(has_text="请填写此必填字段。")).to_be_visible()


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Please enter no more than 150 characters.", "请输入不超过150个字符。"),
        ("Please enter a number no less than -1.5.", "请输入不小于-1.5的数字。"),
        ("Please enter a whole number.", "请输入整数。"),
        ("T-3 50% is over 100.", "T-3 50% is over 100."),
    ],
)
def test_an_error_of_the_apps_own_stays_as_it_is(english: str, chinese: str) -> None:
    assert field_error(english, chinese=True) == chinese
    assert field_error(english, chinese=False) == english


async def test_a_modal_is_filled_refused_corrected_and_submitted(visit: OpenPage, echo: Echo) -> None:
    day = {"type": "datepicker"}
    status = {"type": "static_select", "options": [option("open"), option("done")]}
    team = {"type": "multi_users_select"}
    level = {"type": "radio_buttons", "options": [option("high"), option("low")]}
    fields = [field("name", {"type": "plain_text_input"}), field("due", day), field("status", status)]
    fields += [
        field("team", team, optional=True),
        field("level", level),
        field("note", {"type": "rich_text_input"}, optional=True),
    ]
    fields += [field("moment", {"type": "datetimepicker"}, optional=True)]
    await opens(modal(fields), echo)
    page = await visit("maria")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    dialog = page.get_by_role("dialog", name="Form")
    await expect(dialog.get_by_label("Name")).to_be_focused()

    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.get_by_role("alert").filter(has_text="Please complete this required field.")).to_have_count(4)
    assert echo.count("view_submission") == 0

    await dialog.get_by_label("Name").fill("Spring launch 春季上市")
    await dialog.get_by_label("Due").fill("2026-12-01")
    await dialog.get_by_role("combobox", name="Status").click()
    await page.get_by_role("option", name="Done").click()
    await dialog.get_by_role("combobox", name="Team").fill("lin")
    await page.get_by_role("option", name="林涛 Lin Tao").click()
    await page.keyboard.press("Escape")
    await dialog.get_by_label("High").check()
    await dialog.get_by_label("Note").fill("first\nsecond")
    await dialog.get_by_label("Moment").fill("2026-12-01T10:30")

    async def refuse(ack: Any, **_: Any) -> None:
        await ack(response_action="errors", errors={"name": "This name is taken."})

    echo.answer["view"] = refuse
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.get_by_role("alert").filter(has_text="This name is taken.")).to_be_visible()
    await expect(dialog.get_by_label("Name")).to_have_value("Spring launch 春季上市")

    del echo.answer["view"]
    await dialog.get_by_label("Name").fill("Summer launch")
    await dialog.get_by_label("Name").press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(composer(page)).to_be_focused()
    values = echo.last("view_submission")["view"]["state"]["values"]
    assert values["name"]["name"]["value"] == "Summer launch"
    assert values["due"]["due"]["selected_date"] == "2026-12-01"
    assert values["status"]["status"]["selected_option"]["value"] == "done"
    assert values["team"]["team"]["selected_users"] == ["U0LIN00001"]
    assert values["level"]["level"]["selected_option"]["value"] == "high"
    assert "first" in str(values["note"]["note"]["rich_text_value"])
    assert values["moment"]["moment"]["selected_date_time"] == 1796117400, "10:30 in Berlin"


async def test_among_radio_buttons_the_chosen_one_has_the_focus(visit: OpenPage, echo: Echo) -> None:
    levels = [option("high"), option("low")]
    level = {"type": "radio_buttons", "options": levels, "initial_option": levels[1]}
    await opens(modal([field("level", level)]), echo)
    page = await visit("maria")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    await expect(page.get_by_role("dialog", name="Form").get_by_label("Low")).to_be_focused()


async def test_among_people_chosen_already_the_field_has_the_focus_and_enter_takes_nobody_away(
    visit: OpenPage, echo: Echo
) -> None:
    team = {"type": "multi_users_select", "initial_users": ["U0LIN00001", "U0CHEN0001"]}
    await opens(modal([field("team", team)]), echo)
    page = await visit("maria")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    dialog = page.get_by_role("dialog", name="Form")
    await expect(dialog.get_by_role("combobox", name="Team")).to_be_focused()


async def test_escape_closes_the_modal_and_nothing_is_submitted(visit: OpenPage, echo: Echo) -> None:
    await opens(modal([field("name", {"type": "plain_text_input"})], notify_on_close=True), echo)
    page = await visit("maria")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    await page.get_by_role("dialog", name="Form").get_by_label("Name").fill("never mind")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert echo.count("view_closed") == 1
    assert echo.count("view_submission") == 0


async def test_a_pushed_modal_stands_on_the_first_and_gives_way_to_it(visit: OpenPage, echo: Echo) -> None:
    await opens(modal([field("name", {"type": "plain_text_input"})]), echo)

    async def push(ack: Any, **_: Any) -> None:
        second = modal([field("why", {"type": "plain_text_input"})], title=plain("Second"))
        await ack(response_action="push", view=second)

    echo.answer["view"] = push
    page = await visit("maria")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    await page.get_by_role("dialog", name="Form").get_by_label("Name").fill("first")
    await page.get_by_role("button", name="Send").last.click()
    await expect(page.get_by_role("dialog", name="Second").get_by_label("Why")).to_be_focused()
    await page.get_by_role("dialog", name="Second").get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("dialog", name="Form").get_by_label("Name")).to_have_value("first")


async def test_a_modal_that_the_app_updates_keeps_what_is_being_typed(
    visit: OpenPage, echo: Echo, sandbox: Sandbox
) -> None:
    await opens(modal([field("name", {"type": "plain_text_input"})]), echo)
    page = await visit("maria")
    await composer(page).fill("/echo form")
    await composer(page).press("Enter")
    await page.get_by_label("Name").press_sequentially("half a na")
    view = sandbox.slack.open_views("U0MARIA001")[-1]
    fuller = modal([{"type": "header", "text": plain("More to say")}, *view.content["blocks"]])
    await echo.app.client.views_update(view_id=view.id, view=fuller)
    await expect(page.get_by_role("heading", name="More to say")).to_be_visible()
    await expect(page.get_by_label("Name")).to_be_focused()
    await page.keyboard.type("me")
    await page.get_by_role("button", name="Send").last.click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert echo.last("view_submission")["view"]["state"]["values"]["name"]["name"]["value"] == "half a name"


async def test_a_button_a_menu_and_a_dangerous_button_that_asks_first(
    visit: OpenPage, echo: Echo, card: dict[str, Any]
) -> None:
    async def redraw(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        action = body["actions"][0]
        chosen = action.get("selected_option", {}).get("value", "")
        words = f"{action['action_id']} {chosen}"
        await client.chat_update(
            **card, text=words, blocks=[{"type": "header", "text": plain(words)}, *gallery.CARD[1:]]
        )

    echo.answer["action"] = redraw
    page = await visit("maria")
    message = messages(page).get_by_role("article", name="Liaison")
    await message.get_by_role("button", name="Done").click()
    await expect(message.get_by_role("heading")).to_have_text("done")
    await message.get_by_role("button", name="More options").click()
    await page.get_by_role("menuitem", name="History").click()
    await expect(message.get_by_role("heading")).to_have_text("more history")
    await message.get_by_role("button", name="Delete").click()
    confirm = page.get_by_role("dialog", name="Delete T-3?")
    await expect(confirm).to_contain_text("Two tasks wait for it.")
    await confirm.get_by_role("button", name="Keep").click()
    await expect(confirm).to_be_hidden()
    assert echo.count("block_actions") == 2, "keeping is not pressing"
    await message.get_by_role("button", name="Delete").click()
    await confirm.get_by_role("button", name="Delete").click()
    await expect(message.get_by_role("heading")).to_have_text("drop")


async def test_an_app_that_does_not_answer_is_told_to_the_person(
    visit: OpenPage, echo: Echo, card: dict[str, Any], world: World
) -> None:
    await world.faults.add("drop_ack", times=1)
    page = await visit("maria")
    await messages(page).get_by_role("button", name="Done").click()
    await expect(page.get_by_text("Operation timed out. Apps need to respond within 3 seconds.")).to_be_visible()


async def test_every_menu_of_a_message_tells_the_app(visit: OpenPage, echo: Echo) -> None:
    async def offer(ack: Any, body: dict[str, Any], **_: Any) -> None:
        await ack(options=[option(f"{body['value']}-1"), option(f"{body['value']}-2")])

    echo.answer["options"] = offer
    menus = [{**block, "block_id": f"b{place}"} for place, block in enumerate(gallery.ACTIONS[:-1])]
    await echo.app.client.chat_postMessage(channel=LAUNCH, text="menus", blocks=menus)
    page = await visit("maria")
    message = messages(page).get_by_role("article", name="Liaison")

    async def picks(name: str, choice: str, typed: str = "") -> None:
        await message.get_by_role("combobox", name=name).click()
        if typed:
            await page.keyboard.type(typed)
        await page.get_by_role("option", name=choice).click()

    async def told() -> dict[str, Any]:
        await expect(page.locator("[aria-busy=true]")).to_have_count(0)
        action: dict[str, Any] = echo.last("block_actions")["actions"][0]
        return action

    await picks("Status", "Done")
    assert (await told())["selected_option"]["value"] == "done"
    await picks("Owner", "陈静")
    assert (await told())["selected_user"] == "U0CHEN0001"
    await picks("Channel", "#random")
    assert (await told())["selected_channel"] == "C0RANDOM01"
    await picks("Conversation", "#general")
    assert (await told())["selected_conversation"] == "C0GENERAL1"
    await picks("Find a task", "Ab-2", typed="ab")
    assert (await told())["selected_option"]["value"] == "ab-2"
    await message.get_by_label("Choose a date").fill("2026-12-24")
    assert (await told())["selected_date"] == "2026-12-24"
    await message.get_by_label("Choose a time").fill("16:45")
    assert (await told())["selected_time"] == "16:45"
    await message.get_by_label("Signed").check()
    assert [one["value"] for one in (await told())["selected_options"]] == ["tested", "signed"]
    await message.get_by_label("高 High").check()
    assert (await told())["selected_option"]["value"] == "h"


async def test_shortcuts_of_a_message_and_of_the_composer(visit: OpenPage, echo: Echo, card: dict[str, Any]) -> None:
    await opens(modal([field("name", {"type": "plain_text_input"})]), echo, "shortcut")
    page = await visit("maria")
    message = messages(page).get_by_role("article", name="Liaison")
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Make this a task").click()
    await page.get_by_role("dialog", name="Form").get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert echo.last("message_action")["message"]["ts"] == card["ts"]
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Ask anything").click()
    await expect(page.get_by_role("dialog", name="Form")).to_be_visible()
    assert echo.last("shortcut")["callback_id"] == "ask"


async def test_the_home_tab_is_published_when_it_is_opened(visit: OpenPage, echo: Echo, sandbox: Sandbox) -> None:
    page = await visit("maria", sandbox.app.bot_user, tab="home")
    await expect(page.get_by_role("heading", name="Home of Echo")).to_be_visible()
    await page.get_by_role("button", name="Hello").click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert echo.last("block_actions")["actions"][0]["action_id"] == "hello"
    await page.get_by_role("tab", name="Messages").click()
    await expect(page.get_by_role("combobox", name="Message Liaison")).to_be_visible()

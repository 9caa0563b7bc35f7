"""Elements of messages, over the real framework: what the app receives, what people see."""

from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo, option, plain, too_slow
from tests.world import Message, World

BUTTON = {"type": "button", "action_id": "yes", "text": plain("Accept"), "value": "7", "style": "primary"}


async def posted(sandbox: Sandbox, world: World, *elements: dict[str, Any], **more: Any) -> Message:
    """A message of the app with these elements in the project's channel."""
    block = {"type": "actions", "block_id": "row", "elements": list(elements)}
    fields = {"blocks": [block], "app_id": sandbox.app.id, "bot_id": sandbox.app.bot_id, **more}
    sandbox.slack.post("C0LAUNCH01", sandbox.app.bot_user, "pick", **fields)
    return (await world.zhao.sees())[-1]


async def test_a_button_tells_the_app_who_pressed_it_where(world: World, echo: Echo, sandbox: Sandbox) -> None:
    message = await posted(sandbox, world, BUTTON)
    out = await world.lin.presses("Accept")
    assert out.ok
    body = echo.last("block_actions")
    assert body["user"] == {"id": "U0LIN00001", "username": "lin", "name": "lin", "team_id": "T0LIAISON1"}
    assert body["team"] == {"id": "T0LIAISON1", "domain": "aurora"}
    assert (body["api_app_id"], body["enterprise"], body["is_enterprise_install"]) == ("A0LIAISON1", None, False)
    assert body["channel"] == {"id": "C0LAUNCH01", "name": "product-launch"}
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0LAUNCH01",
        "is_ephemeral": False,
    }
    assert body["message"]["ts"] == message.ts
    assert body["response_url"].startswith(f"{sandbox.url}/hooks/actions/")
    assert body["trigger_id"] in sandbox.slack.triggers
    action = body["actions"][0]
    assert float(action.pop("action_ts")) > 0
    assert action == {
        "type": "button",
        "action_id": "yes",
        "block_id": "row",
        "text": plain("Accept"),
        "value": "7",
        "style": "primary",
    }


CHOICES: list[tuple[str, dict[str, Any], Any, str, Any]] = [
    ("static_select", {"options": [option("red"), option("blue")]}, "blue", "selected_option", option("blue")),
    ("static_select", {"options": [option("red"), option("blue")]}, "Blue", "selected_option", option("blue")),
    ("overflow", {"options": [option("red"), option("blue")]}, "red", "selected_option", option("red")),
    ("radio_buttons", {"options": [option("red")]}, "red", "selected_option", option("red")),
    ("checkboxes", {"options": [option("red"), option("blue")]}, ["red"], "selected_options", [option("red")]),
    ("users_select", {}, "zhao", "selected_user", "U0ZHAO0001"),
    ("conversations_select", {}, "#general", "selected_conversation", "C0GENERAL1"),
    ("channels_select", {}, "#general", "selected_channel", "C0GENERAL1"),
    ("datepicker", {}, "2026-12-01", "selected_date", "2026-12-01"),
    ("timepicker", {}, "17:30", "selected_time", "17:30"),
    ("datetimepicker", {}, 1796115600, "selected_date_time", 1796115600),
]


@pytest.mark.parametrize(("kind", "more", "value", "field", "expected"), CHOICES)
async def test_every_kind_of_menu_and_picker(
    kind: str, more: dict[str, Any], value: Any, field: str, expected: Any, world: World, echo: Echo, sandbox: Sandbox
) -> None:
    await posted(sandbox, world, {"type": kind, "action_id": "pick", **more})
    out = await world.lin.chooses("pick", value)
    assert out.ok, out.error
    body = echo.last("block_actions")
    assert (body["actions"][0]["type"], body["actions"][0][field]) == (kind, expected)
    if kind != "overflow":
        assert body["state"]["values"]["row"]["pick"][field] == expected


@pytest.mark.parametrize(
    ("kind", "more", "value", "field", "expected"),
    [
        ("multi_static_select", {"options": [option("a"), option("b")]}, ["b"], "selected_options", [option("b")]),
        ("multi_users_select", {}, ["zhao", "lin"], "selected_users", ["U0ZHAO0001", "U0LIN00001"]),
        ("multi_conversations_select", {}, ["#general"], "selected_conversations", ["C0GENERAL1"]),
        ("multi_channels_select", {}, ["#random"], "selected_channels", ["C0RANDOM01"]),
    ],
)
async def test_every_kind_of_menu_that_takes_several(
    kind: str, more: dict[str, Any], value: Any, field: str, expected: Any, world: World, echo: Echo, sandbox: Sandbox
) -> None:
    section = {
        "type": "section",
        "block_id": "row",
        "text": plain("?"),
        "accessory": {"type": kind, "action_id": "pick", **more},
    }
    await posted(sandbox, world, blocks=[section])
    await world.lin.chooses("pick", value)
    assert echo.last("block_actions")["actions"][0][field] == expected


async def test_what_one_chose_stays_in_the_state_of_the_next_press(world: World, echo: Echo, sandbox: Sandbox) -> None:
    select = {"type": "static_select", "action_id": "pick", "options": [option("red"), option("blue")]}
    await posted(sandbox, world, select, BUTTON)
    await world.lin.chooses("pick", "red")
    await world.zhao.presses("Accept")
    assert echo.last("block_actions")["state"]["values"]["row"]["pick"]["selected_option"] is None
    await world.lin.presses("Accept")
    assert echo.last("block_actions")["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "red"


async def test_only_what_is_offered_can_be_chosen(world: World, echo: Echo, sandbox: Sandbox) -> None:
    await posted(sandbox, world, {"type": "static_select", "action_id": "pick", "options": [option("red")]})
    out = await world.lin.chooses("pick", "green")
    assert out.error == "green is not offered; the options are red"
    assert echo.count("block_actions") == 0


async def test_an_external_menu_asks_the_app(world: World, echo: Echo, sandbox: Sandbox) -> None:
    async def offer(ack: Any, body: dict[str, Any], **_: Any) -> None:
        await ack(options=[option(f"{body['value']}-1"), option(f"{body['value']}-2")])

    echo.answer["options"] = offer
    await posted(sandbox, world, {"type": "external_select", "action_id": "pick", "min_query_length": 1})
    assert await world.lin.suggests("pick", "t") == ["T-1", "T-2"]
    body = echo.last("block_suggestion")
    assert (body["action_id"], body["block_id"], body["value"]) == ("pick", "row", "t")
    out = await world.lin.chooses("pick", "T-2")
    assert out.ok, out.error
    assert echo.last("block_actions")["actions"][0]["selected_option"] == option("t-2")


async def test_an_external_menu_whose_app_offers_nonsense(world: World, echo: Echo, sandbox: Sandbox) -> None:
    async def nonsense(ack: Any, **_: Any) -> None:
        await ack({"options": [{"text": plain("x" * 76), "value": "x"}]})

    echo.answer["options"] = nonsense
    message = await posted(sandbox, world, {"type": "external_select", "action_id": "pick", "min_query_length": 0})
    out = await world.act("suggests", who="lin", where=message.where, action_id="pick", query="")
    assert out.error == "Result could not be loaded."


async def test_an_ephemeral_is_acted_on_by_its_reader_alone(world: World, echo: Echo, sandbox: Sandbox) -> None:
    block = {"type": "actions", "block_id": "row", "elements": [BUTTON]}
    sandbox.slack.post_ephemeral("C0LAUNCH01", "U0LIN00001", "pick", blocks=[block], app_id=sandbox.app.id)

    async def replace(ack: Any, respond: Any, **_: Any) -> None:
        await respond(text="thank you", replace_original=True)
        await ack()

    echo.answer["action"] = replace
    message = (await world.lin.sees())[-1]
    assert message.ephemeral
    out = await world.act("press", who="zhao", where=message.where, action_id="yes")
    assert out.error == "This message is no longer there."
    await world.lin.presses("Accept")
    body = echo.last("block_actions")
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    assert [one.text for one in await world.lin.sees()] == ["thank you"]


async def test_an_answer_can_take_the_message_away(world: World, echo: Echo, sandbox: Sandbox) -> None:
    async def delete(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        await respond(delete_original=True)

    echo.answer["action"] = delete
    await posted(sandbox, world, BUTTON)
    await world.lin.presses("Accept")
    await world.settle()
    assert await world.zhao.sees() == []


async def test_an_answer_leaves_the_message_unless_told_to_replace_it(
    world: World, echo: Echo, sandbox: Sandbox
) -> None:
    async def answer(ack: Any, respond: Any, **_: Any) -> None:
        await respond("noted")
        await ack()

    echo.answer["action"] = answer
    await posted(sandbox, world, BUTTON)
    await world.lin.presses("Accept")
    assert [one.text for one in await world.lin.sees()] == ["[!Accept]", "noted"]
    assert [one.text for one in await world.zhao.sees()] == ["[!Accept]"]


async def test_a_slow_app_puts_a_warning_beside_the_button(world: World, echo: Echo, sandbox: Sandbox) -> None:
    echo.answer["action"] = too_slow
    await posted(sandbox, world, BUTTON)
    out = await world.lin.presses("Accept")
    assert out.error == "Operation timed out. Apps need to respond within 3 seconds."


async def test_a_button_that_is_gone_cannot_be_pressed_but_a_race_can(
    world: World, echo: Echo, sandbox: Sandbox
) -> None:
    message = await posted(sandbox, world, BUTTON)
    sandbox.slack.edit(sandbox.slack.channels["C0LAUNCH01"].messages[message.ts], None, text="over", blocks=[])
    out = await world.lin.presses("Accept", on=message)
    assert out.error == "There is nothing called yes here."
    assert (await world.lin.presses_stale("Accept", on=message)).ok
    assert echo.last("block_actions")["actions"][0]["value"] == "7"


async def test_a_trigger_opens_one_modal_within_three_seconds(world: World, echo: Echo, sandbox: Sandbox) -> None:
    await posted(sandbox, world, BUTTON)
    await world.lin.presses("Accept")
    trigger = echo.last("block_actions")["trigger_id"]
    view = {"type": "modal", "title": plain("Form"), "blocks": [{"type": "divider"}]}
    client = echo.app.client
    assert (await client.views_open(trigger_id=trigger, view=view))["ok"]
    assert await refusal(client.views_open(trigger_id=trigger, view=view)) == "exchanged_trigger_id"
    await world.lin.presses("Accept")
    await world.clock.plus("3.1s")
    late = echo.last("block_actions")["trigger_id"]
    assert await refusal(client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert await refusal(client.views_open(trigger_id="made.up", view=view)) == "invalid_trigger_id"


async def refusal(call: Any) -> str:
    """Slack's word for why a call failed."""
    from slack_sdk.errors import SlackApiError

    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_a_message_shortcut_carries_the_message(world: World, echo: Echo) -> None:
    posted = (await world.zhao.types("please fix the <b>banner</b>")).message
    assert posted is not None
    assert (await world.lin.uses("Make this a task", posted)).ok
    body = echo.last("message_action")
    assert (body["callback_id"], body["message_ts"], body["channel"]["id"]) == ("make", posted.ts, "C0LAUNCH01")
    assert body["message"]["text"] == "please fix the &lt;b&gt;banner&lt;/b&gt;"
    assert "response_url" in body


async def test_a_global_shortcut(world: World, echo: Echo) -> None:
    assert (await world.lin.uses("ask")).ok
    body = echo.last("shortcut")
    assert (body["callback_id"], body["user"]["id"]) == ("ask", "U0LIN00001")
    assert "channel" not in body
    wrong = await world.lin.uses("make")
    assert wrong.error == "“Make this a task” is a message shortcut."

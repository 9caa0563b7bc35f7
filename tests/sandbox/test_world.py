"""The words in which stories are told: reading, finding, dates."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import option, plain
from tests.sandbox_clock import coming, seconds
from tests.shown import Message, View
from tests.world import World, seen

NAMES = {"U0LIN00001": "林涛", "C0LAUNCH01": "product-launch"}
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


def test_a_message_reads_as_plain_text() -> None:
    button = {"type": "button", "action_id": "go", "text": plain("Go"), "style": "danger"}
    menu = {"type": "overflow", "action_id": "more", "options": [option("snooze"), option("history")]}
    blocks = [
        {"type": "header", "text": plain("Help wanted")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "<@U0LIN00001> in <#C0LAUNCH01>: 1 &lt; 2, <https://x.example|here>"},
            "accessory": menu,
        },
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Due*\nFriday"}, plain("late")]},
        {"type": "context", "elements": [plain("one"), plain("two")]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]},
        {"type": "actions", "block_id": "row", "elements": [button]},
    ]
    message = Message({"channel": "C", "ts": "1.0", "text": "Help", "blocks": blocks, "is_ephemeral": True}, NAMES)
    assert seen(message) == (
        "(only you) # Help wanted\n"
        "@林涛 in #product-launch: 1 < 2, here [⋯ Snooze / History]\n"
        "*Due* Friday | late\n"
        "· one · two\n"
        "a | b\n"
        "[⚠Go]"
    )
    assert message.buttons == ["Go"]
    assert message.element("History").option == "history"
    assert message.notification == "Help"
    assert "Friday" in message


def test_a_form_reads_as_plain_text() -> None:
    boxes = {"type": "checkboxes", "action_id": "b", "options": [option("a"), option("c")]}
    blocks = [
        {
            "type": "input",
            "block_id": "name",
            "label": plain("Name"),
            "hint": plain("as in the contract"),
            "element": {"type": "plain_text_input", "action_id": "name", "initial_value": "Spring"},
        },
        {
            "type": "input",
            "block_id": "b",
            "label": plain("Which"),
            "optional": True,
            "element": boxes | {"initial_options": [option("c")]},
        },
    ]
    raw = {"type": "modal", "id": "V1", "title": plain("Form"), "submit": plain("Send"), "blocks": blocks}
    view = View(raw, NAMES, {"name": "Taken."})
    assert seen(view) == (
        "╭ Form\nName: ‹Spring› – as in the contract\n  ✗ Taken.\nWhich (optional): [ ] A [x] C\n╰ [Send]"
    )
    assert view.fields == {"name": "Name", "b": "Which"}


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("10:00", datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)),
        ("09:00", datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)),
        ("Thursday 10:00", datetime(2026, 11, 26, 10, 0, tzinfo=SHANGHAI)),
        ("Mon 09:00", datetime(2026, 11, 30, 9, 0, tzinfo=SHANGHAI)),
        ("2026-12-01 10:00", datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)),
    ],
)
def test_moments_in_words(words: str, moment: datetime) -> None:
    assert coming(words, MONDAY_NINE) == moment


def test_spans_in_words() -> None:
    assert (seconds("1d 2h"), seconds("90s"), seconds(timedelta(minutes=1))) == (93600, 90, 60)


async def test_the_clock_goes_where_it_is_told(world: World) -> None:
    await world.clock.to("Thursday 10:00", tz="Europe/Berlin")
    assert await world.clock.now() == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    await world.clock.to("morning")
    assert await world.clock.now() == datetime(2026, 11, 27, 1, 0, tzinfo=UTC)


async def test_a_private_channel_is_seen_by_its_members_alone(world: World, sandbox: Sandbox) -> None:
    sandbox.slack.create_channel("secret", "U0WANG0001", private=True)
    sandbox.slack.post("C0GENERAL1", "U0WANG0001", "for all")
    assert await world.wang.sees("#secret") == []
    with pytest.raises(AssertionError, match="sam sees no conversation #secret"):
        await world.sam.sees("#secret")


async def test_what_cannot_be_done_is_said(world: World) -> None:
    with pytest.raises(AssertionError, match="there is no act dances"):
        await world.act("dances", who="lin")
    with pytest.raises(AssertionError, match=r"types: .*unexpected keyword argument"):
        await world.act("types", who="lin", whre="#general")
    with pytest.raises(AssertionError, match="lin sees nothing called 'Accept'"):
        await world.lin.presses("Accept")
    assert (await world.nobody.types("hello")).error == "There is nobody called nobody in this workspace."


async def test_other_pages_are_refused(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as http:
        address = f"{sandbox.url}/_control/acts/types"
        body = {"who": "lin", "where": "#general", "text": "hi"}
        foreign = await http.post(address, json=body, headers={"Origin": "https://elsewhere.example"})
        assert foreign.status == 403
        rebound = await http.post(address, json=body, headers={"Host": "elsewhere.example"})
        assert rebound.status == 403
    assert sandbox.slack.channels["C0GENERAL1"].messages == {}

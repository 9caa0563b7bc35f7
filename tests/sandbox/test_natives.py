"""The blocks that Slack draws itself: what is refused of them, how they are drawn, and who does not have them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.blockkit.checks import check_message, check_view
from bot.sandbox.page.draw import Place
from bot.sandbox.server import Sandbox
from bot.sandbox.world import shapes
from tests.sandbox.calling import LAUNCH, refused, slack
from tests.sandbox.echo import Echo
from tests.sandbox.gallery import drawing, mrkdwn, plain
from tests.sandbox.visiting import OpenPage
from tests.world import World


def text(words: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": words}


def number(value: float, words: str) -> dict[str, Any]:
    return {"type": "raw_number", "value": value, "text": words}


def table(*rows: list[Any], **more: Any) -> dict[str, Any]:
    head = [text("Task"), text("Done")]
    return {"type": "data_table", "caption": "Tasks", "rows": [head, *rows], **more}


def bars(**series: list[float]) -> dict[str, Any]:
    names = ["研发部", "市场部"]
    data = [
        {"name": name, "data": [{"label": one, "value": value} for one, value in zip(names, values, strict=False)]}
        for name, values in series.items()
    ]
    chart = {"type": "bar", "series": data, "axis_config": {"categories": names}}
    return {"type": "data_visualization", "title": "By department", "chart": chart}


def folded(*children: dict[str, Any], **more: Any) -> dict[str, Any]:
    fold = {"is_collapsible": True, "default_collapsed": True}
    return {"type": "container", "title": plain("Causes"), **fold, "child_blocks": list(children), **more}


ROW = [text("T-1"), number(50, "50%")]
BUTTON = {"type": "button", "text": plain("Show it"), "action_id": "a"}
TAKEN = {
    "a table": table(ROW, page_size=10, row_header_column_index=0),
    "bars": bars(done=[3, 2], late=[0, 1]),
    "a pie": {
        "type": "data_visualization",
        "title": "Tasks",
        "chart": {"type": "pie", "segments": [{"label": "Done", "value": 3}]},
    },
    "a container": folded({"type": "section", "text": mrkdwn("Vendor is late")}),
    "a card": {"type": "card", "title": plain("P-2026-001"), "body": mrkdwn("2 late"), "actions": [BUTTON]},
    "numbers in an old table": {"type": "table", "rows": [[text("Task")], [number(1, "1")]]},
    "a header with a level": {"type": "header", "text": plain("Late"), "level": 3},
}
REFUSED = {
    "a number without words": (
        table([text("T-1"), {"type": "raw_number", "value": 1}]),
        "missing required field: text",
    ),
    "rows of another length": (table([text("T-1")]), "all rows must have the same number of cells"),
    "a header alone": (table(), "no fewer than 2 items allowed"),
    "rich text in the header": (
        {"type": "data_table", "caption": "x", "rows": [[{"type": "rich_text", "elements": []}], [text("T-1")]]},
        "unsupported type: rich_text",
    ),
    "columns set": (table(ROW, column_settings=[]), "invalid additional property: column_settings"),
    "a point too few": (bars(done=[3]), "must have one data point for each category"),
    "a label too long": (
        {**bars(done=[1, 2]), "title": "x" * 51},
        "must be less than 51 characters",
    ),
    "nothing of a pie": (
        {
            "type": "data_visualization",
            "title": "x",
            "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]},
        },
        "must be greater than 0",
    ),
    "markdown within a container": (folded({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    "a table that sorts within one": (folded(table(ROW)), "unsupported type: data_table"),
    "a line under a head that folds": (folded({"type": "divider"}, has_header_divider=True), "has_header_divider"),
    "four buttons on a card": ({"type": "card", "title": plain("x"), "actions": [BUTTON] * 4}, "no more than 3 items"),
    "words that are no object": ({"type": "card", "title": "x"}, "must be an object"),
    "a menu of several in a row of buttons": (
        {"type": "actions", "elements": [{"type": "multi_users_select", "action_id": "a"}]},
        "unsupported type: multi_users_select",
    ),
    "an alert in a message": ({"type": "alert", "text": plain("x")}, "unsupported type: alert"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_it_is_taken_and_drawn(name: str) -> None:
    assert check_message({"blocks": [TAKEN[name]]}) == []
    assert "cannot be shown" not in drawing().blocks([TAKEN[name]], Place("C1", "1.1"))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_slacks_words(name: str) -> None:
    block, words = REFUSED[name]
    assert any(words in one for one in check_message({"blocks": [block]})), check_message({"blocks": [block]})


def test_what_a_message_may_hold_in_all() -> None:
    assert any("no more than 2" in one for one in check_message({"blocks": [bars(done=[1, 2])] * 3}))
    wide = table([text("x" * 6_000), number(1, "1")])
    assert check_message({"blocks": [wide]}) == []
    assert any("10001 characters" in one for one in check_message({"blocks": [wide, wide]}))
    many = [folded(*[{"type": "divider"}] * 10)] * 5
    assert any("55 with those in containers" in one for one in check_message({"blocks": many}))
    twice = [folded({"type": "actions", "block_id": "b", "elements": [BUTTON]}), {"type": "divider", "block_id": "b"}]
    assert any("already exists for another block" in one for one in check_message({"blocks": twice}))


def test_an_alert_stands_in_modals_alone_and_a_card_on_home() -> None:
    alert, card = {"type": "alert", "text": plain("Late"), "level": "warning"}, TAKEN["a card"]
    modal = {"type": "modal", "title": plain("x")}
    assert check_view({**modal, "blocks": [alert]}) == []
    assert check_view({"type": "home", "blocks": [card]}) == []
    assert check_view({"type": "home", "blocks": [alert]})
    assert check_view({**modal, "blocks": [card]})
    assert check_view({**modal, "blocks": [alert]}, lacks={"alert"})


async def test_a_workspace_that_does_not_have_a_type_refuses_it_by_name() -> None:
    async with slack() as (sandbox, client):
        said: dict[str, Any] = {"channel": LAUNCH, "text": "Tasks", "blocks": [{"type": "divider"}, TAKEN["a table"]]}
        await client.conversations_join(channel=LAUNCH)
        assert (await client.chat_postMessage(**said))["ok"]
        async with World(sandbox.url) as world:
            await world.rolls_out(is_on=False, types=["data_table"])
            answer = await refused(client.chat_postMessage(**said))
            assert answer["error"] == "invalid_blocks"
            told = ["[ERROR] unsupported type: data_table [json-pointer:/blocks/1/type]"]
            assert answer["response_metadata"]["messages"] == told
            await world.rolls_out(is_on=True, types=["data_table"])
        assert (await client.chat_postMessage(**said))["ok"]


async def test_blocks_validate_says_what_is_wrong_where_and_asks_for_no_token() -> None:
    async with slack() as (_sandbox, client):
        nobody = AsyncWebClient(base_url=client.base_url)
        assert (await nobody.api_call("blocks.validate", data={"blocks": json.dumps([TAKEN["a table"]])}))["ok"]
        bad = json.dumps([{"type": "divider"}, {"type": "section"}])
        answer = await refused(nobody.api_call("blocks.validate", data={"blocks": bad}))
        assert answer["error"] == "invalid_blocks"
        assert answer["errors"] == [
            {"pointer": "/blocks/1", "code": "missing_field", "message": "missing required field: text"}
        ]


async def test_a_table_is_sorted_by_number_filtered_and_paged_in_the_page(
    visit: OpenPage, sandbox: Sandbox, echo: Echo
) -> None:
    rows = [[text(f"T-{one}"), number(one * 7 % 11, f"{one * 7 % 11} %")] for one in range(1, 8)]
    blocks = [table(*rows, page_size=3), folded({"type": "actions", "elements": [BUTTON]})]
    sandbox.slack.post(LAUNCH, text="Tasks", user=sandbox.app.bot_user, blocks=shapes.with_ids(sandbox.slack, blocks))
    page = await visit("maria")
    shown = page.locator(".data-table tbody tr:visible th")
    await expect(shown).to_have_text(["T-1", "T-2", "T-3"])
    await page.get_by_role("button", name="Done").click()
    await expect(shown).to_have_text(["T-5", "T-2", "T-7"])
    await page.get_by_role("button", name="Next page").click()
    await expect(shown).to_have_text(["T-4", "T-1", "T-6"])
    await page.get_by_role("searchbox", name="Filter").fill("t-3")
    await expect(shown).to_have_text(["T-3"])
    await expect(page.get_by_role("button", name="Show it")).to_be_hidden()
    await page.get_by_text("Causes").click()
    await expect(page.get_by_role("button", name="Show it")).to_be_visible()

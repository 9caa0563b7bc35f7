"""response_url: what it takes, what it refuses, in Slack's words."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo
from tests.world import World


async def posted(url: str, body: Any) -> tuple[int, str]:
    """What Slack answers."""
    async with aiohttp.ClientSession() as http, http.post(url, json=body) as answer:
        return answer.status, await answer.text()


@pytest.fixture
async def url(world: World, echo: Echo) -> str:
    """Of a command that Lin has typed."""
    await world.lin.types("/raw")
    return str(echo.last("command")["response_url"])


async def test_an_answer_for_all_reaches_even_where_the_bot_is_not(world: World, echo: Echo) -> None:
    await world.lin.types("/raw", channel="#random")
    address = echo.last("command")["response_url"]
    assert await posted(address, {"text": "to all", "response_type": "in_channel"}) == (200, "ok")
    message = (await world.sam.sees("#random"))[-1]
    assert (message.text, message.raw["subtype"], message.raw["bot_id"]) == ("to all", "bot_message", "B0LIAISON1")


async def test_an_answer_in_a_thread(world: World, url: str) -> None:
    first = (await world.lin.types("a question")).message
    assert first is not None
    await posted(url, {"text": "there", "thread_ts": first.ts})
    assert (await world.lin.sees())[-1].thread_ts == first.ts


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, '{"ok": false, "error": "no_text"}'),
        ([], '{"ok": false, "error": "invalid_payload"}'),
        ({"text": 7}, '{"ok": false, "error": "invalid_payload"}'),
        ({"text": "x", "response_type": "loud"}, '{"ok": false, "error": "invalid_payload"}'),
        ({"blocks": "["}, '{"ok": false, "error": "invalid_blocks_format"}'),
        (
            {"blocks": [{"type": "shout"}]},
            '{"ok": false, "error": "invalid_blocks", "response_metadata": {"messages": '
            '["[ERROR] unsupported type: shout [json-pointer:/blocks/0/type]"]}}',
        ),
    ],
)
async def test_what_is_refused_costs_no_use(body: Any, said: str, url: str, sandbox: Sandbox) -> None:
    assert await posted(url, body) == (400, said)
    assert sandbox.slack.response_urls[url.rsplit("/", 1)[1]].uses == 0


async def test_after_its_time_and_uses_it_says_so(world: World, url: str) -> None:
    assert await posted(f"{url}x", {"text": "x"}) == (404, '{"ok": false, "error": "invalid_url"}')
    for _ in range(5):
        assert (await posted(url, {"text": "x"}))[0] == 200
    assert await posted(url, {"text": "x"}) == (404, '{"ok": false, "error": "used_url"}')
    await world.clock.plus("31m")
    assert await posted(url, {"text": "x"}) == (404, '{"ok": false, "error": "expired_url"}')


async def test_an_uninstalled_app_cannot_answer(world: World, url: str) -> None:
    await world.befall("uninstall")
    assert (await posted(url, {"text": "x"}))[0] == 404

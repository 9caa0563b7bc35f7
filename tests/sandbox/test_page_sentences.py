"""What the page says in the reader's language: Slack's own sentences; and what it says of a second press: nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.page.sentences import reworded
from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo, field, modal
from tests.sandbox.visiting import opens
from tests.world import World

ACTS = Path(__file__).resolve().parents[2] / "bot" / "sandbox" / "acts"
CHINESE = re.compile("[\u4e00-\u9fff]")


async def does(sandbox: Sandbox, who: str, act: str, **given: Any) -> dict[str, Any]:
    """As the page does it for somebody."""
    person = sandbox.slack.person(who)
    assert person is not None
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{sandbox.url}/_page/act/{act}", params={"as": person.id}, json=given) as answer,
    ):
        found: dict[str, Any] = await answer.json()
        return found


async def test_a_second_press_on_what_was_sent_is_no_mistake(sandbox: Sandbox, echo: Echo, world: World) -> None:
    await opens(modal([field("name", {"type": "plain_text_input"}, optional=True)]), echo)
    form = (await world.zhao.types("/echo form")).view
    assert form is not None
    assert (await does(sandbox, "zhao", "submits", view_id=form.id))["ok"]
    again = await does(sandbox, "zhao", "submits", view_id=form.id)
    assert (again["ok"], again["error"]) == (True, ""), "it was saved"
    closed = (await world.zhao.types("/echo form")).view
    assert closed is not None
    await world.zhao.closes(closed)
    late = await does(sandbox, "zhao", "submits", view_id=closed.id)
    assert (late["ok"], late["error"]) == (False, "此窗口已关闭。"), "nothing was saved"
    assert (await does(sandbox, "maria", "submits", view_id=closed.id))["error"] == "This modal is no longer open."


async def test_what_happens_in_a_channel_is_said_in_the_readers_language(sandbox: Sandbox, world: World) -> None:
    newcomer = await world.arrives("noor", real_name="Noor Haddad", locale="en-US", tz="Europe/Berlin")
    await newcomer.joins("#random")
    for who, said in (("zhao", "加入了频道"), ("maria", "has joined the channel")):
        person = sandbox.slack.person(who)
        assert person is not None
        room = next(one for one in sandbox.slack.channels.values() if one.name == "random")
        query = {"as": person.id, "in": room.id}
        async with aiohttp.ClientSession() as http, http.get(f"{sandbox.url}/_page/scene", params=query) as answer:
            assert said in (await answer.json())["regions"]["messages"]


@pytest.mark.parametrize(
    "path", [one for one in sorted(ACTS.glob("*.py")) if "CannotAct(" in one.read_text(encoding="utf-8")], ids=str
)
def test_every_refusal_that_names_nothing_of_the_code_can_be_read_in_chinese(path: Path) -> None:
    for words in re.findall(r'CannotAct\(\s*"([^"{}]+)"\s*\)', path.read_text(encoding="utf-8")):
        assert CHINESE.search(reworded(words, chinese=True)), words


def test_names_stay_in_their_places() -> None:
    assert reworded("You are viewing #general. Join the channel to post.", chinese=True).startswith(
        "你正在查看#general"
    )
    assert (
        reworded("T-3: only csv, xlsx files can be uploaded here.", chinese=True) == "T-3：这里只能上传csv, xlsx文件。"
    )
    assert reworded("<@U1> has joined the group", chinese=True) == "<@U1>加入了频道"
    assert reworded("An app's own words.", chinese=True) == "An app's own words."
    assert reworded("This file was not found.", chinese=False) == "This file was not found."


async def test_the_landing_says_where_to_begin_and_why_a_message_may_not_be_there(sandbox: Sandbox) -> None:
    for who, words in (
        ("zhao", ("从哪里开始", "周日", "打开")),
        ("maria", ("Where to begin", "Sunday", "Open the Home of")),
    ):
        person = sandbox.slack.person(who)
        assert person is not None
        async with aiohttp.ClientSession() as http:
            async with http.get(f"{sandbox.url}/", params={"as": person.id}) as answer:
                landing = await answer.text()
            room = next(one for one in sandbox.slack.channels.values() if one.name == "random")
            async with http.get(f"{sandbox.url}/", params={"as": person.id, "in": room.id}) as answer:
                inside = await answer.text()
        for one in words:
            assert one in landing
        assert words[0] not in inside

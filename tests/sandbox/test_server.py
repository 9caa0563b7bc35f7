"""The sandbox answers on loopback, and only its own page."""

from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.calling import LAUNCH, ZHAO, slack

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


async def test_it_listens_on_loopback_only() -> None:
    with pytest.raises(ValueError, match="loopback"):
        await Sandbox().start(host="0.0.0.0")  # noqa: S104


async def test_a_rebound_name_and_a_foreign_page_are_refused() -> None:
    async with slack() as (sandbox, _), aiohttp.ClientSession() as http:
        address = f"{sandbox.url}/_control/clock"
        answers = {}
        for name, headers in {
            "rebound": {"Host": "evil.example"},
            "foreign": {"Origin": "https://evil.example"},
            "own": {"Origin": sandbox.url},
            "script": {},
        }.items():
            async with http.post(address, json={"plus": 0}, headers=headers) as answer:
                answers[name] = answer.status
            async with http.get(address, headers=headers) as answer:
                answers[name + " read"] = answer.status
                assert "Access-Control-Allow-Origin" not in answer.headers

    assert answers == {
        "rebound": 403,
        "rebound read": 403,
        "foreign": 403,
        "foreign read": 403,
        "own": 200,
        "own read": 200,
        "script": 200,
        "script read": 200,
    }


async def test_the_apps_own_manifest_is_registered() -> None:
    sandbox = Sandbox(manifest=MANIFEST)
    commands = [command.command for command in sandbox.app.commands]
    assert "/task" in commands
    assert "chat:write" in sandbox.app.scopes
    assert sandbox.app.home_tab
    assert sandbox.app.delivery == "socket"


def test_a_manifest_that_slack_would_not_take_is_refused() -> None:
    command = {"command": "task" + "k" * 30, "description": "x" * 2001}
    shortcut = {"name": "Make this message a new task", "type": "message", "callback_id": "tasks.make"}
    manifest = {
        "display_information": {"name": "L" * 36},
        "features": {"slash_commands": [command] * 51, "shortcuts": [shortcut]},
    }
    with pytest.raises(ValueError, match="name longer than 35") as refusal:
        Sandbox(manifest=manifest)

    words = str(refusal.value)
    assert "command longer than 32" in words
    assert "command description longer than 2000" in words
    assert "a command begins with /" in words
    assert "shortcut name longer than 24" in words
    assert "more than 50 slash commands" in words


async def test_every_call_is_in_the_traffic_log_without_its_token() -> None:
    async with slack() as (sandbox, client):
        await client.auth_test()
        (exchange,) = sandbox.slack.traffic

    assert (exchange.name, exchange.via, exchange.status) == ("auth.test", "api", 200)
    assert "xoxb" not in str(exchange)


async def test_odd_requests_get_slacks_answers() -> None:
    async with slack() as (sandbox, _), aiohttp.ClientSession() as http:
        headers = {"Authorization": f"Bearer {sandbox.app.bot_token}", "Content-Type": "application/json"}
        errors = []
        for body in ("{", "[]"):
            async with http.post(f"{sandbox.url}/api/auth.test", data=body, headers=headers) as answer:
                errors.append((await answer.json())["error"])
        async with http.post(f"{sandbox.url}/api/auth.test", data={"token": sandbox.app.bot_token}) as answer:
            form = await answer.json()

    assert errors == ["invalid_json", "json_not_object"]
    assert form["ok"]


async def test_a_reset_brings_back_the_first_day() -> None:
    async with slack() as (sandbox, client):
        await client.chat_postMessage(channel=LAUNCH, text="x")
        await client.conversations_create(name="proj")
        sandbox.slack.change_person(ZHAO, deleted=True)
        sandbox.faults.add(kind="500")
        sandbox.reset()
        channels = (await client.conversations_list())["channels"]
        history = await client.conversations_history(channel=LAUNCH)
        zhao = (await client.users_info(user=ZHAO))["user"]

    assert [channel["name"] for channel in channels] == ["general", "random", "product-launch"]
    assert history["messages"] == []
    assert not zhao["deleted"]


@pytest.mark.parametrize(
    ("begins_in", "is_empty", "who"),
    [
        ("en-US", False, "赵敏 Zhao Min"),
        ("zh-CN", False, "赵敏 Zhao Min"),
        ("en-US", True, "王磊 Wang Lei"),
        ("zh-CN", True, "王磊 Wang Lei"),
    ],
)
async def test_a_newcomer_begins_as_who_runs_it_and_reads_their_own_language(
    begins_in: str, is_empty: bool, who: str
) -> None:
    sandbox = Sandbox(manifest=MANIFEST, is_empty=is_empty, begins_in=begins_in)
    await sandbox.start()
    try:
        async with aiohttp.ClientSession() as http, http.get(sandbox.url) as answer:
            page = await answer.text()
    finally:
        await sandbox.stop()
    [person] = [one for one in sandbox.slack.people.values() if one.real_name == who]
    assert f'<html lang="{begins_in.split("-")[0]}' in page
    assert f'<body data-person="{person.id}"' in page

"""Faults on demand, as the app meets them."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.faults import Faults
from tests.sandbox.calling import LAUNCH, error_of, slack


async def test_a_storm_of_429_names_the_wait_and_ends() -> None:
    async with slack() as (sandbox, client):
        sandbox.faults.add(kind="429", method="chat.postMessage", times=2, retry_after=7)
        for _ in range(2):
            with pytest.raises(SlackApiError) as refusal:
                await client.chat_postMessage(channel=LAUNCH, text="x")
            assert refusal.value.response.headers["Retry-After"] == "7"
            assert refusal.value.response["error"] == "ratelimited"
            assert (await client.auth_test())["ok"]
        assert (await client.chat_postMessage(channel=LAUNCH, text="x"))["ok"]
        assert len(sandbox.slack.channels[LAUNCH].messages) == 1


async def test_a_broken_server_answers_no_json() -> None:
    async with slack() as (sandbox, client):
        for status in (500, 503):
            sandbox.faults.add(kind=str(status), times=1)
            with pytest.raises(SlackApiError) as refusal:
                await client.chat_postMessage(channel=LAUNCH, text="x")
            assert refusal.value.response.status_code == status
        assert sandbox.slack.channels[LAUNCH].messages == {}


async def test_a_dropped_connection_hides_whether_it_worked() -> None:
    async with slack() as (sandbox, client):
        sandbox.faults.add(kind="drop_before", times=1)
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=LAUNCH, text="never arrived")
        sandbox.faults.add(kind="drop_after", times=1)
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=LAUNCH, text="arrived unheard")
        history = await client.conversations_history(channel=LAUNCH)

    assert [m["text"] for m in history["messages"]] == ["arrived unheard"]
    assert [exchange.note for exchange in sandbox.slack.traffic][:2] == ["connection dropped"] * 2


async def test_any_error_of_slack_can_be_had() -> None:
    async with slack() as (sandbox, client):
        sandbox.faults.add(kind="error:fatal_error", method="chat.postMessage")
        assert await error_of(client.chat_postMessage(channel=LAUNCH, text="x")) == "fatal_error"
        sandbox.faults.clear()
        assert (await client.chat_postMessage(channel=LAUNCH, text="x"))["ok"]


async def test_latency_delays_the_answer_not_the_truth() -> None:
    async with slack() as (sandbox, client):
        sandbox.faults.add(kind="latency", seconds=0.05, times=1)
        assert (await client.chat_postMessage(channel=LAUNCH, text="slow"))["ok"]
        (exchange,) = sandbox.slack.traffic
        assert exchange.took is not None
        assert exchange.took >= 0.05


def test_an_improbable_fault_is_the_same_with_the_same_seed() -> None:
    def storm(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add(kind="500", probability=0.3)
        return [faults.take_call("chat.update") is not None for _ in range(200)]

    assert storm(1) == storm(1)
    assert storm(1) != storm(2)
    assert 30 < sum(storm(1)) < 90


async def test_faults_are_ruled_over_the_control_api() -> None:
    async with slack() as (sandbox, client), aiohttp.ClientSession() as http:
        address = f"{sandbox.url}/_control/faults"
        rules = [{"kind": "503", "method": "auth.test"}, {"kind": "drop_ack", "times": 1}]
        async with http.post(address, json=rules) as answer:
            shown = (await answer.json())["faults"]
        async with http.post(address, json={"kind": "earthquake"}) as answer:
            unknown = (answer.status, (await answer.json())["error"])
        assert sandbox.faults.take_delivery("no_delivery") is None
        assert sandbox.faults.take_delivery("drop_ack") is not None
        with pytest.raises(SlackApiError):
            await client.auth_test()
        async with http.delete(address) as answer:
            assert await answer.json() == {"ok": True, "faults": []}
        assert (await client.auth_test())["ok"]

    assert [(rule["kind"], rule["method"], rule["times"]) for rule in shown] == [
        ("503", "auth.test", None),
        ("drop_ack", "*", 1),
    ]
    assert unknown[0] == 400
    assert "earthquake" in unknown[1]


async def test_a_missing_scope_on_demand_is_named_as_slack_names_it() -> None:
    async with slack() as (sandbox, client):
        sandbox.faults.add(kind="error:missing_scope", method="pins.add", times=1)
        with pytest.raises(SlackApiError) as refused:
            await client.pins_add(channel="C0GENERAL1", timestamp="1.1")

    assert refused.value.response["needed"] == "pins:write"
    assert "chat:write" in refused.value.response["provided"].split(",")
    assert "pins:write" not in refused.value.response["provided"].split(",")

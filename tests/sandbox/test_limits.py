"""Rate limits: what passes, what waits, and for how long."""

from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clock import SandboxClock
from bot.sandbox.limits import CHANNEL_BURST, Limits
from tests.sandbox.calling import LAUNCH, TUESDAY, ZHAO, slack


async def outcome(call: Any) -> tuple[int, str | None, str | None]:
    """HTTP status, Retry-After and error."""
    try:
        await call
    except SlackApiError as refusal:
        response = refusal.response
        return response.status_code, response.headers.get("Retry-After"), response["error"]
    return 200, None, None


async def posts(client: AsyncWebClient, count: int, channel: str = LAUNCH) -> list[tuple[int, str | None, str | None]]:
    return [await outcome(client.chat_postMessage(channel=channel, text=str(n))) for n in range(count)]


async def test_a_channel_takes_a_short_burst_then_one_a_second() -> None:
    async with slack() as (sandbox, client):
        burst = await posts(client, CHANNEL_BURST + 1)
        elsewhere = await posts(client, 1, ZHAO)
        sandbox.clock.plus(timedelta(seconds=1))
        later = await posts(client, 2)
        kept = len(sandbox.slack.channels[LAUNCH].messages)

    refused = (429, "1", "ratelimited")
    assert burst == [(200, None, None)] * CHANNEL_BURST + [refused]
    assert elsewhere == [(200, None, None)]
    assert later == [(200, None, None), refused]
    assert kept == CHANNEL_BURST + 1


async def test_a_tier_two_method_takes_twenty_a_minute() -> None:
    async with slack() as (sandbox, client):
        calls = [await outcome(client.users_list()) for _ in range(21)]
        other = await outcome(client.users_info(user=ZHAO))
        sandbox.clock.plus(timedelta(seconds=3))
        after = await outcome(client.users_list())

    assert [status for status, _, _ in calls] == [200] * 20 + [429]
    assert calls[-1] == (429, "3", "ratelimited")
    assert (other, after) == ((200, None, None), (200, None, None))


async def test_limits_can_be_widened_and_lifted_over_the_control_api() -> None:
    import aiohttp

    async with slack() as (sandbox, client), aiohttp.ClientSession() as http:
        async with http.post(f"{sandbox.url}/_control/limits", json={"scale": 2}) as answer:
            assert await answer.json() == {
                "ok": True,
                "enabled": True,
                "scale": 2.0,
                "workspace_posts": 600,
                "is_distributed": False,
            }
        assert [status for status, _, _ in await posts(client, 2 * CHANNEL_BURST + 1)][-2:] == [200, 429]
        async with http.post(f"{sandbox.url}/_control/limits", json={"enabled": False}):
            pass
        assert {status for status, _, _ in await posts(client, 20)} == {200}


def test_the_workspace_has_a_limit_over_all_channels() -> None:
    clock = SandboxClock(TUESDAY)
    limits = Limits(clock.now, workspace_posts=60)
    waits = [limits.take_post("A1", f"C{n}") for n in range(61)]
    assert waits == [0] * 60 + [1]
    assert limits.take_post("A2", "C1") == 0
    clock.plus(timedelta(seconds=1))
    assert limits.take_post("A1", "C60") == 0

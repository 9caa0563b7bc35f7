"""Slack's own limits on events: 30,000 an hour, and none for an app that fails."""

from bot.sandbox.delivery.event_limits import EVENTS_AN_HOUR, SPARED_BELOW
from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo
from tests.world import World


async def test_an_app_that_gets_too_many_events_is_told_once_a_minute(
    world: World, echo: Echo, sandbox: Sandbox
) -> None:
    limits = sandbox.delivery.limits_of(sandbox.app)
    for _ in range(EVENTS_AN_HOUR - 1):
        assert limits.take()
    for words in ("the last", "too many", "still too many"):
        await world.lin.types(words)
    await world.settle()
    assert [body["event"]["text"] for body in echo.received if "event" in body] == ["the last"]
    told = await world.traffic("app_rate_limited")
    assert [one["request"]["minute_rate_limited"] % 60 for one in told] == [0]
    await world.clock.plus("1h")
    await world.lin.types("an hour later")
    assert echo.last("message")["event"]["text"] == "an hour later"


async def test_an_app_that_fails_nearly_always_gets_no_more(world: World, echo: Echo, sandbox: Sandbox) -> None:
    limits = sandbox.delivery.limits_of(sandbox.app)
    for _ in range(SPARED_BELOW):
        limits.note(succeeded=False)
    await world.lin.types("does it hear me?")
    assert echo.received == []
    await world.befall("install")
    await world.lin.types("and now?")
    assert echo.last("message")["event"]["text"] == "and now?"


async def test_a_success_in_twenty_is_enough(sandbox: Sandbox) -> None:
    limits = sandbox.delivery.limits_of(sandbox.app)
    for number in range(SPARED_BELOW):
        limits.note(succeeded=number % 20 == 0)
    assert not limits.disabled

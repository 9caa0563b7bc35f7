"""The sandbox's time, and moving it with an app that follows."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from tests.sandbox.calling import LAUNCH, TUESDAY, slack


def test_a_standing_clock_moves_only_forward() -> None:
    clock = SandboxClock(TUESDAY)
    assert clock.now() == TUESDAY
    clock.plus(timedelta(hours=1))
    assert clock.now() == TUESDAY + timedelta(hours=1)
    with pytest.raises(ValueError, match="only goes forward"):
        clock.set(TUESDAY)
    with pytest.raises(ValueError, match="zone"):
        clock.set(datetime(2027, 1, 1))  # noqa: DTZ001
    assert not clock.running


def test_a_running_clock_goes_on_from_where_it_was_set() -> None:
    clock = SandboxClock(TUESDAY)
    clock.run()
    clock.plus(timedelta(days=1))
    assert clock.now() > TUESDAY + timedelta(days=1)
    clock.freeze()
    assert clock.now() == clock.now()


class App:
    """Follows the clock like an app with alarms: each does something once, when its moment has come."""

    def __init__(
        self, socket: aiohttp.ClientWebSocketResponse, alarms: list[float], act: Callable[[float], Any]
    ) -> None:
        self.socket, self.alarms, self.act = socket, sorted(alarms), act
        self.now = 0.0
        self.running: bool | None = None
        self.rung: list[tuple[float, float]] = []  # (alarm, the clock when it rang)

    async def listen(self) -> None:
        async for message in self.socket:
            words = json.loads(message.data)
            if "now" in words:
                self.now, self.running = words["now"], words["running"]
                await self.say({})
            if "settle" in words:
                while self.alarms and self.alarms[0] <= self.now:
                    alarm = self.alarms.pop(0)
                    self.rung.append((alarm, self.now))
                    await self.act(alarm)
                await self.say({"settled": words["settle"]})

    async def say(self, words: dict[str, Any]) -> None:
        await self.socket.send_json({**words, "next": self.alarms[0] if self.alarms else None})


async def nothing(_: float) -> None:
    """Ring only."""


@asynccontextmanager
async def following(
    sandbox: Sandbox, alarms: list[float], act: Callable[[float], Any] = nothing
) -> AsyncIterator[tuple[App, Callable[..., Any]]]:
    """An app that follows, and a way to ask the control API to move the clock."""
    async with aiohttp.ClientSession() as http, http.ws_connect(f"{sandbox.url}/_control/clock") as socket:
        app = App(socket, alarms, act)
        listening = asyncio.create_task(app.listen())

        async def ask(**wish: Any) -> dict[str, Any]:
            async with http.post(f"{sandbox.url}/_control/clock", json=wish) as answer:
                body: dict[str, Any] = await answer.json()
                return body

        try:
            yield app, ask
        finally:
            await socket.close()
            await listening


def at(hours: float) -> float:
    return (TUESDAY + timedelta(hours=hours)).timestamp()


async def test_every_alarm_on_the_way_rings_at_its_own_moment() -> None:
    alarms = [at(1.25), at(26), at(2.5), at(100)]
    async with slack() as (sandbox, _), following(sandbox, alarms) as (app, ask):
        answer = await ask(plus=48 * 3600)

    assert app.rung == [(at(1.25), at(1.25)), (at(2.5), at(2.5)), (at(26), at(26))]
    assert answer == {"ok": True, "now": at(48), "running": False, "next": at(100), "steps": 3}


async def test_a_jump_rings_them_all_at_the_end() -> None:
    async with slack() as (sandbox, _), following(sandbox, [at(1), at(2)]) as (app, ask):
        await ask(plus=48 * 3600, jump=True)

    assert app.rung == [(at(1), at(48)), (at(2), at(48))]


async def test_to_the_next_thing_that_happens() -> None:
    async with slack() as (sandbox, client):
        await client.chat_scheduleMessage(channel=LAUNCH, text="scheduled", post_at=int(at(5)))
        async with following(sandbox, [at(3)]) as (app, ask):
            assert (await ask(to="next"))["now"] == at(3)
            assert (await ask(to="next"))["now"] == at(5)
            assert [m.text for m in sandbox.slack.channels[LAUNCH].messages.values()] == ["scheduled"]
            assert (await ask(to="next")) == {"ok": True, "now": at(5), "running": False, "next": None, "steps": 0}
    assert app.rung == [(at(3), at(3))]


async def test_to_the_morning_of_a_zone() -> None:
    # 10:00 in Shanghai, 03:00 in Berlin, 21:00 the day before in New York.
    async with slack() as (sandbox, _), following(sandbox, []) as (_, ask):
        berlin = (await ask(to="morning", tz="Europe/Berlin"))["now"]
        shanghai = (await ask(to="morning"))["now"]
        wrong = await ask(to="morning", tz="Mars/Olympus")

    assert datetime.fromtimestamp(berlin, UTC) == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert datetime.fromtimestamp(shanghai, UTC) == datetime(2026, 12, 2, 1, tzinfo=UTC)
    assert wrong == {"ok": False, "error": "unknown zone Mars/Olympus"}


async def test_what_an_alarm_causes_is_done_before_the_clock_goes_on() -> None:
    async with slack() as (sandbox, client):

        async def post(alarm: float) -> None:
            await client.chat_postMessage(channel=LAUNCH, text=f"late since {alarm:.0f}")

        async with following(sandbox, [at(1), at(2)], post) as (_, ask):
            await ask(plus=24 * 3600)
        posted = [int(float(ts)) for ts in sandbox.slack.channels[LAUNCH].messages]

    assert posted == [int(at(1)), int(at(2))]


async def test_an_app_that_never_finishes_a_moment_is_named_not_waited_for() -> None:
    class Stubborn(App):
        async def listen(self) -> None:
            async for message in self.socket:
                words = json.loads(message.data)
                if "settle" in words:
                    await self.socket.send_json({"settled": words["settle"], "next": at(1)})

    async with (
        slack() as (sandbox, _),
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{sandbox.url}/_control/clock") as socket,
    ):
        listening = asyncio.create_task(Stubborn(socket, [], nothing).listen())
        async with http.post(f"{sandbox.url}/_control/clock", json={"plus": 7200}) as answer:
            body, status = await answer.json(), answer.status
        await socket.close()
        await listening

    assert status == 400
    assert "stays due" in body["error"]


async def test_the_past_and_nonsense_are_refused() -> None:
    async with slack() as (sandbox, _), following(sandbox, []) as (_, ask):
        past = await ask(set="2026-11-01T00:00:00+00:00")
        nonsense = [await ask(set="soon"), await ask(), await ask(plus="much")]

    assert past == {"ok": False, "error": "the sandbox's clock only goes forward"}
    assert [answer["ok"] for answer in nonsense] == [False, False, False]


async def test_followers_hear_when_the_clock_starts_and_stands() -> None:
    async with slack() as (sandbox, _), following(sandbox, []) as (app, ask):
        running = await ask(running=True)
        await ask(plus=60)
        stands = await ask(running=False)
        await ask(plus=0)
        heard = app.running

    assert (running["running"], stands["running"], heard) == (True, False, False)
    assert stands["now"] > at(0) + 60


async def test_a_scheduled_message_comes_by_itself_while_the_clock_runs() -> None:
    async with slack() as (sandbox, client):
        posted = asyncio.Event()
        sandbox.slack.subscribe(lambda kind, ids: posted.set() if kind == "message_posted" else None)
        await client.chat_scheduleMessage(channel=LAUNCH, text="soon", post_at=sandbox.slack.seconds() + 1)
        assert not posted.is_set()
        sandbox.clock.run()
        async with asyncio.timeout(10):
            await posted.wait()


async def test_a_new_sandbox_without_a_moment_runs_in_the_present() -> None:
    async with slack(now=None) as (sandbox, _):
        assert sandbox.clock.running
        assert abs((datetime.now(UTC) - sandbox.clock.now()).total_seconds()) < 60

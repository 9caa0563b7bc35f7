"""Over HTTP only Slack comes in, with what it sends now, once."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import hmac
import io
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.machine.metrics import Metrics
from bot.sandbox.server import Sandbox
from bot.sandbox.world.registration import SIGNING_SECRET
from bot.slack import door, guard
from bot.slack.connections import Limits
from bot.slack.door import Door
from bot.slack.guard import Guard, NotAdmitted
from tests.clocks import BEGINNING, HandClock, WallClock
from tests.sandbox.echo import MANIFEST, Echo
from tests.world import World
from tests.written import written_log

LOOPBACK = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
COMMAND = {
    "command": "/echo",
    "text": "our plan for 曙光",
    "user_id": "U0ZHAO0001",
    "team_id": "T0LIAISON1",
    "trigger_id": "1.2.3",
}


@dataclass
class Entrance:
    """The open door, with the echo app behind it, and a sender who knows the secret."""

    door: Door
    echo: Echo
    sandbox: Sandbox
    clock: HandClock
    http: aiohttp.ClientSession

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.door.port}"

    def signed(self, body: bytes, *, age: float = 0, secret: str = SIGNING_SECRET) -> dict[str, str]:
        """The headers of a request that Slack signed `age` seconds ago."""
        return signed_at(body, self.clock.now().timestamp() - age, secret)

    async def send(self, body: bytes | Any, headers: dict[str, str] | None = None, *, kind: str = FORM) -> int:
        """Send a body, signed now unless headers are given; the status that came back."""
        headers = self.signed(body) if headers is None else headers
        async with self.http.post(self.url + door.EVENTS, data=body, headers={"Content-Type": kind, **headers}) as said:
            return said.status

    async def raw(self, *header_lines: bytes, body: bytes) -> int:
        """Send header lines as they are; the status that came back."""
        reader, writer = await asyncio.open_connection(LOOPBACK, self.door.port)
        length = str(len(body)).encode()
        head = [b"POST /slack/events HTTP/1.1", b"Host: liaison", b"Content-Length: " + length, b"Connection: close"]
        writer.write(b"\r\n".join([*head, b"Content-Type: " + FORM.encode(), *header_lines, b"", body]))
        status = int((await reader.readline()).split()[1])
        writer.close()
        await writer.wait_closed()
        return status


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(manifest=MANIFEST, now=BEGINNING, seed=7)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def entrance(sandbox: Sandbox) -> AsyncIterator[Entrance]:
    async with aiohttp.ClientSession(auto_decompress=False) as http:
        client = AsyncWebClient(token=sandbox.app.bot_token, base_url=f"{sandbox.url}/api/", session=http)
        bolt = AsyncApp(client=client, process_before_response=True, request_verification_enabled=False)
        echo, clock = Echo(bolt), HandClock()
        opened = Door(bolt, SIGNING_SECRET, clock, Metrics(), read_seconds=0.2)
        await opened.start(LOOPBACK, 0)
        yield Entrance(opened, echo, sandbox, clock, http)
        await opened.stop()


def signed_at(body: bytes, moment: float, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """The headers of a body that was signed at that moment."""
    timestamp = str(int(moment))
    made = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return {guard.TIMESTAMP: timestamp, guard.SIGNATURE: f"v0={made.hexdigest()}"}


def command(**changes: str) -> bytes:
    return urlencode(COMMAND | changes).encode()


def event(event_id: str = "Ev1") -> bytes:
    about = {"type": "app_home_opened", "user": "U0ZHAO0001", "tab": "messages"}
    body = {"type": "event_callback", "team_id": "T0LIAISON1", "event_id": event_id, "event": about}
    return json.dumps(body).encode()


async def test_what_people_do_in_slack_comes_in(entrance: Entrance) -> None:
    entrance.sandbox.app.delivery = "http"
    entrance.sandbox.app.request_url = entrance.url + door.EVENTS
    async with World(entrance.sandbox.url) as world:
        typed = await world.lin.types("/echo 你好 & <b>")
        # Where that word stands anywhere in a form, Bolt itself would look for the field of that name alone.
        named = await world.lin.types("/echo the payload")
        await world.lin.opens_home()
        await world.settle()
        pressed = await world.lin.presses("hello")
        home = await world.lin.home()

    assert "echo: 你好" in typed
    assert "echo: the payload" in named
    assert pressed.ok
    assert home is not None
    assert "Home of Echo" in home.text


async def test_slack_can_verify_the_url(entrance: Entrance) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"})
    headers = {"Content-Type": JSON, **entrance.signed(body.encode())}
    async with entrance.http.post(entrance.url + door.EVENTS, data=body.encode(), headers=headers) as answer:
        said = await answer.text()

    assert (answer.status, json.loads(said)["challenge"][:6]) == (200, "3eZbrw")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {guard.TIMESTAMP: "now"},
        {guard.TIMESTAMP: "1764000000.5"},
        {guard.TIMESTAMP: "-1"},
        {guard.TIMESTAMP: " "},
        {guard.TIMESTAMP: "٣"},
        {guard.TIMESTAMP: "9" * 400},
        {guard.SIGNATURE: ""},
        {guard.SIGNATURE: "v0=" + "é" * 64},
        {guard.SIGNATURE: "v1=" + "0" * 64},
        {guard.SIGNATURE: "v0=" + "0" * 63},
    ],
    ids=lambda headers: next((f"{name}: {value[:12]!r}" for name, value in headers.items()), "neither"),
)
async def test_headers_that_slack_would_not_send_are_refused(entrance: Entrance, headers: dict[str, str]) -> None:
    body = command()
    with written_log() as logged:
        status = await entrance.send(body, entrance.signed(body) | headers if headers else {})

    assert status == 401
    assert entrance.echo.received == []
    (line,) = logged()
    assert "request refused status=401" in line
    assert "plan" not in line


async def test_a_header_given_twice_is_refused(entrance: Entrance) -> None:
    body = command()
    stamp, signature = (f"{name}: {value}".encode() for name, value in entrance.signed(body).items())
    false_stamp = b"X-Slack-Request-Timestamp: 1"

    assert await entrance.raw(stamp, false_stamp, signature, body=body) == 401
    assert await entrance.raw(false_stamp, stamp, signature, body=body) == 401
    assert await entrance.raw(stamp, signature, signature, body=body) == 401
    assert await entrance.raw(stamp, b"X-Slack-Signature: v0=\xff\xfe", body=body) == 401
    assert await entrance.raw(stamp, signature, body=body) == 200


async def test_a_signature_of_another_secret_or_another_body_is_refused(entrance: Entrance) -> None:
    body = command()

    assert await entrance.send(body, entrance.signed(body, secret="guessed")) == 401
    assert await entrance.send(body, entrance.signed(command(text="pay"))) == 401
    assert await entrance.send(body, entrance.signed(body)) == 200


@pytest.mark.parametrize(("age", "status"), [(300, 200), (301, 401), (-300, 200), (-301, 401)])
async def test_a_request_is_fresh_for_five_minutes_of_our_clock(entrance: Entrance, age: float, status: int) -> None:
    body = command()

    assert await entrance.send(body, entrance.signed(body, age=age)) == status


async def test_a_recorded_request_does_not_pass_again(entrance: Entrance) -> None:
    body = command()
    headers = entrance.signed(body)
    statuses = [await entrance.send(body, headers)]
    entrance.clock.plus(seconds=299)
    statuses += [await entrance.send(body, headers), await entrance.send(body, headers | {guard.RETRY: "1"})]
    # The type is not signed either: called an event, the command cannot be read.
    statuses.append(await entrance.send(body, headers | {guard.RETRY: "1"}, kind=JSON))

    assert statuses == [200, 401, 401, 400]
    assert entrance.echo.count("command") == 1


async def test_an_event_that_slack_sends_again_passes(entrance: Entrance) -> None:
    """In the same second it bears the same signature; the event's id tells that it is the same."""
    body = event()
    headers = entrance.signed(body)
    sent = [await entrance.send(body, headers, kind=JSON) for _ in range(2)]
    again = await entrance.send(body, headers | {guard.RETRY: "1"}, kind=JSON)

    assert (sent, again) == ([200, 401], 200)


async def test_a_large_body_is_refused_however_it_arrives(entrance: Entrance) -> None:
    limit = door.LARGEST_BODY
    fits = command(text="x" * (limit - len(command(text=""))))
    assert len(fits) == limit

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b"x" * (limit // 16)

    assert await entrance.send(fits) == 200
    assert await entrance.send(io.BytesIO(fits + b"x"), entrance.signed(fits + b"x")) == 413
    assert await entrance.send(in_pieces(), entrance.signed(b"")) == 413


async def test_a_body_that_does_not_arrive_is_not_waited_for(entrance: Entrance) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"command="
        await asyncio.Event().wait()

    assert await entrance.send(never(), entrance.signed(b"")) == 408


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"payload={"),
        (FORM, b"payload="),
        (FORM, b"payload=[1]"),
        (FORM, b"{"),
        (FORM, b"command=\xff\xfe"),
        (FORM, b"payload=" + b"[" * 200_000),
        (JSON, b""),
        (JSON, b"[]"),
        (JSON, b"null"),
        (JSON, b'{"a": NaN,'),
        (JSON, b'{"a":' * 100_000),
        (FORM + "; charset=utf-7", b"payload={"),
    ],
    ids=lambda value: repr(value[:20]),
)
async def test_a_signed_body_that_cannot_be_read_is_refused(entrance: Entrance, kind: str, body: bytes) -> None:
    assert await entrance.send(body, kind=kind) == 400
    assert entrance.echo.received == []


async def test_a_compressed_body_is_not_blown_up(entrance: Entrance) -> None:
    bomb = gzip.compress(b"payload=" + b"0" * 50_000_000)
    headers = entrance.signed(bomb) | {"Content-Encoding": "gzip"}

    assert await entrance.send(bomb, headers) == 400


async def test_headers_that_are_not_signed_do_not_steer_bolt(entrance: Entrance) -> None:
    body = command()
    steering = {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "_command"}

    assert await entrance.send(body, entrance.signed(body) | steering) == 200
    assert entrance.echo.count("command") == 1


async def test_what_was_admitted_is_forgotten_when_it_is_too_old_to_pass() -> None:
    clock = HandClock()
    knows = Guard(SIGNING_SECRET, clock, most=3)
    admit = admitting(knows, clock)
    for number in range(5):
        admit(f"text={number}")
    assert knows.remembered == 3
    clock.plus(seconds=301)
    admit("text=later")

    assert knows.remembered == 1
    with pytest.raises(NotAdmitted, match="sent before"):
        admit("text=later")


async def test_what_was_recorded_does_not_pass_again_when_our_clock_is_set_back() -> None:
    slacks = HandClock()
    ours = WallClock(slacks)
    knows = Guard(SIGNING_SECRET, ours)
    admit, recorded = admitting(knows, slacks), slacks.now()
    admit("text=recorded")
    slacks.plus(minutes=6)
    admit("text=later")
    ours.set_on(minutes=-5)

    with pytest.raises(NotAdmitted, match="last five minutes"):
        admit("text=recorded", recorded)


def admitting(knows: Guard, clock: HandClock) -> Callable[..., None]:
    """Shows the guard a form that Slack signed now, or at that moment."""
    from aiohttp.test_utils import make_mocked_request

    def admit(words: str, at: datetime | None = None) -> None:
        timestamp = str(int((at or clock.now()).timestamp()))
        made = hmac.new(SIGNING_SECRET.encode(), f"v0:{timestamp}:{words}".encode(), hashlib.sha256)
        headers = {guard.TIMESTAMP: timestamp, guard.SIGNATURE: f"v0={made.hexdigest()}", "Content-Type": FORM}
        knows.admit(make_mocked_request("POST", door.EVENTS, headers=headers), words.encode())

    return admit


async def test_what_is_in_flight_finishes_before_the_process_ends(entrance: Entrance) -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def think(ack: Any, **_: Any) -> None:
        arrived.set()
        await release.wait()
        await ack("done")

    entrance.echo.answer["command"] = think
    answering = asyncio.create_task(entrance.send(command()))
    await arrived.wait()
    stopping = asyncio.create_task(entrance.door.stop())
    await asyncio.wait({stopping}, timeout=0.05)
    with pytest.raises(aiohttp.ClientConnectorError):
        await entrance.send(command(text="too late"))
    assert not stopping.done()
    release.set()
    await stopping

    assert await answering == 200


async def test_what_slack_sent_keeps_its_connection_until_it_is_answered(entrance: Entrance) -> None:
    crowded = Door(entrance.echo.app, SIGNING_SECRET, entrance.clock, Metrics(), limits=Limits(most=3))
    await crowded.start(LOOPBACK, 0)
    arrived, release = asyncio.Event(), asyncio.Event()

    async def think(ack: Any, **_: Any) -> None:
        arrived.set()
        await release.wait()
        await ack("done")

    entrance.echo.answer["command"] = think
    entrance.door, before = crowded, entrance.door
    answering = asyncio.create_task(entrance.send(command()))
    await arrived.wait()
    silent = [await asyncio.open_connection(LOOPBACK, crowded.port) for _ in range(20)]
    # The first ones have been closed when the last ones were taken.
    assert await silent[0][0].read() == b""
    release.set()
    assert await answering == 200
    for _reader, writer in silent:
        writer.close()
    entrance.door = before
    await crowded.stop()


async def test_a_taken_port_is_an_error_at_once(entrance: Entrance) -> None:
    second = Door(entrance.echo.app, SIGNING_SECRET, entrance.clock, Metrics())

    with pytest.raises(OSError, match=str(entrance.door.port)):
        await second.start(LOOPBACK, entrance.door.port)

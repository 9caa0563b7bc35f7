"""The two ways to an app: several sockets, their refresh and loss; signed HTTP, its retries and refusals."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import Clock, SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo, modal, plain
from tests.world import World

# Socket Mode, by hand


class Line:
    """One socket of the app, spoken to without a framework."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def hears(self) -> dict[str, Any]:
        """The next message; a test fails where none comes."""
        async with asyncio.timeout(2):
            message: dict[str, Any] = await self.socket.receive_json()
            return message

    async def is_over(self) -> bool:
        """Whether nothing can come any more; a test fails where neither an end nor a word comes."""
        async with asyncio.timeout(2):
            await self.socket.receive()
        return self.socket.closed

    async def acknowledges(self, envelope: dict[str, Any], payload: Any = None) -> None:
        """Answer."""
        answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload is not None else {})}
        await self.socket.send_json(answer)


@pytest.fixture
async def dial(sandbox: Sandbox) -> AsyncIterator[Any]:
    """Opens sockets."""
    client = AsyncWebClient(base_url=f"{sandbox.url}/api/")
    async with aiohttp.ClientSession() as http:

        async def dial() -> Line:
            opened = await client.apps_connections_open(app_token=sandbox.app.app_token)
            line = Line(await http.ws_connect(opened["url"]))
            hello = await line.hears()
            assert hello["type"] == "hello"
            assert hello["connection_info"] == {"app_id": "A0LIAISON1"}
            return line

        yield dial


async def test_a_payload_goes_to_one_of_the_sockets_in_turn(world: World, dial: Any) -> None:
    lines = [await dial(), await dial()]

    async def serve(line: Line, served: list[str]) -> None:
        while True:
            envelope: dict[str, Any] = await line.socket.receive_json()
            served.append(envelope["payload"]["text"])
            await line.acknowledges(envelope)

    served: list[list[str]] = [[], []]
    servers = [asyncio.create_task(serve(line, words)) for line, words in zip(lines, served, strict=True)]
    for number in range(4):
        assert (await world.lin.types(f"/echo {number}")).ok
    for server in servers:
        server.cancel()
    assert sorted(served[0] + served[1]) == ["0", "1", "2", "3"]
    assert [len(words) for words in served] == [2, 2]


async def test_the_envelope_of_a_command_may_be_answered_that_of_an_event_not(world: World, dial: Any) -> None:
    line = await dial()
    act = asyncio.create_task(world.lin.types("/echo hi"))
    envelope = await line.hears()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    await line.acknowledges(envelope, {"text": "by hand"})
    assert (await act).text == "(only you) by hand"
    act = asyncio.create_task(world.lin.types("hi"))
    envelope = await line.hears()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    again = await line.hears()
    assert again["payload"]["event_id"] == envelope["payload"]["event_id"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    await line.acknowledges(again)
    await act


async def test_a_ticket_works_once_and_ten_sockets_are_the_most(sandbox: Sandbox, dial: Any) -> None:
    lines = [await dial() for _ in range(10)]
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {sandbox.app.app_token}"}) as http:
        answer = await (await http.post(f"{sandbox.url}/api/apps.connections.open")).json()
        assert answer == {"ok": False, "error": "too_many_websockets"}
        await lines[0].socket.close()
        url = (await (await http.post(f"{sandbox.url}/api/apps.connections.open")).json())["url"]
        first = await http.ws_connect(url)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await http.ws_connect(url)
        await first.close()


async def test_a_socket_asked_to_refresh_gets_nothing_more(world: World, dial: Any) -> None:
    old = await dial()
    await world.befall("refresh")
    assert (await old.hears())["reason"] == "refresh_requested"
    assert (await world.lin.types("/echo hi")).error == '/echo failed with the error "dispatch_failed"'
    new = await dial()
    act = asyncio.create_task(world.lin.types("/echo hi"))
    await new.acknowledges(await new.hears())
    assert (await act).ok


async def test_a_cut_socket_loses_what_was_on_it(world: World, dial: Any, sandbox: Sandbox) -> None:
    line = await dial()
    act = asyncio.create_task(world.lin.types("/echo hi"))
    await line.hears()
    await world.befall("cut")
    assert (await act).error == '/echo failed with the error "dispatch_failed"'
    assert sandbox.sockets.count(sandbox.app) == 0
    assert await line.is_over()


async def test_a_network_that_fails_ends_every_socket(world: World, dial: Any) -> None:
    lines = [await dial(), await dial()]
    await world.faults.add("disconnect_sockets", times=1)
    assert (await world.lin.types("/echo hi")).error == '/echo failed with the error "dispatch_failed"'
    assert [await line.is_over() for line in lines] == [True, True]


async def test_the_framework_comes_back_after_a_refresh(world: World, echo: Echo, sandbox: Sandbox) -> None:
    back = asyncio.Event()

    def hear(kind: str, ids: dict[str, Any]) -> None:
        if kind == "traffic" and ids["exchange"].name == "hello":
            back.set()

    sandbox.slack.subscribe(hear)
    await world.befall("refresh")
    async with asyncio.timeout(10):
        await back.wait()
    assert (await world.lin.types("/echo still here")).text == "(only you) echo: still here"


# HTTP, with the real framework


class SandboxTime(Clock):
    """What time it is for the signature check."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def now(self) -> float:
        """Seconds since the epoch, of the sandbox's clock."""
        return self.sandbox.clock.now().timestamp()


class Received:
    """Requests as they arrived, and how to answer them."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answer: tuple[int, dict[str, str]] | None = None
        self.genuine: list[bool] = []


@pytest.fixture
async def received() -> Received:
    """Nothing yet."""
    return Received()


@pytest.fixture
async def by_http(sandbox: Sandbox, world: World, received: Received) -> AsyncIterator[Echo]:
    """The echo app behind an HTTP server of its own, which checks signatures on the sandbox's clock."""
    client = AsyncWebClient(token=sandbox.app.bot_token, base_url=f"{sandbox.url}/api/")
    app = AsyncApp(client=client, process_before_response=True, request_verification_enabled=False)
    echo = Echo(app)
    verifier = SignatureVerifier(sandbox.app.signing_secret, SandboxTime(sandbox))
    server = app.server(port=0, path="/slack/events").web_app

    @web.middleware
    async def watch(request: web.Request, handler: Any) -> web.StreamResponse:
        body = await request.text()
        received.requests.append((dict(request.headers), body))
        received.genuine.append(verifier.is_valid_request(body, dict(request.headers)))
        if received.answer is not None:
            return web.Response(status=received.answer[0], headers=received.answer[1])
        response: web.StreamResponse = await handler(request)
        return response

    server.middlewares.append(watch)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    await world.deliver("http", f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield echo
    await runner.cleanup()


async def test_a_request_url_must_answer_the_challenge(world: World, sandbox: Sandbox) -> None:
    with pytest.raises(AssertionError, match="didn't respond with the value of the challenge parameter"):
        await world.deliver("http", f"{sandbox.url}/nowhere")
    assert (await world.app())["delivery"] == "socket"


async def test_commands_buttons_modals_and_events_by_http(
    world: World, by_http: Echo, sandbox: Sandbox, received: Received
) -> None:
    assert (await world.lin.types("/echo by http")).text == "(only you) echo: by http"
    form = [{"type": "divider"}]

    async def open_it(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(form))
        await ack()

    async def step(ack: Any, **_: Any) -> None:
        await ack(response_action="update", view=modal(form, title=plain("Step 2")))

    by_http.answer |= {"command": open_it, "view": step}
    out = await world.lin.types("/echo")
    second = await world.lin.submits(out)
    assert second.view is not None
    assert second.view.title == "Step 2"
    await world.lin.types("@Liaison hello")
    assert by_http.last("app_mention")["event"]["text"] == "<@U0LIAISON1> hello"
    home = await world.lin.home()
    assert (await world.lin.presses("Hello", on=home)).ok
    assert received.genuine == [True] * len(received.genuine)
    kinds = {headers["Content-Type"] for headers, _body in received.requests}
    assert kinds == {"application/x-www-form-urlencoded", "application/json"}


async def test_a_status_that_is_not_success_is_shown(world: World, by_http: Echo, received: Received) -> None:
    home = await world.lin.home()
    received.answer = (500, {})
    assert (await world.lin.types("/echo")).error == '/echo failed with the error "dispatch_failed"'
    assert (await world.lin.presses("Hello", on=home)).error == "This app responded with Status Code 500."


async def test_retries_by_http_say_which_and_why(world: World, by_http: Echo, received: Received) -> None:
    received.requests.clear()
    received.answer = (500, {})
    await world.lin.types("hello")
    await world.settle()
    await world.clock.plus("6m")
    said = [(h.get("X-Slack-Retry-Num"), h.get("X-Slack-Retry-Reason")) for h, _body in received.requests]
    assert said == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({json.loads(body)["event_id"] for _headers, body in received.requests}) == 1
    assert received.genuine == [True] * len(received.genuine)


async def test_an_app_can_decline_further_attempts(world: World, by_http: Echo, received: Received) -> None:
    received.requests.clear()
    received.answer = (500, {"X-Slack-No-Retry": "1"})
    await world.lin.types("hello")
    await world.clock.plus("6m")
    assert len(received.requests) == 1

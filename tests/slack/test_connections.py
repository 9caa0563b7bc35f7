"""Whoever keeps the door waiting is shown out; whoever has something to say finds room."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp
import pytest
import uvloop
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.machine.metrics import Metrics
from bot.slack import connections
from bot.slack.connections import Limits
from bot.slack.door import Door
from tests.clocks import HandClock
from tests.written import written_log

LOOPBACK = "127.0.0.1"
# Nobody is waited for so long; what takes longer would never happen.
LONG = 20
# What nobody may find in a log.
WORDS = b"our-secret-plan"
HEAD = b"GET /healthz HTTP/1.1\r\nHost: liaison\r\n"

Run = Callable[[Coroutine[Any, Any, None]], None]
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    """Runs a story on each of the loops that Liaison may have."""

    def until_done(story: Coroutine[Any, Any, None]) -> None:
        with asyncio.Runner(loop_factory=request.param) as runner:
            runner.run(asyncio.wait_for(story, LONG))

    return until_done


@asynccontextmanager
async def open_door(**limits: Any) -> AsyncIterator[Door]:
    bolt = AsyncApp(client=AsyncWebClient(token="xoxb-1"), request_verification_enabled=False)
    door = Door(bolt, "secret", HandClock(), Metrics(), limits=Limits(**limits), read_seconds=0.2)
    await door.start(LOOPBACK, 0)
    try:
        yield door
    finally:
        await door.stop()


@asynccontextmanager
async def lines(door: Door, count: int, said: bytes = b"") -> AsyncIterator[list[Line]]:
    """Connections on which this has been said."""
    held = [await asyncio.open_connection(LOOPBACK, door.port) for _ in range(count)]
    for _reader, writer in held:
        writer.write(said)
    try:
        yield held
    finally:
        for _reader, writer in held:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for _reader, writer in held), return_exceptions=True)


async def is_closed(line: Line) -> bool:
    """Wait until the other side has closed it; what was answered before is read."""
    try:
        while await line[0].read(65_536):
            pass
    except ConnectionError:
        pass
    return True


async def for_ever(writer: asyncio.StreamWriter, words: bytes) -> None:
    while True:
        writer.write(words)
        await writer.drain()


async def is_alive(door: Door) -> bool:
    async with aiohttp.ClientSession() as http, http.get(f"http://{LOOPBACK}:{door.port}/healthz") as answer:
        return answer.status == 200


async def answered(line: Line) -> int:
    """The status of the next answer, which has no more than a line."""
    head = await line[0].readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    await line[0].readexactly(length)
    return int(head.split()[1])


@pytest.mark.parametrize(
    "said", [b"", b"G", HEAD, HEAD + b"\r\n" + HEAD], ids=["nothing", "a letter", "half", "second"]
)
def test_a_head_that_does_not_come_whole_is_not_waited_for(run: Run, said: bytes) -> None:
    async def story() -> None:
        async with open_door(head=0.2, idle=0.3) as door, lines(door, 50, said) as held:
            assert all(await asyncio.gather(*(is_closed(one) for one in held)))

    run(story())


def test_whoever_sends_a_head_letter_by_letter_gains_no_time(run: Run) -> None:
    async def story() -> None:
        async with open_door(head=0.2) as door, lines(door, 1, HEAD) as (line,):
            closed = asyncio.create_task(is_closed(line))
            while not closed.done():
                line[1].write(b"X-More: 1\r\n")
                await asyncio.wait({closed}, timeout=0.02)

    run(story())


def test_a_connection_is_kept_between_two_requests_for_a_while(run: Run) -> None:
    async def story() -> None:
        async with open_door(head=0.1, idle=0.6) as door, lines(door, 1, HEAD + b"\r\n") as (line,):
            began = asyncio.get_running_loop().time()
            assert await answered(line) == 200
            assert await is_closed(line)
            assert asyncio.get_running_loop().time() - began > 0.5

    run(story())


def test_whoever_does_not_take_the_answers_is_not_waited_for(run: Run) -> None:
    async def story() -> None:
        asking = b"GET /metrics HTTP/1.1\r\nHost: liaison\r\n\r\n" * 20
        async with open_door(answer=0.2, idle=60) as door, lines(door, 1) as ((_reader, writer),):
            cast(asyncio.Transport, writer.transport).pause_reading()
            with pytest.raises(ConnectionError):
                await for_ever(writer, asking)

    run(story())


def test_where_there_are_too_many_the_newest_take_the_place_of_the_silent(run: Run) -> None:
    async def story() -> None:
        with written_log() as logged:
            async with open_door(head=60, most=5) as door, lines(door, 40, HEAD) as held:
                assert await is_alive(door)
                assert all(await asyncio.gather(*(is_closed(one) for one in held[:30])))
                # Of the last ones some are waited for still.
                held[-1][1].write(b"\r\n")
                assert await answered(held[-1]) == 200
        said = [line for line in logged() if "too many connections" in line]
        assert len(said) == 1, "not one a connection"

    run(story())


@pytest.mark.parametrize(
    "said",
    [
        WORDS,
        WORDS * 1_000,
        b"\x16\x03\x01\x02\x00\x01\x00" + WORDS,
        b"GET / HTTP/9." + WORDS + b"\r\n\r\n",
        b"G\xc3\x89T /" + WORDS + b" HTTP/1.1\r\n\r\n",
        b"GET /\xff\xfe" + WORDS + b" HTTP/1.1\r\nHost: [\r\n\r\n",
        b"GET http://[" + WORDS + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + WORDS + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-A: " + WORDS * 1_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-A: \x00" + WORDS + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X-A: " + WORDS + b"\r\n" + b"X-B: 1\r\n" * 500 + b"\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: " + WORDS + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\nX-A: " + WORDS + b"\r\n\r\n",
    ],
    ids=lambda said: repr(said[:12]),
)
async def test_what_is_no_http_is_a_line_without_its_bytes(said: bytes) -> None:
    with written_log("debug") as logged:
        async with open_door() as door, lines(door, 1, said) as (line,):
            assert await is_closed(line)
    written = logged()
    assert [line.split(maxsplit=2)[2] for line in written] == ['request refused status=400 why="it is not HTTP"']


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Transfer-Encoding: chunked", b"zz\r\n" + WORDS + b"\r\n"),
        (b"Transfer-Encoding: chunked", b"5\r\n" + WORDS + b"\r\n"),
        (b"Content-Length: 100", WORDS),
        (b"Content-Length: 15\r\nExpect: " + WORDS, WORDS),
        (b"Content-Length: 15\r\nUpgrade: h2c\r\nConnection: Upgrade", WORDS),
        (b"Content-Length: 15\r\nContent-Encoding: br", WORDS),
        (b"Content-Length: 15\r\nContent-Type: \xff\xfe; charset=" + WORDS, WORDS),
    ],
    ids=lambda value: repr(value[:30]),
)
async def test_a_body_that_is_not_what_its_head_says_is_a_line_without_its_bytes(head: bytes, body: bytes) -> None:
    said = b"POST /slack/events HTTP/1.1\r\nHost: liaison\r\nConnection: close\r\n" + head + b"\r\n\r\n" + body
    with written_log("debug") as logged:
        async with open_door() as door, lines(door, 1, said) as (line,):
            line[1].write_eof()
            assert await is_closed(line)
    written = logged()
    assert len(written) == 1, written
    assert "request refused" in written[0]
    assert WORDS.decode() not in written[0]


async def test_requests_with_bytes_changed_are_never_a_failure_of_ours() -> None:
    """Seeded: the same requests every time."""
    chance = random.Random(7)
    whole = (
        b"POST /slack/events HTTP/1.1\r\nHost: liaison\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    )
    with written_log("debug") as logged:
        async with open_door(head=0.2, idle=0.2) as door:
            for _ in range(300):
                changed = bytearray(whole)
                for _ in range(chance.randint(1, 4)):
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
                async with lines(door, 1, bytes(changed)) as (line,):
                    line[1].write_eof()
                    assert await is_closed(line)
            assert await is_alive(door)
    assert [line for line in logged() if "request refused" not in line] == []


@pytest.mark.parametrize(("may_open", "allowed"), [(256, 64), (1024, 256), (4096, connections.MOST)])
def test_most_descriptors_are_kept_for_others(may_open: int, allowed: int) -> None:
    asking = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({may_open}, {may_open}));"
        "from bot.slack.connections import allowed; print(allowed())"
    )
    done = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, check=True)
    assert int(done.stdout) == allowed

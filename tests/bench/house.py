"""The other processes of the benchmark: a sandbox, and a Liaison in it that listens over HTTP.

`python -m tests.bench.house slack` and `… liaison DATABASE_URL` (with the sandbox's settings in the environment). Each
says in one line of JSON where it is, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop
from aiohttp import web

from bot.app import App
from bot.clock import SystemClock
from bot.machine.metrics import Metrics
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.slack import library
from bot.slack.dispatch import Dispatch, Routes
from bot.slack.door import EVENTS, Door
from bot.slack.guard import SIGNATURE, TIMESTAMP
from bot.slack.listener import Listener
from bot.slack.machine import Machine
from bot.slack.natives import Natives
from bot.slack.turn import Turn
from handlers import FLOWS

MANIFEST = Path(__file__).resolve().parents[2] / "manifest.yml"
LOOPBACK = "127.0.0.1"
# What a Slack that is not to be measured allows.
ANY_RATE = "1000000"
# Beyond those of the application, as many as a grown one would have.
MORE_HANDLERS = 500


async def do_nothing(turn: Turn) -> None:
    """The empty command."""


async def _slack() -> None:
    sandbox = Sandbox(manifest=MANIFEST, now=None)
    await sandbox.start(LOOPBACK, 0)
    settings = {
        "SLACK_API_URL": f"{sandbox.url}/api/",
        "SLACK_BOT_TOKEN": sandbox.app.bot_token,
        "SLACK_SIGNING_SECRET": sandbox.app.signing_secret,
    }
    await _until_told(settings)
    await sandbox.stop()


async def _liaison(database_url: str) -> None:
    values: dict[str, Any] = {
        "slack_api_url": os.environ["SLACK_API_URL"],
        # Bolt reads it too, and wonders.
        "slack_bot_token": os.environ.pop("SLACK_BOT_TOKEN"),
        "slack_signing_secret": os.environ["SLACK_SIGNING_SECRET"],
        "database_url": database_url,
        "host": LOOPBACK,
        "port": 0,
    }
    app = App(Settings.model_validate(values), with_demo=True)
    await app.start()
    empty, more = Routes[Turn](), Routes[Turn]()
    empty.command("/task", "nothing")(do_nothing)
    more.action(*(f"more.{number}" for number in range(MORE_HANDLERS)))(do_nothing)
    secret = os.environ["SLACK_SIGNING_SECRET"]
    every = await _door(app, Dispatch([*FLOWS, empty, more]), secret)
    one = await _door(app, Dispatch([empty]), secret)
    raw, floor = await _floor(secret)
    await _until_told({"every": every.port, "one": one.port, "floor": floor})
    for part in (every, one):
        await part.stop()
    await raw.cleanup()
    await app.stop()


async def _door(app: App, dispatch: Dispatch, secret: str) -> Door:
    """One more way into the application, with these handlers."""
    metrics = Metrics()
    bolt = library.bolt(app.client, await app.client.auth_test())
    given = (app.database, app.templates, app.rules, app.clock, app.directory, dispatch, app.sender.hear, app.apart)
    machine = Machine(*given, Natives(app.database, app.clock))
    Listener(machine, metrics).attach(bolt)
    door = Door(bolt, secret, SystemClock(), metrics)
    await door.start(LOOPBACK, 0)
    return door


async def _floor(secret: str) -> tuple[web.AppRunner, int]:
    """A route that checks the signature and answers, and nothing else."""

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        sent_at = request.headers[TIMESTAMP]
        if abs(datetime.now(UTC).timestamp() - int(sent_at)) > 300:
            return web.Response(status=401)
        signed = hmac.new(secret.encode(), b"v0:" + sent_at.encode() + b":" + body, hashlib.sha256)
        if not hmac.compare_digest("v0=" + signed.hexdigest(), request.headers[SIGNATURE]):
            return web.Response(status=401)
        return web.Response()

    application = web.Application()
    application.add_routes([web.post(EVENTS, take)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    return runner, int(runner.addresses[0][1])


async def _until_told(where: dict[str, Any]) -> None:
    print(json.dumps(where), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    running = _slack() if sys.argv[1] == "slack" else _liaison(sys.argv[2])
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(running)

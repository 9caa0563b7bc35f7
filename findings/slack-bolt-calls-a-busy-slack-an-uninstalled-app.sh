#!/usr/bin/env bash
# slack-bolt 1.30.0: where Slack is merely busy, the first who acts after a start is told that the app is not installed.
#
# AsyncApp with a token checks it with the first request that comes in, not when it is made. If `auth.test` is answered
# by 503, or by `ratelimited`, just then, the listener is not run, the request is answered 200, and whoever typed the
# command reads that the installation is gone and the app has to be installed anew. Nothing is tried again; the first
# request for which the check is answered works, and so does every one after it, for the answer is kept. An `authorize=`
# function that gives what `auth.test` said at the start keeps Bolt from asking.
#
# Seen:
#   token, auth.test is 503                200  says reinstall: yes  listener ran: no
#   token, auth.test is ratelimited        200  says reinstall: yes  listener ran: no
#   token, auth.test is answered           200  says reinstall: no   listener ran: yes
#   token, auth.test is 503 after that     200  says reinstall: no   listener ran: yes
#   authorize=, auth.test is 503           200  says reinstall: no   listener ran: yes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-bolt==1.30.0 slack-sdk==3.47.0 aiohttp==3.14.3
cat > "$folder/probe.py" <<'PYTHON'
import asyncio
import logging

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

logging.disable(logging.CRITICAL)
WHOSE = {"ok": True, "team_id": "T1", "team": "One", "user_id": "U9", "user": "app", "bot_id": "B1", "url": "https://one.example/"}
COMMAND = {"command": "/hello", "text": "", "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "1.2.3"}
now = {"says": "503"}


async def auth_test(_):
    if now["says"] == "503":
        return web.Response(status=503, text="busy")
    return web.json_response(WHOSE if now["says"] == "answered" else {"ok": False, "error": now["says"]})


async def authorize():
    return AuthorizeResult.from_auth_test_response(bot_token="xoxb-1", auth_test_response=WHOSE)


def made(client, ran, **more):
    app = AsyncApp(client=client, request_verification_enabled=False, process_before_response=True, **more)

    @app.command("/hello")
    async def hello(ack):
        ran.append(1)
        await ack("hello")

    return app


async def tries(name, app, ran, says):
    now["says"] = says
    ran.clear()
    answer = await app.async_dispatch(AsyncBoltRequest(body=COMMAND, mode="socket_mode"))
    told = ("no", "yes")["reinstall this app" in answer.body]
    print(f"{name:<38} {answer.status}  says reinstall: {told:<3}  listener ran: {'yes' if ran else 'no'}")


async def main():
    site = web.Application()
    site.router.add_post("/api/auth.test", auth_test)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = AsyncWebClient("xoxb-1", base_url=f"http://127.0.0.1:{runner.addresses[0][1]}/api/", retry_handlers=[])
    ran = []
    app = made(client, ran)
    await tries("token, auth.test is 503", app, ran, "503")
    await tries("token, auth.test is ratelimited", app, ran, "ratelimited")
    await tries("token, auth.test is answered", app, ran, "answered")
    await tries("token, auth.test is 503 after that", app, ran, "503")
    await tries("authorize=, auth.test is 503", made(client, ran, authorize=authorize), ran, "503")
    await runner.cleanup()


asyncio.run(main())
PYTHON
expected="token, auth.test is 503                200  says reinstall: yes  listener ran: no
token, auth.test is ratelimited        200  says reinstall: yes  listener ran: no
token, auth.test is answered           200  says reinstall: no   listener ran: yes
token, auth.test is 503 after that     200  says reinstall: no   listener ran: yes
authorize=, auth.test is 503           200  says reinstall: no   listener ran: yes"
printed=$(env -u SLACK_BOT_TOKEN "$folder/venv/bin/python" "$folder/probe.py")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }

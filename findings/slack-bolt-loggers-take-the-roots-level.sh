#!/usr/bin/env bash
# slack-bolt 1.30.0: no level that is set on "slack_bolt", or on Bolt's own loggers beforehand, quiets Bolt.
#
# Loggers below "slack_bolt" would inherit its level. Bolt gives each of its own an explicit one: the root's, at the moment
# when the app (or a middleware) is made. So a program whose root is at DEBUG, and which has put "slack_bolt" at WARNING,
# reads Bolt's debug lines all the same; and a level that was set on the exact logger before is overwritten. What keeps
# them out is the root's own level, a filter where lines are written, or `AsyncApp(logger=…)`.
#
# Seen:
#   slack_bolt, set to WARNING           WARNING
#   slack_bolt.AsyncApp, set to ERROR    DEBUG
#   debug lines of Bolt are written      yes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-bolt==1.30.0 slack-sdk==3.47.0 aiohttp==3.14.3
cat > "$folder/probe.py" <<'PYTHON'
import asyncio
import io
import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest

written = io.StringIO()
logging.basicConfig(level=logging.DEBUG, stream=written)
logging.getLogger("slack_bolt").setLevel(logging.WARNING)
logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.ERROR)


async def authorize(**_):
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U9")


app = AsyncApp(authorize=authorize, signing_secret="s", request_verification_enabled=False)
body = {"type": "event_callback", "team_id": "T1", "event": {"type": "message", "user": "U1", "text": "hello"}}
asyncio.run(app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode")))
for name, was_set in (("slack_bolt", "WARNING"), ("slack_bolt.AsyncApp", "ERROR")):
    print(f"{f'{name}, set to {was_set}':<36} {logging.getLevelName(logging.getLogger(name).level)}")
is_written = "DEBUG:slack_bolt.AsyncApp" in written.getvalue()
print(f"{'debug lines of Bolt are written':<36} {'yes' if is_written else 'no'}")
PYTHON
expected="slack_bolt, set to WARNING           WARNING
slack_bolt.AsyncApp, set to ERROR    DEBUG
debug lines of Bolt are written      yes"
printed=$("$folder/venv/bin/python" "$folder/probe.py")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }

#!/usr/bin/env bash
# slack-sdk 3.48.0 (aiohttp 3.14.3): AsyncWebClient sends the arguments of some methods in the address of the POST.
#
# conversations_setTopic() of the synchronous WebClient posts a form: the topic stands in the body. The same call of
# AsyncWebClient posts an empty body and puts everything into the query, where proxies and access logs keep it and where
# long text meets a limit of addresses. chat_postMessage() uses the body in both. `api_call(method, data=…)` does in both.
#
# Seen:
#   WebClient.conversations_setTopic       query=no  body=yes
#   AsyncWebClient.conversations_setTopic  query=yes body=no
#   AsyncWebClient.api_call(data=)         query=no  body=yes
#   AsyncWebClient.chat_postMessage        query=no  body=yes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-sdk==3.48.0 aiohttp==3.14.3
cat > "$folder/probe.py" <<'PYTHON'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

WORD = "harvest"
seen = []


class Slack(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        seen.append((WORD in self.path, WORD in body))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"ok": true}')

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Slack)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/api/"
sync, client = WebClient("xoxb-1", base_url=address), AsyncWebClient("xoxb-1", base_url=address)


async def others():
    await client.conversations_setTopic(channel="C1", topic=WORD)
    await client.api_call("conversations.setTopic", data={"channel": "C1", "topic": WORD})
    await client.chat_postMessage(channel="C1", text=WORD)


sync.conversations_setTopic(channel="C1", topic=WORD)
asyncio.run(others())
names = (
    "WebClient.conversations_setTopic",
    "AsyncWebClient.conversations_setTopic",
    "AsyncWebClient.api_call(data=)",
    "AsyncWebClient.chat_postMessage",
)
for name, (query, body) in zip(names, seen, strict=True):
    print(f"{name:<38} query={'yes' if query else 'no':<3} body={'yes' if body else 'no'}")
PYTHON
expected="WebClient.conversations_setTopic       query=no  body=yes
AsyncWebClient.conversations_setTopic  query=yes body=no
AsyncWebClient.api_call(data=)         query=no  body=yes
AsyncWebClient.chat_postMessage        query=no  body=yes"
printed=$("$folder/venv/bin/python" "$folder/probe.py")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }

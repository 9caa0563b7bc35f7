"""response_url: later answers to what a person did, five of them in thirty minutes of the sandbox clock.

The same rules read the body of a slash command's acknowledgement: ephemeral unless `response_type` says in_channel.
"""

import asyncio
import json
import time
from typing import Any

from aiohttp import web

from bot.sandbox.blockkit.checks import check_message
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Faults
from bot.sandbox.parts import Parts
from bot.sandbox.world import shapes
from bot.sandbox.world.records import App, Exchange, Message, Payload, ResponseUrl
from bot.sandbox.world.state import Slack

# Slack: "up to 5 times within 30 minutes of receiving the payload".
USES = 5
TEXT_LENGTH = 40_000


def address(slack: Slack, url: ResponseUrl, kind: str = "actions") -> str:
    """Where the app posts to; `kind` is "commands", "actions" or "app" as in Slack's own addresses."""
    return f"{slack.url}/hooks/{kind}/{slack.workspace.id}/{url.id}"


def routes(sandbox: Parts) -> list[web.RouteDef]:
    """The addresses given out."""
    hooks = Hooks(sandbox.slack, sandbox.faults)
    return [web.post("/hooks/{kind}/{team}/{id}", hooks.answer)]


class Hooks:
    """Answers what apps post; a fault of the method "response_url" befalls it."""

    def __init__(self, slack: Slack, faults: Faults) -> None:
        self.slack = slack
        self.faults = faults

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One use of a response_url."""
        began, written = time.monotonic(), await request.text()
        id_ = request.match_info["id"]
        fault = self.faults.take_call("response_url")
        kind = fault.kind if fault else ""
        if fault and kind == "latency":
            await asyncio.sleep(fault.seconds)
        status, said, what = 0, "", written
        if kind.isdecimal():
            status, said = int(kind), "Something went wrong"
        elif kind != "drop_before":
            status, said, what = self._use(id_, written, kind.removeprefix("error:") if ":" in kind else None)
        url = self.slack.response_urls.get(id_)
        note = f"use {url.uses} of {USES}" if url else ""
        is_dropped = kind.startswith("drop")
        self.slack.record(
            Exchange(
                at=self.slack.now(),
                direction="from_app",
                via="response_url",
                name="response_url",
                request=what,
                answer=None if is_dropped else said,
                status=None if is_dropped else status,
                took=time.monotonic() - began,
                note="connection dropped" if is_dropped else note,
            )
        )
        if is_dropped and request.transport is not None:
            request.transport.abort()
        headers = {"Retry-After": str(fault.retry_after)} if fault and kind == "429" else {}
        return web.Response(status=status or 200, text=said, headers=headers)

    def _use(self, id_: str, written: str, error: str | None) -> tuple[int, str, Any]:
        """The status, what is said, and what the app said."""
        what: Any = written
        try:
            what = _read(written)
            if error is not None:
                raise SlackError(error)
            use(self.slack, id_, what)
        except SlackError as refusal:
            return (404 if refusal.error.endswith("_url") else 400), json.dumps(refusal.envelope()), what
        return 200, "ok", what


def _read(written: str) -> Payload:
    try:
        body = json.loads(written)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body


def use(slack: Slack, url_id: str, body: Payload) -> Message | None:
    """Use up one of the five answers; raises SlackError (invalid_url, expired_url, used_url, invalid_blocks …)."""
    url = slack.response_urls.get(url_id)
    if url is None:
        raise SlackError("invalid_url")
    if slack.now() > url.expires:
        raise SlackError("expired_url")
    if url.uses >= USES:
        raise SlackError("used_url")
    app = slack.apps[url.app_id]
    if not app.installed:
        raise SlackError("invalid_url")
    original = slack.message(url.channel, url.message_ts, url.user) if url.message_ts else None
    if _yes(body.get("delete_original")):
        url.uses += 1
        if original is not None:
            slack.delete(original)
        return None
    fields = content(slack, body)
    url.uses += 1
    if _yes(body.get("replace_original")) and original is not None:
        slack.edit(original, None, **fields)
        return original
    thread = body.get("thread_ts") or (url.thread_ts if url.ephemeral else None)
    return say(slack, app, url.channel, url.user, body, fields, thread)


def say(
    slack: Slack, app: App, channel: str, user: str, body: Payload, fields: Payload, thread: str | None = None
) -> Message:
    """Show an answer to the person alone, or with `response_type: in_channel` to all."""
    author = {"user": app.bot_user, "bot_id": app.bot_id, "app_id": app.id, "thread_ts": thread}
    text = fields["text"]
    rest = {name: value for name, value in fields.items() if name != "text"}
    if body.get("response_type") == "in_channel":
        return slack.post(channel, author.pop("user"), text, **author, **rest, subtype="bot_message")
    return slack.post_ephemeral(channel, user, text, **author, **rest)


def content(slack: Slack, body: Payload) -> Payload:
    """Text, blocks and attachments of an answer, checked; raises no_text, invalid_blocks, invalid_blocks_format."""
    text, blocks, attachments = body.get("text") or "", _listed(body, "blocks"), _listed(body, "attachments")
    if not isinstance(text, str):
        raise SlackError("invalid_payload")
    if body.get("response_type") not in (None, "ephemeral", "in_channel"):
        raise SlackError("invalid_payload")
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    problems = check_message({"blocks": blocks, "attachments": attachments}, slack.workspace.lacks)
    if problems:
        raise SlackError("invalid_blocks", messages=problems)
    return {"text": text[:TEXT_LENGTH], "blocks": shapes.with_ids(slack, blocks), "attachments": attachments}


def _listed(body: Payload, name: str) -> list[Any]:
    value = body.get(name)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise SlackError(f"invalid_{name}_format") from None
    if value is not None and not isinstance(value, list):
        raise SlackError(f"invalid_{name}_format")
    return value or []


def _yes(value: Any) -> bool:
    return value in (True, "true")

"""The Web API at `/api/<method>`: faults, token, rate limit, scopes, then the method, in Slack's envelope."""

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.errors import RateLimited, SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.parts import Parts
from bot.sandbox.webapi import chat, chat_later, conversations, conversations_list, files, marks, misc, users, views
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world.records import App, Exchange, Payload


def methods() -> dict[str, Method]:
    """Every method that is known, by name."""
    families: tuple[Mapping[str, Method], ...] = (
        chat.METHODS,
        chat_later.METHODS,
        conversations.METHODS,
        conversations_list.METHODS,
        files.METHODS,
        marks.METHODS,
        misc.METHODS,
        users.METHODS,
        views.METHODS,
    )
    return {name: method for family in families for name, method in family.items()}


def routes(sandbox: Parts) -> list[web.RouteDef]:
    """The Web API, and the addresses to which files go and from which they come."""
    api = WebApi(sandbox)
    return [
        web.post("/api/{method}", api.answer),
        web.get("/api/{method}", api.answer),
        *files.routes(sandbox),
    ]


class WebApi:
    """Answers calls."""

    def __init__(self, sandbox: Parts) -> None:
        self.sandbox = sandbox
        self.methods = methods()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, from faults to traffic log."""
        with self.sandbox.busy:
            return await self._answer(request, request.match_info["method"])

    async def _answer(self, request: web.Request, name: str) -> web.StreamResponse:
        began = time.monotonic()
        args: Payload = {}
        try:
            fault = self.sandbox.faults.take_call(name)
            args = await read_args(request)
            if fault is None:
                status, headers, body = await self._run(request, name, args)
            else:
                status, headers, body = await self._run_under(fault, request, name, args)
            body = self.sandbox.manner.answer(body)
        except SlackError as refusal:
            status, headers, body = 200, {}, refusal.envelope()
        except Dropped:
            self._record(name, args, None, None, began, "connection dropped")
            return await drop(request)
        self._record(name, args, body, status, began)
        if isinstance(body, str):
            return web.Response(status=status, text=body, headers=headers)
        return web.json_response(body, status=status, headers=headers, dumps=dumps)

    async def _run_under(
        self, fault: Fault, request: web.Request, name: str, args: Payload
    ) -> tuple[int, dict[str, str], Payload | str]:
        if fault.kind == "drop_before":
            raise Dropped
        if fault.kind == "429":
            return too_many(fault.retry_after)
        if fault.kind in ("500", "503"):
            return int(fault.kind), {}, "Something went wrong"
        if fault.kind in ("error:ratelimited", "error:rate_limited"):
            return too_many(fault.retry_after, fault.kind.removeprefix("error:"))
        if fault.kind.startswith("error:"):
            return 200, {}, self._refusal(fault.kind.removeprefix("error:"), name).envelope()
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        answer = await self._run(request, name, args)
        if fault.kind == "drop_after":
            raise Dropped
        return answer

    def _refusal(self, error: str, name: str) -> SlackError:
        """The error as Slack says it: a missing scope is named, with those that were granted."""
        method = self.methods.get(name)
        if error != "missing_scope" or method is None:
            return SlackError(error)
        granted = [one for one in self.sandbox.app.scopes if one not in method.scopes]
        return SlackError(error, needed=",".join(method.scopes), provided=",".join(granted))

    async def _run(self, request: web.Request, name: str, args: Payload) -> tuple[int, dict[str, str], Payload | str]:
        method = self.methods.get(name)
        if method is None:
            return 200, {}, SlackError("unknown_method", req_method=name).envelope()
        headers = {"X-Slack-Req-Id": self.sandbox.slack.new_id("", 32).lower()}
        try:
            call = Call(self.sandbox, self._caller(request, method, args), name, args)
            headers["X-OAuth-Scopes"] = ",".join(call.app.scopes)
            headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
            if wait := self.sandbox.limits.take_call(call.app.id, name, method.a_minute):
                return too_many(wait)
            if method.scopes:
                call.need(*method.scopes)
            body: Payload = {"ok": True, **await method.run(call)}
            if call.warnings:
                body["warning"] = ",".join(call.warnings)
                body.setdefault("response_metadata", {})["warnings"] = call.warnings
        except RateLimited as refusal:
            return too_many(refusal.wait)
        except SlackError as refusal:
            return 200, headers, refusal.envelope()
        return 200, headers, body

    def _caller(self, request: web.Request, method: Method, args: Payload) -> App:
        header = request.headers.get("Authorization", "")
        token = str(args.pop("token", "") or "")
        if header.lower().startswith("bearer "):
            token = header[7:].strip()
        if not token and method.open:
            return NOBODY
        if not token:
            raise SlackError("not_authed")
        app = self.sandbox.slack.app_of_token(token)
        if app is None:
            if method.open:
                return NOBODY
            raise SlackError("invalid_auth")
        if app.token_revoked and token == app.bot_token:
            raise SlackError("token_revoked")
        if not app.installed:
            raise SlackError("account_inactive")
        if (token == app.app_token) != method.app_token and not method.open:
            raise SlackError("not_allowed_token_type")
        return app

    def _record(
        self, name: str, args: Payload, body: Payload | str | None, status: int | None, began: float, note: str = ""
    ) -> None:
        self.sandbox.slack.record(
            Exchange(
                at=self.sandbox.slack.now(),
                direction="from_app",
                via="api",
                name=name,
                request={key: value for key, value in args.items() if key != "token"},
                answer=body,
                status=status,
                took=time.monotonic() - began,
                note=note,
            )
        )


# Who calls methods that ask for no token.
NOBODY = App(id="", name="", bot_id="", bot_user="", bot_token="", app_token="", signing_secret="", scopes=[])


class Dropped(Exception):
    """The connection ends without an answer."""


def too_many(wait: int, word: str = "ratelimited") -> tuple[int, dict[str, str], Payload]:
    """Slack's 429."""
    return 429, {"Retry-After": str(wait)}, SlackError(word).envelope()


async def drop(request: web.Request) -> web.StreamResponse:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def read_args(request: web.Request) -> Payload:
    """The arguments of the query, a form or a JSON body; raises invalid_json or json_not_object."""
    args: Payload = dict(request.query)
    if request.method != "POST":
        return args
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return args | body
    form = await request.post()
    return args | dict(form)


def dumps(body: Any) -> str:
    """JSON as Slack writes it."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

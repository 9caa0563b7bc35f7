"""`/_control/…`: everything that the page can do, as JSON over HTTP, for tests and scripts.

| address | what |
|---|---|
| `POST /_control/acts/<name>` | an act; the body is its arguments (`who`, …), the answer its outcome |
| `GET /_control/people` `…/channels` `…/apps` | who and what there is |
| `GET /_control/shown?who=` | what a person sees: messages (newest last), modals, Homes; also `channel=`, `limit=` |
| `GET /_control/traffic?after=` | requests and answers in both directions, oldest first |
| `POST /_control/app` | `{"delivery": "socket" / "http", "request_url": …}`: how payloads travel |
| `POST /_control/app/<what>` | `refresh`, `warn`, `cut` (sockets), `uninstall`, `revoke`, `revoke_user`, `install` |

Faults, limits, files and the clock have addresses of their own beside these.
"""

import base64
import binascii
import json
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.sandbox.acts.all import Acts
from bot.sandbox.acts.base import seen_message
from bot.sandbox.parts import Parts
from bot.sandbox.world import shapes
from bot.sandbox.world.records import App, Channel, Message, Payload, Person

SHOWN = 200


def routes(sandbox: Parts, acts: Acts) -> list[web.RouteDef]:
    """The control API."""
    control = Control(sandbox, acts)
    return [
        web.post("/_control/acts/{name}", control.act),
        web.get("/_control/people", control.people),
        web.get("/_control/channels", control.channels),
        web.get("/_control/apps", control.apps),
        web.get("/_control/shown", control.shown),
        web.get("/_control/traffic", control.traffic),
        web.post("/_control/app", control.change_app),
        web.post("/_control/app/{what}", control.befall_app),
    ]


class Control:
    """Answers the control API."""

    def __init__(self, sandbox: Parts, acts: Acts) -> None:
        self.sandbox, self.slack, self.acts = sandbox, sandbox.slack, acts

    async def act(self, request: web.Request) -> web.Response:
        """Do as a person does."""
        name = request.match_info["name"]
        try:
            arguments = await request.json()
            if "content" in arguments:
                arguments["content"] = base64.b64decode(arguments["content"], validate=True)
            outcome = await self.acts.do(name, **arguments)
        except KeyError:
            return refused(f"there is no act {name}", 404)
        except (TypeError, ValueError, binascii.Error) as problem:
            return refused(f"{name}: {problem}")
        return web.json_response(outcome.to_json())

    async def people(self, _: web.Request) -> web.Response:
        """Everybody, bots included."""
        return web.json_response([asdict(person) for person in self.slack.people.values()])

    async def channels(self, _: web.Request) -> web.Response:
        """Every conversation, without its messages."""
        return web.json_response([self._channel(one) for one in self.slack.channels.values()])

    async def apps(self, _: web.Request) -> web.Response:
        """Every app, and how many sockets it has open."""
        apps = [{**asdict(app), "sockets": self.sandbox.sockets.count(app)} for app in self.slack.apps.values()]
        return web.json_response(apps)

    async def shown(self, request: web.Request) -> web.Response:
        """What a person sees."""
        person = self.slack.person(request.query.get("who", ""))
        if person is None:
            return refused("who is that?", 404)
        limit = int(request.query.get("limit", SHOWN))
        where = request.query.get("channel")
        rooms = [one for one in self.slack.channels.values() if person.id in one.members or one.kind == "public"]
        if where is not None:
            rooms = [one for one in rooms if one is self._room(person, where)]
            if not rooms:
                return refused(f"{person.key} sees no conversation {where}", 404)
        records = [record for room in rooms for record in self._records(room, person)]
        records.sort(key=lambda record: record.ts)
        homes = [view for (_app, user), view in self.slack.homes.items() if user == person.id]
        body = {
            "messages": [seen_message(self.slack, record) for record in records[-limit:]],
            "views": [shapes.view(self.slack, view) for view in self.slack.open_views(person.id)],
            "homes": [shapes.view(self.slack, view) for view in homes],
        }
        return web.json_response(body)

    def _room(self, person: Person, where: str) -> Channel | None:
        if not where.startswith("@"):
            return self.slack.channel(where)
        name = where[1:].casefold()
        ids = [one.id for one in self.slack.people.values() if name in (one.key.casefold(), one.real_name.casefold())]
        ids += [app.bot_user for app in self.slack.apps.values() if app.name.casefold() == name]
        return self.slack.direct_message(ids[0], person.id) if ids else None

    @staticmethod
    def _records(room: Channel, person: Person) -> list[Message]:
        return [*room.messages.values(), *(one for one in room.ephemerals if one.ephemeral_to == person.id)]

    def _channel(self, channel: Channel) -> Payload:
        body = shapes.channel(self.slack, channel, "", num_members=True)
        return {**body, "kind": channel.kind, "members": channel.members, "pins": channel.pins}

    async def traffic(self, request: web.Request) -> web.Response:
        """What went to and fro."""
        after = float(request.query.get("after", 0))
        body = [{**vars(one), "at": one.at.timestamp()} for one in self.slack.traffic if one.at.timestamp() >= after]
        return web.json_response(body, dumps=_dumps)

    # the app

    async def change_app(self, request: web.Request) -> web.Response:
        """Switch between Socket Mode and HTTP; a request URL must answer Slack's challenge first."""
        wish = await request.json()
        app = self._app(wish.get("app"))
        if app is None:
            return refused("there is no such app", 404)
        before = app.delivery, app.request_url
        app.request_url = str(wish.get("request_url", app.request_url))
        if wish.get("delivery") in ("socket", "http"):
            app.delivery = wish["delivery"]
        if app.delivery == "http" and not await self.sandbox.delivery.ways.verify(app):
            url, (app.delivery, app.request_url) = app.request_url, before
            return refused(f"Your URL {url} didn't respond with the value of the challenge parameter.")
        return web.json_response({"ok": True, "delivery": app.delivery, "request_url": app.request_url})

    async def befall_app(self, request: web.Request) -> web.Response:
        """Things that happen to apps."""
        wish = await request.json() if request.can_read_body else {}
        app, what = self._app(wish.get("app")), request.match_info["what"]
        if app is None:
            return refused("there is no such app", 404)
        match what:
            case "refresh":
                await self.sandbox.sockets.refresh(app)
            case "warn":
                await self.sandbox.sockets.refresh(app, "warning")
            case "cut":
                await self.sandbox.sockets.cut(app)
            case "uninstall":
                self.sandbox.events.uninstalled(app)
            case "revoke":
                self.sandbox.events.tokens_revoked(app)
            case "revoke_user":
                self.sandbox.events.user_token_revoked(app, str(wish.get("user", "")))
            case "install":
                app.installed, app.token_revoked = True, False
                self.sandbox.delivery.limits_of(app).enable()
            case _:
                return refused(f"nothing called {what} can happen to an app", 404)
        return web.json_response({"ok": True})

    def _app(self, app_id: Any) -> App | None:
        return self.slack.apps.get(str(app_id)) if app_id else self.sandbox.app


def refused(words: str, status: int = 400) -> web.Response:
    """What is wrong with the request."""
    return web.json_response({"ok": False, "error": words}, status=status)


def _dumps(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, default=str)

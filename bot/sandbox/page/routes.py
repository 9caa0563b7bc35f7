"""The page's addresses: the page itself, its regions, what people do on it, the event stream, the traffic."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.sandbox.acts.all import Acts, Outcome
from bot.sandbox.acts.base import NOT_OPEN
from bot.sandbox.control.timeline import Timeline
from bot.sandbox.page import traffic
from bot.sandbox.page.scene import Scene, Spot
from bot.sandbox.page.stream import Stream
from bot.sandbox.page.typed import typed_value
from bot.sandbox.parts import Parts

STATIC: Final = Path(__file__).parent / "static"
KINDS: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# What a click on the page may do; everything else belongs to the control API.
ACTS: Final = frozenset(
    {
        "types", "press", "suggests", "fills", "submits", "closes",
        "opens_home", "shortcut", "joins", "leaves", "reacts", "reads",
    }
)  # fmt: skip


def routes(sandbox: Parts, acts: Acts, timeline: Timeline) -> list[web.RouteDef]:
    """Everything that the page needs of the server."""
    page = Page(sandbox, acts, timeline)
    return [
        web.get("/", page.index),
        web.get("/_page/scene", page.scene),
        web.get("/_page/stream", page.stream),
        web.get("/_page/traffic", page.traffic),
        web.get("/_page/exchange/{key}", page.exchange),
        web.post("/_page/act/{name}", page.act),
        web.post("/_page/upload", page.upload),
        web.get("/_page/static/{name}", page.static),
    ]


class Page:
    """Answers the page's requests."""

    def __init__(self, sandbox: Parts, acts: Acts, timeline: Timeline) -> None:
        self.sandbox, self.acts, self.timeline = sandbox, acts, timeline
        # Modals whose sending was taken.
        self._taken: set[str] = set()
        self._errors: dict[str, tuple[str, dict[str, str]]] = {}  # view → its hash, and what stands under its fields

    # seeing

    async def index(self, request: web.Request) -> web.Response:
        """The whole page; `in=` may also name a person or bot, whose direct message is then opened."""
        spot = Spot.of(request.query)
        scene = self._scene(spot)
        if spot.room in self.sandbox.slack.people and spot.room != scene.person.id:
            room = self.sandbox.slack.direct_message(spot.room, scene.person.id)
            raise web.HTTPFound(request.rel_url.update_query({"in": room.id}))
        new_from = scene.room.read.get(scene.person.id, "")
        unread = scene.is_member and self.sandbox.slack.unread(scene.room.id, scene.person.id) > 0
        if unread and new_from:
            scene = self._scene(Spot(**{**vars(spot), "new_from": new_from}))
        html = scene.page(new_from=new_from if unread else "")
        return web.Response(text=html, content_type="text/html", headers=HEADERS)

    async def scene(self, request: web.Request) -> web.Response:
        """The regions alone."""
        return _json({"regions": self._scene(Spot.of(request.query)).regions()})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: `changed` with a list of "scene", "traffic"."""
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        await Stream(self.sandbox, self._scene(Spot.of(request.query)).person.id).run(response)
        return response

    async def traffic(self, request: web.Request) -> web.Response:
        """The newest requests and answers, a line each."""
        return _html(traffic.lines(self.sandbox.slack, self._scene(Spot.of(request.query)).reader))

    async def exchange(self, request: web.Request) -> web.Response:
        """One of them, whole."""
        return _html(traffic.whole(self.sandbox.slack, request.match_info["key"]))

    async def static(self, request: web.Request) -> web.StreamResponse:
        """Styles and scripts."""
        name = request.match_info["name"]
        path = STATIC / name
        if path.parent != STATIC or path.suffix not in KINDS or not path.is_file():
            raise web.HTTPNotFound
        headers = {**HEADERS, "Cache-Control": "no-cache"}
        return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=headers)

    # doing

    async def act(self, request: web.Request) -> web.Response:
        """Let the person do something; answers what came of it, and the regions as they are now."""
        name, spot = request.match_info["name"], Spot.of(request.query)
        try:
            given = json.loads(await request.text())
        except ValueError:
            return _refusal("not JSON")
        if name not in ACTS or not isinstance(given, dict) or "who" in given:
            return _refusal(f"the page has no act {name}")
        before = self._scene(spot)
        slack, reader = self.sandbox.slack, before.reader
        if "value" in given:
            given["value"] = typed_value(slack, reader, given["value"])
        if isinstance(given.get("values"), dict):
            given["values"] = {name: typed_value(slack, reader, each) for name, each in given["values"].items()}
        try:
            outcome = await self.acts.do(name, who=before.person.id, **given)
        except TypeError as wrong:
            return _refusal(str(wrong))
        if self._is_taken(name, given, outcome):
            # Pressed once more while the first press was under way: it has done what was wanted.
            outcome = replace(outcome, ok=True, error="")
        self._note_errors(name, given, outcome)
        scene = self._scene(spot)
        more: dict[str, Any] = {"options": str(scene.drawing.offered(outcome.options))} if name == "suggests" else {}
        return self._answer(outcome, scene, **more)

    async def upload(self, request: web.Request) -> web.Response:
        """A file, for the room that is open (`room`) or for a file input (without)."""
        spot = Spot.of(request.query)
        form = await request.post()
        file = form.get("file")
        if not isinstance(file, web.FileField):
            return _refusal("no file")
        content, who = file.file.read(), self._scene(spot).person.id
        if form.get("room"):
            thread = str(form.get("thread_ts") or "") or None
            text = str(form.get("text") or "")
            outcome = await self.acts.uploads(who, str(form["room"]), file.filename, content, text, thread)
        else:
            outcome = await self.acts.attaches(who, file.filename, content)
        return self._answer(outcome, self._scene(spot), file=outcome.file)

    def _answer(self, outcome: Outcome, scene: Scene, **more: Any) -> web.Response:
        view = outcome.view["id"] if outcome.view else None
        answer = {
            "ok": outcome.ok,
            "error": scene.reader.reworded(outcome.error),
            "errors": outcome.errors,
            "view": view,
            **more,
        }
        return _json({**answer, "regions": scene.regions()})

    def _is_taken(self, name: str, given: dict[str, Any], outcome: Outcome) -> bool:
        """Whether a press comes too late for a modal that is closed because it was sent and taken."""
        where = given.get("where")
        view_id = str(given.get("view_id") or (where.get("view") if isinstance(where, dict) else "") or "")
        if name == "submits" and outcome.ok and not outcome.errors:
            self._taken.add(view_id)
        return bool(view_id) and outcome.error == NOT_OPEN and view_id in self._taken

    def _note_errors(self, name: str, given: dict[str, Any], outcome: Outcome) -> None:
        view = self.sandbox.slack.views.get(str(given.get("view_id")))
        if view is None:
            return
        if name == "submits":
            self._errors[view.id] = (view.hash, outcome.errors)
        elif name == "fills" and view.id in self._errors:
            for block_id in given.get("values") or {}:
                self._errors[view.id][1].pop(block_id, None)

    def _scene(self, spot: Spot) -> Scene:
        views = self.sandbox.slack.views
        self._errors = {key: kept for key, kept in self._errors.items() if key in views and views[key].hash == kept[0]}
        return Scene(self.sandbox, self.timeline, spot, {key: errors for key, (_, errors) in self._errors.items()})


def _json(answer: dict[str, Any]) -> web.Response:
    return web.json_response(answer, headers=HEADERS)


def _html(html: str) -> web.Response:
    return web.Response(text=html, content_type="text/html", headers=HEADERS)


def _refusal(words: str) -> web.Response:
    return web.json_response({"ok": False, "error": words}, status=400, headers=HEADERS)

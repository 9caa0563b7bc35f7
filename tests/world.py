"""The sandbox told in words: `await world.lin.types("/task update T-3 done")`.

Everything goes over the control API, so the sandbox may as well be another process.
"""

import base64
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

import aiohttp

from tests.sandbox_clock import Clock
from tests.shown import Element, Message, Payload, View, seen

__all__ = ["Clock", "Message", "Outcome", "Person", "View", "World", "seen"]


@dataclass
class Outcome:
    """What a person sees at once after an act."""

    ok: bool
    error: str
    said: list[Message]
    view: View | None
    errors: dict[str, str]
    ack: Any
    options: list[Payload] = field(default_factory=list)
    message: Message | None = None  # what the person posted
    file: Payload | None = None

    @property
    def answer(self) -> Message:
        """The newest thing said to the person alone: a card may come into the channel after it."""
        private = [message for message in self.said if message.ephemeral]
        assert private, f"nothing was said to the person alone; they see: {self.text}"
        return private[-1]

    @property
    def text(self) -> str:
        """All that the person can read because of it: Slack's error, the app's words, the errors under fields."""
        lines = [self.error, *(seen(message) for message in self.said), *self.errors.values()]
        return "\n".join(line for line in lines if line)

    def __contains__(self, words: str) -> bool:
        """Whether the words can be read."""
        return words in self.text


class World:
    """`async with World(url) as world:`; people are attributes: `world.zhao`, `world.lin` …"""

    def __init__(self, url: str, channel: str = "#product-launch") -> None:
        self.url = url
        self.channel = channel  # where people type unless told otherwise
        self.names: dict[str, str] = {}
        self.clock = Clock(self)
        self.faults = Faults(self)
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "World":
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Learn who is there."""
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        await self.learn_names()

    async def close(self) -> None:
        """Leave."""
        if self._http is not None:
            await self._http.close()

    async def learn_names(self) -> None:
        """Names of people and channels, for reading messages."""
        people, channels = await self.get("people"), await self.get("channels")
        self.names.update({one["id"]: one["display_name"] or one["real_name"] for one in people})
        self.names.update({one["id"]: one["name"] for one in channels if one.get("name")})

    def person(self, key: str) -> "Person":
        """By key ("lin") or id."""
        return Person(self, key)

    def __getattr__(self, key: str) -> "Person":
        if key.startswith("_"):
            raise AttributeError(key)
        return Person(self, key)

    async def settle(self) -> None:
        """Wait until the app has done all that is to be done at the present moment."""
        await self.post("settle", {})

    async def arrives(self, key: str, **fields: Any) -> "Person":
        """A new member of the workspace."""
        await self.act("arrives", key=key, **fields)
        await self.learn_names()
        return Person(self, key)

    async def regroup(self, handle: str, *members: str) -> None:
        """A user group has these members from now on."""
        await self.act("regroups", handle=handle, members=list(members))

    async def traffic(self, name: str | None = None) -> list[Payload]:
        """Requests and answers in both directions, oldest first; `name` is a method or a payload's type."""
        exchanges: list[Payload] = await self.get("traffic")
        return [one for one in exchanges if name is None or one["name"] == name]

    async def posted(self, channel: str | None = None) -> list[Message]:
        """The app's messages in a channel (anybody's view: no ephemerals), oldest first."""
        messages = await Person(self, "wang").sees(channel or self.channel)
        return [message for message in messages if message.from_app and not message.ephemeral]

    # the app

    async def app(self) -> Payload:
        """The app's registration."""
        apps: list[Payload] = await self.get("apps")
        return apps[0]

    async def deliver(self, by: str, request_url: str = "") -> None:
        """Payloads travel by "socket" or by "http" (to the request URL)."""
        await self.post("app", {"delivery": by, **({"request_url": request_url} if request_url else {})})

    async def befall(self, what: str, **more: str) -> None:
        """What happens to apps: refresh, warn, cut (sockets); uninstall, revoke, revoke_user (whose), install."""
        await self.post(f"app/{what}", more)

    async def rolls_out(self, *, is_on: bool, types: list[str]) -> None:
        """The workspace has these types of blocks from now on, or does not."""
        await self.post("rollout", {"is_on": is_on, "types": types})

    async def reset(self) -> None:
        """The company as on the first day."""
        await self.post("reset", {})

    # the control API

    async def get(self, path: str, **query: str) -> Any:
        """Read."""
        assert self._http is not None, "the world is not open"
        async with self._http.get(f"{self.url}/_control/{path}", params=query) as answer:
            body = await answer.json()
            assert answer.status == 200, body.get("error", body)
            return body

    async def post(self, path: str, body: Any) -> Any:
        """Do; an assertion fails with the sandbox's words where it refuses."""
        assert self._http is not None, "the world is not open"
        async with self._http.post(f"{self.url}/_control/{path}", json=body) as answer:
            said = await answer.json()
            assert answer.status == 200, said.get("error", said)
            return said

    async def delete(self, path: str) -> Any:
        """Clear."""
        assert self._http is not None, "the world is not open"
        async with self._http.delete(f"{self.url}/_control/{path}") as answer:
            return await answer.json()

    async def act(self, name: str, /, **arguments: Any) -> Outcome:
        """Any act by name; see the sandbox's Acts."""
        body = await self.post(f"acts/{name}", arguments)
        view = View(body["view"], self.names, body["errors"]) if body["view"] else None
        said = [self.message(one) for one in body.pop("said")]
        posted = self.message(body["message"]) if body["message"] else None
        return Outcome(**{**body, "said": said, "view": view, "message": posted})

    def message(self, raw: Payload) -> Message:
        """A message with names to read it by."""
        return Message(raw, self.names)


@dataclass(frozen=True)
class Person:
    """Somebody in the workspace."""

    world: World
    key: str

    async def types(
        self, text: str, channel: str | None = None, thread: Message | None = None, *, also_in_channel: bool = False
    ) -> Outcome:
        """A message or a slash command, in the project's channel unless told otherwise ("#random", "@Liaison").

        A reply may also be sent to its channel.
        """
        where = thread.channel if thread else channel or self.world.channel
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        broadcast = {"also_in_channel": True} if also_in_channel else {}
        return await self._acts("types", where=where, text=text, thread_ts=thread_ts, **broadcast)

    async def edits(self, message: Message, text: str) -> Outcome:
        """Change what one wrote."""
        return await self._acts("edits", where=message.channel, ts=message.ts, text=text)

    async def presses(self, what: str, on: Message | View | None = None, value: Any = None) -> Outcome:
        """A button (or overflow item) by its words or action_id; on the newest thing that has it."""
        shown, found = await self._finds(what, on)
        return await self._press(shown, found, value if value is not None else found.option)

    async def presses_stale(self, what: str, on: Message | View, value: Any = None) -> Outcome:
        """A button as it stood when `on` was read, although it may have changed or gone since."""
        found = on.element(what)
        return await self._press(on, found, value if value is not None else found.option, seen=found.block)

    async def chooses(self, what: str, value: Any, on: Message | View | None = None) -> Outcome:
        """In a menu, picker, radio or checkbox group found by action_id, label or placeholder."""
        shown, found = await self._finds(what, on)
        return await self._press(shown, found, value)

    async def suggests(self, what: str, query: str, on: Message | View | None = None) -> list[str]:
        """Type into an external select; the words of the options offered."""
        shown, found = await self._finds(what, on)
        outcome = await self._acts(
            "suggests", where=shown.where, action_id=found.action_id, block_id=found.block["block_id"], query=query
        )
        assert outcome.ok, outcome.error
        return [option["text"]["text"] for option in outcome.options]

    async def fills(self, view: View | Outcome, **values: Any) -> Outcome:
        """Type into an open view, without submitting."""
        return await self._acts("fills", view_id=_view_of(view).id, values=values)

    async def submits(self, view: View | Outcome, **values: Any) -> Outcome:
        """Fill in and submit: fields by block_id or action_id, dates as "2026-12-01", options by value or words."""
        return await self._acts("submits", view_id=_view_of(view).id, values=values)

    async def submits_and_waits(self, view: View | Outcome, **values: Any) -> Outcome:
        """Submit, and see what the form shows when all that it began is done."""
        outcome = await self.submits(view, **values)
        await self.world.settle()
        return replace(outcome, view=await self.view())

    async def closes(self, view: View | Outcome, *, everything: bool = False) -> Outcome:
        """Cancel a modal, or with the cross the whole stack."""
        return await self._acts("closes", view_id=_view_of(view).id, everything=everything)

    async def uses(self, shortcut: str, message: Message | None = None) -> Outcome:
        """A global shortcut, or a message shortcut; by its name or callback_id."""
        where = {"where": message.channel, "ts": message.ts} if message else {}
        return await self._acts("shortcut", callback_id=shortcut, **where)

    async def uploads(
        self, name: str, content: bytes | str, channel: str | None = None, text: str = "", thread: Message | None = None
    ) -> Outcome:
        """A file into a conversation."""
        where = thread.channel if thread else channel or self.world.channel
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        encoded = _base64(content)
        return await self._acts("uploads", where=where, name=name, content=encoded, text=text, thread_ts=thread_ts)

    async def attaches(self, name: str, content: bytes | str) -> str:
        """Choose a file for a file input; the id to fill in."""
        outcome = await self._acts("attaches", name=name, content=_base64(content))
        assert outcome.file is not None, outcome.error
        return str(outcome.file["id"])

    async def joins(self, channel: str) -> Outcome:
        """Become a member."""
        return await self._acts("joins", where=channel)

    async def leaves(self, channel: str) -> Outcome:
        """End one's membership."""
        return await self._acts("leaves", where=channel)

    async def invites(self, whom: str, channel: str | None = None) -> Outcome:
        """Bring a person or an app ("@Liaison") into a channel."""
        return await self._acts("invites", where=channel or self.world.channel, whom=whom)

    async def archives(self, channel: str, *, is_over: bool = False) -> Outcome:
        """Close a channel, or open it again."""
        return await self._acts("archives", where=channel, is_over=is_over)

    async def converts(self, channel: str, *, is_private: bool) -> Outcome:
        """Make a channel private, or public."""
        return await self._acts("converts", where=channel, is_private=is_private)

    async def renames(self, channel: str, name: str) -> Outcome:
        """Give a channel another name."""
        return await self._acts("renames", where=channel, name=name)

    async def shares(self, channel: str) -> Outcome:
        """Begin to share a private channel with another workspace, which gives it another id."""
        return await self._acts("shares", where=channel)

    async def reacts(self, message: Message, name: str) -> Outcome:
        """With an emoji; once more takes it back."""
        return await self._acts("reacts", where=message.channel, ts=message.ts, name=name)

    async def changes(self, **fields: Any) -> Outcome:
        """One's locale, tz, real_name …"""
        return await self._acts("changes", **fields)

    async def deactivates(self) -> Outcome:
        """The account ends."""
        return await self._acts("deactivates")

    # reading

    async def inbox(self) -> list[Message]:
        """The direct message with the app, oldest first."""
        app = await self.world.app()
        return await self.sees(f"@{app['name']}")

    async def sees(self, channel: str | None = None) -> list[Message]:
        """A conversation as this person sees it, what only they see included, oldest first."""
        shown = await self._shown(channel=channel or self.world.channel)
        return [self.world.message(one) for one in shown["messages"]]

    async def home(self) -> View:
        """Open the app's Home tab and read it."""
        outcome = await self._acts("opens_home")
        assert outcome.ok, outcome.error
        await self.world.settle()
        shown = await self._shown(limit="0")
        assert shown["homes"], "the Home tab is empty"
        return View(shown["homes"][0], self.world.names)

    async def opens_home(self, tab: str = "home") -> Outcome:
        """Only open the tab ("home" or "messages")."""
        return await self._acts("opens_home", tab=tab)

    async def view(self) -> View | None:
        """The modal on top, if one is open."""
        views = (await self._shown(limit="0"))["views"]
        return View(views[-1], self.world.names) if views else None

    # how

    async def _acts(self, act: str, /, **arguments: Any) -> Outcome:
        return await self.world.act(act, who=self.key, **arguments)

    async def _shown(self, **query: str) -> Any:
        await self.world.learn_names()
        return await self.world.get("shown", who=self.key, **query)

    async def _finds(self, what: str, on: Message | View | None) -> tuple[Message | View, Element]:
        if on is not None:
            return on, on.element(what)
        shown = await self._shown()
        messages = [self.world.message(one) for one in reversed(shown["messages"])]
        views = [View(one, self.world.names) for one in reversed(shown["views"])]
        homes = [View(one, self.world.names) for one in shown["homes"]]
        everything: list[Message | View] = [*views[:1], *messages, *homes]
        for one in everything:
            found = one.finds(what)
            if found is not None:
                return one, found
        raise AssertionError(f"{self.key} sees nothing called {what!r}")

    async def _press(self, shown: Message | View, found: Element, value: Any, seen: Payload | None = None) -> Outcome:
        where, block_id = shown.where, found.block["block_id"]
        return await self._acts(
            "press", where=where, action_id=found.action_id, block_id=block_id, value=value, seen=seen
        )


class Faults:
    """Bad days."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def add(self, kind: str, method: str = "*", **rule: Any) -> None:
        """429, 500, 503, latency, drop_before, drop_after, error:…; and faults of delivery."""
        await self.world.post("faults", {"kind": kind, "method": method, **rule})

    async def clear(self) -> None:
        """A good day again."""
        await self.world.delete("faults")


def _view_of(shown: View | Outcome) -> View:
    view = shown.view if isinstance(shown, Outcome) else shown
    assert view is not None, f"no modal is open; the person sees: {shown.text}"
    return view


def _base64(content: bytes | str) -> str:
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()

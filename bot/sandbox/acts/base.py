"""What every act of a person shares: who acts, where, what comes of it."""

import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from bot.sandbox.delivery.signing import verification_token
from bot.sandbox.delivery.ways import Ack
from bot.sandbox.parts import Parts
from bot.sandbox.world import connect, shapes
from bot.sandbox.world.records import App, Channel, Message, Payload, Person, View
from bot.sandbox.world.state import Slack

if TYPE_CHECKING:
    import asyncio


Given = ParamSpec("Given")

# What the person sees where an app's button, menu or modal gets no proper answer.
TIMED_OUT = "Operation timed out. Apps need to respond within 3 seconds."
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass
class Outcome:
    """What the person sees at once; `said` are the app's messages and ephemerals, `view` the top modal (or Home)."""

    ok: bool = True
    error: str = ""  # in Slack's words
    said: list[Payload] = field(default_factory=list)
    view: Payload | None = None
    errors: dict[str, str] = field(default_factory=dict)  # block_id → what stands under the field
    ack: Any = None
    options: list[Payload] = field(default_factory=list)  # of an external select
    message: Payload | None = None  # what the person posted
    file: Payload | None = None

    def to_json(self) -> Payload:
        """For the control API."""
        return asdict(self)


# What is said of a modal that is closed by now.
NOT_OPEN = "This modal is no longer open."


class CannotAct(Exception):
    """Slack's own interface does not let the person do it; the words are what they see."""


def act(method: Callable[Given, Coroutine[Any, Any, Outcome]]) -> Callable[Given, Coroutine[Any, Any, Outcome]]:
    """Mark an act: what Slack's interface refuses is an outcome that is not ok, never an exception."""

    @wraps(method)
    async def acted(*args: Given.args, **kwargs: Given.kwargs) -> Outcome:
        try:
            return await method(*args, **kwargs)
        except CannotAct as refusal:
            return Outcome(False, str(refusal))

    return acted


class Watch(AbstractContextManager["Watch"]):
    """Collects what apps show to a person while an act lasts."""

    def __init__(self, slack: Slack, person: Person) -> None:
        self.slack, self.person = slack, person
        self.seen: dict[tuple[str, str], Message] = {}

    def __enter__(self) -> "Watch":
        self._end: Callable[[], None] = self.slack.subscribe(self._changed)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _changed(self, kind: str, ids: Payload) -> None:
        if kind not in ("message_posted", "message_changed", "ephemeral_posted"):
            return
        record: Message = ids["message"]
        to_them = record.ephemeral_to in (None, self.person.id)
        if record.app_id and to_them and self.person.id in self.slack.channels[record.channel].members:
            self.seen[record.channel, record.ts] = record

    def said(self) -> list[Payload]:
        """Those messages, oldest first, as they stand now."""
        return [seen_message(self.slack, record) for record in self.seen.values()]


def seen_message(slack: Slack, record: Message) -> Payload:
    """A message as a person sees it: Slack's shape, and where it stands."""
    body = shapes.message(slack, record, metadata=True)
    return {**body, "channel": record.channel, "is_ephemeral": record.ephemeral_to is not None}


class ActsBase:
    """Finding people, places and apps; building the parts that payloads share."""

    def __init__(self, sandbox: Parts) -> None:
        self.slack, self.delivery, self.events = sandbox.slack, sandbox.delivery, sandbox.events
        self._offered: dict[tuple[str, ...], list[Payload]] = {}  # options last shown by external selects

    # who and where

    def actor(self, who: str) -> Person:
        """The person who acts, by key or id."""
        person = self.slack.person(who)
        if person is None:
            raise CannotAct(f"There is nobody called {who} in this workspace.")
        if person.deleted:
            raise CannotAct("Your account has been deactivated.")
        return person

    def room(self, person: Person, where: str) -> Channel:
        """A conversation by id, "#name", or "@name" (the direct message with that person or app)."""
        channel = self.slack.channel(where)
        if channel is None:
            other = self._other(where.removeprefix("@"))
            if other is None:
                raise CannotAct(f"{where} was not found.")
            channel = self.slack.direct_message(other, person.id)
        if channel.is_private and person.id not in channel.members:
            raise CannotAct(f"{where} was not found.")
        return channel

    def _other(self, name: str) -> str | None:
        person = self.slack.person(name)
        if person is not None:
            return person.id
        return next((app.bot_user for app in self.slack.apps.values() if app.name.casefold() == name.casefold()), None)

    def app(self, app_id: str) -> App:
        """An installed app."""
        app = self.slack.apps[app_id]
        if not app.installed:
            raise CannotAct(f"{app.name} is no longer installed in this workspace.")
        return app

    def message(self, person: Person, channel: str, ts: str) -> Message:
        """A message that the person can see."""
        record = self.slack.message(self.room(person, channel).id, ts, person.id)
        if record is None or record.subtype == "tombstone":
            raise CannotAct("This message is no longer there.")
        return record

    def modal(self, person: Person, view_id: str) -> View:
        """The open modal of this id, which must be the one on top."""
        stack = self.slack.stacks.get(person.id, [])
        if view_id not in stack:
            raise CannotAct(NOT_OPEN)
        if stack[-1] != view_id:
            raise CannotAct("Another modal is open on top of this one.")
        return self.slack.views[view_id]

    # what payloads share

    def envelope(self, app: App, kind: str, person: Person | None = None) -> Payload:
        """The beginning of every interaction; in a view `team` is that of the `person` who acts."""
        own = {"id": self.slack.workspace.id, "domain": self.slack.workspace.domain}
        return {
            "type": kind,
            "team": connect.workspace_of(self.slack, person.id) if person else own,
            "enterprise": None,
            "is_enterprise_install": False,
            "api_app_id": app.id,
            "token": verification_token(app),
        }

    def user(self, person: Person) -> Payload:
        """The `user` of an interaction."""
        return {
            "id": person.id,
            "username": person.key,
            "name": person.key,
            "team_id": connect.team_of(self.slack, person.id),
        }

    def channel_json(self, channel: Channel) -> Payload:
        """The `channel` of an interaction."""
        return {"id": channel.id, "name": channel_name(channel)}

    # what comes of it

    async def first_attempts(self, tasks: Iterable["asyncio.Task[Any]"]) -> None:
        """Wait for the first delivery of the events that an act caused."""
        for task in list(tasks):
            await task

    def top(self, person: Person) -> Payload | None:
        """The modal on top of the person's stack."""
        views = self.slack.open_views(person.id)
        return shapes.view(self.slack, views[-1]) if views else None

    def outcome(self, person: Person, watch: Watch, ack: Ack | None = None, error: str = "", **more: Any) -> Outcome:
        """Put together what the person now sees."""
        fields: Payload = {"view": self.top(person), "said": watch.said(), **more}
        return Outcome(ok=not error, error=error, ack=ack.body if ack else None, **fields)


def trouble(ack: Ack) -> str:
    """What stands beside a button or menu whose app did not acknowledge; "" where it did."""
    if ack.ok:
        return ""
    if ack.error == "operation_timeout":
        return TIMED_OUT
    if ack.status is not None:
        return f"This app responded with Status Code {ack.status}."
    return f"Slack couldn't connect to this app ({ack.error})."


def channel_name(channel: Channel) -> str:
    """As payloads name a conversation."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def action_ts() -> str:
    """When the person clicked, in real seconds since the epoch, as Slack writes it."""
    return f"{time.time():.6f}"

"""One call of the Web API: who calls, with which arguments, and what every method asks about them."""

import base64
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_3
from bot.sandbox.parts import Parts
from bot.sandbox.world.records import App, Channel, Payload, Person
from bot.sandbox.world.state import Slack

Item = TypeVar("Item")

# The scopes' first word for each kind of conversation ("channels:history", "groups:history" …).
SCOPE_OF_KIND = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
KIND_OF_TYPE = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}


@dataclass
class Call:
    """A call by an app that has shown its token."""

    sandbox: Parts
    app: App
    method: str
    args: Payload
    warnings: list[str] = field(default_factory=list)

    @property
    def slack(self) -> Slack:
        """The world it acts on."""
        return self.sandbox.slack

    # arguments; a form sends everything as text, JSON sends values

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """An argument that must be there; raises invalid_arguments."""
        value = self.text(name)
        if not value:
            raise SlackError("invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes or no."""
        value = self.args.get(name)
        return default if value is None else value not in (False, 0, "false", "False", "0", "")

    def number(self, name: str, default: int) -> int:
        """A whole number; raises invalid_arguments."""
        value = self.args.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise SlackError("invalid_arguments", messages=[f"[ERROR] must be an integer: {name}"]) from None

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """A JSON value, None without; raises `error` where it cannot be read."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error) from None

    def names(self, name: str) -> list[str]:
        """A comma-separated list, or a JSON list."""
        value = self.args.get(name)
        parts = value if isinstance(value, list) else str(value or "").split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    # rights

    def need(self, *scopes: str) -> None:
        """One of these scopes must be granted; raises missing_scope with what was needed and provided."""
        if not any(scope in self.app.scopes for scope in scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(self.app.scopes))

    def need_for(self, channel: Channel, right: str, *instead: str) -> None:
        """The scope for this kind of conversation, or one of those that do `instead`; raises missing_scope.

        `right` is "read", "history", "write".
        """
        word = SCOPE_OF_KIND[channel.kind]
        first = "channels:manage" if (word, right) == ("channels", "write") else f"{word}:{right}"
        self.need(first, *(scope for scope in instead if scope.startswith(word)))

    # finding what the arguments name

    def channel(self, name: str = "channel") -> Channel:
        """The conversation of an argument, if the app can see it; raises channel_not_found."""
        return self.visible(self.required(name))

    def visible(self, which: str) -> Channel:
        """The conversation of an id; a private one is invisible to those outside; raises channel_not_found."""
        channel = self.slack.channels.get(which)
        if channel is None or (channel.is_private and self.app.bot_user not in channel.members):
            raise SlackError("channel_not_found")
        return channel

    def must_be_in(self, channel: Channel) -> None:
        """Raises not_in_channel."""
        if self.app.bot_user not in channel.members:
            raise SlackError("not_in_channel")

    def person(self, user: str, error: str = "user_not_found") -> Person:
        """The person of an id; raises `error`."""
        if user not in self.slack.people:
            raise SlackError(error)
        return self.slack.people[user]

    # pages

    def page(
        self, items: Iterable[Item], *, default: int = 100, most: int = 1000, cap: int | None = None
    ) -> tuple[list[Item], Payload]:
        """The items of this page and its response_metadata; raises invalid_limit or invalid_cursor.

        `cap` is how many there are whatever was asked for.
        """
        limit = self.number("limit", default) or default
        if not 1 <= limit <= most:
            raise SlackError("invalid_limit")
        limit = min(limit, cap or limit)
        start = decode_cursor(self.text("cursor"))
        page = list(islice(items, start, start + limit + 1))
        cursor = encode_cursor(start + limit) if len(page) > limit else ""
        return page[:limit], {"next_cursor": cursor}


def encode_cursor(start: int) -> str:
    """Opaque to apps, as Slack's are."""
    return base64.b64encode(f"next:{start}".encode()).decode()


def decode_cursor(cursor: str) -> int:
    """Where a page begins; raises invalid_cursor."""
    if not cursor:
        return 0
    try:
        word, _, start = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ValueError(cursor)
        return int(start)
    except ValueError:
        raise SlackError("invalid_cursor") from None


@dataclass(frozen=True)
class Method:
    """A method of the Web API: what runs, its rate tier (calls a minute), the scopes of which one is needed."""

    run: Callable[[Call], Awaitable[Payload]]
    a_minute: int = TIER_3
    scopes: tuple[str, ...] = ()
    app_token: bool = False  # asks for the app-level token (xapp-)
    open: bool = False  # asks for no token

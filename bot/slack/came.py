"""What came from Slack: a command, a button, a form, an event; and the names under which it is known again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

# The largest number of a row that both databases keep.
LARGEST = 2**31 - 1
_NUMBER = re.compile(r"[0-9]{1,10}")


class Unreadable(Exception):
    """What came says something that Liaison never gave anybody to send: nonsense, whoever signed it."""


def as_number(said: object) -> int:
    """The number of something, as a button or a form keeps it. Raises Unreadable."""
    words = str(said)
    if not _NUMBER.fullmatch(words) or int(words) > LARGEST:
        raise Unreadable
    return int(words)


def as_seen(said: object) -> list[Any] | None:
    """What stood when a form was opened, as it keeps it; None where it keeps nothing. Raises Unreadable."""
    if said is not None and not isinstance(said, list):
        raise Unreadable
    return said


@contextmanager
def reading() -> Iterator[None]:
    """What is read here was given by Liaison, and came back by Slack. Raises Unreadable where it cannot be read."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable from error


# What views keep under these names is always words: names, keys, marks, ids that Slack gives.
_WORDS = frozenset(("below", "country", "file", "form", "key", "mark", "name", "source", "time"))


class Kept(dict[str, Any]):
    """What a view keeps about what it is about. Raises Unreadable where something is not in it, or is no words where
    Liaison keeps words.
    """

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if name in _WORDS and not isinstance(found, str):
            raise Unreadable
        return found

    def __missing__(self, name: str) -> Any:
        raise Unreadable


class Pressed(NamedTuple):
    """Where a button stands: in which message, in which block, under which name."""

    channel: str
    ts: str
    block: str
    action: str

    def noted_as(self) -> str:
        """The name under which is noted that it did its work."""
        return f"pressed:{self.channel}:{self.ts}:{self.block}:{self.action}"


@dataclass(slots=True, kw_only=True)
class Came:
    """What came, and from whom."""

    kind: str
    body: Mapping[str, Any]
    team_id: str
    user_id: str
    # A command line that was said in a message instead of typed behind a slash; see `is_told_in_words`.
    line: str = ""

    @property
    def cause(self) -> str:
        """What led to this turn, the same when Slack delivers it again."""
        if self.kind == "event":
            return f"event:{self.body['event_id']}"
        if self.kind == "mention":
            # A message is obeyed once, whichever events tell of it.
            return f"event:{self.event['channel']}:{self.event['ts']}"
        if self.kind in ("view", "typed"):
            return f"view:{self.body['view']['id']}"
        if self.kind == "options":
            # What is typed into a menu changes nothing.
            return f"options:{self.body['action_id']}"
        return f"trigger:{self.body['trigger_id']}"

    @property
    def channel_id(self) -> str | None:
        """The channel in which it happened; for a modal the one where its command was typed."""
        if self.kind == "mention":
            return str(self.event["channel"])
        if self.body.get("channel_id"):
            return str(self.body["channel_id"])
        if channel := (self.body.get("channel") or {}).get("id"):
            return str(channel)
        return self.target.get("channel") if "view" in self.body else None

    @property
    def is_at_home(self) -> bool:
        """Whether it was done on App Home, or in a form that was opened there."""
        if self.kind == "action":
            return bool((self.body.get("view") or {}).get("type") == "home")
        return self.kind == "view" and self.target.get("channel", "") is None

    @property
    def target(self) -> Kept:
        """What a modal keeps about what it is about."""
        kept = (self.body.get("view") or {}).get("private_metadata")
        try:
            found = json.loads(kept) if kept else {}
        except (ValueError, RecursionError):
            # Not ours.
            found = {}
        return Kept(found) if isinstance(found, dict) else Kept()

    @property
    def pressed(self) -> Pressed | None:
        """The button that was pressed, or that has opened this form; None where it stands in no message that is seen
        again: on Home, in a form, or in what only the person saw.
        """
        if self.kind == "view":
            kept = self.target.get("pressed")
            return Pressed(*map(str, kept)) if isinstance(kept, list) and len(kept) == len(Pressed._fields) else None
        container = self.body.get("container") or {}
        if self.kind != "action" or container.get("type") != "message" or container.get("is_ephemeral"):
            return None
        action = self.body["actions"][0]
        where = (container.get("channel_id") or self.channel_id, container.get("message_ts"))
        return Pressed(*map(str, (*where, action.get("block_id"), action.get("action_id"))))

    @property
    def draft(self) -> str:
        """The name under which what is typed into this form is kept; "" where it is not."""
        return str(self.target.get("draft") or "")

    @property
    def opened(self) -> str:
        """Which opening of a form that keeps what is typed it is, whatever its step."""
        return str(self.target.get("opened") or "")

    @property
    def typed_at(self) -> float | None:
        """When Slack heard what was typed or chosen, where somebody still fills the form in."""
        actions = self.body.get("actions") or ()
        return float(actions[0].get("action_ts") or 0) if actions else None

    @property
    def value(self) -> str:
        """The value of the button that was pressed, of the option that was chosen, or what was typed."""
        action = self.body["actions"][0]
        chosen = action.get("selected_option") or {}
        return str(action.get("value") or chosen.get("value") or "")

    @property
    def number(self) -> int:
        """The value, where it is the number of something. Raises Unreadable."""
        return as_number(self.value)

    @property
    def event(self) -> Mapping[str, Any]:
        """The event that came."""
        found: Mapping[str, Any] = self.body["event"]
        return found

    @property
    def delivery(self) -> str | None:
        """The same when this very thing is delivered again; None for what is typed, which changes nothing."""
        if self.kind in ("event", "mention"):
            return self.cause
        if self.kind == "typed":
            return None
        return f"trigger:{self.body['trigger_id']}" if "trigger_id" in self.body else None

    @property
    def sending(self) -> str:
        """The same when this form is sent again with the same in it, as who was not told that it is saved does."""
        view = self.body["view"]
        typed = json.dumps([view["callback_id"], view["state"]["values"]], sort_keys=True)
        return f"view:{view['id']}:{hashlib.sha256(typed.encode()).hexdigest()}"

    @property
    def happened_at(self) -> datetime:
        """When the event that came happened, by Slack's clock."""
        return datetime.fromtimestamp(float(self.event.get("event_ts") or self.body.get("event_time") or 0), UTC)

    def is_told_in_words(self, line: str) -> None:
        """The event is a message that says this command line: it is answered in private, and obeyed once."""
        self.kind, self.line = "mention", line

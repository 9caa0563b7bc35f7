"""Block Kit → HTML.

`Drawing` draws messages, modals and Home tabs for one reader. The HTML stands in `views/blocks.jinja` and
`views/elements.jinja`; here is what a template should not have to know: which value an element shows, what it offers,
where a picture lies. Unknown blocks are drawn as a note and never as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot.sandbox.page import charts, dates, emoji, markdown, mrkdwn, richtext
from bot.sandbox.page.reader import Reader

Payload = Mapping[str, Any]

_FILE_ID_RE: Final = re.compile(r"\bF[A-Z0-9]{6,}\b")
_VIEWS: Final = Path(__file__).parent / "views"

# Where an element keeps what is chosen: in `state.values`, and as its initial value.
_KEPT_IN: Final = {
    "option": ("selected_option", "initial_option"),
    "options": ("selected_options", "initial_options"),
    "user": ("selected_user", "initial_user"),
    "users": ("selected_users", "initial_users"),
    "channel": ("selected_channel", "initial_channel"),
    "channels": ("selected_channels", "initial_channels"),
    "conversation": ("selected_conversation", "initial_conversation"),
    "conversations": ("selected_conversations", "initial_conversations"),
    "date": ("selected_date", "initial_date"),
    "time": ("selected_time", "initial_time"),
    "date_time": ("selected_date_time", "initial_date_time"),
    "value": ("value", "initial_value"),
    "rich_text": ("rich_text_value", "initial_value"),
    "files": ("files", "files"),
}
KIND_OF: Final = {
    "static_select": "option",
    "external_select": "option",
    "radio_buttons": "option",
    "multi_static_select": "options",
    "multi_external_select": "options",
    "checkboxes": "options",
    "users_select": "user",
    "multi_users_select": "users",
    "channels_select": "channel",
    "multi_channels_select": "channels",
    "conversations_select": "conversation",
    "multi_conversations_select": "conversations",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "date_time",
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text",
    "file_input": "files",
}


@dataclass(frozen=True)
class Place:
    """Where blocks stand: a message (`channel`, `ts`) or a view, with what has been typed or chosen in it.

    `values` is Slack's `state.values`; `errors` are the messages under a modal's fields, by block_id.
    """

    channel: str = ""
    ts: str = ""
    view: str = ""
    values: Mapping[str, Mapping[str, Payload]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Different for every place on the page."""
        return self.view or f"{self.channel}-{self.ts}"


@dataclass(frozen=True)
class Choice:
    """One line of a menu."""

    value: str
    text: Markup
    description: Markup | None = None
    group: str = ""
    chosen: bool = False

    @property
    def label(self) -> str:
        """The words alone."""
        return self.text.striptags()


@dataclass(frozen=True)
class Offer:
    """What `users_select` and its kin choose from: (id, name), in the order to show."""

    people: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()
    conversations: Sequence[tuple[str, str]] = ()


class Drawing:
    """Draws for one reader.

    `origin` is the sandbox's own address, whose pictures are shown; `file_address` gives where a file lies, by its id.
    """

    def __init__(
        self,
        reader: Reader,
        offer: Offer | None = None,
        origin: str = "",
        file_address: Callable[[str], str] | None = None,
    ) -> None:
        self.reader = reader
        self.offer = offer or Offer()
        self.origin = origin
        self.file_address = file_address or (lambda file_id: "")

    @cached_property
    def _macros(self) -> Any:
        return environment().get_template("blocks.jinja").make_module({"draw": self, "reader": self.reader})

    def blocks(self, blocks: Sequence[Payload], place: Place) -> Markup:
        """All blocks of a message or view."""
        return Markup(self._macros.blocks(blocks, place))  # noqa: S704 - the template escapes

    def attachments(self, attachments: Sequence[Payload], place: Place) -> Markup:
        """The legacy attachments of a message, each with a coloured edge."""
        return Markup(self._macros.attachments(attachments, place))  # noqa: S704 - the template escapes

    def text(self, words: Any) -> Markup:
        """A text object, or the `text` of a message (mrkdwn)."""
        if isinstance(words, str):
            return mrkdwn.mrkdwn(words, self.reader)
        if not isinstance(words, Mapping):
            return Markup()
        shown = str(words.get("text") or "")
        if words.get("type") == "mrkdwn":
            return mrkdwn.mrkdwn(shown, self.reader, verbatim=bool(words.get("verbatim")))
        return mrkdwn.plain(shown)

    def label(self, words: Any) -> str:
        """The same as bare words, for an attribute."""
        return self.text(words).striptags()

    def markdown(self, words: Any) -> Markup:
        """The text of a `markdown` block."""
        return markdown.markdown(str(words or ""), self.reader)

    def rich(self, block: Any) -> Markup:
        """A `rich_text` block."""
        return richtext.rich_text(block, self.reader) if isinstance(block, Mapping) else Markup()

    def cell(self, cell: Any) -> Markup:
        """One cell of a `table` block."""
        if not isinstance(cell, Mapping):
            return Markup()
        return self.rich(cell) if cell.get("type") == "rich_text" else emoji.text(str(cell.get("text", "")))

    def chart(self, block: Payload) -> charts.Chart:
        """A chart that Slack draws."""
        return charts.chart(block)

    def picture(self, block: Payload) -> str:
        """The address of an image that the sandbox holds; "" for one elsewhere: the page loads nothing from outside."""
        holder = block.get("slack_file")
        if isinstance(holder, Mapping):
            found = _FILE_ID_RE.search(str(holder.get("id") or holder.get("url") or ""))
            return self.file_address(found[0]) if found else ""
        address = str(block.get("image_url") or "")
        if self.origin and address.startswith(f"{self.origin}/"):
            found = _FILE_ID_RE.search(address)
            return self.file_address(found[0]) if found else ""
        return ""

    def current(self, element: Payload, block: Payload, place: Place) -> Any:
        """What the element shows as chosen or typed: the person's own value, else the initial one."""
        selected, initial = _KEPT_IN[KIND_OF[element["type"]]]
        typed = place.values.get(str(block.get("block_id")), {}).get(str(element.get("action_id")))
        return element.get(initial) if typed is None else typed.get(selected)

    def chosen(self, element: Payload, block: Payload, place: Place) -> list[str]:
        """The values (or ids) chosen in a menu, in a group of radio buttons or checkboxes."""
        now = self.current(element, block, place)
        several = now if isinstance(now, list) else [now] if now else []
        return [str(each.get("value")) if isinstance(each, Mapping) else str(each) for each in several]

    def choices(self, element: Payload, block: Payload, place: Place) -> list[Choice]:
        """The lines of a menu. An external one holds only what is chosen; the rest comes while typing."""
        chosen = self.chosen(element, block, place)
        kind = KIND_OF[element["type"]].rstrip("s")
        if kind != "option":
            pairs = {"user": self.offer.people, "channel": self.offer.channels}.get(kind, self.offer.conversations)
            return [Choice(value, mrkdwn.plain(name), chosen=value in chosen) for value, name in pairs]
        if "external" in element["type"]:
            now = self.current(element, block, place)
            options = now if isinstance(now, list) else [now] if now else []
            return [self._choice(option, "", chosen) for option in options]
        lines = [self._choice(option, "", chosen) for option in element.get("options") or ()]
        for group in element.get("option_groups") or ():
            caption = self.label(group.get("label"))
            lines.extend(self._choice(option, caption, chosen) for option in group.get("options") or ())
        return lines

    def offered(self, options: Sequence[Payload], chosen: Sequence[str] = ()) -> Markup:
        """The lines of an external menu, which is filled while the person types."""
        lines = [self._choice(option, "", chosen) for option in options]
        return Markup(self._macros.lines(lines))  # noqa: S704 - the template escapes

    def _choice(self, option: Payload, group: str, chosen: Sequence[str]) -> Choice:
        value = str(option.get("value", ""))
        described = self.text(option["description"]) if option.get("description") else None
        return Choice(value, self.text(option.get("text")), described, group, value in chosen)

    def rich_value(self, element: Payload, block: Payload, place: Place) -> str:
        """The words of a rich text input, for its plain editor here."""
        return self.rich(self.current(element, block, place)).replace("<br>", "\n").striptags()

    def moment_value(self, element: Payload, block: Payload, place: Place) -> str:
        """A datetimepicker's value as the browser's field wants it, on the reader's wall clock."""
        now = self.current(element, block, place)
        moment = dates.from_unix(int(now)) if isinstance(now, int) else None
        return f"{self.reader.local(moment):%Y-%m-%dT%H:%M}" if moment else ""

    @staticmethod
    def dom_id(place: Place, *parts: object) -> str:
        """An id for the page's own use, the same at every drawing."""
        return f"e{crc32('|'.join([place.key, *map(str, parts)]).encode()):08x}"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The page's templates: every value is escaped, and what a payload lacks is empty."""
    env = Environment(
        loader=FileSystemLoader(_VIEWS),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["emoji"] = emoji.of
    return env

"""Templates become messages and views: Jinja macros emit one JSON object a line, this module reads the lines.

Autoescape makes user text inert in mrkdwn (`&`, `<`, `>`); the quotes that Jinja escapes besides are restored here,
since Slack would show them as `&#39;`. Text that is too long for Slack is cut visibly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from bot.words.language import Reader, Text, catalogue
from bot.words.language import plural as plural_text

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Block Kit's bounds (blocks a message, blocks a view, top-level text that chat.update still takes).
MESSAGE_BLOCKS, VIEW_BLOCKS, MESSAGE_TEXT = 50, 100, 4_000
OPTIONS, OPTION_TEXT = 100, 75
# What Slack shows when there is nothing: an empty text is refused.
NOTHING = "–"

# Control characters, lone surrogates and bidirectional overrides: nothing that a reader can see, much that misleads.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
# A fence would swallow the text after it.
_FENCE = re.compile("```")
_HALF_ENTITY = re.compile(r"&[#0-9a-z]{0,4}$")
_HALF_LINK = re.compile(r"<[^<>]*$")
# A Latin word is not cut in two, unless it is longer than this.
_LONGEST_WORD = 20
_ESCAPED_QUOTES = (("&#34;", '"'), ("&#39;", "'"))
_ESCAPED = (*_ESCAPED_QUOTES, ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


# Who reads what is being rendered, and when. Not in Jinja's context: a file of macros that is imported with it is made
# anew for each message, which costs a third of it.
_READING: ContextVar[tuple[Reader, datetime]] = ContextVar("reading")


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for every template; Jinja would make a chain of them, and go through it for each message."""
        return self.globals


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Slack takes it: the notification's text, and the blocks as a JSON array."""

    text: str
    blocks: str

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of a Web API call, an ack or a response_url."""
        return {"text": self.text, "blocks": json.loads(self.blocks)}

    def as_answer(self) -> str:
        """The answer to a command as Slack reads it, for the person alone."""
        return f'{{"response_type": "ephemeral", "text": {json.dumps(self.text)}, "blocks": {self.blocks}}}'

    def before(self, other: Message) -> Message:
        """A message of this one and, below it, another."""
        blocks = [*json.loads(self.blocks), *json.loads(other.blocks)][:MESSAGE_BLOCKS]
        return Message(f"{self.text} · {other.text}", json.dumps(blocks, ensure_ascii=False))


class Templates:
    """Every template, compiled once."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._environment = _Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(
            mrkdwn=mrkdwn,
            plain=plain,
            mrkdwn_text=mrkdwn_text,
            plain_text=plain_text,
            truncate=truncate,
            mention=mention,
            day=_day,
            day_in=_day_in,
            moment=_moment,
            clock=_clock,
            say=_say,
            channel=channel,
            link=link,
            weekday=_weekday,
            country=_country,
        )
        self._environment.globals.update(_=_translate, _n=_translate_plural)

    def names(self) -> list[str]:
        """Every template that makes a message or view, for the test that renders each."""
        return [name for name in self._environment.list_templates(["j2"]) if "/_" not in f"/{name}"]

    def message(self, name: str, reader: Reader, now: datetime, **context: Any) -> Message:
        """Render a message for a reader."""
        news, _head, blocks = self._lines(name, reader, now, context)
        return Message(news, _array(_bounded(blocks, MESSAGE_BLOCKS, reader)))

    def view(self, name: str, reader: Reader, now: datetime, **context: Any) -> dict[str, Any]:
        """Render a modal or Home for a reader."""
        _news, head, blocks = self._lines(name, reader, now, context)
        if head is None:
            raise ValueError(f"{name} has no modal() or home() line")
        return {**head, "blocks": json.loads(_array(_bounded(blocks, VIEW_BLOCKS, reader)))}

    def _lines(
        self, name: str, reader: Reader, now: datetime, context: dict[str, Any]
    ) -> tuple[str, dict[str, Any] | None, list[str]]:
        before = _READING.set((reader, now))
        try:
            rendered = self._environment.get_template(f"{name}.j2").render(context, reader=reader, now=now)
        finally:
            _READING.reset(before)
        news, head, blocks = "", None, []
        for line in rendered.split("\n"):
            if line.startswith('{"type"'):
                blocks.append(line)
            elif line.startswith('{"news"'):
                news = " ".join(json.loads(line)["news"].split())
            elif line.startswith('{"view"'):
                head = json.loads(line)["view"]
            elif line and not line.isspace():
                raise ValueError(f"{name} writes outside of its blocks: {line[:60]!r}")
        return news, head, blocks


def _array(blocks: list[str]) -> str:
    return "[" + ",".join(blocks) + "]"


def _bounded(blocks: list[str], most: int, reader: Reader) -> list[str]:
    """Blocks beyond Slack's bound are counted instead of shown."""
    if len(blocks) <= most:
        return blocks
    left = plural_text("… %(number)s more", "… %(number)s more", len(blocks) - most + 1).for_(reader)
    element = {"type": "mrkdwn", "text": left}
    return [*blocks[: most - 1], json.dumps({"type": "context", "elements": [element]}, ensure_ascii=False)]


def mrkdwn(value: Any, most: int) -> Markup:
    """A JSON string of mrkdwn of at most `most` characters."""
    return Markup(_mrkdwn(value, most))  # noqa: S704 - escaped there


def _mrkdwn(value: Any, most: int) -> str:
    marked = _FENCE.sub("`\u2060`\u2060`", _INVISIBLE.sub("", str(escape(value)))).strip()
    if "&#" in marked:
        for escaped, quote in _ESCAPED_QUOTES:
            marked = marked.replace(escaped, quote)
    if _is_longer(marked, most):
        marked = _HALF_LINK.sub("", _HALF_ENTITY.sub("", _cut(marked, most - 1))) + "…"
    return _quoted(marked or NOTHING)


def plain(value: Any, most: int, *, single_line: bool = False) -> Markup:
    """A JSON string of plain text of at most `most` characters; nothing in it is markup."""
    return Markup(_plain(value, most, single_line=single_line))  # noqa: S704 - JSON, and read as JSON


def _plain(value: Any, most: int, *, single_line: bool = False) -> str:
    bare = str(value)
    if isinstance(value, Markup) and "&" in bare:
        for escaped, character in _ESCAPED:
            bare = bare.replace(escaped, character)
    bare = _INVISIBLE.sub("", bare)
    bare = " ".join(bare.split()) if single_line else bare.strip()
    if _is_longer(bare, most):
        bare = _cut(bare, most - 1) + "…"
    return _quoted(bare or NOTHING)


def mrkdwn_text(value: Any, most: int) -> Markup:
    """A mrkdwn object. `verbatim`: what a user typed never becomes a link, a channel or a group by itself."""
    return Markup(f'{{"type": "mrkdwn", "verbatim": true, "text": {_mrkdwn(value, most)}}}')  # noqa: S704 - JSON


def plain_text(value: Any, most: int) -> Markup:
    """A plain_text object."""
    return Markup(f'{{"type": "plain_text", "emoji": true, "text": {_plain(value, most)}}}')  # noqa: S704 - JSON


def warning(words: str, block_id: str) -> dict[str, Any]:
    """A block that warns, for a view that comes from no template."""
    return {"type": "section", "block_id": block_id, "text": json.loads(mrkdwn_text(f"⚠️ {words}", 3000))}


def truncate(value: Any, most: int) -> str:
    """The text in at most `most` characters. Chinese is cut anywhere, Latin between words, always visibly.

    Jinja's own goes back to the last space: of a Chinese title with one Latin word before it only that would be left.
    """
    text = value if isinstance(value, str) else str(value)
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    if _is_latin(text[most - 1]) and _is_latin(kept[-1]):
        space = kept.rfind(" ", max(0, most - _LONGEST_WORD))
        kept = kept[:space] if space > 0 else kept
    if isinstance(text, Markup):
        kept = Markup(_HALF_LINK.sub("", _HALF_ENTITY.sub("", kept)))  # noqa: S704 - a part of what was escaped
    return kept.rstrip() + "…"


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def _is_longer(value: str, most: int) -> bool:
    """Whether it is longer than that as Slack may count: characters outside the basic plane count twice."""
    # Nearly every text is so short that nothing need be counted.
    return len(value) * 2 > most and (len(value) if value.isascii() else len(value.encode("utf-16-le")) // 2) > most


def _cut(value: str, most: int) -> str:
    return value[:most] if value.isascii() else value.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def mention(user_id: str) -> Markup:
    """A mention of a person, who is notified by it."""
    return Markup(f"<@{escape(user_id)}>")  # noqa: S704 - the id is escaped


def channel(channel_id: str) -> Markup:
    """A link to a channel."""
    return Markup(f"<#{escape(channel_id)}>")  # noqa: S704 - the id is escaped


def link(address: str, label: str) -> Markup:
    """A link to an http or https address that was checked; what is no such address stays text."""
    shown = escape(" ".join(str(label).split()).replace("|", "¦"))
    if not address.startswith(("https://", "http://")) or set(address) & set("<>| "):
        return shown
    return Markup(f"<{escape(address)}|{shown}>")  # noqa: S704 - both are escaped


def _reader() -> Reader:
    return _READING.get()[0]


def _translate(message: str, **values: Any) -> Markup:
    reader = _reader()
    return _filled(catalogue(reader.language).gettext(message), values, reader)


def _translate_plural(singular: str, many: str, number: int, **values: Any) -> Markup:
    reader = _reader()
    sentence = catalogue(reader.language).ngettext(singular, many, number)
    return _filled(sentence, {"number": number, **values}, reader)


def _filled(sentence: str, values: dict[str, Any], reader: Reader) -> Markup:
    """A sentence of ours with values of others in it."""
    ours = Markup(sentence)  # noqa: S704 - from a template or a catalogue
    if not values and "%%" not in sentence:
        return ours
    return ours % {name: value.for_(reader) if isinstance(value, Text) else value for name, value in values.items()}


# What these make of a value depends on who reads: `pass_context` keeps Jinja from working it out when it compiles.


@pass_context
def _say(_context: Context, value: Text) -> str:
    """A text marked in the process, in the reader's language."""
    return value.for_(_reader())


@pass_context
def _day(_context: Context, value: date) -> str:
    reader, now = _READING.get()
    return reader.day(value, near=reader.today(now))


@pass_context
def _day_in(_context: Context, value: date, zone: str) -> str:
    """A day in the zone of a project, which is named."""
    reader, now = _READING.get()
    return reader.day_in(value, zone, near=reader.today(now))


@pass_context
def _moment(_context: Context, value: datetime) -> str:
    reader, now = _READING.get()
    return reader.moment(value, near=now)


@pass_context
def _clock(_context: Context, value: Any) -> str:
    return _reader().clock(value)


@pass_context
def _weekday(_context: Context, value: int) -> str:
    return _reader().weekday(value)


@pass_context
def _country(_context: Context, value: str) -> str:
    return _reader().country(value)


def offered(options: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Options (value, label) for a menu that asks for them while somebody types; as many as Slack takes."""
    return [
        {"text": json.loads(plain_text(label, OPTION_TEXT)), "value": value} for value, label in list(options)[:OPTIONS]
    ]


def joined(lines: Iterable[str]) -> Markup:
    """Lines of markup, one below the other."""
    return Markup("\n").join(lines)

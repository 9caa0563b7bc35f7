"""Templates become messages and views: Jinja macros emit one JSON object a line, this module reads the lines.

What a value becomes in such a line says `markup.py`.
"""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.words import native
from bot.words.language import Reader, Text, catalogue
from bot.words.language import plural as plural_text
from bot.words.markup import (
    channel,
    fitted,
    labels,
    link,
    mention,
    mrkdwn,
    mrkdwn_text,
    one_line,
    plain,
    plain_text,
    read,
    truncate,
)

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Block Kit's bounds (blocks a message, blocks a view, a section's text), and more of a sentence than is ever shown.
MESSAGE_BLOCKS, VIEW_BLOCKS, SECTION_TEXT, SENTENCE = 50, 100, 3_000, 300

# Who reads what is being rendered, and when. Not in Jinja's context: a file of macros that is imported with it is made
# anew for each message, which costs a third of it.
_READING: ContextVar[tuple[Reader, datetime]] = ContextVar("reading")


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for every template; Jinja would make a chain of them, and go through it for each message."""
        return self.globals


@cache
def _environment(folder: Path) -> Environment:
    """The templates of a folder. One for the process: compiling a template takes longer than rendering it often."""
    made = _Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        mrkdwn=mrkdwn,
        one_line=one_line,
        plain=plain,
        mrkdwn_text=mrkdwn_text,
        plain_text=plain_text,
        truncate=truncate,
        fitted=fitted,
        labels=labels,
        blocks_of=_blocks_of,
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
        zone=_zone,
    )
    made.globals.update(_=_translate, _n=_translate_plural)
    return made


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Slack takes it: its sentence, and the blocks as a JSON array, the first of which begins with it.

    A phone's notification is made of the text alone, a desktop's of the blocks.
    """

    text: str
    blocks: str

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of a Web API call or a response_url; whoever sends them settles in which form blocks go."""
        return {"text": self.text, "blocks": json.loads(self.blocks)}

    def plainly(self) -> dict[str, Any]:
        """The same without what Slack draws itself, for where nobody hears whether it was refused."""
        return {"text": self.text, "blocks": native.settled(json.loads(self.blocks), native.NATIVE, MESSAGE_BLOCKS)}

    def as_answer(self) -> str:
        """The answer to a command as Slack reads it, for the person alone."""
        has_both = native.MARK in self.blocks
        blocks = json.dumps(self.plainly()["blocks"], ensure_ascii=False) if has_both else self.blocks
        return f'{{"response_type": "ephemeral", "text": {json.dumps(self.text)}, "blocks": {blocks}}}'

    def before(self, other: Message) -> Message:
        """The other message, with the words of this one before its sentence."""
        first, *rest = json.loads(other.blocks)
        sentence = Markup(f"{self.text} · {first['text']['text']}")  # noqa: S704 - of what was escaped
        blocks = [{**first, "text": json.loads(mrkdwn_text(sentence, SECTION_TEXT))}, *rest]
        return Message(f"{self.text} · {other.text}", json.dumps(blocks, ensure_ascii=False))


class Templates:
    """Every template, compiled once a process."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._environment = _environment(folder)

    def names(self) -> list[str]:
        """Every template that makes a message or view, for the test that renders each."""
        return [name for name in self._environment.list_templates(["j2"]) if "/_" not in f"/{name}"]

    def message(self, name: str, reader: Reader, now: datetime, **context: Any) -> Message:
        """Render a message for a reader."""
        text, _head, blocks = self._lines(name, reader, now, context)
        return Message(text or _sentence(name, blocks), _array(_bounded(blocks, MESSAGE_BLOCKS, reader)))

    def view(self, name: str, reader: Reader, now: datetime, **context: Any) -> dict[str, Any]:
        """Render a modal or Home for a reader."""
        _text, head, blocks = self._lines(name, reader, now, context)
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
        text, head, blocks = "", None, []
        for line in rendered.split("\n"):
            if line.startswith('{"type"'):
                blocks.append(line)
            elif line.startswith('{"text"'):
                text = json.loads(line)["text"]
            elif line.startswith('{"view"'):
                head = json.loads(line)["view"]
            elif line and not line.isspace():
                raise ValueError(f"{name} writes outside of its blocks: {line[:60]!r}")
        return text, head, blocks


def _blocks_of(rendered: str) -> Markup:
    """The lines of what was rendered as the items of a JSON array."""
    return Markup(", ".join(line for line in rendered.split("\n") if line and not line.isspace()))  # noqa: S704 - JSON


def _sentence(name: str, blocks: list[str]) -> str:
    """The first line of the first block, as it is read."""
    first = json.loads(blocks[0]) if blocks else {}
    if first.get("type") != "section" or "text" not in first:
        raise ValueError(f"{name} does not begin with its sentence")
    return str(truncate(Markup(read(first["text"]["text"].partition("\n")[0])), SENTENCE))  # noqa: S704 - escaped


def _array(blocks: list[str]) -> str:
    return "[" + ",".join(blocks) + "]"


def _bounded(blocks: list[str], most: int, reader: Reader) -> list[str]:
    """Blocks beyond Slack's bound are counted instead of shown."""
    if len(blocks) <= most:
        return blocks
    left = plural_text("… %(number)s more", "… %(number)s more", len(blocks) - most + 1).for_(reader)
    element = {"type": "mrkdwn", "text": left}
    return [*blocks[: most - 1], json.dumps({"type": "context", "elements": [element]}, ensure_ascii=False)]


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
def _zone(_context: Context, value: str) -> str:
    return _reader().zone_named(value)


@pass_context
def _country(_context: Context, value: str) -> str:
    return _reader().country(value)

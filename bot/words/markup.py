"""Words as Slack takes them: mrkdwn and plain text as JSON, mentions, links, menus; what is too long is cut visibly.

Autoescape makes user text inert in mrkdwn (`&`, `<`, `>`); the quotes that Jinja escapes besides are restored here,
since Slack would show them as `&#39;`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from typing import Any

from markupsafe import Markup, escape

# Slack's bounds on a menu.
OPTIONS, OPTION_TEXT = 100, 75
# What Slack shows when there is nothing: an empty text is refused.
NOTHING = "–"
# Control characters, lone surrogates and bidirectional overrides: nothing that a reader can see, much that misleads.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
# A fence would swallow the text after it.
_FENCE = re.compile("```")
_HALF_ENTITY = re.compile(r"&[#0-9a-z]{0,4}$")
_HALF_LINK = re.compile(r"<[^<>]*$")
# What Slack shows as bold, italic or struck out, and as typed: it opens after a character that is no word's.
_MARKED = re.compile(
    r"`(?P<typed>[^`\n]+)`|(?<![\w*])\*(?=[^\s*])(?P<bold>[^*\n]*[^\s*])\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])(?P<italic>[^_\n]*[^\s_])_(?!\w)|(?<![\w~])~(?=[^\s~])(?P<struck>[^~\n]*[^\s~])~(?![\w~])"
)
_LABELLED = re.compile(r"<[^<>|@#!]+\|([^<>]*)>")
# A Latin word is not cut in two, unless it is longer than this.
_LONGEST_WORD = 20
_ESCAPED_QUOTES = (("&#34;", '"'), ("&#39;", "'"))
_ESCAPED = (*_ESCAPED_QUOTES, ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


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


def one_line(value: Any) -> Markup:
    """The text in one line, whatever stands in it."""
    return Markup(" ").join(escape(value).split())


def read(marked: str) -> str:
    """What is read of mrkdwn: without its marks, a link by its label. Mentions stay, since Slack says who is meant."""
    return _MARKED.sub(_unmarked, _LABELLED.sub(r"\1", marked))


def _unmarked(found: re.Match[str]) -> str:
    inside: str = found[found.lastindex or 0]
    return inside if found["typed"] else read(inside)


def plain(value: Any, most: int, *, single_line: bool = False) -> Markup:
    """A JSON string of plain text of at most `most` characters; nothing in it is markup."""
    return Markup(_plain(value, most, single_line=single_line))  # noqa: S704 - JSON, and read as JSON


def _plain_words(value: Any) -> str:
    """A text as it is read, without what nobody sees."""
    bare = str(value)
    if isinstance(value, Markup) and "&" in bare:
        for escaped, character in _ESCAPED:
            bare = bare.replace(escaped, character)
    return _INVISIBLE.sub("", bare)


def _plain(value: Any, most: int, *, single_line: bool = False) -> str:
    bare = _plain_words(value)
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


def remark(words: str, block_id: str) -> dict[str, Any]:
    """A line in small letters, for a view that comes from no template."""
    return {"type": "context", "block_id": block_id, "elements": [json.loads(mrkdwn_text(words, 2000))]}


def fitted(rows: Sequence[Sequence[Any]], most: int) -> list[list[Any]]:
    """The rows of a table, whose longest cells are cut so that all together are at most `most` characters.

    What is a pair stays: (value, words) of a number.
    """
    whole = [[cell if isinstance(cell, tuple) else _plain_words(cell) for cell in row] for row in rows]
    lengths = sorted(_length(cell) for row in whole for cell in row if isinstance(cell, str))
    left = most - sum(_length(cell[1]) for row in whole for cell in row if isinstance(cell, tuple))
    for place, length in enumerate(lengths):
        # All that are left may be as long as this one where that fits; else they share what there is.
        share = max(left // (len(lengths) - place), 1)
        if length > share:
            return [[_shorter(cell, share) if isinstance(cell, str) else cell for cell in row] for row in whole]
        left -= length
    return whole


def _shorter(cell: str, most: int) -> str:
    return _cut(cell, most - 1).rstrip() + "…" if _length(cell) > most else cell


def labels(names: Iterable[str], most: int = 20) -> list[str]:
    """Names of at most `most` characters each, as Slack's charts take them: no two the same, each with its ending."""
    found: list[str] = []
    for name in names:
        whole = " ".join(_plain_words(name).split()) or NOTHING
        label, number = _shortened(whole, most), 1
        while label in found:
            number += 1
            label = _shortened(whole, most - len(f" {number}")) + f" {number}"
        found.append(label)
    return found


def _shortened(name: str, most: int) -> str:
    """The name in at most `most` characters: its beginning and its end, which tells branches of one name apart."""
    if not _is_longer(name, most):
        return name
    tail = name[-(most // 3) :]
    return _cut(name, most - 1 - len(tail.encode("utf-16-le")) // 2) + "…" + tail


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
    return len(value) * 2 > most and _length(value) > most


def _length(value: str) -> int:
    """How long it is as Slack may count."""
    return len(value) if value.isascii() else len(value.encode("utf-16-le")) // 2


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


def offered(options: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Options (value, label) for a menu that asks for them while somebody types; as many as Slack takes."""
    return [
        {"text": json.loads(plain_text(label, OPTION_TEXT)), "value": value} for value, label in list(options)[:OPTIONS]
    ]


def as_it_was(block: Mapping[str, Any]) -> Markup:
    """A block of a message that was written before, for a line of another one."""
    return Markup(json.dumps(block, ensure_ascii=False))  # noqa: S704 - it was escaped when it was written

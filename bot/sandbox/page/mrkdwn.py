"""Slack's mrkdwn → inert HTML.

Everything a person typed ends as text: tags come only from this file, and links only lead to web, mail and telephone
addresses. Emphasis follows Slack: a mark opens after a non-word character and closes before one, so `这是*粗体*字`
stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from bot.sandbox.page import dates, emoji
from bot.sandbox.page.reader import Reader

SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+\Z", re.IGNORECASE)

_FENCE_RE: Final = re.compile(r"```(.+?)```", re.DOTALL)
# What no emphasis may look into: inline code, <…>, a bare address (which ends before full-width punctuation).
_ADDRESS: Final = r"https?://[^\s<>|\"\u3000-\u303f\uff01-\uff65]*[^\s<>|\"\u3000-\u303f\uff01-\uff65.,;:!?)\]}'*_~`]"
_ATOM_RE: Final = re.compile(rf"`([^`\n]+)`|<([^<>\n]+)>|({_ADDRESS})")
_ATOM: Final = "\x00"
_EMPHASIS_RE: Final = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)"
    r"|(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])"
)
_TAGS: Final = ("strong", "em", "s")
_BROADCASTS: Final = ("here", "channel", "everyone")


def plain(words: str) -> Markup:
    """A `plain_text` object: shortcodes become emoji, nothing else has a meaning."""
    return emoji.with_shortcodes(words)


def mrkdwn(words: str, reader: Reader, *, verbatim: bool = False) -> Markup:
    """A `mrkdwn` text for this reader. `verbatim` leaves bare addresses as text."""
    words = words.replace(_ATOM, "\ufffd")
    out: list[Markup] = []
    position = 0
    for fence in _FENCE_RE.finditer(words):
        out.append(_quoted(words[position : fence.start()].removesuffix("\n"), reader, verbatim))
        out.append(Markup("<pre>{}</pre>").format(_literal(fence[1].strip("\n"), reader)))
        position = fence.end()
    rest = words[position:]
    out.append(_quoted(rest.removeprefix("\n") if position else rest, reader, verbatim))
    return Markup("").join(out)


def _quoted(words: str, reader: Reader, verbatim: bool) -> Markup:
    """Lines that begin with `>` are a quotation; runs of them are drawn as one."""
    if not words:
        return Markup()
    groups: list[tuple[bool, list[str]]] = []
    lines = words.split("\n")
    for index, line in enumerate(lines):
        mark = re.match(r"(?:>|&gt;)+ ?", line)
        if mark and mark[0].strip() in (">>>", "&gt;&gt;&gt;"):
            groups.append((True, [line[mark.end() :], *lines[index + 1 :]]))
            break
        if not groups or groups[-1][0] is not bool(mark):
            groups.append((bool(mark), []))
        groups[-1][1].append(re.sub(r"^(?:>|&gt;) ?", "", line) if mark else line)
    drawn = []
    for is_quote, group in groups:
        content = _inline("\n".join(group), reader, verbatim)
        drawn.append(Markup("<blockquote>{}</blockquote>").format(content) if is_quote else content)
    return Markup("").join(drawn)


def _inline(words: str, reader: Reader, verbatim: bool) -> Markup:
    """Emphasis over a text in which every atom is one placeholder; atoms come back in their order."""
    atoms: list[Markup] = []

    def keep(found: re.Match[str]) -> str:
        if found[3] is not None and verbatim:
            return found[0]
        atoms.append(_atom(found, reader))
        return _ATOM

    return _emphasised(_ATOM_RE.sub(keep, words), iter(atoms), frozenset())


def _emphasised(masked: str, atoms: Iterator[Markup], inside: frozenset[str]) -> Markup:
    out: list[Markup] = []
    position = 0
    for found in _EMPHASIS_RE.finditer(masked):
        tag = _TAGS[(found.lastindex or 1) - 1]
        if tag in inside:
            continue
        out.append(_text(masked[position : found.start()], atoms))
        content = _emphasised(found[found.lastindex or 1], atoms, inside | {tag})
        out.append(Markup("<{0}>{1}</{0}>").format(tag, content))
        position = found.end()
    out.append(_text(masked[position:], atoms))
    return Markup("").join(out)


def _text(masked: str, atoms: Iterator[Markup]) -> Markup:
    first, *others = masked.split(_ATOM)
    return _words(first) + Markup("").join(next(atoms) + _words(other) for other in others)


def _words(words: str) -> Markup:
    return emoji.with_shortcodes(unescape(words))


def unescape(words: str) -> str:
    """Undo the three escapes that Slack knows; `&#39;` and the like stay as typed."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _atom(found: re.Match[str], reader: Reader) -> Markup:
    if found[1] is not None:
        return Markup("<code>{}</code>").format(_literal(found[1], reader))
    if found[3] is not None:
        return link(unescape(found[3]))
    return _angle(found[2], reader)


def _literal(words: str, reader: Reader) -> Markup:
    """Inside code: no emphasis and no emoji; links and mentions show their name."""
    pieces = re.split(r"<([^<>\n]+)>", words)
    shown = (_angle(piece, reader).striptags() if index % 2 else unescape(piece) for index, piece in enumerate(pieces))
    return Markup("").join(shown)


def _angle(inner: str, reader: Reader) -> Markup:
    """What stands between `<` and `>`: a mention, a date, a link."""
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return person(target[1:], reader, unescape(label))
    if target.startswith("#"):
        return channel(target[1:], reader, unescape(label))
    if target.startswith("!date^"):
        return _date(target, label, reader)
    if target.startswith("!subteam^"):
        return group(target.removeprefix("!subteam^"), reader, unescape(label))
    if target.startswith("!"):
        return broadcast(target[1:], unescape(label))
    return link(unescape(target), unescape(label))


def person(user_id: str, reader: Reader, label: str = "") -> Markup:
    """A mention; the reader's own stands out."""
    name = reader.name_of(user_id) or label.removeprefix("@") or user_id
    mine = " mine" if user_id == reader.user_id else ""
    return Markup('<span class="mention{}" data-person="{}">@{}</span>').format(mine, user_id, name)


def channel(channel_id: str, reader: Reader, label: str = "") -> Markup:
    """A channel's name, which leads there; one that the reader may not see has no name."""
    name = reader.name_of(channel_id)
    if name is None:
        shown = f"#{label.removeprefix('#')}" if label else reader.say("private channel")
        return Markup('<span class="mention hidden-channel">{}</span>').format(shown)
    return Markup('<a class="mention" data-in="{0}" href="?as={2}&amp;in={0}">#{1}</a>').format(
        channel_id, name, reader.user_id
    )


def group(group_id: str, reader: Reader, label: str = "") -> Markup:
    """A user group's handle."""
    name = reader.name_of(group_id) or label.removeprefix("@") or group_id
    return Markup('<span class="mention">@{}</span>').format(name)


def broadcast(name: str, label: str = "") -> Markup:
    """`<!here>` and its like; anything else shows its label."""
    if name in _BROADCASTS:
        return Markup('<span class="mention mine">@{}</span>').format(name)
    return Markup("{}").format(label or f"<!{name}>")


def link(address: str, label: str = "") -> Markup:
    """A link, if it leads to a web page, a mail box or a telephone; otherwise its words."""
    shown = emoji.with_shortcodes(label) if label else emoji.text(address.removeprefix("mailto:").removeprefix("tel:"))
    if not SAFE_LINK.match(address):
        return shown if label else Markup("{}").format(f"<{address}>")
    return Markup('<a class="link" href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, shown)


def _date(target: str, fallback: str, reader: Reader) -> Markup:
    """`<!date^seconds^pattern^link|fallback>`; whatever is malformed shows the fallback."""
    _, seconds, *rest = [*target.split("^"), ""]
    moment = dates.from_unix(int(seconds)) if re.fullmatch(r"-?\d{1,15}", seconds) else None
    pattern = rest[0]
    if moment is None or not pattern:
        return Markup("{}").format(unescape(fallback or target))
    caption = dates.moment_caption(moment, reader)
    shown = Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(), caption, unescape(dates.formatted(pattern, moment, reader))
    )
    address = unescape(rest[1]) if len(rest) > 1 else ""
    if address and SAFE_LINK.match(address):
        return Markup('<a class="link" href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
            address, shown
        )
    return shown

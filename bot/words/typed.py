"""What a person typed, out of what Slack makes of it on the way: `&amp;` is `&` again, and a link its address.

Mentions of people stay as `<@U123>`: the grammar of the commands reads them, and `spelling.spelled` names them.
"""

from __future__ import annotations

import re
import unicodedata

from bot.words.patterns import Pattern

# A mention, with the id of the person.
MENTION = Pattern(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
# Of words that were not understood so much is said back.
QUOTED_AT_MOST = 60

_LABELLED = Pattern(r"<@[A-Z0-9]+(?:\|([^>]*))?>")
_DASHES = str.maketrans("–—−", "---")
_MARKED = re.compile(r"<(?![@])([#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def typed(text: str) -> str:
    """The text as it was typed."""
    if "<" in text:
        text = _MARKED.sub(_plain, text)
    if "&" in text:
        for escaped, character in _ESCAPED:
            text = text.replace(escaped, character)
    return text


def _plain(found: re.Match[str]) -> str:
    sign, target, label = found[1], found[2], found[3]
    if sign == "#":
        return f"#{label or target}"
    if sign == "!":
        return label or f"@{target}"
    return target


def quoted(words: str) -> str:
    """What was typed, as it is said back: the beginning of it, a mention by the label that Slack gave it."""
    return _LABELLED.sub(lambda one: f"@{one[1] or '…'}", words).strip()[:QUOTED_AT_MOST]


def tidy(words: str) -> str:
    """A line with full-width forms made plain and white space folded; otherwise character for character the same."""
    folded = " ".join(words.split())
    if folded.isascii():
        return folded
    folded = folded.translate(_DASHES)
    return "".join(plain if len(plain := unicodedata.normalize("NFKC", one)) == 1 else one for one in folded)

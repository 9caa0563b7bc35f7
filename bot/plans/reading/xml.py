"""XML as a stranger may upload it: without a document type, and not deeper than any plan."""

from __future__ import annotations

import io
from xml.etree import ElementTree  # a document type is refused before, and with it all entities

from bot.words.language import text as _
from bot.words.refused import Refused

MOST_DEPTH, MOST_ELEMENTS = 64, 3_000_000
# The text may be in two bytes a character.
_DOCTYPES = tuple(
    f"<!{word}".encode(code) for word in ("DOCTYPE", "doctype") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def parsed(content: bytes) -> ElementTree.Element:
    """The root of a document, its names without their namespaces. Raises Refused for what is no plain XML."""
    if any(mark in content for mark in _DOCTYPES):
        raise Refused(_("This XML file brings its own document type. Plan programs write none; save the plan again."))
    try:
        return _root(content)
    except (ElementTree.ParseError, LookupError, ValueError):
        raise Refused(_("This XML file is damaged: it cannot be read to its end. Save the plan again.")) from None


def text_of(element: ElementTree.Element, name: str) -> str:
    """The text of the first child of that name, tidied; empty where there is none."""
    return " ".join((element.findtext(name) or "").split())


def _root(content: bytes) -> ElementTree.Element:
    root: ElementTree.Element | None = None
    depth = number = 0
    for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - see above
        if event == "end":
            depth -= 1
            continue
        element.tag = element.tag.rpartition("}")[2]
        root = element if root is None else root
        depth, number = depth + 1, number + 1
        if depth > MOST_DEPTH or number > MOST_ELEMENTS:
            raise Refused(_("This XML file holds more than a plan does."))
    if root is None:
        raise ValueError("nothing in it")
    return root

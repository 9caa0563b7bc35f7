"""What is read of a message without opening Slack: a desktop's notification is made of the blocks, a phone's of `text`.

So since 2026-07-13 (docs.slack.dev, "Desktop notifications now pull text from blocks first"). What exactly is taken out
of blocks is not written down: here all that can be read, in its order, in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.sandbox.page.draw import Drawing

# More than either shows.
MOST = 300


@dataclass(frozen=True)
class Notified:
    """The same message on both."""

    desktop: str
    phone: str


def notified(text: str, blocks: Sequence[Mapping[str, Any]], drawing: Drawing) -> Notified:
    """As the drawing's reader reads it."""
    phone = _line([drawing.text(text)])
    return Notified(_line(_words(blocks, drawing)) or phone, phone)


def _line(pieces: Sequence[Markup] | Iterator[Markup]) -> str:
    words = " ".join(" ".join(piece.replace("<br>", " ").striptags() for piece in pieces).split())
    return words if len(words) <= MOST else f"{words[:MOST]}…"


def _words(blocks: Sequence[Mapping[str, Any]], drawing: Drawing) -> Iterator[Markup]:
    for block in blocks:
        match block.get("type"):
            case "header":
                yield drawing.text(block.get("text"))
            case "section":
                yield from (drawing.text(one) for one in [block.get("text"), *(block.get("fields") or ())])
            case "context":
                yield from (drawing.text(one) for one in block.get("elements") or () if one.get("type") != "image")
            case "rich_text":
                yield drawing.rich(block)
            case "markdown":
                yield drawing.markdown(block.get("text"))

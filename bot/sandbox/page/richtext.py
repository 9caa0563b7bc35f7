"""`rich_text` blocks (and the rich text inside tables and inputs) → inert HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from bot.sandbox.page import dates, emoji, mrkdwn
from bot.sandbox.page.reader import Reader

_STYLES: Final = (("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s"), ("underline", "u"))
_NUMBERING: Final = ("1", "a", "i")  # Slack numbers by level: 1. a. i. 1. …


def rich_text(block: Mapping[str, Any], reader: Reader) -> Markup:
    """All elements of one `rich_text` block."""
    elements = block.get("elements") or ()
    return Markup("").join(_element(element, reader) for element in elements if isinstance(element, Mapping))


def _element(element: Mapping[str, Any], reader: Reader) -> Markup:
    kind = element.get("type")
    inner = element.get("elements") or ()
    if kind == "rich_text_list":
        return _list(element, reader)
    if kind == "rich_text_preformatted":
        return Markup("<pre>{}</pre>").format(spans(inner, reader))
    if kind == "rich_text_quote":
        return Markup("<blockquote>{}</blockquote>").format(spans(inner, reader))
    return Markup('<div class="rich">{}</div>').format(spans(inner, reader))


def _list(element: Mapping[str, Any], reader: Reader) -> Markup:
    items = Markup("").join(
        Markup("<li>{}</li>").format(spans(item.get("elements") or (), reader))
        for item in element.get("elements") or ()
        if isinstance(item, Mapping)
    )
    indent = element.get("indent") if isinstance(element.get("indent"), int) else 0
    level = min(max(int(indent or 0), 0), 8)
    bordered = " bordered" if element.get("border") else ""
    if element.get("style") == "ordered":
        offset = element.get("offset")
        return Markup('<ol class="level-{}{}" type="{}" start="{}">{}</ol>').format(
            level, bordered, _NUMBERING[level % 3], (offset if isinstance(offset, int) else 0) + 1, items
        )
    return Markup('<ul class="level-{}{}">{}</ul>').format(level, bordered, items)


def spans(elements: Sequence[Any], reader: Reader) -> Markup:
    """The inline elements of one section, item, quotation or cell."""
    return Markup("").join(_span(element, reader) for element in elements if isinstance(element, Mapping))


def _span(element: Mapping[str, Any], reader: Reader) -> Markup:
    drawn = _bare(element, reader)
    style = element.get("style")
    if isinstance(style, Mapping):
        for name, tag in _STYLES:
            if style.get(name):
                drawn = Markup("<{0}>{1}</{0}>").format(tag, drawn)
    return drawn


def _bare(element: Mapping[str, Any], reader: Reader) -> Markup:
    kind = element.get("type")
    if kind == "text":
        return emoji.text(str(element.get("text", "")))
    if kind == "link":
        return mrkdwn.link(str(element.get("url", "")), str(element.get("text") or ""))
    if kind == "user":
        return mrkdwn.person(str(element.get("user_id", "")), reader)
    if kind == "channel":
        return mrkdwn.channel(str(element.get("channel_id", "")), reader)
    if kind == "usergroup":
        return mrkdwn.group(str(element.get("usergroup_id", "")), reader)
    if kind == "broadcast":
        return mrkdwn.broadcast(str(element.get("range", "")))
    if kind == "emoji":
        return emoji.of(str(element.get("name", "")))
    if kind == "date":
        return _date(element, reader)
    if kind == "color":
        return Markup("<code>{}</code>").format(element.get("value", ""))
    return emoji.text(str(element.get("text") or element.get("fallback") or ""))


def _date(element: Mapping[str, Any], reader: Reader) -> Markup:
    timestamp = element.get("timestamp")
    moment = dates.from_unix(timestamp) if isinstance(timestamp, int) else None
    if moment is None:
        return emoji.text(str(element.get("fallback") or ""))
    shown = dates.formatted(str(element.get("format") or "{date}"), moment, reader)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(), dates.moment_caption(moment, reader), shown
    )

"""What the browser's fields give, as Slack's elements hold it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.sandbox import composer
from bot.sandbox.page.reader import Reader
from bot.sandbox.state import Slack


def typed_values(slack: Slack, reader: Reader, value: Any) -> Any:
    """Replace `{"moment": "2026-11-23T09:30"}` by epoch seconds, and `{"rich": "…"}` by a rich text block.

    The moment is on the reader's wall clock. Everything else stays, inside lists and mappings too.
    """
    if isinstance(value, list):
        return [typed_values(slack, reader, each) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"moment"}:
        return _moment(str(value["moment"]), reader)
    if set(value) == {"rich"}:
        words = str(value["rich"])
        return composer.rich_text(slack, words)[0] if words.strip() else None
    return {key: typed_values(slack, reader, each) for key, each in value.items()}


def _moment(local: str, reader: Reader) -> int | None:
    try:
        return int(datetime.fromisoformat(local).replace(tzinfo=reader.zone).timestamp())
    except ValueError:
        return None

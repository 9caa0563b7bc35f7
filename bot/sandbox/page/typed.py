"""What the browser's fields give, as Slack's elements hold it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.sandbox.page.reader import Reader
from bot.sandbox.world import composer
from bot.sandbox.world.state import Slack


def typed_value(slack: Slack, reader: Reader, value: Any) -> Any:
    """One element's value as the acts take it.

    `{"moment": "2026-11-23T09:30"}`, on the reader's wall clock, becomes epoch seconds; `{"rich": "…"}` a rich text
    block; texts and ids, alone or in a list, stay as they are.
    """
    match value:
        case {"moment": local}:
            return _moment(str(local), reader)
        case {"rich": words}:
            return composer.rich_text(slack, str(words))[0] if str(words).strip() else None
    return value


def _moment(local: str, reader: Reader) -> int | None:
    try:
        return int(datetime.fromisoformat(local).replace(tzinfo=reader.zone).timestamp())
    except ValueError:
        return None

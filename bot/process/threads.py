"""What stands above a thread: the task, request or dispute of the card there, by which a reply is understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bot.process.kernel.work import Work
from storage import disputes, outbox, requests, tasks

TASKS, REQUESTS, DISPUTES = "tasks", "requests", "disputes"
FOUND: Mapping[str, Callable[[Session, str, int], Any]] = MappingProxyType(
    {TASKS: tasks.task, REQUESTS: requests.request, DISPUTES: disputes.dispute}
)


class Matter(NamedTuple):
    """What a card is of: its flow, and its number there."""

    flow: str
    number: int


def matter_at(work: Work, channel_id: str, ts: str) -> Matter | None:
    """What the card that stands there is of; None for any other message, and where it is gone."""
    card = outbox.card_at(work.session, work.team_id, channel_id, ts)
    flow, _colon, row_id = (card or "").partition(":")
    if flow not in FOUND or not row_id.isdecimal():
        return None
    found = FOUND[flow](work.session, work.team_id, int(row_id))
    is_there = found is not None and getattr(found, "deleted_at", None) is None
    return Matter(flow, found.number) if is_there else None

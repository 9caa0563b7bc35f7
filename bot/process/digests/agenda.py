"""The agenda (议程) of a weekly meeting: what blocks others comes first, and every item has its minutes.

The minutes of the meeting are shared out by weight, each item getting some; together they are the meeting's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.words.language import Text

# Less than this is no item of a meeting.
LEAST_MINUTES = 2
# An item names so many of what it is about; there is a list of the rest above.
NAMED_AT_MOST = 3
# However many there are of one kind, they do not take the meeting from the others.
HEAVIEST = 8


@dataclass(frozen=True, slots=True)
class Item:
    """An item: when it begins (UTC), its minutes, what it is and which matters it names."""

    starts_at: datetime
    minutes: int
    title: Text
    matters: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What an item is to be about; `weight` is its claim on the time."""

    title: Text
    weight: int
    matters: tuple[Text, ...] = ()


def agenda(topics: Sequence[Topic], starts_at: datetime, minutes: int) -> list[Item]:
    """The topics as a time-boxed agenda, in their order."""
    items, at = [], starts_at
    for topic, share in zip(topics, shared_out(minutes, [one.weight for one in topics]), strict=True):
        items.append(Item(at, share, topic.title, topic.matters[:NAMED_AT_MOST]))
        at += timedelta(minutes=share)
    return items


def shared_out(minutes: int, weights: Sequence[int]) -> list[int]:
    """Whole minutes by weight that add up to all of them; a meeting too short for its topics gives each what it can."""
    if not weights:
        return []
    heavy = [min(max(one, 1), HEAVIEST) for one in weights]
    least = min(LEAST_MINUTES, minutes // len(heavy))
    free = minutes - least * len(heavy)
    exact = [free * one / sum(heavy) for one in heavy]
    shares = [least + int(one) for one in exact]
    # What rounding left goes to those who lost most by it.
    by_loss = sorted(range(len(heavy)), key=lambda place: (int(exact[place]) - exact[place], place))
    for place in by_loss[: minutes - sum(shares)]:
        shares[place] += 1
    return shares

"""What waited in the outbox for a person's morning, taken up by the one message of it.

Where the person is to do something about a matter, its line says so with its buttons. What was to be said besides is
said within the message as it was written. Cards keep a place of their own; of many, the first few.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.process.home import inbox
from bot.process.kernel import quiet, readers
from bot.process.kernel.waiting import Waiting, by_urgency
from bot.process.kernel.work import Work
from bot.words.messages import MESSAGE_BLOCKS
from storage import held_back
from storage.outbox import Outgoing, is_to_draw
from storage.people import Person

# So many cards are posted in one morning; what else is to be done stands in the message with its buttons.
CARDS_A_MORNING = 2
# A line takes two blocks, and one stands between two messages.
BLOCKS_A_LINE, BETWEEN = 2, 1
# Slack refuses a message whose blocks hold more than about 13,000; the lines have the rest.
CHARACTERS = 8_000

# Messages that say no more than a line does.
SAID_BY_LINES = frozenset(template for one in inbox.EVERY for template in one.said_by_lines)

Key = tuple[str, int]


class TakenUp(NamedTuple):
    """What the message of the morning says of it: lines of what is to be done, and rows as they were written.

    So many more messages go out beside it.
    """

    lines: dict[Key, Waiting]
    rows: list[int]
    beside: int


def take_up(work: Work, person: Person, waits: Mapping[Key, Waiting], found: Mapping[Key, Waiting]) -> TakenUp:
    """Take up what waits for this morning: in lines of what `waits` for the person, or as it was written.

    `found` are the lines that they get in any case. What is alone is left as it is.
    """
    rows = held_back.until(work.session, work.team_id, person.user_id, work.now + quiet.A_MINUTE)
    if len(rows) + bool(found) < 2:
        return TakenUp({}, [], len(rows))
    lines: dict[str, dict[Key, Waiting]] = {}
    for key, one in waits.items():
        lines.setdefault(one.matter, {})[key] = one
    as_lines = [row for row in rows if row.template in SAID_BY_LINES and _matter(row) in lines]
    as_lines += _cards(work, rows, lines)[CARDS_A_MORNING:]
    told = {key: one for row in as_lines for key, one in lines[_matter(row)].items()}
    taken = []
    characters, room = CHARACTERS, MESSAGE_BLOCKS - BLOCKS_A_LINE * (len(told.keys() | found.keys()) + 1)
    for row in rows:
        blocks = len(_blocks(row)) + BETWEEN if row not in as_lines and _can_be_within(row) else room + 1
        if blocks <= room and len(row.arguments) <= characters:
            room, characters = room - blocks, characters - len(row.arguments)
            taken.append(row)
    held_back.drop(work.session, as_lines, work.now, "a line of the message of the morning says it")
    held_back.gather(work.session, taken, work.now, "said in the message of the morning")
    return TakenUp(told, [row.id for row in taken], len(rows) - len(as_lines) - len(taken))


def said(work: Work, person: Person, ids: Sequence[int]) -> list[list[Any]]:
    """The blocks of each of the messages that were taken up, which are still to be said and may be read."""
    rows = held_back.gathered(work.session, ids, work.now)
    return [_blocks(row) for row in rows if readers.why_not(work, person.user_id, row.project_id) is None]


def put_off(work: Work, person: Person) -> None:
    """What waits for this moment waits for the person's next working hours: they have moved, or are off today."""
    rows = held_back.until(work.session, work.team_id, person.user_id, work.now + quiet.A_MINUTE)
    held_back.put_off(work.session, rows, quiet.hold(work, person) + quiet.A_MINUTE)


def not_said(work: Work, ids: Sequence[int]) -> None:
    """Slack does not take the message: what was taken up into it is said as it would have been without."""
    held_back.let_go(work.session, ids)


def _cards(work: Work, rows: Sequence[Outgoing], lines: Mapping[str, Mapping[Key, Waiting]]) -> list[Outgoing]:
    """The cards of matters in which the person has the next word, most urgent first."""
    cards = {_matter(row): row for row in rows if row.method == "card" and _matter(row) in lines}
    urgent = by_urgency((one for about in cards for one in lines[about].values()), work.now)
    return [cards[one] for one in dict.fromkeys(one.matter for one in urgent)]


def _matter(row: Outgoing) -> str:
    """The flow and the row that it is about."""
    return ":".join(row.about.split(":")[:2])


def _can_be_within(row: Outgoing) -> bool:
    """Whether it may stand in another message: not what has a place of its own, or is drawn when it goes out."""
    return not is_to_draw(row.arguments) and row.card is None and row.under is None and row.then is None


def _blocks(row: Outgoing) -> list[Any]:
    blocks: list[Any] = json.loads(row.arguments)["blocks"]
    return blocks

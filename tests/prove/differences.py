"""Two departments that differ while others work: one raises it, both say how they see it, and agree on one text."""

from __future__ import annotations

import re
from collections import Counter

from bot.sandbox.world.records import Message as Record
from tests.prove.audit import Verdict, strings
from tests.prove.ledger import Entry
from tests.prove.shift import Shift
from tests.prove.steps import Steps, audit_steps
from tests.prove.stored import Stored

# The demo's Marketing raises, its R&D answers; each by its liaison, by whom nobody else acts.
RAISING, OTHER, OTHER_DEPARTMENT = "sam", "lin", "R&D"
SETTLED = ("settled by consensus", "已达成共识")
RUNNING = ("open: the sides", "协商中")
WORDS = {
    "state a position": RUNNING,
    "propose": RUNNING,
    "settle": SETTLED,
}
OUTCOME = re.compile(r"(D-\d+) · .* is settled")


class Differences:
    """One dispute after the other, until nothing more is to be begun; the last one is settled."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._steps = Steps(shift, "D", WORDS)

    async def work(self) -> None:
        """Marketing and R&D differ, again and again."""
        await self._shift.again(self._one)

    async def _one(self) -> None:
        steps = self._steps
        position = {"other": OTHER_DEPARTMENT, "position": "It was in the contract"}
        number = await steps.begin(RAISING, "/dispute new", "subject", "raise", **position)
        await steps.say(OTHER, number, "state a position", "disputes.position", "position")
        await steps.say(RAISING, number, "propose", "disputes.propose", "text")
        await steps.press(OTHER, number, "settle", "disputes.confirm")


def audit_differences(
    verdict: Verdict, entries: list[Entry], stored: Stored, messages: list[Record], direct: list[Record]
) -> None:
    """The steps of every dispute; and who raised it was told of the outcome once."""
    # Some are told within the message of a morning.
    outcomes = Counter(one for message in direct for one in set(OUTCOME.findall("\n".join(strings(message.blocks)))))
    for number in audit_steps(verdict, entries, stored, messages, WORDS):
        if number.startswith("D") and outcomes[number] != 1:
            broken = verdict.twice if outcomes[number] else verdict.lost
            broken.append(f"{number} was settled, and who raised it was told so {outcomes[number]} times")

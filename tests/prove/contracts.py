"""Two departments that ask each other for help while others work: asked, accepted, delivered, confirmed or returned."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

from bot.sandbox.world.records import Message as Record
from tests.prove.audit import Verdict
from tests.prove.ledger import Entry
from tests.prove.shift import Shift
from tests.prove.steps import Steps, audit_steps
from tests.prove.stored import Stored

# Liaison and head in one person, who need not be told of each other's doings: the demo's Sales and Design, as the other
# side reads them.
SIDES = (("priya", "销售部"), ("chen", "Design"))
# Of a hundred deliveries so many are returned once.
RETURNED = 30
NEEDED_IN = timedelta(days=30)
WORDS = {
    "accept": ("accepted", "已接受"),
    "deliver": ("delivered", "已交付"),
    "return": ("returned", "已退回"),
    "confirm": ("confirmed", "已确认"),
}
DELIVERED = re.compile(r"(?:has delivered |已交付)(R-\d+) ")


class Contracts:
    """One request after the other, until nothing more is to be begun; the last one is brought to its end."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._steps = Steps(shift, "R", WORDS)

    async def work(self) -> None:
        """Each side asks in turn."""
        asking, asked = SIDES
        while True:
            await self._one(asking[0], *asked)
            if self._shift.is_over:
                return
            asking, asked = asked, asking

    async def _one(self, asking: str, asked: str, department: str) -> None:
        steps, day = self._steps, (self._shift.sandbox.clock.now() + NEEDED_IN).date().isoformat()
        number = await steps.begin(asking, "/request new", "title", "ask", department_id=department, needed_by=day)
        await steps.press(asked, number, "accept", "requests.accept")
        await steps.say(asked, number, "deliver", "requests.deliver")
        if self._shift.chance.randrange(100) < RETURNED:
            await steps.say(asking, number, "return", "requests.return")
            await steps.say(asked, number, "deliver", "requests.deliver")
        await steps.press(asking, number, "confirm", "requests.confirm")


def audit_contracts(
    verdict: Verdict, entries: list[Entry], stored: Stored, messages: list[Record], direct: list[Record]
) -> None:
    """The steps of every request; and who asked was told of each delivery once, if they had not answered it by then."""
    deliveries = Counter(found[1] for message in direct if (found := DELIVERED.search(message.text)))
    for number in audit_steps(verdict, entries, stored, messages, WORDS):
        if not number.startswith("R"):
            continue
        times, is_told = stored.steps.get(number, []).count("deliver"), deliveries[number]
        if not times - stored.overtaken[number] <= is_told <= times:
            broken = verdict.lost if is_told < times else verdict.twice
            broken.append(f"{number} was delivered {times} times, and who asked was told {is_told} times")

"""Two departments that ask each other for help while others work: asked, accepted, delivered, confirmed or returned.

Each step is tried until who did it was told that it is done; the ledger then knows how the request's history must read.
"""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from bot.sandbox.records import Message as Record
from tests.prove.audit import Verdict, shows
from tests.prove.ledger import Answer, Entry
from tests.prove.shift import Shift
from tests.prove.stored import Stored
from tests.shown import Message
from tests.world import Outcome

# Liaison and head in one person, who need not be told of each other's doings: the demo's Sales and Design.
SIDES = (("priya", "Sales"), ("chen", "Design"))
# Of a hundred deliveries so many are returned once.
RETURNED = 30
# What a request is called after a step, in English and in Chinese.
WORDS = {
    "accept": ("accepted", "已接受"),
    "deliver": ("delivered", "已交付"),
    "return": ("returned", "已退回"),
    "confirm": ("confirmed", "已确认"),
}
CARD = re.compile(r"R-(\d+) · ")
DELIVERED = re.compile(r"(?:has delivered |已交付)R-(\d+) ")


class Contracts:
    """One request after the other, until nothing more is to be begun; the last one is brought to its end."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift

    async def work(self) -> None:
        """Each side asks in turn."""
        asking, asked = SIDES
        while True:
            await self._one(asking[0], *asked)
            if self._shift.is_over:
                return
            asking, asked = asked, asking

    async def _one(self, asking: str, asked: str, department: str) -> None:
        number = await self._ask(asking, department)
        await self._press(asked, number, "accept", "requests.accept")
        await self._say(asked, number, "deliver", "requests.deliver")
        if self._shift.chance.randrange(100) < RETURNED:
            await self._say(asking, number, "return", "requests.return")
            await self._say(asked, number, "deliver", "requests.deliver")
        await self._press(asking, number, "confirm", "requests.confirm")

    async def _ask(self, who: str, department: str) -> int:
        """Fill in the form; answers the number that was given."""
        shift, title = self._shift, self._shift.mark("Ask for item")
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                async with shift.standing_clock:
                    out = await shift.world.person(who).types("/request new")
                opened.extend([out] if out.view is not None else [])
                return False
            began, day = time.monotonic(), (shift.sandbox.clock.now() + timedelta(days=30)).date().isoformat()
            form = {"title": title, "department_id": department, "needed_by": day}
            out = await shift.world.person(who).submits(opened[0], **form)
            is_told = out.ok and not out.errors
            if is_told:
                shift.write(title, out, is_told, began, step="ask")
            return is_told

        await shift.until_told(attempt)
        card = await self._card(lambda text: text.startswith("R-") and title in text)
        found = CARD.match(card.notification)
        assert found is not None, card.notification
        return int(found[1])

    async def _press(self, who: str, number: int, step: str, button: str) -> None:
        """A button that does the step."""

        async def attempt() -> bool:
            card = await self._card(lambda text: text.startswith(f"R-{number} ·"), button)
            began = time.monotonic()
            out = await self._shift.world.person(who).presses_stale(button, on=card)
            is_told = self._is_told(out, number, step)
            mark = self._shift.mark(step)
            self._shift.write(mark, out, is_told, began, request=number, step=step, by="button")
            return is_told

        await self._shift.until_told(attempt)

    async def _say(self, who: str, number: int, step: str, button: str) -> None:
        """A button that opens a form for a word; every try says another."""
        shift = self._shift
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                card = await self._card(lambda text: text.startswith(f"R-{number} ·"), button)
                async with shift.standing_clock:
                    out = await shift.world.person(who).presses_stale(button, on=card)
                opened.extend([out] if out.view is not None else [])
                # It was done by a try that got no answer, says the one that comes after it.
                return self._is_told(out, number, step)
            mark, began = shift.mark("word"), time.monotonic()
            out = await shift.world.person(who).submits(opened[0], reason=mark)
            is_told = out.ok and not out.errors
            shift.write(mark, out, is_told, began, request=number, step=step)
            if not is_told:
                opened.clear()
            return is_told

        await shift.until_told(attempt)

    async def _card(self, is_it: Callable[[str], bool], button: str = "") -> Message:
        """The request's card in the channel, once it stands there and shows the button."""
        for _ in range(600):
            await self._shift.is_up.wait()
            card = self._shift.standing(is_it)
            if card is not None and (not button or card.finds(button)):
                return card
            await self._shift.rest(timedelta(seconds=1))
            await self._shift.sandbox.timeline.settle()
        raise AssertionError(f"there is no card with {button or 'that title'}")

    @staticmethod
    def _is_told(out: Outcome, number: int, step: str) -> bool:
        """Whether the private answer says that it is so now, by this press or by one that got no answer."""
        answers = [message.text for message in out.said if message.ephemeral]
        return out.ok and any(word in text for text in answers for word in WORDS[step])


def audit_contracts(
    verdict: Verdict, entries: list[Entry], stored: Stored, messages: list[Record], direct: list[Record]
) -> None:
    """Every request reads in the history as it was told, each step once, and its one card shows the last of them.

    Who asked was told of every delivery once.
    """
    steps: dict[int, list[str]] = {}
    for entry in entries:
        if entry.request and entry.answer is Answer.TOLD:
            steps.setdefault(entry.request, []).append(entry.step)
    cards: dict[int, list[Record]] = {}
    for message in messages:
        if found := CARD.match(message.text):
            cards.setdefault(int(found[1]), []).append(message)
    deliveries = Counter(int(found[1]) for message in direct if (found := DELIVERED.search(message.text)))
    for number, told in steps.items():
        _one(verdict, number, told, stored, cards.get(number, []))
        times, is_told = stored.steps.get(number, []).count("deliver"), deliveries[number]
        if is_told != times:
            broken = verdict.lost if is_told < times else verdict.twice
            broken.append(f"R-{number} was delivered {times} times, and who asked was told {is_told} times")


def _one(verdict: Verdict, number: int, told: list[str], stored: Stored, cards: list[Record]) -> None:
    happened = stored.steps.get(number, [])
    for step in WORDS:
        if happened.count(step) < told.count(step):
            verdict.lost.append(f"R-{number}: {step} was acknowledged {told.count(step)} times, stored {happened}")
    # The two sides take turns, so that a step done twice would stand twice in the history.
    for earlier, later in itertools.pairwise(happened):
        if earlier == later:
            verdict.twice.append(f"R-{number}: {later} stands twice in {happened}")
    if happened[:1] != ["ask"] or (told and happened[-1] != told[-1]):
        verdict.lost.append(f"R-{number} reads {happened}, and {told} were acknowledged")
    if len(cards) != 1:
        (verdict.twice if cards else verdict.lost).append(f"R-{number} has {len(cards)} cards")
    elif not any(shows(cards[0], word) for word in WORDS[happened[-1]]):
        verdict.lost.append(f"R-{number}'s card does not say {happened[-1]}")

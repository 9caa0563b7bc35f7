"""A matter between two departments, step by step: each step is tried until who did it was told that it is done.

The ledger then knows how the matter's history must read.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Mapping

from bot.sandbox.world.records import Message as Record
from tests.prove.audit import Verdict, shows
from tests.prove.ledger import Answer, Entry
from tests.prove.shift import Shift
from tests.prove.stored import Stored
from tests.shown import Message
from tests.world import Outcome

# How often somebody who waits for a card looks again: in a storm the channel's messages queue for an hour.
MOST_LOOKS = 1_000
# R-1 and D-1 as their cards begin: with the number, the mark, and between whom the matter stands.
CARD = re.compile(r"(?:⚖️ )?([RD]-\d+) · Matter \d{6}\. · [^·]+ [→↔] ")
# What a matter is called after a step, in English and in Chinese; by step.
Words = Mapping[str, tuple[str, ...]]


class Steps:
    """How people take the steps of one kind of matter; `letter` begins its numbers."""

    def __init__(self, shift: Shift, letter: str, words: Words) -> None:
        self.shift = shift
        self._letter = letter
        self._words = words

    async def begin(self, who: str, command: str, field: str, step: str, **form: str) -> str:
        """Fill in the form that begins a matter, which says a mark in that field; answers the number it was given."""
        shift = self.shift
        mark = shift.mark("Matter")
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                async with shift.standing_clock:
                    out = await shift.world.person(who).types(command)
                opened.extend([out] if out.view is not None else [])
                return False
            # The same form again: a second submit must find what the first one made.
            began = time.monotonic()
            out = await shift.world.person(who).submits(opened[0], **{field: mark}, **form)
            is_told = out.ok and not out.errors
            if is_told:
                shift.write(mark, out, is_told, began, step=step)
            return is_told

        await shift.until_told(attempt)
        card = await self.card(lambda text: mark in text and self._number(text) is not None)
        return self._number(card.notification) or ""

    async def press(self, who: str, matter: str, step: str, button: str) -> None:
        """A button that does the step."""
        shift = self.shift
        first = await self._card_of(matter, button)

        async def attempt() -> bool:
            # Pressed again as it stood, where the try that got no answer has changed it.
            now = shift.standing(lambda text: self._number(text) == matter)
            card = now if now is not None and now.finds(button) else first
            began = time.monotonic()
            out = await shift.world.person(who).presses_stale(button, on=card)
            is_told = self._is_told(out, step)
            shift.write(shift.mark(step), out, is_told, began, matter=matter, step=step, by="button")
            return is_told

        await shift.until_told(attempt, by_card=True)

    async def say(self, who: str, matter: str, step: str, button: str, field: str = "reason") -> None:
        """A button that opens a form for a word; every try says another."""
        shift = self.shift
        card = await self._card_of(matter, button)
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                async with shift.standing_clock:
                    out = await shift.world.person(who).presses_stale(button, on=card)
                opened.extend([out] if out.view is not None else [])
                # Where a try that got no answer has done it, the form does not open.
                return self._is_told(out, step)
            mark, began = shift.mark("word"), time.monotonic()
            out = await shift.world.person(who).submits(opened[0], **{field: mark})
            is_told = out.ok and not out.errors
            shift.write(mark, out, is_told, began, matter=matter, step=step)
            if not is_told:
                opened.clear()
            return is_told

        await shift.until_told(attempt, by_card=True)

    async def card(self, is_it: Callable[[str], bool], button: str = "") -> Message:
        """The matter's card in the channel, once it stands there and shows the button."""
        waited = 0
        while waited < MOST_LOOKS:
            await self.shift.is_up.wait()
            card = self.shift.standing(is_it)
            if card is not None and (not button or card.finds(button)):
                return card
            waited += await self.shift.let_draw()
        raise AssertionError(f"there is no card with {button or 'that title'}")

    async def _card_of(self, matter: str, button: str) -> Message:
        return await self.card(lambda text: self._number(text) == matter, button)

    def _number(self, text: str) -> str | None:
        found = CARD.match(text)
        return found[1] if found and found[1].startswith(self._letter) else None

    def _is_told(self, out: Outcome, step: str) -> bool:
        """Whether the private answer says that it is so now, by this press or by one that got no answer."""
        answers = [message.text for message in out.said if message.ephemeral]
        return out.ok and any(word in text for text in answers for word in self._words[step])


def audit_steps(
    verdict: Verdict, entries: list[Entry], stored: Stored, messages: list[Record], words: Words
) -> dict[str, list[str]]:
    """Every matter reads in the history as it was told, and its one card shows the last step; answers what was told."""
    told: dict[str, list[str]] = {}
    tried: dict[str, list[str]] = {}
    for entry in entries:
        if entry.matter and entry.step in words:
            tried.setdefault(entry.matter, []).extend([entry.step] if entry.answer is not Answer.DENIED else [])
            told.setdefault(entry.matter, []).extend([entry.step] if entry.answer is Answer.TOLD else [])
    cards: dict[str, list[Record]] = {}
    for message in messages:
        if (found := CARD.match(message.text)) and not message.is_reply:
            cards.setdefault(found[1], []).append(message)
    for matter, steps in told.items():
        _history(verdict, matter, steps, tried[matter], stored.steps.get(matter, []))
        _card(verdict, matter, stored.steps.get(matter, []), cards.get(matter, []), words)
    return told


def _history(verdict: Verdict, matter: str, told: list[str], tried: list[str], happened: list[str]) -> None:
    for step in dict.fromkeys(told):
        if happened.count(step) < told.count(step):
            verdict.lost.append(f"{matter}: {step} was acknowledged {told.count(step)} times, stored {happened}")
        if happened.count(step) > max(tried.count(step), 1):
            verdict.twice.append(f"{matter}: {step} was done {tried.count(step)} times, stored {happened}")
    for earlier, later in itertools.pairwise(happened):
        # Who got no answer to a word may say another in its place.
        if earlier == later and tried.count(later) == told.count(later):
            verdict.twice.append(f"{matter}: {later} stands twice in {happened}")
    if told and happened[-1:] != told[-1:]:
        verdict.lost.append(f"{matter} reads {happened}, and {told} were acknowledged")


def _card(verdict: Verdict, matter: str, happened: list[str], cards: list[Record], words: Words) -> None:
    if len(cards) != 1:
        (verdict.twice if cards else verdict.lost).append(f"{matter} has {len(cards)} cards")
    elif happened and not any(shows(cards[0], word) for word in words.get(happened[-1], ("",))):
        verdict.lost.append(f"{matter}'s card does not say {happened[-1]}")

"""The ledger against what is stored and against what stands in the channel."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.server import Sandbox
from bot.sandbox.world.records import Message
from tests.prove.ledger import Answer, Entry
from tests.prove.stored import Stored

CHANNEL = "product-launch"
ALERT = "late in"
CARD = re.compile(r"T-(\d+) · ")


@dataclass
class Verdict:
    """What a proof found; `acts` is how much was acknowledged, `what` says what happened meanwhile."""

    what: str
    acts: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    seconds: float = 0.0
    # What was measured on the way.
    report: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the promise was kept."""
        return not self.broken

    @property
    def broken(self) -> list[str]:
        """Every promise that was not kept, a line each."""
        return [f"lost: {one}" for one in self.lost] + [f"twice: {one}" for one in self.twice]


def posted(sandbox: Sandbox) -> list[Message]:
    """What Liaison said in the project's channel, oldest first."""
    channel = next(one for one in sandbox.slack.channels.values() if one.name == CHANNEL)
    return [message for message in channel.messages.values() if message.app_id]


def direct(sandbox: Sandbox) -> list[Message]:
    """What Liaison wrote to people alone."""
    rooms = [one for one in sandbox.slack.channels.values() if one.is_im]
    return [message for room in rooms for message in room.messages.values() if message.app_id]


def alerts(sandbox: Sandbox) -> list[Message]:
    """The delay alerts among them."""
    return [message for message in posted(sandbox) if ALERT in message.text]


def audit(verdict: Verdict, entries: list[Entry], stored: Stored, messages: list[Message]) -> None:
    """Add to the verdict all that does not agree."""
    told = [one for one in entries if one.answer is Answer.TOLD]
    verdict.acts += len(told)
    verdict.lost += [f"in the outbox still: {row}" for row in stored.stuck]
    _history(verdict, entries, stored)
    _last_words(verdict, [one for one in entries if one.task], stored)
    _cards(verdict, told, stored, messages)
    _messages(verdict, messages)


def _history(verdict: Verdict, entries: list[Entry], stored: Stored) -> None:
    """What was told is stored once, what got no answer at most once, what was denied not at all."""
    titles = [task.title for task in stored.tasks] + stored.matters
    times = Counter([note for _, note in stored.said] + titles + stored.words)
    # A button says nothing that could be found again, and a report is written over by the next one.
    for entry in [one for one in entries if one.by not in ("button", "report")]:
        found = times[entry.mark]
        if entry.answer is Answer.TOLD and not found:
            verdict.lost.append(f"{entry.mark} was acknowledged ({entry.words}) and is not stored")
        if entry.answer is Answer.DENIED and found:
            verdict.twice.append(f"{entry.mark} was denied ({entry.words}) and is stored")
    marks = {entry.mark for entry in entries}
    verdict.twice += [f"{mark} is stored {found} times" for mark, found in times.items() if found > 1 and mark in marks]


def _last_words(verdict: Verdict, updates: list[Entry], stored: Stored) -> None:
    """A task stands as last acknowledged, or as somebody said without getting an answer: after that, or in an event."""
    for task in stored.tasks:
        mine = [one for one in updates if one.task == task.number]
        last = max((place for place, one in enumerate(mine) if one.answer is Answer.TOLD), default=None)
        if last is None:
            continue
        since = {(one.mark, one.progress) for one in mine[last:] if one.answer is not Answer.DENIED}
        # Slack may bring a message again minutes later, if nobody took it the first time.
        since |= {(one.mark, one.progress) for one in mine if one.by == "event" and one.answer is Answer.SILENCE}
        if (task.note, task.progress) not in since:
            verdict.lost.append(f"T-{task.number} is {task.progress}% {task.note}; last told: {mine[last].mark}")


def _cards(verdict: Verdict, told: list[Entry], stored: Stored, messages: list[Message]) -> None:
    """Every task with which somebody did something has one card, every other one at most; it shows what is stored."""
    touched, added = {one.task for one in told}, {one.mark for one in told if not one.task}
    cards: dict[int, list[Message]] = {}
    for message in messages:
        if found := CARD.match(message.text):
            cards.setdefault(int(found[1]), []).append(message)
    for task in stored.tasks:
        standing = cards.get(task.number, [])
        if not standing:
            if task.number in touched or task.title in added:
                verdict.lost.append(f"T-{task.number} has no card")
        elif len(standing) > 1:
            verdict.twice.append(f"T-{task.number} has {len(standing)} cards")
        elif not shows(standing[0], task.note):
            verdict.lost.append(f"T-{task.number}'s card does not say {task.note}")
        elif 0 < task.progress < 100 and not shows(standing[0], f" {task.progress}%"):
            verdict.lost.append(f"T-{task.number}'s card does not say {task.progress}%")


def _messages(verdict: Verdict, messages: list[Message]) -> None:
    """No row of the outbox stands twice in the channel."""
    ids = Counter(json.dumps(one.metadata, sort_keys=True) for one in messages if one.metadata)
    verdict.twice += [f"posted {found} times: {one}" for one, found in ids.items() if found > 1]


def shows(message: Message, words: str) -> bool:
    """Whether the message says that."""
    return words in "\n".join(strings(message.blocks))


def strings(value: object) -> Iterable[str]:
    """Every string in a payload."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)

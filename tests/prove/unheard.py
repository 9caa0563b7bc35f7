"""Answers that fail: Slack takes what people do, and not what they are told of it.

Everything that is saved must be told as saved, in the end and by some way; nobody may read that nothing was changed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.process.demo.beginning import TASKS
from bot.sandbox.server import Sandbox
from tests.prove import stored
from tests.prove.audit import Verdict
from tests.prove.stage import at_work, stage
from tests.world import World

WAYS = ("chat.postEphemeral", "chat.postMessage")
FAULTS = {"429": 0.2, "500": 0.1, "503": 0.1, "drop_before": 0.1, "drop_after": 0.1}
UNTRUE = ("nothing was changed", "没有做任何更改")

# Says of a task how far it is, with a word: number, percent, word.
Say = Callable[[World, str, int, int, str], Awaitable[object]]


async def prove(folder: Path, url: str, *, acts: int, seed: int) -> Verdict:
    """So many updates by a form, in a message and in the conversation with Liaison."""
    began, chance = time.monotonic(), random.Random(seed)
    async with stage(folder, url, seed) as on, at_work(on.sandbox, url):
        for who in ("chen", "lin", "sam", "zhao"):
            await on.world.person(who).types("task help", channel="@Liaison")
        await befall(on.world)
        parents = {planned.parent for planned in TASKS}
        owned = [(number, one.owner) for number, one in enumerate(TASKS, 1) if number not in parents]
        done: list[tuple[str, int, int, str]] = []
        for mark in range(acts):
            number, who = chance.choice(owned)
            act = (who, number, chance.randint(1, 99), f"word {mark:06d}.")
            await chance.choice(SAYS)(on.world, *act)
            done.append(act)
            await on.world.clock.plus("20s")
        failed = sum(1 for one in await on.world.traffic() if one["direction"] == "from_app" and one["status"] != 200)
        await on.world.faults.clear()
        await on.world.clock.plus("1h")
        verdict = Verdict(f"unheard: of {acts} acts, {failed} calls failed")
        _audit(verdict, done, url, on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict


async def befall(world: World) -> None:
    """Slack takes one answer in three at the first try."""
    for method in WAYS:
        for kind, probability in FAULTS.items():
            await world.faults.add(kind, method, probability=probability, retry_after=7)
    await world.faults.add("error:user_not_in_channel", "chat.postEphemeral", probability=0.2)


async def _by_form(world: World, who: str, number: int, progress: int, word: str) -> object:
    person = world.person(who)
    form = (await person.types(f"/task update T-{number}")).view
    return await person.submits(form, status="in progress", progress=str(progress), note=word) if form else None


async def _by_mention(world: World, who: str, number: int, progress: int, word: str) -> object:
    return await world.person(who).types(f"@Liaison task update T-{number} {progress}% {word}")


async def _in_conversation(world: World, who: str, number: int, progress: int, word: str) -> object:
    return await world.person(who).types(f"task update T-{number} {progress}% {word}", channel="@Liaison")


SAYS: tuple[Say, ...] = (_by_form, _by_mention, _in_conversation)


def _audit(verdict: Verdict, done: list[tuple[str, int, int, str]], url: str, sandbox: Sandbox) -> None:
    """Hold what is stored against all that each person could read."""
    kept = [word for _number, word in stored.read(url).said]
    for who, number, progress, word in done:
        times = kept.count(word)
        if times > 1:
            verdict.twice.append(f"{word} is stored {times} times")
        if not times:
            verdict.lost.append(f"{word} of {who} (T-{number}, {progress}%) is not stored")
        elif not any(f"T-{number} ·" in one and f"{progress}%" in one for one in _read(sandbox, who)):
            verdict.lost.append(f"{who} was never told that {word} (T-{number}, {progress}%) is saved")
        verdict.acts += times
    for who in {act[0] for act in done}:
        untrue = [one for one in _read(sandbox, who) if any(words in one for words in UNTRUE)]
        verdict.lost += [f"{who} reads what is not so: {one[:80]}" for one in untrue]


def _read(sandbox: Sandbox, who: str) -> list[str]:
    """What the person was told alone."""
    slack = sandbox.slack
    person = slack.person(who)
    assert person is not None, "one of the company"
    whispers = [
        one.text for room in slack.channels.values() for one in room.ephemerals if one.ephemeral_to == person.id
    ]
    own = [room for room in slack.channels.values() if room.is_im and person.id in room.members]
    return whispers + [one.text for room in own for one in room.messages.values() if one.app_id]

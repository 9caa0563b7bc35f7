"""People at work: each updates their own tasks, the manager adds new ones, and all write down what they are told.

Departments ask each other for help meanwhile (`contracts`), differ (`differences`), and report (`filings`).
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.process.demo.beginning import TASKS
from bot.sandbox.server import Sandbox
from bot.sandbox.world.records import Message
from tests.prove.audit import Verdict, audit, direct, posted
from tests.prove.contracts import Contracts, audit_contracts
from tests.prove.differences import Differences, audit_differences
from tests.prove.filings import Filings, audit_filings
from tests.prove.ledger import Entry
from tests.prove.shift import Shift
from tests.prove.stored import Stored
from tests.world import Outcome

# The manager adds a task after this many updates of others.
UPDATES_A_TASK = 3
# Of a hundred updates so many are told in a message that mentions Liaison, not with the command.
IN_A_MESSAGE = 30


class Crew:
    """The acknowledged updates that a shift wants, and what else people do between them."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._tasks_wanted = asyncio.Semaphore(0)

    async def work(self) -> None:
        """Until everything is done."""
        owners: dict[str, list[int]] = {}
        # The progress of a task with subtasks is theirs; nobody types it.
        parents = {planned.parent for planned in TASKS}
        for number, planned in enumerate(TASKS, 1):
            if number not in parents:
                owners.setdefault(planned.owner, []).append(number)
        matters = (Contracts(self._shift), Differences(self._shift), Filings(self._shift))
        # Who cannot go on ends it for all: what happened before lies there as it was then.
        async with asyncio.TaskGroup() as others:
            for one in (self._manager(), *(matter.work() for matter in matters)):
                others.create_task(one)
            async with asyncio.TaskGroup() as at_work:
                for who, numbers in owners.items():
                    at_work.create_task(self._owner(who, numbers))
            self._tasks_wanted.release()

    async def _owner(self, who: str, numbers: list[int]) -> None:
        shift = self._shift
        while not shift.is_over:
            shift.begun += 1
            number = shift.chance.choice(numbers)
            progress = shift.chance.randint(1, 99)
            tell = self._mention if shift.chance.randrange(100) < IN_A_MESSAGE else self._update
            await shift.until_told(partial(tell, who, number, progress))
            if shift.begun % UPDATES_A_TASK == 0:
                self._tasks_wanted.release()

    async def _manager(self) -> None:
        while True:
            await self._tasks_wanted.acquire()
            if self._shift.is_over:
                return
            await self._add()

    async def _update(self, who: str, number: int, progress: int) -> bool:
        """Every try says something else, so that each can be told from the others."""
        shift = self._shift
        mark, began = shift.mark("note"), time.monotonic()
        out = await shift.world.person(who).types(f"/task update T-{number} {progress}% {mark}")
        is_told = says_it_is_done(out, number, progress)
        shift.write(mark, out, is_told, began, task=number, progress=progress)
        return is_told

    async def _mention(self, who: str, number: int, progress: int) -> bool:
        """In a message: Slack tells of it in an event, which is acknowledged before anything is done."""
        shift = self._shift
        mark, began = shift.mark("word"), time.monotonic()
        out = await shift.world.person(who).types(f"@Liaison task update T-{number} {progress}% {mark}")
        await shift.sandbox.quiet()
        # The answer repeats the word: that to an earlier try, which was delivered again, says the same of the task.
        is_told = any(
            f"T-{number} ·" in one.text and re.search(rf"\b{progress}%", one.text) and mark in str(one.blocks)
            for one in self._answers(who, out)
        )
        # Without this answer nobody knows, whatever else they are told meanwhile.
        shift.write(mark, replace(out, ok=is_told), is_told, began, task=number, progress=progress, by="event")
        return is_told

    def _answers(self, who: str, out: Outcome) -> list[Message]:
        """What the person alone reads below their message."""
        slack = self._shift.sandbox.slack
        person = slack.person(who)
        if out.message is None or person is None:
            return []
        whispers = slack.channels[out.message.channel].ephemerals
        return [one for one in whispers if one.ephemeral_to == person.id and one.ts > out.message.ts]

    async def _add(self) -> None:
        shift = self._shift
        title = shift.mark("Deliver item")
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                async with shift.standing_clock:
                    out = await shift.world.zhao.types(f"/task add {title}")
                if out.view is not None:
                    opened.append(out)
                return False
            # The same form again: a second submit must find what the first one made.
            began, due = time.monotonic(), (shift.sandbox.clock.now() + timedelta(days=30)).date().isoformat()
            out = await shift.world.zhao.submits(opened[0], department_id="1", title=title, due_on=due)
            is_told = out.ok and not out.errors
            if is_told:
                shift.write(title, out, is_told, began)
            return is_told

        await shift.until_told(attempt)


def says_it_is_done(out: Outcome, number: int, progress: int) -> bool:
    """Whether somebody who updated a task was told that it was taken.

    The private answer alone counts. While they wait for it, the task's card may change before their eyes, and show the
    same percentage: that of an earlier try whose answer was lost.
    """
    answers = [message.text for message in out.said if message.ephemeral]
    return out.ok and any(f"T-{number} ·" in text and f" {progress}%" in text for text in answers)


def audit_everything(verdict: Verdict, entries: list[Entry], stored: Stored, sandbox: Sandbox) -> None:
    """Add to the verdict all that does not agree with what people were told, of whatever they did."""
    in_channel, to_people = posted(sandbox), direct(sandbox)
    audit(verdict, entries, stored, in_channel)
    audit_contracts(verdict, entries, stored, in_channel, to_people)
    audit_differences(verdict, entries, stored, in_channel, to_people)
    audit_filings(verdict, entries, stored)

"""A liaison who files the department's report for the next meeting while others work, and changes it again and again.

What was filed last is what the report says; it was filed once, and changed as often as that was told.
"""

from __future__ import annotations

import time

from tests.prove.audit import Verdict
from tests.prove.ledger import Answer, Entry
from tests.prove.shift import Shift
from tests.prove.stored import Stored
from tests.world import Outcome

# Liaison and head of a department whose tasks are in time, so that nothing is to be explained.
WHO, DEPARTMENT = "liu", "Customer Service"
STEP = "report"


class Filings:
    """One filing after the other, until nothing more is to be begun."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift

    async def work(self) -> None:
        """At least one."""
        await self._shift.again(self._one)

    async def _one(self) -> None:
        shift = self._shift
        person = shift.world.person(WHO)
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                async with shift.standing_clock:
                    out = await person.types("/report")
                opened.extend([out] if out.view is not None else [])
                return False
            # Every try says something else, so that each can be told from the others.
            mark, began = shift.mark("Done"), time.monotonic()
            out = await person.submits(opened[0], done=mark)
            is_told = out.ok and not out.errors
            shift.write(mark, out, is_told, began, step=STEP, by=STEP)
            if not is_told:
                opened.clear()
            return is_told

        await shift.until_told(attempt)


def audit_filings(verdict: Verdict, entries: list[Entry], stored: Stored) -> None:
    """The report says what was told last, or what was said after that without an answer."""
    mine = [one for one in entries if one.step == STEP and one.answer is not Answer.DENIED]
    told = [place for place, one in enumerate(mine) if one.answer is Answer.TOLD]
    if not told:
        return
    lines = stored.reported.get(DEPARTMENT, [])
    if len(lines) != 1 or lines[0] not in {one.mark for one in mine[told[-1] :]}:
        verdict.lost.append(f"the report of {DEPARTMENT} says {lines}; last told: {mine[told[-1]].mark}")
    filed, changed = stored.filings.count("file"), stored.filings.count("change")
    if filed != 1 or filed + changed < len(told):
        verdict.lost.append(f"a report was filed {len(told)} times; stored: filed {filed} times, changed {changed}")
    if filed + changed > len(mine):
        verdict.twice.append(f"a report was filed {len(mine)} times; stored: filed {filed} times, changed {changed}")

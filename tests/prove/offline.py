"""Three days without Liaison: over a weekly meeting, the days by which an answer was due, and a dispute's hour 24.

Afterwards everything has happened once, with its true time, and nobody is flooded.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.sandbox.server import Sandbox
from tests.prove import stored
from tests.prove.audit import Verdict, direct, posted, shows
from tests.prove.crew import Crew, audit_everything
from tests.prove.ledger import Ledger
from tests.prove.shift import Shift
from tests.prove.stage import at_work, stage
from tests.world import World

# Head and manager hear of silence on its third working day: the Monday after.
DAYS_TO_THE_THIRD = 5
AWAY = timedelta(hours=72)
# What a person, and a channel, may hear in the first hour after that.
MOST_A_PERSON, MOST_A_CHANNEL = 3, 6
SUBJECT = "Who pays for the second proof"

ESCALATED = """SELECT h.at, d.deadline_at FROM history h JOIN disputes d ON d.id = h.subject_id
    WHERE h.subject = 'disputes' AND h.action = 'escalate'"""
TOLD = "SELECT template, lane, count(*) FROM outbox WHERE state = 'sent' AND method <> 'card' GROUP BY 1, 2"
# The pack is a card: drawn anew as long as something is said, and posted once.
PACKS = "SELECT lane FROM outbox WHERE state = 'sent' AND template = 'disputes/pack'"
MEETINGS = "SELECT planned_on, state FROM meetings ORDER BY planned_on"
TIMERS = "SELECT kind, due_at FROM timers ORDER BY due_at LIMIT 1"


async def prove(folder: Path, url: str, *, acts: int, seed: int) -> Verdict:
    """`acts` acts on a Monday morning, a request and a dispute; Liaison is back on Thursday."""
    began = time.monotonic()
    ledger = Ledger(folder / "ledger.jsonl")
    verdict = Verdict(f"{AWAY.total_seconds() / 3600:.0f} hours offline, over a meeting and a dispute's end")
    async with stage(folder, url, seed) as on:
        async with at_work(on.sandbox, url):
            await Crew(Shift(on, ledger, acts, chance=random.Random(seed))).work()
            number = await _begin(on.world)
        on.sandbox.clock.plus(AWAY)
        heard = Heard(on.sandbox)
        before = stored.rows_of(url, TOLD)
        async with at_work(on.sandbox, url):
            await on.world.clock.plus("1h")
            _no_flood(verdict, heard)
            await on.world.clock.to("morning")
            await on.world.clock.plus("12h")
            _nothing_pointless(verdict, on.sandbox)
            for _day in range(DAYS_TO_THE_THIRD - 1):
                await on.world.clock.to("morning")
                await on.world.clock.plus("12h")
            await _told_of(verdict, on.world, number)
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
        _audit_dispute(verdict, url, before)
        _audit_timers(verdict, url, on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict


class Heard:
    """What Liaison posts from now on, by the conversation."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.in_rooms: Counter[str] = Counter()
        sandbox.slack.subscribe(self._heard)

    def _heard(self, kind: str, ids: dict[str, Any]) -> None:
        if kind == "message_posted" and ids["message"].app_id:
            self.in_rooms[ids["channel"]] += 1

    def named(self) -> dict[str, tuple[int, bool]]:
        """How many in each, by its name or the person's handle; and whether it is a person's own."""
        slack = self._sandbox.slack
        found = {}
        for room, times in self.in_rooms.items():
            channel = slack.channels[room]
            people = [slack.people[one] for one in channel.members if not slack.people[one].is_bot]
            found[people[0].key if channel.is_im else channel.name] = (times, channel.is_im)
        return found


async def _begin(world: World) -> str:
    """Marketing asks Design, to be answered while nobody is there; R&D and Design differ. The request's number."""
    day = (await _now(world) + timedelta(days=2)).date().isoformat()
    form = await world.sam.types("/request new")
    out = await world.sam.submits(form, title="Poster", department_id="Design", needed_by=day, answer_by=day)
    named = re.search(r"(R-\d+) · Poster", out.text)
    assert named, out.text
    dispute = await world.lin.types("/dispute new")
    out = await world.lin.submits(dispute, other="设计部", subject=SUBJECT, position="The first one was in order")
    assert out.ok, out.text
    assert not out.errors, out.text
    await world.clock.plus("1m")
    return named[1]


async def _now(world: World) -> datetime:
    return datetime.fromtimestamp((await world.get("clock"))["now"], UTC)


def _no_flood(verdict: Verdict, heard: Heard) -> None:
    for name, (times, is_person) in heard.named().items():
        if times > (MOST_A_PERSON if is_person else MOST_A_CHANNEL):
            verdict.twice.append(f"{name} got {times} messages in the first hour")
    verdict.report.append(
        "messages in the first hour: " + ", ".join(f"{name} {times}" for name, (times, _) in heard.named().items())
    )


async def _told_of(verdict: Verdict, world: World, number: str) -> None:
    """Design's silence has reached its head and the manager."""
    for who in ("chen", "zhao"):
        told = [one for one in await world.person(who).inbox() if f"{number} ·" in one.text]
        verdict.acts += 1
        if not told:
            verdict.lost.append(f"{who} was not told that {number} got no answer")


def _nothing_pointless(verdict: Verdict, sandbox: Sandbox) -> None:
    """The meeting is over: nobody is asked for a report for it, and the channel reads no digest before it."""
    verdict.twice += [f"after the meeting: {one.text}" for one in posted(sandbox) if "weekly meeting Wed" in one.text]
    words = ("Status report of", "的周报 · ")
    asked = [one for one in direct(sandbox) if any(shows(one, each) for each in words)]
    verdict.twice += [f"after the meeting: {one.text}" for one in asked]


def _audit_dispute(verdict: Verdict, url: str, before: list[Any]) -> None:
    """It was escalated once, at the first moment after the return; its hours ended when they did."""
    escalations = stored.rows_of(url, ESCALATED)
    verdict.acts += len(escalations)
    if len(escalations) != 1:
        (verdict.twice if escalations else verdict.lost).append(f"the dispute was escalated {len(escalations)} times")
    known = {(template, lane): times for template, lane, times in before}
    for template, lane, times in stored.rows_of(url, TOLD):
        more = times - known.get((template, lane), 0)
        if template.startswith("disputes/") and more > 1:
            verdict.twice.append(f"{lane} was sent {template} {more} times")
        if template == "disputes/warning" and more:
            verdict.twice.append(f"{lane} was warned of hours that were over")
    if not stored.rows_of(url, PACKS):
        verdict.lost.append("nobody was given the dispute to decide")


def _audit_timers(verdict: Verdict, url: str, sandbox: Sandbox) -> None:
    """Nothing that came due is left, and the next meeting is ahead."""
    now = sandbox.clock.now()
    earliest = stored.rows_of(url, TIMERS)
    if earliest and _moment(earliest[0][1]) <= now:
        verdict.lost.append(f"the timer {earliest[0][0]} of {earliest[0][1]} was left behind")
    planned = [day for day, state in stored.rows_of(url, MEETINGS) if state == "planned"]
    held = [day for day, state in stored.rows_of(url, MEETINGS) if state == "held"]
    if len(planned) != 1 or str(planned[0]) <= str(now.date()) or len(held) != 1:
        verdict.lost.append(f"meetings planned {planned}, held {held}")


def _moment(stored_at: Any) -> datetime:
    return stored_at if isinstance(stored_at, datetime) else datetime.fromisoformat(f"{stored_at}+00:00")

"""A week with Liaison: the demo with everything in motion, its clock moved from Monday to Wednesday, a picture a step.

The pictures stand in the README in the order of their numbers.
"""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, expect

from bot.sandbox.server import Sandbox
from tests.pictures.looking import keep, scroll_to, visit
from tests.pictures.words import Words
from tests.world import Message, World

LAUNCH = "C0LAUNCH01"
# All of a digest, in a narrower window that makes a smaller file.
DIGEST_WIDTH, DIGEST_HEIGHT = 1_000, 1_500
STEPS = ("request", "objection", "reminder", "report", "dispute", "decision", "digest", "minutes")


async def film(world: World, browser: Browser, sandbox: Sandbox, folder: Path, words: Words) -> None:
    """Every step of the week, written into `folder` as `week-1-request.png` and so on."""
    # The cards go out at Slack's pace, one a second.
    await world.clock.plus("2m")
    names = {step: folder / f"week-{number}-{step}.png" for number, step in enumerate(STEPS, 1)}
    await _request(world, browser, sandbox, names)
    await _report(world, browser, sandbox, names, words)
    await _dispute(world, browser, sandbox, names, words)
    await _digest(world, browser, sandbox, names, words)
    await _minutes(world, browser, sandbox, names, words)


async def _request(world: World, browser: Browser, sandbox: Sandbox, names: dict[str, Path]) -> None:
    """Monday: Marketing's request stands in Design's conversation; its liaison objects, and offers something else."""
    card = await _message(world, "chen", "R-1 ·")
    page = await visit(browser, sandbox, "chen", _room(sandbox, "chen"))
    await keep(page, names["request"])
    form = await world.chen.presses("提出异议", on=card)
    assert form.view is not None, form.text
    objection = {
        "reason": "主视觉还在等市场部确认，三种尺寸来不及。",
        "alternative": "周五先交最大尺寸，其余两种下周三交。",
    }
    await world.chen.fills(form, **objection, by="2026-12-02")
    page = await visit(browser, sandbox, "chen", _room(sandbox, "chen"))
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keep(page, names["objection"])
    await world.chen.submits(form)
    await world.settle()


async def _report(world: World, browser: Browser, sandbox: Sandbox, names: dict[str, Path], words: Words) -> None:
    """Tuesday: Marketing's liaison is reminded in the morning of New York, and says which department holds it up."""
    await world.clock.to("Tuesday 22:30")
    page = await visit(browser, sandbox, "sam", _room(sandbox, "sam"))
    await keep(page, names["reminder"])
    reminder = await _message(world, "sam", words.report)
    form = await world.sam.presses("reports.open", on=reminder)
    rows = await world.sam.submits(form, done=words.done, not_done_tasks=["6"])
    assert rows.view is not None, rows.text
    await world.sam.fills(rows, **{"reason.t6": words.reason, "cause.t6": words.cause})
    page = await visit(browser, sandbox, "sam", _room(sandbox, "sam"))
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keep(page, names["report"])
    await world.sam.submits(rows)
    await world.settle()


async def _dispute(world: World, browser: Browser, sandbox: Sandbox, names: dict[str, Path], words: Words) -> None:
    """The 24 hours of the dispute are over: the sponsor is given both positions, and decides."""
    pack = await _message(world, "maria", "D-1")
    page = await visit(browser, sandbox, "maria", _room(sandbox, "maria"))
    await keep(page, names["dispute"])
    form = await world.maria.presses("disputes.decide", on=pack)
    decision = {"text": words.decision, "reasons": words.reasons}
    await world.maria.submits(form, **decision)
    await world.clock.plus("1m")
    page = await visit(browser, sandbox, "priya", LAUNCH)
    await keep(page, names["decision"])


async def _digest(world: World, browser: Browser, sandbox: Sandbox, names: dict[str, Path], words: Words) -> None:
    """Wednesday: two hours before the meeting the channel reads how things stand."""
    await world.clock.to("Wednesday 08:35")
    page = await visit(browser, sandbox, "lin", LAUNCH, height=DIGEST_HEIGHT)
    await page.set_viewport_size({"width": DIGEST_WIDTH, "height": DIGEST_HEIGHT})
    await scroll_to(page, words.digest)
    await keep(page, names["digest"])


async def _minutes(world: World, browser: Browser, sandbox: Sandbox, names: dict[str, Path], words: Words) -> None:
    """After the meeting the manager writes what was decided, and who does what; the channel reads it."""
    await world.clock.to("Wednesday 11:35")
    form = await world.zhao.types("/meeting notes")
    written = {
        "decisions": words.minutes,
        "actions": "@lin 周五前完成蓝牙认证",
    }
    done = await world.zhao.submits(form, **written)
    assert not done.errors, done.errors
    await world.clock.plus("1m")
    page = await visit(browser, sandbox, "priya", LAUNCH)
    await keep(page, names["minutes"])


async def _message(world: World, who: str, words: str) -> Message:
    """The newest message of somebody's own that says that."""
    await world.settle()
    found = [one for one in await world.person(who).inbox() if words in one.text and one.from_app]
    assert found, f"{who} was not told {words!r}"
    return found[-1]


def _room(sandbox: Sandbox, who: str) -> str:
    """Somebody's conversation with Liaison."""
    person = sandbox.slack.person(who)
    assert person is not None, who
    return sandbox.slack.direct_message(person.id, sandbox.app.bot_user).id

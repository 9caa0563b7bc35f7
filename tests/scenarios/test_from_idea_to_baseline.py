"""The whole of a project's beginning: proposed, called together, chartered, planned from a template, confirmed by the
heads, begun; with what each of its people was told on each day of it, counted.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.world.company import ids
from tests.scenarios.proposals import proposed, told
from tests.scenarios.test_charters import CHANNEL, NUMBER, charter, signs_as_head, written
from tests.scenarios.test_quiet import inbox
from tests.world import Message, Person, World

# Nobody is told more of it on any day, but for who runs it.
AT_MOST, MANAGER_AT_MOST = 3, 6
ZONES = {"maria": "Europe/Berlin", "wang": "Asia/Shanghai", "sam": "America/New_York"}
NOBODY, OURS = "0", {"language": "en", "begins": "2027-01-11"}


async def status(who: Person) -> Message:
    return (await who.types(f"/project status {NUMBER}", channel="#general")).answer


async def called_together(world: World) -> None:
    """The kickoff meeting is called by a button of what comes next, and written down when it is over."""
    form = await world.sam.presses("Call the kickoff meeting", on=await status(world.sam))
    said = {"day": "2026-11-26", "clock": "09:00", "invited": ids("maria", "wang", "lin")}
    sent = await world.sam.submits(form, **said)
    if sent.errors:
        # Whose hours it is outside of is read now.
        sent = await world.sam.submits(form, **said)
    assert not sent.errors, sent.errors
    await world.clock.to("2026-11-26 23:30")
    held = (await world.sam.types(f"/project kickoff {NUMBER}", channel="#general")).answer
    form = await world.sam.presses("Write the minutes", on=held)
    saved = await world.sam.submits(form, decisions="The lamp ships in June", risks="The supplier is late")
    assert not saved.errors, saved.errors


async def chartered(world: World) -> None:
    """The charter has what the kickoff meeting said; sponsor and heads sign it."""
    await written(world.sam)
    assert "The supplier is late" in (await world.sam.presses("Preview", on=await charter(world.sam))).text
    await world.sam.presses("Send for signature", on=await charter(world.sam))
    await world.clock.to("2026-11-27 17:00")
    await world.maria.presses("Sign", on=await told(world, "maria", "You are asked as sponsor"))
    await signs_as_head(world)


async def planned(world: World) -> None:
    """The plan begins from the template of what was proposed, with the two departments that take part."""
    first = await world.sam.types("/plan template", channel=CHANNEL)
    second = await world.sam.submits(first)
    roles = {"role.2.launch.2": NOBODY, "role.2.launch.3": NOBODY}
    shown = await world.sam.submits(second, **{**OURS, **roles})
    assert not shown.errors, shown.errors
    assert shown.view is not None
    done = await world.sam.submits(shown.view)
    assert "is taken into P-2026-002" in done.text


async def confirmed(world: World) -> None:
    preview = await world.sam.presses("Send the plan for confirmation", on=await status(world.sam))
    await world.sam.presses("Send for confirmation", on=preview.answer)
    await world.clock.to("2026-12-02 17:00")
    await world.maria.presses("Confirm the plan", on=await told(world, "maria", "asked to confirm as head"))
    await world.wang.presses("确认计划", on=await told(world, "wang", "请您以研发部负责人身份确认"))
    await world.clock.plus("1m")


async def begins_with_a_baseline(world: World) -> None:
    """From the idea to the plan that both heads have confirmed, on 2 December."""
    await proposed(world, world.sam, departments=["R&D"])
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await told(world, "maria", "Aurora reading lamp* ·"))
    await world.clock.to("Tuesday 22:00")
    await called_together(world)
    await chartered(world)
    assert "planning" in (await status(world.sam)).text
    await world.clock.to("2026-11-30 22:00")
    await planned(world)
    await confirmed(world)


async def test_a_project_goes_from_an_idea_to_a_plan_that_all_have_confirmed(world: World) -> None:
    await begins_with_a_baseline(world)
    channel = [one.text for one in await world.maria.sees(CHANNEL) if one.from_app]
    assert any("confirmed by all: baseline 1" in one and "The project is in execution now" in one for one in channel)
    shown = (await status(world.sam)).text
    assert "execution" in shown
    assert "Baseline 1 of Wed, Dec 2" in shown
    assert "Next milestone:" in shown
    baseline = (await world.sam.types("/plan baseline", channel=CHANNEL)).text
    assert "nothing has moved since" in baseline
    for key, zone in ZONES.items():
        days = Counter(
            datetime.fromtimestamp(float(one.ts), ZoneInfo(zone)).date().isoformat()
            for one in await inbox(world, key)
            if NUMBER in one.text
        )
        most = MANAGER_AT_MOST if key == "sam" else AT_MOST
        assert {day: number for day, number in days.items() if number > most} == {}, f"{key} was told too much"

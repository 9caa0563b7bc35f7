"""A task's card is posted when a person does something with that task: not when a day comes, nor for what others do."""

from __future__ import annotations

from tests.scenarios.cards import card_of
from tests.scenarios.requests import asks
from tests.scenarios.test_task_model import opened
from tests.world import World


async def cards(world: World) -> set[str]:
    """The numbers of the tasks whose cards stand in the channel."""
    await world.clock.plus("30s")
    lines = [one.text.split("\n")[0] for one in await world.posted() if one.thread_ts is None]
    return {line.split(" · ")[0].strip("*⚪🔵✅🔴 ") for line in lines if "T-" in line.split(" · ")[0]}


async def split(world: World) -> None:
    """T-12 gets two parts, T-13 and T-14, of which nobody has said anything yet."""
    form = opened((await world.sam.types("/task split T-12")).view)
    assert not (
        await world.sam.submits(form, lines="Book the hall by 2026-12-08\nPrint the badges by 2026-12-09")
    ).errors


async def test_what_nobody_has_touched_has_no_card_whatever_days_come(world: World) -> None:
    await split(world)
    before = await cards(world)
    assert "T-12" in before, "somebody split it"
    assert not before & {"T-9", "T-10", "T-13", "T-14"}
    # They begin, are due and late; what others wait for is done; the owner hands over.
    for day in ("2026-12-01", "2026-12-08", "2026-12-15"):
        await world.clock.to(f"{day} 09:05")
    await world.chen.types("/task update T-3 done")
    await world.zhao.types("/project handover <@U0CHEN0001> <@U0LIN00001>")
    assert await cards(world) == before
    alert = [one for one in await world.posted() if "late in" in one.text][-1]
    assert "T-13" in alert.text, "what is late is a line of the alert"


async def test_a_person_who_does_something_with_it_has_it_posted_in_both_languages(world: World) -> None:
    await split(world)
    board = await world.priya.types("/task board")
    assert "All tasks" in board.text
    assert "T-13" in board.text + (await world.priya.presses("tasks.page.next", on=board.answer)).text
    assert "全部任务" in (await world.lin.types("/task 看板")).text
    assert "T-9" not in await cards(world)

    await world.priya.types("/task comment T-13 The big one is free")
    card = await card_of(world, 13)
    thread = [one for one in await world.priya.sees() if one.thread_ts == card.ts and one.ts != card.ts]
    assert "The big one is free" in thread[0].text, "no comment is lost for want of a card"
    shown = await world.priya.types("/task show T-14")
    assert "stands in the project's channel" in (await world.priya.presses("Show in the channel", on=shown.answer)).text
    assert "Print the badges" in (await card_of(world, 14)).text
    assert "Show in the channel" not in (await world.priya.types("/task show T-14")).answer.buttons
    assert "发到频道" in (await world.lin.types("/task show T-9")).answer.buttons
    await asks(world.chen, "Proof", department="市场部", task_number="9")
    assert "T-9" in await cards(world), "help was asked for with it"

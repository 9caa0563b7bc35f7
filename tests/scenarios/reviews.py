"""What people do and read in the stories of reviews."""

from __future__ import annotations

from typing import Any

from tests.world import Message, Outcome, Person, View, World

WHO = {"reviewer_1": "chen", "reviewer_2": "maria", "reviewer_3": "liu"}


async def planned(world: World, *, stage: str = "Preparation", **other: Any) -> Outcome:
    """Q-1: 赵敏 plans the review of a stage, which R&D submits; the one that follows waits for it."""
    form = await world.zhao.types(f"/review 规划 Prototype approved 阶段:{stage}")
    assert form.view is not None, form.text
    second = await _next(world.zhao, form.view)
    department = next(
        str(one["value"])
        for one in second.element("department_id").block["element"]["options"]
        if one["text"]["text"] == "研发部"
    )
    third = await _next(world.zhao, second, **{"department_id": department, "due_on": "2026-11-27", **other})
    sent = await world.zhao.submits(third, **WHO)
    assert not sent.errors, sent.errors
    await world.settle()
    return sent


async def submitted(world: World, links: str = "试验报告 https://example.com/report", **other: Any) -> Outcome:
    """林涛 submits it."""
    form = await world.lin.types("/review 提交 Q-1")
    assert form.view is not None, form.text
    sent = await world.lin.submits(form.view, links=links, **other)
    await world.settle()
    return sent


async def opines(world: World, who: str, verdict: str, **other: Any) -> Outcome:
    """Somebody gives an opinion."""
    person = world.person(who)
    form = await person.types("/review opinion Q-1")
    assert form.view is not None, form.text
    sent = await person.submits(form.view, verdict=verdict, **other)
    await world.settle()
    return sent


async def card_of(world: World) -> Message:
    """The review's card as it stands in the channel."""
    await world.settle()
    found = [one for one in await world.posted() if "Q-1 ·" in one.text.split("\n")[0] and "Details" in one.buttons]
    assert len(found) == 1, f"Q-1 has {len(found)} cards in the channel"
    return found[0]


async def _next(who: Person, form: View, **values: Any) -> View:
    sent = await who.submits(form, **values)
    assert not sent.errors, sent.errors
    assert sent.view is not None, sent.text
    return sent.view

"""The whole life of a project, on either database: proposed, chartered, planned, confirmed, changed, reviewed, accepted
and closed, looked back on, and what it learnt offered to the next one; with what each of its people was told, counted.
"""

from __future__ import annotations

from collections import Counter

from tests.came.acting import sends
from tests.scenarios.proposals import SAID, proposed, told
from tests.scenarios.test_charters import CHANNEL, NUMBER
from tests.scenarios.test_from_idea_to_baseline import called_together, chartered, confirmed, status
from tests.scenarios.test_plans import HEADINGS, plan
from tests.scenarios.test_quiet import inbox, told_at
from tests.world import Outcome, Person, View, World

ROWS = (
    (1, "Samples", "Housing", "R&D", "林涛", "2026-12-07", "2026-12-11", "", ""),
    (2, "Samples", "Samples ready", "R&D", "", "", "2026-12-11", "1", "yes"),
    (3, "Launch", "Campaign", "Marketing", "Sam Carter", "2026-12-14", "2026-12-22", "2", ""),
    (4, "Launch", "On sale", "Marketing", "", "", "2026-12-22", "3", "yes"),
)
REVIEWERS = {"reviewer_1": "liu", "reviewer_2": "maria", "reviewer_3": "priya"}
# Nobody is told more of it on any day, but for who runs it.
AT_MOST, MANAGER_AT_MOST = 3, 6
# How many messages that name it each got in these ten weeks.
TOLD = {"sam": 14, "maria": 15, "wang": 11, "lin": 7}


async def here(who: Person, line: str) -> Outcome:
    """Somebody types a line in the project's channel."""
    return await who.types(line, channel=CHANNEL)


async def opened(who: Person, line: str) -> View:
    """The form that a line in the project's channel opens."""
    out = await here(who, line)
    assert out.view is not None, out.text
    return out.view


async def done(who: Person, form: View | Outcome, **values: object) -> Outcome:
    """The form sent; nothing of it was wrong."""
    sent = await who.submits(form, **values)
    assert not sent.errors, sent.errors
    return sent


async def next_step(who: Person, form: View, **values: object) -> View:
    sent = await done(who, form, **values)
    assert sent.view is not None, sent.text
    return sent.view


def chosen(form: View, name: str, label: str) -> str:
    """The value under which a form offers something."""
    element = form.element(name).block["element"]
    return next(str(one["value"]) for one in element["options"] if one["text"]["text"] == label)


async def begins(world: World) -> None:
    """From the idea to the plan that both heads have confirmed, on 2 December."""
    dates = {"starts": "2026-12-07", "ends": "2026-12-31"}
    await proposed(world, world.sam, departments=["R&D"], **dates)
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await told(world, "maria", f"{SAID['name']}* ·"))
    await world.clock.to("Tuesday 22:00")
    await called_together(world)
    await chartered(world)
    await world.clock.to("2026-11-30 22:00")
    form = await opened(world.sam, "/plan import")
    content = plan(*ROWS, headings=(*HEADINGS, "Milestone"))
    read = await world.sam.submits_and_waits(form, file=[await world.sam.attaches("lamp.xlsx", content)])
    assert read.view is not None, read.text
    taken = await world.sam.submits_and_waits(read.view)
    assert not taken.errors, taken.errors
    await confirmed(world)
    assert "execution" in (await status(world.sam)).text


async def reviewed(world: World) -> None:
    """The second stage waits for the review of the first, which R&D submits and three pass."""
    form = await opened(world.sam, "/review plan Samples are good")
    second = await next_step(world.sam, form, stage_id=chosen(form, "stage_id", "Samples"))
    third = await next_step(
        world.sam, second, department_id=chosen(second, "department_id", "R&D"), due_on="2026-12-18"
    )
    await done(world.sam, third, **REVIEWERS)
    refused = await here(world.sam, "/task update T-15 in progress")
    assert "T-15 cannot be started yet: stage Launch waits for Q-1 Samples are good" in refused.text


async def changed(world: World) -> None:
    """What was feared happens, and the samples come a week later: asked for, assessed, approved."""
    await world.clock.to("2026-12-08 10:00")
    await here(world.lin, "/risk add 模具晚到一周 T-13")
    await world.clock.to("2026-12-08 23:00")
    weighs = await world.sam.presses("Weigh it", on=await told(world, "sam", "K-1"))
    await done(world.sam, weighs, level="high", owner_id="lin")
    await world.clock.to("2026-12-09 09:30")
    await world.lin.presses("已发生", on=await told(world, "lin", "K-1"))
    await world.clock.to("2026-12-09 22:30")
    form = (await world.sam.presses("Ask for a change", on=await told(world, "sam", "K-1"))).view
    assert form is not None
    kept = await done(
        world.sam,
        form,
        days="T-13 2026-12-18\nT-14 2026-12-18\nT-15 2026-12-29\nT-16 2026-12-29",
        why="The mould is late",
    )
    await world.sam.presses("Send to be assessed", on=kept.answer)
    await world.clock.to("2026-12-10 17:00")
    for name, verb, words in (
        ("wang", "评估", "请您以研发部负责人身份答复"),
        ("maria", "Assess it", "Your word is asked"),
    ):
        assesses = (await world.person(name).presses(verb, on=await told(world, name, words))).view
        assert assesses is not None
        await done(world.person(name), assesses)
    await world.clock.to("2026-12-10 22:30")
    for who in (world.sam, world.maria):
        card = (await here(who, "/change show C-1")).answer
        approve = next(one for one in card.buttons if "Approve" in one)
        last = await who.presses(approve, on=card)
    assert "in force: the plan is baseline 2" in last.text, last.text
    await world.clock.to("2026-12-11 17:00")
    await world.maria.presses("Confirm the plan", on=await told(world, "maria", "asked to confirm as head"))
    await world.wang.presses("确认计划", on=await told(world, "wang", "请您以研发部负责人身份确认"))


async def passed(world: World) -> None:
    """R&D submits, three pass it, and the next stage begins."""
    await world.clock.to("2026-12-18 10:00")
    await here(world.lin, "/task 更新 T-13 已完成")
    await here(world.lin, "/task 更新 T-14 已完成")
    form = await opened(world.lin, "/review 提交 Q-1")
    await done(world.lin, form, links="试验报告 https://example.com/report", standard="三件样机可用")
    await world.clock.to("2026-12-18 17:00")
    for name in REVIEWERS.values():
        form = await opened(world.person(name), "/review opinion Q-1")
        await done(world.person(name), form, verdict="pass")
    await world.clock.to("2026-12-18 22:30")
    begun = await here(world.sam, "/task update T-15 in progress")
    assert "in progress" in begun.text, begun.text
    await world.clock.to("2026-12-29 22:30")
    for number in (15, 16):
        ended = await here(world.sam, f"/task update T-{number} done")
        assert "done" in ended.text, ended.text


async def accepted(world: World) -> None:
    """What the charter promised is judged line by line and signed; nothing is open, so it is closed by that."""
    card = (await here(world.sam, "/project acceptance")).answer
    assert "On sale in 200 shops by 30 June" in card.text
    form = (await world.sam.presses("Write the evidence", on=card)).view
    assert form is not None
    await done(world.sam, form, evidence_0="Sales report: 212 shops", evidence_1="4.8 of 5 in 300 answers")
    await world.sam.presses("Call the group", on=(await here(world.sam, "/project acceptance")).answer)
    await world.clock.to("2026-12-30 17:00")
    await world.maria.presses("All others are met", on=await told(world, "maria", "On sale in 200 shops"))
    await world.wang.presses("其余均通过", on=await told(world, "wang", "On sale in 200 shops"))
    await world.clock.to("2026-12-31 17:00")
    await world.maria.presses("Sign the report", on=await told(world, "maria", "waits for signatures of its report"))
    await world.wang.presses("签署报告", on=await told(world, "wang", "报告待签署"))
    await world.clock.plus("1m")
    form = (await world.sam.presses("Settle and close", on=await status(world.sam))).view
    assert form is not None
    assert "1 open risk" in form.text, form.text
    await done(world.sam, form)
    closed = await status(world.sam)
    assert "is closed since Thu, Dec 31, by Sam Carter" in closed.text, closed.text


async def looked_back_on(world: World) -> None:
    """The core team answers in private; the report has one action, and a lesson is written down."""
    await world.clock.to("2026-12-31 22:30")
    begin = await here(world.sam, "/project retrospective")
    form = (await world.sam.presses("Ask the core team", on=begin.answer)).view
    assert form is not None
    await done(world.sam, form, people=["lin", "maria"], answer_by="2027-01-08")
    await world.clock.to("2027-01-04 17:00")
    for name, verb, words in (("lin", "答复", "复盘：你怎么看"), ("maria", "Answer", "how did it go?")):
        form = (await world.person(name).presses(verb, on=await told(world, name, words))).view
        assert form is not None
        await done(world.person(name), form, goal="4", cooperation="4", causes="The mould was late")
    await world.clock.to("2027-01-04 22:30")
    shown = await world.sam.presses("Look back", on=await told(world, "sam", "the answers are in"))
    form = (await world.sam.presses("Write the retrospective report", on=shown.answer)).view
    assert form is not None
    written = await sends(world.sam, form, summary="On sale in time", keep="@lin Order moulds twice by 2027-01-29")
    await world.sam.presses("Post it", on=written.answer)
    form = await opened(world.sam, "/lesson add when the mould comes from a new supplier, plan a second trial")
    kept = await done(world.sam, form, scenario="launch")
    assert "L-1" in kept.text, kept.text


async def test_a_project_lives_from_an_idea_to_what_the_next_one_learns_of_it(launch: World) -> None:
    world = launch
    await begins(world)
    await reviewed(world)
    await changed(world)
    await passed(world)
    await accepted(world)
    await looked_back_on(world)
    next_one = await proposed(world, world.priya)
    assert any("1 lesson of earlier projects may fit here" in one.text for one in next_one.said), next_one.text
    await world.clock.to("2027-02-01 17:00")
    assert "Order moulds twice" in (await world.lin.types("/liaison 待办")).text, "it outlives the project"
    told_of_it = {}
    for name in TOLD:
        found = [told_at(one, name) for one in await inbox(world, name) if NUMBER in one.text]
        told_of_it[name] = len(found)
        days = Counter(one.date().isoformat() for one in found)
        most = MANAGER_AT_MOST if name == "sam" else AT_MOST
        assert {day: number for day, number in days.items() if number > most} == {}, f"{name} was told too much"
    assert told_of_it == TOLD

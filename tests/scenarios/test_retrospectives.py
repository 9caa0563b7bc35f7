"""A project is looked back on: asked in private, shown together, reported; and what came of it outlives the project."""

from __future__ import annotations

import io

import docx

from bot.sandbox.server import Sandbox
from tests.came.acting import fills_in, sends, writes
from tests.scenarios.proposals import proposed
from tests.world import Message, Person, World


async def told(who: Person, words: str) -> Message:
    """The newest message to somebody that says so, with something to press."""
    await who.world.clock.plus("10s")
    found = [one for one in await who.inbox() if words in one.text and one.buttons]
    assert found, [one.text for one in await who.inbox()]
    return found[-1]


async def heard(who: Person, words: str) -> int:
    """How many messages to somebody say that."""
    await who.world.clock.plus("10s")
    return sum(words in one.text for one in await who.inbox())


async def test_the_core_team_is_asked_the_report_is_posted_and_its_actions_outlive_the_project(
    company: Sandbox, world: World
) -> None:
    begin = await world.zhao.types("/project 复盘")
    assert "三个月内上市" in begin, "the facts come first"
    form = await world.zhao.presses("征询核心团队", on=begin.answer)
    assert form.view is not None
    out = await world.zhao.submits(form, people=["zhao", "lin", "sam"], answer_by="2026-11-27")
    assert "已私下征询3人" in out
    refused = await world.sam.types("/project retrospective")
    assert "Ask the core team" not in refused.answer.buttons

    await world.clock.to("Tuesday 09:30")
    mine = await told(world.sam, "how did it go? By Fri, Nov 27")
    form = await world.sam.presses("Answer", on=mine)
    assert (await world.sam.submits(form)).errors, "without the marks"
    form = await world.sam.presses("Answer", on=mine)
    out = await world.sam.submits(
        form, goal="4", cooperation="2", goal_words="On sale <in time> & more", causes="*The brief* was late"
    )
    assert "is kept" in out
    assert "The brief" not in (await world.zhao.types("/project 复盘")), "before they are together nobody reads it"
    await fills_in(world.lin, "答复", await told(world.lin, "复盘：你怎么看"), goal="3", cooperation="3")
    await world.clock.to("Saturday 00:30")
    await world.clock.to("2026-11-30 09:30")
    look = await told(world.zhao, "答复已汇总，请撰写报告")
    shown = await world.zhao.presses("查看复盘", on=look)
    assert "2.5分" in shown
    assert "On sale <in time> & more" in shown, "as it was written"

    form = await world.zhao.presses("撰写报告", on=shown.answer)
    wrong = await world.zhao.submits(form, summary="按期上市", keep="每周同步固件版本")
    assert "第1行：请写明责任人" in wrong
    out = await sends(
        world.zhao, form, summary="按期上市，首月销售420万元。", keep="@林涛 每周同步固件版本 2026-12-10前",
        stop="@sam Change briefs after the first proof by 2026-12-11",
    )  # fmt: skip
    assert "已保存" in out
    out = await world.zhao.presses("发布", on=out.answer)
    assert "结项后也一样" in out
    await world.clock.plus("8h")
    assert await heard(world.sam, "the answers are together") == 0, "the report is there already"
    channel = [one for one in await world.posted() if "the retrospective report is here" in one.text]
    assert len(channel) == 1
    assert "按期上市" in channel[0].text
    file = next(one for one in company.slack.files.values() if one.complete and one.name.endswith(".docx"))
    paper = docx.Document(io.BytesIO(file.content))
    whole = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    for words in ("每周同步固件版本", "Goal attainment"):
        assert words in whole, words
    assert "On sale <in time> & more" not in whole, "only who was asked, the PM and the sponsor read that"

    await writes(world.zhao, "/project 结项", tasks_others="done")
    await world.clock.to("2026-12-11 09:30")
    assert await heard(world.lin, "保留 · 每周同步固件版本") >= 1
    overdue = await told(world.lin, "每周同步固件版本")
    assert "逾期" in overdue.text
    assert "已完成：每周同步固件版本" in await world.lin.presses("标为完成", on=overdue)
    after = await heard(world.lin, "每周同步固件版本")
    await world.clock.to("2026-12-16 12:00")
    assert await heard(world.lin, "每周同步固件版本") == after, "it is done"
    inbox = await world.zhao.types("/liaison 待办")
    assert "Change briefs after the first proof" in inbox, "what is late is the PM's to see"
    form = await world.zhao.presses("修改", on=inbox.answer)
    out = await world.zhao.submits(form, owner_id="sam", due_on="2027-01-15")
    assert "1月15日" in out
    assert "已结项" in await world.zhao.types("/task 更新 T-3 90%"), "nothing else of it goes on"


async def test_what_was_learnt_comes_to_mind_in_the_next_project_and_becomes_a_risk_there(world: World) -> None:
    form = await world.zhao.types("/lesson 添加 当模具来自新供应商时，安排第二次试模")
    assert form.view is not None
    out = await world.zhao.submits(form, scenario="launch", risk="模具, mould")
    assert "L-1已记录" in out
    assert "项目类型：新品上市" in out
    form = await world.sam.types("/lesson add")
    assert form.view is not None
    await world.sam.submits(form, situation="*a <b> & hall* is booked", advice="`look` at it", scenario="event")
    assert "*a <b> & hall* is booked" in await world.sam.types("/liaison lesson search hall")

    out = await proposed(world, world.priya)
    came = next(one for one in out.said if "1 lesson of earlier projects may fit here" in one.text)
    look = await world.priya.presses("Look at them", on=came)
    assert "当" not in look.text.split("L-1")[0]
    assert "安排第二次试模" in look
    taken = await world.priya.presses("Took it", on=look.answer)
    assert "L-1 is taken in P-2026-002" in taken
    assert "Once P-2026-002 has begun" in taken

    out = await world.wang.types("/risk 添加 模具第三次试模不合格")
    assert "经验教训" not in out, "in the project in which it was learnt nobody is told"
    shown = await world.zhao.types("/lesson 查看 L-1")
    assert "提示1次 · 采纳1次，不适用0次" in shown
    form = await world.zhao.presses("加入模板", on=shown.answer)
    added = await world.zhao.submits(form, template="launch")
    assert "今后套用该模板的人会收到L-1的提示" in added
    assert "L-1" in await world.zhao.presses("撤销", on=added.answer)


async def test_the_facts_count_tasks_as_the_status_does(world: World) -> None:
    await world.priya.types("/task add Handbook #Sales by 2026-12-04")
    form = await world.zhao.types("/task 添加 样机评审通过 #市场部 2026-12-08前")
    await world.zhao.submits(form, owner_id=None, traits=["milestone"])
    status = (await world.sam.types("/project status")).text
    line = next(one for one in status.replace(" · ", "\n").split("\n") if one.endswith(" tasks done"))
    facts = (await world.sam.types("/project retrospective")).text
    assert line.removeprefix("· ") in facts, (line, facts)

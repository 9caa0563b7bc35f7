"""A plan that all have confirmed is changed: told by its PM, who asks; the heads, who assess; the sponsor."""

from __future__ import annotations

from tests.scenarios.proposals import told
from tests.scenarios.test_baselines import asked, sends
from tests.world import World

VERBS = {"wang": "确认计划", "liu": "确认计划", "maria": "Confirm the plan", "priya": "Confirm the plan"}


async def confirmed(world: World) -> None:
    """The demo project has baseline 1, with the milestone T-13 of Marketing on 8 December."""
    form = await world.zhao.types("/task 添加 样机评审通过 #市场部 2026-12-08前")
    await world.zhao.submits(form, owner_id=None, traits=["milestone"])
    await sends(world)
    for who, verb in VERBS.items():
        await world.person(who).presses(verb, on=await asked(world, who))
    await world.chen.presses("确认计划", on=(await world.chen.types("/plan 确认")).answer)
    await world.settle()


async def assesses(world: World, who: str, verb: str, found: str, **said: str) -> str:
    """A head assesses it by their card."""
    form = await world.person(who).presses(verb, on=await told(world, who, found))
    return (await world.person(who).submits(form, **said)).text


async def test_a_milestone_moves_by_a_change_that_heads_assess_and_pm_and_sponsor_approve(world: World) -> None:
    await confirmed(world)
    refused = await world.zhao.types("/task 更新 T-13 改期到2026-12-15，因为模具返工")
    assert "T-13是基线1中的里程碑" in refused.text
    offered = await world.zhao.presses("申请变更", on=refused.answer)
    assert "T-13 2026-12-15" in str(offered.view)
    form = await world.zhao.presses("更新", on=(await world.zhao.types("/task 查看 T-13")).answer)
    goes_on = await world.zhao.submits(form, due_on="2026-12-15", note="模具返工")
    assert "T-13 2026-12-15" in str(goes_on.view), "the form goes on into the request, filled in"
    bad = await world.zhao.submits(goes_on, title="样机推迟一周", days="T-13 2026-12-15\n下周的试产")
    assert "不是“任务＋日期”" in str(bad.errors)
    kept = await world.zhao.submits(goes_on, title="样机推迟一周", days="T-13 2026-12-15\nT-5 2026-12-04")
    assert "C-1 · 样机推迟一周已保存" in kept.text
    assert "🏁 样机评审通过" in kept.text
    picture = await world.zhao.presses("前后对比图", on=kept.answer)
    assert "C-1的对比图已发到" in picture.text
    sent = await world.zhao.presses("发送评估", on=kept.answer)
    assert "研发部" in sent.text
    assert "Priya" not in sent.text, "it is none of Sales"
    await world.clock.to("Wednesday 17:00")
    await assesses(world, "wang", "评估", "请您以研发部负责人身份答复", schedule="实验室有空档", cost="加班费8千元")
    maria = await assesses(
        world, "maria", "Assess it", "Your word is asked as", verdict="against", scope="The fair is on the 10th"
    )
    assert "your assessment is kept" in maria
    await world.settle()
    await world.clock.plus("1h")
    zhao = await told(world, "zhao", "不建议变更")
    assert "加班费8千元" in zhao.text
    done = await world.zhao.presses("批准：2项任务改期，完工日不变", on=zhao)
    assert "您已批准" in done.text
    last = await world.maria.presses(
        "Approve: 2 tasks move, the end stays", on=(await world.maria.types("/change show C-1")).answer
    )
    assert "is approved and in force: the plan is baseline 2" in last.text
    await world.settle()
    channel = next(one for one in await world.zhao.sees() if one.from_app and "in force: baseline 2" in one.text)
    assert "Approved by" in channel.text
    assert "2026年12月15日" in (await world.zhao.types("/task 查看 T-13")).text
    await world.clock.to("Thursday 17:00")
    await world.wang.presses("确认计划", on=await asked(world, "wang"))
    last_word = await world.maria.presses("Confirm the plan", on=await asked(world, "maria"))
    assert "baseline 2" in last_word.text
    assert "1 change" in (await world.maria.types("/change list all")).text


async def test_what_changes_before_a_word_is_read_anew_and_then_the_word_is_given(world: World) -> None:
    await confirmed(world)
    form = await world.zhao.types("/change 新增 T-13 2026-12-15")
    kept = await world.zhao.submits(form, title="样机推迟一周", why="模具返工", days="T-13 2026-12-15\nT-5 2026-12-04")
    await world.zhao.presses("发送评估", on=kept.answer)
    await world.clock.to("Wednesday 17:00")
    await assesses(world, "wang", "评估", "请您以研发部负责人身份答复")
    form = await world.maria.presses("Assess it", on=await told(world, "maria", "Your word is asked as"))
    await world.zhao.types("/task 更新 T-5 已完成")
    await world.clock.plus("1d")
    again = await world.maria.submits(form, scope="The fair is on the 10th")
    assert "other than when you read it" in str(again.view)
    assert "The fair is on the 10th" in str(again.view), "what was typed stays"
    assert "is kept" in (await world.maria.submits(again, scope="The fair is on the 10th")).text
    await world.settle()
    card = (await world.zhao.types("/change 查看 C-1")).answer
    await world.zhao.types("/task 更新 T-5 进行中")
    refused = await world.zhao.presses("批准：1项任务改期，完工日不变", on=card)
    assert "变更的影响与您查看时已有不同" in refused.text
    shown = await world.zhao.presses("查看", on=refused.answer)
    assert "第3版" in shown.text
    assert "✅ 研发部负责人 · 没有异议" in shown.text, "it does to R&D what he has assessed"
    await told(world, "maria", "C-1")
    assert "⏳ 市场部负责人 · Maria Weber" in shown.text


async def test_a_change_says_that_the_plan_would_end_after_its_project_and_who_is_still_to_answer(world: World) -> None:
    await confirmed(world)
    form = await world.zhao.types("/change 新建 T-12 2027-02-12")
    kept = await world.zhao.submits(form, title="发布会推迟", why="场地关闭")
    assert "个工作日；可用`/project 编辑`调整结束日" in str(kept.answer.raw), kept.text
    sent = await world.zhao.presses("发送评估", on=kept.answer)
    assert "还有以下人员未回复" in sent.text, sent.text
    again = await world.zhao.presses_stale("发送评估", on=kept.answer)
    assert "现在不能这样操作" in again.text
    shown = await world.maria.types("/change show C-1")
    assert "27 working days after the project does, Wed 30 Dec" in shown.text, shown.text

"""All that comes of a dispute without consensus: withdrawn, marked major, escalated, decided."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in, writes
from tests.came.conftest import Came, nothing_is_due
from tests.scenarios.cards import id_of
from tests.scenarios.disputes import raises, told


async def test_withdrawn_taken_back_left_normal_marked_major_and_decided_by_the_one_named(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    await raises(world.sam, subject="Price list", other="Design")
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: D-1 · Price list · ⏳ open: the sides look for consensus · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    [Details]
赵敏 · direct message: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *市场部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    · Sam Carter于11月23日 周一 09:32提出 · 最近更新：Sam Carter，11月23日 周一 09:32
    [拟定共识文本] [!召开专项沟通会] [详情]
陈静 · direct message: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *市场部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    · Sam Carter于11月23日 周一 09:32提出 · 最近更新：Sam Carter，11月23日 周一 09:32
    [!陈述立场] [拟定共识文本] [详情]
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + 🔴 1 dispute not settled since Mon 23 Nov · past 7 days: 7 tasks done
Priya Nair · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + 🔴 1 dispute not settled since Mon, Nov 23 · past 7 days: 7 tasks done
刘洋, 王磊 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
赵敏 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + ⚖️ D-1 · Price list · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [召开专项沟通会] [查看] [⋯]
    + 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + ⚖️ D-1 · Price list · 陈述本部门立场 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [陈述立场] [查看] [⋯]
    + 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
#product-launch: ⚖️ D-1 · Price list · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    *Marketing says*
    The first proof met the standard.
    *Design says*
    nothing yet
    · raised by Sam Carter, Mon, Nov 23, 9:32 AM GMT+8 · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8
    [!State our position] [Propose a text] [Call the meeting] [Details]\
""")
    shown = await world.sam.types("/dispute show D-1")
    withdrawn = await world.sam.presses("disputes.withdraw", on=shown.answer)
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: ⚖️ D-1 · Price list · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    *Marketing says*
    The first proof met the standard.
    *Design says*
    nothing yet
    *Timeline*
    Sun, Nov 22, 8:32 PM · Sam Carter · raised it · The first proof met the standard.
    [!State our position] [Propose a text] [Major] [Withdraw]
Sam Carter · alone: D-1 · Price list · ⚪ dispute withdrawn
    [Undo] [Details]
赵敏 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时） → ⚪ 争议已撤回
    · 最近更新：Sam Carter，11月23日 周一 09:32 → Sam Carter，11月23日 周一 09:33
    - [拟定共识文本] [!召开专项沟通会]
    + *结束时间* 11月23日 周一 09:33
陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时） → ⚪ 争议已撤回
    · 最近更新：Sam Carter，11月23日 周一 09:32 → Sam Carter，11月23日 周一 09:33
    - [!陈述立场] [拟定共识文本]
    + *结束时间* 11月23日 周一 09:33
Maria Weber · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - 🔴 1 dispute not settled since Mon 23 Nov · past 7 days: 7 tasks done
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 dispute settled
Priya Nair · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - 🔴 1 dispute not settled since Mon, Nov 23 · past 7 days: 7 tasks done
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 dispute settled
刘洋, 王磊 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    - 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    - ⚖️ D-1 · Price list · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [召开专项沟通会] [查看] [⋯]
    - 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
陈静 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    - ⚖️ D-1 · Price list · 陈述本部门立场 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [陈述立场] [查看] [⋯]
    - 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left) → ⚪ dispute withdrawn
    · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:33 AM GMT+8
    - [!State our position] [Propose a text] [Call the meeting]
    + *Ended* Mon, Nov 23, 9:33 AM GMT+8
#product-launch · under “⚖️ D-1 · Price list”: Sam Carter · withdrew it\
""")
    assert await came.of(world.sam.presses("Undo", on=withdrawn.answer)) == snapshot("""\
Sam Carter · alone: D-1 · Price list · undone · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    [Details]
赵敏 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⚪ 争议已撤回 → ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    · 最近更新：Sam Carter，11月23日 周一 09:33 → Sam Carter，11月23日 周一 09:34
    - *结束时间* 11月23日 周一 09:33
    + [拟定共识文本] [!召开专项沟通会]
陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⚪ 争议已撤回 → ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    · 最近更新：Sam Carter，11月23日 周一 09:33 → Sam Carter，11月23日 周一 09:34
    - *结束时间* 11月23日 周一 09:33
    + [!陈述立场] [拟定共识文本]
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 dispute settled
    + 🔴 1 dispute not settled since Mon 23 Nov · past 7 days: 7 tasks done
Priya Nair · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 dispute settled
    + 🔴 1 dispute not settled since Mon, Nov 23 · past 7 days: 7 tasks done
刘洋, 王磊 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
    + 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
赵敏 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
    + ⚖️ D-1 · Price list · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [召开专项沟通会] [查看] [⋯]
    + 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
    + ⚖️ D-1 · Price list · 陈述本部门立场 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [陈述立场] [查看] [⋯]
    + 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · ⚪ dispute withdrawn → ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    · Last change: Sam Carter, Mon, Nov 23, 9:33 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:34 AM GMT+8
    - *Ended* Mon, Nov 23, 9:33 AM GMT+8
    + [!State our position] [Propose a text] [Call the meeting]
#product-launch · under “⚖️ D-1 · Price list”: Sam Carter · took that back\
""")
    shown = await world.chen.types("/dispute show D-1")
    assert await came.of(world.chen.presses("disputes.major", on=shown.answer)) == snapshot("""\
赵敏, 陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    · 最近更新：Sam Carter，11月23日 周一 09:34 → 陈静，11月23日 周一 09:35
赵敏 · direct message: 部门负责人请求将D-1 · Price list标为重大；标为重大后立即上报裁决 · 共识截止11月24日 周二 09:32
    市场部 ↔ 设计部
    [!标为重大] [保持普通] [详情]
陈静 · alone: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *市场部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    *动态*
    11月23日 周一 09:32 · Sam Carter · 提出了争议 · The first proof met the standard.
    11月23日 周一 09:33 · Sam Carter · 撤回了
    11月23日 周一 09:34 · Sam Carter · 撤销了上一步
    [!陈述立场] [拟定共识文本] [重大]
陈静 · alone: D-1 · Price list · 已请项目经理标为重大 · 共识截止11月24日 周二 09:32（剩余24小时）
    [详情]
赵敏 · Home
    - ⚖️ D-1 · Price list · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [召开专项沟通会] [查看] [⋯]
    + ⚖️ D-1 · Price list · 部门负责人请求标为重大 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [标为重大] [保持普通] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    · Last change: Sam Carter, Mon, Nov 23, 9:34 AM GMT+8 → 陈静, Mon, Nov 23, 9:35 AM GMT+8\
""")
    wish = await told(world.zhao, "请求将D-1")
    assert await came.of(world.zhao.presses("保持普通", on=wish)) == snapshot("""\
赵敏 · alone: D-1 · Price list · 保持普通 · 共识截止11月24日 周二 09:32（剩余24小时）
    [详情]
赵敏, 陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    · 最近更新：陈静，11月23日 周一 09:35 → 赵敏，11月23日 周一 09:36
赵敏 · Home
    - ⚖️ D-1 · Price list · 部门负责人请求标为重大 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [标为重大] [保持普通] [查看] [⋯]
    + ⚖️ D-1 · Price list · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [召开专项沟通会] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    · Last change: 陈静, Mon, Nov 23, 9:35 AM GMT+8 → 赵敏, Mon, Nov 23, 9:36 AM GMT+8\
""")
    shown = await world.zhao.types("/dispute show D-1")
    assert await came.of(world.zhao.presses("disputes.major", on=shown.answer)) == snapshot("""\
Sam Carter · direct message: ⚖️ D-1 · Price list is major and goes up at once: who decides is still to be named
    Until then you can complete your position and propose texts; the decision is made from them.
    [State our position] [Propose a text] [Details]
赵敏 · alone: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *市场部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    *动态*
    11月23日 周一 09:32 · Sam Carter · 提出了争议 · The first proof met the standard.
    11月23日 周一 09:33 · Sam Carter · 撤回了
    11月23日 周一 09:34 · Sam Carter · 撤销了上一步
    11月23日 周一 09:35 · 陈静 · 请求标为重大
    11月23日 周一 09:36 · 赵敏 · 未标为重大
    [拟定共识文本] [!召开专项沟通会] [重大]
赵敏 · alone: D-1 · Price list属重大问题，但发起部门负责人是当事方，目前没有人可以裁决，请指定代为裁决的人。
    [!指定裁决人] [详情]
赵敏 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时） → 🔴 已上报，待裁决 · 重大
    · 最近更新：赵敏，11月23日 周一 09:36 → 赵敏，11月23日 周一 09:37
    - [!召开专项沟通会]
    + *上报时间* 11月23日 周一 09:37
    + [!指定裁决人] [召开专项沟通会]
陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时） → 🔴 已上报，待裁决 · 重大
    · 最近更新：赵敏，11月23日 周一 09:36 → 赵敏，11月23日 周一 09:37
    - [!陈述立场]
    + *上报时间* 11月23日 周一 09:37
    + [陈述立场]
陈静 · direct message: ⚖️ D-1 · Price list属重大问题，已上报，裁决人待指定
    裁决之前，仍可补充立场、拟定共识文本，供裁决参考。
    [陈述立场] [拟定共识文本] [详情]
赵敏 · Home
    - ⚖️ D-1 · Price list · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [召开专项沟通会] [查看] [⋯]
    + ⚖️ D-1 · Price list · 发起部门负责人是当事方，请指定裁决人
    + [指定裁决人] [查看] [⋯]
陈静 · Home
    - ⚖️ D-1 · Price list · 陈述本部门立场 · 共识截止11月24日 周二 09:32（剩余24小时）
    + ⚖️ D-1 · Price list · 陈述本部门立场
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left) → 🔴 escalated: waits for a decision · major
    · Last change: 赵敏, Mon, Nov 23, 9:36 AM GMT+8 → 赵敏, Mon, Nov 23, 9:37 AM GMT+8
    - [!State our position]
    + *Escalated* Mon, Nov 23, 9:37 AM GMT+8
    + [!Name who decides] [State our position]
#product-launch · under “⚖️ D-1 · Price list”: 赵敏 · escalated it\
""")
    decider = writes(world.zhao, "/dispute settings", second_decider_id=await id_of(world, "liu"))
    assert await came.of(decider) == snapshot("""\
刘洋 · direct message: ⚖️ 请您裁决：D-1 · Price list · 市场部 ↔ 设计部
    *上报时间* 11月23日 周一 09:37
    *市场部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    项目经理于11月23日 周一 09:37标为重大。
    [!裁决] [详情]
赵敏 · alone: P-2026-001的争议：24小时，含夜间和周末。
    发起部门负责人为当事方时，由刘洋裁决。
赵敏 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · 🔴 已上报，待裁决 · 重大
    · 最近更新：赵敏，11月23日 周一 09:37 → 赵敏，11月23日 周一 09:38
    - [!指定裁决人]
陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · 🔴 已上报，待裁决 · 重大
    · 最近更新：赵敏，11月23日 周一 09:37 → 赵敏，11月23日 周一 09:38
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + ⚖️ D-1 · Price list · 待裁决，自11月23日 周一 09:37起
    + [裁决] [查看] [⋯]
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - ⚖️ D-1 · Price list · 发起部门负责人是当事方，请指定裁决人
    - [指定裁决人] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · 🔴 escalated: waits for a decision · major
    · Last change: 赵敏, Mon, Nov 23, 9:37 AM GMT+8 → 赵敏, Mon, Nov 23, 9:38 AM GMT+8
    - [!Name who decides]
    + [!Decide]\
""")
    decided = fills_in(
        world.liu, "裁决", await told(world.liu, "裁决：D-1"), text="市场部承担。", reasons="标准只写了一稿。"
    )
    assert await came.of(decided) == snapshot("""\
Sam Carter · direct message · changed: ⚖️ D-1 · Price list is major and goes up at once: who decides is still to be named → Price list: ✅ decided · major
    - Until then you can complete your position and propose texts; the decision is made from them.
    - [State our position] [Propose a text]
Sam Carter · direct message: ⚖️ D-1 · Price list is decided by 刘洋
    Marketing ↔ Design
    市场部承担。
    *Reasons*
    标准只写了一稿。
    · Signed by 刘洋, Sun, Nov 22, 8:39 PM · check code of the text: 68af8856f967 (another text has another one)
    [Details]
刘洋 · alone: D-1 · Price list · ✅ 已裁决 · 重大
    [详情]
刘洋 · direct message · changed: ⚖️ 请您裁决：D-1 · Price list · 市场部 ↔ 设计部 → ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · ✅ 已裁决 · 重大
    - *上报时间* 11月23日 周一 09:37
    - [!裁决]
    + *结束时间* 11月23日 周一 09:39
    + *裁决* 市场部承担。
    + *理由* 标准只写了一稿。
    + · 刘洋签署，11月23日 周一 09:39
    + · 文本校验码68af8856f967（文本有改动，校验码就不同）
赵敏 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · 🔴 已上报，待裁决 · 重大 → ✅ 已裁决 · 重大
    · 最近更新：赵敏，11月23日 周一 09:38 → 刘洋，11月23日 周一 09:39
    - *上报时间* 11月23日 周一 09:37
    - [拟定共识文本] [召开专项沟通会]
    + *结束时间* 11月23日 周一 09:39
    + *裁决* 市场部承担。
    + *理由* 标准只写了一稿。
    + · 刘洋签署，11月23日 周一 09:39
    + · 文本校验码68af8856f967（文本有改动，校验码就不同）
赵敏 · direct message · changed: 部门负责人请求将D-1 · Price list标为重大；标为重大后立即上报裁决 · 共识截止11月24日 周二 09:32 → ⚖️ D-1 · Price list：✅ 已裁决 · 重大
    - 市场部 ↔ 设计部
    - [!标为重大] [保持普通]
陈静 · direct message · changed: ⚖️ D-1 · Price list · 市场部 ↔ 设计部 · 🔴 已上报，待裁决 · 重大 → ✅ 已裁决 · 重大
    · 最近更新：赵敏，11月23日 周一 09:38 → 刘洋，11月23日 周一 09:39
    - *上报时间* 11月23日 周一 09:37
    - [陈述立场] [拟定共识文本]
    + *结束时间* 11月23日 周一 09:39
    + *裁决* 市场部承担。
    + *理由* 标准只写了一稿。
    + · 刘洋签署，11月23日 周一 09:39
    + · 文本校验码68af8856f967（文本有改动，校验码就不同）
陈静 · direct message · changed: ⚖️ D-1 · Price list属重大问题，已上报，裁决人待指定 → Price list：✅ 已裁决 · 重大
    - 裁决之前，仍可补充立场、拟定共识文本，供裁决参考。
    - [陈述立场] [拟定共识文本]
陈静 · direct message: ⚖️ D-1 · Price list已由刘洋裁决
    市场部 ↔ 设计部
    市场部承担。
    *理由*
    标准只写了一稿。
    · 刘洋签署，11月23日 周一 09:39 · 文本校验码68af8856f967（文本有改动，校验码就不同）
    [详情]
Maria Weber · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - 🔴 1 dispute not settled since Mon 23 Nov · past 7 days: 7 tasks done
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 dispute settled
Priya Nair · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - 🔴 1 dispute not settled since Mon, Nov 23 · past 7 days: 7 tasks done
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 dispute settled
刘洋 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    - ⚖️ D-1 · Price list · 待裁决，自11月23日 周一 09:37起
    - [裁决] [查看] [⋯]
    - 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
王磊, 赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    - 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
陈静 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    - ⚖️ D-1 · Price list · 陈述本部门立场
    - [陈述立场] [查看] [⋯]
    - 🔴 1项争议未解决（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项争议已解决
#product-launch · changed: ⚖️ D-1 · Price list · Marketing ↔ Design · 🔴 escalated: waits for a decision · major → ✅ decided · major
    · Last change: 赵敏, Mon, Nov 23, 9:38 AM GMT+8 → 刘洋, Mon, Nov 23, 9:39 AM GMT+8
    - *Escalated* Mon, Nov 23, 9:37 AM GMT+8
    - [!Decide] [State our position] [Propose a text] [Call the meeting]
    + *Ended* Mon, Nov 23, 9:39 AM GMT+8
    + *Decision* 市场部承担。
    + *Reasons* 标准只写了一稿。
    + · Signed by 刘洋, Mon, Nov 23, 9:39 AM GMT+8
    + · check code of the text: 68af8856f967 (another text has another one)
#product-launch: ⚖️ D-1 · Price list is decided by 刘洋
    Marketing ↔ Design
    市场部承担。
    *Reasons*
    标准只写了一稿。
    · Signed by 刘洋, Mon, Nov 23, 9:39 AM GMT+8 · check code of the text: 68af8856f967 (another text has another one)
    [Details]
#product-launch · under “⚖️ D-1 · Price list”: 刘洋 · decided it\
""")
    assert await came.by("Tuesday 09:05") == snapshot("""\
Priya Nair · direct message: 1 thing waits for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
Sam Carter · direct message: ⚖️ D-1 · Price list · Marketing ↔ Design · ✅ decided · major
    *Ended* Sun, Nov 22, 8:39 PM
    *Marketing says*
    The first proof met the standard.
    *Design says*
    nothing yet
    *Decision*
    市场部承担。
    *Reasons*
    标准只写了一稿。
    · Signed by 刘洋, Sun, Nov 22, 8:39 PM · check code of the text: 68af8856f967 (another text has another one)
    · raised by Sam Carter, Sun, Nov 22, 8:32 PM · Last change: 刘洋, Sun, Nov 22, 8:39 PM
    [Details]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 1件事待你处理 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
陈静 · direct message: 1件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    + Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    + [Write the report] [⋯]
刘洋 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]\
""")


async def test_warned_escalated_at_hour_24_and_decided_with_another_day_for_the_task(came: Came) -> None:
    world = came.world
    await raises(world.lin, line="T-3", subject="Key visual is late")
    assert await came.so_far() == snapshot("""\
林涛 · alone: D-1 · Key visual is late · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    [详情]
林涛, 陈静 · direct message: ⚖️ D-1 · Key visual is late · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    *涉及* T-3
    *研发部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    · 林涛于11月23日 周一 09:31提出 · 最近更新：林涛，11月23日 周一 09:31
    [!陈述立场] [拟定共识文本] [详情]
赵敏 · direct message: ⚖️ D-1 · Key visual is late · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    *涉及* T-3
    *研发部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    · 林涛于11月23日 周一 09:31提出 · 最近更新：林涛，11月23日 周一 09:31
    [!陈述立场] [拟定共识文本] [召开专项沟通会] [详情]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · 1 dispute not settled since Mon 23 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · 1 dispute not settled since Mon, Nov 23 · past 7 days: 2 tasks done
刘洋, 王磊 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + ⚖️ D-1 · Key visual is late · 召开专项沟通会 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [召开专项沟通会] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + ⚖️ D-1 · Key visual is late · 陈述本部门立场 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [陈述立场] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
#product-launch: ⚖️ D-1 · Key visual is late · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left)
    *Concerns* T-3
    *R&D says*
    The first proof met the standard.
    *Design says*
    nothing yet
    · raised by 林涛, Mon, Nov 23, 9:31 AM GMT+8 · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8
    [!State our position] [Propose a text] [Call the meeting] [Details]\
""")
    assert await came.by("Tuesday 09:20") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
    *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    [Update] [Done] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛, 赵敏, 陈静 · direct message · changed: ⚖️ D-1 · Key visual is late · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时） → 共识截止11月24日 周二 09:31（剩余1小时）
林涛 · direct message: 2件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    [更新] [标为完成] [⋯]
    研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛, 王磊 · direct message: ⚖️ D-1 · Key visual is late的共识时限剩余1小时：截止11月24日 周二 09:31
    研发部 ↔ 设计部
    设计部尚未陈述立场。
    还没有人拟定共识文本。
    届时未达成共识，将上报Maria Weber裁决。
    [!陈述立场] [拟定共识文本] [详情]
王磊 · direct message: 1件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国） · 林涛
    [更新] [动态] [⋯]
赵敏 · direct message: 1件事待你处理 · ⚖️ D-1 · Key visual is late · 召开专项沟通会 · 共识截止11月24日 周二 09:31（剩余31分钟）
    [召开专项沟通会] [查看] [⋯]
陈静 · direct message: 3件事待你处理 · ⚖️ D-1 · Key visual is late · 陈述本部门立场 · 共识截止11月24日 周二 09:31（剩余31分钟）
    [陈述立场] [查看] [⋯]
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期4个工作日（中国）
    [更新] [标为完成] [⋯]
    设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Priya Nair · Home
    # 1 thing waits for you → # 2 things wait for you
    + Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    + [Write the report] [⋯]
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    + [Update] [Done] [⋯]
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） → 🔴 已延期3个工作日（中国）
    + 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
王磊 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛 → 🔴 已延期3个工作日（中国） · 林涛
赵敏 · Home
    ⚖️ D-1 · Key visual is late · 召开专项沟通会 · 共识截止11月24日 周二 09:31（剩余24小时） → 共识截止11月24日 周二 09:31（剩余11分钟）
陈静 · Home
    # 2件事待你处理 → # 3件事待你处理
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国） → 🔴 已延期4个工作日（中国）
    ⚖️ D-1 · Key visual is late · 陈述本部门立场 · 共识截止11月24日 周二 09:31（剩余24小时） → 共识截止11月24日 周二 09:31（剩余11分钟）
    - [陈述立场] [查看] [⋯]
    + [陈述立场] [查看] [⋯]
    + 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → 4 working days late · 陈静 · due Wed, Nov 18
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19 → 3 working days late · 林涛 · due Thu, Nov 19
#product-launch · changed: ⚖️ D-1 · Key visual is late · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left) → consensus by Tue, Nov 24, 9:31 AM GMT+8 (1 hour left)
#product-launch: 🔴 2 tasks are late in Aurora lamp launch 曙光台灯上市
    ▾ What is late, who is on it, and what that holds up
    *T-3* · Launch key visual 主视觉设计 · 4 working days late · @陈静 · holds up T-6, T-9
    *T-4* · Firmware 1.0 固件1.0 · 3 working days late · @林涛
    · Counted in working days of China. `/task update T-3 50% reason` says where it stands.
    [All late tasks]\
""")
    assert await came.by("Tuesday 09:40") == snapshot("""\
林涛, 赵敏, 陈静 · direct message · changed: ⚖️ D-1 · Key visual is late · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余1小时） → 🔴 已上报，待裁决
    - [!陈述立场]
    + *上报时间* 11月24日 周二 09:31
    + [陈述立场]
林涛, 陈静 · direct message: ⚖️ D-1 · Key visual is late至11月24日 周二 09:31未达成共识，上报Maria Weber裁决
    裁决之前，仍可补充立场、拟定共识文本，供裁决参考。
    [陈述立场] [拟定共识文本] [详情]
赵敏 · direct message: ⚖️ D-1 · Key visual is late至11月24日 周二 09:31未达成共识，上报Maria Weber裁决
    裁决之前，仍可补充立场、拟定共识文本，供裁决参考。
    [陈述立场] [拟定共识文本] [召开专项沟通会] [详情]
Maria Weber · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # 1 thing waits for you
    + ⚖️ D-1 · Key visual is late · decide; waiting since Tue 24 Nov, 02:31
    + [Decide] [Show it] [⋯]
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - ⚖️ D-1 · Key visual is late · 召开专项沟通会 · 共识截止11月24日 周二 09:31（剩余11分钟）
    - [召开专项沟通会] [查看] [⋯]
陈静 · Home
    - ⚖️ D-1 · Key visual is late · 陈述本部门立场 · 共识截止11月24日 周二 09:31（剩余11分钟）
    - [陈述立场] [查看] [⋯]
    + ⚖️ D-1 · Key visual is late · 陈述本部门立场
    + [陈述立场] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Key visual is late · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (1 hour left) → 🔴 escalated: waits for a decision
    - [!State our position]
    + *Escalated* Tue, Nov 24, 9:31 AM GMT+8
    + [!Decide] [State our position]
#product-launch · under “⚖️ D-1 · Key visual is late”: Liaison · escalated it\
""")
    # Nine o'clock in Berlin, where the sponsor is.
    assert await came.by("Tuesday 16:05") == snapshot("""\
Maria Weber · direct message: ⚖️ For you to decide: D-1 · Key visual is late · R&D ↔ Design
    *Concerns* T-3 | *Escalated* Tue 24 Nov, 02:31
    *R&D says*
    The first proof met the standard.
    *Design says*
    nothing yet
    The time for consensus ended on Tue 24 Nov, 02:31 without any.
    *What waits*
    T-3 · Launch key visual 主视觉设计 · due Wed 18 Nov
    [!Decide] [Details]\
""")
    pack = await told(world.maria, "For you to decide: D-1")
    decided = fills_in(
        world.maria, "Decide", pack, text="One more week.", reasons="The photos were late.", due_3="2026-12-04"
    )
    assert await came.of(decided) == snapshot("""\
Maria Weber · alone: D-1 · Key visual is late · ✅ decided
    [Details]
Maria Weber · direct message · changed: ⚖️ For you to decide: D-1 · Key visual is late · R&D ↔ Design → ⚖️ D-1 · Key visual is late · R&D ↔ Design · ✅ decided
    *What waits* T-3 · Launch key visual 主视觉设计 · due Wed 18 Nov → due Fri 4 Dec
    - *Escalated* Tue 24 Nov, 02:31
    - [!Decide]
    + *Ended* Tue 24 Nov, 09:05
    + *Decision* One more week.
    + *Reasons* The photos were late.
    + · Signed by Maria Weber, Tue 24 Nov, 09:05
    + · check code of the text: 7c61802454ed (another text has another one)
林涛, 陈静 · direct message · changed: ⚖️ D-1 · Key visual is late · 研发部 ↔ 设计部 · 🔴 已上报，待裁决 → ✅ 已裁决
    · 最近更新：林涛，11月23日 周一 09:31 → Maria Weber，11月24日 周二 16:05
    - *上报时间* 11月24日 周二 09:31
    - [陈述立场] [拟定共识文本]
    + *结束时间* 11月24日 周二 16:05
    + *裁决* One more week.
    + *理由* The photos were late.
    + · Maria Weber签署，11月24日 周二 16:05
    + · 文本校验码7c61802454ed（文本有改动，校验码就不同）
林涛, 王磊 · direct message · changed: ⚖️ D-1 · Key visual is late的共识时限剩余1小时：截止11月24日 周二 09:31 → Key visual is late：✅ 已裁决
    - 研发部 ↔ 设计部
    - 设计部尚未陈述立场。
    - 还没有人拟定共识文本。
    - 届时未达成共识，将上报Maria Weber裁决。
    - [!陈述立场] [拟定共识文本]
林涛, 陈静 · direct message · changed: ⚖️ D-1 · Key visual is late至11月24日 周二 09:31未达成共识，上报Maria Weber裁决 → Key visual is late：✅ 已裁决
    - 裁决之前，仍可补充立场、拟定共识文本，供裁决参考。
    - [陈述立场] [拟定共识文本]
赵敏 · direct message · changed: ⚖️ D-1 · Key visual is late · 研发部 ↔ 设计部 · 🔴 已上报，待裁决 → ✅ 已裁决
    · 最近更新：林涛，11月23日 周一 09:31 → Maria Weber，11月24日 周二 16:05
    - *上报时间* 11月24日 周二 09:31
    - [陈述立场] [拟定共识文本] [召开专项沟通会]
    + *结束时间* 11月24日 周二 16:05
    + *裁决* One more week.
    + *理由* The photos were late.
    + · Maria Weber签署，11月24日 周二 16:05
    + · 文本校验码7c61802454ed（文本有改动，校验码就不同）
赵敏 · direct message · changed: ⚖️ D-1 · Key visual is late至11月24日 周二 09:31未达成共识，上报Maria Weber裁决 → Key visual is late：✅ 已裁决
    - 裁决之前，仍可补充立场、拟定共识文本，供裁决参考。
    - [陈述立场] [拟定共识文本] [召开专项沟通会]
陈静 · direct message: ⚖️ D-1 · Key visual is late已由Maria Weber裁决
    研发部 ↔ 设计部
    One more week.
    *理由*
    The photos were late.
    · T-3 计划完成12月4日 周五 · Maria Weber签署，11月24日 周二 16:05 · 文本校验码7c61802454ed（文本有改动，校验码就不同）
    [详情]
陈静 · direct message: T-3 · Launch key visual 主视觉设计 · 计划完成日由11月18日 周三改为12月4日 周五 · Maria Weber：D-1: One more week.
    [动态]
Maria Weber · Home
    # 1 thing waits for you → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - ⚖️ D-1 · Key visual is late · decide; waiting since Tue 24 Nov, 02:31
    - [Decide] [Show it] [⋯]
    - 🔴 2 tasks late since Thu 19 Nov · 1 dispute not settled since Mon 23 Nov · past 7 days: 2 tasks done
    + 🔴 1 task late since Fri 20 Nov · 1 task planned before what it waits for · past 7 days: 2 tasks done, 1 date moved, 1 dispute settled
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 dispute not settled since Mon, Nov 23 · past 7 days: 2 tasks done
    + 🔴 1 task late since Fri, Nov 20 · 1 task planned before what it waits for · past 7 days: 2 tasks done, 1 date moved, 1 dispute settled
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 1项任务早于所等待的任务 · 近7天：2项任务完成、1项任务改期、1项争议已解决
陈静 · Home
    # 3件事待你处理 → # 1件事待你处理
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期4个工作日（中国） → 🔵 进行中 70% · 计划完成12月4日 周五 (已调整1次，最初计划11月18日 周三) [更新]
    - [更新] [标为完成] [⋯]
    - ⚖️ D-1 · Key visual is late · 陈述本部门立场
    - [陈述立场] [查看] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 1项任务早于所等待的任务 · 近7天：2项任务完成、1项任务改期、1项争议已解决
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 4 working days late · 陈静 · due Wed, Nov 18 → 🔵 in progress 70% · 陈静 · due Fri, Dec 4 (moved 1 time, first due Wed, Nov 18)
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → Maria Weber, Tue, Nov 24, 4:05 PM GMT+8
    - · “Second round of comments”
    - · working days of China
    + · “D-1: One more week.”
#product-launch · changed: ⚖️ D-1 · Key visual is late · R&D ↔ Design · 🔴 escalated: waits for a decision → ✅ decided
    · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8 → Maria Weber, Tue, Nov 24, 4:05 PM GMT+8
    - *Escalated* Tue, Nov 24, 9:31 AM GMT+8
    - [!Decide] [State our position] [Propose a text] [Call the meeting]
    + *Ended* Tue, Nov 24, 4:05 PM GMT+8
    + *Decision* One more week.
    + *Reasons* The photos were late.
    + · Signed by Maria Weber, Tue, Nov 24, 4:05 PM GMT+8
    + · check code of the text: 7c61802454ed (another text has another one)
#product-launch: ⚖️ D-1 · Key visual is late is decided by Maria Weber
    R&D ↔ Design
    One more week.
    *Reasons*
    The photos were late.
    · T-3 due Fri, Dec 4 · Signed by Maria Weber, Tue, Nov 24, 4:05 PM GMT+8 · check code of the text: 7c61802454ed (another text has another one)
    [Details]
#product-launch · under “⚖️ D-1 · Key visual is late”: Maria Weber · decided it\
""")

"""All that comes of a risk: noted, weighed, asked about, left without an answer, closed on evidence."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came
from tests.scenarios.risks import asked, card_of


async def test_noted_weighed_asked_about_and_closed(came: Came) -> None:
    world = came.world
    noted = world.sam.types("/risk add Dealers cancel the roadshow T-11")
    assert await came.of(noted) == snapshot("""\
Sam Carter · alone: K-1 · Dealers cancel the roadshow is noted. 赵敏 says how high it is, and whose.
    [Withdraw]
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + K-1 · Dealers cancel the roadshow · 由Sam Carter登记：等级多高，谁负责？
    + [评估] [查看] [⋯]
#product-launch: K-1 · Dealers cancel the roadshow · ⏳ not weighed yet
    *Threatens* T-11 Dealer roadshow, five cities 五城经销商路演
    · noted by Sam Carter · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8
    [!Weigh it] [No risk] [Withdraw] [Details]\
""")
    weighed = fills_in(
        world.zhao, "Weigh it", await card_of(world, 1), likelihood="3", impact="3", owner_id="U0LIN00001"
    )
    assert await came.of(weighed) == snapshot("""\
赵敏 · alone: K-1 · Dealers cancel the roadshow：🔴 高，跟踪中。
    [撤销]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · 1 high risk since Mon 23 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · 1 high risk since Mon, Nov 23 · past 7 days: 2 tasks done
刘洋, 王磊, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 1项高风险（11月23日 周一起） · 近7天：2项任务完成
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - K-1 · Dealers cancel the roadshow · 由Sam Carter登记：等级多高，谁负责？
    - [评估] [查看] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 1项高风险（11月23日 周一起） · 近7天：2项任务完成
#product-launch · changed: K-1 · Dealers cancel the roadshow · ⏳ not weighed yet → 🔴 high · watched · 林涛
    · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · noted by Sam Carter
    - [!Weigh it] [No risk] [Withdraw]
    + *Likelihood · impact* likely · serious
    + [No change] [Better] [Worse] [It has happened]\
""")
    week = await came.by("Wednesday 09:05")
    assert "高风险：今天情况如何？ · 1个工作日未答复（中国）" in week, "the owner"
    assert "赵敏 · direct message: P-2026-001：1项高风险未答复：K-1（林涛，1个工作日）" in week, "the PM"
    assert (
        "• *K-1* · Dealers cancel the roadshow · 🔴 high · watched · 林涛 · 1 working day without an answer" in week
    ), "the digest"
    answered = world.lin.presses("无变化", on=await asked(world.lin))
    assert await came.of(answered) == snapshot("""\
林涛 · alone: K-1 · Dealers cancel the roadshow：🔴 高，无变化。
    [撤销]
林涛 · direct message · changed: 3件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国）
    - [无变化] [好转] [恶化] [已发生] [⋯]
    + ✅ 无变化 · 11月25日 周三 09:05
林涛 · Home
    # 3件事待你处理 → # 2件事待你处理
    - K-1 · Dealers cancel the roadshow · ⚠️ 高风险：今天情况如何？ · 1个工作日未答复（中国）
    - [无变化] [好转] [恶化] [已发生] [⋯]
#product-launch · changed: K-1 · Dealers cancel the roadshow · 🔴 high · watched · 林涛 → no change · 林涛
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → 林涛, Wed, Nov 25, 9:05 AM GMT+8\
""")
    await came.by("Friday 09:05")
    happened = world.lin.presses("已发生", on=await asked(world.lin))
    assert await came.of(happened) == snapshot("""\
林涛 · alone: K-1 · Dealers cancel the roadshow：🔴 高，⚠️ 已发生。
    [转为任务] [提交协作需求] [提出争议] [申请变更] [撤销]
林涛 · direct message · changed: 2件事待你处理 · K-1 · Dealers cancel the roadshow · ⚠️ 高风险：今天情况如何？ · 1个工作日未答复（中国）
    - [无变化] [好转] [恶化] [已发生] [⋯]
    + ✅ 已发生 · 11月27日 周五 09:05
赵敏 · direct message: 2件事待你处理 · K-1 · Dealers cancel the roadshow · 已发生：如何处理？
    [转为任务] [提交协作需求] [提出争议] [申请变更] [查看] [⋯]
    [……还有1项]
Maria Weber · Home
    - 🔴 4 tasks late since Thu 19 Nov · minutes not written since Wed 25 Nov · 1 high risk since Mon 23 Nov · past 7 days: 2 tasks done
    + 🔴 4 tasks late since Thu 19 Nov · minutes not written since Wed 25 Nov · past 7 days: 2 tasks done, 1 risk has happened
Priya Nair · Home
    - 🔴 4 tasks late since Thu, Nov 19 · minutes not written since Wed, Nov 25 · 1 high risk since Mon, Nov 23 · past 7 days: 2 tasks done
    + 🔴 4 tasks late since Thu, Nov 19 · minutes not written since Wed, Nov 25 · past 7 days: 2 tasks done, 1 risk has happened
刘洋, 王磊, 陈静 · Home
    - 🔴 4项任务延期（11月19日 周四起） · 1次会议的纪要待填写（11月25日 周三起） · 1项高风险（11月23日 周一起） · 近7天：2项任务完成
    + 🔴 4项任务延期（11月19日 周四起） · 1次会议的纪要待填写（11月25日 周三起） · 近7天：2项任务完成、1项风险已发生
林涛 · Home
    - K-1 · Dealers cancel the roadshow · ⚠️ 高风险：今天情况如何？ · 1个工作日未答复（中国）
    - [无变化] [好转] [恶化] [已发生] [⋯]
    + K-1 · Dealers cancel the roadshow · 已发生：如何处理？
    + [转为任务] [提交协作需求] [提出争议] [申请变更] [查看] [⋯]
赵敏 · Home
    # 1件事待你处理 → # 2件事待你处理
    - 🔴 4项任务延期（11月19日 周四起） · 1次会议的纪要待填写（11月25日 周三起） · 1项高风险（11月23日 周一起） · 近7天：2项任务完成
    + K-1 · Dealers cancel the roadshow · 已发生：如何处理？
    + [转为任务] [提交协作需求] [提出争议] [申请变更] [查看] [⋯]
    + 🔴 4项任务延期（11月19日 周四起） · 1次会议的纪要待填写（11月25日 周三起） · 近7天：2项任务完成、1项风险已发生
#product-launch · changed: K-1 · Dealers cancel the roadshow · 🔴 high · no change · 林涛 → ⚠️ has happened · 林涛
    · Last change: 林涛, Wed, Nov 25, 9:05 AM GMT+8 → 林涛, Fri, Nov 27, 9:05 AM GMT+8
    - [No change] [Better] [Worse] [It has happened]
    + [Make a task] [Ask for help] [Raise a dispute] [Ask for a change] [Close it]\
""")

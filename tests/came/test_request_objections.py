"""All that comes of an objection, in time and late, of a request that is withdrawn, and of no answer at all."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came, nothing_is_due
from tests.scenarios.requests import asks, card_of

SALES = "销售部"


async def test_the_alternative_taken_or_the_request_withdrawn(came: Came) -> None:
    world = came.world
    await asks(world.sam, needed_by="2026-12-04", task_number="6")
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⏳ submitted.
    · needed by Fri, Dec 4 (GMT+8) · answer by Wed, Nov 25 (GMT+8) · working days of China
陈静 · direct message: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复
    · T-6在等它 · 按中国的工作日计算 · 最近更新：Sam Carter，11月23日 周一 09:31
    [!接受] [提出异议] [指定承办人] [详情]
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
刘洋, 王磊, 赵敏 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
    + R-1 · Poster artwork · 11月25日 周三前答复（中国）
    + [接受] [提出异议] [⋯]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    + · ⏳ waits for R-1
#product-launch: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25
    · T-6 waits for it · working days of China · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8
    [!Accept] [Object] [Hand to …] [Withdraw] [Details]\
""")
    objected = fills_in(
        world.chen,
        "Object",
        await card_of(world, 1),
        reason="印刷机坏了",
        alternative="先给数字版",
        by="2026-12-08",
    )
    assert await came.of(objected) == snapshot("""\
陈静 · alone: R-1 · Poster artwork已更新：⚠️ 有异议。
    [撤销]
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → ⚠️ 有异议 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 09:31 → 陈静，11月23日 周一 09:32
    - [!接受] [提出异议] [指定承办人]
    + *承办人* 陈静
    + *原因* 印刷机坏了
    + *替代方案* 先给数字版
    + *替代方案交付日期* 12月8日 周二
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + R-1 · Poster artwork · decide on the alternative by Fri, Dec 4 (China)
    + [Show it] [⋯]
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → ⚠️ objected · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8 → 陈静, Mon, Nov 23, 9:32 AM GMT+8
    - [!Accept] [Object] [Hand to …]
    + *In charge* 陈静
    + *Reason* 印刷机坏了
    + *Alternative* 先给数字版
    + *It would come by* Tue, Dec 8
    + [!Take the alternative] [Raise a dispute]\
""")
    taken = await world.sam.presses("Take the alternative", on=await card_of(world, 1))
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now 🔵 accepted.
    [Undo]
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⚠️ 有异议 · 12月4日 周五前需要 → 🔵 已接受 · 12月8日 周二前需要
    · 最近更新：陈静，11月23日 周一 09:32 → Sam Carter，11月23日 周一 09:33
    - *原因* 印刷机坏了
    - *替代方案* 先给数字版
    - *替代方案交付日期* 12月8日 周二
    + *交付标准* 先给数字版
    + [!已交付] [提出异议] [指定承办人]
陈静 · direct message: 市场部采用了贵部门的替代方案：R-1 · Poster artwork
    *需求部门 → 配合部门* 市场部 → 设计部 | *状态* 🔵 已接受 | *需要日期* 12月8日 周二 | *承办人* 陈静
    *交付标准*
    先给数字版
    · 按中国的工作日计算
    [!已交付] [提出异议] [指定承办人] [详情]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    - R-1 · Poster artwork · decide on the alternative by Fri, Dec 4 (China)
    - [Show it] [⋯]
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + R-1 · Poster artwork · 12月8日 周二前交付（中国）
    + [已交付] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⚠️ objected · needed by Fri, Dec 4 → 🔵 accepted · needed by Tue, Dec 8
    · Last change: 陈静, Mon, Nov 23, 9:32 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:33 AM GMT+8
    - *Reason* 印刷机坏了
    - *Alternative* 先给数字版
    - *It would come by* Tue, Dec 8
    - [!Take the alternative] [Raise a dispute] [Withdraw]
    + *Delivery standard* 先给数字版
    + [!Delivered] [Object] [Hand to …]\
""")
    assert await came.of(world.sam.presses("Undo", on=taken.answer)) == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⚠️ objected.
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · 🔵 已接受 · 12月8日 周二前需要 → ⚠️ 有异议 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 09:33 → Sam Carter，11月23日 周一 09:34
    - *交付标准* 先给数字版
    - [!已交付] [提出异议] [指定承办人]
    + *原因* 印刷机坏了
    + *替代方案* 先给数字版
    + *替代方案交付日期* 12月8日 周二
陈静 · direct message: 市场部撤销了刚才的操作：R-1 · Poster artwork是否采用贵部门的替代方案，仍待决定
    *需求部门 → 配合部门* 市场部 → 设计部 | *状态* ⚠️ 有异议 | *需要日期* 12月4日 周五 | *承办人* 陈静
    *原因*
    印刷机坏了
    *替代方案*
    先给数字版
    *替代方案交付日期*
    12月8日 周二
    · 按中国的工作日计算
    [详情]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + R-1 · Poster artwork · decide on the alternative by Fri, Dec 4 (China)
    + [Show it] [⋯]
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - R-1 · Poster artwork · 12月8日 周二前交付（中国）
    - [已交付] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · 🔵 accepted · needed by Tue, Dec 8 → ⚠️ objected · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 9:33 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:34 AM GMT+8
    - *Delivery standard* 先给数字版
    - [!Delivered] [Object] [Hand to …]
    + *Reason* 印刷机坏了
    + *Alternative* 先给数字版
    + *It would come by* Tue, Dec 8
    + [!Take the alternative] [Raise a dispute] [Withdraw]\
""")
    withdrawn = await world.sam.presses("Withdraw", on=await card_of(world, 1))
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⚪ withdrawn.
    [Undo]
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⚠️ 有异议 · 12月4日 周五前需要 → ⚪ 已撤回 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 09:34 → Sam Carter，11月23日 周一 09:35
    - *原因* 印刷机坏了
    - *替代方案* 先给数字版
    - *替代方案交付日期* 12月8日 周二
    - · T-6在等它
    + · 用于T-6
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised, 1 request settled
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised, 1 request settled
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    - R-1 · Poster artwork · decide on the alternative by Fri, Dec 4 (China)
    - [Show it] [⋯]
刘洋, 王磊, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出、1项协作需求已完结
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    - · ⏳ waits for R-1
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⚠️ objected · needed by Fri, Dec 4 → ⚪ withdrawn · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 9:34 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:35 AM GMT+8
    - *Reason* 印刷机坏了
    - *Alternative* 先给数字版
    - *It would come by* Tue, Dec 8
    - · T-6 waits for it
    - [!Take the alternative] [Raise a dispute] [Withdraw]
    + · for T-6\
""")
    assert await came.of(world.sam.presses("Undo", on=withdrawn.answer)) == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⚠️ objected.
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⚪ 已撤回 · 12月4日 周五前需要 → ⚠️ 有异议 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 09:35 → Sam Carter，11月23日 周一 09:36
    - · 用于T-6
    + *原因* 印刷机坏了
    + *替代方案* 先给数字版
    + *替代方案交付日期* 12月8日 周二
    + · T-6在等它
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised, 1 request settled
    + 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised, 1 request settled
    + 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + R-1 · Poster artwork · decide on the alternative by Fri, Dec 4 (China)
    + [Show it] [⋯]
刘洋, 王磊, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出、1项协作需求已完结
    + 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    + · ⏳ waits for R-1
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⚪ withdrawn · needed by Fri, Dec 4 → ⚠️ objected · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 9:35 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:36 AM GMT+8
    - · for T-6
    + *Reason* 印刷机坏了
    + *Alternative* 先给数字版
    + *It would come by* Tue, Dec 8
    + · T-6 waits for it
    + [!Take the alternative] [Raise a dispute] [Withdraw]\
""")


async def test_late_and_told_to_the_pm_and_both_heads(came: Came) -> None:
    world = came.world
    assert await came.of(asks(world.lin, "经销商名单", SALES, "2026-11-24")) == snapshot("""\
Priya Nair · direct message: R-1 · 经销商名单 · R&D → Sales · ⏳ submitted · needed by Tue, Nov 24 · answer by Tue, Nov 24
    · working days of China · Last change: 林涛, Mon, Nov 23, 9:31 AM
    [!Accept] [Object] [Hand to …] [Details]
林涛 · alone: R-1 · 经销商名单已更新：⏳ 待答复。
    · 11月24日 周二（北京时间）前需要 · 11月24日 周二（北京时间）前答复 · 按中国的工作日计算
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
Priya Nair · Home
    # 1 thing waits for you → # 2 things wait for you
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
    + R-1 · 经销商名单 · answer by Tue, Nov 24 (China)
    + [Accept] [Object] [⋯]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
#product-launch: R-1 · 经销商名单 · R&D → Sales · ⏳ submitted · needed by Tue, Nov 24 · answer by Tue, Nov 24
    · working days of China · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8
    [!Accept] [Object] [Hand to …] [Withdraw] [Details]\
""")
    await world.priya.presses("Accept", on=await card_of(world, 1))
    assert await came.so_far() == snapshot("""\
Priya Nair · alone: R-1 · 经销商名单 is now 🔵 accepted.
    [Undo]
Priya Nair · direct message · changed: R-1 · 经销商名单 · R&D → Sales · ⏳ submitted · needed by Tue, Nov 24 · answer by Tue, Nov 24 → 🔵 accepted · needed by Tue, Nov 24
    · Last change: 林涛, Mon, Nov 23, 9:31 AM → Priya Nair, Mon, Nov 23, 9:32 AM
    - [!Accept]
    + *In charge* Priya Nair
    + [!Delivered]
Priya Nair · Home
    - R-1 · 经销商名单 · answer by Tue, Nov 24 (China)
    - [Accept] [Object] [⋯]
    + R-1 · 经销商名单 · deliver by Tue, Nov 24 (China)
    + [Delivered] [⋯]
#product-launch · changed: R-1 · 经销商名单 · R&D → Sales · ⏳ submitted · needed by Tue, Nov 24 · answer by Tue, Nov 24 → 🔵 accepted · needed by Tue, Nov 24
    · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8 → Priya Nair, Mon, Nov 23, 9:32 AM GMT+8
    - [!Accept] [Withdraw]
    + *In charge* Priya Nair
    + [!Delivered]\
""")
    objected = fills_in(
        world.priya,
        "Object",
        await card_of(world, 1),
        reason="Two dealers have not signed",
        alternative="The list without them",
    )
    assert await came.of(objected) == snapshot("""\
Priya Nair · alone: R-1 · 经销商名单 is now ⚠️ objected.
    [Undo]
Priya Nair · direct message · changed: R-1 · 经销商名单 · R&D → Sales · 🔵 accepted · needed by Tue, Nov 24 → ⚠️ objected · needed by Tue, Nov 24
    · Last change: Priya Nair, Mon, Nov 23, 9:32 AM → Priya Nair, Mon, Nov 23, 9:33 AM
    - [!Delivered] [Object] [Hand to …]
    + *Reason* Two dealers have not signed
    + *Alternative* The list without them
    + · ⚠️ Late notice: objected to 1 time inside 2 working days of the day it is needed
林涛 · direct message: 销售部对R-1 · 经销商名单有异议，并给出了替代方案
    *需求部门 → 配合部门* 研发部 → 销售部 | *状态* ⚠️ 有异议 | *需要日期* 11月24日 周二 | *承办人* Priya Nair
    *原因*
    Two dealers have not signed
    *替代方案*
    The list without them
    · ⚠️ 逾期告知：在需要日期前不足2个工作日提出异议1次
    · 按中国的工作日计算
    [!采用替代方案] [提出争议] [撤回] [详情]
王磊, 赵敏 · direct message: 逾期告知：销售部对R-1 · 经销商名单提出异议，需要日期11月24日 周二
    *原因*
    Two dealers have not signed
    *替代方案*
    The list without them
    · 按中国的工作日计算
    [详情]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    # 2 things wait for you → # 1 thing waits for you
    - R-1 · 经销商名单 · deliver by Tue, Nov 24 (China)
    - [Delivered] [⋯]
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
刘洋, 王磊, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    + R-1 · 经销商名单 · 11月24日 周二前决定是否采用替代方案（中国）
    + [查看] [⋯]
#product-launch · changed: R-1 · 经销商名单 · R&D → Sales · 🔵 accepted · needed by Tue, Nov 24 → ⚠️ objected · needed by Tue, Nov 24
    · Last change: Priya Nair, Mon, Nov 23, 9:32 AM GMT+8 → Priya Nair, Mon, Nov 23, 9:33 AM GMT+8
    - [!Delivered] [Object] [Hand to …]
    + *Reason* Two dealers have not signed
    + *Alternative* The list without them
    + · ⚠️ Late notice: objected to 1 time inside 2 working days of the day it is needed
    + [!Take the alternative] [Raise a dispute] [Withdraw]\
""")
    assert await came.of(world.zhao.presses("Take the alternative", on=await card_of(world, 1))) == snapshot("""\
Priya Nair · direct message · changed: R-1 · 经销商名单 · R&D → Sales · ⚠️ objected · needed by Tue, Nov 24 → 🔵 accepted · needed by Tue, Nov 24
    · Last change: Priya Nair, Mon, Nov 23, 9:33 AM → 赵敏, Mon, Nov 23, 9:34 AM
    - *Reason* Two dealers have not signed
    - *Alternative* The list without them
    + *Delivery standard* The list without them
    + [!Delivered] [Object] [Hand to …]
Priya Nair · direct message: R&D takes your alternative for R-1 · 经销商名单
    *Who asks whom* R&D → Sales | *State* 🔵 accepted | *Needed by* Tue, Nov 24 | *In charge* Priya Nair
    *Delivery standard*
    The list without them
    · ⚠️ Late notice: objected to 1 time inside 2 working days of the day it is needed
    · working days of China
    [!Delivered] [Object] [Hand to …] [Details]
赵敏 · alone: R-1 · 经销商名单已更新：🔵 已接受。
    [撤销]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    # 1 thing waits for you → # 2 things wait for you
    - 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
    + R-1 · 经销商名单 · deliver by Tue, Nov 24 (China)
    + [Delivered] [⋯]
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
刘洋, 王磊, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
林涛 · Home
    # 2件事待你处理 → # 1件事待你处理
    - R-1 · 经销商名单 · 11月24日 周二前决定是否采用替代方案（中国）
    - [查看] [⋯]
#product-launch · changed: R-1 · 经销商名单 · R&D → Sales · ⚠️ objected · needed by Tue, Nov 24 → 🔵 accepted · needed by Tue, Nov 24
    · Last change: Priya Nair, Mon, Nov 23, 9:33 AM GMT+8 → 赵敏, Mon, Nov 23, 9:34 AM GMT+8
    - *Reason* Two dealers have not signed
    - *Alternative* The list without them
    - [!Take the alternative] [Raise a dispute] [Withdraw]
    + *Delivery standard* The list without them
    + [!Delivered] [Object] [Hand to …]\
""")


async def test_no_answer_until_the_day_has_passed(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    await asks(world.lin, "经销商名单", SALES, "2026-12-11", answer_by="2026-11-24")
    assert await came.so_far() == snapshot("""\
Priya Nair · direct message: R-1 · 经销商名单 · R&D → Sales · ⏳ submitted · needed by Fri, Dec 11 · answer by Tue, Nov 24
    · working days of China · Last change: 林涛, Mon, Nov 23, 9:32 AM
    [!Accept] [Object] [Hand to …] [Details]
林涛 · alone: R-1 · 经销商名单已更新：⏳ 待答复。
    · 12月11日 周五（北京时间）前需要 · 11月24日 周二（北京时间）前答复 · 按中国的工作日计算
Maria Weber · Home
    🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done → 7 tasks done, 1 request raised
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done → 7 tasks done, 1 request raised
    + R-1 · 经销商名单 · answer by Tue, Nov 24 (China)
    + [Accept] [Object] [⋯]
刘洋, 王磊, 赵敏, 陈静 · Home
    🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成 → 7项任务完成、1项协作需求新提出
#product-launch: R-1 · 经销商名单 · R&D → Sales · ⏳ submitted · needed by Fri, Dec 11 · answer by Tue, Nov 24
    · working days of China · Last change: 林涛, Mon, Nov 23, 9:32 AM GMT+8
    [!Accept] [Object] [Hand to …] [Withdraw] [Details]\
""")
    assert await came.by("Tuesday 09:05") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · R-1 · 经销商名单 · answer by Tue, Nov 24 (China)
    [Accept] [Object] [⋯]
    Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 1件事待你处理 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
陈静 · direct message: 1件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Priya Nair · Home
    # 1 thing waits for you → # 2 things wait for you
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
    assert await came.by("Wednesday 08:00") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
    R-1 · 经销商名单 · answer by Tue, Nov 24 (China)
    [Accept] [Object] [⋯]
Sam Carter · direct message: 1 thing waits for you · Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    [Write the report] [⋯]
Sam Carter · direct message: 1 thing waits for you · Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    [Write the report] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 1件事待你处理 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
陈静 · direct message: 1件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 request raised
    + 🔴 1 request overdue since Wed 25 Nov · past 7 days: 7 tasks done, 1 request raised
Priya Nair · Home
    - R-1 · 经销商名单 · answer by Tue, Nov 24 (China)
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 request raised
    + R-1 · 经销商名单 · answer by Tue, Nov 24 (China) · 🔴 1 working day overdue
    + 🔴 1 request overdue since Wed, Nov 25 · past 7 days: 7 tasks done, 1 request raised
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    + [Write the report] [⋯]
刘洋, 陈静 · Home
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项协作需求新提出
    + 🔴 1项协作需求逾期（11月25日 周三起） · 近7天：7项任务完成、1项协作需求新提出
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    + R-1 · 经销商名单 · 11月24日 周二前尚未答复（中国） · 🔴 已逾期1个工作日
    + [提请对方部门负责人] [提出争议] [查看] [⋯]
王磊 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项协作需求新提出
    + 🔴 1项协作需求逾期（11月25日 周三起） · 近7天：7项任务完成、1项协作需求新提出
赵敏 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项协作需求新提出
    + R-1 · 经销商名单 · 11月24日 周二前尚未答复（中国） · 🔴 已逾期1个工作日
    + [提请对方部门负责人] [提出争议] [查看] [⋯]
    + 🔴 1项协作需求逾期（11月25日 周三起） · 近7天：7项任务完成、1项协作需求新提出\
""")
    assert await came.by("Wednesday 09:05") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · R-1 · 经销商名单 · answer by Tue, Nov 24 (China) · 🔴 1 working day overdue
    [Accept] [Object] [⋯]
    Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
林涛 · direct message: 2件事待你处理 · R-1 · 经销商名单 · 11月24日 周二前尚未答复（中国） · 🔴 已逾期1个工作日
    [提请对方部门负责人] [提出争议] [查看] [⋯]
    研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
#product-launch: Aurora lamp launch 曙光台灯上市: weekly meeting Wed, Nov 25, 10:30 AM GMT+8 · 7 of 11 tasks are done (64%); by the plan 4 should be (36%).
    `████████████░░░░░░░░` 64%
    (chart) Tasks by department: Marketing Completed 2, Open, in time 1, Late 0 / R&D Completed 2, Open, in time 0, Late 0 / Sales Completed 1, Open, in time 1, Late 0 / Customer Service Completed 0, Open, in time 1, Late 0 / Design Completed 2, Open, in time 1, Late 0
    (chart) Done against plan, in percent: Marketing Completed 67, Planned by now 33 / R&D Completed 100, Planned by now 50 / Sales Completed 50, Planned by now 0 / Customer Service Completed 0, Planned by now 0 / Design Completed 67, Planned by now 67
    ▸ How the departments stand
    *How the departments stand*
    • *Marketing* 2 of 3 done · 67% (plan 33%) · no report yet
    • *R&D* 2 of 2 done · 100% (plan 50%) · no report yet
    • *Sales* 1 of 2 done · 50% (plan 0%) · no report yet
    • *Customer Service* 0 of 1 done · 0% (plan 0%) · no report yet
    • *Design* 2 of 3 done · 67% (plan 67%) · no report yet
    *⏳ 5 reports are still to come*
    • Marketing: Sam Carter
    • R&D: 林涛
    • Sales: Priya Nair
    • Customer Service: 刘洋
    • Design: 陈静
    *⏳ 1 collaboration request is open, 1 overdue*
    1 submitted
    • *R-1* · 经销商名单 · R&D → Sales · submitted · 1 working day overdue
    *1 task falls due in the next two weeks*
    • Wed, Dec 2 · *T-9* Packaging print files 包装印刷文件 · Design · 陈静
    ———
    *Agenda · 60 minutes*
    10:30 AM · 1 overdue request · 12 min
    \u3000• R-1 经销商名单
    10:42 AM · Round of the departments · 26 min
    11:08 AM · The next two weeks: 1 task falls due · 11 min
    11:19 AM · Decisions and actions · 11 min
    · As of Wed, Nov 25, 8:30 AM GMT+8. Every task counts the same, one with subtasks by them; planned are those whose planned end has passed. With what is under way: 63%. Late is counted in working days of China.\
""")

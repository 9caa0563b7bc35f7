"""All that comes of each act on a collaboration request that Sam, in New York, makes of 陈静."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came, nothing_is_due
from tests.scenarios.cards import id_of
from tests.scenarios.requests import asks, card_of


async def test_asked_accepted_handed_on_delivered_returned_and_confirmed(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    assert await came.of(asks(world.sam)) == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⏳ submitted.
    · needed by Fri, Dec 4 (GMT+8) · answer by Wed, Nov 25 (GMT+8) · working days of China
陈静 · direct message: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复
    · 按中国的工作日计算 · 最近更新：Sam Carter，11月23日 周一 09:32
    [!接受] [提出异议] [指定承办人] [详情]
Maria Weber, Priya Nair · Home
    🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done → 7 tasks done, 1 request raised
刘洋, 王磊, 赵敏 · Home
    🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成 → 7项任务完成、1项协作需求新提出
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成 → 7项任务完成、1项协作需求新提出
    + R-1 · Poster artwork · 11月25日 周三前答复（中国）
    + [接受] [提出异议] [⋯]
#product-launch: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25
    · working days of China · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8
    [!Accept] [Object] [Hand to …] [Withdraw] [Details]\
""")
    accepted = await world.chen.presses("Accept", on=await card_of(world, 1))
    assert await came.so_far() == snapshot("""\
陈静 · alone: R-1 · Poster artwork已更新：🔵 已接受。
    [撤销]
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → 🔵 已接受 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 09:32 → 陈静，11月23日 周一 09:33
    - [!接受]
    + *承办人* 陈静
    + [!已交付]
陈静 · Home
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    + R-1 · Poster artwork · 12月4日 周五前交付（中国）
    + [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → 🔵 accepted · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8 → 陈静, Mon, Nov 23, 9:33 AM GMT+8
    - [!Accept] [Withdraw]
    + *In charge* 陈静
    + [!Delivered]\
""")
    assert await came.of(world.chen.presses("撤销", on=accepted.answer)) == snapshot("""\
陈静 · alone: R-1 · Poster artwork已更新：⏳ 待答复。
    · 12月4日 周五（北京时间）前需要 · 11月25日 周三（北京时间）前答复 · 按中国的工作日计算
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · 🔵 已接受 · 12月4日 周五前需要 → ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复
    · 最近更新：陈静，11月23日 周一 09:33 → 陈静，11月23日 周一 09:34
    - *承办人* 陈静
    - [!已交付]
    + [!接受]
陈静 · Home
    - R-1 · Poster artwork · 12月4日 周五前交付（中国）
    - [已交付] [⋯]
    + R-1 · Poster artwork · 11月25日 周三前答复（中国）
    + [接受] [提出异议] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · 🔵 accepted · needed by Fri, Dec 4 → ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25
    · Last change: 陈静, Mon, Nov 23, 9:33 AM GMT+8 → 陈静, Mon, Nov 23, 9:34 AM GMT+8
    - *In charge* 陈静
    - [!Delivered]
    + [!Accept] [Withdraw]\
""")
    await world.chen.presses("Accept", on=await card_of(world, 1))
    given = fills_in(world.chen, "Hand to …", await card_of(world, 1), assignee=await id_of(world, "lin"))
    assert await came.of(given) == snapshot("""\
林涛 · direct message: R-1 · Poster artwork · 市场部 → 设计部 · 🔵 已接受 · 12月4日 周五前需要
    *承办人* 林涛
    · 按中国的工作日计算 · 最近更新：陈静，11月23日 周一 09:35
    [!已交付] [提出异议] [指定承办人] [详情]
陈静 · alone: R-1 · Poster artwork已更新：🔵 已接受。
    [撤销]
陈静 · alone: R-1 · Poster artwork已交给林涛承办，并已告知。
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → 🔵 已接受 · 12月4日 周五前需要
    · 最近更新：陈静，11月23日 周一 09:34 → 陈静，11月23日 周一 09:35
    - [!接受]
    + *承办人* 林涛
    + [!已交付]
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + R-1 · Poster artwork · 12月4日 周五前交付（中国）
    + [已交付] [⋯]
陈静 · Home
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    + R-1 · Poster artwork · 12月4日 周五前交付（中国）
    + [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → 🔵 accepted · needed by Fri, Dec 4
    · Last change: 陈静, Mon, Nov 23, 9:34 AM GMT+8 → 陈静, Mon, Nov 23, 9:35 AM GMT+8
    - [!Accept] [Withdraw]
    + *In charge* 林涛
    + [!Delivered]\
""")
    delivered = fills_in(world.lin, "Delivered", await card_of(world, 1), reason="终稿在项目文件夹")
    assert await came.of(delivered) == snapshot("""\
林涛 · alone: R-1 · Poster artwork已更新：⏳ 已交付。
    [撤销]
林涛, 陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · 🔵 已接受 · 12月4日 周五前需要 → ⏳ 已交付 · 12月4日 周五前需要
    · 最近更新：陈静，11月23日 周一 09:35 → 林涛，11月23日 周一 09:36
    - [!已交付] [提出异议] [指定承办人]
    + *交付说明* 终稿在项目文件夹
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + R-1 · Poster artwork · confirm the delivery by Fri, Dec 4 (China)
    + [Confirm] [Show it] [⋯]
林涛, 陈静 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    - R-1 · Poster artwork · 12月4日 周五前交付（中国）
    - [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · 🔵 accepted · needed by Fri, Dec 4 → ⏳ delivered · needed by Fri, Dec 4
    · Last change: 陈静, Mon, Nov 23, 9:35 AM GMT+8 → 林涛, Mon, Nov 23, 9:36 AM GMT+8
    - [!Delivered] [Object] [Hand to …]
    + *What was delivered* 终稿在项目文件夹
    + [!Confirm] [Return]\
""")
    # Nine o'clock in New York.
    assert await came.by("Monday 22:10") == snapshot("""\
Sam Carter · direct message: Design has delivered R-1 · Poster artwork
    *Who asks whom* Marketing → Design | *State* ⏳ delivered | *Needed by* Fri, Dec 4 | *In charge* 林涛
    *What was delivered*
    终稿在项目文件夹
    · working days of China
    [!Confirm] [Return] [Details]\
""")
    returned = fills_in(world.sam, "Return", await card_of(world, 1), reason="The third size is missing")
    assert await came.of(returned) == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⏳ returned.
林涛, 陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 已交付 · 12月4日 周五前需要 → ⏳ 已退回 · 12月4日 周五前需要
    · 最近更新：林涛，11月23日 周一 09:36 → Sam Carter，11月23日 周一 22:10
    - *交付说明* 终稿在项目文件夹
    + *退回原因* The third size is missing
    + [!已交付] [提出异议] [指定承办人]
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    - R-1 · Poster artwork · confirm the delivery by Fri, Dec 4 (China)
    - [Confirm] [Show it] [⋯]
林涛, 陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + R-1 · Poster artwork · 12月4日 周五前交付（中国）
    + [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ delivered · needed by Fri, Dec 4 → ⏳ returned · needed by Fri, Dec 4
    · Last change: 林涛, Mon, Nov 23, 9:36 AM GMT+8 → Sam Carter, Mon, Nov 23, 10:10 PM GMT+8
    - *What was delivered* 终稿在项目文件夹
    - [!Confirm] [Return]
    + *What is missing* The third size is missing
    + [!Delivered] [Object] [Hand to …]\
""")
    assert await came.by("Tuesday 09:05") == snapshot("""\
Priya Nair · direct message: 1 thing waits for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 2件事待你处理 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    [……还有1项]
    ———
    市场部退回了R-1 · Poster artwork，请补充
    *需求部门 → 配合部门* 市场部 → 设计部 | *状态* ⏳ 已退回 | *需要日期* 12月4日 周五 | *承办人* 林涛
    *退回原因*
    The third size is missing
    · 按中国的工作日计算
    [!已交付] [提出异议] [指定承办人] [详情]
陈静 · direct message: 2件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    [……还有1项]
    ———
    市场部退回了R-1 · Poster artwork，请补充
    *需求部门 → 配合部门* 市场部 → 设计部 | *状态* ⏳ 已退回 | *需要日期* 12月4日 周五 | *承办人* 林涛
    *退回原因*
    The third size is missing
    · 按中国的工作日计算
    [!已交付] [提出异议] [指定承办人] [详情]
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    + Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    + [Write the report] [⋯]
刘洋 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    + 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    + 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]\
""")
    delivered_again = await fills_in(world.chen, "Delivered", await card_of(world, 1))
    assert await came.so_far() == snapshot("""\
林涛, 陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 已退回 · 12月4日 周五前需要 → ⏳ 已交付 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 22:10 → 陈静，11月24日 周二 09:05
    - *退回原因* The third size is missing
    - [!已交付] [提出异议] [指定承办人]
陈静 · alone: R-1 · Poster artwork已更新：⏳ 已交付。
    [撤销]
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + R-1 · Poster artwork · confirm the delivery by Fri, Dec 4 (China)
    + [Confirm] [Show it] [⋯]
林涛, 陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - R-1 · Poster artwork · 12月4日 周五前交付（中国）
    - [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ returned · needed by Fri, Dec 4 → ⏳ delivered · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 10:10 PM GMT+8 → 陈静, Tue, Nov 24, 9:05 AM GMT+8
    - *What is missing* The third size is missing
    - [!Delivered] [Object] [Hand to …]
    + [!Confirm] [Return]\
""")
    assert await came.of(world.chen.presses("撤销", on=delivered_again.answer)) == snapshot("""\
林涛, 陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 已交付 · 12月4日 周五前需要 → ⏳ 已退回 · 12月4日 周五前需要
    · 最近更新：陈静，11月24日 周二 09:05 → 陈静，11月24日 周二 09:06
    + *退回原因* The third size is missing
    + [!已交付] [提出异议] [指定承办人]
陈静 · alone: R-1 · Poster artwork已更新：⏳ 已退回。
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    - R-1 · Poster artwork · confirm the delivery by Fri, Dec 4 (China)
    - [Confirm] [Show it] [⋯]
林涛, 陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    + R-1 · Poster artwork · 12月4日 周五前交付（中国）
    + [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ delivered · needed by Fri, Dec 4 → ⏳ returned · needed by Fri, Dec 4
    · Last change: 陈静, Tue, Nov 24, 9:05 AM GMT+8 → 陈静, Tue, Nov 24, 9:06 AM GMT+8
    - [!Confirm] [Return]
    + *What is missing* The third size is missing
    + [!Delivered] [Object] [Hand to …]\
""")
    await fills_in(world.chen, "Delivered", await card_of(world, 1))
    confirmed = await world.sam.presses("Confirm", on=await card_of(world, 1))
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ✅ confirmed.
    [Undo]
林涛, 陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 已退回 · 12月4日 周五前需要 → ✅ 已确认 · 12月4日 周五前需要
    · 最近更新：陈静，11月24日 周二 09:06 → Sam Carter，11月24日 周二 09:07
    - *退回原因* The third size is missing
    - [!已交付] [提出异议] [指定承办人]
陈静 · alone: R-1 · Poster artwork已更新：⏳ 已交付。
    [撤销]
Maria Weber, Priya Nair · Home
    🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 request raised → 7 tasks done, 1 request raised, 1 request settled
刘洋, 王磊, 赵敏 · Home
    🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项协作需求新提出 → 7项任务完成、1项协作需求新提出、1项协作需求已完结
林涛 · Home
    # 2件事待你处理 → # 1件事待你处理
    - R-1 · Poster artwork · 12月4日 周五前交付（中国）
    - [已交付] [⋯]
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项协作需求新提出 → 7项任务完成、1项协作需求新提出、1项协作需求已完结
    - R-1 · Poster artwork · 12月4日 周五前交付（中国）
    - [已交付] [⋯]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ returned · needed by Fri, Dec 4 → ✅ confirmed · needed by Fri, Dec 4
    · Last change: 陈静, Tue, Nov 24, 9:06 AM GMT+8 → Sam Carter, Tue, Nov 24, 9:07 AM GMT+8
    - *What is missing* The third size is missing
    - [!Delivered] [Object] [Hand to …]\
""")
    assert await came.of(world.sam.presses("Undo", on=confirmed.answer)) == snapshot("""\
Sam Carter · alone: R-1 · Poster artwork is now ⏳ delivered.
林涛, 陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ✅ 已确认 · 12月4日 周五前需要 → ⏳ 已交付 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月24日 周二 09:07 → Sam Carter，11月24日 周二 09:08
Maria Weber, Priya Nair · Home
    🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done, 1 request raised, 1 request settled → 7 tasks done, 1 request raised
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + R-1 · Poster artwork · confirm the delivery by Fri, Dec 4 (China)
    + [Confirm] [Show it] [⋯]
刘洋, 王磊, 赵敏, 陈静 · Home
    🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成、1项协作需求新提出、1项协作需求已完结 → 7项任务完成、1项协作需求新提出
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ✅ confirmed · needed by Fri, Dec 4 → ⏳ delivered · needed by Fri, Dec 4
    · Last change: Sam Carter, Tue, Nov 24, 9:07 AM GMT+8 → Sam Carter, Tue, Nov 24, 9:08 AM GMT+8
    + [!Confirm] [Return]\
""")

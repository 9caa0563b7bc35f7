"""All that comes of a plan that is confirmed: sent, confirmed, changed, returned."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came
from tests.scenarios.test_baselines import asked


async def test_sent_confirmed_changed_and_returned(came: Came) -> None:
    world = came.world
    await came.begins_with(world.clock.to("Monday 16:00"))
    preview = (await world.zhao.types("/plan 确认")).answer
    await came.so_far()
    assert await came.of(world.zhao.presses("发送确认", on=preview)) == snapshot("""\
Maria Weber · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 1 · ⏳ waits for confirmation · confirm by Thu 26 Nov
    · After the fact: the project ran already when its plan was sent for confirmation.
    · You are asked to confirm as head of Marketing
    *Marketing: tasks and days*
    • T-1 · Positioning and price 定位与定价 · Wed 23 Sept – Wed 14 Oct
    • T-6 · Launch landing page 上市落地页 · Mon 16 Nov – Thu 26 Nov
    • T-12 · Launch event 上市发布会 · Mon 21 Dec – Fri 25 Dec · delivers: 200 guests, live stream, press kit, Press kit in English and Chinese 中英文资料包
    *What others need of you*
    • T-1 is awaited by Design for T-2 Industrial design 工业设计 (Mon 28 Sept)
    • T-1 is awaited by Sales for T-7 Dealer price list 经销商价目表 (Tue 17 Nov)
    • Key messages 核心卖点 for T-3 Launch key visual 主视觉设计 of Design (Tue 3 Nov – Wed 18 Nov)
    • Exhibits and leaflets 展具与折页 for T-11 Dealer roadshow, five cities 五城经销商路演 of Sales (Mon 7 Dec – Mon 21 Dec)
    *What you need of others*
    • T-6 waits for T-3 Launch key visual 主视觉设计 of Design (Wed 18 Nov)
    • T-12 waits for T-5 Pilot production run 小批量试产 of R&D (Fri 27 Nov)
    • T-12 waits for T-11 Dealer roadshow, five cities 五城经销商路演 of Sales (Mon 21 Dec) · T-12 may begin 2 working days before T-11 ends
    • T-6: Images in three sizes 三种尺寸的图片 from Design
    • T-6: Dealer list 经销商名单 from Sales
    • T-12: Stage design 舞台设计 from Design
    • T-12: Ten working lamps 样机十台 from R&D
    [!Confirm the plan] [Return with reasons] [Gantt chart] [Details]
Priya Nair · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 1 · ⏳ waits for confirmation · confirm by Thu, Nov 26
    · After the fact: the project ran already when its plan was sent for confirmation.
    · You are asked to confirm as head of Sales
    *Sales: tasks and days*
    • T-7 · Dealer price list 经销商价目表 · Tue, Nov 17 – Wed, Nov 25
    • T-11 · Dealer roadshow, five cities 五城经销商路演 · Mon, Dec 7 – Mon, Dec 21
    *What others need of you*
    • T-11 is awaited by Marketing for T-12 Launch event 上市发布会 (Mon, Dec 21) · T-12 may begin 2 working days before T-11 ends
    • Dealer list 经销商名单 for T-6 Launch landing page 上市落地页 of Marketing (Mon, Nov 16 – Thu, Nov 26)
    *What you need of others*
    • T-7 waits for T-1 Positioning and price 定位与定价 of Marketing (Wed, Oct 14)
    • T-11: Exhibits and leaflets 展具与折页 from Marketing
    [!Confirm the plan] [Return with reasons] [Gantt chart] [Details]
刘洋 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认
    · 事后补定：计划发送确认时，项目已在进行。
    · 请您以客服部负责人身份确认
    *客服部：任务与日期*
    • T-8 · Service scripts and training 客服话术与培训 · 11月19日 周四至12月11日 周五
    • T-10 · Train the call centre 客服培训 · 12月4日 周五至12月11日 周五
    [!确认计划] [附理由退回] [甘特图] [详情]
王磊 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认
    · 事后补定：计划发送确认时，项目已在进行。
    · 请您以研发部负责人身份确认
    *研发部：任务与日期*
    • T-4 · Firmware 1.0 固件1.0 · 10月12日 周一至11月19日 周四 · 交付：固件安装包与发布说明, 通过老化测试72小时，无致命缺陷
    • T-5 · Pilot production run 小批量试产 · 11月9日 周一至11月27日 周五
    *其他部门需要本部门的*
    • 市场部的T-12 Launch event 上市发布会等待T-5（12月21日 周一）
    • 为设计部的T-2 Industrial design 工业设计提供：Structure and heat review 结构与散热评审（9月28日 周一至10月26日 周一）
    • 为市场部的T-12 Launch event 上市发布会提供：Ten working lamps 样机十台（12月21日 周一至12月25日 周五）
    *本部门需要其他部门的*
    • T-5等待设计部的T-2 Industrial design 工业设计（10月26日 周一） · T-5在T-2完成5个工作日后开始
    [!确认计划] [附理由退回] [甘特图] [详情]
赵敏 · alone: P-2026-001：计划第1版还有5人未确认，截止11月26日 周四。
    · 还有以下人员未回复，截止11月26日 周四：市场部负责人 (Maria Weber)、研发部负责人 (王磊)、销售部负责人 (Priya Nair)、客服部负责人 (刘洋)、设计部负责人 (陈静)。
    [查看进展]
陈静 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认
    · 事后补定：计划发送确认时，项目已在进行。
    · 请您以设计部负责人身份确认
    *设计部：任务与日期*
    • T-2 · Industrial design 工业设计 · 9月28日 周一至10月26日 周一
    • T-3 · Launch key visual 主视觉设计 · 11月3日 周二至11月18日 周三 · 交付：One layered file and 6 cuts, PSD, 300 dpi, Approved by Marketing 市场部确认
    • T-9 · Packaging print files 包装印刷文件 · 11月24日 周二至12月2日 周三
    *其他部门需要本部门的*
    • 研发部的T-5 Pilot production run 小批量试产等待T-2（11月9日 周一） · T-5在T-2完成5个工作日后开始
    • 市场部的T-6 Launch landing page 上市落地页等待T-3（11月16日 周一）
    • 为市场部的T-6 Launch landing page 上市落地页提供：Images in three sizes 三种尺寸的图片（11月16日 周一至11月26日 周四）
    • 为市场部的T-12 Launch event 上市发布会提供：Stage design 舞台设计（12月21日 周一至12月25日 周五）
    *本部门需要其他部门的*
    • T-2等待市场部的T-1 Positioning and price 定位与定价（10月14日 周三）
    • T-2：由研发部提供Structure and heat review 结构与散热评审
    • T-3：由市场部提供Key messages 核心卖点
    [!确认计划] [附理由退回] [甘特图] [详情]
Maria Weber · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # 1 thing waits for you
    + P-2026-001 · confirm the plan as head of Marketing by Thu 26 Nov (China)
    + [Read and confirm] [⋯]
Priya Nair · Home
    # 1 thing waits for you → # 2 things wait for you
    + P-2026-001 · confirm the plan as head of Sales by Thu, Nov 26 (China)
    + [Read and confirm] [⋯]
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + P-2026-001 · 请以客服部负责人身份在11月26日 周四前确认计划（中国）
    + [查看并确认] [⋯]
王磊 · Home
    # 1件事待你处理 → # 2件事待你处理
    + P-2026-001 · 请以研发部负责人身份在11月26日 周四前确认计划（中国）
    + [查看并确认] [⋯]
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    + P-2026-001 · 请以设计部负责人身份在11月26日 周四前确认计划（中国）
    + [查看并确认] [⋯]\
""")
    await world.clock.to("Tuesday 16:00")
    await came.so_far()
    card = await asked(world, "wang")
    assert await came.of(world.wang.presses("确认计划", on=card)) == snapshot("""\
王磊 · alone: P-2026-001：您已确认计划第1版中本部门的部分。
    · 还有以下人员未回复，截止11月26日 周四：市场部负责人 (Maria Weber)、销售部负责人 (Priya Nair)、客服部负责人 (刘洋)、设计部负责人 (陈静)。
    [查看进展]
王磊 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认
    - · 请您以研发部负责人身份确认
    - *研发部：任务与日期* • T-4 · Firmware 1.0 固件1.0 · 10月12日 周一至11月19日 周四 · 交付：固件安装包与发布说明, 通过老化测试72小时，无致命缺陷
    - • T-5 · Pilot production run 小批量试产 · 11月9日 周一至11月27日 周五
    - *其他部门需要本部门的* • 市场部的T-12 Launch event 上市发布会等待T-5（12月21日 周一）
    - • 为设计部的T-2 Industrial design 工业设计提供：Structure and heat review 结构与散热评审（9月28日 周一至10月26日 周一）
    - • 为市场部的T-12 Launch event 上市发布会提供：Ten working lamps 样机十台（12月21日 周一至12月25日 周五）
    - *本部门需要其他部门的* • T-5等待设计部的T-2 Industrial design 工业设计（10月26日 周一） · T-5在T-2完成5个工作日后开始
    - [!确认计划] [附理由退回]
    + · 您已以研发部负责人身份确认
    + [撤回我的确认]
王磊 · Home
    # 2件事待你处理 → # 1件事待你处理
    - P-2026-001 · 请以研发部负责人身份在11月26日 周四前确认计划（中国）
    - [查看并确认] [⋯]\
""")
    await came.of(world.zhao.types("/task update T-5 due 2026-12-11 because 模具外协"))
    assert await came.of(world.clock.plus("15m")) == snapshot("""\
Maria Weber · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 1 · ⏳ waits for confirmation · confirm by Thu 26 Nov → version 2 · ⏳ waits for confirmation · confirm by Fri 27 Nov
    - • T-12 waits for T-5 Pilot production run 小批量试产 of R&D (Fri 27 Nov)
    + • T-12 waits for T-5 Pilot production run 小批量试产 of R&D (Fri 11 Dec)
Priya Nair · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 1 · ⏳ waits for confirmation · confirm by Thu, Nov 26 → version 2 · ⏳ waits for confirmation · confirm by Fri, Nov 27
刘洋, 陈静 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认 → 第2版 · ⏳ 等待确认 · 11月27日 周五前确认
王磊 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认 → 第2版 · ⏳ 等待确认 · 11月27日 周五前确认
    - · 您已以研发部负责人身份确认
    - [撤回我的确认]
    + · 请您以研发部负责人身份确认
    + *自您上次确认或退回以来的变化（研发部负责人）* • T-5 · Pilot production run 小批量试产：由11月9日 周一至11月27日 周五改为11月9日 周一至12月11日 周五
    + *研发部：任务与日期* • T-4 · Firmware 1.0 固件1.0 · 10月12日 周一至11月19日 周四 · 交付：固件安装包与发布说明, 通过老化测试72小时，无致命缺陷
    + • T-5 · Pilot production run 小批量试产 · 11月9日 周一至12月11日 周五
    + *其他部门需要本部门的* • 市场部的T-12 Launch event 上市发布会等待T-5（12月21日 周一）
    + • 为设计部的T-2 Industrial design 工业设计提供：Structure and heat review 结构与散热评审（9月28日 周一至10月26日 周一）
    + • 为市场部的T-12 Launch event 上市发布会提供：Ten working lamps 样机十台（12月21日 周一至12月25日 周五）
    + *本部门需要其他部门的* • T-5等待设计部的T-2 Industrial design 工业设计（10月26日 周一） · T-5在T-2完成5个工作日后开始
    + [!确认计划] [附理由退回]
王磊 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市计划中本部门的部分有变：请在11月27日 周五前重新确认
    *自您上次确认或退回以来的变化（研发部负责人）*
    • T-5 · Pilot production run 小批量试产：由11月9日 周一至11月27日 周五改为11月9日 周一至12月11日 周五
    [!查看并确认]
Maria Weber · Home
    - P-2026-001 · confirm the plan as head of Marketing by Thu 26 Nov (China)
    + P-2026-001 · confirm the plan as head of Marketing by Fri 27 Nov (China)
Priya Nair · Home
    - P-2026-001 · confirm the plan as head of Sales by Thu, Nov 26 (China)
    + P-2026-001 · confirm the plan as head of Sales by Fri, Nov 27 (China)
刘洋 · Home
    - P-2026-001 · 请以客服部负责人身份在11月26日 周四前确认计划（中国）
    + P-2026-001 · 请以客服部负责人身份在11月27日 周五前确认计划（中国）
王磊 · Home
    # 1件事待你处理 → # 2件事待你处理
    + P-2026-001 · 请以研发部负责人身份在11月27日 周五前确认计划（中国）
    + [查看并确认] [⋯]
陈静 · Home
    - P-2026-001 · 请以设计部负责人身份在11月26日 周四前确认计划（中国）
    + P-2026-001 · 请以设计部负责人身份在11月27日 周五前确认计划（中国）\
""")
    card = await asked(world, "priya")
    returned = fills_in(world.priya, "Return with reasons", card, reason="The road show needs a week more")
    assert await came.of(returned) == snapshot("""\
Maria Weber · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 2 · ⏳ waits for confirmation · confirm by Fri 27 Nov → ⚠️ returned with reasons
    - · You are asked to confirm as head of Marketing
    - *Marketing: tasks and days* • T-1 · Positioning and price 定位与定价 · Wed 23 Sept – Wed 14 Oct
    - • T-6 · Launch landing page 上市落地页 · Mon 16 Nov – Thu 26 Nov
    - • T-12 · Launch event 上市发布会 · Mon 21 Dec – Fri 25 Dec · delivers: 200 guests, live stream, press kit, Press kit in English and Chinese 中英文资料包
    - *What others need of you* • T-1 is awaited by Design for T-2 Industrial design 工业设计 (Mon 28 Sept)
    - • T-1 is awaited by Sales for T-7 Dealer price list 经销商价目表 (Tue 17 Nov)
    - • Key messages 核心卖点 for T-3 Launch key visual 主视觉设计 of Design (Tue 3 Nov – Wed 18 Nov)
    - • Exhibits and leaflets 展具与折页 for T-11 Dealer roadshow, five cities 五城经销商路演 of Sales (Mon 7 Dec – Mon 21 Dec)
    - *What you need of others* • T-6 waits for T-3 Launch key visual 主视觉设计 of Design (Wed 18 Nov)
    - • T-12 waits for T-5 Pilot production run 小批量试产 of R&D (Fri 11 Dec)
    - • T-12 waits for T-11 Dealer roadshow, five cities 五城经销商路演 of Sales (Mon 21 Dec) · T-12 may begin 2 working days before T-11 ends
    - • T-6: Images in three sizes 三种尺寸的图片 from Design
    - • T-6: Dealer list 经销商名单 from Sales
    - • T-12: Stage design 舞台设计 from Design
    - • T-12: Ten working lamps 样机十台 from R&D
    - [!Confirm the plan] [Return with reasons]
    + *What Priya Nair says* The road show needs a week more
Priya Nair · alone: P-2026-001: the plan is returned with your reasons; 赵敏 is told.
    [Undo] [Where it stands]
Priya Nair · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 2 · ⏳ waits for confirmation · confirm by Fri, Nov 27 → ⚠️ returned with reasons
    - · You are asked to confirm as head of Sales
    - *Sales: tasks and days* • T-7 · Dealer price list 经销商价目表 · Tue, Nov 17 – Wed, Nov 25
    - • T-11 · Dealer roadshow, five cities 五城经销商路演 · Mon, Dec 7 – Mon, Dec 21
    - *What others need of you* • T-11 is awaited by Marketing for T-12 Launch event 上市发布会 (Mon, Dec 21) · T-12 may begin 2 working days before T-11 ends
    - • Dealer list 经销商名单 for T-6 Launch landing page 上市落地页 of Marketing (Mon, Nov 16 – Thu, Nov 26)
    - *What you need of others* • T-7 waits for T-1 Positioning and price 定位与定价 of Marketing (Wed, Oct 14)
    - • T-11: Exhibits and leaflets 展具与折页 from Marketing
    - [!Confirm the plan] [Return with reasons]
    + *What Priya Nair says* The road show needs a week more
刘洋 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第2版 · ⏳ 等待确认 · 11月27日 周五前确认 → ⚠️ 已附理由退回
    - · 请您以客服部负责人身份确认
    - *客服部：任务与日期* • T-8 · Service scripts and training 客服话术与培训 · 11月19日 周四至12月11日 周五
    - • T-10 · Train the call centre 客服培训 · 12月4日 周五至12月11日 周五
    - [!确认计划] [附理由退回]
    + *Priya Nair的意见* The road show needs a week more
王磊 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第2版 · ⏳ 等待确认 · 11月27日 周五前确认 → ⚠️ 已附理由退回
    - · 请您以研发部负责人身份确认
    - *自您上次确认或退回以来的变化（研发部负责人）* • T-5 · Pilot production run 小批量试产：由11月9日 周一至11月27日 周五改为11月9日 周一至12月11日 周五
    - *研发部：任务与日期* • T-4 · Firmware 1.0 固件1.0 · 10月12日 周一至11月19日 周四 · 交付：固件安装包与发布说明, 通过老化测试72小时，无致命缺陷
    - • T-5 · Pilot production run 小批量试产 · 11月9日 周一至12月11日 周五
    - *其他部门需要本部门的* • 市场部的T-12 Launch event 上市发布会等待T-5（12月21日 周一）
    - • 为设计部的T-2 Industrial design 工业设计提供：Structure and heat review 结构与散热评审（9月28日 周一至10月26日 周一）
    - • 为市场部的T-12 Launch event 上市发布会提供：Ten working lamps 样机十台（12月21日 周一至12月25日 周五）
    - *本部门需要其他部门的* • T-5等待设计部的T-2 Industrial design 工业设计（10月26日 周一） · T-5在T-2完成5个工作日后开始
    - [!确认计划] [附理由退回]
    + *Priya Nair的意见* The road show needs a week more
赵敏 · direct message: ⚠️ Priya Nair退回了P-2026-001 · Aurora lamp launch 曙光台灯上市的计划
    The road show needs a week more
    · 请修改相关任务后重新发送计划。部分未变的部门无需再次确认。
    [查看进展]
陈静 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第2版 · ⏳ 等待确认 · 11月27日 周五前确认 → ⚠️ 已附理由退回
    - · 请您以设计部负责人身份确认
    - *设计部：任务与日期* • T-2 · Industrial design 工业设计 · 9月28日 周一至10月26日 周一
    - • T-3 · Launch key visual 主视觉设计 · 11月3日 周二至11月18日 周三 · 交付：One layered file and 6 cuts, PSD, 300 dpi, Approved by Marketing 市场部确认
    - • T-9 · Packaging print files 包装印刷文件 · 11月24日 周二至12月2日 周三
    - *其他部门需要本部门的* • 研发部的T-5 Pilot production run 小批量试产等待T-2（11月9日 周一） · T-5在T-2完成5个工作日后开始
    - • 市场部的T-6 Launch landing page 上市落地页等待T-3（11月16日 周一）
    - • 为市场部的T-6 Launch landing page 上市落地页提供：Images in three sizes 三种尺寸的图片（11月16日 周一至11月26日 周四）
    - • 为市场部的T-12 Launch event 上市发布会提供：Stage design 舞台设计（12月21日 周一至12月25日 周五）
    - *本部门需要其他部门的* • T-2等待市场部的T-1 Positioning and price 定位与定价（10月14日 周三）
    - • T-2：由研发部提供Structure and heat review 结构与散热评审
    - • T-3：由市场部提供Key messages 核心卖点
    - [!确认计划] [附理由退回]
    + *Priya Nair的意见* The road show needs a week more
Maria Weber · Home
    # 1 thing waits for you → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - P-2026-001 · confirm the plan as head of Marketing by Fri 27 Nov (China)
    - [Read and confirm] [⋯]
Priya Nair · Home
    # 3 things wait for you → # 2 things wait for you
    - P-2026-001 · confirm the plan as head of Sales by Fri, Nov 27 (China)
    - [Read and confirm] [⋯]
刘洋 · Home
    # 2件事待你处理 → # 1件事待你处理
    - P-2026-001 · 请以客服部负责人身份在11月27日 周五前确认计划（中国）
    - [查看并确认] [⋯]
王磊 · Home
    # 2件事待你处理 → # 1件事待你处理
    - P-2026-001 · 请以研发部负责人身份在11月27日 周五前确认计划（中国）
    - [查看并确认] [⋯]
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + P-2026-001 · 计划已被Priya Nair退回
    + [查看] [⋯]
陈静 · Home
    # 3件事待你处理 → # 2件事待你处理
    - P-2026-001 · 请以设计部负责人身份在11月27日 周五前确认计划（中国）
    - [查看并确认] [⋯]\
""")

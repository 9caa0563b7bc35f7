"""All that comes of the last confirmation of a plan."""

from __future__ import annotations

from inline_snapshot import snapshot

from bot.words.patterns import Pattern
from tests.came.conftest import Came
from tests.scenarios.test_baselines import asked

CODE = Pattern(r"`[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}`")


async def test_confirmed_by_all(came: Came) -> None:
    world = came.world
    preview = (await world.zhao.types("/plan 确认")).answer
    await world.zhao.presses("发送确认", on=preview)
    await world.clock.to("Tuesday 16:00")
    for who, verb in (
        ("maria", "Confirm the plan"),
        ("priya", "Confirm the plan"),
        ("liu", "确认计划"),
        ("wang", "确认计划"),
    ):
        await world.person(who).presses(verb, on=await asked(world, who))
    chen = (await world.chen.types("/plan 确认")).answer
    await came.so_far()
    said = await came.of(world.chen.presses("确认计划", on=chen))
    # A check code is of the moment, to the microsecond.
    assert CODE.sub("`its code`", said) == snapshot("""\
Maria Weber · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 1 · ⏳ waits for confirmation · confirm by Thu 26 Nov → ✅ confirmed by all
    - [Withdraw my word]
Priya Nair · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · plan · version 1 · ⏳ waits for confirmation · confirm by Thu, Nov 26 → ✅ confirmed by all
    - [Withdraw my word]
刘洋, 王磊 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认 → ✅ 已全部确认
    - [撤回我的确认]
赵敏 · direct message: ✅ P-2026-001：计划已全部确认，成为基线1
    [查看进展]
陈静 · alone: P-2026-001：计划已全部确认，成为基线1，频道会收到通知。
    [查看进展]
陈静 · direct message · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 · 计划 · 第1版 · ⏳ 等待确认 · 11月26日 周四前确认 → ✅ 已全部确认
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
    + · 您已以设计部负责人身份确认
陈静 · Home
    # 3件事待你处理 → # 2件事待你处理
    - P-2026-001 · 请以设计部负责人身份在11月26日 周四前确认计划（中国）
    - [查看并确认] [⋯]
#product-launch: ✅ The plan of P-2026-001 · Aurora lamp launch 曙光台灯上市 is confirmed by all: baseline 1
    *Confirmations*
    ✅ head of Marketing · Maria Weber · Tue, Nov 24, 4:00 PM GMT+8 · `its code`
    ✅ head of R&D · 王磊 · Tue, Nov 24, 4:00 PM GMT+8 · `its code`
    ✅ head of Sales · Priya Nair · Tue, Nov 24, 4:00 PM GMT+8 · `its code`
    ✅ head of Customer Service · 刘洋 · Tue, Nov 24, 4:00 PM GMT+8 · `its code`
    ✅ head of Design · 陈静 · Tue, Nov 24, 4:01 PM GMT+8 · `its code`
    · After the fact: the project ran already when its plan was sent for confirmation.
    [Gantt chart] [Where it stands]\
""")

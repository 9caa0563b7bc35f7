"""All that comes of asking how a project stands and is heading, and of taking its documents along."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.conftest import Came


async def test_the_status_in_words_and_on_one_page(came: Came) -> None:
    world = came.world
    assert await came.of(world.sam.types("/project status")) == snapshot("""\
Sam Carter · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市 (execution): 🔴 2 tasks late since Thu, Nov 19
    · 2 of 11 tasks done · past 7 days: 2 tasks done · planned to end on Fri, Dec 25 · next meeting Tue, Nov 24, 9:30 PM
    Forecast: 2 tasks late; the end is still Fri, Dec 25
    End of the project: Wed, Dec 30 · the plan ends 3 working days before that · waits for T-12 Launch event 上市发布会
    [As a picture] [As a Word document]
    · Nothing here waits for you.
    *Waits for others*
    陈静: *T-3* · Launch key visual 主视觉设计 · 🔴 3 working days late (China)
    林涛: *T-4* · Firmware 1.0 固件1.0 · 🔴 2 working days late (China)
    Priya Nair: *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    · `/task list late` shows the late tasks, `/project show P-2026-001` who takes part.\
""")
    assert await came.of(world.lin.types("/project 状态")) == snapshot("""\
林涛 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市（执行）：🔴 2项任务延期（11月19日 周四起）
    · 任务已完成2/11项 · 近7天：2项任务完成 · 计划12月25日 周五结束 · 下次例会：11月25日 周三 10:30
    进度预测：2项任务延期；结束日期仍为12月25日 周五
    项目结束日：12月30日 周三 · 计划比它早3个工作日完成 · 等待T-12 Launch event 上市发布会
    [图片] [Word文档]
    *待你处理*
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    [更新] [标为完成]
    *待他人处理*
    陈静：*T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    Priya Nair：*T-7* · Dealer price list 经销商价目表 · 计划11月25日 周三完成
    · `/task 列表 延期`列出延期任务，`/project 查看 P-2026-001`查看参与部门。\
""")
    assert await came.of(world.sam.types("/project status word")) == snapshot("""\
Sam Carter · alone: The status of P-2026-001 on one page is in your conversation with Liaison.
Sam Carter · direct message: Status of P-2026-001 · Aurora lamp launch 曙光台灯上市
    [file P-2026-001-Project status report-2026-11-23.docx]\
""")
    assert await came.of(world.lin.types("/project 状态 图片")) == snapshot("""\
林涛 · alone: P-2026-001的一页项目状态已发到你与Liaison的私信。
林涛 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市的项目状态
    [file P-2026-001-项目状态报告-2026-11-23.png]\
""")


async def test_the_documents_as_one_workbook(came: Came) -> None:
    world = came.world
    assert await came.of(world.sam.types("/plan export")) == snapshot("""\
Sam Carter · alone: The plan of P-2026-001 as an MS Project file is in your conversation with Liaison.
    · Open it with MS Project, ProjectLibre or GanttProject. It holds tasks, links, owners, lead departments and the days off they count with. The whole project as one workbook: `/plan export excel`.
    [As Excel]
Sam Carter · direct message: Plan for MS Project · P-2026-001 Aurora lamp launch 曙光台灯上市
    [file P-2026-001-Plan-2026-11-23.xml]\
""")
    assert await came.of(world.lin.types("/plan 导出 工作簿")) == snapshot("""\
林涛 · alone: P-2026-001的全部文档（一个工作簿）已发到你与Liaison的私信。
    · 可在其中的任务跟踪表里修改，再用`/plan 导入`带回来：只更新已有的任务，不会重复创建。
林涛 · direct message: 项目文档 · P-2026-001 Aurora lamp launch 曙光台灯上市
    [file P-2026-001-项目文档-2026-11-23.xlsx]\
""")

"""What a project's workbook says of its reviews, its acceptance and what it has taken on; and that it comes back."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook

from bot.plans import reading
from bot.sandbox.server import Sandbox
from tests.came.acting import fills_in, sends
from tests.scenarios.proposals import told as hears
from tests.scenarios.reviews import opines, planned, submitted
from tests.scenarios.test_acceptance import acceptance, called, judged_by_all, signed_by_all
from tests.scenarios.test_books import exported, rows_of
from tests.scenarios.test_plans import reads
from tests.scenarios.test_retrospectives import told
from tests.world import Person, World

HOSTILE = '=HYPERLINK("https://evil.example","x")'


async def book_of(world: World, who: Person, company: Sandbox) -> Workbook:
    """The workbook that somebody exports."""
    return load_workbook(io.BytesIO(await exported(world, who, company)))


async def test_reviews_stand_in_it_with_their_opinions_once_these_are_shown(world: World, company: Sandbox) -> None:
    assert "Milestone reviews" not in (await book_of(world, world.sam, company)).sheetnames
    await planned(world)
    await submitted(world, links="=1+1 https://example.com/report")
    await opines(world, "chen", "conditions", conditions="@lin 2026-11-27前完成第二次跌落测试")
    await opines(world, "maria", "pass")
    row = rows_of(await book_of(world, world.sam, company), "Milestone reviews")[2]
    assert row[:5] == ["Q-1", "Prototype approved", "Preparation 筹备", "R&D", "in review"]
    assert row[7] == "=1+1"
    assert str(row[9]).split("\n") == [
        "Technical feasibility · 陈静", "Market fit · Maria Weber", "Compliance · 刘洋",
    ], "hidden until all are in"  # fmt: skip
    assert not row[10], "what somebody asks for besides is hidden, too"
    await opines(world, "liu", "pass", word=HOSTILE)
    row = rows_of(await book_of(world, world.sam, company), "Milestone reviews")[2]
    assert row[4] == "passed with conditions"
    assert str(row[9]).split("\n")[1:] == ["Market fit · Maria Weber · pass", f"Compliance · 刘洋 · pass · {HOSTILE}"]
    assert row[10] == "T-13 完成第二次跌落测试 · 林涛, by Fri, Nov 27, 2026: open"
    assert row[12] == "Launch 上市"
    await world.clock.to("2026-11-30 10:00")
    book = await book_of(world, world.sam, company)
    last = next(book["Milestone reviews"].iter_rows(min_row=3))
    assert last[4].value == "locked again: a condition has lapsed"
    assert str(last[10].value).endswith(": lapsed")
    assert last[0].font.color is not None, "what does not go on is red"
    content = await exported(world, world.zhao, company, "/plan 导出 excel")
    row = rows_of(load_workbook(io.BytesIO(content)), "节点质量评审")[2]
    assert row[10] == "T-13 完成第二次跌落测试 · 林涛，2026年11月27日 周五前：已逾期"
    shown = await reads(world.zhao, content, "book.xlsx")
    assert "新增0项任务，更新0项" in shown.text, shown.text


async def test_what_was_judged_stands_in_it_and_what_the_project_has_taken_on(world: World, company: Sandbox) -> None:
    await called(world, outside="吴女士")
    row = rows_of(await book_of(world, world.sam, company), "Acceptance")[2]
    assert row[:6] == ["Acceptance", 1, "首月销售额500万元", "销售日报：512万元", None, "not judged by all yet"]
    await judged_by_all(world)
    form = (await world.zhao.presses("登记签署件", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    await world.zhao.submits(form, files=[await world.zhao.attaches("签署件.pdf", "%PDF-1.4")])
    await signed_by_all(world)
    await world.clock.to("Thursday 17:00")
    form = (await world.priya.presses("Give evidence", on=await hears(world, "priya", "give evidence"))).view
    assert form is not None
    await world.priya.submits(form, proof=HOSTILE)
    rows = rows_of(await book_of(world, world.sam, company), "Acceptance")[2:]
    remainder = next(one for one in rows if one[5] == "met with a remainder")
    assert "sponsor · met with a remainder · The last ten shops" in str(remainder[4])
    assert (remainder[6], str(remainder[7])[:10], remainder[8]) == ("Sales", "2026-12-01", HOSTILE)
    assert [one[5] for one in rows].count("met") == 1

    begin = await world.zhao.types("/project 复盘")
    form = (await world.zhao.presses("征询核心团队", on=begin.answer)).view
    assert form is not None
    await world.zhao.submits(form, people=["zhao", "lin", "sam"], answer_by="2026-12-03")
    assert "Actions of the retrospective" not in (await book_of(world, world.sam, company)).sheetnames
    await world.clock.to("2026-11-27 09:30")
    await fills_in(world.lin, "答复", await told(world.lin, "复盘：你怎么看"), goal="3", cooperation="3")
    await world.clock.to("2026-12-04 09:30")
    shown = await world.zhao.presses("查看复盘", on=await told(world.zhao, "答复已汇总，请撰写报告"))
    form = (await world.zhao.presses("撰写报告", on=shown.answer)).view
    assert form is not None
    out = await sends(world.zhao, form, summary="按期上市", keep=f"@林涛 {HOSTILE} 2026-12-10前")
    await world.zhao.presses("发布", on=out.answer)
    rows = rows_of(await book_of(world, world.sam, company), "Actions of the retrospective")
    assert [str(one)[:10] if one else one for one in rows[2][:5]] == [
        "Keep",
        HOSTILE[:10],
        "林涛",
        "2026-12-10",
        "to do",
    ]
    content = await exported(world, world.sam, company)
    assert reading.read(content).problems == [], "it comes back as it went out"

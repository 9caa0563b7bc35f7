"""The Gantt picture of a plan: what a reader sees, and that nothing of it lies on anything else."""

from __future__ import annotations

import re
import struct
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import cli
from bot.documents import pictures
from bot.plans.gantt import layout, lines
from bot.plans.gantt.columns import DESK, PHONE, Sheet
from bot.plans.gantt.lines import initials
from bot.plans.gantt.page import Page, Shape, Stretch, Words
from bot.plans.gantt.svg import svg
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.plans.scheduled import scheduled
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.plans.books import october

ENGLISH, CHINESE = Reader("en-GB"), Reader("zh-CN")
TODAY = october(14)
SVG = "{http://www.w3.org/2000/svg}"


def stage(key: str, title: str) -> PlanRow:
    return PlanRow(key, title, code=key, is_summary=True)


def task(key: str, title: str, first: int | date, last: int | date, progress: int | None = 0, **more: str) -> PlanRow:
    days = [october(one) if isinstance(one, int) else one for one in (first, last)]
    parent = key.rpartition(".")[0] or None
    return PlanRow(
        key,
        title,
        key.count(".") + 1,
        parent,
        key,
        start=days[0],
        end=days[1],
        progress=progress,
        owner=more.get("owner", ""),
    )


def milestone(key: str, title: str, day: int, *, is_at_start: bool = False) -> PlanRow:
    row = task(key, title, day, day)
    row.is_milestone, row.is_at_start = True, is_at_start
    return row


def drawn(
    plan: Plan,
    reader: Reader = ENGLISH,
    sheet: Sheet = DESK,
    opened: Sequence[str] = (),
    *,
    begins: date | None = None,
    today: date = TODAY,
) -> list[Page]:
    first = begins or plan.begins or today
    _schedule, places = scheduled(plan, first)
    calendar = plan.calendar.counted()
    chart = lines.chart(plan, "Fair", today, calendar, places, is_dated_by_schedule=begins is not None, opened=opened)
    return list(layout.pages(chart, reader, sheet))


def said(page: Page) -> list[str]:
    """The rows as they are read, from left to right."""
    return [" | ".join(one.text for one in sorted(row.words, key=lambda one: one.x)) for row in page.rows]


def width(part: Stretch | None) -> float:
    return part.width if part else 0


def explained(page: Page) -> list[str]:
    return [one.words.text for one in page.legend]


FAIR = Plan(
    "CSV",
    [
        stage("1", "Stand"),
        task("1.1", "Draw the stand", 1, 9, 100, owner="Sam Carter"),
        task("1.2", "Order walls", 8, 12, 60, owner="林伟、Sam Carter"),
        task("1.3", "Texts", 12, 21, 0, owner="Anna Maria Schmidt"),
        milestone("1.4", "Stand released", 22),
        stage("2", "Fair"),
        task("2.1", "Build", 23, 27),
        PlanRow("2.2", "Thank the visitors", 2, "2", "2.2"),
    ],
    [PlanLink("1.2", "1.3", Kind.SS), PlanLink("1.3", "1.4"), PlanLink("1.4", "2.1"), PlanLink("2.2", "2.1")],
)


def test_a_row_says_code_name_who_and_when_and_beside_its_bar_how_far_it_is() -> None:
    (page,) = drawn(FAIR)
    assert said(page) == [
        "1 | Stand | 1–22 Oct | 48%",
        "1.1 | Draw the stand | SC | 1–9 Oct | 100%",
        "1.2 | Order walls | 林伟 +1 | 8–12 Oct | 60% · 2 working days late",
        "1.3 | Texts | AS | 12–21 Oct | behind plan",
        "1.4 | Stand released | 22 Oct | Stand released",
        "2 | Fair | 23–27 Oct",
        "2.1 | Build | 23–27 Oct | ← 2.2",
        "Not scheduled",
        "2.2 | Thank the visitors | –",
    ]
    heads = {one.text for one in page.headings}
    assert heads >= {"Fair", "Today: Wed 14 Oct 2026", "Task", "Owner", "Dates", "Oct 2026", "12"}


def test_the_legend_says_in_words_what_is_on_the_page_in_both_languages() -> None:
    (page,) = drawn(FAIR)
    assert explained(page) == [
        "stage",
        "planned days",
        "done",
        "late: due by today, not done",
        "outlined: critical, a day later moves the end",
        "milestone",
        "today",
        "day off",
        "leads to what waits for it",
        "waits for a task that is not drawn here",
    ]
    (page,) = drawn(FAIR, CHINESE)
    assert explained(page) == [
        "阶段", "计划", "已完成", "延期：到今天应完成而未完成", "粗框：关键任务，晚一天则整体晚一天",
        "里程碑", "今天", "休息日", "指向后续任务", "等待未画在此处的任务",
    ]  # fmt: skip
    assert said(page)[2] == "1.2 | Order walls | 林伟 +1 | 10月8日至12日 | 60% · 已延期2个工作日"
    assert said(page)[7] == "未排期"
    assert "今天：2026年10月14日 周三" in {one.text for one in page.headings}


def test_what_is_done_and_what_is_late_of_a_bar_is_counted_over_working_days() -> None:
    (page,) = drawn(FAIR)
    bars = {row.id: row.bar for row in page.rows if row.bar}
    day = page.days_off[0].width / 2
    walls, texts = bars["1.2"], bars["1.3"]
    # Of Thursday, Friday and Monday 60 % are all but a fifth of the Friday; the rest, with the weekend, is late.
    assert width(walls.done) / day == pytest.approx(1.8)
    assert width(walls.late) / day == pytest.approx(3.2)
    assert texts.done is None
    assert width(texts.late) / day == pytest.approx(2), "Monday and Tuesday"
    assert bars["2.1"].late is None


def test_where_no_row_says_how_far_it_is_nothing_is_called_late() -> None:
    plan = Plan("CSV", [task("1", "Draw", 1, 5, None), task("2", "Build", 6, 20, None)])
    assert [row.bar.late for page in drawn(plan) for row in page.rows if row.bar] == [None, None]


def test_a_milestone_stands_at_the_edge_of_its_day_that_is_meant() -> None:
    plan = Plan(
        "CSV", [milestone("1", "Open", 13, is_at_start=True), milestone("2", "Closed", 13), task("3", "Fair", 13, 13)]
    )
    (page,) = drawn(plan)
    opened, closed, fair = (row.bar.place for row in page.rows if row.bar)
    assert opened.x + opened.width / 2 == pytest.approx(fair.x)
    assert closed.x + closed.width / 2 == pytest.approx(fair.end)


def test_the_dates_of_the_file_stay_and_only_tasks_without_are_drawn_where_the_schedule_has_them() -> None:
    plan = Plan("CSV", [task("1", "Draw", 12, 13), PlanRow("2", "Build", code="2", days=3)], [PlanLink("1", "2")])
    (page,) = drawn(plan)
    assert said(page)[-2:] == ["Not scheduled", "2 | Build | –"]
    (page,) = drawn(plan, begins=october(1))
    assert [row.words[2].text for row in page.rows] == ["12–13 Oct", "5–7 Oct"]


def test_a_plan_without_any_date_is_refused_in_words() -> None:
    with pytest.raises(Refused) as refused:
        drawn(Plan("CSV", [PlanRow("1", "Draw")]))
    assert refused.value.why.for_(ENGLISH) == "No task of this plan has a date: name its first day with --start."


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (date(2027, 1, 31), {"Oct 2026", "Nov 2026", "12", "19"}),
        (date(2027, 2, 1), {"2026", "2027", "Oct", "Nov"}),
        (date(2028, 9, 30), {"2026", "2028", "Oct", "Sept"}),
        (date(2028, 10, 1), {"2026", "2028", "Q3", "Q4"}),
    ],
)
def test_time_is_told_in_weeks_then_in_months_then_in_quarters(last: date, labels: set[str]) -> None:
    (page,) = drawn(Plan("CSV", [task("1", "Draw", 1, last)]))
    assert {one.text for one in page.headings} >= labels
    assert bool(page.days_off) == ("12" in labels), "days off are shaded where days are drawn"


def test_only_what_is_shown_has_time_and_a_tick_more_on_both_sides() -> None:
    plan = Plan("CSV", [task("1", "Draw", 6, 16)], start=date(2026, 1, 1))
    (page,) = drawn(plan, today=october(30))
    # From Monday 28 September to Sunday 25 October.
    assert [one.text for one in page.headings if one.text.isdigit()] == ["28", "5", "12", "19"]
    assert page.today is None


def large(stages: int, tasks: int) -> Plan:
    """Stages of tasks that follow each other, of three days each, of which the second two have begun late."""
    rows, links, day = [], [], october(1)
    for number in range(1, stages + 1):
        rows.append(stage(str(number), f"Stage {number}"))
        for inner in range(1, tasks + 1):
            key = f"{number}.{inner}"
            rows.append(task(key, f"Task {key}", day, day + timedelta(days=2), 0, owner="Lin Wei"))
            before = rows[-2].id
            if not rows[-2].is_summary:
                links.append(PlanLink(before, key))
            elif number > 1:
                links.append(PlanLink(f"{number - 1}.{tasks}", key))
            day += timedelta(days=3)
    return Plan("CSV", rows, links)


def test_above_forty_rows_stages_are_folded_and_one_can_be_unfolded() -> None:
    plan = large(10, 19)
    (page,) = drawn(plan)
    assert [row.bar.shape for row in page.rows if row.bar] == [Shape.STAGE] * 10
    assert said(page)[0] == "1 | Stage 1 | 1 Oct – 26 Nov | 19 tasks · 4 late"
    (page,) = drawn(plan, opened=["2"])
    assert [row.id for row in page.rows[:4]] == ["1", "2", "2.1", "2.2"]
    assert len(page.rows) == 29
    assert said(page)[2].endswith("← 1.19"), "what it waits for is folded away"
    with pytest.raises(Refused, match="no stage"):
        drawn(plan, opened=["77"])


def test_arrows_stay_on_their_page_and_what_comes_from_another_is_named() -> None:
    plan = large(1, 60)
    first, second = drawn(plan, opened=["1"])
    assert len(first.rows) == 40
    assert {row.id for row in first.rows} & {row.id for row in second.rows} == set()
    assert ["← 1.39" in one for one in said(second)] == [True] + [False] * 20
    for page in (first, second):
        here = {row.id for row in page.rows}
        assert page.arrows
        assert {end for one in page.arrows for end in (one.before, one.after)} <= here
    assert "Page 2 of 2" in " ".join(one.text for one in second.headings)


def test_a_phone_has_fewer_rows_and_less_room() -> None:
    pages = drawn(large(1, 60), sheet=PHONE, opened=["1"])
    assert max(len(page.rows) for page in pages) == 25
    assert max(page.width for page in pages) < 0.7 * max(page.width for page in drawn(large(1, 60), opened=["1"]))


def test_a_mistyped_year_is_told_and_not_drawn_on_a_hundred_pages() -> None:
    plan = Plan("CSV", [task("1", "Draw", 1, 5), task("2", "Build", 6, date(2926, 12, 31))])
    with pytest.raises(Refused, match="more than"):
        drawn(plan)
    with pytest.raises(Refused, match="more than"):
        drawn(Plan("CSV", [task("1", "Draw", date(9998, 12, 1), date(9998, 12, 31))]))


HOSTILE = [
    '</text><script>alert(1)</script><image href="https://example.com/a.png"/>',
    "&amp; &#x41; <![CDATA[ ]]> 'quoted' \"twice\"",
    "\u202eesrever\u200b 🎪 名\u0000称\nwith two\tlines",
    "ชื่องาน",
    "",
    "很长的任务名称" * 300,
]


def test_what_people_wrote_is_text_and_refers_to_nothing() -> None:
    rows = [task(str(place), name, 1, 20, owner=name[:40]) for place, name in enumerate(HOSTILE)]
    (page,) = drawn(Plan("CSV", rows))
    picture = svg(page)
    root = ET.fromstring(picture)  # noqa: S314 - ours
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "defs", "pattern", "rect", "line", "polyline", "polygon", "path", "text"}
    assert not any("href" in name for one in root.iter() for name in one.attrib)
    names = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    assert "esrever □ 名称 with two lines" in names
    assert "□□□□□□□" in names
    assert any(one.startswith("</text><script>") and "…" in one for one in names), "cut in the middle"
    assert pictures.png(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("owner", "short"),
    [
        ("Sam Carter", "SC"),
        ("lin", "L"),
        ("Anna Maria Schmidt", "AS"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("王小明（研发部）", "王小明"),
        ("Sam Carter; 林伟, Bo", "SC +2"),
        (" ; ", ""),
        ("", ""),
    ],
)
def test_an_owner_is_known_by_initials(owner: str, short: str) -> None:
    assert initials(owner) == short


names = st.text(st.sampled_from("aWi 计划试模□…←.&<\u0301🎪"), max_size=60)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of every size, with stages, milestones, tasks without dates, links of all kinds and odd names."""
    rows: list[PlanRow] = []
    for number in range(draw(st.integers(1, 70))):
        shape = draw(st.sampled_from(("task", "task", "task", "milestone", "stage", "undated")))
        parent = next((one.id for one in reversed(rows) if one.is_summary), None) if draw(st.booleans()) else None
        first = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 1_500)))
        row = PlanRow(
            f"k{number}", draw(names), 2 if parent else 1, parent,
            code=draw(st.sampled_from(("", "1.2", "很长的编号 1.2.3.4"))),
            is_summary=shape == "stage", is_milestone=shape == "milestone", is_at_start=draw(st.booleans()),
            start=first if shape in ("task", "milestone") else None,
            end=first + timedelta(days=draw(st.integers(0, 200))) if shape == "task" else None,
            progress=draw(st.sampled_from((None, 0, 37, 100))), owner=draw(names),
            baseline=(first, first) if draw(st.integers(0, 3)) == 0 else (None, None),
        )  # fmt: skip
        rows.append(row)
    rows.append(task("last", "Last", 1, 5))
    tasks = [one.id for one in rows if not one.is_summary]
    pairs = draw(st.lists(st.tuples(st.sampled_from(tasks), st.sampled_from(tasks)), max_size=25))
    order = {key: place for place, key in enumerate(tasks)}
    links = [
        PlanLink(before, after, draw(st.sampled_from(list(Kind))))
        for before, after in pairs
        if order[before] < order[after]
    ]
    return Plan("CSV", rows, links)


def spread(words: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    in_order = sorted(words, key=lambda one: (one.y, one.x))
    return ((one, other) for one, other in pairwise(in_order) if one.y == other.y)


@given(plans(), st.sampled_from((DESK, PHONE)), st.sampled_from((ENGLISH, CHINESE)))
@settings(max_examples=60, deadline=None)
def test_nothing_lies_on_anything_else_or_beyond_its_place(plan: Plan, sheet: Sheet, reader: Reader) -> None:
    opened = [one.id for one in plan.rows if one.is_summary]
    pages = drawn(plan, reader, sheet, opened)
    for page in pages:
        for words in (page.headings, *(row.words for row in page.rows), [one.words for one in page.legend]):
            for one, other in spread(words):
                assert one.x + one.width <= other.x + 0.01, (one, other)
            for one in words:
                assert one.width == pytest.approx(pictures.width(one.text, sheet.size))
                assert one.x >= 0
                assert one.x + one.width <= page.width + 0.01, one
        bars = {row.id: row.bar for row in page.rows if row.bar}
        for row in page.rows:
            assert page.top < row.y < page.bottom
            for part in (row.bar.place, row.bar.done, row.bar.late, row.bar.baseline) if row.bar else ():
                assert part is None or page.time.x - 0.01 <= part.x <= part.end <= page.time.end + 0.01
            for words_beside in row.words:
                in_time = words_beside.x + words_beside.width > page.time.x
                if row.bar and in_time:
                    place = row.bar.place
                    assert words_beside.x >= place.end or words_beside.x + words_beside.width <= place.x
        for arrow in page.arrows:
            assert {arrow.before, arrow.after} <= set(bars)
            assert all(page.time.x <= x <= page.time.end and page.top <= y <= page.bottom for x, y in arrow.corners)
    # By time a row may be on several pages, which then have the same rows; by rows it is on one.
    parts = Counter(tuple(row.id for row in page.rows) for page in pages)
    shown = Counter(key for part in parts for key in part if key)
    assert shown == Counter({row.id: 1 for row in plan.rows})


@pytest.mark.parametrize(("stages", "tasks", "most"), [(2, 10, 1), (10, 20, 1), (50, 40, 3)])
def test_a_plan_of_any_size_is_drawn(stages: int, tasks: int, most: int) -> None:
    plan = large(stages, tasks)
    assert len(drawn(plan)) <= most
    everything = drawn(plan, opened=[str(one) for one in range(1, stages + 1)])
    assert sum(len(page.rows) for page in everything) == stages * (tasks + 1)


CSV = "WBS,Task Name,Start,Finish,% Complete,Owner\n" + "".join(
    f"{place},Task {place},2026-10-{place % 20 + 1:02},2026-10-{place % 20 + 4:02},40%,Lin Wei\n"
    for place in range(1, 61)
)


def test_the_command_line_draws_a_file_a_page_and_prints_their_names(tmp_path: Path) -> None:
    path, out = tmp_path / "fair.csv", tmp_path / "plan.png"
    path.write_text(CSV)
    words = ["plan", "draw", str(path), "--out", str(out), "--today", "2026-10-14"]
    told = CliRunner().invoke(cli, words)
    assert told.exit_code == 0, told.output
    assert told.stdout.split() == [str(tmp_path / "plan-1.png"), str(tmp_path / "plan-2.png")]
    assert not out.exists()
    content = (tmp_path / "plan-1.png").read_bytes()
    across, down = struct.unpack(">II", content[16:24])
    assert content.startswith(b"\x89PNG")
    assert across * down < 10_000_000
    out = tmp_path / "plan.svg"
    told = CliRunner().invoke(cli, [*words[:3], "--out", str(out), *words[5:], "--language", "zh", "--phone"])
    assert told.exit_code == 0, told.output
    first = ET.fromstring((tmp_path / "plan-1.svg").read_text(encoding="utf-8"))  # noqa: S314 - ours
    texts = ["".join(one.itertext()) for one in first.iter(f"{SVG}text")]
    assert {"fair", "任务", "Task 1", "LW", "10月2日至5日"} <= set(texts)
    assert any(re.match(r"今天：.* · 第1页，共\d页", one) for one in texts)


def test_what_cannot_be_drawn_is_one_line_and_no_file(tmp_path: Path) -> None:
    path = tmp_path / "fair.csv"
    path.write_text("WBS,Task Name,Duration\n1,Draw,5\n2,Build,3\n")
    run = CliRunner().invoke
    told = run(cli, ["plan", "draw", str(path), "--out", str(tmp_path / "a.png"), "--language", "zh"])
    assert (told.exit_code, told.stderr) == (1, "计划里没有任何任务有日期：请用--start指定开始日期。\n")
    told = run(cli, ["plan", "draw", str(path), "--out", str(tmp_path / "a.gif"), "--start", "2026-10-01"])
    assert (told.exit_code, told.stderr) == (1, "a.gif is neither a .png nor an .svg file.\n")
    assert list(tmp_path.iterdir()) == [path]
    told = run(cli, ["plan", "draw", str(path), "--out", str(tmp_path / "a.png"), "--start", "2026-10-01"])
    assert (told.exit_code, told.stdout.strip()) == (0, str(tmp_path / "a.png"))


def test_one_page_at_a_time_is_in_memory() -> None:
    plan = large(50, 40)
    places = scheduled(plan, october(1))[1]
    opened = [str(one) for one in range(1, 51)]
    chart = lines.chart(plan, "Fair", TODAY, plan.calendar.counted(), places, opened=opened)
    one_page = sum(1 for _ in layout.pages(chart, ENGLISH))
    assert one_page > 40
    tracemalloc.start()
    try:
        for page in layout.pages(chart, ENGLISH):
            svg(page)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def test_a_bar_that_goes_on_has_no_end_on_the_page_and_its_row_is_on_both() -> None:
    rows = [task("1", "Build", 1, 30), task("2", "Sell", 1, date(2026, 12, 20))]
    first, second = drawn(Plan("CSV", rows, [PlanLink("1", "2", Kind.SS)]), sheet=PHONE)
    assert [row.id for row in first.rows] == [row.id for row in second.rows] == ["1", "2"]
    (_, sell), (build, again) = ([row.bar for row in page.rows] for page in (first, second))
    assert sell
    assert (sell.goes_on_before, sell.goes_on_after) == (False, True)
    assert sell.place.end == pytest.approx(first.time.end)
    assert again
    assert (again.goes_on_before, again.goes_on_after) == (True, False)
    assert again.place.x == second.time.x
    assert build is None, "it is over by then"
    assert [len(page.arrows) for page in (first, second)] == [1, 0]
    assert [said(page)[1].endswith("← 1") for page in (first, second)] == [False, True]


def test_no_arrow_ends_where_a_bar_goes_on() -> None:
    build, sell = task("1", "Build", 1, date(2026, 12, 20)), task("2", "Sell", 1, date(2026, 12, 20))
    pages = drawn(Plan("CSV", [build, sell], [PlanLink("1", "2", Kind.FF)]), sheet=PHONE)
    assert [len(page.arrows) for page in pages] == [0, 1]
    assert [said(page)[1].endswith("← 1") for page in pages] == [True, False]


def test_the_baseline_is_a_bar_of_its_own() -> None:
    row = task("1", "Build", 14, 20)
    row.baseline = (october(7), october(13))
    (page,) = drawn(Plan("CSV", [row]))
    bar = page.rows[0].bar
    assert bar
    assert bar.baseline
    assert bar.baseline.end == pytest.approx(bar.place.x)
    assert "baseline" in explained(page)


def test_a_number_beside_a_bar_is_there_whole_or_not_at_all_and_a_milestone_keeps_its_news() -> None:
    rows = [task("1", "Build", 1, date(2026, 11, 8), 10), milestone("2", "Approved by everybody " * 9, 10)]
    (page,) = drawn(Plan("CSV", rows, []), sheet=PHONE, today=date(2026, 11, 10))
    assert [one.text for one in page.rows[0].words[2:]] == ["1 Oct – 8 Nov"]
    beside = page.rows[1].words[-1].text
    assert re.fullmatch(r"App.*….*ody · 22 working days late", beside), beside

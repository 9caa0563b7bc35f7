"""Whatever stands in a table: it is read or refused, no row is lost without a word, and every name leads somewhere."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plans import reading
from bot.plans.plan import Plan
from bot.words.refused import Refused
from tests.plans.books import book, october

HEADINGS = [
    "Task", "任务名称", "工作内容", "阶段", "一级任务", "二级任务", "ID", "序号", "WBS", "大纲级别", "Level",
    "Parent", "父任务", "Start", "开始", "计划", "实际", "End", "截止", "Duration", "工期(小时)", "前置任务",
    "Successors", "进度", "% Complete", "Milestone", "备注", "Finsh", "", "10/8", "2026-10-08", "Other",
]  # fmt: skip
CELLS = [
    "", "", "A", "B", "  C", "\u3000D", "1", "2", "1.1", "1.1.1", "1.10", "一", "(1)", "1 启动", "2.1 设计",
    "第一阶段", "合计", "注：x", "2026-10-08", "03/04/2026", "13/04/2026", "04/13/26", "Thu 10/8/26", "TBD", "-",
    "5 days", "5人天", "3 edays", "40%", "0.4", "1.0", "1FS+2d", "1,2", "2SS-1d & 1", "9", "1;1", "1-FS=P1D", "A",
    "是", "#1", "A(#1)", "=1+1", "Task", "Start",
]  # fmt: skip
VALUES: list[object] = [*CELLS, 1, 2, 0.5, 1.1, True, october(8), None]
TABLES = st.lists(st.lists(st.sampled_from(CELLS), max_size=8), max_size=10)


def must_hold(plan: Plan) -> None:
    ids = [row.id for row in plan.rows]
    assert len(set(ids)) == len(ids)
    assert {row.parent for row in plan.rows} <= {None, *ids}
    assert {end for one in plan.links for end in (one.before, one.after)} <= set(ids)
    by_id = {row.id: row for row in plan.rows}
    assert all(row.level == (by_id[row.parent].level + 1 if row.parent else 1) for row in plan.rows)
    assert all(row.progress is None or 0 <= row.progress <= 100 for row in plan.rows)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8), TABLES)
def test_any_csv_table_is_read_or_refused(headings: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    with suppress(Refused):
        must_hold(reading.read(text.getvalue().encode()))


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8),
    st.lists(st.lists(st.sampled_from(VALUES), max_size=8), max_size=8),
    st.lists(st.sampled_from(["A1:C1", "A2:A4", "B2:B5", "A3:F3", "C1:D1"]), max_size=2, unique=True),
)
def test_any_workbook_is_read_or_refused(headings: list[str], rows: list[list[object]], merged: list[str]) -> None:
    with suppress(Refused):
        must_hold(reading.read(book(("Plan", "visible", [headings, *rows]), merged=merged)))


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<", b"Task,Start\n"]))
def test_no_bytes_at_all_break_the_reader(content: bytes, beginning: bytes) -> None:
    with suppress(Refused):
        reading.read(beginning + content)

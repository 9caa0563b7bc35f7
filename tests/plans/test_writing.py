"""What is written for MS Project is the same plan when it is read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Calendar
from bot.plans import reading
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanCalendar, PlanDay, PlanLink, PlanRow
from bot.plans.writing.ms_project import days_of, write

FIRST = date(2026, 9, 28)
DAYS = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
TITLES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@st.composite
def rows(draw: st.DrawFn, number: int) -> PlanRow:
    """A row: a stage, a milestone, or a task with days, with a length alone, with an end alone, or without any."""
    title, start = draw(TITLES), draw(DAYS)
    kind = draw(st.sampled_from(("stage", "milestone", "dated", "length", "end", "open")))
    row = PlanRow(str(number), title, owner=draw(st.sampled_from(("", "林涛", "Sam & Co <x>"))), code=str(number))
    row.department = draw(st.sampled_from(("", "研发部", "R&D")))
    row.progress = draw(st.none() | st.integers(0, 100))
    match kind:
        case "stage":
            row.is_summary, row.owner = True, ""
        case "milestone":
            row.is_milestone, row.is_at_start, row.days = True, draw(st.booleans()), 0
            row.start = row.end = start
            row.is_pinned = draw(st.booleans())
        case "dated":
            row.start, row.end = start, start + timedelta(days=draw(st.integers(0, 20)))
            row.is_pinned = draw(st.booleans())
        case "length":
            row.days = draw(st.integers(1, 400)) / draw(st.sampled_from((1, 2, 8)))
        case "end":
            row.end = start
    return row


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of some rows in an outline, with links of all kinds, in a calendar with holidays and make-up days."""
    number = draw(st.integers(1, 12))
    plan = Plan("MS Project XML", [draw(rows(one)) for one in range(1, number + 1)])
    depth = 0
    for row in plan.rows:
        depth = draw(st.integers(1, min(depth + 1, 3)))
        row.level = depth
    pairs = draw(st.sets(st.tuples(st.integers(1, number), st.integers(1, number)), max_size=12))
    lags = st.integers(-40, 40).map(lambda half: half / 2)
    plan.links = [
        PlanLink(str(one), str(other), draw(st.sampled_from(list(Kind))), draw(lags))
        for one, other in sorted(pairs)
        if one != other
    ]
    off = draw(st.sets(DAYS, max_size=6))
    days = [PlanDay(day, day.weekday() >= 5, draw(TITLES)) for day in sorted(off)]
    plan.calendar = PlanCalendar("中国", [5, 6], days)
    plan.calendars = {"R&D's": PlanCalendar("R&D's", [4, 5], [])}
    for row in plan.rows:
        row.calendar = draw(st.sampled_from(("", "R&D's")))
    return plan


@given(plans())
def test_a_plan_that_was_written_is_read_back_equal(plan: Plan) -> None:
    back = reading.read(write(plan, "P-2026-001 灯 & lamp"))
    assert not back.problems
    assert not back.left_out
    for row, again in zip(plan.rows, back.rows, strict=True):
        # Not before its start: that is how it is held there; a length is counted where its days tell it.
        counted = row.days if row.days is not None or row.start is None else again.days
        assert replace(again, parent=None, not_before=None) == replace(row, parent=None, days=counted)
    assert sorted(back.links, key=str) == sorted(plan.links, key=str)
    assert back.calendar == plan.calendar
    assert back.calendars["R&D's"] == plan.calendars["R&D's"]


def test_a_task_that_lies_on_days_off_is_no_milestone() -> None:
    saturday = date(2026, 10, 3)
    plan = Plan("MS Project XML", [PlanRow("1", "Move the office", start=saturday, end=saturday)])
    [row] = reading.read(write(plan, "P")).rows
    assert (row.is_milestone, row.start, row.end) == (False, saturday, saturday)


def test_what_no_xml_may_hold_is_left_out() -> None:
    plan = Plan("MS Project XML", [PlanRow("1", "Mould\x0b\x00 \ud800& <b>", days=2)])
    [row] = reading.read(write(plan, "\x07")).rows
    assert row.title == "Mould & <b>"


def test_a_calendar_is_told_by_its_week_and_the_days_that_are_other() -> None:
    china = Calendar("CN", "CN")
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(60)]
    written = days_of("China", {day: (china.is_working(day), china.reason_off(day)) for day in days})
    assert written.weekend == [5, 6]
    assert PlanDay(date(2026, 10, 1), is_working=False, label="National Day") in written.days
    assert [one.day for one in written.days if one.is_working] == [date(2026, 9, 20), date(2026, 10, 10)]
    assert all(written.counted().is_working(day) == china.is_working(day) for day in days)

"""What goes out as our own table of tasks comes in again: no heading and no cell of it is strange to us."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.documents import workbooks
from bot.documents.workbooks import Sheet
from bot.plans import reading
from bot.plans.network import Kind
from bot.plans.plan import Plan
from bot.plans.words import NO_OWNER, UNSCHEDULED
from bot.process.tasks import table
from bot.process.tasks.links import Waits, shown
from bot.process.tasks.states import STATUSES, Status
from bot.words.language import Reader, Text
from tests.plans.books import asked, days, left_out, links, october, outline, problems

# Of each task what differs from an empty cell, by its English heading.
TASKS: tuple[dict[str, object], ...] = (
    {
        "No.": "T-1", "Liaison ID": "T-1",
        "Code": "1.1", "Stage": "Concept", "Task": "Brief", "Description": "Two pages", "Owner": "Sam",
        "Lead department": "Design", "Cooperating departments": "Sales: figures", "Delivery standard": "A4",
        "Planned start": october(8), "Planned end": october(9), "Length in working days": 2, "Dates pinned": "yes",
        "First planned end": october(8), "Times moved": 1, "Actual start": october(12), "Actual end": october(13),
        "Status": STATUSES[Status.DONE], "Progress in percent": 100, "Delay reason": "Illness",
    },
    {
        "No.": "T-2", "Liaison ID": "T-2",
        "Code": "1.2", "Stage": "Concept", "Task": "Draft", "Owner": NO_OWNER, "Planned end": UNSCHEDULED,
        "Length in working days": 3, "Status": STATUSES[Status.NOT_STARTED], "Progress in percent": 1,
        "Waits for": [Waits(1, 2)],
    },
    {
        "No.": "T-3", "Liaison ID": "T-3",
        "Code": "1.2.1", "Stage": "Concept", "Task": "Sketch", "Part of": "T-2",
        "Length in working days": 1, "Waits for": [Waits(1, -1, Kind.SS), Waits(10, 0, Kind.FF)],
    },
    {
        "No.": "T-10", "Liaison ID": "T-10",
        "Code": "2.1", "Stage": "Pilot", "Task": "Go", "Planned end": october(16), "Milestone": "yes",
        "Planned start": october(16), "Waits for": [Waits(2, 5), Waits(1)],
    },
)  # fmt: skip


def exported(language: str) -> Plan:
    """The plan in our own workbook of those tasks, as somebody who reads that language is sent it."""
    reader = Reader(language)

    def cell(heading: Text, task: dict[str, object]) -> workbooks.Cell:
        value = task.get(heading.message)
        if isinstance(value, list):
            return ", ".join(shown(value))
        if value == "yes":
            value = Text("yes")
        assert value is None or isinstance(value, str | int | date | Text)
        return value.for_(reader) if isinstance(value, Text) else value

    assert {one for task in TASKS for one in task} == {one.message for one in table.HEADINGS}
    page = Sheet(
        name="Tasks",
        header=[one.for_(reader) for one in table.HEADINGS],
        rows=[[cell(one, task) for one in table.HEADINGS] for task in TASKS],
        title=table.NAME.for_(reader),
    )
    return reading.read(workbooks.write([page], datetime(2026, 10, 8)))  # noqa: DTZ001


@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_our_own_table_is_read_back_in_both_languages(language: str) -> None:
    plan = exported(language)
    assert (asked(plan), problems(plan)) == ([], [])
    assert links(plan) == ["T-1 FS+2 → T-2", "T-1 SS-1 → T-3", "T-10 FF+0 → T-3", "T-2 FS+5 → T-10", "T-1 FS+0 → T-10"]
    assert outline(plan) == ["Concept", "  Brief", "  Draft", "    Sketch", "Pilot", "  Go"]
    brief, draft, go = plan.rows[1], plan.rows[2], plan.rows[5]
    assert days(plan)[1:3] == [("10-08", "10-09"), ("-", "-")]
    assert (brief.is_pinned, brief.progress, brief.baseline) == (True, 100, (None, october(8)))
    assert (brief.note, brief.deliverable, brief.cooperating) == ("Two pages", "A4", "Sales: figures")
    assert (draft.owner, draft.days, draft.progress, go.is_milestone) == ("", 3, 1, True)


@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_every_heading_of_our_own_table_is_known_and_what_came_of_the_plan_is_called_so(language: str) -> None:
    plan = exported(language)
    came = {one.for_(Reader(language)) for one in table.HEADINGS if one.message in (
        "Times moved", "Actual start", "Actual end", "Status", "Delay reason",
    )}  # fmt: skip
    assert set(left_out(plan)) == {(one, "came") for one in came}
    headings = {one.for_(Reader(language)) for one in table.HEADINGS}
    assert {one.heading for one in plan.columns} == headings - came

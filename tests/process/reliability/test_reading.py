"""Who reads of which matters, how a quarter is said, and what a report costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.process.kernel.work import Work
from bot.process.reliability import quarters, reading
from bot.process.reliability.quarters import Quarter
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import departments, projects
from storage.requests import Request
from tests.process.conftest import TEAM, Office

TODAY = date(2026, 11, 23)
ENGLISH = Reader("en-US")


@pytest.mark.parametrize(
    ("words", "name", "quarter"),
    [
        ("", "", Quarter(2026, 3)),
        ("R&D", "R&D", Quarter(2026, 3)),
        ("R&D last", "R&D", Quarter(2026, 3)),
        ("R&D this quarter", "R&D", Quarter(2026, 4)),
        ("R&D 2025 Q3", "R&D", Quarter(2025, 3)),
        ("R&D 2025q3", "R&D", Quarter(2025, 3)),
        ("R&D Q1 2026", "R&D", Quarter(2026, 1)),
        ("R&D q4", "R&D", Quarter(2026, 4)),
        ("研发部 上季度", "研发部", Quarter(2026, 3)),
        ("研发部上个季度", "研发部", Quarter(2026, 3)),
        ("研发部 本季度", "研发部", Quarter(2026, 4)),
        ("研发部 2025年第三季度", "研发部", Quarter(2025, 3)),
        ("研发部 第2季度", "研发部", Quarter(2026, 2)),
    ],
)
def test_how_a_quarter_is_said(words: str, name: str, quarter: Quarter) -> None:
    assert quarters.read(words, TODAY) == (name, quarter)


def test_a_quarter_without_a_year_is_the_newest_that_has_begun() -> None:
    assert quarters.read("q4", date(2027, 1, 5)) == ("", Quarter(2026, 4))
    with pytest.raises(Refused):
        quarters.read("2027 Q1", TODAY)


@pytest.mark.parametrize("year", [2024, 2026])
def test_a_quarter_ends_where_the_next_begins(year: int) -> None:
    for number in (1, 2, 3, 4):
        one = Quarter(year, number)
        assert one.after.first - one.last == timedelta(days=1)
        assert one.after.before == one
        assert quarters.of(one.first) == quarters.of(one.last) == one


def asked_of_it(work: Work, number: int, **fields: object) -> None:
    """A request that department 1 never answered."""
    values: dict[str, Any] = {
        "team_id": TEAM, "project_id": 1, "cause": f"r{number}", "number": number, "title": "Artwork",
        "asking_department_id": 2, "asked_department_id": 1, "requester_id": "sponsor",
        "needed_by": date(2026, 12, 4), "answer_by": date(2026, 12, 1), "state": "submitted",
        "created_at": work.now, "changed_at": work.now, "changed_by": "sponsor",
    }  # fmt: skip
    work.session.add(Request(**{**values, **fields}))
    work.session.flush()


def answered(office: Office, who: str) -> tuple[str, bool]:
    """What somebody reads of the answers of department 1, and whether something was left out."""
    with replace(office, now=datetime(2027, 1, 5, 2, tzinfo=UTC)).work(who) as work:
        report = reading.asked(work, "R&D last")
        line = next(one for one in report.lines if one.name.for_(ENGLISH) == "Requests answered")
        assert (line.now.for_(ENGLISH) == "none") == (line.cases == [])
        return line.now.for_(ENGLISH), report.is_partial


def test_what_is_of_a_private_project_counts_for_those_who_may_see_it(office: Office) -> None:
    with office.work("pm") as work:
        asked_of_it(work, 1)
        made = departments.department(work.session, TEAM, 1)
        assert made is not None
        made.deputies = ["colleague"]
    whole = ("in time: 0 of 1 · never: 1", False)
    assert [answered(office, who) for who in ("head", "colleague", "admin")] == [whole] * 3
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.is_private = True
    assert answered(office, "head") == whole
    assert answered(office, "admin") == whole
    assert answered(office, "colleague") == ("none", True), "not how many"


def test_what_came_due_while_the_project_stood_still_is_not_overdue(office: Office) -> None:
    with office.work("pm") as work:
        asked_of_it(work, 1)
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.phase, project.phase_since = projects.SUSPENDED, work.now
    assert answered(office, "head") == ("none", False)


def statements(office: Office) -> int:
    """How many statements a report costs."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    with replace(office, now=datetime(2027, 1, 5, 2, tzinfo=UTC)).work("head") as work:
        engine = work.session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            reading.asked(work, "R&D last")
        finally:
            event.remove(engine, "before_cursor_execute", note)
    return len(found)


def test_a_report_costs_no_more_statements_with_more_matters(office: Office) -> None:
    with office.work("pm") as work:
        asked_of_it(work, 1)
    few = statements(office)
    with office.work("pm") as work:
        for number in range(2, 40):
            asked_of_it(work, number)
    assert statements(office) == few
    assert answered(office, "head") == ("in time: 0 of 39 · never: 39", False)


@pytest.mark.parametrize(("department_id", "quarter"), [(99, Quarter(2026, 3)), (1, Quarter(2027, 1))])
def test_a_button_of_nothing_is_refused(office: Office, department_id: int, quarter: Quarter) -> None:
    with pytest.raises(Refused, match=r"no such department|not begun"), office.work("admin") as work:
        reading.of(work, department_id, quarter)

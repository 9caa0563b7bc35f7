"""What is computed of a plan counts each task in the calendar of its lead department, as pushing and checking do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.process.baselines import previewed
from bot.process.plans import drawn, driving, forecasts
from bot.process.plans.drawn import Wanted
from storage import departments, projects
from tests.process.conftest import TEAM, Office
from tests.process.plans.test_shifting import MONDAY, Row, planned

# Days from MONDAY.
THURSDAY, FRIDAY, SUNDAY = 3, 4, 6


def works_on_sundays(office: Office, department_id: int) -> None:
    """That department works from Sunday to Thursday; the plan, from Monday to Friday."""
    with office.work("admin") as work:
        department = departments.department(work.session, TEAM, department_id)
        assert department is not None
        department.calendar = "SA"


def test_the_driving_chain_counts_in_the_calendar_of_each_department(office: Office) -> None:
    planned(office, Row(THURSDAY, SUNDAY, department=2), Row(7, 7, [(0, "FS", 0)]))
    works_on_sundays(office, 2)
    with office.work("pm") as work:
        first, then = driving.drives(work, 101).steps[-2:]
    assert (first.last, then.first) == (MONDAY + timedelta(days=SUNDAY), MONDAY + timedelta(days=7))


def test_the_picture_counts_in_the_calendar_of_each_department(office: Office) -> None:
    # By Monday to Friday there would be a Friday between the two.
    planned(office, Row(0, THURSDAY, department=2), Row(SUNDAY, 7, [(0, "FS", 0)], department=2))
    works_on_sundays(office, 2)
    with office.work("pm") as work:
        lines = {one.row.title: one for one in drawn.draw(work, Wanted(1)).chart.lines}
    assert lines["Row 0"].is_critical
    assert lines["Row 1"].is_critical


def test_the_forecast_counts_in_the_calendar_of_each_department(office: Office) -> None:
    planned(office, Row(0, 1, department=2))
    works_on_sundays(office, 2)
    # The Saturday after; what the office began with takes a day from Monday on.
    office.now = datetime(2026, 12, 12, 2, tzinfo=UTC)
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        found = forecasts.of(work, project)
    assert found is not None
    assert found.forecast.ends == MONDAY + timedelta(days=7), "Sunday and Monday"


def test_the_preview_of_a_confirmation_counts_in_the_calendar_of_each_department(office: Office) -> None:
    planned(office, Row(0, FRIDAY), Row(7, 8, [(0, "FS", 1)], department=2))
    with office.work("pm") as work:
        assert previewed.preview(work, 1).broken == ["T-100 → T-101"]
    works_on_sundays(office, 2)
    with office.work("pm") as work:
        assert previewed.preview(work, 1).broken == [], "the Sunday is the working day between"

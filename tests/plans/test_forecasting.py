"""Where a plan is heading: counted by hand over weekends, holidays and make-up days."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendars import Calendar
from bot.plans.forecasting import Forecast, forecast
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow

# In October 2026 the 1st to the 7th are off in China, the 10th (a Saturday) is worked.
CHINA = Calendar("CN", "CN")


def october(day: int) -> date:
    return date(2026, 10, day)


def task(key: str, first: int, last: int, progress: int = 0, *, is_pinned: bool = False) -> PlanRow:
    return PlanRow(key, key, start=october(first), end=october(last), progress=progress, is_pinned=is_pinned)


def milestone(key: str, day: int, progress: int = 0) -> PlanRow:
    return PlanRow(key, key, start=october(day), end=october(day), progress=progress, is_milestone=True)


def heading(*rows: PlanRow, links: tuple[PlanLink, ...] = (), today: int, **first: date) -> Forecast:
    found = forecast(Plan("test", list(rows), list(links)), first, october(today), CHINA, [row.id for row in rows])
    assert found is not None
    return found


def test_nothing_late_is_on_plan() -> None:
    found = heading(task("a", 8, 9), task("b", 12, 14), links=(PlanLink("a", "b"),), today=8)
    assert (found.behind, found.ends, found.late) == (0, october(14), frozenset())


def test_what_should_have_begun_begins_today_and_pushes_what_waits() -> None:
    # Two days that begin on Monday the 12th end on the 13th; three more from the 14th to the 16th instead of 10 to 13.
    found = heading(task("a", 8, 9), task("b", 10, 13), links=(PlanLink("a", "b"),), today=12)
    ends = {row.id: row.end for row in found.plan.rows}
    assert ends == {"a": october(13), "b": october(16)}
    assert (found.behind, found.meant, found.late) == (3, october(13), frozenset({"a", "b"})), "13th to 16th"


def test_what_has_begun_needs_what_is_left_of_it() -> None:
    # Of five days (8, 9, 10, 12, 13) 40 % is left: two days, today the 15th and the 16th.
    found = heading(task("a", 8, 13, progress=60), today=15)
    assert (found.ends, found.behind) == (october(16), 3)
    assert heading(task("a", 8, 13, progress=60), today=12).behind == 0, "two days are left, and it has two"


def test_a_milestone_is_reached_today_at_the_earliest_and_what_is_done_stays() -> None:
    found = heading(task("a", 8, 9, progress=100), milestone("m", 9), links=(PlanLink("a", "m"),), today=13)
    assert (found.ends, found.behind) == (october(13), 3), "the 10th is worked"
    assert heading(task("a", 8, 9, progress=100), milestone("m", 9, progress=100), today=13).behind == 0


def test_it_is_held_against_the_first_plan_where_it_was_moved_since() -> None:
    found = heading(task("a", 8, 16), today=8, a=october(13))
    assert (found.meant, found.behind) == (october(13), 3)
    assert heading(task("a", 8, 13), today=8, a=october(16)).behind == -3, "ahead"


def test_what_is_pinned_stays_and_what_only_has_an_end_begins_in_time_for_it() -> None:
    found = heading(task("a", 8, 9), task("b", 12, 14, is_pinned=True), links=(PlanLink("a", "b"),), today=13)
    assert found.ends == october(15), "the first two days of the pinned one are over"
    only_end = PlanRow("a", "a", end=october(9), days=2.0, progress=0)
    found = heading(only_end, task("b", 12, 13), links=(PlanLink("a", "b"),), today=12)
    assert {row.id: row.end for row in found.plan.rows} == {"a": october(13), "b": october(15)}


@pytest.mark.parametrize(
    ("kind", "lag", "ends"),
    [(Kind.FS, 2, 19), (Kind.SS, 1, 14), (Kind.FF, 0, 13), (Kind.FF, 2, 15), (Kind.SF, 3, 14)],
)
def test_every_kind_of_link_pushes(kind: Kind, lag: int, ends: int) -> None:
    # a: 12th to 13th instead of 8th and 9th. b has two days, from the 12th on (13th is its end).
    found = heading(task("a", 8, 9), task("b", 12, 13), links=(PlanLink("a", "b", kind, lag),), today=12)
    assert max(row.end for row in found.plan.rows if row.end) == october(ends)


def test_slack_and_what_drives_a_milestone() -> None:
    rows = (task("a", 8, 9), task("b", 8, 14), milestone("m", 14), task("c", 15, 20))
    links = (PlanLink("a", "m"), PlanLink("b", "m"), PlanLink("b", "c", Kind.FS, 0))
    found = heading(*rows, links=links, today=8)
    assert found.slack["m"] == 4, "15, 16, 19 and 20 October"
    assert found.drivers["m"] == ["b"]
    assert found.slack["a"] == 8, "10, 12, 13 and 14 besides"
    assert found.drivers["c"] == ["b"]


def test_a_plan_without_a_date_has_no_forecast() -> None:
    assert forecast(Plan("test", [PlanRow("a", "a")]), {}, october(8), CHINA, ["a"]) is None

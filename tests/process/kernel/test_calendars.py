"""Whose working days count where: countries, the organisation's own days, a department's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from bot.calendars import Calendar, country_year
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.words.language import Reader
from storage import calendars as stored
from storage import departments, people, projects
from storage.calendars import CalendarDay, OrganisationCalendar
from tests.process.conftest import Office

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


@contextmanager
def queries(work: Work) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = work.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def set_up(work: Work, key: str, country: str, own: dict[date, bool], name: str | None = None) -> None:
    """A calendar with own days."""
    made = OrganisationCalendar(
        team_id=work.team_id, key=key, name=name, country=country, is_main=name is None, created_at=work.now
    )
    work.session.add(made)
    work.session.flush()
    found = (
        CalendarDay(calendar_id=made.id, day=day, team_id=work.team_id, is_working=working, name="Ours")
        for day, working in own.items()
    )
    stored.keep_days(work.session, found)
    work.session.flush()
    calendars.forget(work)


def test_a_project_counts_in_its_country_and_the_organisations_own_days(office: Office) -> None:
    with office.work("pm") as work:
        project = projects.numbered(work.session, work.team_id, "P-2026-001")
        assert project is not None
        assert calendars.of_project(work, project) == Calendar("CN", "CN")
        set_up(work, "CN", "CN", {FRIDAY: False, SATURDAY: True})
        counted = calendars.of_project(work, project)
        assert not counted.is_working(FRIDAY)
        assert counted.is_working(SATURDAY)
        assert counted.reason_off(FRIDAY) == "Ours"
        assert not counted.is_working(date(2026, 10, 1)), "the country's holidays hold"


def test_a_calendar_costs_one_query_a_unit_of_work(office: Office) -> None:
    with office.work("pm") as work:
        set_up(work, "CN", "CN", {FRIDAY: False})
        project = projects.numbered(work.session, work.team_id, "P-2026-001")
        assert project is not None
        with queries(work) as sent:
            first, second = calendars.of_project(work, project), calendars.of_project(work, project)
        assert len(sent) == 1
        assert first is second
    with office.work("pm") as work:
        project = projects.numbered(work.session, work.team_id, "P-2026-001")
        assert project is not None
        assert calendars.of_project(work, project) is first, "what was counted of its years is kept"


def test_a_department_with_a_calendar_and_one_without(office: Office) -> None:
    with office.work("pm") as work:
        set_up(work, "CN", "CN", {FRIDAY: False, SATURDAY: True})
        set_up(work, "own-2", "CN", {SATURDAY: False}, name="Factory")
        set_up(work, "own-3", "DE-BY", {}, name="Munich")
        theirs = departments.department(work.session, work.team_id, 1)
        other = departments.department(work.session, work.team_id, 2)
        assert theirs is not None
        assert other is not None
        assert calendars.of_department(work, other).name == "CN"
        theirs.calendar = "own-2"
        factory = calendars.of_department(work, theirs)
        assert factory.name == "Factory"
        assert not factory.is_working(FRIDAY), "days of the country's calendar hold here too"
        assert not factory.is_working(SATURDAY), "and its own beat them"
        theirs.calendar = "own-3"
        munich = calendars.of_department(work, theirs)
        assert munich.is_working(FRIDAY), "a day off in China is none in Munich"
        assert not munich.is_working(date(2026, 1, 6)), "Epiphany is a holiday in Bavaria"


def test_a_person_counts_as_the_department_they_stand_for(office: Office) -> None:
    with office.work("pm") as work:
        set_up(work, "own-2", "DE", {}, name="Berlin")
        theirs = departments.department(work.session, work.team_id, 1)
        assert theirs is not None
        theirs.calendar = "own-2"
        work.session.flush()
        named = {
            user_id: calendars.of_person(work, person).name
            for user_id in ("liaison", "head", "owner")
            if (person := people.person(work.session, work.team_id, user_id))
        }
        assert named == {"liaison": "Berlin", "head": "Berlin", "owner": "CN"}


def test_another_workspaces_days_do_not_count_here(office: Office) -> None:
    with office.work("pm", team="T2") as work:
        set_up(work, "CN", "CN", {FRIDAY: False})
    with office.work("pm") as work:
        assert calendars.of_key(work, "CN").is_working(FRIDAY)


def test_a_calendar_is_called_by_its_country_or_its_name() -> None:
    chinese, english = Reader("zh-CN"), Reader("en-US")
    assert calendars.called("CN").for_(chinese) == "中国"
    assert calendars.called("DE-BY").for_(english) == "Germany (BY)"
    assert calendars.called("研发日历").for_(english) == "研发日历"


@given(
    own=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans(), max_size=12),
    country=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans(), max_size=12),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 120),
)
def test_a_departments_days_agree_with_a_slow_count(
    own: dict[date, bool], country: dict[date, bool], first: date, days: int
) -> None:
    found = [
        *(stored.Stored("CN", None, "CN", day, working, "") for day, working in country.items()),
        *(stored.Stored("own-2", "Factory", "CN", day, working, "") for day, working in own.items()),
        stored.Stored("own-2", "Factory", "CN", None, None, None),
    ]
    counted = calendars.counted(found, "own-2")

    def works(day: date) -> bool:
        if day in own:
            return own[day]
        if day in country:
            return country[day]
        known = country_year("CN", day.year)
        return day in known.make_up or (day not in known.weekend and day not in known.holidays)

    ahead = [first + timedelta(days=number) for number in range(1, days + 1)]
    assert counted.working_days_between(first, ahead[-1]) == sum(works(day) for day in ahead)
    assert [day for day in ahead if counted.is_working(day)] == [day for day in ahead if works(day)]


@pytest.mark.parametrize("day", [date(2027, 3, 1), date(2026, 12, 29)])
def test_a_day_that_leans_on_a_year_without_a_decree_is_provisional(office: Office, day: date) -> None:
    with office.work("pm") as work:
        assert calendars.counted_in(work, "CN", day).for_(Reader("zh-CN")).startswith("中国（2027年放假安排尚未公布")
        assert calendars.counted_in(work, "CN", date(2026, 12, 1)).for_(Reader("en-US")) == "China"
        assert calendars.counted_in(work, "GB", date(2026, 12, 29)).for_(Reader("en-US")) == "United Kingdom"

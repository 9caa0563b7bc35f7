"""Two admins set the organisation's calendars, or who are admins, at the same moment on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bot.process.calendars import countries, days, recounts
from bot.process.kernel.work import Work
from bot.process.people import admins
from bot.process.projects import finding as projects
from bot.words.refused import Overtaken
from storage import calendars, people
from storage.db import Database
from tests.process.conftest import TEAM, Office, furnished
from tests.process.test_at_once import Act, at_once, new_project

pytestmark = pytest.mark.postgres


@pytest.fixture
def office(postgres_url: str, open_database: Callable[[str], Database]) -> Office:
    return furnished(open_database(postgres_url))


@pytest.fixture
def other() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as thread:
        yield thread


def is_main(office: Office) -> list[str]:
    """In whose days the organisation counts."""
    with office.database.snapshot() as session:
        return [one.key for one in calendars.calendars(session, TEAM) if one.is_main]


def counting_as(country: str) -> Act:
    return lambda work: countries.choose_country(work, country, [6], seen=["CN", "56"])


def test_of_two_admins_who_choose_a_country_the_second_hears_of_the_first(
    office: Office, other: ThreadPoolExecutor
) -> None:
    refused = at_once(office, other, counting_as("DE"), counting_as("US"), who="admin", begins="admin")
    assert isinstance(refused, Overtaken)
    assert is_main(office) == ["DE"]


def test_the_organisation_counts_in_one_country_whoever_sets_its_days_at_that_moment(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def set_day(work: Work) -> None:
        days.set_days(work, "CN", [date(2026, 12, 4)], False, "Anniversary")

    at_once(office, other, counting_as("DE"), set_day, who="admin", begins="admin")
    assert is_main(office) == ["DE"]


def test_a_project_that_starts_while_a_country_is_chosen_counts_in_it(
    office: Office, other: ThreadPoolExecutor
) -> None:
    at_once(office, other, counting_as("DE"), lambda work: new_project(work, "Fair"), begins="admin")
    with office.work("admin") as work:
        assert [projects.find(work, f"P-2026-00{number}").calendar for number in (1, 2)] == ["DE", "DE"]


def test_what_is_set_while_a_project_is_recounted_for_what_was_set_before_is_recounted_once_more(
    office: Office, other: ThreadPoolExecutor
) -> None:
    def off(day: date) -> Act:
        return lambda work: days.set_days(work, "CN", [day], False, "Anniversary")

    with office.work("admin") as work:
        off(date(2026, 11, 26))(work)
    at_once(office, other, lambda work: recounts.recount(work, 1), off(date(2026, 11, 27)), who="admin")
    with office.database.snapshot() as session:
        assert calendars.notice(session, 1) is not None


def test_two_who_take_an_admin_away_leave_one(office: Office, other: ThreadPoolExecutor) -> None:
    """Where Slack itself names none."""
    with office.work("admin") as work:
        admins.name(work, ["colleague", "owner"])
    with office.work("") as work:
        for name in ("admin", "left", "robot"):
            person = people.person(work.session, TEAM, name)
            assert person is not None
            person.is_admin = False
    seen = ["colleague", "owner"]
    refused = at_once(
        office,
        other,
        lambda work: admins.name(work, ["colleague"], seen),
        lambda work: admins.name(work, ["owner"], seen),
        begins="colleague",
        who="owner",
    )
    assert refused is not None
    with office.database.snapshot() as session:
        assert [one.user_id for one in people.admins(session, TEAM)] == ["colleague"]


def test_a_day_that_two_admins_give_back_to_the_country_is_given_back_once(
    office: Office, other: ThreadPoolExecutor
) -> None:
    day, found = date(2026, 11, 27), []

    def remove(work: Work) -> None:
        found.append(days.remove_day(work, "CN", day))

    with office.work("admin") as work:
        days.set_days(work, "CN", [day], False, "Anniversary")
    at_once(office, other, remove, remove, who="admin", begins="admin")
    assert [one is not None for one in found] == [True, False]

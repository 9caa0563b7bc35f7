"""Windows in which one person acts for another: who may be named, when, and what a line says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.process.kernel import substitutes
from bot.process.substitutes import lines as away_lines
from bot.process.substitutes import windows
from bot.process.substitutes.timers import OVER
from bot.process.substitutes.windows import NewWindow
from bot.words.refused import Refused
from storage import people, timers
from tests.process.conftest import OTHER_TEAM, TEAM, Office

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 27)


def name(office: Office, principal: str, substitute: str, first: date = FIRST, last: date = LAST) -> int:
    """The principal names a substitute; the window's id."""
    with office.work(principal) as work:
        return windows.name(work, NewWindow(principal, substitute, first, last)).id


def refusal(office: Office, principal: str, substitute: str, first: date = FIRST, last: date = LAST) -> Refused:
    with pytest.raises(Refused) as refused:
        name(office, principal, substitute, first, last)
    return refused.value


def hats(office: Office, who: str, team: str = TEAM) -> list[str]:
    with office.work(who, team) as work:
        return substitutes.hats(work, who)


def test_the_days_are_whole_days_where_the_principal_lives(office: Office) -> None:
    with office.work("admin") as work:
        principal = people.person(work.session, TEAM, "liaison")
        assert principal is not None
        principal.zone = "America/New_York"
    name(office, "liaison", "colleague", date(2026, 11, 23), date(2026, 11, 23))
    for moment, is_open in (
        (datetime(2026, 11, 23, 4, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 5, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 4, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), False),
    ):
        office.now = moment
        assert (hats(office, "colleague") == ["colleague", "liaison"]) is is_open


def test_a_window_is_over_without_anybody_being_there_to_end_it(office: Office) -> None:
    name(office, "liaison", "colleague")
    office.now += timedelta(days=30)
    assert hats(office, "colleague") == ["colleague"]
    with office.work("liaison") as work:
        assert windows.shown(work) == []


def test_ending_takes_effect_at_once_and_a_second_time_changes_nothing(office: Office) -> None:
    window = name(office, "liaison", "colleague")
    for _again in range(2):
        with office.work("liaison") as work:
            windows.end(work, window)
    assert hats(office, "colleague") == ["colleague"]
    with office.database.transaction() as session:
        assert not [one for one in timers.claim(session, office.now + timedelta(days=60), 100) if one.kind == OVER]


@pytest.mark.parametrize("who", ["colleague", "other_head", "guest", "left"])
def test_only_who_may_name_may_end(office: Office, who: str) -> None:
    window = name(office, "liaison", "colleague")
    with pytest.raises(Refused), office.work(who) as work:
        windows.end(work, window)
    assert hats(office, "colleague") == ["colleague", "liaison"]


def test_nobody_of_another_workspace_finds_it(office: Office) -> None:
    window = name(office, "liaison", "colleague")
    with pytest.raises(Refused, match="no such substitution"), office.work("admin", OTHER_TEAM) as work:
        windows.end(work, window)
    assert hats(office, "colleague", OTHER_TEAM) == ["colleague"]


def test_a_second_submit_finds_the_first_window(office: Office) -> None:
    asked = NewWindow("liaison", "colleague", FIRST, LAST)
    found = []
    for _again in range(2):
        with office.work("liaison", cause="view:1") as work:
            found.append(windows.name(work, asked).id)
    assert found[0] == found[1]


@pytest.mark.parametrize("substitute", ["liaison", "guest", "named_guest", "robot", "left", "nobody"])
def test_who_cannot_be_a_substitute(office: Office, substitute: str) -> None:
    assert refusal(office, "liaison", substitute).field == "substitute_id"


def test_a_substitute_names_no_further_substitute(office: Office) -> None:
    name(office, "liaison", "colleague")
    with pytest.raises(Refused), office.work("colleague") as work:
        windows.name(work, NewWindow("liaison", "owner", date(2026, 12, 7), date(2026, 12, 8)))


def test_windows_of_one_person_do_not_overlap_and_may_touch(office: Office) -> None:
    name(office, "liaison", "colleague")
    refused = refusal(office, "liaison", "owner", LAST, date(2026, 12, 1))
    assert "already stands in" in str(refused)
    name(office, "liaison", "owner", date(2026, 11, 28), date(2026, 12, 1))


def test_there_are_no_chains_in_either_direction(office: Office) -> None:
    name(office, "owner", "colleague")
    assert "is away too" in str(refusal(office, "liaison", "owner"))
    assert "Let somebody else do that first" in str(refusal(office, "colleague", "liaison"))
    name(office, "liaison", "colleague")
    assert hats(office, "colleague") == ["colleague", "owner", "liaison"]


@pytest.mark.parametrize(
    ("first", "last"),
    [(LAST, FIRST), (date(2026, 11, 1), date(2026, 11, 20)), (FIRST, date(2028, 11, 23))],
    ids=["backwards", "past", "too long"],
)
def test_days_that_cannot_be(office: Office, first: date, last: date) -> None:
    assert refusal(office, "liaison", "colleague", first, last).field == "last_on"


MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<@WANG> next mon to fri", ("liaison", "WANG", MONDAY, FRIDAY)),
        ("<@WANG|wang> from next mon until next fri", ("liaison", "WANG", MONDAY, FRIDAY)),
        ("下周一到下周五 <@WANG>", ("liaison", "WANG", MONDAY, FRIDAY)),
        ("下周一到周五 <@WANG>", ("liaison", "WANG", MONDAY, FRIDAY)),
        ("从下周一至下周五 <@LIN> <@WANG>", ("LIN", "WANG", MONDAY, FRIDAY)),
        ("<@WANG> 2026-11-30 - 2026-12-04", ("liaison", "WANG", MONDAY, FRIDAY)),
        ("<@WANG> 11月30日–12月4日", ("liaison", "WANG", MONDAY, FRIDAY)),
        ("tomorrow <@WANG>", ("liaison", "WANG", date(2026, 11, 24), date(2026, 11, 24))),
    ],
)
def test_a_line_names_all_of_it(office: Office, line: str, expected: tuple[str, str, date, date]) -> None:
    with office.work("liaison") as work:
        assert away_lines.read(work, line).window == NewWindow(*expected)


def test_a_line_that_says_too_little_fills_the_form(office: Office) -> None:
    with office.work("liaison") as work:
        assert away_lines.read(work, "").draft == away_lines.Draft("liaison")
        days = away_lines.read(work, "next mon to fri")
        assert (days.window, days.draft.first_on, days.draft.last_on) == (None, MONDAY, FRIDAY)
        unread = away_lines.read(work, "<@WANG> sometime soon")
        assert (unread.window, unread.draft.substitute_id) == (None, "WANG")
        assert unread.note is not None

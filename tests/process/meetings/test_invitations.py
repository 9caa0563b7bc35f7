"""Calendars take the file with the higher SEQUENCE: whatever changes what it says raises it, also within a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.documents.invitations import Invitation
from bot.process.calendars import days
from bot.process.kernel.work import Work
from bot.process.meetings import changes, invitations, pauses, series
from bot.process.meetings.changes import Settings
from bot.process.phases import moving
from bot.process.projects import finding
from tests.process.conftest import Office

Act = Callable[[Work], object]


@pytest.fixture
def office(borrowed_office: Office) -> Office:
    """Each test undoes what it did."""
    return borrowed_office


def invited(office: Office) -> Invitation:
    with office.work("pm") as work:
        return invitations.of_project(work, 1).invitation


def recounted(work: Work) -> None:
    series.recount(work, finding.find(work, "P-2026-001"))


def set_to(at: time, minutes: int) -> Act:
    return lambda work: changes.change(work, 1, Settings(2, at, "Asia/Shanghai", minutes, 120, (24,)), 0)


NOTHING: tuple[Act, ...] = ()
DAY_OFF: Act = lambda work: days.set_days(work, "CN", [date(2026, 11, 25)], False, "Anniversary")  # noqa: E731
# What is done, and what was done before.
CHANGES: dict[str, tuple[Act, tuple[Act, ...]]] = {
    "set to another hour": (set_to(time(15), 60), NOTHING),
    "made shorter": (set_to(time(10), 30), NOTHING),
    "moved": (lambda work: changes.move(work, 1, date(2026, 11, 27), time(15)), NOTHING),
    "cancelled": (lambda work: changes.cancel(work, 1), NOTHING),
    "restored": (lambda work: changes.restore(work, 1), (lambda work: changes.cancel(work, 1),)),
    "moved by a holiday": (recounted, (DAY_OFF,)),
    "paused": (lambda work: pauses.pause(work, 1), NOTHING),
    "taken up": (lambda work: pauses.resume(work, 1), (lambda work: pauses.pause(work, 1),)),
    "suspended": (lambda work: moving.suspend(work, 1), NOTHING),
    "going on": (lambda work: moving.resume(work, 1), (lambda work: moving.suspend(work, 1),)),
}


def told_of(office: Office, what: str) -> tuple[Invitation, Invitation]:
    """The file before and after."""
    act, before = CHANGES[what]
    for one in before:
        with office.work("admin" if one is DAY_OFF else "pm") as work:
            one(work)
    was = invited(office)
    with office.work("pm") as work:
        act(work)
    return was, invited(office)


@pytest.mark.parametrize("what", CHANGES)
def test_a_file_that_says_something_else_is_a_newer_one(office: Office, what: str) -> None:
    was, now = told_of(office, what)
    assert replace(was, sequence=now.sequence) != now
    assert was.sequence < now.sequence


@pytest.mark.parametrize("what", ["paused", "taken up", "suspended", "going on"])
def test_also_while_a_meeting_is_held_and_no_other_is_planned(office: Office, what: str) -> None:
    office.now = datetime.fromisoformat("2026-11-25T10:30:00+08:00")
    was, now = told_of(office, what)
    assert replace(was, sequence=now.sequence) != now
    assert was.sequence < now.sequence

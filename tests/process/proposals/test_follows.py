"""Whatever happened to a proposal, its timers and what waits for whom follow from how it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.process.calendars import days
from bot.process.kernel import matters
from bot.process.proposals import deciding, proposing
from bot.process.proposals.kind import PROPOSALS
from tests.process.conftest import CAST, Office
from tests.process.operations import OPERATIONS, PROPOSED, proposal
from tests.process.test_deadlines import lose, pass_until, reminders, set_now, sweep
from tests.process.test_waits import all_that_waits, kept, waiting
from tests.process.test_waits import lose as lose_asks

STEPS = ("propose", "return", "send again", "reject", "undo", "calendar", "silence", "approve")


def step(office: Office, name: str) -> None:
    """The next thing that happens to it."""
    if name == "propose":
        with office.work("owner") as work:
            proposal(work)
        return
    if name == "calendar":
        with office.work("admin") as work:
            OPERATIONS["calendars.edit"](work)
        pass_until(office, office.now + timedelta(minutes=5))
        return
    if name == "silence":
        pass_until(office, office.now + timedelta(days=6))
        return
    with office.work("owner" if name == "send again" else "head") as work:
        made = matters.held(work, PROPOSALS, 1)
        match name:
            case "return":
                deciding.send_back(work, made.id, "Say how many")
            case "send again":
                proposing.send_again(work, made.id, PROPOSED, made.version)
            case "reject":
                deciding.reject(work, made.id, "No budget")
            case "undo":
                deciding.undo(work, made.id, made.version)
            case "approve":
                deciding.approve(work, made.id, made.version)


def test_timers_and_asks_follow_from_how_it_stands(office: Office) -> None:
    for name in STEPS:
        step(office, name)
        for who in CAST:
            assert set(waiting(office, who)) == all_that_waits(office, who), f"{who} after {name}"
        before = its(office)
        lose_asks(office)
        lose(office)
        sweep(office)
        assert its(office) == before, name


def its(office: Office) -> tuple[object, object]:
    """What is asked of proposals, and when they are looked at again."""
    asked = {(matter, one) for matter, one in kept(office) if one.kind.startswith("proposals.")}
    return asked, {one: at for one, at in set_now(office).items() if one[0].startswith("proposals.")}


def test_an_answer_is_asked_for_within_so_many_working_days_whatever_becomes_of_the_calendar(office: Office) -> None:
    pass_until(office, office.now + timedelta(days=2))
    step(office, "propose")
    assert day(office) == date(2026, 11, 30)
    step(office, "calendar")
    assert day(office) == date(2026, 12, 1), "27 November is a day off now"
    pass_until(office, datetime(2026, 12, 2, 3, tzinfo=UTC))
    assert ("proposals.silence", 1) in waiting(office, "owner")
    with office.work("admin") as work:
        days.set_days(work, "CN", [date(2026, 11, 30), date(2026, 12, 1)], False, "Storm")
    pass_until(office, office.now + timedelta(minutes=5))
    assert day(office) == date(2026, 12, 3)
    assert ("proposals.silence", 1) not in waiting(office, "owner"), "nobody is late any more"
    assert reminders(office, "proposals.silence") == []
    pass_until(office, datetime(2026, 12, 4, 3, tzinfo=UTC))
    assert reminders(office, "proposals.silence") == ["owner"]


def day(office: Office) -> date:
    with office.work("head") as work:
        return matters.held(work, PROPOSALS, 1).decide_by

"""Reminders: one message a working morning of the reader, of what still stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.process.home import inbox, morning
from bot.process.kernel import desks, nudges, quiet
from bot.process.kernel.flow import Reminder
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage import nudges as stored
from storage import people
from storage.outbox import Outgoing
from storage.tasks import Task
from storage.timers import Timer
from tests.only import only
from tests.process.conftest import TEAM, Office, as_it_goes

NINE_IN_SHANGHAI = datetime(2026, 11, 24, 1, tzinfo=UTC)
SETTLED: set[int] = set()


@pytest.fixture(autouse=True)
def _a_kind(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of reminder whose matter is settled when a test says so; the morning has passed in Shanghai."""
    SETTLED.clear()
    office.now = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)

    def look(_work: Work, _user_id: str, subject_id: int) -> Waiting | None:
        return None if subject_id in SETTLED else Waiting("x.waits", subject_id, _("%(name)s", name=f"<{subject_id}>"))

    monkeypatch.setattr(inbox, "REMINDERS", {"x.waits": Reminder(_("Something waits"), look, Task)})


@contextmanager
def at(office: Office, moment: datetime, who: str = "colleague") -> Iterator[Work]:
    office.now = moment
    with office.work(who) as work:
        yield work


def moved(office: Office, user_id: str, zone: str) -> None:
    with office.database.transaction() as session:
        person = people.person(session, TEAM, user_id)
        assert person is not None
        person.zone = zone


def desk_id(work: Work, user_id: str = "colleague") -> int:
    return stored.desk(work.session, TEAM, user_id).id


def mornings(work: Work) -> list[str]:
    query = select(Outgoing).where(col(Outgoing.template) == "home/morning").order_by(col(Outgoing.id))
    return [as_it_goes(work, one) for one in work.session.scalars(query)]


def wakes_at(work: Work, user_id: str = "colleague") -> datetime | None:
    query = select(Timer.due_at).where(  # type: ignore[call-overload]
        col(Timer.kind) == desks.MORNING, col(Timer.subject_id) == desk_id(work, user_id)
    )
    moment: datetime | None = work.session.scalar(query)
    return moment - desks.LAG if moment else None


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Asia/Shanghai", NINE_IN_SHANGHAI),
        ("America/New_York", datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 23, 3, 15, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 11, 23, 22, tzinfo=UTC)),
    ],
)
def test_the_morning_is_the_readers(office: Office, zone: str, moment: datetime) -> None:
    moved(office, "colleague", zone)
    with office.work("pm") as work:
        nudges.remind(work, "colleague", "x.waits", 1)
        assert wakes_at(work) == moment


def test_the_morning_after_the_clocks_changed_is_nine_by_the_wall(office: Office) -> None:
    moved(office, "colleague", "America/New_York")
    # Friday 6 March 2026, 15:00 in New York; the clocks change on Sunday.
    with at(office, datetime(2026, 3, 6, 20, tzinfo=UTC), "pm") as work:
        nudges.remind(work, "colleague", "x.waits", 1)
        assert wakes_at(work) == datetime(2026, 3, 9, 13, tzinfo=UTC)


def test_all_that_is_due_is_one_message_and_what_is_settled_is_not_in_it(office: Office) -> None:
    with office.work("pm") as work:
        for number in range(1, 13):
            nudges.remind(work, "colleague", "x.waits", number)
    SETTLED.add(2)
    with at(office, NINE_IN_SHANGHAI) as work:
        morning.tell(work, desk_id(work))
        message = only(mornings(work))
        assert "11 things wait for you" in message
        assert "<2>" not in message
        assert "… 4 more" in message
    with at(office, NINE_IN_SHANGHAI + timedelta(days=1)) as work:
        morning.tell(work, desk_id(work))
        assert len(mornings(work)) == 1, "told once"


def test_nothing_due_is_no_message(office: Office) -> None:
    with office.work("pm") as work:
        nudges.remind(work, "colleague", "x.waits", 1)
        nudges.forget(work, "x.waits", 1)
    with at(office, NINE_IN_SHANGHAI) as work:
        morning.tell(work, desk_id(work))
        assert mornings(work) == []


def test_the_same_mark_is_not_told_again_and_another_is(office: Office) -> None:
    for mark, told in (("due 1", 1), ("due 1", 1), ("due 2", 2)):
        with at(office, office.now, "pm") as work:
            nudges.remind(work, "colleague", "x.waits", 1, mark=mark)
        with at(office, quiet_morning(office)) as work:
            morning.tell(work, desk_id(work))
            assert len(mornings(work)) == told


def quiet_morning(office: Office) -> datetime:
    """The owner's next morning, and a second."""
    with office.work("colleague") as work:
        return quiet.morning(work, work.person, office.now + timedelta(minutes=2)) + timedelta(seconds=1)


def test_after_a_standstill_there_is_one_message_within_working_hours(office: Office) -> None:
    with office.work("pm") as work:
        nudges.remind(work, "colleague", "x.waits", 1)
        nudges.remind(work, "colleague", "x.waits", 2, at=NINE_IN_SHANGHAI + timedelta(days=2))
    # Saturday evening.
    with at(office, datetime(2026, 11, 28, 13, tzinfo=UTC)) as work:
        morning.tell(work, desk_id(work))
        assert mornings(work) == []
        assert wakes_at(work) == datetime(2026, 11, 30, 1, tzinfo=UTC), "Monday 09:00"
    with at(office, datetime(2026, 11, 30, 1, tzinfo=UTC)) as work:
        morning.tell(work, desk_id(work))
        message = only(mornings(work))
        assert "2 things wait for you" in message


def test_a_snooze_moves_that_reminder_only_and_comes_at_its_moment(office: Office) -> None:
    with office.work("pm") as work:
        nudges.remind(work, "colleague", "x.waits", 1)
        nudges.remind(work, "colleague", "x.waits", 2)
    with at(office, NINE_IN_SHANGHAI) as work:
        morning.tell(work, desk_id(work))
        until = nudges.snooze(work, "x.waits", 1, work.now + timedelta(hours=2))
        assert until == NINE_IN_SHANGHAI + timedelta(hours=2)
        assert wakes_at(work) == until
    with at(office, NINE_IN_SHANGHAI + timedelta(hours=2)) as work:
        morning.tell(work, desk_id(work))
        assert "<1>" in mornings(work)[1].replace("&lt;", "<").replace("&gt;", ">")
        assert "1 thing waits for you" in mornings(work)[1]


def test_a_snooze_into_the_night_waits_for_the_morning(office: Office) -> None:
    with at(office, NINE_IN_SHANGHAI + timedelta(hours=8)) as work:
        assert nudges.snooze(work, "x.waits", 1, work.now + timedelta(hours=2)) == NINE_IN_SHANGHAI + timedelta(days=1)


def test_a_muted_kind_is_left_out_unless_it_is_major(office: Office) -> None:
    with office.work("colleague") as work:
        nudges.remind(work, "colleague", "x.waits", 1)
        stored.desk(work.session, TEAM, "colleague").muted = ["x.waits"]
    with at(office, NINE_IN_SHANGHAI) as work:
        morning.tell(work, desk_id(work))
        assert mornings(work) == []


def test_a_personal_message_waits_for_working_hours_unless_it_is_major(office: Office) -> None:
    # Saturday noon in Shanghai.
    with at(office, datetime(2026, 11, 28, 4, tzinfo=UTC)) as work:
        # The message of that morning may take it up before it goes out by itself.
        gathered = datetime(2026, 11, 30, 1, tzinfo=UTC) + quiet.A_MINUTE
        for is_major, moment in ((True, work.now), (False, gathered)):
            assert work.actor
            quiet.tell(work, work.actor, "home/help", about=f"x:{is_major}", is_major=is_major)
            due_at = work.session.scalar(select(Outgoing.due_at).where(col(Outgoing.about) == f"x:{is_major}"))  # type: ignore[call-overload]
            assert due_at == moment

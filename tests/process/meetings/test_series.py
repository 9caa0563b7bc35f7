"""The weekly meeting's days: weekdays, holidays, make-up days, clocks that change; and the row that is always there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest
from sqlalchemy import select

from bot.calendars import Calendar, OwnDay
from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import dates as meeting_dates
from bot.process.meetings import pauses, series
from bot.process.meetings.changes import Settings
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.words.refused import Refused
from storage import meetings as stored
from storage import projects, timers
from storage.meetings import Meeting
from tests.process.conftest import TEAM, Office

CHINA = Calendar("CN", "CN")


@dataclass
class Weekly:
    weekday: int
    time: time
    zone: str


def days(weekly: Weekly, calendar: Calendar, first: date, many: int) -> list[str]:
    """The next meetings as "planned → held"."""
    found = islice(meeting_dates.occurrences(weekly, calendar, first), many)
    return [f"{one.planned_on} → {one.day}" for one in found]


def test_a_holiday_moves_a_meeting_to_the_next_working_day_which_may_be_a_make_up_day() -> None:
    wednesdays = Weekly(2, time(10), "Asia/Shanghai")
    # National Day 2025: 1 to 8 October are off, Saturday 11 October is worked.
    assert days(wednesdays, CHINA, date(2025, 9, 24), 4) == [
        "2025-09-24 → 2025-09-24",
        # The 1st is moved to the 9th; that is after the 8th, which is moved to the 9th too: one meeting, not two.
        "2025-10-08 → 2025-10-09",
        "2025-10-15 → 2025-10-15",
        "2025-10-22 → 2025-10-22",
    ]
    fridays = Weekly(4, time(10), "Asia/Shanghai")
    own = Calendar("own", "CN", {date(2025, 10, 10): OwnDay(False, "Moving house")})
    assert days(fridays, own, date(2025, 10, 10), 2) == ["2025-10-10 → 2025-10-11", "2025-10-17 → 2025-10-17"]


def test_a_weekend_that_was_chosen_is_kept_and_a_holiday_on_it_is_not() -> None:
    saturdays = Weekly(5, time(10), "Asia/Shanghai")
    assert days(saturdays, CHINA, date(2026, 11, 23), 1) == ["2026-11-28 → 2026-11-28"]
    own = Calendar("own", "CN", {date(2026, 11, 28): OwnDay(False, "Anniversary")})
    assert days(saturdays, own, date(2026, 11, 23), 1) == ["2026-11-28 → 2026-11-30"]


@pytest.mark.parametrize(
    ("zone", "at", "first", "expected"),
    [
        # New York goes back to winter time on 1 November 2026.
        ("America/New_York", time(9), date(2026, 10, 28), ["13:00", "14:00"]),
        # Lord Howe moves its clocks by half an hour, on 4 October 2026.
        ("Australia/Lord_Howe", time(9), date(2026, 9, 30), ["22:30", "22:00"]),
        # Half past two does not exist in New York on Sunday, 8 March 2026: the meeting begins with the change.
        ("America/New_York", time(2, 30), date(2026, 3, 1), ["07:30", "07:00"]),
    ],
)
def test_a_meeting_keeps_its_time_on_the_wall_when_clocks_change(
    zone: str, at: time, first: date, expected: list[str]
) -> None:
    weekly = Weekly(first.weekday(), at, zone)
    found = list(islice(meeting_dates.occurrences(weekly, Calendar("none"), first), 2))
    assert [f"{one.starts_at:%H:%M}" for one in found] == expected
    assert all(one.starts_at.tzinfo == UTC for one in found)


def planned(office: Office) -> Meeting:
    with office.database.snapshot() as session:
        found = session.scalars(select(Meeting).where(Meeting.state == "planned")).all()  # type: ignore[arg-type]
        assert len(found) == 1, "exactly the next one is there"
        return found[0]


def timer(office: Office, kind: str, meeting: Meeting) -> datetime | None:
    with office.database.snapshot() as session:
        return timers.due_of(session, TEAM, kind, meeting.id)


def fire_over(office: Office, meeting: Meeting, at: datetime) -> None:
    office.now = at
    with office.work("pm") as work:
        work.actor = None
        series.over(work, meeting.id)


def test_a_new_project_has_its_next_meeting_with_its_timers_and_the_one_after_it_when_that_is_over(
    office: Office,
) -> None:
    first = planned(office)
    # The office opens on Monday 23 November 2026, 09:00 in Shanghai; it meets on Wednesdays at 10:00.
    assert (first.planned_on, first.starts_at) == (date(2026, 11, 25), datetime(2026, 11, 25, 2, tzinfo=UTC))
    assert timer(office, series.DIGEST, first) == datetime(2026, 11, 25, 0, tzinfo=UTC)
    assert timer(office, series.OVER, first) == datetime(2026, 11, 25, 3, tzinfo=UTC)
    fire_over(office, first, datetime(2026, 11, 25, 2, 59, tzinfo=UTC))
    assert planned(office).id == first.id, "not before it is over"
    fire_over(office, first, datetime(2026, 11, 25, 3, tzinfo=UTC))
    assert planned(office).planned_on == date(2026, 12, 2)
    with office.database.snapshot() as session:
        held = stored.last_held(session, TEAM, 1)
        assert held is not None
        assert held.id == first.id


@pytest.mark.parametrize(
    ("at", "first"),
    [
        # It meets on Wednesdays at 10:00; the digest is at 8:00, so the last hour for a report is on Tuesday at 17:00.
        (datetime(2026, 11, 24, 8, 59, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 24, 9, 1, tzinfo=UTC), date(2026, 12, 2)),
        (datetime(2026, 11, 25, 1, 30, tzinfo=UTC), date(2026, 12, 2)),
    ],
)
def test_a_project_first_meets_when_reports_can_be_written_for_it(office: Office, at: datetime, first: date) -> None:
    office.now = at
    with office.work("pm") as work:
        made = starting.create(
            work,
            NewProject(
                "New", "", "pm", date(2026, 11, 1), date(2026, 12, 31), 2, time(10), "R&D",
                [DepartmentNamed("R&D", "head", "liaison")], channel_id="C9", channel_name="new",
            ),
        )  # fmt: skip
        found = stored.upcoming(work.session, TEAM, made.id)
        assert found is not None
        assert found.planned_on == first


def test_after_a_standstill_over_several_meetings_the_next_one_to_come_is_made(office: Office) -> None:
    first = planned(office)
    fire_over(office, first, first.starts_at + timedelta(days=17))
    assert planned(office).planned_on == date(2026, 12, 16)


def test_a_changed_calendar_moves_the_next_meeting_and_back(office: Office) -> None:
    for is_off, expected in ((True, date(2026, 11, 26)), (False, date(2026, 11, 25))):
        with office.work("admin") as work:
            project = projects.project(work.session, TEAM, 1)
            assert project is not None
            own = {date(2026, 11, 25): OwnDay(False, "Anniversary")} if is_off else {}
            work.calendars["CN"] = Calendar("CN", "CN", own)
            series.recount(work, project)
        found = planned(office)
        assert found.starts_at.date() == expected
        assert found.planned_on == date(2026, 11, 25)
        assert timer(office, series.DIGEST, found) == found.starts_at - timedelta(hours=2)


def test_a_series_that_the_migration_made_begins_by_its_timer(office: Office) -> None:
    with office.work("pm") as work:
        work.session.delete(work.session.get_one(Meeting, planned(office).id))
    with office.work("pm") as work:
        series.begin(work, 1)
        series.begin(work, 1)
    assert planned(office).planned_on == date(2026, 11, 25)


USUAL = Settings(2, time(10), "Asia/Shanghai", 60, 120, (24, 4))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (replace(USUAL, minutes=20), "minutes"),
        (replace(USUAL, minutes=90), "minutes"),
        (replace(USUAL, zone="Moon/Crater"), "zone"),
        (replace(USUAL, digest_lead_minutes=0), "digest_lead_minutes"),
        (replace(USUAL, reminder_hours=()), "reminder_hours"),
        (replace(USUAL, reminder_hours=(24 * 7,)), "reminder_hours"),
    ],
)
def test_settings_that_no_meeting_has_are_refused_beside_their_field(
    office: Office, asked: Settings, field: str
) -> None:
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        meeting_changes.change(work, 1, asked, 0)
    assert refused.value.field == field


def test_a_private_project_is_not_told_of_in_a_public_channel(office: Office) -> None:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.is_private = True
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        meeting_changes.change(work, 1, replace(USUAL, channel=("C9", False)), 0)
    assert refused.value.field == "channel"
    with office.work("pm") as work:
        assert meeting_changes.change(work, 1, replace(USUAL, channel=("C9", True)), 0).series.channel_id == "C9"


def test_a_changed_series_takes_the_next_meeting_and_its_timers_with_it(office: Office) -> None:
    with office.work("pm") as work:
        meeting_changes.move(work, 1, date(2026, 11, 27), time(15))
        shown = meeting_changes.change(
            work, 1, replace(USUAL, weekday=3, time=time(9, 30), minutes=45, digest_lead_minutes=60), 1
        )
        assert (shown.series.sequence, shown.series.since) == (3, date(2026, 11, 23))
    found = planned(office)
    assert (found.id, found.planned_on, found.minutes, found.moved_at) == (1, date(2026, 11, 26), 45, None)
    assert timer(office, series.DIGEST, found) == datetime(2026, 11, 26, 0, 30, tzinfo=UTC)
    assert timer(office, series.OVER, found) == datetime(2026, 11, 26, 2, 15, tzinfo=UTC)
    with pytest.raises(Refused, match="meanwhile"), office.work("pm") as work:
        meeting_changes.change(work, 1, USUAL, 0)


def test_a_paused_series_has_no_timers_and_what_was_paused_goes_on_where_it_was(office: Office) -> None:
    first = planned(office)
    with office.work("pm") as work:
        pauses.pause(work, 1)
    assert timer(office, series.DIGEST, first) is None
    with office.database.snapshot() as session:
        assert stored.upcoming(session, TEAM, 1) is None
    with office.work("pm") as work:
        pauses.resume(work, 1)
    assert planned(office).id == first.id
    with office.work("pm") as work:
        pauses.pause(work, 1)
    office.now = datetime(2026, 12, 3, 1, tzinfo=UTC)
    with office.work("pm") as work:
        pauses.resume(work, 1)
    assert planned(office).planned_on == date(2026, 12, 9)


def pause_ends(office: Office) -> datetime | None:
    with office.database.snapshot() as session:
        return timers.due_of(session, TEAM, pauses.END, 1)


def test_a_pause_until_a_day_puts_the_next_meeting_off_and_ends_by_itself(office: Office) -> None:
    first = planned(office)
    with office.work("pm") as work:
        pauses.pause(work, 1, date(2027, 1, 4))
    found = planned(office)
    assert (found.id, found.planned_on) == (first.id, date(2027, 1, 6))
    assert timer(office, series.DIGEST, found) == datetime(2027, 1, 6, 0, tzinfo=UTC)
    with office.work("pm") as work:
        work.actor = None
        pauses.end(work, 1)
    assert pause_ends(office) == datetime(2027, 1, 4, 1, tzinfo=UTC)
    office.now = datetime(2027, 1, 4, 1, tzinfo=UTC)
    with office.work("pm") as work:
        work.actor = None
        pauses.end(work, 1)
        kept = stored.series(work.session, TEAM, 1)
        assert kept is not None
        assert (kept.paused_until, kept.is_paused) == (None, False)
    assert pause_ends(office) is None
    assert planned(office).planned_on == date(2027, 1, 6)


def test_a_pause_that_ends_early_puts_a_meeting_back_to_where_somebody_had_moved_it(office: Office) -> None:
    with office.work("pm") as work:
        meeting_changes.move(work, 1, date(2026, 11, 26), time(15))
    with office.work("pm") as work:
        pauses.pause(work, 1, date(2027, 1, 4))
    with office.work("pm") as work:
        pauses.resume(work, 1)
    found = planned(office)
    assert (found.planned_on, found.starts_at) == (date(2026, 11, 25), datetime(2026, 11, 26, 7, tzinfo=UTC))
    assert found.moved_at is not None


def test_a_pause_that_ends_early_lets_no_week_go_that_is_still_ahead(office: Office) -> None:
    with office.work("pm") as work:
        pauses.pause(work, 1, date(2027, 1, 4))
    office.now = datetime(2026, 12, 3, 1, tzinfo=UTC)
    with office.work("pm") as work:
        pauses.resume(work, 1)
    assert planned(office).planned_on == date(2026, 12, 9)


def test_a_pause_with_an_end_and_one_without_follow_each_other(office: Office) -> None:
    with office.work("pm") as work:
        pauses.pause(work, 1)
    with office.work("pm") as work:
        pauses.pause(work, 1, date(2027, 1, 4))
    assert planned(office).planned_on == date(2027, 1, 6)
    with office.work("pm") as work:
        pauses.pause(work, 1)
        assert stored.upcoming(work.session, TEAM, 1) is None
    assert pause_ends(office) is None
    with office.work("pm") as work:
        pauses.resume(work, 1)
    assert planned(office).planned_on == date(2026, 11, 25)


def test_a_meeting_that_a_holiday_moves_to_the_end_of_a_pause_takes_place(office: Office) -> None:
    with office.work("pm") as work:
        meeting_changes.change(work, 1, replace(USUAL, weekday=4), 0)
    with office.work("pm") as work:
        # New Year's Day 2027 is a Friday.
        pauses.pause(work, 1, date(2027, 1, 4))
    assert planned(office).planned_on == date(2027, 1, 1)
    assert planned(office).starts_at == datetime(2027, 1, 4, 2, tzinfo=UTC)

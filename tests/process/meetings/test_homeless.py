"""What a meeting's channel is to hear while there is none, or while the project moves: it is told where it can be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.process.callbacks import FOLLOW_UPS
from bot.process.kernel import readers
from bot.process.meetings import changes
from bot.process.projects import channel, finding
from storage.meetings import Meeting
from storage.outbox import Outgoing
from tests.process.conftest import Office
from tests.process.test_deadlines import pass_until

NUMBER = "P-2026-001"
# Wednesday 25 November 2026, 08:00 in Shanghai, two hours before the meeting; the Monday after it, 09:00.
DIGEST_AT = datetime(2026, 11, 25, tzinfo=UTC)
NEXT_WEEK = datetime(2026, 11, 30, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def lives_in(office: Office, channel_id: str | None) -> None:
    with office.work("pm") as work:
        project = finding.find(work, NUMBER)
        project.channel_id = channel_id
        work.session.add(project)


def rooms(office: Office, template: str) -> list[str]:
    """Where that was to be said so far."""
    with office.database.snapshot() as session:
        said = select(col(Outgoing.lane)).where(col(Outgoing.template) == template).order_by(col(Outgoing.id))
        return list(session.scalars(said))


def next_weeks_is_moved(office: Office) -> int:
    """The meeting of next week is to be a day later; answers its id."""
    with office.work("pm") as work:
        found = work.session.scalars(select(Meeting).where(col(Meeting.planned_on) == date(2026, 12, 2))).one()
        changes.move(work, found.id, date(2026, 12, 3), time(15))
        return found.id


def test_a_digest_whose_project_had_no_channel_at_its_hour_is_posted_once_there_is_one(office: Office) -> None:
    lives_in(office, None)
    pass_until(office, DIGEST_AT + 15 * MINUTE)
    assert rooms(office, "digests/card") == []
    lives_in(office, "C8")
    pass_until(office, DIGEST_AT + 30 * MINUTE)
    assert rooms(office, "digests/card") == ["C8"]


@pytest.mark.parametrize("has_room", [True, False])
def test_a_meeting_that_is_not_as_always_is_told_of_where_the_project_lives_by_then(
    office: Office, has_room: bool
) -> None:
    pass_until(office, DIGEST_AT + timedelta(days=1))
    meeting_id = next_weeks_is_moved(office)
    if not has_room:
        lives_in(office, None)
    pass_until(office, NEXT_WEEK + 5 * MINUTE)
    assert rooms(office, "meetings/week") == (["C1"] if has_room else [])
    with office.work("pm") as work:
        channel.move_home(work, NUMBER, "C8", "fair", False)
    if has_room:
        # Slack took nothing in the old one until now.
        with office.work("") as work:
            failed = FOLLOW_UPS["meetings.week_told"].failed
            assert failed is not None
            failed(work, meeting_id, readers.ELSEWHERE)
    pass_until(office, NEXT_WEEK + 20 * MINUTE)
    assert rooms(office, "meetings/week")[-1:] == ["C8"]

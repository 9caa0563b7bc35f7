"""Somebody lives by another clock from now on: what they are reminded of at its hours comes at those."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.process.people import comings
from bot.process.reports import reminders as reports
from bot.process.risks import noting
from bot.process.risks import reminders as risks
from bot.process.risks.noting import NewRisk, Weighed
from storage import meetings, timers
from storage.people import Account
from tests.process.conftest import TEAM, Office
from tests.process.test_deadlines import pass_until

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"


def moves(office: Office, who: str, zone: str) -> None:
    with office.work("") as work:
        comings.heard(work, [Account(who, who.title(), "", "en-US", zone, False, False, False, False)])


def due(office: Office, kind: str, subject_id: int) -> datetime | None:
    with office.database.snapshot() as session:
        return timers.due_of(session, TEAM, kind, subject_id)


def test_the_owner_of_a_high_risk_is_asked_in_the_morning_of_where_they_are(office: Office) -> None:
    """Else the question of that day came at noon, was told the day after, and the PM heard of a day in silence."""
    office.now += timedelta(hours=14, minutes=30)  # Monday in both
    moves(office, "owner", NEW_YORK)
    with office.work("pm") as work:
        risk = noting.note(work, NewRisk(1, "The moulds come late", weighed=Weighed("high", owner_id="owner"))).risk
        risk_id = risk.id
    in_new_york = due(office, risks.LOOK, risk_id)
    assert in_new_york is not None
    moves(office, "owner", SHANGHAI)
    in_shanghai = due(office, risks.LOOK, risk_id)
    assert in_shanghai is not None
    assert in_shanghai.astimezone(UTC).hour == 16, "midnight there"
    assert in_new_york - in_shanghai >= timedelta(hours=12)


def test_a_report_is_asked_for_in_the_hours_of_where_its_liaison_is(office: Office) -> None:
    moves(office, "liaison", NEW_YORK)
    moves(office, "other_liaison", NEW_YORK)
    with office.work("") as work:
        meeting = meetings.upcoming(work.session, TEAM, 1)
        assert meeting is not None
        meeting_id = meeting.id
    pass_until(office, office.now + timedelta(minutes=5))
    before = due(office, reports.LOOK, meeting_id)
    assert before is not None
    assert before > office.now
    for who in ("liaison", "other_liaison"):
        moves(office, who, SHANGHAI)
    pass_until(office, office.now + timedelta(minutes=5))
    after = due(office, reports.LOOK, meeting_id)
    assert after is not None
    assert after < before

"""Reports: when their liaisons are reminded, what they begin with, and which lines stay what they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.process.departments import editing
from bot.process.handovers import handing
from bot.process.home import inbox
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import causes, contents, filing, waiting
from bot.process.reports import reminders as report_reminders
from bot.process.reports.moments import moments
from bot.process.tasks import adding, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import departments, nudges, people
from storage import meetings as stored_meetings
from storage import reports as stored
from storage.nudges import Nudge
from storage.people import Account
from storage.reports import ReportLine
from tests.only import only
from tests.process.conftest import TEAM, Office
from tests.process.test_deadlines import pass_until, reminders


def reminded(office: Office, zone: str, starts_at: datetime) -> list[str]:
    """When the liaison, living in that zone, is reminded of a meeting then, by their own clocks."""
    with office.work("pm") as work:
        people.keep(work.session, TEAM, [Account("liaison", "L", "", "en-US", zone, False, False, False, False)])
    with office.work("pm") as work:
        meeting = stored_meetings.meeting(work.session, TEAM, 1)
        person = people.person(work.session, TEAM, "liaison")
        assert meeting is not None
        assert person is not None
        meeting.starts_at = starts_at
        found = moments(work, person, meeting_shown.series_of(work, meeting), meeting)
        return [Reader(zone=zone, locale="en-GB").moment(one.at) for one in found]


def test_reminders_come_in_working_hours_and_before_the_digest_wherever_the_liaison_lives(office: Office) -> None:
    """24 and 4 hours of working days before the digest, which goes out two hours before the meeting."""
    wednesday = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)  # 10:30 in Shanghai
    assert reminded(office, "Asia/Shanghai", wednesday) == ["Tue 24 Nov 2026, 09:00", "Tue 24 Nov 2026, 17:00"]
    assert reminded(office, "America/New_York", wednesday) == ["Tue 24 Nov 2026, 09:00", "Tue 24 Nov 2026, 15:30"]
    monday = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai, after a weekend
    assert reminded(office, "Asia/Shanghai", monday) == ["Fri 27 Nov 2026, 09:00", "Fri 27 Nov 2026, 17:00"]
    noon = datetime(2026, 11, 30, 4, 30, tzinfo=UTC)  # 12:30, so the digest is at 10:30
    assert reminded(office, "Asia/Shanghai", noon) == ["Fri 27 Nov 2026, 10:30", "Mon 30 Nov 2026, 09:00"]
    early = datetime(2026, 11, 30, 3, 59, tzinfo=UTC)  # the digest is at 9:59: an hour of Monday would not be left
    assert reminded(office, "Asia/Shanghai", early) == ["Fri 27 Nov 2026, 09:59", "Fri 27 Nov 2026, 17:00"]
    holidays = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)  # after National Day
    assert reminded(office, "Asia/Shanghai", holidays) == ["Wed 30 Sept 2026, 09:00", "Wed 30 Sept 2026, 17:00"]


def test_what_was_done_before_the_first_meeting_is_in_its_report_though_weeks_were_cancelled(office: Office) -> None:
    with office.work("owner") as work:
        updates.update(work, 1, Update(status=Status.DONE))
    with office.work("pm") as work:
        first = stored_meetings.meeting(work.session, TEAM, 1)
        assert first is not None
        first.starts_at += timedelta(weeks=3)
    with office.work("liaison") as work:
        assert filing.begin(work, 1, 1).draft["done_tasks"] == [1]


def test_a_report_begins_with_the_departments_tasks_and_follows_them(office: Office) -> None:
    with office.work("pm") as work:
        work.cause = "later"
        adding.add(work, NewTask(1, "Later", 1, "owner", date(2026, 12, 20), starts_on=date(2026, 12, 15)))
        work.cause = "soon"
        adding.add(work, NewTask(1, "Soon", 1, "owner", date(2026, 12, 1)))
        work.cause = "others"
        adding.add(work, NewTask(1, "Another department's", 2, "owner", date(2026, 11, 20)))
    with office.work("liaison") as work:
        filling = filing.begin(work, 1, 1)
        assert filling.draft["not_done_tasks"] == [1, 2], "due before the meeting"
        assert filling.draft["next_tasks"] == [1, 2, 4], "those, and what is due in the week after"
        assert filling.draft["done_tasks"] == []
    with office.work("owner") as work:
        updates.update(work, 1, Update(status=Status.DONE))
    with office.work("liaison") as work:
        filling = filing.begin(work, 1, 1)
        assert filling.draft["done_tasks"] == [1], "what is done meanwhile is done"
        assert filling.draft["not_done_tasks"] == [2]
        filing.keep(work, filling.report.id, {"done_tasks": []})
    with office.work("liaison") as work:
        assert filing.begin(work, 1, 1).draft["done_tasks"] == [], "what was taken out stays out"


def filed(office: Office, rows: dict[str, dict[str, object]], **typed: object) -> list[ReportLine]:
    """File department 1's report with these rows; its lines that are not done."""
    with office.work("liaison") as work:
        report = filing.begin(work, 1, 1).report
        kept = {"not_done_tasks": [1], "next_tasks": [], "rows": rows, **typed}
        filing.keep(work, report.id, kept)
        shown = filing.file(work, report.id)
        return [one for one in shown.lines if one.kind == stored.NOT_DONE]


def test_a_changed_report_keeps_the_word_of_the_department_unless_another_is_named(office: Office) -> None:
    line = only(filed(office, {"t1": {"reason": "No artwork", "cause": 2}}))
    with office.work("other_liaison") as work:
        causes.contest(work, line.id, "It was there on Monday")
    same = only(filed(office, {"t1": {"reason": "No approved artwork", "cause": 2}}, done="Something else"))
    assert same.id == line.id
    assert (same.cause_state, same.cause_word) == ("contested", "It was there on Monday")
    nobody = only(filed(office, {"t1": {"reason": "Ours", "cause": None}}))
    assert (nobody.cause_state, nobody.cause_department_id) == ("", None)
    again = only(filed(office, {"t1": {"reason": "No artwork", "cause": 2}}))
    assert (again.cause_state, again.cause_word) == ("named", "")
    with office.database.snapshot() as session:
        assert nudges.nudge(session, TEAM, "other_liaison", waiting.CAUSE, again.id) is not None


def test_what_is_not_done_needs_a_reason_and_a_report_says_something(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        filed(office, {"t1": {"reason": " "}})
    assert refused.value.field == "reason.t1"
    with pytest.raises(Refused) as refused:
        filed(office, {}, not_done_tasks=[])
    assert refused.value.field == "done"


def test_a_report_filed_after_the_meeting_began_is_late_and_stands(office: Office) -> None:
    office.now = datetime(2026, 11, 25, 2, 1, tzinfo=UTC)
    filed(office, {"t1": {"reason": "No artwork"}})
    with office.database.snapshot() as session:
        ((report, _lines),) = stored.of_meeting(session, TEAM, 1)
        assert report.is_late
    with pytest.raises(Refused, match="has begun"):
        filed(office, {"t1": {"reason": "Otherwise"}})


def test_missing_are_those_that_are_not_filed_with_their_liaison(office: Office) -> None:
    filed(office, {"t1": {"reason": "No artwork"}})
    with office.work("pm") as work:
        meeting = stored_meetings.meeting(work.session, TEAM, 1)
        assert meeting is not None
        ((department, liaison, substitute),) = filing.missing(work, meeting)
        assert liaison is not None
        assert (department.message, liaison.user_id, substitute) == ("Marketing", "other_liaison", None)


def test_nobody_is_reminded_of_a_meeting_that_has_begun_or_is_cancelled(office: Office) -> None:
    office.now = datetime(2026, 11, 24, 3, tzinfo=UTC)
    with office.work("pm") as work:
        report_reminders.look(work, 1)
    with office.database.snapshot() as session:
        told = session.scalars(select(Nudge).where(Nudge.kind == waiting.DUE)).all()  # type: ignore[arg-type]
        assert {one.user_id for one in told} == {"liaison", "other_liaison"}
    office.now = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
    with office.work("pm") as work:
        report_reminders.look(work, 1)
        assert [one for one in inbox.of(work, "liaison") if one.kind == waiting.DUE] == []
    with office.database.snapshot() as session:
        assert session.scalars(select(Nudge).where(Nudge.kind == waiting.DUE)).all() == []  # type: ignore[arg-type]


def test_free_lines_are_rows_of_their_own_and_keep_what_was_said_of_them() -> None:
    nothing = contents.Offered((), ())
    (first, second) = contents.rows({"not_done": "• Film\n\n- Press list\nFilm"}, nothing)
    assert (first.text, second.text) == ("Film", "Press list")
    draft = {"not_done": "New\nFilm", "rows": {first.key: {"reason": "No team", "cause": 2}}}
    assert [(one.text, one.reason, one.cause_id) for one in contents.rows(draft, nothing)] == [
        ("New", "", None),
        ("Film", "No team", 2),
    ]


@pytest.mark.parametrize("is_of_department", [False, True])
def test_who_becomes_liaison_after_the_last_reminder_is_reminded_of_the_report(
    office: Office, *, is_of_department: bool
) -> None:
    morning = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    pass_until(office, morning)
    assert reminders(office, waiting.DUE) == ["liaison", "other_liaison"], "both reminders have been"
    if is_of_department:
        with office.work("admin") as work:
            department = departments.department(work.session, TEAM, 1)
            assert department is not None
            said = replace(editing.described(department), liaison_id="colleague")
            editing.change(work, 1, said, version=department.version, also_in_projects=True)
    else:
        with office.work("pm") as work:
            handing.hand_over(work, 1, "liaison", {"liaison_1": "colleague"})
    pass_until(office, morning + timedelta(minutes=1))
    assert reminders(office, waiting.DUE) == ["colleague", "other_liaison"]

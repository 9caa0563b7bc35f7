"""The digest before a weekly meeting: what it counts, that it fits Slack however large the project is, and when not."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from bot.process.digests import agenda, posting
from bot.process.digests import snapshot as digest_parts
from bot.process.digests.agenda import Topic, shared_out
from bot.process.digests.snapshot import Snapshot
from bot.process.kernel import readers
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.projects import channel
from bot.sandbox.blockkit.checks import check_message
from bot.words import native
from bot.words.language import text as _
from storage import meetings, natives, people
from storage import projects as stored_projects
from storage.dependencies import Dependency
from storage.digests import Digest
from storage.meetings import CANCELLED, Meeting
from storage.outbox import DROPPED, Outgoing
from storage.projects import Project
from storage.reports import Report
from storage.tasks import Task
from tests.clocks import BEGINNING
from tests.only import only
from tests.process.conftest import TEAM, Office

MANY = 10_000
# Wednesday 25 November 2026, 10:00 in Shanghai; the digest goes out two hours before.
MEETS = datetime(2026, 11, 25, 2, tzinfo=UTC)
DUE = MEETS - timedelta(hours=2)


def project_and_meeting(work: Work) -> tuple[Project, Meeting]:
    project = stored_projects.project(work.session, TEAM, 1)
    meeting = meetings.upcoming(work.session, TEAM, 1)
    assert project is not None
    assert meeting is not None
    return project, meeting


def taken(work: Work) -> Snapshot:
    return digest_parts.snapshot(work, *project_and_meeting(work))


def crowd(work: Work) -> None:
    """So many tasks with long names, half of them done, due over 700 days; every tenth waits for the one before."""
    rows = [
        {
            **Task(
                team_id=TEAM, project_id=1, cause=f"crowd {number}", number=number + 100,
                title=f"Task <{number}> & 一个名字很长的任务" * 6, department_id=1 + number % 2, owner_id="owner",
                due_on=date(2026, 1, 1) + timedelta(days=number % 700), status="done" if number % 2 else "in progress",
                progress=100 if number % 2 else 40, moves=number % 3, created_at=BEGINNING, created_by="pm",
                changed_at=BEGINNING, changed_by="pm", done_at=BEGINNING if number % 2 else None,
                successors=int(number % 10 == 0),
            ).model_dump(exclude={"id"})
        }
        for number in range(MANY)
    ]  # fmt: skip
    work.session.execute(insert(Task), rows)
    ids = list(work.session.scalars(select(col(Task.id)).where(col(Task.number) >= 100).order_by(col(Task.number))))
    links = [
        {"team_id": TEAM, "predecessor_id": ids[at], "successor_id": ids[at + 2], "lag": 0, "created_at": BEGINNING,
         "created_by": "pm"}
        for at in range(0, MANY - 2, 10)
    ]  # fmt: skip
    work.session.execute(insert(Dependency), links)


def test_ten_thousand_tasks_fit_into_one_message_that_counts_them_all(office: Office) -> None:
    office.now = DUE
    with office.work("pm") as work:
        crowd(work)
        # What Slack draws itself is looked at below.
        natives.note(work.session, TEAM, posting.NATIVE, work.now, is_taken=False)
        posting.post(work, project_and_meeting(work)[1].id)
        found = taken(work)
        assert found.tally.total == MANY + 2
        assert found.tally.done == MANY / 2
        assert found.tally.late > 1_000
        assert len(found.late) == digest_parts.DETAILED_AT_MOST
        days = [one.task.due_on for one in found.late if one.task.due_on is not None]
        assert days == sorted(days)
        assert found.agenda[0].title.message == "What is late and holds others up"
        rows = list(work.session.scalars(select(Outgoing).where(col(Outgoing.method) == "card")))
    digest, details = rows[-2:]
    assert details.under == digest.card == "digests:1"
    for row in (digest, details):
        arguments = json.loads(row.arguments)
        blocks = native.settled(arguments["blocks"], native.NATIVE, 50)
        assert check_message({"text": arguments["text"], "blocks": blocks}) == []
        assert len(blocks) < 25
        assert all(len(block.get("text", {}).get("text", "")) < 3_000 for block in blocks)
        # Nothing was cut in the middle: what is left out is counted.
        assert "more" in json.dumps(blocks, ensure_ascii=False)


def test_where_slack_draws_charts_and_folds_the_digest_of_ten_thousand_tasks_is_one_message_and_no_file(
    office: Office,
) -> None:
    office.now = DUE
    with office.work("pm") as work:
        crowd(work)
        posting.post(work, project_and_meeting(work)[1].id)
        about = col(Outgoing.about).like("digests:%")
        digest = only(work.session.scalars(select(Outgoing).where(about)))
    arguments = json.loads(digest.arguments)
    blocks = native.settled(arguments["blocks"], (), 50)
    assert check_message({"text": arguments["text"], "blocks": blocks}) == []
    kinds = Counter(block["type"] for block in blocks)
    assert (kinds["data_visualization"], kinds["container"], kinds["image"]) == (2, 3, 0)
    assert "30 more" not in json.dumps(blocks[0], ensure_ascii=False)


def test_done_and_planned_count_tasks_and_what_has_subtasks_is_counted_by_them(office: Office) -> None:
    office.now = DUE
    with office.work("pm") as work:
        first = work.session.scalars(select(Task).where(col(Task.number) == 1)).one()
        first.subtasks, first.due_on = 2, date(2026, 12, 1)
        for number, (status, progress, due_on) in enumerate(
            [("done", 100, date(2026, 11, 20)), ("in progress", 50, date(2026, 11, 24))], 10
        ):
            work.session.add(
                Task(
                    team_id=TEAM, project_id=1, cause=f"part {number}", number=number, title="Part", parent_id=first.id,
                    department_id=2, owner_id="owner", due_on=due_on, status=status, progress=progress,
                    created_at=BEGINNING, created_by="pm", changed_at=BEGINNING, changed_by="pm",
                    done_at=BEGINNING if status == "done" else None,
                )
            )  # fmt: skip
        work.session.flush()
        found = taken(work)
        # T-2 and the two parts: one is done, all three should be.
        assert (found.tally.total, found.tally.done, found.tally.planned, found.tally.late) == (3, 1, 3, 2)
        assert found.tally.progress == 50
        assert (found.tally.done_percent, found.tally.planned_percent) == (33, 100)
        room = room_of(found.project)
        assert room is not None
        svg = digest_parts.chart(work, found, room)
        assert svg is not None
        assert "Completed 33%" in svg
        assert "Plan 100%" in svg
        assert found.project.ends_on == date(2026, 12, 31)
        for words in ("Nov 1<", "today Nov", "Dec 31<"):
            assert words in svg, "days as the channel reads them, the last one that of the end"


def test_a_digest_whose_meeting_is_over_cancelled_or_gone_is_not_posted(office: Office) -> None:
    with office.work("pm") as work:
        meeting = project_and_meeting(work)[1]
        work.now = MEETS + timedelta(minutes=60)
        posting.post(work, meeting.id)
        posting.post(work, 4711)
        work.now = DUE
        meeting.state = CANCELLED
        posting.post(work, meeting.id)
        assert work.session.get(Digest, meeting.id) is None
        assert not list(work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "digests/card")))


def test_a_timer_that_comes_twice_posts_one_digest_and_another_day_another(office: Office) -> None:
    office.now = DUE
    for _time in range(2):
        with office.work("pm") as work:
            posting.post(work, project_and_meeting(work)[1].id)
    with office.work("pm") as work:
        meeting = project_and_meeting(work)[1]
        meeting.starts_at += timedelta(days=1)
        work.session.flush()
        posting.post(work, meeting.id)
        cards = [
            one.card for one in work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "digests/card"))
        ]
        assert cards == ["digests:1", "digests:1:2"]


def test_a_late_report_after_the_meeting_posts_no_digest_that_never_stood(office: Office) -> None:
    office.now = DUE
    with office.work("pm") as work:
        posting.post(work, 1)
        for row in work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "digests/card")):
            row.state = DROPPED
    office.now = MEETS + timedelta(hours=3)
    with office.work("pm") as work:
        posting.refresh(work, 1)
        states = [
            one.state for one in work.session.scalars(select(Outgoing).where(col(Outgoing.template) == "digests/card"))
        ]
        assert states == [DROPPED]


def test_another_workspace_has_no_part_in_it(office: Office) -> None:
    office.now = DUE
    with office.work("pm", team="T2") as work:
        assert people.person(work.session, "T2", "pm") is not None
        posting.post(work, 1)
        posting.refresh(work, 1)
        assert work.session.get(Digest, 1) is None


@pytest.mark.parametrize("minutes", [5, 15, 30, 45, 60])
@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [20, 1, 1, 9, 2], [2] * 8, [0, 50, 3]])
def test_an_agenda_gives_every_topic_time_and_ends_with_the_meeting(minutes: int, weights: list[int]) -> None:
    shares = shared_out(minutes, weights)
    assert sum(shares) == minutes
    assert all(one >= min(agenda.LEAST_MINUTES, minutes // len(weights)) for one in shares)
    items = agenda.agenda([Topic(_("x"), one) for one in weights], MEETS, minutes)
    assert items[-1].starts_at + timedelta(minutes=items[-1].minutes) == MEETS + timedelta(minutes=minutes)


def test_a_digest_whose_project_moves_before_it_goes_out_stands_in_the_new_channel_with_its_reports(
    office: Office,
) -> None:
    office.now = DUE
    with office.work("liaison") as work:
        project, meeting = project_and_meeting(work)
        report = Report(
            team_id=TEAM, project_id=1, meeting_id=meeting.id, department_id=1, state="filed", filed_at=work.now,
            filed_by="liaison", created_at=work.now,
        )  # fmt: skip
        work.session.add(report)
        work.session.flush()
        posting.post(work, meeting.id)
    with office.work("pm") as work:
        project, meeting = project_and_meeting(work)
        channel.move_home(work, project.number, "C2", "elsewhere", False)
        posting.card_refused(work, meeting.id, readers.ELSEWHERE)
        query = select(col(Outgoing.card)).where(col(Outgoing.lane) == "C2", col(Outgoing.method) == "card")
        assert {"digests:1", "digests:1:report:1"} <= set(work.session.scalars(query))

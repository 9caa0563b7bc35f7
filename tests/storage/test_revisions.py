"""A database with what people have stored follows each revision, on both databases, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlmodel import col

from bot.process.callbacks import DOCUMENTS
from bot.process.disputes import signed
from bot.process.kernel.signatures import Round, is_whole
from storage import disputes, history, matters, meetings, nudges, projects, schema, signatures, timers
from storage.db import Database
from storage.dependencies import Dependency
from storage.disputes import Dispute
from storage.tasks import Task
from tests.clocks import BEGINNING
from tests.postgres import PostgresServer

PROJECT = (
    "INSERT INTO projects (team_id, cause, number, name, objective, phase, initiating_department_id, pm_id, sponsor_id,"
    " starts_on, ends_on, meeting_weekday, meeting_time, zone, locale, calendar, morning, channel_attempts, is_private,"
    " alerted, created_at, created_by) VALUES ('T1', 'c', 'P-2026-001', 'Launch', '', 'execution', 1, 'pm', 'sponsor',"
    " '2026-09-01', '2026-12-31', 3, '10:30:00.000000', 'America/New_York', 'en-US', 'US', '09:00:00.000000', 0, FALSE,"
    " '', '2026-09-01 00:00:00.000000', 'pm')"
)
DEPARTMENT = (
    "INSERT INTO departments (id, team_id, name_en, head_id, liaison_id, deputies, calendar, group_handle, version)"
    " VALUES (1, 'T1', 'R&D', 'head', 'liaison', '[]', '', '', 1)"
)


def upgraded_to(database: Database, revision: str) -> None:
    moved(database, lambda scripts, known: scripts._upgrade_revs(revision, known))


def downgraded_to(database: Database, revision: str) -> None:
    moved(database, lambda scripts, known: scripts._downgrade_revs(revision, known))


def moved(database: Database, ways: Callable[[ScriptDirectory, Any], Any]) -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    with database.engine.begin() as connection:
        steps = EnvironmentContext(config, scripts, fn=lambda known, _context: ways(scripts, known))
        with steps:
            steps.configure(connection=connection, target_metadata=None)
            with steps.begin_transaction():
                steps.run_migrations()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path, open_database: Callable[[str], Database]) -> Database:
    """A database without tables."""
    if request.param == "sqlite":
        return open_database(f"sqlite:///{tmp_path}/old.db")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return open_database(server.copy_of("template1"))


def test_the_weekly_meeting_of_a_project_becomes_its_series(empty: Database) -> None:
    upgraded_to(empty, "0002")
    with empty.transaction() as session:
        session.execute(text(DEPARTMENT))
        session.execute(text(PROJECT))
    schema.upgrade(empty)
    with empty.snapshot() as session:
        series = meetings.series(session, "T1", 1)
        assert series is not None
        assert (series.weekday, series.time, series.zone) == (3, time(10, 30), "America/New_York")
        assert (series.minutes, series.digest_lead_minutes, series.reminder_hours) == (60, 120, [24, 4])
        due = timers.due_of(session, "T1", "meetings.begin", 1)
        assert due is not None
        assert due < BEGINNING, "the next meeting is made at once"


OTHER_DEPARTMENT = DEPARTMENT.replace("(1, 'T1', 'R&D'", "(2, 'T1', 'Design'")
DISPUTE = (
    "INSERT INTO disputes (id, team_id, project_id, cause, number, subject, raising_department_id, other_department_id,"
    " raised_by, is_major, clock, deadline_at, warned, state, raising_position, other_position, meeting_place,"
    " meetings, outcome, reasons, content_hash, version, created_at, changed_at, changed_by) VALUES (7, 'T1', 1, 'd',"
    " 3, 'Wer zahlt? 谁付钱', 1, 2, 'liaison', FALSE, 'real', '2026-11-24 02:00:00.000000', 0, 'settled', 'We', 'They',"
    " '', 0, '', '', '', 4, '2026-11-23 02:00:00.000000', '2026-11-23 02:00:00.000000', 'liaison')"
)
RAISED = (
    "INSERT INTO history (team_id, subject, subject_id, action, actor_id, on_behalf_of, changes, because, at) VALUES"
    " ('T1', 'disputes', 7, 'raise', 'wang', 'head', '{}', '', '2026-11-23 02:00:00.000000')"
)
TEXT = (
    "INSERT INTO dispute_proposals (team_id, dispute_id, cause, version, text, request_outcome, needed_by,"
    " content_hash, proposed_by, created_at, raising_by, raising_for, raising_at, other_by, other_for, other_at)"
    " VALUES ('T1', 7, :cause, :version, :text, :outcome, :day, :hash, 'liaison', '2026-11-23 03:00:00.000000',"
    " :raising, :principal, :raised, :other, NULL, :answered)"
)
# As they were hashed before there were sections: "T1", 3, the subject, the text, and what it makes of a request.
TEXTS = (
    {
        "cause": "p1", "version": 1, "text": "Half each.", "outcome": "", "day": None, "raising": "liaison",
        "principal": None, "raised": "2026-11-23 03:00:00.000000", "other": None, "answered": None,
        "hash": "b3f416db3ca2b74ff1b9b42f0b1def1cdc718e225f8fe481019674bbcd0898e6",
    },
    {
        "cause": "p2", "version": 2, "text": "各付一半。", "outcome": "accept", "day": "2026-12-04", "raising": "wang",
        "principal": "liaison", "raised": "2026-11-23 05:00:00.123456", "other": "sam",
        "answered": "2026-11-23 04:00:00.000000",
        "hash": "8e221fb11f7eb3bdb7c7dc4e9aff61413e7ad078e18c4fa5de7ccbae568aa17e",
    },
)  # fmt: skip


def confirmations(database: Database) -> list[Any]:
    with database.snapshot() as session:
        names = ", ".join(f"{side}_{name}" for side in ("raising", "other") for name in ("by", "for", "at"))
        return [tuple(row) for row in session.execute(text(f"SELECT {names} FROM dispute_proposals ORDER BY version"))]


def test_what_both_sides_confirmed_is_signed_by_the_scheme_of_its_time_and_can_be_put_back(empty: Database) -> None:
    upgraded_to(empty, "0002")
    with empty.transaction() as session:
        for one in (DEPARTMENT, OTHER_DEPARTMENT, PROJECT):
            session.execute(text(one))
    upgraded_to(empty, "0017")
    with empty.transaction() as session:
        for one in (DISPUTE, RAISED):
            session.execute(text(one))
        for values in TEXTS:
            session.execute(text(TEXT), values)
    before = confirmations(empty)
    schema.upgrade(empty)
    with empty.transaction() as session:
        dispute = matters.by_id(session, Dispute, "T1", 7)
        assert dispute is not None
        assert (dispute.created_by, dispute.created_for) == ("wang", "head")
        signing = Round(*signatures.of(session, "T1", "disputes", [7])[7])
        given = signing.given
        assert [(one.version, one.given_by, one.given_for) for one in given] == [
            (1, "liaison", None), (2, "sam", None), (2, "wang", "liaison"),
        ], "in the order in which they signed"  # fmt: skip
        assert is_whole(given)
        first, second = disputes.proposals(session, "T1", 7)
        assert set(signed.confirmed(signing, signed.of_text(dispute, first))) == {1}
        assert set(signed.confirmed(signing, signed.of_text(dispute, second))) == {1, 2}
        second.text += " "
        assert signed.confirmed(signing, signed.of_text(dispute, second)) == {}, "one space more is another text"
        session.expunge(second)
    downgraded_to(empty, "0017")
    assert confirmations(empty) == before
    schema.upgrade(empty)
    with empty.snapshot() as session:
        again = signatures.of(session, "T1", "disputes", [7])[7].given
        assert len(again) == 3
        assert is_whole(again)


def test_what_was_told_before_there_was_a_rhythm_is_looked_at_again(empty: Database) -> None:
    upgraded_to(empty, "0019")
    nudge = (
        "INSERT INTO nudges (team_id, user_id, kind, subject_id, due_at, is_exact, mark, told_at)"
        " VALUES ('T1', 'lin', 'tasks.late', 4, '2026-11-20 00:00:00.000000', FALSE, '',"
        " '2026-11-20 01:00:02.000000')"
    )
    desk = "INSERT INTO desks (id, team_id, user_id, muted, wakes_at) VALUES (3, 'T1', 'lin', '[]', NULL)"
    with empty.transaction() as session:
        session.execute(text(nudge))
        session.execute(text(desk))
    assert coming_then(empty) == 0, "told, and silent for good"
    schema.upgrade(empty)
    with empty.transaction() as session:
        assert nudges.coming(session, "T1", "lin") == {("tasks.late", 4)}
        assert nudges.desk(session, "T1", "lin").wakes_at is not None
    downgraded_to(empty, "0019")
    assert coming_then(empty) == 0


def coming_then(database: Database) -> int:
    """How many reminders are to be told, as the tables of that time have it."""
    with database.snapshot() as session:
        left = text("SELECT count(*) FROM nudges WHERE told_at IS NULL OR told_at < due_at")
        return int(session.execute(left).scalar_one())


def test_a_project_that_stood_still_runs_after_a_downgrade_and_an_archived_one_is_closed(empty: Database) -> None:
    upgraded_to(empty, "0002")
    with empty.transaction() as session:
        session.execute(text(DEPARTMENT))
        for number, phase in enumerate(("execution", "planning", "closing"), 1):
            cause = PROJECT.replace("'c'", f"'c{number}'").replace("'P-2026-001'", f"'P-2026-00{number}'")
            session.execute(text(cause.replace("'execution'", f"'{phase}'")))
    schema.upgrade(empty)
    with empty.transaction() as session:
        found = projects.all_of(session, "T1")
        assert [(one.phase, one.phase_before, one.is_still) for one in found] == [
            ("execution", "", False), ("planning", "", False), ("closing", "", False),
        ]  # fmt: skip
        for one, now in zip(found, ("suspended", "execution", "archived"), strict=True):
            one.phase_before, one.phase = one.phase, now
            one.phase_since, one.phase_by = BEGINNING, "pm"
    downgraded_to(empty, "0021")
    assert phases(empty) == ["execution", "execution", "closed"]
    schema.upgrade(empty)
    assert phases(empty) == ["execution", "execution", "closed"]


def phases(database: Database) -> list[str]:
    with database.snapshot() as session:
        return list(session.scalars(text("SELECT phase FROM projects ORDER BY id")))


def test_a_pause_until_a_day_is_forgotten_by_an_older_liaison_and_nothing_else(empty: Database) -> None:
    upgraded_to(empty, "0002")
    with empty.transaction() as session:
        session.execute(text(DEPARTMENT))
        session.execute(text(PROJECT))
    schema.upgrade(empty)
    with empty.transaction() as session:
        series = meetings.series(session, "T1", 1)
        assert series is not None
        assert series.paused_until is None
        series.paused_until = date(2027, 1, 4)
    downgraded_to(empty, "0021")
    schema.upgrade(empty)
    with empty.snapshot() as session:
        series = meetings.series(session, "T1", 1)
        assert series is not None
        assert (series.paused_until, series.is_paused, series.weekday) == (None, False, 3)


PICTURE = (
    "INSERT INTO outbox (team_id, lane, method, arguments, template, dedupe_key, token, about, subject_id, due_at,"
    " state, note, attempts, is_unsure, fence, is_patient, created_at) VALUES ('T1', 'pictures:digests:4', 'picture',"
    " '{\"svg\": \"<svg/>\"}', '', 'k', 't', 'digests:4', 4, '2026-11-23 02:00:00.000000', :state, '', 0, FALSE, 0,"
    " FALSE, '2026-11-23 02:00:00.000000')"
)


def test_a_picture_that_waits_is_drawn_as_things_are_when_it_goes_out(empty: Database) -> None:
    upgraded_to(empty, "0024")
    with empty.transaction() as session:
        session.execute(text(PICTURE), {"state": "due"})
    schema.upgrade(empty)
    assert waiting(empty) == [("document", "digests/chart", "{}", "due")]
    assert "digests/chart" in DOCUMENTS
    downgraded_to(empty, "0024")
    assert [state for *_row, state in waiting(empty)] == ["dropped"]


def waiting(database: Database) -> list[tuple[str, ...]]:
    with database.snapshot() as session:
        return [tuple(row) for row in session.execute(text("SELECT method, template, arguments, state FROM outbox"))]


STAGE = (
    "INSERT INTO stages (id, team_id, project_id, position, name, created_at, created_by)"
    " VALUES (:id, 'T1', 1, :id, :name, '2026-09-01 00:00:00.000000', 'pm')"
)
TASK = (
    "INSERT INTO tasks (team_id, project_id, cause, number, title, stage_id, description, output, format, quality,"
    " department_id, owner_id, due_on, status, progress, note, moves, delay_reason, subtasks, predecessors, successors,"
    " parts, requests, version, done_at, created_at, created_by, changed_at, changed_by, deleted_at)"
    " VALUES ('T1', 1, :cause, :id, :cause, :stage, '', '', '', '', :department, 'lin', :due, :status, 0, '', 0,"
    " '', 0, :before, :after, 0, 0, 1, :done, '2026-09-02 00:00:00.000000', 'pm', '2026-09-02 00:00:00.000000', 'pm',"
    " :deleted)"
)
NEVER = {"stage": None, "department": 1, "status": "not started", "done": None, "deleted": None, "before": 0}
PLANNED: tuple[dict[str, Any], ...] = (
    {"id": 1, "cause": "Draw", "stage": 1, "due": "2026-10-09", "status": "done", "after": 1},
    {"id": 2, "cause": "Build", "stage": 1, "due": "2026-10-02", "status": "done", "department": 2, "after": 0},
    {"id": 3, "cause": "Print", "stage": 2, "due": "2026-11-05", "department": 2, "before": 1, "after": 0},
    {
        "id": 4,
        "cause": "Given up",
        "stage": 3,
        "due": "2026-12-01",
        "deleted": "2026-10-01 00:00:00.000000",
        "after": 0,
    },
    {"id": 5, "cause": "Loose", "due": "2026-12-04", "after": 0},
)
LINK = (
    "INSERT INTO dependencies (team_id, predecessor_id, successor_id, lag, created_at, created_by)"
    " VALUES ('T1', 1, 3, 2, '2026-09-02 00:00:00.000000', 'pm')"
)


def test_tasks_keep_their_plans_and_each_stage_that_has_some_gets_a_milestone(empty: Database) -> None:
    upgraded_to(empty, "0001")
    with empty.transaction() as session:
        for one in (DEPARTMENT, OTHER_DEPARTMENT, PROJECT):
            session.execute(text(one))
    upgraded_to(empty, "0027")
    with empty.transaction() as session:
        for number, name in enumerate(("Design", "Launch", "Dropped", "Empty"), 1):
            session.execute(text(STAGE), {"id": number, "name": name})
        for planned in PLANNED:
            done = "2026-10-08 03:00:00.000000" if planned.get("status") == "done" else None
            session.execute(text(TASK), {**NEVER, "done": done, **planned})
        session.execute(text(LINK))
        session.execute(text("INSERT INTO counters (team_id, series, value) VALUES ('T1', 'T', 5)"))
    schema.upgrade(empty)
    expected = [
        (6, "“Design” finished", 1, date(2026, 10, 9), None, 1, "done", 100),
        (7, "“Launch” finished", 2, date(2026, 11, 5), None, 2, "not started", 0),
    ]
    assert milestones(empty) == expected, "none of a stage without tasks, none of one whose tasks were given up"
    with empty.transaction() as session:
        kept = {one.number: one for one in session.scalars(select(Task).order_by(col(Task.number)))}
        assert [(one.owner_id, one.position, one.is_pinned, one.days) for one in kept.values()][:5] == [
            ("lin", number, False, None) for number in range(1, 6)
        ]
        assert kept[1].due_on == date(2026, 10, 9)
        (link,) = session.scalars(select(Dependency))
        assert (link.kind, link.lag, kept[3].predecessors) == ("FS", 2, 1)
        (made,) = history.of(session, "T1", "tasks", kept[7].id)
        assert (made.action, made.actor_id, made.changes["due_on"]) == ("add", None, [None, "2026-11-05"])
        # What an older Liaison does not know of.
        kept[3].owner_id, kept[5].due_on, link.kind = None, None, "SS"
    downgraded_to(empty, "0027")
    with empty.snapshot() as session:
        plan = text("SELECT number, owner_id, due_on, predecessors, successors FROM tasks WHERE number IN (1, 3, 5)")
        assert sorted((row[0], row[1], str(row[2]), *row[3:]) for row in session.execute(plan)) == [
            (1, "lin", "2026-10-09", 0, 0), (3, "liaison", "2026-11-05", 0, 0), (5, "lin", "2026-12-31", 0, 0),
        ]  # fmt: skip
    schema.upgrade(empty)
    assert milestones(empty) == [(*one[:4], "liaison", *one[5:]) for one in expected], "the same ones, not new ones"
    with empty.transaction() as session:
        indexes = {one["name"] for one in inspect(session.connection()).get_indexes("tasks")}
        assert {"ix_tasks_all", "ix_tasks_open", "ix_tasks_owner", "ix_tasks_parent"} <= indexes


def milestones(database: Database) -> list[Any]:
    with database.snapshot() as session:
        found = session.scalars(select(Task).where(col(Task.is_milestone)).order_by(col(Task.number)))
        return [
            (one.number, one.title, one.stage_id, one.due_on, one.owner_id, one.department_id, one.status, one.progress)
            for one in found
        ]

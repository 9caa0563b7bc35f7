"""A database with what people have stored follows each revision, on both databases, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage import meetings, schema, timers
from storage.db import Database
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
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    with database.engine.begin() as connection:
        steps = EnvironmentContext(config, scripts, fn=lambda known, _context: scripts._upgrade_revs(revision, known))
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

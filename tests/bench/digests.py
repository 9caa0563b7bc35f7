"""What the digest before a weekly meeting costs, against the one aggregate over the project's tasks that it needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.process import every
from bot.process.digests import snapshot as digest_parts
from bot.process.kernel.rooms import Room
from bot.process.kernel.work import Work
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import digests, meetings, projects, schema
from storage.db import Database
from tests.bench.figures import Row, compared, timed
from tests.bench.lists import NOW, PM, TEAM, furnish


def of_project(folder: Path, rounds: int, times: int, most: int = 10_000) -> list[Row]:
    """The whole digest, looked up and drawn, of a project with 1 %, a tenth and all of so many tasks."""
    database = Database(f"sqlite:///{folder / 'digests.db'}")
    schema.upgrade(database)
    templates = Templates()
    times = max(times // 10, 3)
    try:
        found = []
        for size in (most // 100, most // 10, most):
            project_id = furnish(database, templates, size)
            whole, aggregate = _whole(database, templates, project_id), _aggregate(database, project_id)
            found.append(
                compared(
                    f"weekly digest of a project with {size:,} tasks",
                    "the one aggregate it needs",
                    [(timed(whole, times), timed(aggregate, times)) for _ in range(rounds)],
                    10 if size == most else None,
                )
            )
        return found
    finally:
        database.close()


def _whole(database: Database, templates: Templates, project_id: int) -> Callable[[], None]:
    def look() -> None:
        with database.snapshot() as session:
            work = Work(session, templates, every.rules(), TEAM, PM, NOW, "look")
            project, meeting = projects.project(session, TEAM, project_id), meetings.upcoming(session, TEAM, project_id)
            assert project is not None
            assert meeting is not None
            taken = digest_parts.snapshot(work, project, meeting)
            room = Room("C1", Reader(is_channel=True))
            digest_parts.chart(work, taken, room)
            templates.message("digests/card", room.reader, NOW, taken=taken, picture=None, most=7)
            templates.message("digests/details", room.reader, NOW, taken=taken, most=30)

    return look


def _aggregate(database: Database, project_id: int) -> Callable[[], None]:
    def count() -> None:
        with database.snapshot() as session:
            digests.shares(session, TEAM, project_id, NOW.date())

    return count

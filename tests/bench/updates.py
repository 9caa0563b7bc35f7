"""What it costs to update a task, by how many tasks its project has; the disk's part left out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from bot.process import every
from bot.process.kernel.work import Work
from bot.process.tasks import updates
from bot.process.tasks.said import Update
from bot.words.messages import Templates
from storage import schema
from storage.db import Database
from tests.bench.figures import Row, compared, timed
from tests.bench.lists import NOW, PM, TEAM, furnish, number_of

_said = count(1)


def of_project(folder: Path, rounds: int, times: int, most: int = 10_000) -> list[Row]:
    """An update of one task, undone again, in a project of a tenth and of all of so many against one of 1 %."""
    database = Database(f"sqlite:///{folder / 'updates.db'}")
    schema.upgrade(database)
    templates = Templates()
    try:
        sizes = (most // 100, most // 10, most)
        for size in sizes:
            furnish(database, templates, size)
        says = {size: _saying(database, templates, number_of(size, 0)) for size in sizes}
        return [
            compared(
                f"update in a project of {size:,} tasks, without the disk",
                f"project of {sizes[0]:,}",
                [(timed(says[size], times), timed(says[sizes[0]], times)) for _ in range(rounds)],
            )
            for size in sizes[1:]
        ]
    finally:
        database.close()


def _saying(database: Database, templates: Templates, number: int) -> Callable[[], None]:
    def say() -> None:
        with database.transaction() as session:
            one = next(_said)
            work = Work(session, templates, every.rules(), TEAM, PM, NOW, f"update {one}")
            updates.update(work, number, Update(progress=10 + one % 80, note=f"note-{one}"))
            session.rollback()

    return say

"""A portfolio is read in as many statements whatever the number of its projects."""

from __future__ import annotations

from pathlib import Path

from bot.words.messages import Templates
from storage import schema
from storage.db import Database
from tests.bench.portfolio import fill, looking
from tests.process.test_many_posts import counted

FEW, MANY = 3, 60
AT_MOST = 12


def test_many_projects_cost_as_many_statements_as_a_few(tmp_path: Path) -> None:
    said = {size: _statements(tmp_path, size) for size in (FEW, MANY)}
    assert len(said[MANY]) == len(said[FEW]) <= AT_MOST, "\n".join(said[MANY])


def _statements(folder: Path, size: int) -> list[str]:
    database, templates = Database(f"sqlite:///{folder / f'{size}.db'}"), Templates()
    schema.upgrade(database)
    try:
        fill(database, templates, size)
        with counted() as said:
            looking(database, templates)()
        return [one for one in said if not one.startswith(("BEGIN", "PRAGMA"))]
    finally:
        database.close()

"""A portfolio says of each project what the project itself says, in as many statements whatever their number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.process import every
from bot.process.kernel.work import Work
from bot.process.plans import figures
from bot.process.portfolio import drawn, rows, sheet
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import schema
from storage.db import Database
from tests.bench.lists import NOW, PM, TEAM
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


def test_it_has_one_end_and_one_count_with_the_status_of_a_project(database: Database) -> None:
    templates = Templates()
    fill(database, templates, FEW)
    with database.snapshot() as session:
        work = Work(session, templates, every.rules(), TEAM, PM, NOW, "look")
        found = rows.of(work, "")
        assert len(found.rows) == FEW
        for row in found.rows:
            alone = figures.of(work, row.project)
            assert (row.ends, row.late) == (alone.ends, alone.late) == (date(2026, 11, 29), 3)
            assert row.planned == row.ends
            assert row.moved == 0
            assert row.milestone is not None
            assert row.milestone.day == date(2026, 11, 24)
            assert row.waits is not None
            assert row.waits.for_(Reader()) == "pm: Tasks, since Sun, Nov 22"
        chart = drawn.chart(work, found)
        assert [len(one.marks) for one in chart.lines] == [2] * FEW
        assert chart.lines[0].span is not None
        assert chart.lines[0].span.first == date(2026, 11, 20)
        assert len(sheet.sheet(work, found).rows) == FEW

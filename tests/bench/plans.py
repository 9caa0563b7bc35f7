"""What plans cost: read and previewed, taken, scheduled, moved and drawn; against who does less, or does the same.

networkx and matplotlib are asked where they are installed; they are not among what tests need.
"""

from __future__ import annotations

import importlib
import io
import random
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.calendars import Calendar
from bot.documents import pictures, workbooks
from bot.documents.workbooks import Cell, Sheet
from bot.plans import reading
from bot.plans.gantt import columns, layout, lines
from bot.plans.gantt.svg import svg
from bot.plans.moving import push
from bot.plans.network import Kind, Link, Network, Task
from bot.plans.plan import Plan, PlanRow
from bot.plans.scheduled import scheduled
from bot.plans.scheduling import schedule
from bot.plans.workdays import Workdays
from bot.process import every
from bot.process.kernel.work import Work
from bot.process.plans import importing
from bot.words.language import Reader
from bot.words.messages import Templates
from storage import schema
from storage.db import Database
from tests.bench.figures import Row, compared, timed
from tests.bench.lists import NOW, PM, TEAM, furnish

BEGINS = date(2026, 1, 5)
SEED = 20261123
HEADINGS = ("No.", "Stage", "Task", "Department", "Owner", "Start", "End", "Duration", "% Complete", "Predecessors",
            "Deliverable", "Notes")  # fmt: skip
# Of how many tasks the move is measured; and how many stages a plan has.
MOVED, STAGES = 100, 10


def of_plans(folder: Path, rounds: int, most: int = 10_000) -> list[Row]:
    """Every row, at 1 %, a tenth and all of so many tasks where that is sensible."""
    sizes = (most // 100, most // 10, most)
    found = [row for size in sizes for row in _imported(folder, rounds, size, is_all=size == most)]
    found += [row for size in sizes for row in _scheduled(rounds, size, is_all=size == most)]
    return [*found, *_drawn(rounds)]


def _imported(folder: Path, rounds: int, size: int, *, is_all: bool) -> Iterator[Row]:
    """The preview of a file against openpyxl reading it, and the file taken against the bare INSERTs of its rows."""
    content, path = _file(size), folder / f"plan-{size}.db"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    templates = Templates()
    project_id = furnish(database, templates, 0)
    database.close()

    def previewed() -> None:
        on = Database(f"sqlite:///{path}")
        with on.snapshot() as session:
            importing.preview(_work(session, templates, "look"), project_id, reading.read(content), "plan.xlsx")
        on.close()

    def read() -> None:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for _row in book.worksheets[0].iter_rows(values_only=True):
            pass

    yield compared(
        f"import preview of {size:,} × {len(HEADINGS)} rows",
        "openpyxl reading the file",
        [(timed(previewed, 1), timed(read, 1)) for _ in range(rounds)],
        1.5 if is_all else None,
    )
    yield _taken(folder, rounds, size, path, project_id, reading.read(content), templates, is_all=is_all)


def _taken(
    folder: Path, rounds: int, size: int, path: Path, project_id: int, plan: Plan, templates: Templates, *, is_all: bool
) -> Row:
    measured = []
    for number in range(rounds):
        copies = [folder / f"{size}-{number}-{which}.db" for which in ("ours", "bare")]
        for copy in copies:
            shutil.copy(path, copy)
        ours, bare = (Database(f"sqlite:///{copy}") for copy in copies)
        with ours.snapshot() as session:
            seen = importing.preview(_work(session, templates, "look"), project_id, plan, "plan.xlsx").seen
        before = _rows(ours)
        took = timed(lambda ours=ours, seen=seen: _take(ours, templates, project_id, plan, seen), 1)  # type: ignore[misc]
        made = {table: [row for row in rows if row not in before[table]] for table, rows in _rows(ours).items()}
        measured.append((took, timed(lambda bare=bare, made=made: _insert(bare, made), 1)))  # type: ignore[misc]
        ours.close()
        bare.close()
        for copy in copies:
            copy.unlink()
    return compared(
        f"import of {size:,} tasks taken",
        "the bare INSERTs of its rows",
        measured,
        3 if is_all else None,
    )


def _take(on: Database, templates: Templates, project_id: int, plan: Plan, seen: str) -> None:
    with on.transaction() as session:
        importing.take(_work(session, templates, "take"), project_id, plan, "plan.xlsx", seen=seen)


def _rows(on: Database) -> dict[Any, list[dict[str, Any]]]:
    with on.snapshot() as session:
        return {
            table: [dict(one._mapping) for one in session.execute(select(table))]
            for table in SQLModel.metadata.sorted_tables
        }


def _insert(on: Database, made: dict[Any, list[dict[str, Any]]]) -> None:
    with on.transaction() as session:
        for table, rows in made.items():
            if rows:
                # What an import changes of a row that is there is left out: it is an update.
                keys = [one.name for one in table.primary_key]
                there = {tuple(one) for one in session.execute(select(*(table.c[key] for key in keys)))}
                new = [row for row in rows if tuple(row[key] for key in keys) not in there]
                if new:
                    session.execute(table.insert(), new)


def _work(session: Any, templates: Templates, cause: str) -> Work:
    return Work(session, templates, every.rules(), TEAM, PM, NOW, cause)


def _file(size: int) -> bytes:
    """A plan of that many tasks in 12 columns, on ten stages; each waits for one or two before it."""
    rows: list[list[Cell]] = []
    # The stages are rows of the plan, too.
    for number in range(1, max(size - STAGES, 1) + 1):
        first = BEGINS + timedelta(days=7 * (number * 100 // size))
        waits = f"{number - 1}; {number // 2}" if number > 4 and number % 2 else ""
        rows.append([number, f"Stage {number * STAGES // (size + 1)}", f"Task {number} with a name", "R&D", PM, first,
                     first + timedelta(days=4), 5, number % 90, waits, "A document", f"Note {number}"])  # fmt: skip
    return workbooks.write([Sheet("Plan", HEADINGS, rows)], NOW)


def _scheduled(rounds: int, size: int, *, is_all: bool) -> Iterator[Row]:
    """The whole schedule against networkx with the same links and calendar, and one move against the whole."""
    tasks, links = _network(size)

    def ours() -> None:
        schedule(Network(tasks, links), BEGINS.toordinal())

    graphs = _installed("networkx")
    if graphs is not None:
        yield compared(
            f"schedule of {size:,} tasks, {len(links):,} links",
            "networkx, both passes",
            [(timed(ours, 3), timed(lambda: _passes(graphs, _graph(graphs, tasks, links), tasks), 3))
             for _ in range(rounds)],
            0.35 if is_all else None,
        )  # fmt: skip
        built, graph = Network(tasks, links), _graph(graphs, tasks, links)
        yield compared(
            "    the same, its network built before",
            "networkx, its graph built before",
            [(timed(lambda: schedule(built, BEGINS.toordinal()), 3), timed(lambda: _passes(graphs, graph, tasks), 3))
             for _ in range(rounds)],
        )  # fmt: skip
    chance = random.Random(SEED)
    found = schedule(Network(tasks, links), BEGINS.toordinal())
    dated = [replace(one, start=place.early_start) for one, place in zip(tasks, found.places, strict=True)]
    network = Network(dated, links)
    chosen = [chance.randrange(size) for _ in range(MOVED)]
    moves = [_later(network, dated, key) for key in chosen]
    yield compared(
        f"move of one of {size:,} tasks, what it pushes",
        "the whole schedule",
        [([one for move in moves for one in timed(move, 1)], timed(ours, 3)) for _ in range(rounds)],
        0.1 if is_all else None,
    )


def _later(network: Network[int], dated: Sequence[Task[int]], key: int) -> Callable[[], None]:
    """A task five working days later, and what that pushes."""
    task = dated[key]
    assert task.start is not None
    moved = replace(task, start=task.calendar.day(task.calendar.number(task.start) + 5))

    def move() -> None:
        network.tasks[key] = moved  # type: ignore[index]
        push(network, [key])
        network.tasks[key] = task  # type: ignore[index]

    return move


def _network(size: int) -> tuple[list[Task[int]], list[Link[int]]]:
    """Three links a task, to one of the fifty before it."""
    chance = random.Random(SEED)
    workdays = Workdays(Calendar("CN", "CN"), BEGINS)
    tasks = [Task(number, chance.randint(1, 10), workdays) for number in range(size)]
    links: dict[tuple[int, int], Link[int]] = {}
    while len(links) < 3 * (size - 3):
        after = chance.randrange(1, size)
        before = chance.randrange(max(after - 50, 0), after)
        links[before, after] = Link(before, after, Kind.FS, chance.choice((0, 0, 1, 2)))
    return tasks, list(links.values())


def _graph(graphs: Any, tasks: Sequence[Task[int]], links: Sequence[Link[int]]) -> Any:
    graph = graphs.DiGraph()
    for one in tasks:
        graph.add_node(one.key, days=one.days)
    for link in links:
        graph.add_edge(link.before, link.after, lag=link.lag)
    return graph


def _passes(graphs: Any, graph: Any, tasks: Sequence[Task[int]]) -> int:
    """Early and late dates, slack and what is critical, over its graph and in its order."""
    order = list(graphs.topological_sort(graph))
    workdays = tasks[0].calendar
    early: dict[int, int] = {}
    late: dict[int, int] = {}
    for key in order:
        early[key] = max(
            (early[one] + graph.nodes[one]["days"] + graph.edges[one, key]["lag"] for one in graph.predecessors(key)),
            default=0,
        )
    ends = max(early[key] + graph.nodes[key]["days"] for key in order)
    for key in reversed(order):
        until = min((late[one] - graph.edges[key, one]["lag"] for one in graph.successors(key)), default=ends)
        late[key] = until - graph.nodes[key]["days"]
    dates = [(workdays.day(early[key]), workdays.day(late[key])) for key in order]
    return len(dates) + sum(early[key] == late[key] for key in order)


def _drawn(rounds: int) -> Iterator[Row]:
    """A page of 40 rows as PNG, against matplotlib drawing the same bars, names and dates."""
    plots = _installed("matplotlib")
    if plots is None:
        return
    plots.use("Agg")
    drawing = importlib.import_module("matplotlib.pyplot")
    rows = [
        PlanRow(str(number), f"Task number {number}", start=BEGINS + timedelta(days=2 * number),
                end=BEGINS + timedelta(days=2 * number + 9), progress=number * 2, owner="Sam Carter")
        for number in range(40)
    ]  # fmt: skip
    plan, today, calendar = Plan("bench", rows), BEGINS + timedelta(days=40), Calendar("CN", "CN")

    def ours() -> None:
        _found, places = scheduled(plan, BEGINS, calendar)
        chart = lines.chart(plan, "Bench", today, calendar, places)
        pictures.png(svg(next(layout.pages(chart, Reader(), columns.DESK))))

    def theirs() -> None:
        figure, axes = drawing.subplots(figsize=(14, 10), dpi=200)
        for place, row in enumerate(rows):
            assert row.start is not None
            assert row.end is not None
            axes.barh(place, (row.end - row.start).days + 1, left=row.start.toordinal(), color="#a9cdf0")
            axes.barh(place, ((row.end - row.start).days + 1) * (row.progress or 0) / 100, left=row.start.toordinal())
            axes.text(row.end.toordinal() + 1, place, f"{row.progress}%", va="center")
        axes.set_yticks(range(len(rows)), [f"{row.title} · {row.owner} · {row.start} – {row.end}" for row in rows])
        axes.invert_yaxis()
        axes.axvline(today.toordinal(), linestyle="--")
        figure.savefig(io.BytesIO(), format="png")
        drawing.close(figure)

    ours()
    theirs()
    yield compared(
        "Gantt page of 40 rows, PNG",
        "matplotlib drawing the same",
        [(timed(ours, 3), timed(theirs, 1)) for _ in range(rounds)],
        0.3,
    )


def _installed(name: str) -> Any:
    """A library that is only measured against; None, with a word, where it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed here: its row is left out", file=sys.stderr)
        return None

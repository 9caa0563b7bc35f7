"""What stands in the database, read past all of Liaison's own code."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg

# A task with subtasks shows their progress, not the one that is stored of it.
TASKS = "SELECT id, number, title, progress, note FROM tasks WHERE subtasks = 0 ORDER BY number"
SAID = "SELECT subject_id, because FROM history WHERE subject = 'tasks' AND because <> '' ORDER BY id"
REQUESTS = "SELECT id, number, title FROM requests ORDER BY number"
DISPUTES = "SELECT id, number, subject FROM disputes ORDER BY number"
STEPS = "SELECT subject, subject_id, action, because FROM history WHERE subject IN ('requests', 'disputes') ORDER BY id"
# What somebody wrote, besides the tasks that are offered.
LINES = """SELECT d.name_en, l.text FROM report_lines l JOIN reports r ON r.id = l.report_id
    JOIN departments d ON d.id = r.department_id WHERE l.kind = 'done' AND l.task_id IS NULL"""
FILINGS = "SELECT action FROM history WHERE subject = 'reports' ORDER BY id"
STUCK = "SELECT method, state, note FROM outbox WHERE state NOT IN ('sent', 'dropped', 'gathered')"
# Whose turn it was, where they had taken it before they could be told.
OVERTAKEN = "SELECT about FROM outbox WHERE template = 'requests/your_turn' AND state = 'dropped'"
QUERIES = (TASKS, SAID, REQUESTS, DISPUTES, STEPS, LINES, FILINGS, STUCK, OVERTAKEN)


@dataclass(frozen=True)
class StoredTask:
    """One row."""

    number: int
    title: str
    progress: int
    note: str


@dataclass(frozen=True)
class Stored:
    """`said`: the number of the task and the note of every change that came with one, oldest first."""

    tasks: list[StoredTask]
    said: list[tuple[int, str]]
    # The titles of requests and disputes; by number (R-3, D-1) what happened and with which words, oldest first.
    matters: list[str]
    steps: dict[str, list[str]]
    words: list[str]
    # What reports say is done, by department, and how they were filed.
    reported: dict[str, list[str]]
    filings: list[str]
    # What still waits to be told to Slack, or never will be.
    stuck: list[str]
    # By number how often somebody did what they were to be told of before it could be said.
    overtaken: Counter[str]


def read(url: str) -> Stored:
    """All of it."""
    rows = [rows_of(url, one) for one in QUERIES]
    tasks, said, requests, disputes, happened, lines, filings, stuck, overtaken = rows
    numbers = {task_id: number for task_id, number, *_ in tasks}
    places = {("requests", row_id): f"R-{number}" for row_id, number, _ in requests}
    places |= {("disputes", row_id): f"D-{number}" for row_id, number, _ in disputes}
    steps: dict[str, list[str]] = {matter: [] for matter in places.values()}
    for subject, row_id, action, _ in happened:
        steps[places[subject, row_id]].append(action)
    reported: dict[str, list[str]] = {}
    for department, line in lines:
        reported.setdefault(department, []).append(line)
    return Stored(
        tasks=[StoredTask(*fields) for _, *fields in tasks],
        said=[(numbers[task_id], because) for task_id, because in said],
        matters=[title for *_, title in (*requests, *disputes)],
        steps=steps,
        words=[because for *_, because in happened if because],
        reported=reported,
        filings=[action for (action,) in filings],
        stuck=[" ".join(str(word) for word in row) for row in stuck],
        overtaken=Counter(places["requests", int(about.split(":")[1])] for (about,) in overtaken),
    )


def rows_of(url: str, query: str) -> list[Any]:
    """What a query finds."""
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(query).fetchall()
    with psycopg.connect(url) as postgres:
        return postgres.execute(query.encode()).fetchall()

"""What the templates of status reports are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bot.process.reports.causes import Named
from bot.process.reports.contents import Offered, Row
from bot.process.reports.filing import Filling
from bot.process.reports.lists import Overview, Place
from bot.process.reports.lists import Row as Standing
from bot.process.reports.shown import Shown
from bot.words.language import Name, Text
from storage.projects import Project
from storage.reports import Report, ReportLine
from storage.tasks import Task
from tests.contexts import meetings

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "page": 1})


def report() -> Report:
    """A late one."""
    return Report(
        id=1, team_id="T1", project_id=1, meeting_id=1, department_id=1, state="filed", draft={}, filed_at=NOW,
        is_late=True, filed_by="U1", created_at=NOW,
    )  # fmt: skip


def line(text: str, kind: str = "not_done", state: str = "contested") -> ReportLine:
    """A line with the same hostile text everywhere."""
    return ReportLine(
        id=1, team_id="T1", report_id=1, position=0, kind=kind, task_id=1, text=text, reason=text,
        cause_department_id=2 if state else None, cause_state=state, cause_word=text,
    )  # fmt: skip


def contexts(text: str, many: int, project: Project, task: Task) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list."""
    meeting, name, hand = meetings.meeting(text), Name(text, zh=text), Text("%(name)s", {"name": text})
    tasks = Offered((task,) * min(many, 100), (task,) * min(many, 100))
    rows = [Row(f"t{number}", task if number % 2 else None, text, text[:1000], 2) for number in range(min(many, 3))]
    others = [(number + 2, name) for number in range(min(many, 60))]
    filling = Filling(report(), meeting, project, name, {}, tasks, rows, others, True, meeting)
    of_kinds = [line(text, "done", ""), line(text), line(text, "not_done", "named"), line(text, "next", "")]
    lines = [*of_kinds, line(text, "not_done", "confirmed")] * min(many, 30)
    shown = Shown(report(), meeting, project, name, lines, {1: 3}, {2: name}, {}, hand, True, True)
    named = Named(line(text), report(), meeting, project, name, name, 3, hand)
    standing = [Standing(name, report() if number % 2 else None, hand) for number in range(many)]
    page = 2 if rows else 1
    return {
        "reports/answered": {"named": named, "is_own": many > 1},
        "reports/form_contest": {"named": named, "target": TARGET},
        "reports/form_write": {
            "filling": filling, "draft": {"done": text, "not_done": text, "next": text},
            "chosen": {"done_tasks": ["1"], "not_done_tasks": ["1"], "next_tasks": []}, "rows": rows, "page": page,
            "pages": 2, "said": [], "target": TARGET,
        },
        "reports/help": {},
        "digests/report": {"shown": shown},
        "reports/list": {"shown": Overview(project, meeting, standing)},
        "reports/show": {"shown": shown, "is_new": many > 3},
        "reports/which": {"places": [Place(project, meeting, 1, name, number % 2 > 0) for number in range(many)]},
    }  # fmt: skip

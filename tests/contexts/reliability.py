"""What the templates of a department's reliability are given, for the test that renders every template."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.process.kernel.reliability import Case
from bot.process.reliability.quarters import Quarter
from bot.process.reliability.reading import Line, Report
from bot.words.language import Text
from bot.words.language import text as _
from storage.departments import Department
from storage.projects import Project


def contexts(text: str, many: int, project: Project, department: Department) -> dict[str, Any]:
    """The report, with very much in it, and of a quarter in which nothing happened."""
    words = _("%(name)s", name=text)
    day = date(2026, 8, 3)
    case = Case(project, day, "R-1", text, "late", words)
    lines = [Line(words, words, words, [(case, Text("late"))] * many)] * max(min(many, 20), 1)
    report = Report(
        department, Quarter(2026, 3), lines, is_running=many > 1, is_partial=many > 1, calendar=words, today=day
    )
    return {
        "reliability/report": {"report": report},
        "reliability/file": {"report": report},
        "reliability/sent": {"report": report, "where": "D1"},
    }

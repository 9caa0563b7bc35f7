"""The report as a workbook: the figures, and the matters behind them, so that each can be looked up."""

from __future__ import annotations

from bot.documents.workbooks import Sheet
from bot.process.reliability.reading import Report
from bot.words.language import Text, joined
from bot.words.language import text as _

NAME = _("Department reliability")
PARTIAL = _("Matters of projects that you do not see are not counted.")
RUNNING = _("The quarter is still running.")
_BOTH = Text("%(one)s %(rest)s")


def sheets(report: Report) -> list[Sheet]:
    """Two sheets. What is on the second one is of the quarter itself, not of the one before."""
    quarter = report.quarter
    title = _("Reliability of %(department)s · %(quarter)s", department=report.department.name, quarter=quarter.words)
    notes = [(RUNNING, report.is_running), (PARTIAL, report.is_partial)]
    said = joined([words for words, is_so in notes if is_so], _BOTH) or ""
    figures = Sheet(
        name=_("Figures"),
        title=title,
        said=said,
        header=[_("What is counted"), quarter.words, quarter.before.words],
        rows=[[one.name, one.now, one.before] for one in report.lines],
    )
    header = [_("What is counted"), _("No."), _("Title"), _("Project"), _("Project name"), _("Counts on"),
              _("Outcome"), _("What happened"), _("Working days")]  # fmt: skip
    rows = [
        [line.name, case.label, case.title, case.project.number, case.project.name, case.day, outcome, case.said,
         case.days or None]
        for line in report.lines
        for case, outcome in line.cases
    ]  # fmt: skip
    return [figures, Sheet(name=_("Matters"), title=title, header=header, rows=rows)]

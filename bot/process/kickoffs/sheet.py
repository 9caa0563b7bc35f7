"""What the kickoff meeting came to as a sheet: the first risks, what each department contributes, what was decided."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import books
from bot.process.kernel.work import Work
from bot.process.kickoffs import shown as kickoff_shown
from bot.process.kickoffs.states import State
from bot.words.language import text as _
from storage import kickoffs
from storage.projects import Project

NAME = _("Kickoff meeting")
HEADINGS = (_("Kind"), _("Department"), _("What was said"))


def sheet(work: Work, project: Project) -> Sheet | None:
    """What was written down of it; None before that."""
    found = kickoffs.of_project(work.session, work.team_id, project.id)
    if found is None or found.state != State.NOTED:
        return None
    shown = kickoff_shown.of(work, project, found)
    rows: list[list[Cell]] = [[_("risk"), "", one] for one in shown.risks]
    rows += [[_("contribution"), department.name, said] for department, said in shown.contributions]
    rows += [[_("fit with the strategy"), "", one] for one in shown.alignment]
    rows += [[_("decision"), "", one] for one in shown.decisions]
    rows += [[_("open question"), "", one] for one in shown.questions]
    held = _("Held on %(moment)s", moment=found.starts_at)
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project), said=held)

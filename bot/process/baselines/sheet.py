"""The plan that all have confirmed, in the workbook of a project: who has confirmed it, and the baseline with what has
moved since.
"""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.baselines import signed
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.places import Place
from bot.process.kernel.work import Work
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage import baselines, departments, tasks
from storage.baselines import BaselineTask
from storage.projects import Project
from storage.tasks import Task

CONFIRMED = _("Confirmations of the plan")
HEADINGS = (_("As what"), _("Full name"), _("For whom"), _("When"), _("Version"), _("Check code"), _("Note"))
BASELINE = _("Baseline")
COLUMNS = (
    _("No."), _("What was confirmed"), _("Lead department"), _("Confirmed start"), _("Confirmed end"),
    _("Working days"), _("End now"), _("Note"),
)  # fmt: skip


def confirmations(work: Work, project: Project) -> Sheet | None:
    """Who confirms it as what, and the check code of each word; None before the plan was sent."""
    confirmation = signed.of_project(work, project)
    if confirmation is None or not confirmation.edition:
        return None
    shown = CONFIRMATIONS.one(work, confirmation)
    title = books.title(CONFIRMED, work, project)
    said = _("Version %(number)s: %(state)s", number=confirmation.edition, state=shown.words)
    return Sheet(CONFIRMED, HEADINGS, [_word(one) for one in shown.places], title=title, said=said)


def baseline(work: Work, project: Project) -> Sheet | None:
    """The newest baseline, a row a task; None where there is none."""
    found = baselines.newest(work.session, work.team_id, project.id)
    if found is None:
        return None
    rows = baselines.rows(work.session, found.id)
    now = {one.id: one for one in tasks.of_project(work.session, work.team_id, project.id)}
    names = departments.names(work.session, work.team_id, {one.department_id for one in rows.values()})
    said = _("baseline %(number)s, confirmed by all on %(moment)s", number=found.number, moment=found.taken_at)
    return Sheet(
        BASELINE,
        COLUMNS,
        [_row(row, now.get(task_id), names.get(row.department_id, Text("?"))) for task_id, row in rows.items()],
        title=books.title(BASELINE, work, project),
        said=said,
    )


def _word(place: Place) -> list[Cell]:
    word = place.word
    if word is None:
        return [place.label, named(place.holder), "", None, None, "", _("not confirmed yet")]
    if place.is_passed:
        why = _("not confirmed: %(name)s went on without it. %(reason)s", name=place.hand, reason=word.reasons)
        return [place.label, named(place.holder), "", word.given_at, word.version, "", why]
    return [place.label, named(place.by), named(place.principal), word.given_at, word.version, place.code, ""]


def _row(row: BaselineTask, now: Task | None, department: Name | Text) -> list[Cell]:
    note: Cell = _("milestone") if row.is_milestone else ""
    return [
        f"T-{now.number}" if now is not None else "",
        row.title,
        department,
        row.starts_on,
        row.due_on,
        row.days or None,
        now.due_on if now is not None else None,
        note if now is not None else _("No longer in the plan"),
    ]

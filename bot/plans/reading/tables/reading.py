"""A plan out of a table: its sheet, its columns, its rows. What cannot be told is asked, not guessed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.documents import pages
from bot.documents.pages import Most, Page
from bot.plans.plan import About, Answers, LeftOut, Plan, Question, Why
from bot.plans.reading.tables.columns import chosen
from bot.plans.reading.tables.layout import Laid, tables_in
from bot.plans.reading.tables.rows import Rows
from bot.words.language import text as _
from bot.words.refused import Refused

EXCEL, CSV = "Excel", "CSV"
MOST_BYTES = 10_000_000
# Tasks that are read at most, with room for what stands above and between them.
MOST_TASKS = 10_000
MOST = Most(MOST_TASKS + 1_000, 400)
# So many rows of each sheet are shown where one of several is to be chosen.
SHOWN = 3


def workbook(content: bytes, answers: Answers) -> Plan:
    """The plan in an Excel workbook. Raises Refused where there is none."""
    _check_size(content)
    return _read(Plan(EXCEL), pages.workbook(content, MOST), answers)


def csv(content: bytes, answers: Answers) -> Plan:
    """The plan in a CSV file. Raises Refused where there is none."""
    _check_size(content)
    _guessed, ways = pages.text_page(content, MOST)
    best: list[Laid] = []
    for page in ways:
        found = tables_in(page)
        if sum(one.is_plan for one in found) > sum(one.is_plan for one in best) or not best:
            best = found
        if any(one.is_plan for one in best):
            break
    return _chosen(Plan(CSV), best, answers)


def _check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise pages.too_large(MOST_BYTES)


def _read(plan: Plan, sheets: Iterable[Page], answers: Answers) -> Plan:
    tables: list[Laid] = []
    for page in sheets:
        found = tables_in(page)
        tables += found
        if page.is_hidden:
            plan.left_out.append(LeftOut(page.name, Why.HIDDEN))
        elif page.rows and not any(one.has_tasks for one in found):
            plan.left_out.append(LeftOut(page.name, Why.NO_TASKS))
    return _chosen(plan, tables, answers)


def _chosen(plan: Plan, tables: list[Laid], answers: Answers) -> Plan:
    fitting = [one for one in tables if one.is_plan] or [one for one in tables if one.has_tasks]
    fitting = [one for one in fitting if one.rows]
    own = [one for one in fitting if one.is_own]
    if len(own) == 1 and not answers.sheet:
        # The rest of the workbook went out with it, and is no plan.
        fitting, plan.left_out = own, []
    if answers.sheet:
        named = [one for one in fitting if answers.sheet in (_name(one, fitting), one.page.name)]
        if not named:
            raise _no_such_sheet(answers.sheet, [_name(one, fitting) for one in fitting])
        fitting = named
    if not fitting:
        raise no_tasks()
    if len(fitting) > 1:
        plan.asked.append(Question(About.SHEET, choices=[_shown(one, fitting) for one in fitting]))
        return plan
    laid = fitting[0]
    for one in tables:
        if one is not laid and one.page is laid.page:
            plan.left_out.append(LeftOut(f"{one.number}: {', '.join(one.headings.values())[:80]}", Why.NO_TASKS))
    columns = chosen(laid, answers)
    plan.sheet, plan.heading_row = laid.page.name or None, laid.number
    plan.headings, plan.columns = [one for one in laid.headings.values() if one], columns.understood
    plan.left_out += columns.left_out
    plan.asked += columns.asked
    Rows(plan, laid, columns, answers)
    return plan


def no_tasks() -> Refused:
    """What is said of a table that is no plan."""
    return Refused(
        _(
            "This is no plan that can be read: there is no table with the names of tasks and their dates, lengths or "
            "predecessors. Besides tables (.xlsx, .csv), MS Project's XML and GanttProject's .gan files are read."
        )
    )


def _no_such_sheet(name: str, there: list[str]) -> Refused:
    if not any(there):
        return no_tasks()
    return Refused(
        _("There is no sheet “%(name)s” with a plan on it; there is: %(sheets)s.", name=name, sheets=", ".join(there))
    )


def _name(laid: Laid, fitting: list[Laid]) -> str:
    """A table by its sheet, and by its row where there are several on it."""
    is_one = sum(one.page is laid.page for one in fitting) == 1
    return laid.page.name if is_one else f"{laid.page.name}!{laid.number}"


def _shown(laid: Laid, fitting: list[Laid]) -> dict[str, str]:
    rows = [" | ".join(cell.text for cell in cells.values())[:200] for _number, cells in laid.rows[:SHOWN]]
    return {"sheet": _name(laid, fitting)} | {f"row {number}": row for number, row in enumerate(rows, 1)}

"""The links of a table, of the columns that say what a task waits for, and what waits for it; one link a pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.documents.pages import Cell
from bot.plans.network import LAG_AT_MOST
from bot.plans.plan import LeftOut, Plan, PlanLink, PlanRow, Problem, Why
from bot.plans.reading.tables.days import is_nothing
from bot.plans.reading.tables.fields import Field
from bot.plans.reading.tables.outline import Draft
from bot.plans.reading.tables.waits import NotRead, References, Wait

_DECIMALS = re.compile(r"0\.(0+)")


def linked(
    plan: Plan,
    drafts: Sequence[Draft],
    rows: Sequence[PlanRow | None],
    references: References,
    heading: Callable[[Field], str],
) -> list[PlanLink]:
    """The links between these rows; what is none goes into the plan's problems, and into what is left out."""
    pairs: dict[tuple[str, str], PlanLink] = {}
    for field in (Field.WAITS_FOR, Field.HOLDS):
        written = [(place, one.cells.get(field, ())) for place, one in enumerate(drafts)]
        references.prefer(as_shown(cell) for _place, cells in written for cell in cells)
        for place, cells in written:
            here = rows[place]
            for cell in cells:
                if here is None or is_nothing(cell.text):
                    continue
                for wait in references.waits(as_shown(cell)):
                    there = rows[wait.place] if isinstance(wait, Wait) else None
                    said = Problem(drafts[place].number, heading(field), cell.text, Why.NO_LINK)
                    _add(plan, pairs, said, here, there, wait, is_waiting=field is Field.WAITS_FOR)
    return list(pairs.values())


def _add(
    plan: Plan,
    pairs: dict[tuple[str, str], PlanLink],
    cell: Problem,
    here: PlanRow,
    there: PlanRow | None,
    wait: Wait | NotRead,
    *,
    is_waiting: bool,
) -> None:
    """Take one piece of a cell as a link, or say of the cell why it is none."""
    if isinstance(wait, NotRead):
        if wait.why is Why.NOTHING_BEFORE:
            names, why = ((wait.text, here.id), wait.why) if is_waiting else ((here.id, wait.text), Why.NOTHING_AFTER)
            plan.left_out.append(LeftOut(" → ".join(names), why))
        else:
            plan.problems.append(replace(cell, value=wait.text, why=wait.why))
        return
    if there is None or here is there:
        plan.problems.append(cell)
        return
    before, after = (there, here) if is_waiting else (here, there)
    lag = wait.part * (before.days or 0) if wait.part else wait.days
    if abs(lag) > LAG_AT_MOST:
        plan.problems.append(replace(cell, why=Why.TOO_FAR))
        return
    link = PlanLink(before.id, after.id, wait.kind, round(lag, 4), lag if wait.is_elapsed else None)
    if pairs.setdefault((before.id, after.id), link) != link:
        plan.left_out.append(LeftOut(f"{before.id} → {after.id}", Why.TWICE))


def as_shown(cell: Cell) -> str:
    """The text that is seen: 1.10 where a number is shown with two decimals."""
    decimals = _DECIMALS.fullmatch(cell.shown_as)
    if isinstance(cell.value, float) and decimals is not None:
        return f"{cell.value:.{len(decimals[1])}f}"
    return cell.text

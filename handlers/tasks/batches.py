"""`/task update` without a task: one's open tasks on one screen, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from bot.process.tasks import batches
from bot.process.tasks.batches import Batch, Mine, Opening, Row
from bot.process.tasks.states import Status
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text, joined
from bot.words.refused import Refused
from storage.db import Unavailable

routes = Routes[Turn]()

# Each task has one line to type into, and a step has at most seven.
ROWS_A_PAGE = 5
# Four blocks each of the hundred that a modal can have; what is beyond stays typed and comes next.
MOST_AGAIN = 20
# What a word given with an update may hold, as in the form of one task.
LONGEST_NOTE = 500


async def open_batch(turn: Turn, mine: list[Mine]) -> None:
    """Open the form over these tasks."""
    rows, carries, since = await turn.see(batches.before, mine)
    form = _form(mine, rows, 1)
    form["about"] |= {"opened": turn.mark, "carries": carries}
    await turn.open("tasks/form_batch", **{**form, "since": since if rows else None})


@routes.action("tasks.batch.status", "tasks.batch.progress", "tasks.batch.due_on")
async def choose(turn: Turn) -> None:
    """Something was chosen: it is saved when the form is sent."""
    with suppress(Unavailable):
        await _keep(turn)


@routes.typed("tasks.batch")
async def keep_typed(turn: Turn) -> None:
    """Somebody types: it is there when the form is opened again."""
    await _keep(turn)


@routes.action("tasks.batch.back", "tasks.batch.next")
async def turn_page(turn: Turn) -> None:
    """Another page; what was typed on this one is kept."""
    rows, mine = await _keep(turn), await turn.see(batches.mine)
    await turn.redraw(turn.body["view"]["id"], "tasks/form_batch", **_form(mine, rows, turn.number))


@routes.view("tasks.batch")
async def submit(turn: Turn) -> None:
    """The form was sent: what could not be saved is shown again, with what was typed and the reason."""
    batch = await turn.do(batches.save, _opening(turn), _numbers(turn), _rows(turn))
    again = await turn.see(batches.again, batch)
    if again:
        rows = {row.number: row for _mine, row, _why in again}
        why = {row.number: text for _mine, row, text in again}
        form = _form([one for one, _row, _why in again], rows, 1, why, batch)
        await turn.next_step("tasks/form_batch", otherwise=_not_saved(again), **form)
    if batch.saved or (batch.before and not again):
        await turn.answer("tasks/batch_saved", saved=batch.saved, before=batch.before)


def _not_saved(again: list[tuple[Mine, Row, Text]]) -> Refused:
    """Why each of these was not saved, for who has closed the form meanwhile."""
    whys = [Text("T-%(number)s: %(why)s", {"number": row.number, "why": why}) for _mine, row, why in again]
    return Refused(joined(whys, Text("%(one)s\n%(rest)s")) or Text(""))


def _form(
    mine: list[Mine],
    typed: Mapping[int, Row],
    page: int,
    why: Mapping[int, Text] | None = None,
    batch: Batch | None = None,
) -> dict[str, Any]:
    # What was not saved stands on one screen.
    a_page = MOST_AGAIN if why else ROWS_A_PAGE
    first = (page - 1) * a_page
    on_page = mine[first : first + a_page]
    seen = {
        one.shown.task.number: (
            one.shown.task.version,
            one.shown.task.status,
            one.shown.task.progress,
            one.shown.task.due_on.isoformat() if one.shown.task.due_on else None,
        )
        for one in on_page
    }
    return {
        "rows": [
            _row(one, typed.get(one.shown.task.number), (why or {}).get(one.shown.task.number)) for one in on_page
        ],
        "saved": [one.shown.task.number for one in batch.saved] if batch else [],
        "before": batch.before if batch else [],
        "total": len(mine),
        "first": first + 1,
        "page": page,
        "can_next": len(mine) > first + a_page,
        "kept": sum(number not in seen for number in typed),
        "since": None,
        "about": {"seen": seen},
    }


def _row(one: Mine, typed: Row | None, why: Text | None) -> tuple[Any, ...]:
    task = one.shown.task
    holds: dict[str, Any] = {"status": task.status, "progress": task.progress, "due_on": task.due_on}
    if typed is not None:
        holds |= typed.model_dump(include=set(holds), exclude_none=True)
    # Tens, and what it is now.
    steps = sorted({*range(0, 101, 10), holds["progress"]})
    return one, typed.note if typed else "", why, holds, [(step, f"{step}%") for step in steps]


async def _keep(turn: Turn) -> dict[int, Row]:
    return await turn.keep(batches.keep, _opening(turn), _numbers(turn), _rows(turn), turn.typed_at)


def _opening(turn: Turn) -> Opening:
    return Opening(turn.opened, str(turn.target.get("carries") or ""))


def _numbers(turn: Turn) -> list[int]:
    with reading():
        return [as_number(number) for number in turn.target["seen"]]


def _rows(turn: Turn) -> list[Row]:
    """What was changed on the page that is shown. Raises Unreadable."""
    with reading():
        return _read(turn)


def _read(turn: Turn) -> list[Row]:
    view, found = turn.body["view"], []
    typed = forms.values(view)
    for number, (version, status, progress, due_on) in turn.target["seen"].items():
        chosen = forms.several(view, f"of.{number}.{version}")
        found.append(
            Row(
                number=as_number(number),
                version=version,
                status=_unless(Status, chosen.get("tasks.batch.status"), status),
                progress=_unless(int, chosen.get("tasks.batch.progress"), progress),
                due_on=_unless(date.fromisoformat, chosen.get("tasks.batch.due_on"), due_on),
                note=str(typed.get(f"note.{number}", "")).strip()[:LONGEST_NOTE],
            )
        )
    return found


def _unless(read: Any, chosen: str | None, seen: Any) -> Any:
    """What was chosen, where that is not what was there."""
    return None if chosen is None or chosen == str(seen) else read(chosen)

"""Several tasks updated on one screen: what can be saved is saved, the rest is shown again with what was typed.

A page is turned without saving; what was typed is kept until it is sent, also where the form is closed before that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from pydantic import BaseModel

from bot.process.kernel import drafts, substitutes, weighing
from bot.process.kernel.drafts import Entered
from bot.process.kernel.weighing import Weighed
from bot.process.kernel.work import Work
from bot.process.tasks import acting, finding, updates
from bot.process.tasks import shown as standings
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import Status
from bot.process.tasks.updates import Saved
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import task_owners
from storage.people import Person
from storage.tasks import Task

FORM = "tasks.batch"


class Row(BaseModel):
    """What somebody changed of one task, having seen that version of it."""

    number: int
    version: int
    status: Status | None = None
    progress: int | None = None
    due_on: date | None = None
    note: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything was changed."""
        return bool(self.note) or any(one is not None for one in (self.status, self.progress, self.due_on))


@dataclass(frozen=True, slots=True)
class Mine:
    """An open task that waits for the actor; `principal` is whom they stand in for, if it is not their own."""

    shown: Standing
    principal: Person | None


class Opening(NamedTuple):
    """Which opening of the form it is, and the one before, whose unsent rows it was opened with."""

    opened: str
    carries: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the rows: those saved, now or by a sending before, and those that were not, with the reason."""

    saved: list[Saved] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    refused: list[tuple[Row, Text]] = field(default_factory=list)


def mine(work: Work) -> list[Mine]:
    """The open tasks of the actor and of those whom they substitute now, soonest due first."""
    principals = {one.user_id: one for one in substitutes.principals(work, work.person.user_id)}
    found = [
        task
        for user_id in substitutes.hats(work, work.person.user_id)
        for task in task_owners.open_for(work.session, work.team_id, user_id)
    ]
    found.sort(key=lambda one: (one.due_on or date.max, one.number))
    return [Mine(one, _principal(work, principals, one.task)) for one in standings.many(work, found)]


def typed(work: Work, opening: Opening) -> dict[int, Row]:
    """What was typed and not saved, by the task's number."""
    draft = drafts.typed(work, FORM)
    # Another form of theirs was opened since: what was typed there is not meant here.
    rows = draft.changed.get("rows", []) if draft.opened in (opening.opened, opening.carries) else []
    return {row.number: row for row in map(Row.model_validate, rows)}


def before(work: Work, found: Iterable[Mine]) -> tuple[dict[int, Row], str, datetime | None]:
    """What was typed of these tasks into a form that was not sent; which opening that was, and when."""
    draft = drafts.typed(work, FORM)
    rows = typed(work, Opening("", draft.opened))
    shown = [one.shown.task.number for one in found]
    return {number: rows[number] for number in shown if number in rows}, draft.opened, draft.since


def keep(
    work: Work, opening: Opening, shown: Iterable[int], rows: Iterable[Row], at: float | None = None
) -> dict[int, Row]:
    """Keep what was typed on a page, which showed those tasks; returns all that was typed in the form.

    `at` is when Slack told, where somebody still types.
    """
    everything = {number: row for number, row in typed(work, opening).items() if number not in set(shown)}
    everything |= {row.number: row for row in rows if row.says_something}
    content = [row.model_dump(mode="json") for row in everything.values()]
    drafts.keep(work, FORM, Entered(opening.opened, {"rows": content}, at=at))
    return everything


def save(work: Work, opening: Opening, shown: Iterable[int], rows: Iterable[Row]) -> Batch:
    """Save every row that can be saved, those of other pages too; a second sending finds what the first saved.

    Raises Refused when nothing was changed at all.
    """
    everything = keep(work, opening, shown, rows)
    if not everything:
        raise Refused(_("Nothing was changed: choose a status, a progress or a date, or write a word."))
    batch = Batch()
    # In one order for everybody, so that two who save the same tasks do not wait for each other.
    for _number, row in sorted(everything.items()):
        _take(work, row, batch)
    if not batch.saved:
        work.does_nothing()
    still_typed = [row for row, _why in batch.refused]
    keep(work, opening, everything, still_typed)
    if not still_typed:
        drafts.settle(work, FORM, opening.opened)
    return batch


def _take(work: Work, row: Row, batch: Batch) -> None:
    """Save one row, if it can be and was not before."""
    part = hashlib.sha256(row.model_dump_json().encode()).hexdigest()
    try:
        batch.saved.append(updates.update(work, row.number, _said(row)))
        work.note_done(part)
    except Refused as refused:
        if _was_saved(work, row, part):
            batch.before.append(row.number)
        else:
            if isinstance(refused, Weighed):
                weighing.note_known(work, refused)
            batch.refused.append((row, refused.why))


def _was_saved(work: Work, row: Row, part: str) -> bool:
    try:
        return work.was_done(part, "tasks", finding.numbered(work, row.number).id)
    except Refused:
        return False


def again(work: Work, batch: Batch) -> list[tuple[Mine, Row, Text]]:
    """The rows that were not saved, as their tasks stand now; a task that is gone has none."""
    found = []
    principals = {one.user_id: one for one in substitutes.principals(work, work.person.user_id)}
    for row, why in batch.refused:
        try:
            shown = finding.find(work, row.number)
        except Refused:
            continue
        found.append((Mine(shown, _principal(work, principals, shown.task)), row, why))
    return found


def _principal(work: Work, principals: Mapping[str, Person], task: Task) -> Person | None:
    """Whom the actor stands in for where they see to the task."""
    return principals.get(acting.who(work, task) or "")


def _said(row: Row) -> Update:
    return Update(status=row.status, progress=row.progress, note=row.note, version=row.version, due_on=row.due_on)

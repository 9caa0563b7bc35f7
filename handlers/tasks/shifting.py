"""A date that moves: saved at once, or, where it breaks what waits for it, after it was said what becomes of that.

The same form shows what a push or a pull of a plan would do, whichever date or plan it is about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, Field

from bot.process.kernel.matters import UNDO_MINUTES
from bot.process.kernel.weighing import Weighed
from bot.process.kernel.work import Work
from bot.process.plans import pushing, shifting, shifting_back
from bot.process.plans.shifted import PUSH, Shift, Shifted, Wanted
from bot.process.tasks import finding, updates
from bot.process.tasks.confirmed import ThroughChange
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.process.tasks.updates import Saved
from bot.slack import forms
from bot.slack.came import LARGEST, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.messages import Message
from bot.words.refused import Overtaken, Refused
from handlers.changes.register import Moving, of_days

routes = Routes[Turn]()

# What is chosen where a moved date breaks others: they are pushed, or stay. Who chooses nothing moves nobody.
LEAVE = "leave"
NOTE_AT_MOST = 500
OTHERWISE_NOW = _("Something has changed since you looked. This is what it does now; nothing is saved yet.")


class Draft(BaseModel):
    """What a line said that could not be saved as it was, carried by the button that opens the form."""

    number: int = Field(ge=0, le=LARGEST)
    status: Status | None = None
    progress: int | None = None
    due_on: date | None = None
    owner_id: str | None = None
    note: str = ""
    # The version of the task that was seen; None where nobody looked at it.
    version: int | None = None

    @property
    def said(self) -> Update:
        """As the process takes it."""
        return Update(**self.model_dump(exclude={"number"}))


class Meant(BaseModel):
    """What a form or a button is about: a push or a pull, from one task on or of a whole plan; `said` is the move of
    that task that is saved with it, and `seen` what was looked at.
    """

    project: int | None = Field(default=None, ge=0, le=LARGEST)
    did: Literal["push", "pull"] = "push"
    number: int | None = Field(default=None, ge=0, le=LARGEST)
    said: Draft | None = None
    seen: str = ""

    def kept(self) -> dict[str, Any]:
        """As a form keeps it."""
        return self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


class ShiftForm(forms.Form):
    """The form that shows what a push or a pull does."""

    choice: Literal["push", "pull", "leave"] | None = None
    note: str = Field(default="", max_length=NOTE_AT_MOST)


class Updated(NamedTuple):
    """An update that was saved, and what could be earlier by it."""

    saved: Saved
    room: Shift | None = None


def updated(work: Work, number: int, said: Update) -> Updated:
    """Update the task; also tells what could be earlier where its planned end moved earlier."""
    saved = updates.update(work, number, said)
    was, became = saved.changes.get("due_on", (None, None))
    if was is None or became is None or became >= was:
        return Updated(saved)
    return Updated(saved, shifting.room(work, number, was))


async def save(turn: Turn, number: int, said: Update) -> None:
    """Take what somebody says of a task, and answer; a date that breaks others is not moved before they know so."""

    def worded(done: Updated) -> Message:
        saved = done.saved
        return turn.message(
            "tasks/updated",
            shown=saved.shown,
            happened="updated" if saved.is_changed else "unchanged",
            can_undo=saved.is_changed,
            changes=saved.changes,
            just_before=saved.just_before,
            is_counted=saved.is_counted,
            remarks=saved.remarks,
            about=saved.about,
            held=saved.held,
            room=done.room,
        )

    try:
        await turn.tell_of(worded, updated, number, said)
    except Weighed as why:
        # Typed once more it is asked once more: whoever thinks that nothing came of it has not read what it moves.
        await _offer(turn, number, why)
    except ThroughChange as why:
        await ask_for_change(turn, why)


async def ask_for_change(turn: Turn, why: ThroughChange) -> None:
    """What moves by a change alone: a form goes on into that of the request, filled in; else a button does."""
    assert why.offer is not None, "it is offered with it"  # noqa: S101 - a mistake of ours, not of a user
    if turn.kind != "view":
        raise why
    with reading():
        moving = Moving.model_validate_json(why.offer.value)
    await turn.next_step(**await of_days(turn, moving, why.why), otherwise=why)


async def _offer(turn: Turn, number: int, why: Weighed) -> None:
    """Say what the move breaks, and what a push would do: in the form it came from, else in a message."""
    assert why.offer is not None, "a move is offered with it"  # noqa: S101 - a mistake of ours, not of a user
    draft = Draft.model_validate_json(why.offer.value)
    found, meant = await _look(turn, Meant(number=number, said=draft))
    kept = meant.model_dump_json(exclude_none=True)
    if turn.kind == "view":
        await turn.next_step(**_sheet(found, meant, why.does), otherwise=Refused(why.does, offer=why.offer))
        return
    await turn.answer("plans/shift_offered", found=found, why=why.does, leave=why.offer, kept=kept)


async def _look(turn: Turn, meant: Meant) -> tuple[Shift, Meant]:
    """What it would do now, and what the form that shows it is about."""
    found = await turn.see(looked, meant)
    return found, meant.model_copy(update={"project": found.project.id, "seen": found.seen})


def looked(work: Work, meant: Meant) -> Shift:
    """What it would do."""
    return shifting.look(work, _wanted(work, meant))


def _wanted(work: Work, meant: Meant) -> Wanted:
    project_id = meant.project
    if project_id is None and meant.number is not None:
        project_id = finding.numbered(work, meant.number).project_id
    if project_id is None:
        raise finding.unknown()
    return Wanted(project_id, meant.did, meant.number, meant.said.said if meant.said is not None else None)


def taken(work: Work, meant: Meant, because: str) -> Shifted | None:
    """Do it, if it is still what was looked at."""
    return pushing.take(work, _wanted(work, meant), because, seen=meant.seen)


def _sheet(found: Shift, meant: Meant, why: Text | None = None) -> Sheet:
    """The form of what it does; where a date moves with it, of the task as it stands now."""
    if meant.said is not None and found.origin is not None:
        meant = meant.model_copy(update={"said": meant.said.model_copy(update={"version": found.origin.version})})
    return {
        "template": "plans/form_shift",
        "about": {"shift": meant.kept()},
        "found": found,
        "breaks": why,
        "note": meant.said.note if meant.said is not None else "",
        "is_moved": meant.said is not None,
    }


@routes.action("tasks.move")
async def move_all_the_same(turn: Turn) -> None:
    """The button beside a move that makes others too late: they stay as they are."""
    with reading():
        draft = Draft.model_validate_json(turn.value)
    await save(turn, draft.number, _weighed(draft.said))


@routes.action("plans.push")
async def push_at_once(turn: Turn) -> None:
    """The button beside the same, where what it pushes was shown."""
    with reading():
        meant = Meant.model_validate_json(turn.value)
    done = await turn.do(taken, meant, meant.said.note if meant.said is not None else "")
    if done is None:
        found, meant = await _look(turn, meant)
        kept = meant.model_dump_json(exclude_none=True)
        await turn.answer("plans/shift_offered", found=found, why=OTHERWISE_NOW, leave=None, kept=kept)
        return
    await _tell(turn, done)


@routes.action("plans.shift.push", "plans.shift.pull")
async def open_shift(turn: Turn) -> None:
    """A button that shows all that a push or a pull does."""
    with reading():
        meant = Meant.model_validate_json(turn.value)
    found, meant = await _look(turn, meant)
    await turn.open(**_sheet(found, meant))


@routes.view("plans.shift")
async def submit_shift(turn: Turn) -> None:
    """It was chosen what becomes of what a date breaks, or a plan was looked at before it moves."""
    form = forms.parse(ShiftForm, turn.body["view"])
    with reading():
        meant = Meant.model_validate(turn.target["shift"])
    if meant.said is not None:
        said = meant.said.model_copy(update={"note": form.note})
        meant = meant.model_copy(update={"said": said})
        if form.choice != PUSH:
            try:
                await save(turn, said.number, _weighed(said.said))
            except Overtaken as why:
                await _draw_again(turn, meant, why)
            return
    try:
        done = await turn.do(taken, meant, form.note)
    except ThroughChange as why:
        await ask_for_change(turn, why)
        return
    if done is None:
        await _draw_again(turn, meant, Refused(OTHERWISE_NOW))
        return
    await _tell(turn, done)


async def _draw_again(turn: Turn, meant: Meant, why: Refused) -> None:
    """What it does now, below why it was not taken; what was typed stays."""
    found, meant = await _look(turn, meant)
    await turn.draw_again(why, kept_as=turn.draft, **_sheet(found, meant))


@routes.action("plans.shift.undo")
async def undo_shift(turn: Turn) -> None:
    """Take back all that moved at once."""
    await turn.answer("plans/shift_undone", told=await turn.do(shifting_back.undo, turn.number))


async def _tell(turn: Turn, done: Shifted) -> None:
    await turn.answer("plans/shift_done", told=done, undo_minutes=UNDO_MINUTES)


def _weighed(said: Update) -> Update:
    return replace(said, is_weighed=True)

"""Substitutes: `/liaison away`, its form, and the buttons that end a window."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from bot.process.substitutes import lines as away_lines
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow, Window
from bot.slack import forms
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text

routes = Routes[Turn]()

# The form shows so many windows below its inputs.
WINDOWS_SHOWN = 20


class AwayForm(forms.Form):
    """The form of `/liaison away`."""

    principal_id: str
    substitute_id: str
    first_on: date
    last_on: date


@routes.command("/liaison", "away", "substitute", "代理", "请假", "請假")
async def name(turn: Turn) -> None:
    """Name a substitute by a line, or with a form where the line says too little."""
    read = await turn.see(away_lines.read, turn.words)
    if read.window is None:
        form = await _form(turn, asdict(read.draft), read.note)
        await turn.open("substitutes/form_away", kept_as="substitutes.away", is_afresh=bool(turn.words), **form)
        return
    await _answer(turn, await turn.do(windows.name, read.window))


@routes.view("substitutes.away")
async def submit(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(AwayForm, turn.body["view"])
    asked = NewWindow(form.principal_id, form.substitute_id, form.first_on, form.last_on)
    await _answer(turn, await turn.do(windows.name, asked))


@routes.action("substitutes.end")
async def end(turn: Turn) -> None:
    """The button in a message."""
    await _answer(turn, await turn.do(windows.end, turn.number), is_ended=True)


@routes.action("substitutes.end_listed")
async def end_listed(turn: Turn) -> None:
    """The button in the form: what was typed there stays."""
    await turn.do(windows.end, turn.number)
    view = turn.body["view"]
    empty = asdict(away_lines.Draft(turn.user_id))
    await turn.redraw(view["id"], "substitutes/form_away", **await _form(turn, {**empty, **forms.values(view)}, None))


async def _answer(turn: Turn, window: Window, *, is_ended: bool = False) -> None:
    await turn.answer("substitutes/saved", window=window, span=_span(turn, window), is_ended=is_ended)


def _span(turn: Turn, window: Window) -> Text:
    return window.span(turn.reader.zone, turn.reader.today(turn.machine.clock.now()))


async def _form(turn: Turn, draft: dict[str, Any], note: Text | None) -> dict[str, Any]:
    found = await turn.see(windows.shown)
    return {
        "draft": draft,
        "note": note,
        "found": [(one, _span(turn, one)) for one in found[:WINDOWS_SHOWN]],
        "more": max(len(found) - WINDOWS_SHOWN, 0),
    }

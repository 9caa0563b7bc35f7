"""Kickoff meetings: `/project kickoff` calls one or shows it; its buttons move, cancel and note it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pydantic import Field

from bot.documents import invitations as files
from bot.process.kickoffs import answering, calling, invitations, noting
from bot.process.kickoffs import shown as kickoffs
from bot.process.kickoffs.calling import Called, Draft
from bot.process.kickoffs.noting import Noted
from bot.process.kickoffs.shown import Shown
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from handlers import occasions
from handlers.weighing import weighing

routes = Routes[Turn]()

# Half an hour is too short for the agenda, three hours are a workshop.
LENGTHS = (30, 45, 60, 90, 120, 180)


# What is done with one, by the words behind the command.
MEANT = {
    "cancel": frozenset(("cancel", "取消")),
    "call": frozenset(("move", "time", "date", "call", "again", "改期", "时间", "時間", "召集", "日期")),
    "note": frozenset(("minutes", "notes", "note", "纪要", "紀要", "记录", "會議紀要", "会议纪要")),
}


class CallForm(forms.Form):
    """When, where and with whom."""

    day: date
    clock: time
    minutes: int = Field(default=calling.MINUTES, ge=15, le=480)
    place: str = Field(default="", max_length=200)
    invited: list[str] = Field(default=[])


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason: str = Field(default="", max_length=300)


class NoteForm(forms.Form):
    """The minutes."""

    attended: list[str] = Field(default=[])
    alignment: str = Field(default="", max_length=1500)
    contributions: str = Field(default="", max_length=noting.CONTRIBUTIONS_AT_MOST)
    risks: str = Field(default="", max_length=2000)
    questions: str = Field(default="", max_length=2000)
    decisions: str = Field(default="", max_length=2500)
    actions: str = Field(default="", max_length=3000)


class DeclineForm(forms.Form):
    """Why somebody cannot come."""

    reason: str = Field(default="", max_length=300)


@routes.command("/project", "kickoff", "kick-off", "启动会", "啟動會")
async def here(turn: Turn) -> None:
    """Show the kickoff meeting, or open the form in which it is called; or that of what is to be done with it."""
    first, _space, rest = turn.words.partition(" ")
    meant = next((one for one, words in MEANT.items() if first.lower() in words), None)
    project, shown = await turn.see(calling.here, rest if meant else turn.words, turn.channel_id or "")
    if shown is None or meant == "call":
        await turn.open(**_call_sheet(await turn.see(calling.to_call, project.id)))
        return
    if meant is not None:
        await turn.open(**await {"cancel": _cancel, "note": _note}[meant](turn, {"id": shown.kickoff.id}))
        return
    await turn.answer("kickoffs/show", shown=shown, me=turn.user_id)


@routes.action("kickoffs.show")
async def show(turn: Turn) -> None:
    """The button that shows it."""
    await turn.answer("kickoffs/show", shown=await turn.see(kickoffs.found, turn.number), me=turn.user_id)


@routes.action("kickoffs.call")
async def open_call(turn: Turn) -> None:
    """The button that calls or moves the meeting of a project."""
    await turn.open(**await _call(turn, {"project": turn.number}))


async def _call(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a project's meeting."""
    return _call_sheet(await turn.see(calling.to_call, as_number(about["project"])))


@routes.view("kickoffs.call")
@overtaken(_call)
async def submit_call(turn: Turn) -> None:
    """It is called, or moved."""
    form, target = forms.parse(CallForm, turn.body["view"]), turn.target
    called = Called(form.day, form.clock, form.minutes, " ".join(form.place.split()), form.invited)
    async with weighing(turn):
        shown = await turn.do(calling.call, as_number(target["project"]), called, as_number(target["version"]))
    await turn.answer("kickoffs/done", shown=shown, untold=await turn.see(calling.untold, shown))
    await occasions.after(turn, shown.project.id)


async def _cancel(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form that asks why it does not take place."""
    shown = await turn.see(calling.held, as_number(about["id"]))
    return _sheet("kickoffs/form_cancel", "kickoffs.cancel", shown)


@routes.action("kickoffs.cancel")
async def open_cancel(turn: Turn) -> None:
    """The button that cancels it."""
    await turn.open(**await _cancel(turn, {"id": turn.number}))


@routes.view("kickoffs.cancel")
@overtaken(_cancel)
async def submit_cancel(turn: Turn) -> None:
    """It does not take place."""
    form, target = forms.parse(CancelForm, turn.body["view"]), turn.target
    shown = await turn.do(calling.cancel, as_number(target["id"]), form.reason, as_number(target["version"]))
    await turn.answer("kickoffs/done", shown=shown, untold=[])


async def _note(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of its minutes."""
    shown, attended, contributions = await turn.see(noting.to_note, as_number(about["id"]))
    sheet = _sheet("kickoffs/form_note", "kickoffs.note", shown)
    return {**sheet, "attended": list(attended), "contributions": contributions}


@routes.action("kickoffs.note")
async def open_note(turn: Turn) -> None:
    """The button that writes or changes the minutes."""
    await turn.open(**await _note(turn, {"id": turn.number}))


@routes.view("kickoffs.note")
@overtaken(_note)
async def submit_note(turn: Turn) -> None:
    """The minutes were written."""
    form, target = forms.parse(NoteForm, turn.body["view"]), turn.target
    noted = Noted(**form.model_dump())
    shown = await turn.do(noting.note, as_number(target["id"]), noted, as_number(target["version"]))
    await turn.answer("kickoffs/done", shown=shown, untold=[])


@routes.action("kickoffs.decline")
async def open_decline(turn: Turn) -> None:
    """The button of who cannot come."""
    shown = await turn.see(answering.to_decline, turn.number)
    kept_as = f"kickoffs.decline:{turn.number}"
    await turn.open("kickoffs/form_decline", about={"id": turn.number}, kept_as=kept_as, shown=shown)


@routes.view("kickoffs.decline")
async def submit_decline(turn: Turn) -> None:
    """They cannot come."""
    form = forms.parse(DeclineForm, turn.body["view"])
    shown, instead = await turn.do(answering.decline, as_number(turn.target["id"]), form.reason)
    await turn.answer("kickoffs/answered", shown=shown, instead=instead)


@routes.action("kickoffs.come")
async def come(turn: Turn) -> None:
    """They can come after all."""
    await turn.answer("kickoffs/answered", shown=await turn.do(answering.come, turn.number), instead=[])


@routes.action("kickoffs.ics")
async def send_calendar_file(turn: Turn) -> None:
    """Send the meeting as a calendar file, to whoever asks for it."""
    shown, invitation = await turn.see(invitations.calendar_file, turn.number)
    content = files.written(invitation)
    await turn.send_file(f"{shown.project.number}-kickoff.ics", content, "kickoffs/ics", shown=shown)


def _call_sheet(draft: Draft) -> Sheet:
    return {
        "template": "kickoffs/form_call",
        "about": {"project": draft.project.id, "version": draft.version},
        "kept_as": f"kickoffs.call:{draft.project.id}",
        "draft": draft,
        "lengths": sorted({*LENGTHS, draft.minutes}),
    }


def _sheet(template: str, form: str, shown: Shown) -> Sheet:
    kickoff = shown.kickoff
    return {
        "template": template,
        "about": {"id": kickoff.id, "version": kickoff.version},
        "kept_as": f"{form}:{kickoff.id}",
        "shown": shown,
    }

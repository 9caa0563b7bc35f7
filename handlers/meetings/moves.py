"""A meeting is moved: `/meeting move`, its form and its buttons."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import lines as meeting_lines
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.meetings.answering import answer

routes = Routes[Turn]()


class MoveForm(forms.Form):
    """The form in which one meeting is moved."""

    words: str = Field(default="", max_length=80)
    day: date | None = None
    at: time | None = None
    why: str = Field(default="", max_length=300)


@routes.command("/meeting", "move", "改期", "调整", "移动")
async def move(turn: Turn) -> None:
    """Move the next meeting by a line, or with a form where the line names no moment."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    meeting = await turn.see(meeting_lines.next_of, line.project)
    if not line.words:
        await _open_move(turn, meeting.id, line.why)
        return
    day, at = await turn.see(meeting_changes.read_moment, meeting.id, line.words)
    await _move(turn, meeting.id, day, at, line.why)


@routes.action("meetings.move")
async def open_move(turn: Turn) -> None:
    """The button that opens the form."""
    await _open_move(turn, turn.number, "")


@routes.view("meetings.move")
async def submit_move(turn: Turn) -> None:
    """The form was sent."""
    form, target = forms.parse(MoveForm, turn.body["view"]), turn.target
    if form.words:
        day, at = await turn.see(meeting_changes.read_moment, as_number(target["id"]), form.words)
    elif form.day is not None:
        with reading():
            stood = time.fromisoformat(target["time"])
        day, at = form.day, form.at or stood
    else:
        raise Refused(_("Say when, in words or by a day."), field="words")
    await _move(turn, as_number(target["id"]), day, at, form.why)


@routes.action("meetings.move_back")
async def move_back(turn: Turn) -> None:
    """The button that takes a move back."""
    meeting_id, _colon, moment = turn.value.partition(":")
    with reading():
        was = datetime.fromisoformat(moment)
    await _move(turn, as_number(meeting_id), was.date(), was.time())


async def _open_move(turn: Turn, meeting_id: int, why: str) -> None:
    shown = await turn.see(meeting_changes.to_move, meeting_id)
    assert shown.meeting is not None, "it is moved"  # noqa: S101 - a mistake of ours, not of a user
    starts = shown.meeting.starts_at.astimezone(ZoneInfo(shown.series.zone))
    about = {"id": meeting_id, "project": shown.project.id, "time": shown.series.time.isoformat("minutes")}
    await turn.open(
        "meetings/form_move", about=about, kept_as=f"meetings.move:{meeting_id}", shown=shown, starts=starts, why=why
    )


async def _move(turn: Turn, meeting_id: int, day: date, at: time, why: str = "") -> None:
    was = (await turn.see(meeting_changes.to_move, meeting_id)).meeting
    shown = await turn.do(meeting_changes.move, meeting_id, day, at, why)
    assert was is not None, "it is moved"  # noqa: S101 - a mistake of ours, not of a user
    await answer(turn, shown, "moved", was.starts_at.astimezone(ZoneInfo(shown.series.zone)))

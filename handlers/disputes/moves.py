"""What the sides, the PM and who decides do with a dispute: buttons and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pydantic import Field

from bot.documents import invitations
from bot.process.disputes import consensus, decisions, meetings
from bot.process.disputes.consensus import NewText
from bot.process.disputes.decisions import Decision
from bot.process.disputes.meetings import Meeting
from bot.process.disputes.shown import Shown
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _

routes = Routes[Turn]()

TEXT_LENGTH = 2_000
# A person fills in no more days in one form.
DAYS_SHOWN, DAYS_SHOWN_WITH_A_REQUEST = 5, 3
DUE = "due_"


class PositionForm(forms.Form):
    """How a side sees it."""

    department: int | None = None
    position: str = Field(max_length=TEXT_LENGTH)


class ProposeForm(forms.Form):
    """A text to confirm."""

    text: str = Field(max_length=TEXT_LENGTH)
    request_outcome: str = ""
    needed_by: date | None = None


class MeetingForm(forms.Form):
    """When and where the special meeting is."""

    day: date
    clock: time
    place: str = Field(default="", max_length=200)


class DecideForm(ProposeForm):
    """A decision with its reasons; the days of tasks come beside it."""

    reasons: str = Field(max_length=TEXT_LENGTH)


async def _position(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form for how a side sees it."""
    dispute_id = as_number(about["id"])
    shown = await turn.see(consensus.to_act, dispute_id, "disputes.state")
    stated = {side.department.id: bool(side.position) for side in shown.sides}
    # Who speaks for both is asked first for the one that has said nothing yet.
    sides = sorted(await turn.see(consensus.own_sides, dispute_id), key=lambda one: stated[one[0]])
    mine = shown.raising if sides[0][0] == shown.dispute.raising_department_id else shown.other
    return {
        "template": "disputes/form_position",
        "shown": shown,
        "sides": [(department_id, name.for_(turn.reader)) for department_id, name in sides],
        "position": mine.position if len(sides) == 1 else "",
        **_of(shown, "position"),
    }


@routes.action("disputes.position")
async def open_position(turn: Turn) -> None:
    """Ask how a side sees it."""
    await turn.open(**await _position(turn, {"id": turn.number}))


@routes.view("disputes.position")
@overtaken(_position)
async def submit_position(turn: Turn) -> None:
    """A position was stated."""
    form, target = forms.parse(PositionForm, turn.body["view"]), turn.target
    shown = await turn.do(
        consensus.state_position, as_number(target["id"]), form.position, as_number(target["version"]), form.department
    )
    await _answer(turn, shown, _("your position is recorded"))


@routes.action("disputes.propose")
async def open_proposal(turn: Turn) -> None:
    """Ask for a text."""
    dispute_id = turn.number
    shown = await turn.see(consensus.to_act, dispute_id, "disputes.propose")
    confirms = await turn.see(consensus.confirms_by_proposing, dispute_id)
    await turn.open(
        "disputes/form_propose",
        shown=shown,
        confirms=confirms,
        needed_by=_needed_by(shown),
        **_of(shown, "propose"),
    )


@routes.view("disputes.propose")
async def submit_proposal(turn: Turn) -> None:
    """A text was proposed."""
    form = forms.parse(ProposeForm, turn.body["view"])
    asked = NewText(form.text, form.request_outcome, form.needed_by)
    shown = await turn.do(consensus.propose, as_number(turn.target["id"]), asked)
    await _answer(turn, shown, _("your text is proposed"))


@routes.action("disputes.confirm")
async def confirm(turn: Turn) -> None:
    """A side confirms exactly this text."""
    shown = await turn.do(consensus.confirm, turn.number)
    said = _("you have confirmed the text") if shown.is_running else None
    await _answer(turn, shown, said, can_undo=shown.is_running)


@routes.action("disputes.withdraw")
async def withdraw(turn: Turn) -> None:
    """Who raised it takes it back."""
    await _answer(turn, await turn.do(consensus.withdraw, turn.number), None, can_undo=True)


@routes.action("disputes.undo")
async def undo(turn: Turn) -> None:
    """Take one's last move back."""
    dispute_id, _colon, version = turn.value.partition(":")
    await _answer(turn, await turn.do(consensus.undo, as_number(dispute_id), as_number(version)), _("undone"))


@routes.action("disputes.major")
async def mark_major(turn: Turn) -> None:
    """The PM marks it as major; a head asks for it."""
    shown = await turn.do(decisions.major, turn.number)
    await _answer(turn, shown, None if shown.dispute.is_major else _("the PM is asked to mark it as major"))


@routes.action("disputes.normal")
async def leave_normal(turn: Turn) -> None:
    """The PM leaves it normal."""
    await _answer(turn, await turn.do(decisions.leave_normal, turn.number), _("it stays normal"))


@routes.action("disputes.meeting")
async def open_meeting(turn: Turn) -> None:
    """Ask when the special meeting is."""
    shown = await turn.see(consensus.to_act, turn.number, "disputes.call")
    day, clock = await turn.see(meetings.usual, turn.number)
    await turn.open(
        "disputes/form_meeting",
        shown=shown,
        day=day.isoformat(),
        clock=f"{clock:%H:%M}",
        place=shown.dispute.meeting_place,
        zone=turn.reader.zone,
        **_of(shown, "meeting"),
    )


@routes.view("disputes.meeting")
async def submit_meeting(turn: Turn) -> None:
    """The special meeting is called."""
    form = forms.parse(MeetingForm, turn.body["view"])
    meeting = Meeting(form.day, form.clock, " ".join(form.place.split()))
    shown = await turn.do(meetings.call, as_number(turn.target["id"]), meeting)
    await _answer(turn, shown, _("both sides are invited to the special meeting"))


@routes.action("disputes.ics")
async def send_calendar_file(turn: Turn) -> None:
    """Send the meeting as a calendar file, to whoever asks for it."""
    shown, invitation = await turn.see(meetings.calendar_file, turn.number)
    content = invitations.written(invitation)
    await turn.send_file(f"D-{shown.dispute.number}.ics", content, "disputes/ics", shown=shown)


async def _decision(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a decision, with everything it needs."""
    shown = await turn.see(decisions.to_decide, as_number(about["id"]))
    most = DAYS_SHOWN_WITH_A_REQUEST if shown.has_disputed_request else DAYS_SHOWN
    open_tasks = [one for one in shown.tasks if one.status != "done" and one.deleted_at is None]
    return {
        "template": "disputes/form_decide",
        "shown": shown,
        "text": shown.proposal.text if shown.proposal and shown.proposal.is_consensus else "",
        "tasks": open_tasks[:most],
        "needed_by": _needed_by(shown),
        **_of(shown, "decide"),
    }


@routes.action("disputes.decide")
async def open_decision(turn: Turn) -> None:
    """Ask for the decision."""
    await turn.open(**await _decision(turn, {"id": turn.number}))


@routes.view("disputes.decide")
@overtaken(_decision)
async def submit_decision(turn: Turn) -> None:
    """It was decided."""
    view, target = turn.body["view"], turn.target
    form = forms.parse(DecideForm, view)
    due_on = {int(name[len(DUE) :]): day for name, day in forms.values(view).items() if name.startswith(DUE)}
    decision = Decision(
        form.text,
        form.request_outcome,
        form.needed_by,
        form.reasons,
        {number: date.fromisoformat(day) for number, day in due_on.items()},
    )
    shown = await turn.do(decisions.decide, as_number(target["id"]), decision, as_number(target["version"]))
    await _answer(turn, shown, None)


async def _answer(turn: Turn, shown: Shown, said: Text | None, *, can_undo: bool = False) -> None:
    await turn.answer("disputes/done", shown=shown, said=said, can_undo=can_undo)


def _needed_by(shown: Shown) -> str | None:
    """The day by which a disputed request would be needed: as proposed, as the alternative says, as asked for."""
    if shown.request is None:
        return None
    proposed = shown.proposal.needed_by if shown.proposal else None
    return (proposed or shown.request.alternative_by or shown.request.needed_by).isoformat()


def _of(shown: Shown, what: str) -> dict[str, Any]:
    """What a form about the dispute is about, and under which name its draft is kept."""
    dispute = shown.dispute
    return {"about": {"id": dispute.id, "version": dispute.version}, "kept_as": f"disputes.{what}:{dispute.id}"}

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
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.meetings import Meeting
from bot.process.disputes.shown import Shown
from bot.process.kernel.matters import to_act
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers import matters
from handlers.disputes.answering import answer

routes = Routes[Turn]()

matters.at_once(routes, DISPUTES, "withdraw", consensus.withdraw)

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
    shown = await turn.see(to_act, DISPUTES, dispute_id, "disputes.state", "state a position")
    stated = {side.department.id: bool(side.position) for side in shown.sides}
    # Who speaks for both is asked first for the one that has said nothing yet.
    sides = sorted(await turn.see(consensus.own_sides, dispute_id), key=lambda one: stated[one[0]])
    mine = shown.raising if sides[0][0] == shown.dispute.raising_department_id else shown.other
    return {
        "template": "disputes/form_position",
        "shown": shown,
        "sides": [(department_id, name.for_(turn.reader)) for department_id, name in sides],
        "position": mine.position if len(sides) == 1 else "",
        **matters.form_of(DISPUTES, shown.dispute, "position"),
    }


matters.opens(routes, DISPUTES, "position", _position)


@routes.view("disputes.position")
@overtaken(_position)
async def submit_position(turn: Turn) -> None:
    """A position was stated."""
    form, target = forms.parse(PositionForm, turn.body["view"]), turn.target
    shown = await turn.do(
        consensus.state_position, as_number(target["id"]), form.position, as_number(target["version"]), form.department
    )
    await matters.answer(turn, DISPUTES, shown, _("your position is recorded"))


@routes.action("disputes.propose")
async def open_proposal(turn: Turn) -> None:
    """Ask for a text."""
    dispute_id = turn.number
    shown = await turn.see(to_act, DISPUTES, dispute_id, "disputes.propose", "propose")
    confirms = await turn.see(consensus.confirms_by_proposing, dispute_id)
    await turn.open(
        "disputes/form_propose",
        shown=shown,
        confirms=confirms,
        needed_by=_needed_by(shown),
        **matters.form_of(DISPUTES, shown.dispute, "propose"),
    )


@routes.view("disputes.propose")
async def submit_proposal(turn: Turn) -> None:
    """A text was proposed."""
    form = forms.parse(ProposeForm, turn.body["view"])
    asked = NewText(form.text, form.request_outcome, form.needed_by)
    shown = await turn.do(consensus.propose, as_number(turn.target["id"]), asked)
    await matters.answer(turn, DISPUTES, shown, _("your text is proposed"))


@routes.action("disputes.confirm")
async def confirm(turn: Turn) -> None:
    """A side confirms exactly this text."""
    shown = await turn.do(consensus.confirm, turn.number)
    said = _("you have confirmed the text") if shown.is_running else None
    await matters.answer(turn, DISPUTES, shown, said, can_undo=shown.is_running)


@routes.action("disputes.major")
async def mark_major(turn: Turn) -> None:
    """The PM marks it as major; a head asks for it."""
    shown = await turn.do(decisions.major, turn.number)
    said = None if shown.dispute.is_major else _("the PM is asked to mark it as major")
    await answer(turn, shown, said)


@routes.action("disputes.normal")
async def leave_normal(turn: Turn) -> None:
    """The PM leaves it normal."""
    await matters.answer(turn, DISPUTES, await turn.do(decisions.leave_normal, turn.number), _("it stays normal"))


@routes.action("disputes.meeting")
async def open_meeting(turn: Turn) -> None:
    """Ask when the special meeting is."""
    shown = await turn.see(to_act, DISPUTES, turn.number, "disputes.call", "call the meeting")
    day, clock = await turn.see(meetings.usual, turn.number)
    await turn.open(
        "disputes/form_meeting",
        shown=shown,
        day=day.isoformat(),
        clock=f"{clock:%H:%M}",
        place=shown.dispute.meeting_place,
        zone=turn.reader.zone,
        **matters.form_of(DISPUTES, shown.dispute, "meeting"),
    )


@routes.view("disputes.meeting")
async def submit_meeting(turn: Turn) -> None:
    """The special meeting is called."""
    form = forms.parse(MeetingForm, turn.body["view"])
    meeting = Meeting(form.day, form.clock, " ".join(form.place.split()))
    shown = await turn.do(meetings.call, as_number(turn.target["id"]), meeting)
    await matters.answer(turn, DISPUTES, shown, _("both sides are invited to the special meeting"))


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
        "text": shown.proposal.text if shown.proposal and not shown.unconfirmed else "",
        "tasks": open_tasks[:most],
        "needed_by": _needed_by(shown),
        **matters.form_of(DISPUTES, shown.dispute, "decide"),
    }


matters.opens(routes, DISPUTES, "decide", _decision)


@routes.view("disputes.decide")
@overtaken(_decision)
async def submit_decision(turn: Turn) -> None:
    """It was decided."""
    view, target = turn.body["view"], turn.target
    form = forms.parse(DecideForm, view)
    with reading():
        days = {as_number(name[len(DUE) :]): day for name, day in forms.values(view).items() if name.startswith(DUE)}
        due_on = {number: date.fromisoformat(day) for number, day in days.items()}
    decision = Decision(
        form.text,
        form.request_outcome,
        form.needed_by,
        form.reasons,
        due_on,
    )
    shown = await turn.do(decisions.decide, as_number(target["id"]), decision, as_number(target["version"]))
    await matters.answer(turn, DISPUTES, shown)


def _needed_by(shown: Shown) -> str | None:
    """The day by which a disputed request would be needed: as proposed, as the alternative says, as asked for."""
    if shown.request is None:
        return None
    proposed = shown.proposal.needed_by if shown.proposal else None
    return (proposed or shown.request.alternative_by or shown.request.needed_by).isoformat()

"""What waits for me: `/liaison inbox`, putting a reminder off, and which reminders I want."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pydantic import Field

from bot.process.home import inbox
from bot.process.home import page as home
from bot.process.kernel import quiet
from bot.process.kernel.lists import page_of
from bot.process.kernel.waiting import Waiting
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()

HOURS = timedelta(hours=2)


class SnoozeForm(forms.Form):
    """The form of "Remind me …"."""

    words: str = Field(default="", max_length=80)
    day: date | None = None


@routes.command("/liaison", "inbox", "待办", "收件箱")
async def show(turn: Turn) -> None:
    """Everything that waits for me."""
    await _show(turn, 1)


@routes.action("inbox.open", "inbox.page.next", "inbox.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of it."""
    await _show(turn, turn.number)


@routes.action("nudges.snooze")
async def snooze(turn: Turn) -> None:
    """The menu of a reminder."""
    with reading():
        how, kind, subject_id = turn.value.split(":")
    if how == "choose":
        waiting = await turn.see(inbox.find, kind, as_number(subject_id))
        await turn.open("home/form_snooze", about={"kind": kind, "subject": as_number(subject_id)}, waiting=waiting)
        return
    until = HOURS if how == "hours" else None
    await _tell(turn, *await turn.do(inbox.snooze, kind, as_number(subject_id), until))


@routes.view("nudges.snooze")
async def submit_snooze(turn: Turn) -> None:
    """The form was sent."""
    form, target = forms.parse(SnoozeForm, turn.body["view"]), turn.target
    await _tell(
        turn, *await turn.do(inbox.snooze_to, target["kind"], as_number(target["subject"]), form.words, form.day)
    )


@routes.action("nudges.unsnooze")
async def unsnooze(turn: Turn) -> None:
    """The button on the answer."""
    with reading():
        before, kind, subject_id = turn.value.split("|")
    waiting = await turn.do(inbox.unsnooze, kind, as_number(subject_id), before)
    await turn.answer("home/snoozed", waiting=waiting, until=None, before="")


@routes.command("/liaison", "quiet", "免打扰", "通知")
@routes.action("nudges.wishes")
async def open_wishes(turn: Turn) -> None:
    """A form with a box for each kind of reminder."""
    wanted = await turn.see(inbox.wanted)
    await turn.open("home/form_wishes", groups=inbox.groups(), wanted=wanted, begins=quiet.HOURS.start)


@routes.view("nudges.wishes")
async def submit_wishes(turn: Turn) -> None:
    """The form was sent."""
    boxes = forms.values(turn.body["view"])
    chosen = [kind for name, kinds in boxes.items() if name.startswith("kinds.") for kind in kinds]
    wanted = await turn.do(inbox.want, chosen)
    await turn.answer("home/wishes_kept", kinds=inbox.KINDS, wanted=wanted)


async def _show(turn: Turn, number: int) -> None:
    page = await turn.see(lambda work: page_of(inbox.of(work, turn.user_id), number, home.WAITING_LINES))
    await turn.answer("home/inbox", page=page, kinds=inbox.REMINDERS)


async def _tell(turn: Turn, waiting: Waiting, until: datetime, before: str) -> None:
    await turn.answer("home/snoozed", waiting=waiting, until=until, before=before)

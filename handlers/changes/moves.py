"""The words on a change: assessed, approved, returned, rejected, withdrawn; that it goes on without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import Field

from bot.process.changes import deciding, replanned, signed
from bot.process.changes import shown as change_shown
from bot.process.changes.deciding import DECIDE, Said
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.kernel.work import Work
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Overtaken
from handlers import matters

routes = Routes[Turn]()

matters.with_a_word(
    routes,
    CHANGES,
    "return",
    deciding.send_back,
    to=DECIDE,
    title=_("Return"),
    label=_("What has to be other, so that it can be approved"),
    hint=_("One week would do: the laboratory can work on a Saturday"),
)
matters.with_a_word(
    routes,
    CHANGES,
    "reject",
    deciding.reject,
    to=DECIDE,
    title=_("Reject"),
    label=_("Why it is not made"),
    hint=_("The fair does not wait; the old mould goes with a label"),
)


class AssessForm(forms.Form):
    """What a department says of a change."""

    schedule: str = Field(default="", max_length=1000)
    cost: str = Field(default="", max_length=1000)
    scope: str = Field(default="", max_length=1000)
    verdict: Literal["for", "against"] = "for"


class Passing(forms.Form):
    """The form by which it goes on without an assessment."""

    signer: int
    reason: str = Field(max_length=1000)


async def _assess(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form in which somebody assesses it."""
    shown, mark, lines = await turn.see(_to_assess, as_number(about["id"]))
    return {
        "template": "changes/form_assess",
        "about": {"id": shown.change.id, "mark": mark},
        "kept_as": f"changes.assess:{shown.change.id}",
        "shown": shown,
        "lines": lines,
    }


def _to_assess(work: Work, change_id: int) -> tuple[Shown, str, list[Text]]:
    shown, mark = deciding.to_assess(work, change_id)
    mine = change_shown.of_person(work, shown, work.person.user_id)
    own = [one.place.signer for one in mine if one.place.word is None and one.place.signer.role == signed.HEAD]
    return shown, mark, [line for one in own for line in change_shown.lines_of(work, shown, one.department_id or 0)]


matters.opens(routes, CHANGES, "assess", _assess)


async def _given(turn: Turn, give: Callable[..., Shown], change_id: int, *said: Any) -> Shown:
    """A word is given; where the change does something else by now, that is kept, so that they read it next."""
    try:
        return await turn.do(give, change_id, *said)
    except Overtaken:
        await turn.do(replanned.catch_up, change_id)
        raise


@routes.view("changes.assess")
@overtaken(_assess)
async def submit_assessment(turn: Turn) -> None:
    """It was assessed."""
    form = forms.parse(AssessForm, turn.body["view"])
    with reading():
        change_id, mark = as_number(turn.target["id"]), str(turn.target["mark"])
    said = Said(form.schedule, form.cost, form.scope, form.verdict == "against")
    shown = await _given(turn, deciding.assess, change_id, said, mark)
    words = _("C-%(number)s: your assessment is kept.", number=shown.change.number) if shown.missing else None
    await matters.answer(turn, CHANGES, shown, words)


@routes.action("changes.approve")
async def approve(turn: Turn) -> None:
    """The button, after its question; it is of what stood there when it was read."""
    change_id, _colon, mark = turn.value.partition(":")
    shown = await _given(turn, deciding.approve, as_number(change_id), mark)
    said = _("C-%(number)s: you have approved version %(edition)s.", number=shown.change.number,
             edition=shown.change.edition) if shown.missing else None  # fmt: skip
    await matters.answer(turn, CHANGES, shown, said)


@routes.action("changes.withdraw")
async def withdraw(turn: Turn) -> None:
    """The button, after its question."""
    shown = await turn.do(deciding.withdraw, turn.number)
    said = _("C-%(number)s: your word is withdrawn.", number=shown.change.number)
    await matters.answer(turn, CHANGES, shown, said)


@routes.action("changes.pass")
async def choose_whom_to_pass(turn: Turn) -> None:
    """The sponsor goes on without an assessment: whose, and why."""
    shown, missing = await turn.see(deciding.passable, turn.number)
    kept_as = f"changes.pass:{shown.change.id}"
    await turn.open("changes/form_pass", about={"id": shown.change.id}, kept_as=kept_as, shown=shown, missing=missing)


@routes.view("changes.pass")
async def pass_over(turn: Turn) -> None:
    """It goes on."""
    form = forms.parse(Passing, turn.body["view"])
    shown = await turn.do(deciding.pass_over, as_number(turn.target["id"]), form.signer, form.reason)
    await matters.answer(turn, CHANGES, shown)

"""Plans to be confirmed: `/plan confirm`, the round of confirmation, and `/plan baseline`."""

from __future__ import annotations

from bot.process.baselines import confirming, lists, measured, previewed, rounding
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.projects import finding
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers import matters, rounds

routes = Routes[Turn]()

matters.with_a_word(
    routes,
    CONFIRMATIONS,
    "return",
    confirming.send_back,
    to=rounding.CONFIRMING.enter,
    title=_("Return with reasons"),
    label=_("What has to be other, so that you can confirm"),
    hint=_("T-7 needs two weeks, not one: the mould is made outside"),
)
rounds.hear(
    routes,
    CONFIRMATIONS,
    withdraw=confirming.withdraw,
    passable=confirming.passable,
    pass_over=confirming.pass_over,
    withdrawn=_("%(number)s: your confirmation is withdrawn; %(pm)s is told."),
    title=_("Go on without a word"),
    whose=_("Whose confirmation is missing"),
    stands=_(
        "The reason stands with the baseline for good. Who was passed over is told in their card, and is asked again "
        "when their part of the plan changes before all have confirmed."
    ),
)


@routes.command("/plan", "confirm", "confirmation", "确认", "发送确认", "確認", "發送確認")
async def confirm_plan(turn: Turn) -> None:
    """What would be sent to the heads; where it is with them already, where that stands."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    number = await turn.see(lists.number_of, project)
    if number is not None:
        await turn.answer("baselines/show", **await turn.see(lists.timeline, number))
        return
    await turn.answer("baselines/preview", preview=await turn.see(previewed.preview, project.id))


@routes.action("baselines.preview")
async def preview(turn: Turn) -> None:
    """The same by a button."""
    await turn.answer("baselines/preview", preview=await turn.see(previewed.preview, turn.number))


@routes.action("baselines.send")
async def send(turn: Turn) -> None:
    """The button, after its question."""
    await matters.answer(turn, CONFIRMATIONS, await turn.do(rounding.send, turn.number))


@routes.action("baselines.show")
async def show(turn: Turn) -> None:
    """Where it stands."""
    await turn.answer("baselines/show", **await turn.see(lists.timeline, turn.number))


@routes.action("baselines.confirm")
async def confirm(turn: Turn) -> None:
    """The button, after its question; it is of what stood there when it was read."""
    confirmation_id, _colon, mark = turn.value.partition(":")
    shown = await turn.do(confirming.confirm, as_number(confirmation_id), mark)
    said = _("%(number)s: you have confirmed your part of the plan, version %(edition)s.", number=shown.project.number,
             edition=shown.confirmation.edition) if shown.missing else None  # fmt: skip
    await matters.answer(turn, CONFIRMATIONS, shown, said)


@routes.action("baselines.stop")
async def stop(turn: Turn) -> None:
    """The button, after its question."""
    shown = await turn.do(rounding.stop, turn.number)
    said = _("%(number)s: nobody is asked to confirm the plan until you send it again.", number=shown.project.number)
    await matters.answer(turn, CONFIRMATIONS, shown, said, can_undo=True)


@routes.action("baselines.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was done."""
    confirmation_id, _colon, version = turn.value.partition(":")
    shown = await turn.do(confirming.undo, as_number(confirmation_id), as_number(version))
    await matters.answer(turn, CONFIRMATIONS, shown)


@routes.command("/plan", "baseline", "baselines", "基线", "基線")
async def baseline(turn: Turn) -> None:
    """The baseline of this channel's project, or of the one that is named, and what has moved since."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    await turn.answer("baselines/baseline", measured=await turn.see(measured.of_project, project.id))


@routes.action("baselines.baseline")
async def baseline_pressed(turn: Turn) -> None:
    """The same by a button."""
    await turn.answer("baselines/baseline", measured=await turn.see(measured.of_project, turn.number))

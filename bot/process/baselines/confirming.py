"""A head's word on the plan: confirmed, returned with reasons, withdrawn; and that it goes on without one."""

from __future__ import annotations

from bot.process.baselines import cards, rounding
from bot.process.baselines import shown as plan_shown
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.rounding import CONFIRMING
from bot.process.baselines.shown import Shown
from bot.process.kernel import signing
from bot.process.kernel.places import Place
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Overtaken


def confirm(work: Work, confirmation_id: int, mark: str) -> Shown:
    """The actor confirms the parts of all departments that are theirs, with one word.

    Raises Refused for who is not asked, and where one of these parts is other than it was when they read it (`mark`).
    """
    confirmation, project = signing.held(work, CONFIRMING, confirmation_id, "sign")
    asked, document = rounding.look_round(work, confirmation, project)
    own = signing.own(work, CONFIRMING, project, asked, document)
    shown = plan_shown.one(work, confirmation)
    if mark != cards.mark(shown, plan_shown.of_person(work, shown, work.person.user_id)):
        raise Overtaken(
            _("Your part of the plan has changed since you read it. Look at it again before you confirm."),
            offer=CONFIRMATIONS.show(confirmation.number),
        )
    return signing.sign(work, CONFIRMING, confirmation, project, asked, document, own)


def send_back(work: Work, confirmation_id: int, reasons: str) -> Shown:
    """The actor does not confirm it, for these reasons: it goes back to the PM; refused like `signing.send_back`."""
    return signing.send_back(work, CONFIRMING, confirmation_id, reasons)


def withdraw(work: Work, confirmation_id: int) -> Shown:
    """The actor takes their word back, before all have given theirs; refused like `signing.withdraw`."""
    return signing.withdraw(work, CONFIRMING, confirmation_id)


def pass_over(work: Work, confirmation_id: int, signer_id: int, reasons: str) -> Shown:
    """The sponsor goes on without who never answered; refused like `signing.pass_over`."""
    return signing.pass_over(work, CONFIRMING, confirmation_id, signer_id, reasons)


def passable(work: Work, confirmation_id: int) -> tuple[Shown, list[Place]]:
    """The plan and the confirmations without which the actor may go on; refused like `pass_over`."""
    return signing.passable(work, CONFIRMING, confirmation_id)


def undo(work: Work, confirmation_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    return signing.undo(work, CONFIRMING, confirmation_id, version)

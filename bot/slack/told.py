"""What people are told of something that did not come to its end: whether it is saved, and who is to blame."""

from __future__ import annotations

from bot.slack.errors import PASSES, UNNAMED, Failure
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from storage.db import Unavailable

DONE_ALREADY = _("That has been done already, and was not done a second time.")


def stood_still(turn: Turn, outage: Unavailable) -> Text:
    """What becomes of what somebody did while the database cannot be used."""
    if turn.is_begun:
        return _("It is saved; what came of it cannot be shown at the moment. There is no need to do it again.")
    if outage.is_unsure:
        return _(
            "Liaison's database stopped answering just now, and nobody knows whether this is saved. "
            "Please look in a few minutes, before you do it again."
        )
    # Of this time alone: a form may have been sent, and saved, before.
    return _(
        "Liaison's database cannot be reached at the moment, so nothing was done this time. "
        "Please try again in a few minutes."
    )


def stopped(turn: Turn) -> Text:
    """What becomes of what somebody did just before Liaison stops."""
    if turn.is_begun:
        return _(
            "It is saved; Liaison is being restarted and cannot show what came of it. There is no need to do it again."
        )
    if turn.is_saving:
        return _(
            "Liaison is being restarted, and nobody knows whether this is saved. "
            "Please look in a minute, before you do it again."
        )
    return _("Liaison is being restarted, and this was broken off before it was done. Please do it again in a minute.")


def failed(turn: Turn, error_id: str) -> Text:
    """What went wrong, and whether it is saved: who is not told so does it again."""
    if turn.is_begun:
        return _(
            "It is saved; only showing it went wrong on our side. There is no need to do it again. "
            "If it stays, give your administrator this number: %(error_id)s",
            error_id=error_id,
        )
    return _(
        "Something went wrong on our side; nothing was changed. Please try again. "
        "If it stays, give your administrator this number: %(error_id)s",
        error_id=error_id,
    )


def not_done(turn: Turn, failure: Failure, *, are_told: bool) -> Text:
    """Why Slack did not do what somebody asked for: who reads that it is our fault would tell the wrong people.

    `are_told`: the admins are, of the scope that is missing.
    """
    if are_told and failure.scope == UNNAMED:
        return _(
            "Slack does not let Liaison do this: a permission of the app is missing, and Slack does not say which. "
            "The workspace's admins are told. Whatever was saved is kept."
        )
    if are_told:
        return _(
            "Slack does not let Liaison do this: the scope %(scope)s is missing. The workspace's admins are told. "
            "Whatever was saved is kept.",
            scope=failure.scope,
        )
    if turn.is_begun:
        return _(
            "It is saved; only showing it failed, because Slack did not answer as it should. "
            "There is no need to do it again."
        )
    if failure.meaning in PASSES:
        return _("Slack does not do this just now. Whatever was saved is kept; please try again in a moment.")
    return _(
        "Slack does not let Liaison do this (%(error)s). Whatever was saved is kept; "
        "the workspace's admins can see to it.",
        error=failure.error,
    )

"""Forms and Homes that Slack is asked to show: within the time there is, and in words where it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import structlog

from bot.slack.errors import PASSES, Meaning, failure_of
from bot.words.language import text as _
from bot.words.refused import Refused

# A trigger lives for three seconds, and the answer to who acted is due in them.
SHOW_SECONDS = 1.5
# Slack's words for a form that can no longer be opened: three seconds have passed.
TOO_LATE = ("expired_trigger_id", "invalid_trigger_id")
# Slack's word where the same act has opened a form: an earlier call, whose answer may have been lost.
OPENED = "exchanged_trigger_id"

log = structlog.get_logger()


class NotShown(Refused):
    """Slack does not show it at the moment; it may at another try."""


async def shown(call: Awaitable[Any]) -> None:
    """Wait until Slack shows a view.

    Raises NotShown where Slack does not now, or not in time, and Refused where it does not: who reads that may have it
    before them where no answer came. What is wrong with the view itself, or with the app's rights, stays what it is.
    """
    try:
        async with asyncio.timeout(SHOW_SECONDS):
            await call
    except Exception as problem:
        failure = failure_of("views", problem)
        if failure.meaning in (Meaning.OUR_MISTAKE, Meaning.WORKSPACE_GONE, Meaning.NOT_ALLOWED):
            raise
        log.warning("Slack did not show a view", why=failure.error)
        if failure.error in TOO_LATE:
            raise Refused(
                _(
                    "That took too long, and Slack no longer lets the form open. "
                    "If it is not open before you already, please try again."
                )
            ) from None
        if failure.meaning is Meaning.UNSURE or failure.error == OPENED:
            why = _(
                "Slack has not said whether it shows this; it may be open before you already. "
                "Whatever was saved is kept; if you do not see it, please try again."
            )
        else:
            why = _("Slack does not show this just now. Whatever was saved is kept; please try again.")
        raise (NotShown if failure.meaning in PASSES else Refused)(why) from None

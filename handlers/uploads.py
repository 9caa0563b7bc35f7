"""Forms with a file that is read: the form says "Reading …" first, and then how it went.

    chosen = uploads.chosen(turn, "file", tables.MOST_BYTES)
    await uploads.read(turn, chosen, _show_plan, _ask_again)

The rest has a minute and not three seconds. It ends by drawing the form anew (`show`, `must_show`), or is refused:
then the form asks again and says why.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot.slack import files, forms, replies
from bot.slack.dispatch import Handler
from bot.slack.showing import NotShown
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.db import Unavailable

# Nobody waits for the form with a trigger: where Slack does not draw it in passing, it is asked once more.
TRIES, AGAIN_SECONDS = 2, 1.0

# Draws the form anew with why the file of that name was not taken.
Again = Callable[[Turn, str, Text], Awaitable[bool]]


def chosen(turn: Turn, field: str, most: int) -> Mapping[str, Any]:
    """The file that was chosen in an input of the form that was sent, as Slack describes it.

    Raises Refused beside the input where none was chosen, it is larger than `most` bytes, or lies outside Slack.
    """
    found = next(iter(forms.files(turn.body["view"], field)), None)
    if found is None:
        raise Refused(_("Please choose a file."), field=field)
    files.must_be_readable(found, most, field)
    return found


async def read(turn: Turn, chosen: Mapping[str, Any], rest: Handler[Turn], again: Again) -> None:
    """Say that the file is being read, and go on with the rest."""
    name = str(chosen.get("name") or "")
    await turn.next_step("files/form_reading", source=name)
    turn.show_refusal = partial(_refuse, turn, name, again)
    turn.let_go.set_result(None)
    # What is drawn before Slack has the answer to the form would be drawn over by it.
    await asyncio.sleep(replies.ARRIVED_SECONDS)
    await rest(turn)


async def show(turn: Turn, template: str, **context: Any) -> bool:
    """Draw the form anew; False where Slack does not show it, as one that was closed meanwhile."""
    return await _drawn(turn, template, **context) is None


async def must_show(turn: Turn, template: str, **context: Any) -> None:
    """Draw the form anew, if it is still open. Raises NotShown where Slack does not: it would say "Reading …" on."""
    refused = await _drawn(turn, template, **context)
    if isinstance(refused, NotShown):
        raise refused


async def show_below(show: Awaitable[None]) -> None:
    """Draw anew what is below the form; that it cannot be is no matter of who was told already what was done."""
    with contextlib.suppress(Refused):
        await show


async def _drawn(turn: Turn, template: str, **context: Any) -> Refused | None:
    """Why Slack does not draw the form anew; None where it does."""
    refused: Refused | None = None
    for tried in range(TRIES):
        await asyncio.sleep(AGAIN_SECONDS if tried else 0)
        try:
            await turn.redraw(turn.body["view"]["id"], template, **context)
        except NotShown as not_now:
            refused = not_now
        except Refused as closed:
            return closed
        else:
            return None
    return refused


async def _refuse(turn: Turn, name: str, again: Again, why: Text) -> None:
    with contextlib.suppress(Unavailable):
        # What is saved already is not to be sent again.
        if not turn.is_begun and await again(turn, name, why):
            return
    # The form does not go on saying that the file is being read.
    await show(turn, "files/form_told", said=why)
    await turn.refuse(why)

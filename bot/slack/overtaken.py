"""Forms whose subject somebody changed while they were filled in: drawn as it stands now, with what was typed.

    @routes.view("disputes.position")
    @overtaken(_position)
    async def submit_position(turn: Turn) -> None: ...

`_position` is what opens the form, too: it says how it is drawn for what the form is about.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from bot.slack.dispatch import Handler
from bot.slack.turn import Turn
from bot.words.refused import Overtaken

# A form as `Turn.open` takes it: its template, what it is about, the name of its draft, and what the template shows.
Sheet = dict[str, Any]
Draws = Callable[[Turn, Mapping[str, Any]], Awaitable[Sheet]]


def overtaken(draws: Draws) -> Callable[[Handler[Turn]], Handler[Turn]]:
    """Draw the form again, for the same, where what was sent is refused because somebody else was faster."""

    def around(submit: Handler[Turn]) -> Handler[Turn]:
        @wraps(submit)
        async def run(turn: Turn) -> None:
            try:
                await submit(turn)
            except Overtaken as why:
                if await turn.was_sent_before():
                    raise
                await turn.draw_again(why, **await draws(turn, turn.target))

        return run

    return around

"""What is heard of every matter that people sign in a round: a word withdrawn, and that it goes on without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field

from bot.process.kernel.kinds import Kind
from bot.process.kernel.places import Place
from bot.process.kernel.signing import S
from bot.process.kernel.work import Work
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet
from bot.slack.turn import Turn
from bot.words.language import Text
from handlers import matters


class Passing(forms.Form):
    """The form by which it goes on without somebody's word."""

    signer: int
    reason: str = Field(max_length=1000)


def hear(
    routes: Routes[Turn],
    kind: Kind[Any, S],
    *,
    withdraw: Callable[[Work, int], S],
    passable: Callable[[Work, int], tuple[S, list[Place]]],
    pass_over: Callable[[Work, int, int, str], S],
    withdrawn: Text,
    **words: Text,
) -> None:
    """Answer the buttons of a round. `withdrawn` has the places %(number)s and %(pm)s; `words` are those of the form in
    which the sponsor goes on without somebody: its `title`, `whose`, and how long the reason `stands`.
    """

    @routes.action(f"{kind.flow}.withdraw")
    async def withdraw_pressed(turn: Turn) -> None:
        """The button, after its question."""
        shown = await turn.do(withdraw, turn.number)
        project, pm = shown.project, shown.pm
        said = {"number": project.number, "pm": pm.name if pm is not None else "?"}
        await matters.answer(turn, kind, shown, Text(withdrawn.message, said))

    @routes.action(f"{kind.flow}.pass")
    async def choose_whom_to_pass(turn: Turn) -> None:
        """The sponsor goes on without somebody's word: whose, and why."""
        shown, missing = await turn.see(passable, turn.number)
        sheet: Sheet = {
            "template": "matters/form_pass",
            "about": {"id": shown.matter.id},
            "kept_as": f"{kind.flow}.pass:{shown.matter.id}",
            "flow": kind.flow,
            "shown": shown,
            "missing": missing,
            **words,
        }
        await turn.open(**sheet)

    @routes.view(f"{kind.flow}.pass")
    async def pass_sent(turn: Turn) -> None:
        """It goes on."""
        form = forms.parse(Passing, turn.body["view"])
        shown = await turn.do(pass_over, as_number(turn.target["id"]), form.signer, form.reason)
        await matters.answer(turn, kind, shown)

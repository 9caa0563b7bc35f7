"""What is heard of every kind of matter: its help, one of it, its lists, and what is done to one with a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field

from bot.process.kernel.kinds import Kind, S
from bot.process.kernel.matters import UNDO_MINUTES, to_act, to_undo
from bot.process.kernel.work import Work
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import ANY, NOTHING, Routes
from bot.slack.overtaken import Draws, Sheet
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import tidy
from storage.matters import Matter

# What asks for the last move to be taken back.
UNDO = ("undo", "撤销", "撤銷", "撤消", "撤回")


def hear(
    routes: Routes[Turn],
    kind: Kind[Any, S],
    *,
    which: Text,
    timeline: Callable[[Work, int], dict[str, Any]],
    scope_of: Callable[[Work, str, str], str],
    page: Callable[[Work, str, int], dict[str, Any]],
    undo: Callable[[Work, int, int], S],
    said_of_undo: Text | None = None,
    **said_in_help: Any,
) -> None:
    """Answer `help`, `show` and `list` of the kind's command, their buttons and Undo; `which` asks for a number.

    `timeline` and `page` say what the templates `show` and `list` of the flow are given, `said_in_help` what `help` is.
    """
    letter = kind.letter
    number = Pattern(rf"(?:[{letter}{letter.lower()}][\s-]*|#)?(\d{{1,9}})$")

    @routes.command(kind.command, NOTHING, "help", "帮助", "幫助", "?", "？")
    async def explain(turn: Turn) -> None:
        await turn.answer(f"{kind.flow}/help", undo_minutes=UNDO_MINUTES, **said_in_help)

    @routes.command(kind.command, ANY)
    async def guessed(turn: Turn) -> None:
        """A number alone shows its matter; anything else is a word that nobody knows."""
        said = number.match(tidy(turn.words))
        if said is None:
            raise turn.machine.dispatch.unknown(kind.command, turn.words, typed=turn.typed)
        await _show(turn, int(said[1]))

    @routes.command(kind.command, "show", "查看", "详情")
    async def show(turn: Turn) -> None:
        said = number.match(tidy(turn.words))
        if said is None:
            raise Refused(which)
        await _show(turn, int(said[1]))

    @routes.action(f"{kind.flow}.show")
    async def show_pressed(turn: Turn) -> None:
        await _show(turn, turn.number)

    @routes.command(kind.command, "list", "列表")
    async def listed(turn: Turn) -> None:
        await _list(turn, await turn.see(scope_of, turn.words, turn.channel_id or ""), 1)

    @routes.action(f"{kind.flow}.page.next", f"{kind.flow}.page.back")
    async def turned(turn: Turn) -> None:
        scope, _colon, wanted = turn.value.rpartition(":")
        await _list(turn, scope, as_number(wanted))

    @routes.action(f"{kind.flow}.undo")
    async def undone(turn: Turn) -> None:
        matter_id, _colon, version = turn.value.partition(":")
        await answer(turn, kind, await turn.do(undo, as_number(matter_id), as_number(version)), said_of_undo)

    @routes.command(kind.command, *UNDO)
    async def undo_last(turn: Turn) -> None:
        """The last move of the actor's own, of any matter or of the one that is named."""
        said = number.match(tidy(turn.words))
        if said is None and turn.words:
            raise Refused(which)
        matter = await turn.see(to_undo, kind, int(said[1]) if said else None)
        await answer(turn, kind, await turn.do(undo, matter.id, matter.version), said_of_undo)

    async def _show(turn: Turn, number: int) -> None:
        await turn.answer(f"{kind.flow}/show", **await turn.see(timeline, number))

    async def _list(turn: Turn, scope: str, number: int) -> None:
        await turn.answer(f"{kind.flow}/list", **await turn.see(page, scope, number))


async def undoes(turn: Turn, kind: Kind[Any, S], undo: Callable[[Work, int, int], S]) -> bool:
    """Take back the actor's last move with a matter that has no command of its own; False where the line asks for
    something else.
    """
    if tidy(turn.words).lower() not in UNDO:
        return False
    matter = await turn.see(to_undo, kind, None)
    await answer(turn, kind, await turn.do(undo, matter.id, matter.version))
    return True


def at_once(routes: Routes[Turn], kind: Kind[Any, S], action: str, operation: Callable[[Work, int], S]) -> None:
    """Answer a button that does without a form what can be undone."""

    @routes.action(f"{kind.flow}.{action}")
    async def pressed(turn: Turn) -> None:
        await answer(turn, kind, await turn.do(operation, turn.number), can_undo=True)


def opens(routes: Routes[Turn], kind: Kind[Any, Any], action: str, draws: Draws) -> None:
    """Answer a button that opens a form about the matter, as `draws` has it."""

    @routes.action(f"{kind.flow}.{action}")
    async def pressed(turn: Turn) -> None:
        await turn.open(**await draws(turn, {"id": turn.number}))


class WordForm(forms.Form):
    """A word about a matter."""

    reason: str = Field(default="", max_length=1000)


def with_a_word(
    routes: Routes[Turn],
    kind: Kind[Any, S],
    move: str,
    operation: Callable[[Work, int, str], S],
    *,
    to: str,
    is_optional: bool = False,
    is_move: bool = True,
    **words: Text,
) -> None:
    """Answer the button of a move that is made with a word, and its form; `words` are its title, label and hint.

    It is opened for whom the right `to` lets make the move, or say that (not `is_move`).
    """

    @routes.action(f"{kind.flow}.{move}")
    async def pressed(turn: Turn) -> None:
        shown = await turn.see(to_act, kind, turn.number, to, move if is_move else "")
        sheet: Sheet = {
            "template": "matters/form_word",
            **form_of(kind, shown.matter, move),
            "flow": kind.flow,
            "shown": shown,
            "callback": f"{kind.flow}.{move}",
            "is_optional": is_optional,
            **words,
        }
        await turn.open(**sheet)

    @routes.view(f"{kind.flow}.{move}")
    async def sent(turn: Turn) -> None:
        form = forms.parse(WordForm, turn.body["view"])
        shown = await turn.do(operation, as_number(turn.target["id"]), form.reason)
        await answer(turn, kind, shown, can_undo=move in kind.harmless)


async def answer(turn: Turn, kind: Kind[Any, S], shown: S, said: Text | None = None, *, can_undo: bool = False) -> None:
    """Tell whoever acted what was done, in the template `done` of the flow; without `said` how the matter stands."""
    await turn.answer(f"{kind.flow}/done", shown=shown, said=said, can_undo=can_undo)


def form_of(kind: Kind[Any, Any], matter: Matter, what: str) -> dict[str, Any]:
    """What a form about the matter is about, and under which name its draft is kept."""
    return {"about": {"id": matter.id, "version": matter.version}, "kept_as": f"{kind.flow}.{what}:{matter.id}"}

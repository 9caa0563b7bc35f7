"""One table: each name has one handler, and a slip of the finger is understood."""

from __future__ import annotations

import pytest

from bot.slack.dispatch import ANY, Dispatch, Routes
from bot.slack.turn import Turn
from bot.words.language import Reader


async def answer(turn: Turn) -> None:
    """A handler."""


async def guess(turn: Turn) -> None:
    """Another."""


def table() -> Dispatch:
    routes = Routes[Turn]()
    routes.command("/task", "update", "更新")(answer)
    routes.command("/task", ANY)(guess)
    routes.action("tasks.open")(answer)
    return Dispatch([routes])


def test_a_commands_first_word_chooses_whatever_its_case() -> None:
    assert table().command("/task", " UPDATE  T-3 done ") == (answer, "T-3 done")
    assert table().command("/task", "更新 T-3") == (answer, "T-3")
    assert table().command("/task", "T-3 done") == (guess, "T-3 done")
    assert table().command("/other", "x") == (None, "x")
    assert table()("action", "tasks.open") is answer
    assert table()("action", "tasks.close") is None


def test_a_typo_is_near_a_word() -> None:
    assert table().nearest("/task", "updaet") == "update"
    assert table().nearest("/task", "zzz") is None


def test_a_word_nobody_knows_is_answered_with_the_nearest_or_with_help() -> None:
    english = Reader("en-US")
    assert "Did you mean `/task update`?" in table().unknown("/task", "updaet T-3").why.for_(english)
    assert "`@Liaison task help`" in table().unknown("/task", "zzz", typed="@Liaison task").why.for_(english)
    routes = Routes[Turn]()
    routes.command("/liaison", "inbox")(answer)
    handler, rest = Dispatch([routes]).command("/liaison", "inbux now")
    assert handler is not None
    assert rest == "inbux now"


def test_two_handlers_of_one_name_are_a_mistake() -> None:
    routes = Routes[Turn]()
    routes.action("a")(answer)
    with pytest.raises(ValueError, match="two handlers"):
        routes.action("a")(answer)
    again = Routes[Turn]()
    again.action("a")(answer)
    with pytest.raises(ValueError, match="two flows"):
        Dispatch([routes, again])

"""Replies under a risk's card: "better" by its owner is offered to them as an answer, privately; else nothing happens.

Where the reply mentions Liaison ("@Liaison better") it is the answer.
"""

from __future__ import annotations

import json

from pydantic import BaseModel

from bot.process.kernel import matters
from bot.process.risks import answering
from bot.process.risks.answering import Answer
from bot.process.risks.kind import RISKS
from bot.slack.came import reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.typed import typed
from handlers import matters as matter_routes
from handlers.risks import words

routes = Routes[Turn]()

# Longer than a line that says how a risk stands; it is part of a talk.
LONGEST = 300
SAYS: dict[str, Text] = {
    "same": _("no change"),
    "better": _("better"),
    "worse": _("worse"),
    "happen": _("has happened"),
}


class Kept(BaseModel):
    """An answer as its button keeps it: said of that version."""

    id: int
    version: int
    what: str
    word: str = ""


async def heard(turn: Turn, number: int) -> None:
    """Somebody replied under the card of K-`number`."""
    line = " ".join(typed(str(turn.event.get("text") or "")).split())
    said = words.answer(line) if len(line) <= LONGEST else None
    if said is None or not await turn.see(answering.may_answer, number):
        return
    turn.is_told_in_words(line)
    shown = await turn.see(matters.found, RISKS, number)
    kept = Kept(id=shown.risk.id, version=shown.risk.version, what=said.what, word=said.word)
    await turn.answer(
        "risks/offered", shown=shown, what=SAYS[said.what], word=said.word, value=json.dumps(kept.model_dump())
    )


def meant(number: int, line: str) -> str | None:
    """What was said to Liaison under the card of K-`number`, as a line of `/risk`; None where that is no answer."""
    return f"update K-{number} {line}" if words.answer(line) is not None else None


@routes.action("risks.said")
async def take(turn: Turn) -> None:
    """The offer was taken, unless the risk has been changed since."""
    with reading():
        kept = Kept.model_validate_json(turn.value)
        if kept.what not in SAYS:
            raise ValueError(kept.what)
    shown = await turn.do(answering.answer, kept.id, Answer(kept.what, kept.word), kept.version)
    await matter_routes.answer(turn, RISKS, shown, can_undo=True)

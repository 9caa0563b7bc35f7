"""Comments on tasks: `/task comment T-3 …`."""

from __future__ import annotations

from bot.process.tasks import comments
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from bot.words.typed import tidy
from handlers.tasks import words

routes = Routes[Turn]()


@routes.command("/task", "comment", "评论", "評論")
async def comment(turn: Turn) -> None:
    """Say something about a task, in the thread of its card."""
    found = words.NUMBER.match(tidy(turn.words))
    if found is None:
        raise Refused(_("Which task? Name it by its number, for example `/task comment T-3 …`."))
    said = " ".join(turn.words.split())[found.end() :].lstrip(" ,，:：;；、")
    shown = await turn.do(comments.comment, int(found[1]), said)
    await turn.answer("tasks/commented", shown=shown)

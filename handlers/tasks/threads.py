"""Replies under a task's card: "done" by its owner is offered to them as an update, privately; else nothing happens.

Where the reply mentions Liaison ("@Liaison 40%") it is the update. Slack tells of every message in a channel; the
listener passes on only replies to messages of Liaison's own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.process.tasks import threads as task_threads
from bot.process.tasks.attachments import Handed
from bot.process.tasks.said import Update
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import typed
from handlers.tasks import words as task_words
from handlers.tasks.attachments import handed
from handlers.tasks.shifting import save

routes = Routes[Turn]()

# Longer than a line that says how a task stands; it is part of a talk.
LONGEST = 300
# Slack's bound on what a button carries.
BUTTON_VALUE = 2_000
# How a question ends in Chinese, with or without its mark.
ASKING = ("吗", "嗎", "么", "麼", "呢")
# What the task was when an update of it was offered; offers of earlier releases do not say.
OF_VERSION = Pattern(r"v(\d{1,9}) ")
# In a thread a bare number is a number of something: only T-3 and #3 name a task.
PERCENTAGE = Pattern(r"\d\s*%")
NAMED = Pattern(r"\s*(?:[tT][\s-]*|#)\d{1,9}(?!\d)")


async def heard(turn: Turn, number: int) -> None:
    """Somebody replied under the card of T-`number`."""
    line = _line(number, typed(str(turn.event.get("text") or "")))
    try:
        said = _read(line)
    except task_words.Doubted:
        if await turn.see(task_threads.may_update, number):
            turn.is_told_in_words(line)
            raise
        said = None
    files = await handed(turn)
    about = said.number if said is not None else number
    update = said.update if said is not None else None
    if update is None and not files:
        return
    found = await turn.see(task_threads.offered, about, update, has_files=bool(files))
    if found is None:
        return
    turn.is_told_in_words(line)
    await turn.answer(
        "tasks/offered",
        shown=found.shown,
        update=found.update,
        line_typed=f"v{found.shown.task.version} {line}",
        files=carried(about, files) if found.can_keep else "",
        names=[one.name for one in files],
    )


@routes.action("tasks.said")
async def save_reply(turn: Turn) -> None:
    """The offer was taken: what was replied is done, unless the task has been changed since it was offered."""
    of_version = OF_VERSION.match(turn.value)
    said = task_words.read(turn.value[of_version.end() :] if of_version else turn.value)
    if said is None or said.update is None:
        raise Refused(_("Which task? Name it by its number, for example `/task update T-3 done`."))
    version = int(of_version[1]) if of_version else None
    await save(turn, said.number, replace(said.update, version=version))


def carried(number: int, files: Sequence[Handed]) -> str:
    """The files as the button beside them carries them: without where they stand, if that is too long for it."""
    for some in (files, [one._replace(url="") for one in files]):
        said = json.dumps({"number": number, "files": some}, ensure_ascii=False)
        if len(said) <= BUTTON_VALUE:
            break
    return said


def meant(number: int, words: str) -> str | None:
    """What was said to Liaison under the card of T-`number`, as a line of `/task`; None where that is no update.

    Raises Refused for an update that cannot be.
    """
    line = _line(number, words)
    if _is_question(line):
        return None
    try:
        found = task_words.read(line)
    except task_words.Unread:
        return None
    return line if found is not None and isinstance(found.update, Update) else None


def _line(number: int, words: str) -> str:
    """The reply as a line of `/task update`."""
    words = " ".join(words.split())
    return words if NAMED.match(words) else f"T-{number} {words}"


def _read(line: str) -> task_words.Said | None:
    """What the line says of a task; None for a question, a talk, and whatever is no update.

    Raises Doubted for a percentage beside which something stands that may make it another one.
    """
    if len(line) > LONGEST or _is_question(line):
        return None
    try:
        said = task_words.read(line)
    except task_words.Doubted:
        if PERCENTAGE.search(line):
            raise
        return None
    except Refused:
        return None
    return said if said is not None and isinstance(said.update, Update) else None


def _is_question(line: str) -> bool:
    return "?" in line or "？" in line or line.rstrip("。.!！~～ ").endswith(ASKING)

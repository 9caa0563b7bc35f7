"""What is said to Liaison in words: `@Liaison task update T-3 done`, a line in its own conversation, `/liaison task …`.

The grammar is that of the slash commands. Slack gives an event no trigger, so that no form can be opened from it: where
a line asks for one, the answer is a button that opens it.
"""

from __future__ import annotations

import re

from bot.process import threads
from bot.process.flows import FLOWS
from bot.process.risks import flow as risks
from bot.process.tasks import flow as tasks
from bot.process.threads import Matter
from bot.slack.came import Unreadable
from bot.slack.dispatch import Dispatch, Handler, Routes
from bot.slack.payloads import CONVERSIONS, own_id
from bot.slack.turn import Turn
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import MENTION, typed
from handlers import asked, projects
from handlers.risks import threads as risk_threads
from handlers.tasks import order_words
from handlers.tasks import threads as task_threads
from handlers.tasks import words as task_words

routes = Routes[Turn]()

# The first word of a line, and the command that it stands for.
COMMANDS = {
    **{flow.command.name: flow.command.words for flow in FLOWS if flow.command is not None},
    "/liaison": ("liaison",),
}
# How such a command is typed: behind `/liaison`, and in a message.
NAMES = (
    {command: command if command == "/liaison" else f"/liaison {command[1:]}" for command in COMMANDS},
    {command: "@Liaison" if command == "/liaison" else f"@Liaison {command[1:]}" for command in COMMANDS},
)
# A line in the conversation with Liaison is a message of this kind; what an app posted or a person edited is none.
DIRECT = "im"
WITH_WORDS = (None, "file_share")
# What stands between a mention and what is said.
AROUND = " \n\t,，:：、"
# Who begins with a greeting does not know yet what can be said.
GREETING = Pattern(r"(?:hi|hello|hey|你好|您好|嗨)(?: there| liaison)?[\s!！.。,，~～]*$", re.IGNORECASE)


@routes.event("app_mention")
async def mentioned(turn: Turn) -> None:
    """Somebody mentioned Liaison in a channel or thread. An edited message was obeyed when it was new."""
    if "edited" in turn.event:
        return
    await _obey(turn, said_to(own_id(turn.body), str(turn.event.get("text") or "")))


@routes.event("message")
async def told(turn: Turn) -> None:
    """Somebody wrote to Liaison in the conversation with it, or replied to a message of its own in a channel."""
    if turn.event.get("subtype") in CONVERSIONS:
        await projects.converted(turn)
    elif turn.event.get("channel_type") != DIRECT:
        # Where a reply mentions Liaison, it is obeyed as a mention.
        own = own_id(turn.body)
        if own is None or f"<@{own}>" not in str(turn.event.get("text") or ""):
            await _replied(turn)
    elif turn.event.get("subtype") in WITH_WORDS:
        await _obey(turn, str(turn.event.get("text") or "").strip())


async def _replied(turn: Turn) -> None:
    """Somebody replied to a message of Liaison's: under a task's or a risk's card it may say how that stands."""
    event = turn.event
    matter = await turn.see(threads.matter_at, str(event["channel"]), str(event["thread_ts"]))
    if matter is not None and matter.flow == tasks.FLOW.name:
        await task_threads.heard(turn, matter.number)
    elif matter is not None and matter.flow == risks.FLOW.name:
        await risk_threads.heard(turn, matter.number)


@routes.action("mentions.open")
async def open_form(turn: Turn) -> None:
    """The button that opens the form which a line asked for."""
    command, _space, words = turn.value.partition(" ")
    if command not in COMMANDS:
        raise Unreadable
    await _run(turn, command, words)


def _of_another_name(command: str) -> Handler[Turn]:
    """`/liaison task …` is `/task …`, where another app owns that name."""

    async def run(turn: Turn) -> None:
        await _run(turn, command, turn.words)

    return run


for _name, _words in COMMANDS.items():
    if _name != "/liaison":
        routes.command("/liaison", *_words)(_of_another_name(_name))


def said_to(own: str | None, text: str) -> str:
    """What is said behind a mention of Liaison, else before it; without an id, the first who is mentioned is meant."""
    first = MENTION.search(text)
    mention = f"<@{own}>" if own else first[0] if first else "@"
    before, _mention, after = text.partition(mention)
    return after.replace(mention, " ").strip(AROUND) or before.strip(AROUND)


async def _obey(turn: Turn, line: str) -> None:
    line, dispatch = asked.plainly(typed(line)), turn.machine.dispatch
    # A line that is refused is answered, too.
    turn.is_told_in_words(line)
    matter = await _above(turn)
    if matter and (update := _update(dispatch, matter, line)):
        command, words = update
    elif matter and not _names_command(dispatch, line):
        raise matter.can_be_said()
    else:
        command, words = read(dispatch, line)
    turn.is_told_in_words(f"{command} {words}".strip())
    await _run(turn, command, words)


async def _above(turn: Turn) -> Matter | None:
    """What the card above the thread is of, in which the line was said."""
    thread_ts = turn.event.get("thread_ts")
    return await turn.see(threads.matter_at, str(turn.event["channel"]), str(thread_ts)) if thread_ts else None


def _update(dispatch: Dispatch, matter: Matter, line: str) -> tuple[str, str] | None:
    """The line as what it says of the task or risk whose card is above: a command and its words.

    Raises Refused for an update that cannot be.
    """
    if matter.flow == risks.FLOW.name and line:
        said = risk_threads.meant(matter.number, line)
        return ("/risk", said) if said is not None else None
    if matter.flow != tasks.FLOW.name or not line:
        return None
    try:
        said = task_threads.meant(matter.number, line)
        return ("/task", said) if said is not None else None
    except Refused:
        if _names_command(dispatch, line):
            return None
        raise


async def _run(turn: Turn, command: str, words: str) -> None:
    turn.command, turn.typed = command, NAMES[turn.kind == "mention"][command]
    handler, turn.words = turn.machine.dispatch.command(command, words)
    assert handler is not None, "every command answers any word"  # noqa: S101 - a mistake of ours
    await handler(turn)


def read(dispatch: Dispatch, line: str) -> tuple[str, str]:
    """The command that a line stands for, and its words: "task list" and "list late" are `/task`, "help" `/liaison`."""
    line = re.sub(r"^[/／](?=\w)", "", line)
    if GREETING.match(line):
        return "/liaison", "help"
    if named := _named(line):
        return named
    if line and not dispatch.knows("/liaison", line):
        if task_words.read(order_words.in_order(line)) is not None:
            return "/task", line
        for is_meant in (dispatch.knows, lambda command, words: dispatch.nearest(command, words.split()[0])):
            for command in COMMANDS:
                if is_meant(command, line):
                    return command, line
    return "/liaison", line


def _named(line: str) -> tuple[str, str] | None:
    """The command with whose name the line begins, and what follows."""
    for command, names in COMMANDS.items():
        for name in sorted(names, key=len, reverse=True):
            said = re.match(rf"{name}(?:\s+|$)" if name.isascii() else name, line, re.IGNORECASE)
            if said:
                return command, line[said.end() :].strip()
    return None


def _names_command(dispatch: Dispatch, line: str) -> bool:
    """Whether the line says which command it is, or which of its words, or names a task: "list late", "T-4"."""
    line = re.sub(r"^/(?=\w)", "", line)
    is_known = any(dispatch.knows(command, line) for command in COMMANDS)
    return bool(GREETING.match(line) or _named(line) or is_known or task_threads.NAMED.match(line))

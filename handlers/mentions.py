"""What is said to Liaison in words: `@Liaison task update T-3 done`, a line in its own conversation, `/liaison task …`.

The grammar is that of the slash commands. Slack gives an event no trigger, so that no form can be opened from it: where
a line asks for one, the answer is a button that opens it.
"""

from __future__ import annotations

import re

from bot.process import threads
from bot.process.threads import Matter
from bot.slack.came import Unreadable
from bot.slack.dispatch import Dispatch, Routes
from bot.slack.payloads import own_id
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Offer, Refused
from bot.words.typed import MENTION, typed
from handlers.tasks import threads as task_threads
from handlers.tasks import words as task_words

routes = Routes[Turn]()

# The first word of a line, and the command that it stands for.
COMMANDS = {
    "/task": ("task", "tasks", "任务", "任務"),
    "/project": ("project", "projects", "项目", "項目"),
    "/request": ("request", "requests", "协作需求", "協作需求", "需求", "协作", "協作"),
    "/meeting": ("meeting", "meetings", "例会", "會議", "会议"),
    "/dispute": ("dispute", "disputes", "争议", "爭議"),
    "/report": ("report", "reports", "周报", "週報"),
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
    if turn.event.get("channel_type") != DIRECT:
        # Where a reply mentions Liaison, it is obeyed as a mention.
        own = own_id(turn.body)
        if own is None or f"<@{own}>" not in str(turn.event.get("text") or ""):
            await task_threads.heard(turn)
    elif turn.event.get("subtype") in WITH_WORDS:
        await _obey(turn, str(turn.event.get("text") or "").strip())


@routes.action("mentions.open")
async def open_form(turn: Turn) -> None:
    """The button that opens the form which a line asked for."""
    command, _space, words = turn.value.partition(" ")
    if command not in COMMANDS:
        raise Unreadable
    await _run(turn, command, words)


@routes.command("/liaison", *COMMANDS["/task"])
async def task(turn: Turn) -> None:
    """`/liaison task …` is `/task …`, where another app owns that name."""
    await _run(turn, "/task", turn.words)


@routes.command("/liaison", *COMMANDS["/project"])
async def project(turn: Turn) -> None:
    """`/liaison project …` is `/project …`."""
    await _run(turn, "/project", turn.words)


@routes.command("/liaison", *COMMANDS["/request"])
async def request(turn: Turn) -> None:
    """`/liaison request …` is `/request …`."""
    await _run(turn, "/request", turn.words)


@routes.command("/liaison", *COMMANDS["/meeting"])
async def meeting(turn: Turn) -> None:
    """`/liaison meeting …` is `/meeting …`."""
    await _run(turn, "/meeting", turn.words)


@routes.command("/liaison", *COMMANDS["/dispute"])
async def dispute(turn: Turn) -> None:
    """`/liaison dispute …` is `/dispute …`."""
    await _run(turn, "/dispute", turn.words)


@routes.command("/liaison", *COMMANDS["/report"])
async def report(turn: Turn) -> None:
    """`/liaison report …` is `/report …`."""
    await _run(turn, "/report", turn.words)


def said_to(own: str | None, text: str) -> str:
    """What is said behind a mention of Liaison, else before it; without an id, the first who is mentioned is meant."""
    first = MENTION.search(text)
    mention = f"<@{own}>" if own else first[0] if first else "@"
    before, _mention, after = text.partition(mention)
    return after.replace(mention, " ").strip(AROUND) or before.strip(AROUND)


async def _obey(turn: Turn, line: str) -> None:
    line, dispatch = typed(line), turn.machine.dispatch
    # A line that is refused is answered, too.
    turn.is_told_in_words(line)
    matter = await _above(turn)
    if matter and (update := _update(dispatch, matter, line)):
        command, words = "/task", update
    elif matter and not _names_command(dispatch, line):
        raise _can_be_said(matter)
    else:
        command, words = read(dispatch, line)
    turn.is_told_in_words(f"{command} {words}".strip())
    await _run(turn, command, words)


async def _above(turn: Turn) -> Matter | None:
    """What the card above the thread is of, in which the line was said."""
    thread_ts = turn.event.get("thread_ts")
    return await turn.see(threads.matter_at, str(turn.event["channel"]), str(thread_ts)) if thread_ts else None


def _update(dispatch: Dispatch, matter: Matter, line: str) -> str | None:
    """The line as an update of the task whose card is above. Raises Refused for one that cannot be."""
    if matter.flow != threads.TASKS or not line:
        return None
    try:
        return task_threads.meant(matter.number, line)
    except Refused:
        if _names_command(dispatch, line):
            return None
        raise


def _can_be_said(matter: Matter) -> Refused:
    """What Liaison understands in that thread, where it did not understand the line."""
    named = {"number": matter.number}
    if matter.flow == threads.TASKS:
        return Refused(
            _(
                "In this thread you can say how T-%(number)s stands: `@Liaison done`, "
                "`@Liaison 50%% waiting for design`, `@Liaison due next fri because the proofs are late`. "
                "`@Liaison help` shows what else there is.",
                **named,
            ),
            offer=Offer(_("Show it"), "tasks.show", str(matter.number)),
        )
    if matter.flow == threads.REQUESTS:
        return Refused(
            _(
                "This is the thread of R-%(number)s, which is answered by the buttons of its card. "
                "`@Liaison request show R-%(number)s` tells how it stands, "
                "`@Liaison dispute new R-%(number)s` raises a dispute about it.",
                **named,
            ),
            offer=Offer(_("Show it"), "requests.show", str(matter.number)),
        )
    return Refused(
        _(
            "This is the thread of D-%(number)s: positions and texts come by the buttons of its card. "
            "`@Liaison dispute show D-%(number)s` tells how it stands.",
            **named,
        ),
        offer=Offer(_("Show it"), "disputes.show", str(matter.number)),
    )


async def _run(turn: Turn, command: str, words: str) -> None:
    turn.command, turn.typed = command, NAMES[turn.kind == "mention"][command]
    handler, turn.words = turn.machine.dispatch.command(command, words)
    assert handler is not None, "every command answers any word"  # noqa: S101 - a mistake of ours
    await handler(turn)


def read(dispatch: Dispatch, line: str) -> tuple[str, str]:
    """The command that a line stands for, and its words: "task list" and "list late" are `/task`, "help" `/liaison`."""
    line = re.sub(r"^/(?=\w)", "", line)
    if GREETING.match(line):
        return "/liaison", "help"
    if named := _named(line):
        return named
    if line and not dispatch.knows("/liaison", line):
        if task_words.read(line) is not None:
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

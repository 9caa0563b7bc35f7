"""A message whose button did its work says so: no button looks live there for what is done.

Cards are drawn anew from state. Every other message of Liaison that is seen again, in a channel or a conversation, is
renewed here: in place of the buttons stands what was pressed, by whom and when. The buttons of a reminder stay as long
as it waits. Where Slack does not take that the message stays as it is; whoever presses is told that it is done.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import structlog

from bot.process.home import inbox
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.slack.came import Pressed
from bot.slack.turn import Turn
from storage import cards, projects

Block = dict[str, Any]
Reminded = tuple[str, int]

# The menu by which a reminder is put off: it names what it reminds of.
SNOOZE = "nudges.snooze"
# What Slack gives back as it was sent; pictures and tables are others by then.
PLAIN = frozenset(("section", "actions", "context", "divider", "header"))
BLOCKS_AT_MOST = 50
# How the names of buttons end that do nothing but show: they stay.
SHOWING = (".show", ".word", ".ics", ".invite")

log = structlog.get_logger()


async def renew(turn: Turn) -> None:
    """Renew the message at whose button the turn began, where something was done, or what it reminds of is settled."""
    pressed = turn.pressed
    if pressed is None or not (turn.is_begun or turn.kind == "action"):
        return
    try:
        message = await _message(turn, pressed)
        blocks: list[Block] = list((message or {}).get("blocks") or ())
        found = {one for block in blocks if (one := _reminds(block)) is not None}
        if message is None or not (turn.is_begun or found) or await turn.see(_is_card, pressed):
            return
        settled = found - await turn.see(_waiting, found) if found else found
        lines = await turn.see(_lines, turn, pressed, _label(blocks, pressed, turn))
        # What is put off waits all the same, and can be called back: nothing of it is done.
        is_done = turn.is_begun and pressed.action != SNOOZE
        again = renewed(blocks, pressed.block if is_done else "", settled, *lines)
        if again is not None:
            text = str(message.get("text") or "")
            await turn.client.chat_update(channel=pressed.channel, ts=pressed.ts, text=text, blocks=again)
    except Exception as problem:
        # What was done is done and answered; a button that stays is refused when it is pressed again.
        log.warning("a message could not be renewed", why=f"{type(problem).__name__}: {problem}"[:300])


def renewed(
    blocks: Sequence[Block], pressed: str, settled: Collection[Reminded], done_line: Block, settled_line: Block
) -> list[Block] | None:
    """The blocks with what became of those that were pressed or are settled; None where nothing is to be otherwise."""
    if any(one["type"] not in PLAIN for one in blocks):
        return None
    again: list[Block] = []
    for one in blocks:
        block_id, reminds = str(one.get("block_id") or ""), _reminds(one)
        is_pressed = bool(pressed) and block_id == pressed
        if reminds in settled:
            again += [_instead(block_id, done_line if is_pressed else settled_line), *_left(one)]
        elif is_pressed and reminds is not None:
            again += [one, _instead(block_id, done_line)]
        elif is_pressed:
            again += [*_left(one), _instead(block_id, done_line)]
        elif not pressed or block_id != _name(pressed):
            again.append(one)
    return again if again != list(blocks) and len(again) <= BLOCKS_AT_MOST else None


def _left(block: Block) -> list[Block]:
    """What of a block stays whose button did its work: its words, and what only shows something."""
    if block["type"] != "actions":
        return [{name: what for name, what in block.items() if name != "accessory"}]
    shows = [one for one in block["elements"] if str(one.get("action_id") or "").endswith(SHOWING)]
    return [{**block, "elements": shows}] if shows else []


def _instead(block_id: str, line: Block) -> Block:
    return {**line, "block_id": _name(block_id)}


def _name(block_id: str) -> str:
    return f"done.{block_id}"[:255]


def _reminds(block: Block) -> Reminded | None:
    """What the buttons of the block remind of."""
    for one in block.get("elements") or ():
        if one.get("action_id") == SNOOZE:
            _how, kind, subject_id = one["options"][0]["value"].split(":")
            return kind, int(subject_id)
    return None


async def _message(turn: Turn, pressed: Pressed) -> Mapping[str, Any] | None:
    """The message as it stands: a button brings it, a form does not."""
    if turn.kind == "action":
        brought: Mapping[str, Any] | None = turn.body.get("message")
        return brought
    at = pressed.ts
    answer = await turn.client.conversations_history(
        channel=pressed.channel, latest=at, oldest=at, inclusive=True, limit=1
    )
    return next((one for one in answer["messages"] if one["ts"] == at), None)


def _label(blocks: Sequence[Block], pressed: Pressed, turn: Turn) -> str:
    """The words of what was pressed, or chosen."""
    if turn.kind == "action":
        action = turn.body["actions"][0]
        said = (action.get("selected_option") or action).get("text")
    else:
        block: Block = next((one for one in blocks if one.get("block_id") == pressed.block), {})
        elements = [*(block.get("elements") or ()), block.get("accessory") or {}]
        said = next((one.get("text") for one in elements if one.get("action_id") == pressed.action), None)
    return str((said or {}).get("text") or "…")


def _is_card(work: Work, pressed: Pressed) -> bool:
    return cards.card_at(work.session, work.team_id, pressed.channel, pressed.ts) is not None


def _waiting(work: Work, found: Collection[Reminded]) -> set[Reminded]:
    """Those of these that still wait for the actor."""
    hats = dict(inbox.hats_of(work, work.person.user_id))
    return {one for one in found if any(inbox.look(work, *one, whose, hats) for whose in hats)}


def _lines(work: Work, turn: Turn, pressed: Pressed, label: str) -> tuple[Block, Block]:
    """What stands in place of what was pressed, and of what is settled otherwise, as its readers read."""
    project = projects.in_channel(work.session, work.team_id, pressed.channel)
    room = room_of(project) if project is not None else None
    reader, who = (room.reader, work.person.name) if room is not None else (turn.reader, "")
    templates = turn.machine.templates
    told = [templates.message("renewed", reader, work.now, what=what, who=who, at=work.now) for what in (label, "")]
    done, settled = (one.as_arguments()["blocks"][0] for one in told)
    return done, settled

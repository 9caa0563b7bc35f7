"""A message whose button did its work says so: no button looks live there for what is done.

Cards are drawn anew from state. Every other message of Liaison that is seen again, in a channel or a conversation, is
renewed here: in place of the buttons stands what was pressed, by whom and when. The buttons of a reminder stay as long
as it waits. Where Slack does not take that the message stays as it is; whoever presses is told that it is done.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.process.home import inbox
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.slack.came import Pressed
from bot.slack.turn import Turn
from storage import cards, events, projects

Block = dict[str, Any]
Reminded = tuple[str, int]

# The menu by which a reminder is put off: it names what it reminds of.
SNOOZE = "nudges.snooze"
# What Slack gives back as it was sent; pictures and tables are others by then.
PLAIN = frozenset(("section", "actions", "context", "divider", "header"))
BLOCKS_AT_MOST = 50
# What was pressed within it may not stand in the message yet that comes with another press; and so often at most the
# message is renewed for more that was pressed meanwhile.
AT_ONCE, AT_ONCE_AT_MOST = timedelta(minutes=1), 5
# How the names of buttons end that do nothing but show: they stay.
SHOWING = (".show", ".word", ".ics", ".invite")

log = structlog.get_logger()


async def renew(turn: Turn) -> None:
    """Renew the message at whose button the turn began, where something was done, or what it reminds of is settled.

    What comes with a press is the message as it was then: what was pressed in it at the same time, here or at another
    instance, is shown as done, too, by whichever renews it last.
    """
    pressed = turn.pressed
    if pressed is None or not (turn.is_begun or turn.kind == "action"):
        return
    try:
        message = await _message(turn, pressed)
        blocks: list[Block] = list((message or {}).get("blocks") or ())
        found = {one for block in blocks if (one := _reminds(block)) is not None}
        if message is None or not (turn.is_begun or found) or await _is_card(turn, pressed):
            return
        text = str(message.get("text") or "")
        shown: dict[Pressed, datetime] | None = None
        for _attempt in range(AT_ONCE_AT_MOST):
            did = await turn.see(_did, pressed, blocks)
            if did == shown:
                break
            waiting = await turn.see(_waiting, found) if found else found
            done, settled_line = await turn.see(_lines, turn, blocks, did)
            again = renewed(blocks, done, found - waiting, settled_line)
            if again is None:
                break
            await turn.client.chat_update(channel=pressed.channel, ts=pressed.ts, text=text, blocks=again)
            shown = did
    except Exception as problem:
        # What was done is done and answered; a button that stays is refused when it is pressed again.
        log.warning("a message could not be renewed", why=f"{type(problem).__name__}: {problem}"[:300])


def renewed(
    blocks: Sequence[Block], done: Mapping[str, Block], settled: Collection[Reminded], settled_line: Block
) -> list[Block] | None:
    """The blocks with what became of those that are `done`, by their names, or settled; None where nothing is to be
    otherwise.
    """
    if any(one["type"] not in PLAIN for one in blocks):
        return None
    before = {_name(one) for one in done}
    again: list[Block] = []
    for one in blocks:
        block_id, reminds = str(one.get("block_id") or ""), _reminds(one)
        line = done.get(block_id)
        if reminds in settled:
            again += [_instead(block_id, line or settled_line), *_left(one)]
        elif line is not None and reminds is not None:
            again += [one, _instead(block_id, line)]
        elif line is not None:
            again += [*_left(one), _instead(block_id, line)]
        elif block_id not in before:
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
    return await _asked(turn, pressed)


async def _asked(turn: Turn, pressed: Pressed) -> Mapping[str, Any] | None:
    """The message as Slack has it, with what it bears; None where nobody sees it any more."""
    at = pressed.ts
    answer = await turn.client.conversations_history(
        channel=pressed.channel, latest=at, oldest=at, inclusive=True, limit=1, include_all_metadata=True
    )
    return next((one for one in answer["messages"] if one["ts"] == at), None)


def _elements(block: Block) -> list[Block]:
    return [one for one in (*(block.get("elements") or ()), block.get("accessory") or {}) if one.get("action_id")]


def _label(blocks: Sequence[Block], pressed: Pressed, turn: Turn) -> str:
    """The words of what was pressed, or chosen."""
    if turn.kind == "action" and pressed == turn.pressed:
        action = turn.body["actions"][0]
        said = (action.get("selected_option") or action).get("text")
    else:
        block: Block = next((one for one in blocks if one.get("block_id") == pressed.block), {})
        said = next((one.get("text") for one in _elements(block) if one["action_id"] == pressed.action), None)
    return str((said or {}).get("text") or "…")


async def _is_card(turn: Turn, pressed: Pressed) -> bool:
    """Whether the message is drawn anew from state, which a renewal would overwrite.

    Slack shows a card before its sender has written down where it stands: that one is known by what it bears.
    """
    is_known, coming = await turn.see(_cards, pressed)
    if is_known or not coming:
        return is_known
    borne = ((await _asked(turn, pressed) or {}).get("metadata") or {}).get("event_payload") or {}
    return borne.get("id") in coming


def _cards(work: Work, pressed: Pressed) -> tuple[bool, Collection[str]]:
    """Whether a card stands there, and if none is known to, what the cards bear that are being posted meanwhile."""
    if cards.card_at(work.session, work.team_id, pressed.channel, pressed.ts) is not None:
        return True, ()
    # What goes to a person's own conversation is in their lane.
    return False, cards.coming(work.session, work.team_id, (pressed.channel, work.person.user_id))


def _did(work: Work, pressed: Pressed, blocks: Sequence[Block]) -> dict[Pressed, datetime]:
    """What of these blocks did its work a moment ago, and when: of each the last that did.

    What is put off waits all the same, and can be called back: nothing of it is done.
    """
    buttons = [
        pressed._replace(block=str(block.get("block_id") or ""), action=str(one["action_id"]))
        for block in blocks
        for one in _elements(block)
        if one["action_id"] != SNOOZE
    ]
    since = work.now - AT_ONCE
    noted = events.noted_since(work.session, work.team_id, [one.noted_as() for one in buttons], since)
    did = sorted((noted[one.noted_as()], one) for one in buttons if one.noted_as() in noted)
    last = {one.block: (one, at) for at, one in did}
    return dict(last.values())


def _waiting(work: Work, found: Collection[Reminded]) -> set[Reminded]:
    """Those of these that still wait for the actor."""
    hats = dict(inbox.hats_of(work, work.person.user_id))
    return {one for one in found if any(inbox.look(work, *one, whose, hats) for whose in hats)}


def _lines(
    work: Work, turn: Turn, blocks: Sequence[Block], did: Mapping[Pressed, datetime]
) -> tuple[dict[str, Block], Block]:
    """What stands in place of each that did its work, by the names of the blocks, and of what is settled otherwise; as
    their readers read.
    """
    project = projects.in_channel(work.session, work.team_id, turn.pressed.channel) if turn.pressed else None
    room = room_of(project) if project is not None else None
    reader = room.reader if room is not None else turn.reader

    def line(what: str, who: str, at: datetime) -> Block:
        told = turn.machine.templates.message("renewed", reader, work.now, what=what, who=who, at=at)
        block: Block = told.as_arguments()["blocks"][0]
        return block

    done = {}
    for one, at in did.items():
        who = work.person.name if room is not None and one == turn.pressed else ""
        done[one.block] = line(_label(blocks, one, turn), who, at)
    return done, line("", "", work.now)

"""Strict validation of messages, blocks and views: every limit of Block Kit, in Slack's words.

`check_message` and `check_view` answer a list of refusals; an empty list means that Slack would take it.
Slack says them in `response_metadata.messages`, beside `invalid_blocks` (messages) or `invalid_arguments` (views).
"""

import json
from collections.abc import Collection, Iterator
from typing import Any

from bot.sandbox.blockkit.blocks import HOME_BLOCK, MARKDOWN_CHARACTERS, MESSAGE_BLOCK, MODAL_BLOCK, rich_text_words
from bot.sandbox.blockkit.elements import INTERACTIVE
from bot.sandbox.blockkit.natives import CHARTS, TABLE_CHARACTERS
from bot.sandbox.blockkit.shapes import Check, Findings, Json, anything, array, boolean, record, string, text

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
ATTACHMENTS = 100

_MODAL: dict[str, Check] = {
    "type": anything,
    "blocks": array(MODAL_BLOCK, 0, VIEW_BLOCKS),
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
    "title": text(24),
    "submit": text(24),
    "close": text(24),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}
_HOME = {name: _MODAL[name] for name in ("type", "private_metadata", "callback_id", "external_id")} | {
    "blocks": array(HOME_BLOCK, 0, VIEW_BLOCKS)
}


def check_message(payload: Json, lacks: Collection[str] = ()) -> list[str]:
    """What Slack refuses in the blocks and attachments of a message (arguments already decoded from JSON).

    `lacks` are the types of blocks that the workspace does not have (yet).
    """
    findings = Findings()
    _must_be_had(findings, payload.get("blocks"), "/blocks", lacks)
    blocks = payload.get("blocks")
    if blocks is not None:
        check_blocks(findings, blocks, "/blocks")
    attachments = payload.get("attachments")
    if attachments is not None:
        array(_attachment, 0, ATTACHMENTS)(findings, attachments, "/attachments")
    return findings.messages


def check_view(view: object, lacks: Collection[str] = ()) -> list[str]:
    """What Slack refuses in the view argument of views.open, update, push and publish, or in an ack's view.

    `lacks` are the types of blocks that the workspace does not have (yet).
    """
    findings = Findings()
    if not isinstance(view, dict):
        findings.note("must be an object", "/view")
        return findings.messages
    kind = view.get("type")
    if kind == "modal":
        record(_MODAL, ("title", "blocks"))(findings, view, "/view")
    elif kind == "home":
        record(_HOME, ("blocks",))(findings, view, "/view")
    else:
        findings.note("must be a valid enum value" if kind else "missing required field: type", "/view/type")
    blocks = view.get("blocks")
    _must_be_had(findings, blocks, "/view/blocks", lacks)
    if isinstance(blocks, list):
        _unique_ids(findings, blocks, "/view/blocks")
        _one_focus(findings, blocks)
        if kind == "modal" and view.get("submit") is None and any(_is(block, "input") for block in blocks):
            findings.note("`submit` is required when an input block is present", "/view/submit")
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        findings.note(f"must be less than {VIEW_BYTES} bytes", "/view")
    return findings.messages


def check_blocks(findings: Findings, blocks: object, at: str) -> None:
    """The blocks of one message or attachment."""
    array(MESSAGE_BLOCK, 0, MESSAGE_BLOCKS)(findings, blocks, at)
    if not isinstance(blocks, list):
        return
    _unique_ids(findings, blocks, at)
    charts = [place for place, block in enumerate(blocks) if _is(block, "data_visualization")]
    for place in charts[CHARTS:]:
        findings.note(f"no more than {CHARTS} data_visualization blocks allowed", f"{at}/{place}")
    tables = [block["rows"] for block in blocks if _is(block, "data_table") and _is_list(block, "rows")]
    if len(rich_text_words(tables)) > TABLE_CHARACTERS:
        findings.note(f"must be less than {TABLE_CHARACTERS + 1} characters in all tables", at)
    if (total := _counted(blocks)) > MESSAGE_BLOCKS >= len(blocks):
        findings.note(f"no more than {MESSAGE_BLOCKS} items allowed, {total} with those in containers", at)
    for place in [place for place, block in enumerate(blocks) if _is(block, "table")][1:]:
        findings.note("only_one_table_allowed", f"{at}/{place}")
    written = [block.get("text") for block in blocks if _is(block, "markdown")]
    if len(written) > 1 and sum(len(one) for one in written if isinstance(one, str)) > MARKDOWN_CHARACTERS:
        findings.note(f"must be less than {MARKDOWN_CHARACTERS + 1} characters in all markdown blocks", at)


def _attachment(findings: Findings, value: object, at: str) -> None:
    if not isinstance(value, dict):
        findings.note("must be an object", at)
    elif value.get("blocks") is not None:
        check_blocks(findings, value["blocks"], f"{at}/blocks")


def _is(block: object, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind


def _must_be_had(findings: Findings, blocks: object, at: str, lacks: Collection[str]) -> None:
    """A type of block that a workspace does not have is to it what nobody has ever heard of."""
    for block, where in every(blocks, at) if isinstance(blocks, list) and lacks else ():
        if block.get("type") in lacks:
            findings.note(f"unsupported type: {block['type']}", f"{where}/type")


def _counted(blocks: list[object]) -> int:
    """How many blocks there are with those in containers; whether Slack counts them is not known."""
    inside = (block.get("child_blocks") for block in blocks if isinstance(block, dict))
    return len(blocks) + sum(len(children) for children in inside if isinstance(children, list))


def _is_list(block: Json, name: str) -> bool:
    return isinstance(block.get(name), list)


def elements_of(block: Json) -> Iterator[tuple[str, dict[str, Any]]]:
    """The interactive elements of a block, each with its JSON pointer inside the block."""
    places: list[tuple[str, object]] = [("/accessory", block.get("accessory")), ("/element", block.get("element"))]
    elements = block.get("elements")
    if block.get("type") == "actions" and isinstance(elements, list):
        places += [(f"/elements/{place}", element) for place, element in enumerate(elements)]
    buttons = block.get("actions")
    if block.get("type") == "card" and isinstance(buttons, list):
        places += [(f"/actions/{place}", element) for place, element in enumerate(buttons)]
    for at, element in places:
        if isinstance(element, dict) and element.get("type") in INTERACTIVE:
            yield at, element


def _unique_ids(findings: Findings, blocks: list[object], at: str) -> None:
    seen: set[str] = set()
    for block, where in every(blocks, at):
        block_id = block.get("block_id")
        if isinstance(block_id, str):
            if block_id in seen:
                findings.note(f'`block_id` "{block_id}" already exists for another block', f"{where}/block_id")
            seen.add(block_id)
        inside: set[str] = set()
        for pointer, element in elements_of(block):
            action_id = element.get("action_id")
            if isinstance(action_id, str):
                if action_id in inside:
                    words = f'`action_id` "{action_id}" already exists for another element'
                    findings.note(words, f"{where}{pointer}/action_id")
                inside.add(action_id)


def every(blocks: list[Any], at: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Each block and those within containers and carousels, with its JSON pointer."""
    for place, block in enumerate(blocks):
        if isinstance(block, dict):
            yield block, f"{at}/{place}"
            children = {"container": "child_blocks", "carousel": "elements"}.get(str(block.get("type")), "")
            if isinstance(block.get(children), list):
                yield from every(block[children], f"{at}/{place}/{children}")


def _one_focus(findings: Findings, blocks: list[object]) -> None:
    focused = [
        f"/view/blocks/{place}{pointer}/focus_on_load"
        for place, block in enumerate(blocks)
        if isinstance(block, dict)
        for pointer, element in elements_of(block)
        if element.get("focus_on_load") is True
    ]
    for at in focused[1:]:
        findings.note("only one element may set focus_on_load", at)

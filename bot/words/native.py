"""Blocks that Slack draws itself where a workspace has them, each with the plain blocks that say the same without.

A native block carries its plain form with it until it is sent: then one of the two goes (`settled`). A block that only
belongs beside a native one, as its buttons, says `of` which type. Slack refuses a
whole message for one block that a workspace does not have, so whoever sends takes the plain form then, and remembers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

# The types that Slack has since 2026.
NATIVE = frozenset({"data_table", "data_visualization", "container", "card", "carousel", "alert"})
# Under this name a native block carries its plain form; and how that begins in JSON, so that others need not be read.
PLAIN, OF = "plain", "of"
MARK = '"plain": ['
# Slack's pointers: where in the blocks, or in those of a view.
_POINTER = re.compile(r"/blocks/(\d+)")

Block = Mapping[str, Any]


def settled(blocks: Sequence[Block], lacking: Collection[str], most: int) -> list[Block]:
    """At most `most` blocks as Slack takes them: native ones as they are, those of `lacking` types plainly."""
    found: list[Block] = []
    for block in blocks:
        if PLAIN not in block:
            found.append(block)
        elif _kind(block) in lacking:
            found.extend(block[PLAIN])
        else:
            found.append({name: value for name, value in block.items() if name not in (PLAIN, OF)})
    return found[:most]


def kinds(blocks: Sequence[Block]) -> frozenset[str]:
    """The types of native blocks that have a plain form."""
    return frozenset(_kind(block) for block in blocks if PLAIN in block)


def _kind(block: Block) -> str:
    return str(block.get(OF, block["type"]))


def refused(answer: Mapping[str, Any], blocks: Sequence[Block]) -> frozenset[str]:
    """The native types that Slack's answer names, of the blocks as they were sent.

    It points to a block, or calls its type by name; where it does neither, no type is named.
    """
    said = [str(one) for one in (answer.get("response_metadata") or {}).get("messages") or ()]
    described = [one for one in answer.get("errors") or () if isinstance(one, dict)]
    said += [f"{one.get('pointer', '')} {one.get('message', '')}" for one in described]
    places = {int(found[1]) for words in said for found in _POINTER.finditer(words)}
    pointed = {block["type"] for place, block in enumerate(blocks) if place in places}
    called = {kind for kind in NATIVE for words in said if not places and re.search(rf"\b{kind}\b", words)}
    return frozenset((pointed | called) & NATIVE)

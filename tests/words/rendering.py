"""Templates as the tests render them."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.blockkit.checks import check_message, check_view
from bot.words import native
from bot.words.language import Reader
from bot.words.messages import MESSAGE_BLOCKS, VIEW_BLOCKS, Templates
from bot.words.messages import TEMPLATES as FOLDER
from tests.contexts.every import NOW, contexts

READERS = (Reader("en-US", "America/New_York"), Reader("zh-CN", "Asia/Shanghai", is_channel=True))
TEMPLATES = Templates()
# Where the workspace has all that Slack draws itself, and where it has none of it.
FORMS = (frozenset[str](), native.NATIVE)
VIEWS = {name for name in contexts("x", 1) if re.search(r"\b(modal|head)\(", (FOLDER / f"{name}.j2").read_text())}
MESSAGES = [name for name in contexts("x", 1) if name not in VIEWS]


def rendered(name: str, reader: Reader, context: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A message or view, and what Slack would say of it."""
    if name in VIEWS:
        view = TEMPLATES.view(name, reader, NOW, **context)
        natively, plainly = ({**view, "blocks": native.settled(view["blocks"], lacks, VIEW_BLOCKS)} for lacks in FORMS)
        return natively, [*check_view(natively), *check_view(plainly)]
    message = TEMPLATES.message(name, reader, NOW, **context)
    natively = message.as_arguments()
    natively["blocks"] = native.settled(natively["blocks"], (), MESSAGE_BLOCKS)
    return natively, [*check_message({"channel": "C1", **natively}), *check_message({**message.plainly()})]

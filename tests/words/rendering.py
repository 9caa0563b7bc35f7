"""Templates as the tests render them."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.blockkit.checks import check_message, check_view
from bot.words.language import Reader
from bot.words.messages import TEMPLATES as FOLDER
from bot.words.messages import Templates
from tests.contexts.every import NOW, contexts

READERS = (Reader("en-US", "America/New_York"), Reader("zh-CN", "Asia/Shanghai", is_channel=True))
TEMPLATES = Templates()
VIEWS = {name for name in contexts("x", 1) if re.search(r"\b(modal|head)\(", (FOLDER / f"{name}.j2").read_text())}
MESSAGES = [name for name in contexts("x", 1) if name not in VIEWS]


def rendered(name: str, reader: Reader, context: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A message or view, and what Slack would say of it."""
    if name in VIEWS:
        view = TEMPLATES.view(name, reader, NOW, **context)
        return view, check_view(view)
    message = TEMPLATES.message(name, reader, NOW, **context).as_arguments()
    return message, check_message({"channel": "C1", **message})

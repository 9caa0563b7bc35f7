"""A line that says how far a task is before which task it is: "done T-3", 完成T-3, "reopen T-3 because …"."""

from __future__ import annotations

import re

from bot.words.patterns import Pattern
from bot.words.typed import tidy
from handlers.tasks import standing_words

# What is said, which task, and the rest.
STANDING_FIRST = Pattern(
    r"(?P<said>[^\d#]{1,40}?)[\s,，:：]*(?P<number>[tT][\s-]?\d{1,9}|#\d{1,9})(?![\d%.])(?P<rest>.*)$", re.DOTALL
)
# Verbs that say so only there: "close to done" does not.
VERBS_FIRST = {"finish": "done", "close": "done", "关闭": "完成", "關閉": "完成", "结束": "完成", "結束": "完成"}


def in_order(words: str) -> str:
    """The line with the task's number in front, where it says first how far that is; any other as it is."""
    found = STANDING_FIRST.match(tidy(words))
    if found is None:
        return words
    said = VERBS_FIRST.get(found["said"].lower().strip(), found["said"])
    standing = standing_words.read(said)
    if standing is None or standing.end < len(said.rstrip()):
        return words
    return f"{found['number']} {said}{found['rest']}"

"""Words that leave open how far a task is: "delayed", "not done", 还没完成. Who says them is asked to say more."""

from __future__ import annotations

import re

from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused

DELAYED_WORDS = ("delayed", "late", "延期", "延误", "延誤")
# What says only that a task is not done leaves open how far it is.
NOT_DONE = Pattern(
    r"(?:还|還|尚|仍)?(?:未|没有?|沒有?)(?:能)?(?:完成|做完|弄完|办完|做好|搞定|完)(?:了|呢)?(?=$|[\s,;.。!！])"
    r"|(?:(?:is )?(?:not|isn't) (?:yet )?(?:done|finished|completed?|ready)|unfinished|incomplete)(?: yet)?(?![a-z])",
    re.IGNORECASE,
)


def must_not_be_delayed(rest: str) -> None:
    """Raises Refused for "delayed", which the calendar says."""
    lowered = rest.lower()
    for word in DELAYED_WORDS:
        if lowered.startswith(word) and not _goes_on(rest, len(word)):
            raise Refused(
                _(
                    "*Delayed* is not typed: a task shows as delayed by itself once its planned end has passed. "
                    "Say how far it is, for example `50%% waiting for design`, or move its date: "
                    "`due next fri because the proofs are late`."
                )
            )


def must_be_done_or_so_far(number: int, rest: str) -> None:
    """Raises Refused for "not done"."""
    if said := NOT_DONE.match(rest):
        raise Refused(
            _(
                "“%(words)s” leaves open how far it is. Say `T-%(number)s 40%%`, `T-%(number)s in progress` or "
                "`T-%(number)s not started`.",
                words=said[0].strip(),
                number=number,
            )
        )


def _goes_on(rest: str, end: int) -> bool:
    """Whether a Latin word is only the beginning of a longer one ("starting" is not "start")."""
    return rest[end - 1].isascii() and rest[end : end + 1].isascii() and rest[end : end + 1].isalpha()

"""The words of `/task …`: what a line says of a task, in English and Chinese.

T-3 done · T-3 50% waiting for design · T-3 进行中 等设计稿 · t3 完成
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from bot.language import text as _
from bot.process.refused import Refused
from bot.process.standings import Status
from bot.process.task_updates import Update

# Longest first, so that "not started" is not read as "started". Traditional forms are read too.
STATUS_WORDS: tuple[tuple[str, Status], ...] = (
    ("not started", Status.NOT_STARTED),
    ("not-started", Status.NOT_STARTED),
    ("in progress", Status.IN_PROGRESS),
    ("in-progress", Status.IN_PROGRESS),
    ("completed", Status.DONE),
    ("finished", Status.DONE),
    ("complete", Status.DONE),
    ("started", Status.IN_PROGRESS),
    ("doing", Status.IN_PROGRESS),
    ("start", Status.IN_PROGRESS),
    ("todo", Status.NOT_STARTED),
    ("done", Status.DONE),
    ("未开始", Status.NOT_STARTED),
    ("未開始", Status.NOT_STARTED),
    ("进行中", Status.IN_PROGRESS),
    ("進行中", Status.IN_PROGRESS),
    ("已完成", Status.DONE),
    ("开始", Status.IN_PROGRESS),
    ("完成", Status.DONE),
)
DELAYED_WORDS = ("delayed", "late", "延期", "延误", "延誤")

# A number as people write it: T-3, t3, #3, 3. Nine digits are more tasks than any workspace has.
NUMBER = re.compile(r"(?:[tT][\s-]*|#)?(\d{1,9})(?=$|[^\d%.])")
PERCENT = re.compile(r"(\d{1,9})\s*%")
DASHES = str.maketrans("–—−", "---")
# What stands between a status and its reason.
JOINT = re.compile(r"^(?:[\s,:;.、。·—-]+|because\b|因为|因為)+", re.IGNORECASE)
MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Said:
    """A line about a task: its number, and what is said of it; None when only the task is named."""

    number: int
    update: Update | None


def read(words: str) -> Said | None:
    """What a line says of a task; None when it does not begin with a task's number.

    Raises Refused for what it cannot mean.
    """
    typed, line = " ".join(words.split()), tidy(words)
    found = NUMBER.match(line)
    if found is None:
        return None
    number, rest = int(found[1]), JOINT.sub("", line[found.end() :])
    if not rest:
        return Said(number, None)
    update = _update(number, rest)
    # The note is the end of the line: kept as it was typed, with its own punctuation.
    return Said(number, replace(update, note=typed[len(typed) - len(update.note) :]))


def tidy(words: str) -> str:
    """A line with full-width forms made plain and white space folded; otherwise character for character the same."""
    folded = " ".join(words.split()).translate(DASHES)
    return "".join(plain if len(plain := unicodedata.normalize("NFKC", one)) == 1 else one for one in folded)


def _update(number: int, rest: str) -> Update:
    status, rest = _status(rest)
    percent = PERCENT.match(rest)
    if percent:
        rest = JOINT.sub("", rest[percent.end() :])
    elif status is None:
        raise _nonsense(number, rest)
    progress = int(percent[1]) if percent else None
    if progress is not None and progress > 100:
        raise Refused(_("Progress is a percentage from 0 to 100, for example `T-%(number)s 50%%`.", number=number))
    return Update(status=status, progress=progress, note=rest)


def _status(rest: str) -> tuple[Status | None, str]:
    lowered = rest.lower()
    for word, status in STATUS_WORDS:
        if lowered.startswith(word) and not _goes_on(rest, len(word)):
            return status, JOINT.sub("", rest[len(word) :])
    for word in DELAYED_WORDS:
        if lowered.startswith(word) and not _goes_on(rest, len(word)):
            raise Refused(
                _(
                    "*Delayed* is not typed: a task shows as delayed by itself once its planned end has passed. "
                    "Say how far it is instead, for example `50%% waiting for design`."
                )
            )
    return None, rest


def _goes_on(rest: str, end: int) -> bool:
    """Whether a Latin word is only the beginning of a longer one ("starting" is not "start")."""
    return rest[end - 1].isascii() and rest[end : end + 1].isascii() and rest[end : end + 1].isalpha()


def _nonsense(number: int, rest: str) -> Refused:
    return Refused(
        _(
            "I could not read “%(words)s”. Say for example `T-%(number)s done`, "
            "`T-%(number)s in progress` or `T-%(number)s 50%% waiting for design`.",
            words=rest[:60],
            number=number,
        )
    )

"""How an owner says in words how a risk stands: "no change", "better", "worse: …", "无变化", "已发生"."""

from __future__ import annotations

import re

from bot.process.risks.answering import Answer
from bot.words.patterns import Pattern
from bot.words.typed import tidy

_WORDS = {
    "same": r"no changes?|unchanged|nothing (?:has )?changed|(?:the )?same|as before"
    r"|无变化|没变化|没有变化|未变化|不变|维持现状|跟昨天一样",
    "better": r"(?:getting |looks? |a bit )?better|improv(?:ed|ing|es)|有所好转|好转|变好|有好转|缓解|有所缓解|改善",
    "worse": r"(?:getting |looks? |a bit )?worse|worsen(?:ed|ing|s)|恶化|有所恶化|变差|更糟|变糟|加重|加剧|上升",
    "happen": r"(?:has |have )?happened|occurred|(?:已经|已)?发生了?",
}
_IT = r"(?:(?:it|this|that)(?:'s|’s| is| has)?\s+|(?:这个)?风险|目前|今天|仍然|仍)?"
# Behind it stands nothing, or a mark and what else is said.
_BESIDE = r"(?:\s*$|\s*[:：,，;；。.!！·]+\s*(.*)$|\s+(?:-+|because|since)\s+(.*)$|\s*因为(.*)$)"
_ANSWERS = {what: Pattern(rf"{_IT}(?:{words}){_BESIDE}", re.IGNORECASE) for what, words in _WORDS.items()}
# In a command, where nothing but an answer is meant, a space is enough.
_LOOSE = {what: Pattern(rf"{_IT}(?:{words})(?:\s+(.*))?$", re.IGNORECASE) for what, words in _WORDS.items()}
NUMBER = Pattern(r"(?:[KkＫｋ][\s-]*|#)(\d{1,9})(?!\d)[\s,，:：]*")


def answer(line: str, *, is_command: bool = False) -> Answer | None:
    """The answer that a line is; None for any other."""
    said = tidy(line)
    for patterns in (_ANSWERS, _LOOSE) if is_command else (_ANSWERS,):
        for what, pattern in patterns.items():
            found = pattern.match(said)
            if found is not None:
                return Answer(what, next((one for one in found.groups() if one), "").strip())
    return None


def numbered(line: str) -> tuple[int | None, str]:
    """The number that a line begins with, and what follows."""
    found = NUMBER.match(tidy(line))
    return (int(found[1]), tidy(line)[found.end() :]) if found is not None else (None, line)

"""A due phrase at the end or the beginning of a line: "Print posters by next fri", 印海报 下周五, 月底前盘点库存.

It is shy: a title that loses its words is worse than a task without a date, which is asked for anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.due.festivals import LUNAR, SOLAR
from bot.due.grammar import MOST_CHARACTERS, Due, read_phrase, tidy
from bot.due.reading import Said
from bot.due.words import NotADate, Reason
from bot.words.patterns import Pattern

# "the 15th of next month at 3 pm" has eight words, with "by" nine.
MOST_WORDS = 9

# Before these a date belongs to the title: "Report for next week", "Friday of last month", 从周一.
TITLE_GOES_ON = Pattern(
    r"(?:\b(?:for|of|from|the|in|to|since|with|about|every|each|last|and|or|than|vs|at|is|a|an|till|between)|'s|’s"
    r"|[从自的每和与及至或])\s*$",
    re.IGNORECASE,
)
SAYS_UNTIL = Pattern(
    r"(?:(?P<sure>due|by|until|till|til|before|deadline|no later than|not later than)|on)[\s:]|"
    "(?P<zh>截止|截至|最晚|最迟|不晚于|不迟于)",
    re.IGNORECASE,
)
# What a line says "by" and yet cannot be is told, not ignored.
TOLD = frozenset({Reason.IMPOSSIBLE, Reason.PAST, Reason.TOO_FAR, Reason.YEAR_NEEDED, Reason.WRONG_WEEKDAY})

_WORD_START = Pattern(r"(?<=[\s,，;；])(?=[^\s,，;；])|(?=截止|截至|最晚|最迟|不晚于|不迟于)")
_WORD_END = Pattern(r"(?<=[^\s,，;；:：])(?=[\s,，;；:：])")
_IN_BRACKETS = Pattern(r"(?P<rest>.+?)[(（](?P<phrase>[^()（）]+)[)）]\s*$", re.DOTALL)
_WAIT_UNTIL = Pattern(r"(?P<rest>等.+?)[到至](?P<phrase>.+)$", re.DOTALL)
_BEFORE_IN_CHINESE = Pattern("(?P<phrase>.{2,16}?(?:之前|以前|前))[,，]?(?P<rest>[^后夕的言往,，].*)$", re.DOTALL)
_HAN = Pattern("[\u4e00-\u9fff]")
_FESTIVALS = Pattern("|".join((*SOLAR, *LUNAR)))
_EDGES = " \t\r\n,，;；、:：-–—"


class Split(NamedTuple):
    """One way to cut a line in two; `free` says that a firm phrase is enough here, without "by"."""

    phrase: str
    rest: str
    free: bool


def find(text: str, said: Said) -> tuple[Due, str] | None:
    """Give the due of a line and the rest of it; None when no end, or both ends, hold one.

    Raises NotADate, without examples, when the line says "by" a day that cannot be.
    """
    at_the_end = _first(_ends(text), said)
    at_the_start = _first(_starts(text), said)
    if isinstance(at_the_end, tuple) and isinstance(at_the_start, tuple):
        return None
    for found in (at_the_end, at_the_start):
        if isinstance(found, tuple):
            return found
    for refused in (at_the_end, at_the_start):
        if isinstance(refused, NotADate):
            raise refused
    return None


def _first(splits: Iterator[Split], said: Said) -> tuple[Due, str] | NotADate | None:
    """Read the first way that holds; else give the refusal of one that says "by"."""
    refused = None
    for split in splits:
        until = SAYS_UNTIL.match(split.phrase)
        rest = split.rest.strip(_EDGES)
        if not (until or split.free) or not any(map(str.isalnum, rest)) or SAYS_UNTIL.fullmatch(f"{rest} "):
            continue
        try:
            due, firm = read_phrase(tidy(split.phrase), said)
        except NotADate as answer:
            if until and (until["sure"] or until["zh"]) and answer.reason in TOLD:
                refused = refused or answer
            continue
        if until or firm:
            return due, rest
    return refused


def _ends(text: str) -> Iterator[Split]:
    """Cut before each of the last words, the longest phrase first."""
    if match := _IN_BRACKETS.match(text):
        yield Split(match["phrase"], match["rest"], free=True)
    if match := _WAIT_UNTIL.match(text):
        yield Split(match["phrase"], match["rest"], free=True)
    starts = [match.start() for match in _WORD_START.finditer(text)][-MOST_WORDS:]
    for start in starts:
        if len(text) - start <= MOST_CHARACTERS:
            yield Split(text[start:], text[:start], free=not TITLE_GOES_ON.search(text[:start]))


def _starts(text: str) -> Iterator[Split]:
    """Cut behind each of the first words; in English a firm phrase needs a comma or colon behind it."""
    for end in reversed([match.start() for match in _WORD_END.finditer(text)][:MOST_WORDS]):
        phrase, rest = text[:end], text[end:]
        yield Split(
            phrase, rest, free=bool(_HAN.search(phrase)) or rest.lstrip().startswith((",", "，", ":", "：", "- "))
        )
    match = _BEFORE_IN_CHINESE.match(text)
    if match and not _FESTIVALS.search(match["phrase"]):
        yield Split(match["phrase"], match["rest"], free=True)

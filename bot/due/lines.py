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
from bot.due.words import MONTH, WEEKDAY, NotADate, Reason
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
# A phrase that says by when, glued to the title before it: 印制邀请函9月30日前.
MOST_GLUED = 20
_SAYS_BEFORE = Pattern(r"[\u4e00-\u9fff].*(?:之前|以前|前|为止|之内|以内|内|截止)[。.!！\s]*$", re.DOTALL)
_NUMERAL = Pattern("[0-9０-９〇零一二三四五六七八九十廿卅两兩百]")
# 下周五前完成: what is to happen by then says nothing of when, and is no title either.
_DONE_BY = Pattern(
    r"(?P<head>.+(?:之前|以前|前|之内|以内|内))[\s,，]*(?:完成|提交|交付|交齐|交|搞定|做完|办完)[。.!！\s]*$", re.DOTALL
)
_BEFORE_WITHIN = Pattern(r"(?<=[\s,，])(?P<phrase>[^\s,，]{2,16}(?:之前|以前|前))(?=[\s,，]+[^\s,，])")
_IN_FIGURES = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}"
_NUMBERED = "[0-9０-９〇零一二三四五六七八九十廿卅]"
LOOKS_LIKE_A_DAY = Pattern(
    r"\b(?:(?:due|by|on|until|till|before|next|last|this)[ :]+)*"
    rf"(?:(?:{WEEKDAY})\b\.?,? )?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? ?(?:{MONTH})\b\.?(?:,? ?20[0-9]{{2}})?"
    rf"|(?:{MONTH})\b\.? ?[0-9]{{1,2}}(?:st|nd|rd|th)?\b(?:,? ?20[0-9]{{2}})?|{_IN_FIGURES})(?![0-9./-])"
    rf"|\b(?:(?:due|by|on|until|till|before|next|last|this)[ :]+)+(?:{WEEKDAY})\b"
    rf"|(?P<bare>(?<= )(?:{WEEKDAY})$)|\b(?:yesterday|today|tomorrow)\b"
    rf"|(?:(?:{_NUMBERED}{{2,4}}|[今明后去])年)?(?:{_NUMBERED}{{1,3}}|[腊臘正冬])月{_NUMBERED}{{1,3}}[日号號]?(?:之?前|以前)?"
    rf"|(?:[上下本这這]{{1,2}}[个個]?)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末](?:之?前|以前)?"
    rf"|{_NUMBERED}{{1,3}}[日号號](?:之?前|以前)|昨天|前天|今天|明天|后天|後天|大后天",
    re.IGNORECASE,
)
# A span, or about a day: what follows makes it another thing.
_GOES_ON = Pattern(r"\s*(?:[到至~～—–后後-]|前后|前後|左右|'s|’s|\s*(?:to|till|until|or)\b)", re.IGNORECASE)
_FESTIVALS = Pattern("|".join((*SOLAR, *LUNAR)))
_EDGES = " \t\r\n,，;；、:：-–—"


class Split(NamedTuple):
    """One way to cut a line in two; `free`: a firm phrase is enough here, `by`: the phrase itself says by when."""

    phrase: str
    rest: str
    free: bool
    by: bool = False


class Left(NamedTuple):
    """Words of a line that look like a day and were not taken for one: how they would be read, or why they cannot."""

    words: str
    due: Due | None = None
    wrong: NotADate | None = None


def find(text: str, said: Said) -> tuple[Due, str] | None:
    """Give the due of a line and the rest of it; None when no end, or both ends, hold one.

    Raises NotADate, without examples, when the line says "by" a day that cannot be.
    """
    done_by = _DONE_BY.match(text)
    for line in (done_by["head"], text) if done_by else (text,):
        at_the_end = _first(_ends(line), said)
        at_the_start = _first(_starts(line), said)
        if isinstance(at_the_end, tuple) and isinstance(at_the_start, tuple):
            return None
        for found in (at_the_end, at_the_start, _first(_middle(line), said)):
            if isinstance(found, tuple):
                return found
        for refused in (at_the_end, at_the_start):
            if isinstance(refused, NotADate):
                raise refused
    return None


def left(text: str, said: Said) -> Left | None:
    """The first words of a line that look like a day, for a line in which none was found."""
    for match in LOOKS_LIKE_A_DAY.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        if TITLE_GOES_ON.search(before) or _GOES_ON.match(behind) or before.endswith(("到", "-", "–", "~")):
            continue
        # "Plan Black Friday", but "call Bob friday".
        if match["bare"] and not match["bare"].islower():
            continue
        words = match[0].strip(_EDGES)
        try:
            return Left(words, due=read_phrase(tidy(words), said)[0])
        except NotADate as refused:
            if refused.reason in TOLD:
                return Left(words, wrong=refused)
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
            if split.by and answer.reason in TOLD:
                return refused or answer
            if until and (until["sure"] or until["zh"]) and answer.reason in TOLD:
                refused = refused or answer
            continue
        if until or firm or split.by:
            return due, rest
    return refused


def _ends(text: str) -> Iterator[Split]:
    """Cut before each of the last words, the longest phrase first; in Chinese before each character, too."""
    if match := _IN_BRACKETS.match(text):
        yield Split(match["phrase"], match["rest"], free=True)
    if match := _WAIT_UNTIL.match(text):
        yield Split(match["phrase"], match["rest"], free=True)
    starts = [match.start() for match in _WORD_START.finditer(text)][-MOST_WORDS:]
    for start in starts:
        if len(text) - start <= MOST_CHARACTERS:
            yield Split(text[start:], text[:start], free=not TITLE_GOES_ON.search(text[:start]))
    if _SAYS_BEFORE.search(text):
        for start in range(max(1, len(text) - MOST_GLUED), len(text) - 1):
            if not (_NUMERAL.match(text[start - 1]) and _NUMERAL.match(text[start])):
                yield Split(text[start:], text[:start], free=not TITLE_GOES_ON.search(text[:start]), by=True)


def _middle(text: str) -> Iterator[Split]:
    """Cut 下周五前 out of 官网 下周五前 上线."""
    for match in _BEFORE_WITHIN.finditer(text):
        rest = f"{text[: match.start()].rstrip(_EDGES)} {text[match.end() :].lstrip(_EDGES)}"
        yield Split(match["phrase"], rest, free=not TITLE_GOES_ON.search(text[: match.start()]))


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

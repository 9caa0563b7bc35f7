"""How far a task is, in words: "in progress", "50% done", 做了一半, 百分之五十, 完成了, "half done".

One clause says it: a status, a percentage, or both beside each other. A percentage beside a word of finishing is what
counts (完成50%). What goes on behind it is a note only where it can be nothing else: 完成初稿 and "done with the draft"
are not done, and "50% left" is not at 50%.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.due.words import NotADate, number
from bot.process.tasks.states import Status
from bot.words.patterns import Pattern

# What each word says. Traditional forms are read too.
FINISHED = (
    *("done", "finished", "completed", "complete", "完成", "已完成", "做完", "做好", "办完", "辦完", "弄完", "干完"),
    *("幹完", "搞定", "办结", "辦結", "完工", "弄好"),
)
BEGUN = ("started", "start", "begun", "开始", "開始", "已开始", "已開始", "开工", "開工")
GOING_ON = (
    *("in progress", "in-progress", "ongoing", "under way", "underway", "doing", "wip"),
    # Of one that was done.
    *("reopened", "reopen", "重新打开", "重新打開", "重开", "重開", "重启", "重啟", "重新开始", "重新開始"),
    *("进行中", "進行中", "正在进行", "正在進行", "正在做", "在做"),
)
TO_COME = (
    *("not started", "not-started", "not yet started", "not begun", "todo", "to do"),
    *("未开始", "未開始", "没开始", "沒開始", "还没开始", "還沒開始", "尚未开始", "尚未開始", "未启动", "未啟動"),
)
STATUS_WORDS = {
    **dict.fromkeys(FINISHED, Status.DONE),
    **dict.fromkeys(BEGUN, Status.IN_PROGRESS),
    **dict.fromkeys(GOING_ON, Status.IN_PROGRESS),
    **dict.fromkeys(TO_COME, Status.NOT_STARTED),
}
# These are said without meaning anything more.
AROUND = (
    *("it is", "it's", "is", "now", "already", "all", "fully", "status", "progress", "to be", "as", "to", "at"),
    *("状态", "狀態", "进度", "進度", "进展", "進展", "完成度", "完成率", "现在", "現在", "已经", "已經", "目前"),
    *("已", "都", "全部", "标记为", "標記為", "改为", "改為", "改成", "设为", "設為", "做", "做到", "进行到", "進行到"),
    *("约", "約", "为", "為", "是", "到", "达", "達", "了", "about", "around", ":", "~"),
)
# Behind what is said; nothing of a note.
PARTICLES = ("了", "啦", "咯", "喽", "!", "！")
ENDINGS = (*("now", "already", "thanks", "thank you", "thx", "左右", "谢谢", "謝謝", "👍", "✅", "🎉"), *PARTICLES)
# Half of it, in words.
HALF = ("half way through", "halfway through", "half way", "halfway", "half", "一半", "二分之一")
# Parts of it in English; three quarters of an hour are none of it.
SHARES = {"two thirds": 67, "two-thirds": 67, "a third": 33, "one third": 33, "one-third": 33}
SHARES |= {"three quarters": 75, "three-quarters": 75, "a quarter": 25, "one quarter": 25, "one-quarter": 25}


def _any_of(words: tuple[str, ...]) -> str:
    """One of the words, the longest first; a Latin one only as a whole."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(one) + (r"(?![a-z])" if one.isascii() and one[-1].isalpha() else "") for one in longest)


_STATUS = Pattern(rf"({_any_of(tuple(STATUS_WORDS))})", re.IGNORECASE)
_AROUND = Pattern(rf"(?:{_any_of(AROUND)})", re.IGNORECASE)
_ENDING = Pattern(rf"\s*(?:{_any_of(ENDINGS)}|~(?!\s*\d)|:[a-z0-9_+-]+:)", re.IGNORECASE)
_PERCENT = Pattern(
    r"(?P<figures>\d{1,9})\s*(?:%|percent(?![a-z])|per cent(?![a-z]))"
    r"|百分之(?P<written>\d{1,3}|[零一二两兩三四五六七八九十百]{1,5})|(?P<tenths>[一二两兩三四五六七八九1-9])成"
    r"|(?P<of>[二三四五六七八九十]|\d{1,2})分之(?P<part>[一二两兩三四五六七八九]|\d{1,2})"
    rf"|(?P<share>{_any_of(tuple(SHARES))})|(?P<half>{_any_of(HALF)})",
    re.IGNORECASE,
)
# What holds it up is a dependency or a note, and says nothing of how far it is.
BLOCKED = Pattern(
    r"(?:is )?(?:blocked|stuck|held up)\b|waits? for\b|waiting for\b|depends? on\b"
    r"|被?[^\s]{0,6}(?:卡住|卡在|阻塞)|受阻|依赖|依賴|等待|前置",
    re.IGNORECASE,
)
# Behind a percentage: it is one of something else, of what is left, or of another day.
_OF_SOMETHING_ELSE = Pattern(
    r"\s*(?:(?:of|left|remain(?:s|ing)?|to go|to do|more|less|behind|short|over|under|above|below|missing|outstanding"
    r"|undone|not|unfinished|incomplete|off|or|to|by|until|till|next|tomorrow|soon|if)(?![a-z])"
    r"|[半零一二两三四五六七八九十百成的未没沒剩余餘尚还還多差待或到至预預明下]|以[上下内內]|不[到足]|[-~/–—]\s*\d|\?)",
    re.IGNORECASE,
)
# What parts a note from a status.
_PARTS = Pattern(r"\s*(?:$|[,;:.、。·()（—-]|because\b|因为|因為|由于|由於|原因)|\s+[\u4e00-\u9fff]")
# "Half" and 一半 are words of a talk as well; figures are not.
_FIGURES = Pattern("[%分成]|percent|per cent|thirds|quarters")
_SIMPLIFIED = str.maketrans("兩", "两")


class Standing(NamedTuple):
    """What a clause says, where it ends, and whether it ends there for certain."""

    status: Status | None
    progress: int | None
    end: int
    is_whole: bool


def read(line: str) -> Standing | None:
    """What a line says at its beginning of how far something is; None where it says nothing of that."""
    word, progress, end, at = "", None, 0, 0
    while at < len(line):
        counts = True
        if not word and (found := _STATUS.match(line, at)):
            word = found[0].lower()
        elif progress is None and (found := _PERCENT.match(line, at)) and (read := _percentage(found)) is not None:
            progress = read
        elif not (end and (found := _ENDING.match(line, at))):
            found, counts = _AROUND.match(line, at), False
        if found is None:
            break
        end = found.end() if counts else end
        at = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip())
    if not word and progress is None:
        return None
    status = None if progress is not None and word in FINISHED else STATUS_WORDS.get(word)
    return Standing(status, progress, end, _is_whole(line, end, word, progress))


def is_an_ending(words: str) -> bool:
    """Whether this only ends a sentence, and is no note."""
    return words.strip() in PARTICLES


def _percentage(found: re.Match[str]) -> int | None:
    """The figure; None for what only looks like a number (百分之十十)."""
    if found["figures"]:
        return int(found["figures"])
    if found["half"]:
        return 50
    try:
        if found["share"]:
            return SHARES[found["share"].lower()]
        if found["tenths"]:
            return 10 * number(found["tenths"].translate(_SIMPLIFIED))
        if found["of"]:
            of, part = number(found["of"]), number(found["part"].translate(_SIMPLIFIED))
            return round(100 * part / of) if part < of else None
        return 100 if found["written"] in ("百", "一百") else number(found["written"].translate(_SIMPLIFIED))
    except NotADate:
        return None


def _is_whole(line: str, end: int, word: str, progress: int | None) -> bool:
    """Whether nothing behind the clause can make it mean something else."""
    behind = line[end:]
    if progress is not None and _OF_SOMETHING_ELSE.match(behind):
        return False
    if progress is None and behind[:1].isspace() and _STATUS.match(behind.lstrip()):
        # It says it twice, and perhaps otherwise: "done 完成一半".
        return False
    if _PARTS.match(behind):
        return True
    return word in GOING_ON or word in TO_COME or (progress is not None and bool(_FIGURES.search(line[:end])))

"""Words of a line by which a new task has no owner, or no date yet: "no owner", 无责任人, "no date yet", 未排期.

They stand at the end of what is left of the line, or set apart by a comma: "fix unassigned tickets" is a title.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.words.patterns import Pattern

NO_OWNER = (
    *("no owner yet", "no owner", "without owner", "without an owner", "unassigned", "nobody yet"),
    *(
        "暂无责任人",
        "无责任人",
        "没有责任人",
        "责任人待定",
        "暂无负责人",
        "无负责人",
        "负责人待定",
        "暂不指派",
        "未指派",
    ),
    *("暫無責任人", "無責任人", "沒有責任人", "暫無負責人", "無負責人", "暫不指派"),
)
NO_DATE = (
    *("no date yet", "no date", "without date", "without a date", "not scheduled yet", "not scheduled", "unscheduled"),
    *(
        "暂未排期",
        "未排期",
        "暂不排期",
        "待排期",
        "没有日期",
        "日期待定",
        "时间待定",
        "暫未排期",
        "暫不排期",
        "沒有日期",
        "時間待定",
    ),
)
_EDGE = r"\s,，;；、|。.!！"
# Behind these it says what something is, not whose.
_IS = "".join(
    rf"(?<!\b{one}\s)" for one in ("are", "is", "be", "as", "that", "of", "still", "left", "has", "have", "with")
)


def any_of(said: tuple[str, ...]) -> str:
    """One of these, the longest first, as a part of a pattern."""
    return "|".join(re.escape(words) for words in sorted(said, key=len, reverse=True))


def _pattern(said: tuple[str, ...]) -> Pattern:
    one = any_of(said)
    at_end = rf"(?:^|(?<=[{_EDGE}])|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])){_IS}(?:{one})(?=[{_EDGE}]*$)"
    apart = rf"(?:^|(?<=[,，;；、|])|(?<=[,，;；、|] ))(?:{one})(?=[,，;；、|])"
    return Pattern(rf"{at_end}|{apart}", re.IGNORECASE)


def _by_itself(said: tuple[str, ...]) -> Pattern:
    one = any_of(said)
    return Pattern(rf"(?<![^{_EDGE}])(?:{one})(?![^{_EDGE}])", re.IGNORECASE)


_OWNER, _DATE = _pattern(NO_OWNER), _pattern(NO_DATE)
_OWNER_ANYWHERE, _DATE_ANYWHERE = _by_itself(NO_OWNER), _by_itself(NO_DATE)


class Left(NamedTuple):
    """What is left of a line, and whether it says that there is no owner, and no date."""

    rest: str
    has_no_owner: bool = False
    has_no_date: bool = False


def cut(line: str, said: Left | None = None) -> Left:
    """Take such words out of a line; `said` is what more of it has said before."""
    owner, date = (said.has_no_owner, said.has_no_date) if said else (False, False)
    rest = line
    # Each may stand behind the other.
    for _again in range(2):
        if not owner and (found := _OWNER.search(rest)):
            rest, owner = _without(rest, found), True
        if not date and (found := _DATE.search(rest)):
            rest, date = _without(rest, found), True
    return Left(rest, owner, date)


def anywhere(line: str) -> Left:
    """Take such words out of a line that is no title, wherever they stand in it."""
    rest = _OWNER_ANYWHERE.sub(" ", line)
    left = _DATE_ANYWHERE.sub(" ", rest)
    return Left(" ".join(left.split()), rest != line, left != rest)


def _without(line: str, found: re.Match[str]) -> str:
    before, after = line[: found.start()].rstrip(" ,，;；、|"), line[found.end() :].lstrip(" ,，;；、|。.!！")
    return f"{before} {after}".strip()

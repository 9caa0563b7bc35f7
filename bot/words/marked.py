"""What a line says by its marks, in either width: `#Design`, `stage:Launch`, and the number that a list gave it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.words.patterns import Pattern

# `#Design`, or what Slack makes of it where a channel has that name.
DEPARTMENT = Pattern(
    r"<#[A-Z0-9]+\|([^>]+)>|(?:^|(?<=[\s,，;；、]))[#＃](?:[\"“「『]([^\"”」』]+)[\"”」』]|([^\s\d,，;；、][^\s,，;；、]*))"
)
STAGE = Pattern(r"(?:^|(?<=\s))(?:stage|阶段|階段)[:：]\s*(?:[\"“]([^\"”]+)[\"”]|(\S+))", re.IGNORECASE)
# "1、", "（4）", "2)", "三、", "①", "- [ ] ": "3.5 inch" and "2.0版" begin with no such number.
_LIST_NUMBER = Pattern(
    r"\s*(?:[-*•·–—▪●○]\s+|(?:[-*•]\s*)?\[[ xX]?\]\s+|[(（][\d０-９]{1,3}[)）]\s*|[\d０-９]{1,3}[)）]\s*"
    r"|[\d０-９]{1,3}、\s*|[\d０-９]{1,3}[.．]\s+|[\d０-９]{1,3}[.．](?=[\u4e00-\u9fff])(?!.{0,2}版)"
    r"|[(（][一二三四五六七八九十]{1,3}[)）]\s*|[一二三四五六七八九十]{1,3}、\s*|[①-⑳]\s*)+"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A department and a stage that a line names as such, and the rest of the line."""

    rest: str
    department: str
    stage: str


def cut(line: str, *, with_stage: bool = True, names: Iterable[str] = ()) -> Named:
    """Take the first `#Design` and the first `stage:Launch` out of a line; a second one stays in it.

    Of these names those of several words are known as they stand: `#Data Platform`.
    """
    stage = STAGE.search(line) if with_stage else None
    rest = f"{line[: stage.start()]} {line[stage.end() :]}" if stage else line
    department = _of_several_words(rest, names) or DEPARTMENT.search(rest)
    rest = f"{rest[: department.start()]} {rest[department.end() :]}" if department else rest
    return Named(rest, _first(department), _first(stage))


def lines(typed: str) -> list[str]:
    """The lines that somebody has typed as a list, without what a list puts before each."""
    return [without_number(line).strip() for line in typed.splitlines() if line.strip()]


def without_number(line: str) -> str:
    """A line of a list without the number or dash that it begins with; the whole where nothing would be left."""
    found = _LIST_NUMBER.match(line)
    return line[found.end() :] if found and line[found.end() :].strip() else line


def _of_several_words(line: str, names: Iterable[str]) -> re.Match[str] | None:
    """The longest of the names that have a space and stand behind the first mark of a department."""
    marked = DEPARTMENT.search(line)
    if marked is None:
        return None
    for name in sorted((one for one in names if " " in one), key=len, reverse=True):
        written = r"\s+".join(map(re.escape, name.split()))
        found = re.compile(rf"[#＃]({written})(?![^\W_])", re.IGNORECASE).match(line, marked.start())
        if found:
            return found
    return None


def _first(found: re.Match[str] | None) -> str:
    return next((one for one in found.groups() if one), "") if found else ""

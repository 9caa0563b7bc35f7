"""Lengths and percentages as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.documents.pages import Cell
from bot.plans.plan import Why

HOURS_A_DAY, DAYS_A_WEEK, DAYS_A_MONTH = 8, 5, 20
_UNITS: dict[str, float] = {
    **dict.fromkeys(("", "d", "dy", "day", "days", "天", "日", "工作日", "个工作日", "个工作天", "工作天"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "小时", "个小时", "时", "工时", "个工时"), 1 / HOURS_A_DAY),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "分钟", "分"), 1 / HOURS_A_DAY / 60),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "周", "个周", "周工时", "星期", "个星期"), DAYS_A_WEEK),
    **dict.fromkeys(("m", "mo", "mon", "mons", "month", "months", "月", "个月", "月工时"), DAYS_A_MONTH),
}
_EFFORT = re.compile(
    r"人\s*[天日月时]|工日|人工|person.?(?:day|hour|month)|man.?(?:day|hour|month)|\b[mp]d\b", re.IGNORECASE
)
# Time that passes also while nobody works: edays, ehrs.
_ELAPSED = re.compile(r"e(?:d|day|days|h|hr|hrs|w|wk|wks|mo|mon|mons|month|months|weeks?|hours?)", re.IGNORECASE)
_ISO = re.compile(r"P(?:(\d+(?:\.\d+)?)D)?(?:T(\d+(?:\.\d+)?)H.*)?", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:working |business )?([a-z\u4e00-\u9fff]*)\.?\s*")
_IN_BRACKETS = re.compile(r"[(（\[【]\s*([^)）\]】]*?)\s*[)）\]】]")
MOST_DAYS = 100_000
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*[%％]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Length(NamedTuple):
    """So many working days, or why not; `is_elapsed` where days off count too."""

    days: float | None
    why: Why | None = None
    is_elapsed: bool = False


def unit_of(heading: str) -> str:
    """The unit that a heading names in brackets: 工期（小时）, Duration [weeks]."""
    found = [one.lower() for one in _IN_BRACKETS.findall(heading)]
    return next((one for one in found if one in _UNITS or _EFFORT.search(one)), "")


def length(text: str, unit: str = "") -> Length:
    """A length in working days; `unit` is what a number without one is in."""
    plain = text.strip().lower().rstrip("?？").strip()
    if _EFFORT.search(plain) or (_EFFORT.search(unit) and _NUMBER.fullmatch(plain)):
        return Length(None, Why.IS_EFFORT)
    iso = _ISO.fullmatch(plain)
    if plain and iso is not None and any(iso.groups()):
        return _bounded(float(iso[1] or 0) + float(iso[2] or 0) / HOURS_A_DAY)
    days, place, is_elapsed = 0.0, 0, False
    while (part := _PART.match(plain, place)) is not None:
        number, named = float(part[1].replace(",", ".")), part[2]
        if _ELAPSED.fullmatch(named):
            # A day has 24 hours then, and a week seven days.
            is_elapsed, named = True, named[1:]
            number *= {"h": HOURS_A_DAY / 24, "w": 7 / DAYS_A_WEEK, "m": 30 / DAYS_A_MONTH}.get(named[0], 1)
        factor = _UNITS.get(named or unit)
        if factor is None:
            return Length(None, Why.NO_LENGTH)
        days, place = days + number * factor, part.end()
    if not plain or place < len(plain):
        return Length(None, Why.NO_LENGTH)
    return _bounded(days, is_elapsed=is_elapsed)


def _bounded(days: float, *, is_elapsed: bool = False) -> Length:
    if days > MOST_DAYS:
        return Length(None, Why.TOO_FAR)
    return Length(round(days, 4), None, is_elapsed)


def percents(cells: Sequence[Cell | None], *, one_is_all: bool | None = None) -> tuple[list[int | None], bool]:
    """The percentage in each cell, None where there is none; and whether nobody can tell if 1 is one of a hundred, or
    all of it.
    """
    said = [_percent(one) for one in cells]
    bare = [number for number, is_sure in filter(None, said) if not is_sure]
    are_parts = bool(bare) and all(0 <= number <= 1 for number in bare)
    written_out = any(one is not None and one.value is None and re.fullmatch(r"[01]\.\d+", one.text) for one in cells)
    is_open = are_parts and 1 in bare and not written_out and all(number in (0, 1) for number in bare)
    factor = 100 if are_parts else 1
    if is_open and one_is_all is not None:
        is_open, factor = False, 100 if one_is_all else 1
    found: list[int | None] = []
    for one in said:
        if one is None or (is_open and not one.is_sure and one.number):
            found.append(None)
            continue
        number = one.number if one.is_sure else one.number * factor
        found.append(round(number) if 0 <= number <= 100 else None)
    return found, is_open


class _Said(NamedTuple):
    number: float
    is_sure: bool


def _percent(cell: Cell | None) -> _Said | None:
    if cell is None:
        return None
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return _Said(cell.value * 100, True) if "%" in cell.shown_as else _Said(float(cell.value), False)
    if (found := _PERCENT.fullmatch(cell.text)) is not None:
        return _Said(float(found[1].replace(",", ".")), True)
    return _Said(float(cell.text.replace(",", ".")), False) if _NUMBER.fullmatch(cell.text) else None

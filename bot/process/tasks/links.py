"""The four kinds of links between tasks (依赖关系): in words, as they are typed, and what one still holds up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.plans.network import LAG_AT_MOST, Kind
from bot.plans.words import KIND, kind_of
from bot.process.tasks.states import Status
from bot.words.language import Text, plural
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused

KINDS: Mapping[Kind, Text] = {
    Kind.FS: _("finish to start"),
    Kind.SS: _("start to start"),
    Kind.FF: _("finish to finish"),
    Kind.SF: _("start to finish"),
}
# T-3 +2, T-3FS+2, T-3 SS, T-3FF-1d, T-3 完成-完成 +1工作日: the number, the kind, and how much later or earlier.
TYPED = Pattern(
    rf"[Tt]?[\s-]*(?P<number>\d{{1,9}})\s*"
    rf"{KIND}?"
    r"\s*(?:(?P<sign>[+＋\-−–－])\s*(?P<lag>\d{1,4})\s*(?:个?工作日|[个個]?[天日]|working days?|days?|d)?(?![a-z]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Waits:
    """A task waited for by its number, the lag in working days (negative is a lead), and the kind of the link."""

    number: int
    lag: int = 0
    kind: Kind = Kind.FS


def holds_up(kind: str, status: str) -> bool:
    """Whether a link holds up what waits while what it waits for stands so: until that is done, or has begun."""
    return status != Status.DONE if Kind(kind).leaves_at_end else status == Status.NOT_STARTED


def shown(waits: Iterable[Waits]) -> list[str]:
    """Links as they are typed and kept in the history: T-3, T-5 +2, T-7 SS -1."""
    return [
        f"T-{one.number}" + (f" {one.kind}" if one.kind != Kind.FS else "") + (f" {one.lag:+d}" if one.lag else "")
        for one in waits
    ]


def in_words(kind: str, lag: int) -> Text | None:
    """What a link says beyond the usual, that one begins when the other is done; None of a usual one."""
    if not lag:
        return KINDS[Kind(kind)] if kind != Kind.FS else None
    later = plural("%(number)s working day later", "%(number)s working days later", lag)
    earlier = plural("%(number)s working day earlier", "%(number)s working days earlier", -lag)
    return _("%(kind)s, %(lag)s", kind=KINDS[Kind(kind)], lag=later if lag > 0 else earlier)


def read(numbers: Iterable[str], typed: str) -> tuple[Waits, ...]:
    """What a task waits for: the numbers chosen, and the kinds and lags typed ("T-3 +2, T-5 SS, T-7FF-1d").

    Raises Refused for what cannot be read, or is of a task that was not chosen.
    """
    chosen = {int(one): Waits(int(one)) for one in numbers if one.isdigit()}
    rest = typed
    for found in TYPED.finditer(typed):
        number = int(found["number"])
        if number not in chosen:
            raise Refused(
                _("T-%(number)s has a lag, but is not among what this task waits for.", number=number), field="lags"
            )
        lag = int(found["lag"] or 0)
        chosen[number] = Waits(number, lag if found["sign"] in ("+", "＋") else -lag, kind_of(found))
        rest = rest.replace(found[0], "", 1)
    if re.sub(r"[\s,，;；、]", "", rest):
        raise Refused(
            _(
                "Write lags and kinds as `T-3 +2, T-5 -1, T-7 SS`: working days after the task, or before it; "
                "FS, SS, FF or SF."
            ),
            field="lags",
        )
    return tuple(chosen.values())


def check(wanted: Waits) -> None:
    """Raises Refused for a lag that no plan holds."""
    if abs(wanted.lag) > LAG_AT_MOST:
        raise Refused(_("A lag is at most %(number)s working days.", number=LAG_AT_MOST), field="lags")

"""The four kinds of links between tasks (依赖关系): in words, as they are typed, and what one still holds up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.due.words import NotADate, number
from bot.plans.network import LAG_AT_MOST, Kind
from bot.plans.words import KIND, kind_of
from bot.process.tasks.states import Status
from bot.words.language import Text, plural
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import quoted, tidy

KINDS: Mapping[Kind, Text] = {
    Kind.FS: _("finish to start"),
    Kind.SS: _("start to start"),
    Kind.FF: _("finish to finish"),
    Kind.SF: _("start to finish"),
}
AT_ONCE: Mapping[Kind, Text] = {
    Kind.FS: _("begins after T-%(before)s ends"),
    Kind.SS: _("begins when T-%(before)s begins, or later"),
    Kind.FF: _("ends when T-%(before)s ends, or later"),
    Kind.SF: _("ends when T-%(before)s begins, or later"),
}
LATER: Mapping[Kind, Callable[[int, int], Text]] = {
    Kind.FS: lambda days, before: plural(
        "begins %(number)s working day after T-%(before)s ends",
        "begins %(number)s working days after T-%(before)s ends", days, before=before,
    ),
    Kind.SS: lambda days, before: plural(
        "begins %(number)s working day after T-%(before)s begins",
        "begins %(number)s working days after T-%(before)s begins", days, before=before,
    ),
    Kind.FF: lambda days, before: plural(
        "ends %(number)s working day after T-%(before)s ends",
        "ends %(number)s working days after T-%(before)s ends", days, before=before,
    ),
    Kind.SF: lambda days, before: plural(
        "ends %(number)s working day after T-%(before)s begins",
        "ends %(number)s working days after T-%(before)s begins", days, before=before,
    ),
}  # fmt: skip
EARLIER: Mapping[Kind, Callable[[int, int], Text]] = {
    Kind.FS: lambda days, before: plural(
        "may begin %(number)s working day before T-%(before)s ends",
        "may begin %(number)s working days before T-%(before)s ends", days, before=before,
    ),
    Kind.SS: lambda days, before: plural(
        "may begin %(number)s working day before T-%(before)s begins",
        "may begin %(number)s working days before T-%(before)s begins", days, before=before,
    ),
    Kind.FF: lambda days, before: plural(
        "may end %(number)s working day before T-%(before)s ends",
        "may end %(number)s working days before T-%(before)s ends", days, before=before,
    ),
    Kind.SF: lambda days, before: plural(
        "may end %(number)s working day before T-%(before)s begins",
        "may end %(number)s working days before T-%(before)s begins", days, before=before,
    ),
}  # fmt: skip
_DAYS = r"(?:个?工作日|個?工作日|[个個]?[天日]|working days?|days?|d)"
# T-3 +2, T-3FS+2, T-3 SS, T-3FF-1d, T-3 完成-完成 +1工作日, T-3 推迟2天: number, kind, how much later or earlier.
TYPED = Pattern(
    r"t?[\s-]*(?P<number>\d{1,9})(?!\d)\s*"
    rf"{KIND}?\s*"
    r"(?:(?P<sign>[+-]|推迟|推遲|延后|延後|延迟|延遲|滞后|滯後|晚|提前|提早|早)\s*"
    rf"(?P<lag>\d{{1,4}}|[一二两兩三四五六七八九十]{{1,3}})\s*{_DAYS}?(?![a-z])"
    rf"|(?P<days>\d{{1,4}}|[一二两兩三四五六七八九十]{{1,3}})\s*{_DAYS}\s*(?P<side>之?[后後]|later|after|earlier|before))?",
    re.IGNORECASE,
)
_EARLIER = ("-", "提前", "提早", "早", "earlier", "before")
# What stands between two links.
_BETWEEN = Pattern(r"\s*[,;、。]\s*|\s+(?=t[\s-]*\d)", re.IGNORECASE)


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


def by_what(number: int, kind: str, lag: int) -> Text | None:
    """How what waits follows the task of that number, as a sentence goes on: "begins 3 working days after T-4 begins";
    None of a usual link.
    """
    if Kind(kind) == Kind.FS and not lag:
        return None
    if not lag:
        return Text(AT_ONCE[Kind(kind)].message, {"before": number})
    return (LATER if lag > 0 else EARLIER)[Kind(kind)](abs(lag), number)


def read(numbers: Iterable[str], typed: str, before: Collection[int] = ()) -> tuple[Waits, ...]:
    """What a task waits for: the numbers chosen, and those typed, with kinds and lags ("T-3 +2, T-5 SS, T-7FF-1d").

    `before` it waited for these. Raises Refused with the words that cannot be read, and for one of these that is chosen
    no more and still typed.
    """
    found = {int(one): Waits(int(one)) for one in numbers if one.isdigit()}
    said = [(piece, _link(piece)) for piece in _BETWEEN.split(tidy(typed)) if piece.strip()]
    not_read = [piece for piece, link in said if link is None]
    if not_read:
        raise Refused(
            _(
                "“%(words)s” was not understood. Write lags and kinds as `T-3 +2, T-5 -1, T-7 SS`: working days after "
                "the task, or before it; FS, SS, FF or SF.",
                words=quoted(", ".join(not_read)),
            ),
            field="lags",
        )
    typed_links = {link.number: link for _piece, link in said if link is not None}
    left = next((one for one in typed_links if one in before and one not in found), None)
    if left is not None:
        raise Refused(
            _("T-%(number)s is taken out above and still stands here: take it out here, too.", number=left),
            field="lags",
        )
    return tuple((found | typed_links).values())


def _link(piece: str) -> Waits | None:
    """One link as it is typed; None of what is none."""
    found = TYPED.fullmatch(piece.strip())
    if found is None:
        return None
    try:
        lag = number(found["lag"] or found["days"] or "0")
    except NotADate:
        return None
    is_earlier = (found["sign"] or found["side"] or "").lower() in _EARLIER
    return Waits(int(found["number"]), -lag if is_earlier else lag, kind_of(found))


def check(wanted: Waits) -> None:
    """Raises Refused for a lag that no plan holds."""
    if abs(wanted.lag) > LAG_AT_MOST:
        raise Refused(_("A lag is at most %(number)s working days.", number=LAG_AT_MOST), field="lags")

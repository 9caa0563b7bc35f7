"""What the process says in which an uploaded file was read: data, as JSON, and no more than is taken.

Whoever reads it knows from the function's annotation what it must be; a text that is shown names the kinds of what
fills it. Nothing that stands in an answer is called, or chooses what is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, get_type_hints

from bot.words.language import Country, Name, Near, Text
from bot.words.refused import Refused

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MOMENTS: Mapping[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}
PLAIN = (str, int, float, bool, type(None))
WORDS: Mapping[str, type] = {one.__name__: one for one in (Text, Name, Near, Country)}


class TooMuch(Exception):
    """The answer is larger than is taken."""


def written(result: Any, most: int) -> bytes:
    """Plain data and our own dataclasses. Raises TooMuch, and TypeError or ValueError for anything else."""
    parts: list[bytes] = []
    # Piece by piece: a text that stands in a thousand cells is there once, and a thousand times in the answer.
    for piece in json.JSONEncoder(ensure_ascii=False, default=_plain).iterencode(result):
        parts.append(piece.encode())
        most -= len(parts[-1])
        if most < 0:
            raise TooMuch
    return b"".join(parts)


def read(function: Callable[..., Any], answer: bytes) -> Any:
    """What was written of the function's result. Raises ValueError where it is no such thing."""
    return _adapter(get_type_hints(function)["return"]).validate_json(answer, strict=True)


def of_refusal(refused: Refused) -> tuple[Any, str | None]:
    """Its words and its field, to be written."""
    return _worded(refused.why), refused.field


def refusal(answer: bytes) -> Refused:
    """The refusal that was written. Raises ValueError, TypeError or KeyError where it is none."""
    why, field = json.loads(answer)
    said = _meant(why)
    if not isinstance(said, Text) or not isinstance(field, str | None):
        raise TypeError("no refusal")
    return Refused(said, field=field)


def _plain(value: Any) -> Any:
    """What JSON has no word for, as pydantic reads it."""
    match value:
        case Enum():
            return value.value
        case date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
    if is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    raise TypeError(type(value).__name__)


def _worded(value: Any) -> Any:
    """Something in a text: itself, or the name of its kind and what it consists of."""
    match value:
        case Text() | Near() | Country():
            return type(value).__name__, {one.name: _worded(getattr(value, one.name)) for one in fields(value)}
        case Mapping():
            return {name: _worded(one) for name, one in value.items()}
        case date() | time():
            return type(value).__name__, value.isoformat()
    return value if isinstance(value, PLAIN) else str(value)


def _meant(value: Any) -> Any:
    match value:
        case [str(kind), str(moment)]:
            return MOMENTS[kind](moment)
        case [str(kind), dict(parts)]:
            return _adapter(WORDS[kind]).validate_python(_meant(parts))
        case dict():
            return {name: _meant(one) for name, one in value.items()}
        case str() | int() | float() | None:
            return value
    raise TypeError(type(value).__name__)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # the child, which only writes, does not wait for it

    return TypeAdapter(kind)

"""The options with which questions about a plan are answered: `--month-first Start`, `--column "Who=owner"`.

The command line is made of them: nothing heavy is imported here.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

Columns = list[str]


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed, option by option."""

    sheet: str = ""
    year: int = 0
    day_first: tuple[str, ...] = ()
    month_first: tuple[str, ...] = ()
    one_is_all: tuple[str, ...] = ()
    one_is_one_percent: tuple[str, ...] = ()
    column: tuple[str, ...] = ()


NOTHING_GIVEN = Given()
OPTIONS: dict[str, tuple[Any, Any]] = {
    "sheet": (Annotated[str, typer.Option(help="Of several sheets the one to read.")], ""),
    "year": (Annotated[int, typer.Option(help="Of the first day, where days name no year.")], 0),
    "day_first": (Annotated[Columns, typer.Option(metavar="COLUMN", help="8/10 is in October there.")], ()),
    "month_first": (Annotated[Columns, typer.Option(metavar="COLUMN", help="8/10 is in August there.")], ()),
    "one_is_all": (Annotated[Columns, typer.Option(metavar="COLUMN", help="1 is 100 % there.")], ()),
    "one_is_one_percent": (Annotated[Columns, typer.Option(metavar="COLUMN", help="1 is 1 % there.")], ()),
    "column": (
        Annotated[Columns, typer.Option(metavar="HEADING=FIELD", help="What a column is: start, owner …; or nothing.")],
        (),
    ),
}


def answerable(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options; what was typed comes to it as `given`."""

    @functools.wraps(command)
    def answered(**typed: Any) -> None:
        own: dict[str, Any] = {name: typed.pop(name) for name in OPTIONS}
        lists = {name: tuple(one) for name, one in own.items() if not isinstance(one, str | int)}
        command(**typed, given=Given(**(own | lists)))

    signature = inspect.signature(command, eval_str=True)
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=usual, annotation=kind)
        for name, (kind, usual) in OPTIONS.items()
    ]
    every = [one for one in signature.parameters.values() if one.name != "given"] + options
    answered.__signature__ = signature.replace(parameters=every)  # type: ignore[attr-defined]
    answered.__annotations__ = {one.name: one.annotation for one in every}
    return answered

"""What a child of `bot.documents.apart` is asked to do in tests: nothing that harms a parser, and every way to end."""

from __future__ import annotations

import os
import signal
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from bot.words.language import Country, Name, Near, Text, joined, plural
from bot.words.refused import Refused


def surroundings() -> tuple[int, dict[str, str], list[str]]:
    """The process, its environment, and what its descriptors stand for."""
    links = []
    for one in Path("/proc/self/fd").iterdir():
        try:
            links.append(os.readlink(one))
        except OSError:
            continue
    return os.getpid(), dict(os.environ), links


class Kind(StrEnum):
    """What it is a sum of."""

    MONEY = "money"


class Share(NamedTuple):
    """What somebody has of something."""

    who: str | None
    part: Decimal


@dataclass(frozen=True)
class Sum:
    """Of every kind that is written."""

    kind: Kind
    on: date
    at: datetime
    shares: tuple[Share, ...]
    by_number: dict[int, list[float]]


SUM = Sum(
    Kind.MONEY,
    date(2026, 12, 1),
    datetime(2026, 12, 1, 9, 30, 0, 5, UTC),
    (Share("陈", Decimal("0.10")), Share(None, Decimal("1E+3"))),
    {7: [0.1, 1e300]},
)


def add_up() -> list[Sum]:
    """Answer with every kind of data."""
    return [SUM]


def refuse() -> None:
    """Raise a refusal with every kind of thing in its words."""
    moment = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    names = joined([Name("Head", zh="负责人"), "2026-12-01"], Text("%(one)s · %(rest)s"))
    near = Near(date(2026, 12, 2), date(2026, 11, 29))
    cells = plural("%(number)s cell", "%(number)s cells", 3, names=names)
    why = Text("%(cells)s, %(day)s, %(near)s, %(at)s, %(where)s, %(none)s", {
        "cells": cells, "day": date(2026, 12, 1), "near": near, "at": moment, "where": Country("CN"), "none": names,
    })  # fmt: skip
    raise Refused(why, field="file")


def overwhelm() -> list[str]:
    """Answer with a short text in thousands of places: little in memory, and much that is written."""
    return ["what stands in a cell "] * 20_000


def say(words: bytes, times: int = 1) -> None:
    """Say that so often, past whatever is made of answers, and end well."""
    for one in Path("/proc/self/fd").iterdir():
        descriptor = int(one.name)
        with suppress(OSError):
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                for _time in range(times):
                    os.write(descriptor, words)
    os._exit(0)


def talk() -> str:
    """Print as libraries do, and answer."""
    print("deprecated!", flush=True)
    print("deprecated!", file=sys.stderr, flush=True)
    return "answer"


def count() -> None:
    """Use a processor for as long as one may."""
    while True:
        pass


def fail() -> None:
    """Raise what nobody expects, with the file's words in it."""
    raise ValueError("what stood in the file")


def leave() -> None:
    """End without a word."""
    os._exit(3)


def die() -> None:
    """End as where the system has no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)


def hand_over_code() -> Any:
    """Answer with something that could be called."""
    return os.getcwd

"""What a child of `bot.apart` is asked to do in tests: nothing that harms a parser, and every way to end."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot.language import Name
from bot.language import text as _
from bot.process.department_lists import BadRows, Wrong


def surroundings() -> tuple[int, dict[str, str], list[str]]:
    """The process, its environment, and what its descriptors stand for."""
    links = []
    for one in Path("/proc/self/fd").iterdir():
        try:
            links.append(os.readlink(one))
        except OSError:
            continue
    return os.getpid(), dict(os.environ), links


def refuse() -> None:
    """Raise a kind of our own, with rows in it."""
    raise BadRows([Wrong(3, Name("Head", zh="负责人"), _("Name one person here."))])


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

"""The program in which what people uploaded is read: one file, within limits, and then it ends. See `apart.py`.

It is started by its path, so that nothing of Liaison is there before the one thing that reads; it takes the search
path, the limits and what to call from its input, and writes one answer.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import sys
from pathlib import Path
from typing import BinaryIO

NICE = 5
# What stands above the rest of an answer.
LONGEST_LINE = len(b"refused\n")
# What is installed can be imported, unless there is no memory for it; the last is how the interpreter itself notices.
NO_MEMORY = (MemoryError, ImportError, SystemError)


def main() -> None:
    """Read one file."""
    with open(os.dup(1), "wb") as answers, open(os.devnull, "wb") as nowhere:
        # What a library prints is no answer.
        os.dup2(nowhere.fileno(), 1)
        answers.write(_answer(sys.stdin.buffer))


def _answer(asked: BinaryIO) -> bytes:
    """How it went, on a line: done, refused, memory, size or broke; below it the result, the refusal, or what broke."""
    sys.path[:] = pickle.load(asked)  # noqa: S301 - from Liaison itself
    cpu_seconds, megabytes, most = pickle.load(asked)  # noqa: S301
    function, args = pickle.load(asked)  # noqa: S301
    # What it needs is there before the limits are.
    from bot.documents.apart_answers import TooMuch, of_refusal, written
    from bot.words.refused import Refused

    for library in getattr(sys.modules[function.__module__], "READ_WITH", ()):
        importlib.import_module(library)
    limit(cpu_seconds, megabytes)
    most -= LONGEST_LINE
    try:
        try:
            return b"done\n" + written(function(*args), most)
        except Refused as refused:
            return b"refused\n" + written(of_refusal(refused), most)
        except TooMuch:
            return b"size\n"
        except NO_MEMORY:
            raise
        except Exception as error:
            return b"broke\n" + _how(error).encode()
    except NO_MEMORY:
        return b"memory\n"


def limit(cpu_seconds: int, megabytes: int) -> None:
    """From here on at most so much, where the system has such limits (Windows has none)."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError):
        os.nice(NICE)
    for kind, most in (
        (resource.RLIMIT_CORE, (0, 0)),
        # At the first the process is told to end, at the second it is ended.
        (resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1)),
        (resource.RLIMIT_AS, (_taken() + megabytes * 1_000_000,) * 2),
    ):
        # A system that knows the limit and does not hold it refuses to set it.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, most)


def _taken() -> int:
    """The bytes of address space that the program has by now, where the system says so."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _how(error: Exception) -> str:
    """What failed, and where: not the error's own words, which may be the file's."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f" at {Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at is not None else ""
    return type(error).__name__ + where


if __name__ == "__main__":
    main()

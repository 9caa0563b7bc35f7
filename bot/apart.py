"""Reading what people uploaded in a process apart: within limits, and without holding anybody else up.

A small file can take a parser minutes or all memory there is. So every upload is read like this, by a function of a
module that is light to import and names in `READ_WITH` what is not:

    rows = await turn.machine.apart.read(tables.read, file.name, file.content, COLUMNS)

The child is a new interpreter (a fork would copy threads, an event loop and an open database), without our
environment, in which there are secrets, and without our descriptors. It gives back what the function gives, of plain
data and our own dataclasses, or the `Refused` that it raises.
"""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import structlog

from bot import apart_child
from bot.language import Text
from bot.language import text as _
from bot.process.refused import Refused

# How many are read side by side, and how many may be asked for before the next is sent away.
AT_ONCE, MOST_ASKED = 2, 8
# What a new interpreter needs of our environment to start at all.
KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP")
DATES = frozenset({"date", "datetime", "time", "timedelta", "timezone"})

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a file may take: the largest table that is read at all takes 5 s of a processor and 60 MB."""

    seconds: float = 45
    # Where the system holds them: of one processor, and beyond what the interpreter itself has.
    cpu_seconds: int = 15
    megabytes: int = 256


class Apart:
    """Reads files, a few at a time."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._asked = 0
        # What runs.
        self.children: set[subprocess.Popen[bytes]] = set()
        self._is_stopped = False

    async def read(self, function: Callable[P, T], *args: P.args, **_none: P.kwargs) -> T:
        """What the function of a module of ours makes of the arguments.

        Raises the Refused that it raises, and Refused where it takes more than the limits, or breaks.
        """
        if self._asked >= MOST_ASKED:
            raise Refused(_("Many files are being read just now. Please choose yours again in a minute."))
        self._asked += 1
        try:
            async with self._places:
                code, answer = await asyncio.to_thread(self._ask, _request(function, args, self.limits))
        finally:
            self._asked -= 1
        result: T = self._result(f"{function.__module__}.{function.__qualname__}", code, answer)
        return result

    def stop(self) -> None:
        """End what is being read, and read nothing more: whoever waits is told."""
        self._is_stopped = True
        for child in list(self.children):
            child.kill()

    def _ask(self, request: bytes) -> tuple[int | None, bytes]:
        """How the child ended, None where it took too long; and what it said."""
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", str(Path(apart_child.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            # What is typed at our terminal is not for it.
            start_new_session=True,
        )
        with child:
            self.children.add(child)
            try:
                if self._is_stopped:
                    child.kill()
                answer, _nothing = child.communicate(request, timeout=self.limits.seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                return None, b""
            finally:
                self.children.discard(child)
        return child.returncode, answer

    def _result(self, name: str, code: int | None, answer: bytes) -> Any:
        if self._is_stopped:
            raise Refused(_("Liaison is being restarted; nothing was changed. Choose the file again in a minute."))
        match _understood(answer) if code == 0 else ():
            case ("done", result):
                return result
            case ("refused", kind, said, fields):
                refused: Refused = kind.__new__(kind, *said)
                refused.__dict__.update(fields)
                raise refused
            case ("memory",):
                raise self._put_aside(name, "memory", _too_large())
            case ("broke", how):
                raise self._put_aside(name, str(how))
        ended_by = signal.Signals(-code).name if code is not None and code < 0 else ""
        if code is None or ended_by == "SIGXCPU":
            raise self._put_aside(name, "processor time" if ended_by else "time", _too_long())
        if ended_by == "SIGKILL":
            # Not by us: by the system, which has no more.
            raise self._put_aside(name, "memory", _too_large())
        raise self._put_aside(name, f"ended by {ended_by or code}")

    @staticmethod
    def _put_aside(name: str, how: str, why: Text | None = None) -> Refused:
        error_id = secrets.token_hex(4)
        log.warning("a file was not read", error_id=error_id, reader=name, why=how)
        return Refused(why or _broken(error_id))


class _Answers(pickle.Unpickler):
    """Reads what the child says. It may no longer be ours: it gets classes that only hold what is put into them."""

    def find_class(self, module: str, name: str, /) -> Any:
        if module == "datetime" and name in DATES:
            return super().find_class(module, name)
        found = getattr(sys.modules.get(module), name, None) if module.startswith("bot.") else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple | Enum | Refused)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _request(function: Callable[..., Any], args: tuple[Any, ...], limits: Limits) -> bytes:
    # As in the child: one after another, for the path must be known before the rest is understood.
    parts = (sys.path, (limits.cpu_seconds, limits.megabytes), (function, args))
    return b"".join(pickle.dumps(one) for one in parts)


def _understood(answer: bytes) -> Any:
    try:
        return _Answers(io.BytesIO(answer)).load()
    # A pickle that is none fails in as many ways as there are opcodes.
    except Exception as error:
        return "broke", f"an answer that is none: {type(error).__name__}"


def _too_long() -> Text:
    return _(
        "The file takes too long to read, so it was put aside; nothing was changed. Leave out what is not needed "
        "(other sheets, formatting, past years) or split it, and choose it again."
    )


def _too_large() -> Text:
    return _(
        "The file needs more memory to read than is allowed, so it was put aside; nothing was changed. Leave out what "
        "is not needed (other sheets, formatting, past years) or split it, and choose it again."
    )


def _broken(error_id: str) -> Text:
    return _(
        "The file could not be read; nothing was changed. Save or export it anew from the program it comes from, and "
        "choose it again. If it stays, give your administrator this number: %(error_id)s",
        error_id=error_id,
    )

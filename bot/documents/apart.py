"""Reading what people uploaded in a process apart: within limits, and without holding anybody else up.

A small file can take a parser minutes or all memory there is. So every upload is read like this, by a function of a
module that is light to import and names in `READ_WITH` what is not:

    rows = await turn.machine.apart.read(tables.read, file.name, file.content, COLUMNS)

The child is a new interpreter (a fork would copy threads, an event loop and an open database), without our
environment, in which there are secrets, and without our descriptors. It gives back what the function's annotation
says, of plain data and our own dataclasses, or the words of the `Refused` that it raises; see
`bot/documents/apart_answers.py`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import structlog

from bot.documents import apart_answers, apart_child
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

# How many are read side by side, and how many may be asked for before the next is sent away.
AT_ONCE, MOST_ASKED = 2, 8
# What a new interpreter needs of our environment to start at all.
KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP")

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
    # Of the answer: a table of 2 MB, with its headings in each row, is half of it.
    answer_bytes: int = 8_000_000


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
        result: T = self._result(function, code, answer)
        return result

    def stop(self) -> None:
        """End what is being read, and read nothing more: whoever waits is told."""
        self._is_stopped = True
        for child in list(self.children):
            _end(child)

    def _ask(self, request: bytes) -> tuple[int | None, bytes]:
        """How the child ended, None where it took too long; and what it said, a byte more than is taken at most."""
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", str(Path(apart_child.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            # What is typed at our terminal is not for it, and what it starts ends with it.
            start_new_session=True,
        )
        is_late = threading.Event()

        def end_late() -> None:
            is_late.set()
            _end(child)

        limit = threading.Timer(self.limits.seconds, end_late)
        with child:
            self.children.add(child)
            limit.start()
            try:
                if self._is_stopped:
                    _end(child)
                answer = _said(child, request, self.limits.answer_bytes + 1)
                if len(answer) > self.limits.answer_bytes:
                    _end(child)
                child.wait()
            finally:
                limit.cancel()
                self.children.discard(child)
        return None if is_late.is_set() else child.returncode, answer

    def _result(self, function: Callable[..., Any], code: int | None, answer: bytes) -> Any:
        if self._is_stopped:
            raise Refused(_("Liaison is being restarted; nothing was changed. Choose the file again in a minute."))
        name = f"{function.__module__}.{function.__qualname__}"
        how, _line, what = answer.partition(b"\n")
        if len(answer) > self.limits.answer_bytes or (code == 0 and how == b"size"):
            raise self._put_aside(name, "size of what it says", _too_much())
        match how if code == 0 else b"":
            case b"done":
                return self._taken(name, partial(apart_answers.read, function, what))
            case b"refused":
                raise self._taken(name, partial(apart_answers.refusal, what))
            case b"memory":
                raise self._put_aside(name, "memory", _too_large())
            case b"broke":
                raise self._put_aside(name, what.decode(errors="replace"))
        ended_by = signal.Signals(-code).name if code is not None and code < 0 else ""
        if code is None or ended_by == "SIGXCPU":
            raise self._put_aside(name, "processor time" if ended_by else "time", _too_long())
        if ended_by == "SIGKILL":
            # Not by us: by the system, which has no more.
            raise self._put_aside(name, "memory", _too_large())
        raise self._put_aside(name, f"ended by {ended_by or code}")

    def _taken(self, name: str, read: Callable[[], T]) -> T:
        """What the child says, which may no longer be ours."""
        try:
            return read()
        # What is no such answer fails in as many ways as there are of being none.
        except Exception as error:
            raise self._put_aside(name, f"an answer that is none: {type(error).__name__}") from None

    @staticmethod
    def _put_aside(name: str, how: str, why: Text | None = None) -> Refused:
        error_id = secrets.token_hex(4)
        log.warning("a file was not read", error_id=error_id, reader=name, why=how)
        return Refused(why or _broken(error_id))


def _request(function: Callable[..., Any], args: tuple[Any, ...], limits: Limits) -> bytes:
    # As in the child: one after another, for the path must be known before the rest is understood.
    parts = (sys.path, (limits.cpu_seconds, limits.megabytes, limits.answer_bytes), (function, args))
    return b"".join(pickle.dumps(one) for one in parts)


def _said(child: subprocess.Popen[bytes], request: bytes, most: int) -> bytes:
    """Its answer, of which so many bytes are read and no more."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes
    # It may be dead, or was ended: how is told afterwards.
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(request)
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()
    return child.stdout.read(most)


def _end(child: subprocess.Popen[bytes]) -> None:
    """With whatever it has started, where the system knows that."""
    if child.returncode is not None:
        return
    if not hasattr(os, "killpg"):
        child.kill()
        return
    # It leads a group of its own.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


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


def _too_much() -> Text:
    return _(
        "The file holds more than is read at once, so it was put aside; nothing was changed. Leave out what is not "
        "needed (other sheets, past years) or split it, and choose it again."
    )


def _broken(error_id: str) -> Text:
    return _(
        "The file could not be read; nothing was changed. Save or export it anew from the program it comes from, and "
        "choose it again. If it stays, give your administrator this number: %(error_id)s",
        error_id=error_id,
    )

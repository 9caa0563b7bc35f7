"""What the process writes to its log, line by line."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from bot.machine import logs


@contextmanager
def written_log(
    level: str = "info", form: logs.Form = "text", *, secrets: tuple[str, ...] = ()
) -> Iterator[Callable[[], list[str]]]:
    """Inside, logging is set up as the process does it; call what is given to read the lines so far."""
    root = logging.getLogger()
    handlers, threshold, configured = root.handlers[:], root.level, structlog.get_config()
    ours = logging.getLogger(logs.OURS).level
    stream = io.StringIO()
    logs.set_up(level, form, secrets=secrets, stream=stream)
    try:
        yield lambda: stream.getvalue().splitlines()
    finally:
        structlog.configure(**configured)
        root.handlers[:] = handlers
        root.setLevel(threshold)
        logging.getLogger(logs.OURS).setLevel(ours)

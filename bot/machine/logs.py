"""What the process writes to stderr: a line an event, as text for people or JSON for machines.

Everything passes here, the libraries' own loggers too: known secrets and whatever looks like a token are masked,
values that a person typed are cut out of database and validation errors, and no value can begin a line of its own.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, TextIO
from urllib.parse import quote, unquote

import structlog
from structlog.typing import EventDict, Processor

from bot.settings import Settings

Form = Literal["text", "json"]
MASK = "***"
# A known secret shorter than this is a word that would be masked everywhere, not a secret.
SHORTEST_SECRET = 8

# What libraries say below this level is their inner life: whole payloads with what people typed, headers with tokens.
# Some give their loggers a level of their own (Bolt does), so it is looked at again where the lines are written.
LIBRARIES = logging.WARNING
# Everything of ours is said through this one; Bolt has one that bears the app's name.
OURS = "liaison.lines"

# What gives access by itself: tokens, the addresses of response_url and webhooks, a socket's ticket, a password in
# a URL, a signature.
_TOKENS = re.compile(
    r"""
      \b(?:xox[a-z](?:\.xox[a-z])?-|xapp-)[\w-]+
    | (?<=\bBearer\ )[\w.~+/-]+=*
    | (?<=hooks\.slack\.com/)[\w/%.-]+
    | (?<=[?&]ticket=)[^\s&"'\\]+
    | (?<=://)[^\s/@:"'\\]*:[^\s"'\\]+(?=@)
    | (?<=password=)[^\s&"'\\]+
    | \bv0=[0-9a-f]{64}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where SQLAlchemy, PostgreSQL and pydantic repeat what was to be stored or read. Only PostgreSQL lets it span lines.
_TYPED = re.compile(
    r"""
      (?<=\[parameters:\ ).*
    | (?<=\binput_value=).*(?=,\ input_type=)
    | (?<=^DETAIL:\ \ )(?s:.*?)(?=\n\[SQL:\ |\n\nThe\ above\ exception|\n\nDuring\ handling|\Z)
    """,
    re.VERBOSE | re.MULTILINE,
)
_SECRET_NAMES = re.compile(r"(?i)token$|secret|password|authorization|cookie|signature")

log = structlog.get_logger()


def set_up(
    level: str = "info",
    form: Form = "text",
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Log from now on to `stream` (stderr) what is of `level` or above; `secrets` are masked wherever they appear."""
    threshold = logging.getLevelName(level.upper())
    last: Processor = Lines(form, secrets)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(lambda record: record.name == OURS or record.levelno >= LIBRARIES)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
            foreign_pre_chain=[structlog.stdlib.add_log_level, *_common(), _brief],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(threshold, LIBRARIES))
    logging.getLogger(OURS).setLevel(threshold)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            *_common(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=lambda *_names: logging.getLogger(OURS),
        cache_logger_on_first_use=False,
    )


@contextmanager
def without(*expected: str) -> Iterator[None]:
    """Keep a library from saying just these lines, where they are expected."""

    def is_wanted(record: logging.LogRecord) -> bool:
        return record.getMessage() not in expected

    handlers = logging.getLogger().handlers
    for handler in handlers:
        handler.addFilter(is_wanted)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(is_wanted)


def secrets_of(settings: Settings) -> list[str]:
    """Every secret among the settings."""
    held = (settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    return [secret.get_secret_value() for secret in held if secret] + passwords(settings.database_url)


def passwords(url: str) -> list[str]:
    """The passwords in a database's URL, as they stand there and as they are meant."""
    # As SQLAlchemy reads it; PostgreSQL takes them behind the question mark, too.
    before, _mark, query = url.partition("?")
    login, at, _host = before.partition("://")[2].rpartition("@")
    found = [login.partition(":")[2]] if at else []
    found += [value for name, _equals, value in (one.partition("=") for one in query.split("&")) if "password" in name]
    return [one for written in found if written for one in dict.fromkeys((written, unquote(written)))]


def masked(words: str, settings: Settings) -> str:
    """Words for a terminal, without secrets."""
    return Lines("text", secrets_of(settings)).masked(words)


def _common() -> Sequence[Processor]:
    return (structlog.processors.TimeStamper(fmt="iso", utc=True), _with_trace)


def _with_trace(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An exception as the text of its traceback, without local variables."""
    held = event.pop("exc_info", None)
    if held is True:
        held = sys.exc_info()
    if isinstance(held, tuple):
        held = held[1]
    if isinstance(held, BaseException):
        event["exception"] = "".join(traceback.format_exception(held))
    return event


def _brief(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A library's event: who says it, and the first line of what it says (Bolt adds a page of advice)."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord):
        event["logger"] = record.name
    event["event"] = str(event["event"]).strip().split("\n", 1)[0]
    return event


class Lines:
    """Makes the line of an event."""

    def __init__(self, form: Form, secrets: Iterable[str]) -> None:
        self._write = _as_json if form == "json" else _as_text
        known = {written for secret in secrets if len(secret) >= SHORTEST_SECRET for written in _writings(secret)}
        longest_first = sorted(known, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if known else None

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
        """The line."""
        return self.masked(self._write({name: self._shown(name, value) for name, value in event.items()}))

    def masked(self, words: str) -> str:
        """The words without secrets."""
        if self._known:
            words = self._known.sub(MASK, words)
        return _TOKENS.sub(MASK, words)

    def _shown(self, name: str, value: Any) -> Any:
        """A value without what a person typed, and without a secret where its name tells that it is one."""
        if _SECRET_NAMES.search(name) and value is not None:
            return MASK
        if isinstance(value, int | float | None):
            return value
        if isinstance(value, dict):
            return {str(key): self._shown(str(key), held) for key, held in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._shown(name, held) for held in value]
        return self.masked(_TYPED.sub(MASK, str(value)))


def _writings(secret: str) -> set[str]:
    """How a secret may be written inside a line."""
    return {secret, quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]}


def _as_json(event: MutableMapping[str, Any]) -> str:
    """One line of ASCII, what is asked for first at its beginning."""
    first = {name: event[name] for name in ("timestamp", "level", "event") if name in event}
    return json.dumps({**first, **event})


def _as_text(event: MutableMapping[str, Any]) -> str:
    """`time level event name=value …`; a traceback follows, indented, so that none of its lines looks like another."""
    rest = dict(event)
    trace = rest.pop("exception", None)
    when, level, said = (str(rest.pop(name, "")) for name in ("timestamp", "level", "event"))
    pairs = (f"{name}={_quoted(value)}" for name, value in rest.items())
    line = " ".join((when[:19] + "Z", f"{level:<7}", _visible(said), *pairs))
    if trace:
        line += "".join(f"\n    | {_visible(one)}" for one in str(trace).splitlines())
    return line


def _quoted(value: Any) -> str:
    words = _visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return words if words and not re.search(r"[\s=\"]", words) else '"' + words.replace('"', '\\"') + '"'


def _visible(words: str) -> str:
    """Text on one line; what cannot be seen (line ends, colours, reversals of direction) is spelled out."""
    if words.isprintable():
        return words
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in words)

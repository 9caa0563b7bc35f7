"""Names of time zones, which others choose and this system's zone files may not have."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# Where no zone is known.
FALLBACK = "UTC"

log = structlog.get_logger()


@lru_cache(maxsize=1_024)
def is_known(name: str) -> bool:
    """Whether the zone files have this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=1_024)
def usable(name: str) -> str:
    """The name itself where the zone files have it, else UTC's."""
    if is_known(name):
        return name
    log.warning("a time zone is not in this system's zone files; UTC is used", zone=name)
    return FALLBACK


class ZoneName(TypeDecorator[str]):
    """A column with the name of a zone. One that these zone files lack stays stored as it is and is read as UTC, for
    the database may have come from a system with newer ones.
    """

    impl = String
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """A name that can be used."""
        return None if value is None else usable(value)

"""Statements of what is done often: written once in the words of either database, run past the session's bookkeeping.

The session compiles a statement about a model anew each time and keeps an account of it; that costs five times what
the statement itself does.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.orm import Session
from sqlmodel import SQLModel


class Prepared:
    """A statement over tables (not models), made by `build` from the module of a database's dialect.

    It is part of the session's transaction, but does not see what the session has not flushed.
    """

    def __init__(self, build: Callable[[Any], Executable]) -> None:
        self._build = build
        self._of_dialect: dict[str, Executable] = {}

    def run(self, session: Session, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> CursorResult[Any]:
        """Run it with these values; with several sets of values, once for each."""
        connection = session.connection()
        name = connection.dialect.name
        if name not in self._of_dialect:
            self._of_dialect[name] = self._build(_dialect(name))
        return connection.execute(self._of_dialect[name], values)


def insert(session: Session, table: type[SQLModel]) -> Insert:
    """An INSERT in the words of the session's database, which either has for rows that exist (ON CONFLICT)."""
    begun: Insert = _dialect(session.get_bind().dialect.name).insert(table)
    return begun


def _dialect(name: str) -> Any:
    """The module with a database's own words; that of the other is a twentieth of a start, and is not loaded."""
    return importlib.import_module(f"sqlalchemy.dialects.{name}")

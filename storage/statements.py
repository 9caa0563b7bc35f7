"""Statements of what is done often: written once in the words of either database, run past the session's bookkeeping.

The session compiles a statement about a model anew each time and keeps an account of it; that costs five times what
the statement itself does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


class Prepared:
    """A statement over tables (not models), made by `build` from the module of a database's dialect.

    It is part of the session's transaction, but does not see what the session has not flushed.
    """

    def __init__(self, build: Callable[[Any], Executable]) -> None:
        self._of_dialect = {"sqlite": build(sqlite), "postgresql": build(postgresql)}

    def run(self, session: Session, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> CursorResult[Any]:
        """Run it with these values; with several sets of values, once for each."""
        connection = session.connection()
        return connection.execute(self._of_dialect[connection.dialect.name], values)

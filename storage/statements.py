"""Statements of what is done often: written once in the words of either database, handed to its driver as they are.

Putting a statement together anew for each time, and keeping an account of what it answers, costs ten times what the
driver does with it; an update of a task is six of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Executable
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from storage.db import executed

Values = Mapping[str, Any]
Read = Callable[[Any], Any]


class _Written(NamedTuple):
    """A statement in a database's words; what becomes of each value on its way there and, by place, on its way back."""

    text: str
    bound: tuple[tuple[str, Read | None, Any], ...]
    is_positional: bool
    read: tuple[tuple[int, Read], ...]

    def arguments(self, values: Values) -> Any:
        """The values as the driver takes them; the statement's own where it brings some."""
        if self.is_positional:
            return [bind(values.get(name, own)) if bind else values.get(name, own) for name, bind, own in self.bound]
        return {name: bind(values.get(name, own)) if bind else values.get(name, own) for name, bind, own in self.bound}


class Prepared:
    """A statement over tables (not models), made by `build` from the module of a database's dialect.

    It is part of the session's transaction, but does not see what the session has not flushed.
    """

    def __init__(self, build: Callable[[Any], Executable]) -> None:
        self._build = build
        self._written: dict[tuple[str, tuple[str, ...]], _Written] = {}

    def run(self, session: Session, values: Values) -> int:
        """Run it with these values; answers how many rows it changed, as far as the driver counts them."""
        cursor, _written = self._execute(session, values)
        changed = int(cursor.rowcount)
        cursor.close()
        return changed

    def first(self, session: Session, values: Values) -> Sequence[Any] | None:
        """Run it with these values; answers its first row, None where it has none."""
        cursor, written = self._execute(session, values)
        found = cursor.fetchone()
        cursor.close()
        if found is None:
            return None
        row = list(found)
        for place, read in written.read:
            row[place] = read(row[place])
        return row

    def _execute(self, session: Session, values: Values) -> tuple[Any, _Written]:
        connection = session.connection()
        dialect = connection.dialect
        names = tuple(values)
        written = self._written.get((dialect.name, names))
        if written is None:
            written = _write(self._build(_dialect(dialect.name)), dialect, names)
            self._written[dialect.name, names] = written
        return executed(connection, written.text, written.arguments(values)), written


def insert(session: Session, table: type[SQLModel]) -> Insert:
    """An INSERT in the words of the session's database, which either has for rows that exist (ON CONFLICT)."""
    begun: Insert = _dialect(session.get_bind().dialect.name).insert(table)
    return begun


def _write(statement: Executable, dialect: Dialect, names: Sequence[str]) -> _Written:
    """Put the statement into a database's words, for values of these names."""
    compiled: Any = cast(Any, statement).compile(dialect=dialect, column_keys=list(names))
    own = compiled.params
    order = compiled.positiontup if compiled.positional else list(compiled.binds)
    bound = tuple(
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect), own.get(name)) for name in order
    )
    columns = list(cast(Any, statement).exported_columns)
    readers = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    read = tuple((place, read) for place, read in enumerate(readers) if read is not None)
    return _Written(compiled.string, bound, compiled.positional, read)


def _dialect(name: str) -> Any:
    """The module with a database's own words; that of the other is a twentieth of a start, and is not loaded."""
    return importlib.import_module(f"sqlalchemy.dialects.{name}")

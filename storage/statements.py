"""Statements of what is done often: written once in the words of either database, handed to its driver as they are.

Putting a statement together anew for each time, and keeping an account of what it answers, costs ten times what the
driver does with it; an update of a task is five of them.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Executable, Text, any_, bindparam, func, literal, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from storage.db import WROTE
from storage.drivers import executed, put

Values = Mapping[str, Any]
Read = Callable[[Any], Any]


class _Written(NamedTuple):
    """A statement in a database's words; what becomes of values, by place, on their way there and on their way back."""

    text: str
    names: tuple[str, ...]
    # The values that the statement brings itself.
    own: Values
    bound: tuple[tuple[int, Read], ...]
    read: tuple[tuple[int, Read], ...]

    def arguments(self, values: Values) -> list[Any]:
        """The values as the driver takes them."""
        given = {**self.own, **values} if self.own else values
        row = [given[name] for name in self.names]
        for place, bind in self.bound:
            row[place] = bind(row[place])
        return row


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

    def put(self, session: Session, values: Values, *, otherwise: Exception | None = None) -> None:
        """Run it with these values before whatever is asked next; nobody waits for what becomes of it.

        `otherwise` is raised where it answers no row: here, by what is asked next, or by the commit.
        """
        connection, written = self._on(session, values)
        session.info[WROTE] = True
        put(connection, written.text, written.arguments(values), otherwise)

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
        connection, written = self._on(session, values)
        return executed(connection, written.text, written.arguments(values)), written

    def _on(self, session: Session, values: Values) -> tuple[Connection, _Written]:
        """The session's connection, and the statement in the words of its database."""
        # Asked for each time: a savepoint is not made before.
        connection = session.connection()
        dialect = connection.dialect
        names = tuple(values)
        written = self._written.get((dialect.name, names))
        if written is None:
            written = _write(self._build(_dialect(dialect.name)), dialect, names)
            self._written[dialect.name, names] = written
        return connection, written


def insert(session: Session, table: type[SQLModel]) -> Insert:
    """An INSERT in the words of the session's database, which either has for rows that exist (ON CONFLICT)."""
    begun: Insert = _dialect(session.get_bind().dialect.name).insert(table)
    return begun


def note_or_hold(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Have the row of that primary key, new or as it is, and hold it until the transaction ends; False where it was.

    Whoever takes it away waits for that, and finds what was done beside it. Nothing is changed of a row that was.
    """
    key = [column.name for column in table.__table__.primary_key]  # type: ignore[attr-defined]
    columns = [table.__table__.c[name] for name in key]  # type: ignore[attr-defined]
    is_it = [column == values[column.name] for column in columns]
    noted = insert(session, table).values(**values).on_conflict_do_nothing(index_elements=key).returning(*columns)
    held = select(*columns).where(*is_it).with_for_update()
    while session.execute(noted).first() is None:
        # Not where it was taken away at this very moment.
        if session.execute(held).first() is not None:
            return False
    return True


def among(session: Session, column: Any, values: Iterable[Any]) -> Any:
    """Whether the column has one of these numbers or words, however many: they are one bound value.

    An IN of so many would end at SQLite's 32,766 bound values, or PostgreSQL's 65,535.
    """
    dialect = session.get_bind().dialect.name
    return _is_listed(dialect, column, lambda type_: literal(_listed(dialect, values), type_))


class Among:
    """A statement that finds rows by as many numbers or words as there are, put together once for each database.

    `build` is given what tests whether a column has one of them.
    """

    def __init__(self, build: Callable[[Callable[[Any], Any]], Any]) -> None:
        self._build = build
        self._built: dict[str, Any] = {}

    def run(self, session: Session, wanted: Iterable[Any], **given: Any) -> Any:
        """Its rows for these; `given` are the other values of the statement."""
        dialect = session.get_bind().dialect.name
        built = self._built.get(dialect)
        if built is None:
            built = self._build(
                lambda column: _is_listed(dialect, column, lambda type_: bindparam("wanted", None, type_))
            )
            self._built[dialect] = built
        return session.execute(built, {"wanted": _listed(dialect, wanted), **given})


def _is_listed(dialect: str, column: Any, value: Callable[[Any], Any]) -> Any:
    """Whether a column has one of those that are listed in one bound value; `value` makes it, given its type."""
    if dialect == "sqlite":
        listed = func.json_each(value(Text)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(value(_dialect(dialect).ARRAY(column.type)))


def _listed(dialect: str, values: Iterable[Any]) -> Any:
    wanted = list(dict.fromkeys(values))
    return json.dumps(wanted) if dialect == "sqlite" else wanted


def _write(statement: Executable, dialect: Dialect, names: Sequence[str]) -> _Written:
    """Put the statement into a database's words, for values of these names, which stand there as $1 or as ?."""
    style = "qmark" if dialect.name == "sqlite" else "numeric_dollar"
    dialect = cast(Any, type(dialect))(paramstyle=style)
    compiled: Any = cast(Any, statement).compile(dialect=dialect, column_keys=list(names))
    order = tuple(compiled.positiontup)
    own = {name: compiled.params[name] for name in order if name not in names}
    binds = (compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in order)
    columns = cast(Any, statement).exported_columns
    reads = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    return _Written(compiled.string, order, own, _where_any(binds), _where_any(reads))


def _where_any(processors: Iterable[Read | None]) -> tuple[tuple[int, Read], ...]:
    return tuple((place, process) for place, process in enumerate(processors) if process is not None)


def _dialect(name: str) -> Any:
    """The module with a database's own words; that of the other is a twentieth of a start, and is not loaded."""
    return importlib.import_module(f"sqlalchemy.dialects.{name}")

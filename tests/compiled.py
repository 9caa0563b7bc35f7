"""Statements compiled once for all tests of a process, as they are once in the life of a Liaison.

SQLAlchemy keeps them by engine and by its dialect, and each test has a database of its own: a third of what a test with
a database took was compiling once more what the test before it had compiled.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect

from storage import db

# A dialect is told from another of its kind by what its database can do; here all are of one server, and one library.
ALIKE: tuple[type[Dialect], ...] = (SQLiteDialect_pysqlite, PGDialect_psycopg)
_compiled: dict[Any, Any] = {}


def once() -> None:
    """Have every database of this process find what another has compiled."""
    for kind in ALIKE:
        kind.__eq__ = _is_alike  # type: ignore[method-assign]
        kind.__hash__ = _alike  # type: ignore[method-assign, assignment]
    db.create_engine = _create_engine  # type: ignore[attr-defined]


def _create_engine(*args: Any, **more: Any) -> Engine:
    return create_engine(*args, execution_options={"compiled_cache": _compiled}, **more)


def _is_alike(one: object, other: object) -> bool:
    return type(one) is type(other)


def _alike(one: object) -> int:
    return hash(type(one))

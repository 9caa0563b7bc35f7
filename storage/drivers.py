"""What is said to a database in its driver's own words, past SQLAlchemy, which would cost four times as much.

Errors come out as SQLAlchemy raises them, without what people typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session


def executed(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Any:
    """The driver's own answer to a statement in the driver's own words, which costs a quarter of SQLAlchemy's.

    Raises what SQLAlchemy would, without what people typed.
    """
    driver = driver_of(connection)
    try:
        if connection.dialect.name == "sqlite":
            return driver.execute(statement, values)
        return driver.run(statement, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_usual(error, connection, statement) from error


def driver_of(connection: Connection) -> Any:
    """The driver's own connection."""
    return connection.connection.driver_connection


def put(connection: Connection, statement: str, values: Sequence[Any], otherwise: Exception | None = None) -> None:
    """Run a statement in the driver's own words before whatever is asked next; `otherwise` where it answers no row.

    PostgreSQL is told of it together with that, and what goes wrong is raised there; nothing is committed before.
    """
    driver = driver_of(connection)
    if connection.dialect.name == "sqlite":
        cursor = executed(connection, statement, values)
        if otherwise is not None and cursor.fetchone() is None:
            raise otherwise
        cursor.close()
        return
    try:
        driver.put(statement, values, otherwise)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_usual(error, connection, statement) from error


def _as_usual(error: Exception, connection: Connection, statement: str) -> Exception:
    """A driver's error as SQLAlchemy raises it, without what people typed."""
    dialect = connection.dialect
    is_lost = dialect.is_disconnect(cast(Any, error), connection.connection, None)
    if is_lost:
        connection.invalidate(error)
    _without_values(error)
    errors = cast(type[Exception], dialect.loaded_dbapi.Error)
    return DBAPIError.instance(
        statement, None, error, errors, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
    )


def while_committing(session: Session, tell: Callable[[], object]) -> None:
    """Have `tell` called while the disk writes what the session commits next; nothing may be changed after this.

    PostgreSQL's driver tells when it has sent the COMMIT: told before that, whoever hears of it would run first and
    keep it from being sent. SQLite's says nothing until all is done.
    """
    # Whoever reads meanwhile what is committed must find it whole.
    session.flush()
    driver = driver_of(session.connection())
    if session.get_bind().dialect.name == "sqlite":
        tell()
    else:
        driver.when_sent = tell


def _without_values(error: Exception) -> str:
    """Let an error say what is wrong and keep what people typed: PostgreSQL adds the whole row, on further lines."""
    words = str(error).partition("\n")[0]
    error.args = (words,)
    return words


def keep_values_out(context: ExceptionContext) -> None:
    """Take what people typed out of an error; for SQLAlchemy's `handle_error`."""
    error = context.original_exception
    if isinstance(error, Exception) and context.sqlalchemy_exception is not None:
        words = _without_values(error)
        context.sqlalchemy_exception.args = (f"({type(error).__name__}) {words}",)

"""When the database itself is the trouble and not what it was asked: it cannot be reached, is full, hangs or is locked.

A driver says so in its own way; whoever has to do with a database here hears `Unavailable`, whichever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty

# SQLite's primary codes: busy, locked, interrupted, I/O, corrupt, full, cannot open, locking protocol, not a database.
SQLITE_TROUBLE = {5, 6, 9, 10, 11, 13, 14, 15, 26}
# Where only what it says more precisely tells a lost file from a statement that may not write.
SQLITE_READONLY = 8
# The disk was to keep a COMMIT and did not say that it does.
SQLITE_UNSYNCED = ("SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC")
# PostgreSQL's classes: connection, rollback (deadlock), resources, operator, system. Else: a standby that only reads,
# a lock that was waited for too long, a transaction that the server ended.
POSTGRES_CLASH = "40"
POSTGRES_TROUBLE = ("08", POSTGRES_CLASH, "53", "57", "58")
POSTGRES_TROUBLES = {"25006", "25P03", "25P04", "55P03"}


class Unavailable(Exception):
    """The database cannot be used at the moment; `__cause__` is its own error. It repeats nothing that people typed.

    `is_unsure`: a COMMIT was sent and no answer came, so that nobody knows whether it is saved. Else nothing is.
    """

    def __init__(self, why: str, *, is_unsure: bool = False) -> None:
        super().__init__(why)
        self.is_unsure = is_unsure


class Clash(Unavailable):
    """Two transactions were in each other's way and the database undid this one: done again at once, it may pass."""


def outage(error: BaseException) -> Unavailable | None:
    """What an error says of the database; None where the statement, or something else, is the trouble."""
    if isinstance(error, Unavailable):
        return error
    said = list(_said(error))
    # The last one said is often that of cleaning up, after a COMMIT that nobody answered.
    is_unsure = any(_is_unsure(one) for one in said)
    for one in said:
        if isinstance(one, PoolIsEmpty):
            return Unavailable("every connection is in use")
        if _is_trouble(one):
            kind = Clash if _is_clash(one) and not is_unsure else Unavailable
            return kind(str(one).partition("\n")[0], is_unsure=is_unsure)
    return None


def is_away(error: BaseException) -> bool:
    """Whether the database cannot be used for a while, as an error says; not where one transaction was undone."""
    trouble = outage(error)
    return trouble is not None and not isinstance(trouble, Clash)


def raise_outage(error: BaseException) -> None:
    """Raise Unavailable from an error of which the database is to blame."""
    trouble = outage(error)
    if trouble is not None and trouble is not error:
        raise trouble from error


def _said(error: BaseException) -> Iterator[BaseException]:
    """The error and those that led to it, as far as they are a database's: one often hides what went wrong before."""
    one: BaseException | None = error
    while one is not None and (isinstance(one, SQLAlchemyError) or _is_drivers(one)):
        yield one.orig if isinstance(one, DBAPIError) and one.orig is not None else one
        one = one.__cause__ or one.__context__


def _is_drivers(error: BaseException) -> bool:
    return type(error).__module__.partition(".")[0] in ("sqlite3", "psycopg") or hasattr(error, "is_unsure")


def _is_trouble(error: BaseException) -> bool:
    if (code := getattr(error, "sqlite_errorcode", None)) is not None:
        primary = code & 0xFF
        return primary in SQLITE_TROUBLE or (primary == SQLITE_READONLY != code)
    if not hasattr(error, "sqlstate"):
        return False
    state = error.sqlstate
    if state is None:
        # What the driver noticed itself; of what it was asked wrongly it says so in another class.
        return any(one.__name__ in ("OperationalError", "InterfaceError") for one in type(error).__mro__)
    return state[:2] in POSTGRES_TROUBLE or state in POSTGRES_TROUBLES


def _is_clash(error: BaseException) -> bool:
    return str(getattr(error, "sqlstate", None))[:2] == POSTGRES_CLASH


def _is_unsure(error: BaseException) -> bool:
    return bool(getattr(error, "is_unsure", False)) or getattr(error, "sqlite_errorname", "") in SQLITE_UNSYNCED

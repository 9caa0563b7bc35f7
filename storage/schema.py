"""The tables of a database, and whether they are the ones this code was written for."""

from __future__ import annotations

import importlib
import pkgutil

from sqlalchemy import Connection, MetaData, inspect, text
from sqlmodel import SQLModel

import storage
from storage.db import Database

# Every revision, oldest first: known without loading alembic, which few starts need. A test holds it to the files.
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
    "0030",
    "0031",
    "0032",
    "0033",
    "0035",
    "0036",
    "0038",
    "0039",
    "0040",
    "0041",
    "0042",
    "0043",
    "0046",
)
HEAD = REVISIONS[-1]
# Modules of storage/ without tables.
WITHOUT_TABLES = {
    "arrivals",
    "db",
    "drivers",
    "first_hour",
    "migrations",
    "moments",
    "outages",
    "pools",
    "rows",
    "schema",
    "sending",
    "sqlite",
    "statements",
    "threads",
}
# PostgreSQL's advisory locks are numbers; this one says "somebody brings Liaison's tables up to date".
UPGRADE_LOCK = 0x4C69_6169


class WrongSchema(Exception):
    """The database's tables are not the ones of this code; the message says what to do."""


class Behind(WrongSchema):
    """The tables are older than the code, or were never made."""


class Ahead(WrongSchema):
    """The tables were made by a newer Liaison."""


def metadata() -> MetaData:
    """Every table that the models describe."""
    for module in pkgutil.iter_modules(storage.__path__):
        if module.name not in WITHOUT_TABLES:
            importlib.import_module(f"storage.{module.name}")
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            # Said here and not beside it: the word alone has SQLAlchemy load all that it knows of PostgreSQL.
            if (rows := index.dialect_kwargs.get("sqlite_where")) is not None:
                index.dialect_kwargs["postgresql_where"] = rows
    return SQLModel.metadata


def upgrade(database: Database) -> bool:
    """Bring the tables up to date; False when they were. Several processes may do so at once.

    Raises Ahead when a newer Liaison has been here.
    """
    with database.engine.connect() as connection:
        # Nothing is waited for long, unless there is something to do.
        if _revision(connection) == HEAD:
            return False
    with database.unhurried.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
        if _revision(connection) == HEAD:
            return False
        _run(connection)
    return True


def check(database: Database) -> None:
    """Raise Behind or Ahead unless the tables are the ones of this code."""
    with database.engine.connect() as connection:
        revision = _revision(connection)
    if revision != HEAD:
        raise Behind(
            f"the database's tables are at revision {revision or 'none'}, this Liaison needs {HEAD}:"
            " run `liaison db upgrade`"
        )


def _revision(connection: Connection) -> str | None:
    """Where the database stands; None before the first step. Raises Ahead for a revision nobody here knows."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is not None and revision not in REVISIONS:
        raise Ahead(
            f"the database's tables are at revision {revision}, which this Liaison does not know (it knows up to"
            f" {HEAD}): a newer Liaison has been here; install that one, or restore a backup"
        )
    return revision


def _run(connection: Connection) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    steps = EnvironmentContext(config, scripts, fn=lambda revision, _context: scripts._upgrade_revs(HEAD, revision))
    with steps:
        steps.configure(connection=connection, target_metadata=None)
        with steps.begin_transaction():
            steps.run_migrations()

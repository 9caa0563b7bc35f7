"""The migrated tables are the ones that the models describe, and start-up knows when they are not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from pprint import pformat

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage import schema
from storage.db import Database
from tests.postgres import PostgresServer, by_pooler


def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    with database.unhurried.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, schema.metadata())
    assert difference == [], (
        "the models have changed: add a revision in storage/migrations/versions that does this:\n" + pformat(difference)
    )


def test_the_revisions_that_start_up_knows_are_the_files() -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == schema.REVISIONS


def test_upgrading_twice_does_nothing_the_second_time(tmp_path: Path, open_database: Callable[[str], Database]) -> None:
    database = open_database(f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(schema.Behind, match="liaison db upgrade"):
        schema.check(database)
    assert schema.upgrade(database) is True
    assert schema.upgrade(database) is False
    schema.check(database)


def test_a_database_of_a_newer_liaison_is_left_alone(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.Ahead, match="9999"):
        schema.check(database)
    with pytest.raises(schema.Ahead, match="a newer Liaison has been here"):
        schema.upgrade(database)


@pytest.mark.postgres
@pytest.mark.parametrize("way", ["at once", "pooler"])
def test_instances_that_start_together_make_the_tables_once(
    request: pytest.FixtureRequest, postgres_server: PostgresServer, open_database: Callable[[str], Database], way: str
) -> None:
    url = postgres_server.copy_of("template1")
    if way == "pooler":
        request.getfixturevalue(way)
        url = by_pooler(url)
    databases = [open_database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as starts:
        made = list(starts.map(schema.upgrade, databases))
    assert sorted(made) == [False, False, False, True]
    assert inspect(databases[0].engine).has_table("outbox")


def test_a_start_with_current_tables_does_not_load_alembic(sqlite_url: str) -> None:
    program = (
        "import sys; from storage import schema; from storage.db import Database;"
        f"database = Database({sqlite_url!r}); schema.upgrade(database); schema.check(database); database.close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

"""Write the first revision anew from the models: `python -m storage.migrations`.

There is one revision until the first release, so that a new database is made in one step. From then on tables change
by further files beside it, and this command goes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import api
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel.sql.sqltypes import AutoString

from storage.db import UtcDateTime
from storage.migrations import versions
from storage.schema import HEAD, metadata

TEMPLATE = '''"""Every table of the first release. Written by `python -m storage.migrations`."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    {body}
'''


def rendered_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our column types as the plain ones beneath them, so that a step does not change when our code does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def source() -> str:
    """The first revision as Python."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"target_metadata": metadata(), "render_item": rendered_type}
        )
        script = api.produce_migrations(context, metadata())
        upgrade = script.upgrade_ops
        assert isinstance(upgrade, UpgradeOps)  # noqa: S101 - one database, one set of steps
        body = api.render_python_code(
            upgrade, render_as_batch=False, migration_context=context, render_item=rendered_type
        )
    engine.dispose()
    steps = "\n".join(line for line in body.splitlines() if not line.strip().startswith("#"))
    return TEMPLATE.format(revision=HEAD, body=steps.strip())


if __name__ == "__main__":
    path = Path(versions.__path__[0]) / f"{HEAD}_first.py"
    path.write_text(source(), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", str(path)], check=True)  # noqa: S603 - our own path

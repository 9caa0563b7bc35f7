"""Where a proof is run: in a SQLite file, and on a PostgreSQL server as people rely on one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import DURABLE, binaries, running_server

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


class NotHere(Exception):
    """This machine lacks what the proof needs."""


@contextmanager
def new_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database of that kind, gone afterwards. Raises NotHere."""
    if kind == SQLITE:
        yield f"sqlite:///{folder}/liaison.db"
        return
    found = binaries()
    if found is None:
        raise NotHere("PostgreSQL is not installed here")
    with running_server(found, *DURABLE) as server:
        server.run("CREATE DATABASE proof")
        yield server.url("proof")

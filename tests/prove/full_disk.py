"""The disk is full while people work, and later it is not: Liaison goes on, and is not started again."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.postgres import SERVER_USER
from tests.prove import outage
from tests.prove.audit import Verdict
from tests.prove.databases import NotHere
from tests.prove.kill import Bot
from tests.prove.outage import Fault

# So much Liaison's log may still grow; what a few acts add to the database is more.
ROOM = 16_384
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
# What a PostgreSQL database of a proof may take.
SMALL_DISK = "size=64m,mode=0700"
A_PAGE = bytes(4_096)


async def prove(folder: Path, url: str, *, acts: int, seed: int) -> Verdict:
    """`acts` acknowledged acts; after each tenth of them nothing that is stored may grow until some have met that.

    Raises NotHere.
    """
    disk = _files_of_a_process(folder, url) if url.startswith("sqlite") else _a_small_disk(url)
    after = [acts // 10 * tenth for tenth in range(1, 9)]
    return await outage.prove("disk full", folder, url, disk, acts=acts, after=after, seed=seed)


@asynccontextmanager
async def _files_of_a_process(folder: Path, url: str) -> AsyncIterator[Fault]:
    """Whose files may not grow."""

    def fill(bot: Bot) -> None:
        most = (folder / "liaison.log").stat().st_size + ROOM
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    def make_room(bot: Bot) -> None:
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, NO_LIMIT)

    yield Fault(url, fill, make_room)


@asynccontextmanager
async def _a_small_disk(url: str) -> AsyncIterator[Fault]:
    """Onto which the empty database is moved.

    The server's log of writes stays where it is: a server that cannot write it ends, and that is another fault.
    """
    asked = make_url(url)
    # Beside the socket, where the server may go.
    with _mounted(Path(str(asked.query["host"])) / "disk") as disk:
        tables, ballast = disk / "tables", disk / "ballast"
        tables.mkdir()
        for one in (disk, tables):
            shutil.chown(one, SERVER_USER)
        with psycopg.connect(asked.set(database="postgres").render_as_string(), autocommit=True) as server:
            server.execute(f"CREATE TABLESPACE small LOCATION '{tables}'".encode())
            server.execute(f"ALTER DATABASE {asked.database} SET TABLESPACE small".encode())
        yield Fault(url, lambda _bot: _fill(ballast), lambda _bot: ballast.unlink())


@contextmanager
def _mounted(disk: Path) -> Iterator[Path]:
    """A small file system in memory. Raises NotHere."""
    if os.geteuid() != 0:
        raise NotHere("only root can mount a small disk")
    disk.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", SMALL_DISK, "tmpfs", str(disk)], check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        raise NotHere("a small disk cannot be mounted") from error
    try:
        yield disk
    finally:
        # The server, which is about to end, may have files open on it.
        subprocess.run(["umount", "--lazy", str(disk)], check=True, capture_output=True)


def _fill(ballast: Path) -> None:
    """Let the file take whatever is left, whoever else is taking of it."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(A_PAGE):
            pass

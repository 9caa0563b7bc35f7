"""Real databases for tests: a PostgreSQL server of the distribution, a pooler before it, and SQLite files.

All begin as a copy of a database that was migrated once a test session. `database` runs a test on a server and on
SQLite, `server_url` on a server and by way of the pooler.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from storage import schema
from storage.db import Database
from tests import memory
from tests.needs import missing

# Whoever tests may be root (a container), which PostgreSQL refuses to run as.
SERVER_USER = "postgres"
# What the folders of servers begin with; the number of the process they belong to follows.
PREFIX = "liaison-pg-"
SETTINGS = (
    "listen_addresses=''",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=60",
)
# What a server that keeps its promises does; the tests' own forgets on a power cut.
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
# In the folder of the server that the pooler stands before, beside whose socket it has its own.
POOLER_PORT = 6432
POOLER_NUMBER = "pooler.pid"
POOLER_SECONDS = 10.0
# Fewer of the server's connections than a Liaison has threads, and none kept for the next test. Any user is the
# server's. All else is as PgBouncer has it.
POOLER = """
[databases]
* = host={folder} user={user}
[pgbouncer]
pool_mode = transaction
default_pool_size = 4
server_idle_timeout = 1
auth_type = any
unix_socket_dir = {folder}
listen_port = {port}
logfile = {folder}/pooler.log
pidfile = {folder}/{number}
"""


@dataclass(frozen=True)
class PostgresServer:
    """A running server that answers on a socket in `folder`."""

    folder: Path
    numbers: Iterator[int]

    def url(self, name: str) -> str:
        return f"postgresql://{SERVER_USER}@/{name}?host={self.folder}"

    def run(self, statement: str) -> None:
        """One statement outside any transaction."""
        with psycopg.connect(host=str(self.folder), user=SERVER_USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def copy_of(self, template: str) -> str:
        """The URL of a new database like `template`; it is gone with the server, if not before."""
        name = f"test_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    @contextmanager
    def lent(self, template: str) -> Iterator[str]:
        """The same, gone afterwards: a thousand of them are a million files."""
        url = self.copy_of(template)
        yield url
        self.run(f"DROP DATABASE {psycopg.conninfo.conninfo_to_dict(url)['dbname']} WITH (FORCE)")


def binaries() -> Path | None:
    """Where initdb and pg_ctl are: the newest of the distribution's, else those in PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    in_path = shutil.which("initdb")
    if versions:
        return versions[-1].parent
    return Path(in_path).resolve().parent if in_path else None


def as_server_user(*command: str) -> None:
    """Run a command as the user that may run the server."""
    prefix = ("runuser", "-u", SERVER_USER, "--") if os.geteuid() == 0 else ()
    done = subprocess.run([*prefix, *command], cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")


@contextmanager
def running_server(found: Path, *settings: str, within: Path | None = None) -> Iterator[PostgresServer]:
    """A server made with the binaries in `found`, gone without a trace afterwards. `settings` overrule the tests'.

    It lies `within` that folder, else where temporary files are.
    """
    within = within or Path(tempfile.gettempdir())
    _clear_up(found, within)
    # A short path: a socket's may have 107 letters. Not pytest's, which only the testing user may enter.
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=within))
    cluster = folder / "cluster"
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
    try:
        as_server_user(
            str(found / "initdb"), "-D", str(cluster), "-U", SERVER_USER, "-A", "trust", "-E", "UTF8", "--no-sync",
            "--locale=C",
        )  # fmt: skip
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, *settings, f"unix_socket_directories='{folder}'"))
        log = str(folder / "log")
        as_server_user(str(found / "pg_ctl"), "-D", str(cluster), "-o", options, "-l", log, "-w", "start")
        try:
            yield PostgresServer(folder, itertools.count(1))
        finally:
            as_server_user(str(found / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def by_pooler(url: str) -> str:
    """The same database of the server by way of the pooler."""
    return f"{url}&port={POOLER_PORT}"


def pooler_binary() -> str | None:
    """PgBouncer; the distribution puts it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def running_pooler(server: PostgresServer, found: str) -> Iterator[None]:
    """PgBouncer before the server, giving each transaction another of the server's connections."""
    written = server.folder / "pooler.ini"
    written.write_text(
        POOLER.format(folder=server.folder, user=SERVER_USER, port=POOLER_PORT, number=POOLER_NUMBER), encoding="utf-8"
    )
    as_server_user(found, "--daemon", "--quiet", str(written))
    try:
        _await_pooler(server)
        yield
    finally:
        _stop_pooler(server.folder)


def _await_pooler(server: PostgresServer) -> None:
    latest = time.monotonic() + POOLER_SECONDS
    while True:
        try:
            psycopg.connect(by_pooler(server.url("postgres"))).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > latest:
                raise
            time.sleep(0.01)


def _stop_pooler(folder: Path) -> None:
    with suppress(OSError):
        number = int((folder / POOLER_NUMBER).read_text())
        # Of somebody who has that number by now the folder is none of their business.
        if os.fsencode(folder) in Path(f"/proc/{number}/cmdline").read_bytes():
            os.kill(number, signal.SIGTERM)


def _clear_up(found: Path, within: Path) -> None:
    """Stop and remove the servers of processes that were killed, whose number their folders bear."""
    for folder in within.glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not owner.isdigit() or _lives(int(owner)):
            continue
        _stop_pooler(folder)
        with suppress(RuntimeError):  # it does not run any more, or another process stops it at this moment
            as_server_user(str(found / "pg_ctl"), "-D", str(folder / "cluster"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server for this session (with xdist: for this worker)."""
    found = binaries()
    if found is None:
        missing("PostgreSQL is not installed here (Debian, Ubuntu: apt install postgresql)")
    with running_server(found, within=memory.folder()) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """The name of a migrated, empty database."""
    postgres_server.run("CREATE DATABASE migrated")
    migrate(postgres_server.url("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty file."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate(f"sqlite:///{path}")
    return path


def migrate(url: str) -> None:
    database = Database(url)
    try:
        schema.upgrade(database)
    finally:
        database.close()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    """A new migrated PostgreSQL database."""
    with postgres_server.lent(postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def pooler(postgres_server: PostgresServer) -> Iterator[None]:
    """A pooler before the session's server."""
    found = pooler_binary()
    if found is None:
        missing("PgBouncer is not installed here (Debian, Ubuntu: apt install pgbouncer)")
    with running_pooler(postgres_server, found):
        yield


@pytest.fixture
def pooled_url(postgres_url: str, pooler: None) -> str:
    """A new migrated PostgreSQL database behind the pooler."""
    return by_pooler(postgres_url)


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.postgres) for name in ("postgres", "pooled")])
def server_url(request: pytest.FixtureRequest) -> str:
    """A new migrated PostgreSQL database, met at once or by way of the pooler."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A new migrated SQLite file."""
    path = tmp_path / "liaison.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A new migrated database of either kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def open_database() -> Iterator[Callable[[str], Database]]:
    """Opens databases by URL and closes them after the test."""
    opened: list[Database] = []

    def open_one(url: str) -> Database:
        opened.append(Database(url))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


@pytest.fixture
def database(database_url: str, open_database: Callable[[str], Database]) -> Database:
    """A new migrated database of either kind, open."""
    return open_database(database_url)

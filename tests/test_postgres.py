"""The tests' own PostgreSQL: what a killed session leaves behind is cleared up by the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.postgres import PREFIX, PostgresServer, _clear_up, binaries

KILLED = """
import os, signal, sys
from tests.postgres import binaries, running_server
with running_server(binaries()) as server:
    print(server.folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.postgres
def test_the_server_of_a_killed_process_is_stopped_and_that_of_a_living_one_is_not(
    postgres_server: PostgresServer,
) -> None:
    found = binaries()
    assert found is not None
    said = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False).stdout
    left = Path(said.strip())
    process = (left / "cluster" / "postmaster.pid").read_text().split()[0]
    assert str(left) in _command_of(process)

    _clear_up(found, left.parent)

    assert not left.exists()
    assert str(left) not in _command_of(process)
    assert postgres_server.folder.name.startswith(f"{PREFIX}{os.getpid()}-")
    postgres_server.run("SELECT 1")


def test_a_folder_that_bears_no_number_is_nobody_s_to_remove() -> None:
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}kept-") as name:
        _clear_up(Path("/nowhere"), Path(name).parent)
        assert Path(name).exists()


def _command_of(process: str) -> str:
    """How the process was started; nothing of one that has ended."""
    return subprocess.run(["ps", "-o", "args=", "-p", process], capture_output=True, text=True, check=False).stdout

"""Where tests keep what they throw away: in memory where there is room for it.

What nobody will ever read again need not reach a disk, which is what most of a test with a database waits for. What
the bench and the proofs measure is kept where production keeps it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
# What a worker needs at most, with others beside it: containers often have 64 MB there.
ENOUGH_BYTES = 4 * 1024**3
# Where pytest makes the folders of its tests; workers have it of the one who starts them.
ROOT = "PYTEST_DEBUG_TEMPROOT"


@cache
def folder() -> Path:
    """A folder in memory where there is room, else the system's for temporary files."""
    try:
        has_room = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free >= ENOUGH_BYTES
    except OSError:
        has_room = False
    return IN_MEMORY if has_room else Path(tempfile.gettempdir())


def use() -> None:
    """Have pytest make its folders there, unless somebody has said where."""
    os.environ.setdefault(ROOT, str(folder()))

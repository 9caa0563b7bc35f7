"""Time zones: countries change their rules, so the newest data counts.

Python reads the system's files first, however old they are, and the package `tzdata` only where there are none.
"""

from __future__ import annotations

import os
import re
import zoneinfo
from pathlib import Path
from typing import NamedTuple

from tzdata import IANA_VERSION  # type: ignore[import-untyped]

# Where a folder of zones says its version: most systems, macOS and the BSDs.
_SAY_VERSION = ("tzdata.zi", "+VERSION")
_VERSION = re.compile(r"\b(\d{4}[a-z]+)\b")
# Python's own name for the folders, which children inherit.
_PATH = "PYTHONTZPATH"


class Source(NamedTuple):
    """Where zones are read: a folder, or the package (""). `version` is IANA's (2026f), None where nobody says."""

    folder: str
    version: str | None


def package() -> Source:
    """The data that is installed with Liaison."""
    return Source("", IANA_VERSION)


def folders() -> list[Source]:
    """The folders in which Python looks first, as far as they exist."""
    return [Source(folder, _version(Path(folder))) for folder in zoneinfo.TZPATH if Path(folder).is_dir()]


def set_up() -> list[Source]:
    """Read zones from the newest data, here and in processes that are started from here; returns what was passed over.

    A folder that does not say its version is taken where an operator named it in PYTHONTZPATH, and not where it merely
    happens to be there: of the package we know how old it is.
    """
    own = package().version or ""
    found = folders()
    is_named = bool(os.environ.get(_PATH))
    kept = [one for one in found if (one.version >= own if one.version else is_named)]
    older = [one for one in found if one not in kept]
    if older:
        zoneinfo.reset_tzpath([one.folder for one in kept])
        os.environ[_PATH] = os.pathsep.join(one.folder for one in kept)
        zoneinfo.ZoneInfo.clear_cache()
    return older


def _version(folder: Path) -> str | None:
    for name in _SAY_VERSION:
        try:
            with (folder / name).open(encoding="utf-8", errors="replace") as lines:
                said = _VERSION.search(lines.readline())
        except OSError:
            continue
        if said:
            return said[1]
    return None

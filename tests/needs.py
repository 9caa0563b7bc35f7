"""What a test needs and a machine may lack: it is skipped with a word, or fails where nothing may be skipped."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

STRICT = "LIAISON_CI_STRICT"


def missing(what: str) -> NoReturn:
    """Leave the test, saying what is missing and how to get it. With LIAISON_CI_STRICT=1 it has failed."""
    if os.environ.get(STRICT) == "1":
        pytest.fail(f"{what} – and {STRICT}=1 allows no test to be skipped", pytrace=False)
    pytest.skip(what)

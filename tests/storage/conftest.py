"""The stories of storage are told by way of a pooler too."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["sqlite", *(pytest.param(name, marks=pytest.mark.postgres) for name in ("postgres", "pooled"))])
def database_url(request: pytest.FixtureRequest) -> str:
    """A new migrated database: a file, on a server, behind its pooler."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url

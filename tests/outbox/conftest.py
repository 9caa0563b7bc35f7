"""A post office for each test: a sandbox, a database and a sender between them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.db import Database
from tests.deliveries import PostOffice, post_office


@pytest.fixture
async def office(database: Database) -> AsyncIterator[PostOffice]:
    async with post_office(lambda: database) as office:
        yield office

"""What the tests of the fetchers share: a fetcher for each test, worker processes for each file of tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from fetchers.http import Fetcher
from fetchers.workers import Workers
from tests.web import Web


@pytest.fixture
async def fetcher(anyio_backend: str, web: Web) -> AsyncIterator[Fetcher]:
    """A fetcher that gives a request five seconds; made after `web`, which takes proxies out of the environment."""
    async with Fetcher(time_limit=5) as opened:
        yield opened


@pytest.fixture(scope="module")
async def workers(anyio_backend: str) -> AsyncIterator[Workers]:
    async with Workers(1) as opened:
        yield opened

"""What the tests of the fetchers share: a fetcher for each test, worker processes for each file of tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from fetchers.http import Fetcher
from fetchers.workers import Workers
from tests.web import LOOPBACK, Web


def loopback(**options: Any) -> Fetcher:
    """A fetcher that may ask the servers of the tests."""
    return Fetcher(allow_private=LOOPBACK, **options)


@pytest.fixture
async def fetcher(anyio_backend: str, web: Web) -> AsyncIterator[Fetcher]:
    """A fetcher that gives a request five seconds; made after `web`, which takes proxies out of the environment."""
    async with loopback(time_limit=5) as opened:
        yield opened


@pytest.fixture(scope="module")
async def workers(anyio_backend: str) -> AsyncIterator[Workers]:
    async with Workers(1) as opened:
        yield opened

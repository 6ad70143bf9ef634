"""Broken feeds of every kind through the worker path; `python -m bench.fuzz --minute` does it for a whole minute."""

from __future__ import annotations

import gzip
import random

import pytest

from bench.fuzz import URL, faults, mutant, seeds
from fetchers.workers import ParseError, Workers
from tests.conftest import DATA

pytestmark = pytest.mark.anyio

FEEDS = seeds()
PRESS = [gzip.decompress(path.read_bytes()) for path in sorted((DATA / "feeds" / "press").glob("*.xml.gz"))]


@pytest.mark.parametrize("seed", range(6))
async def test_a_broken_feed_gives_sound_entries_or_a_plain_word(workers: Workers, seed: int) -> None:
    """No crash of a worker, no error of a library's, and no control character in what comes back."""
    wrong = []
    for number in range(60):
        lot = random.Random(f"{seed} {number}")
        try:
            found = await workers.feed(mutant(lot, FEEDS + [feed for feed in PRESS if len(feed) < 40_000]), URL, "")
        except ParseError as error:
            if "Error: " in str(error) or "parser fail" in str(error) or "longer" in str(error):
                wrong.append(f"{number}: {error}")
        else:
            wrong += [f"{number}: {fault}" for fault in faults(found)]
    assert wrong == []

"""Real feeds of the press, as served in February 2026."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from fetchers.feeds import parse
from tests.conftest import DATA

PRESS = DATA / "feeds" / "press"
FILES = sorted(PRESS.glob("*.xml.gz")) or [PRESS / "absent"]

pytestmark = pytest.mark.skipif(not PRESS.is_dir(), reason="../shared/data/feeds/press is not there")


def _address(path: Path) -> str:
    index = json.loads((PRESS / "index.json").read_text())
    return next(str(row["url"]) for row in index if row["file"] == path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:8])
def test_a_real_feed_is_read(path: Path) -> None:
    """Every entry has a headline without markup, an address and a date."""
    found = parse(gzip.decompress(path.read_bytes()), _address(path), "application/rss+xml")
    assert found.title
    assert found.entries
    assert all(entry.title and entry.url.startswith("http") for entry in found.entries)
    assert not any("</" in entry.title or "&amp;" in entry.title for entry in found.entries)
    assert all(entry.published_at for entry in found.entries)

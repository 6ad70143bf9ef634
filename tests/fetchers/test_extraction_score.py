"""The text of real pages against the text taken by hand (the article extraction benchmark)."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter

import pytest

from fetchers.extract import extract
from tests.conftest import DATA

PAGES = DATA / "extraction"
#: Every fourth page by name, so that the sample is the same at each run.
SAMPLE = sorted((PAGES / "html").glob("*.html.gz"))[::4][:20]

pytestmark = pytest.mark.skipif(not SAMPLE, reason="../shared/data/extraction is not there")


def _f1(found: str, expected: str) -> float:
    """Harmonic mean of precision and recall over words."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else float(not one and not other)


def test_the_text_is_that_taken_by_hand() -> None:
    """On twenty pages of the benchmark, mean F1 over words of at least 0.93."""
    truth = json.loads((PAGES / "ground-truth.json").read_text())
    scores = []
    for path in SAMPLE:
        expected = truth[path.name.removesuffix(".html.gz")]
        article = extract(gzip.decompress(path.read_bytes()), expected["url"], None)
        scores.append(_f1(article.text if article else "", expected["articleBody"]))
    assert len(scores) == 20
    assert sum(scores) / len(scores) >= 0.93

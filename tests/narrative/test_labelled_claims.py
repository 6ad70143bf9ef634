"""The labelled stories and claims beside the project, scored by their own definitions."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from narrative.claims import derive
from narrative.relevance import judge
from narrative.topic import Topic
from store.models import Story, TextSource
from tests.narrative.build import START

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the labelled stories (../shared/eval) are not here")


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVAL / "stories.jsonl").read_text("utf-8").splitlines() if line.strip()]


def score() -> Any:
    """The module that scores, read from where it lies."""
    spec = importlib.util.spec_from_file_location("labelled_score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def a_story(number: int, row: dict[str, Any]) -> Story:
    """A labelled story as the store would give it back; one without a date was seen on START."""
    published = datetime.fromisoformat(row["date"]) if row["date"] else None
    if published and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return Story(
        id=number,
        url=row["url"],
        title=row["title"] or "",
        outlet=row["outlet"],
        domain=row["url"].split("/")[2],
        author=None,
        published_at=published,
        first_seen_at=published or START,
        language=row["lang"],
        text=row["text"],
        text_source=TextSource.PAGE,
        relevant=True,
        relevance=4.0,
        matched=(),
        saved=False,
        read=False,
        revision_id=number,
    )


@pytest.fixture(scope="module")
def scored(topic: Topic) -> dict[str, Any]:
    """The figures for the claims derived from the stories judged relevant."""
    fits = [row for row in rows() if judge(topic, row["title"] or "", row["text"]).relevant]
    exported = [
        {
            "mentions": [
                {"url": m.url, "sentence": m.sentence, "stance": str(m.stance), "attributed_to": m.attributed_to}
                for m in claim.mentions
            ]
        }
        for claim in derive([a_story(number, row) for number, row in enumerate(fits, 1)], topic)
    ]
    result: dict[str, Any] = score().claims(rows(), json.loads((EVAL / "claims.json").read_text("utf-8")), exported)
    return result


def test_relevance_is_judged_as_labelled(topic: Topic) -> None:
    """Of all stories, near misses among them."""
    exported = [
        {"url": row["url"], "relevant": judge(topic, row["title"] or "", row["text"]).relevant} for row in rows()
    ]
    assert score().relevance(rows(), exported)["f1"] >= 0.95


def test_labelled_claims_are_found(scored: dict[str, Any]) -> None:
    """At least eight of the fifteen are recovered, and pairs of mentions are together as they are labelled."""
    found, of = map(int, scored["claims_recovered"].split("/"))
    assert of == 15
    assert found >= 8
    assert scored["pair_f1"] >= 0.45


def test_stance_and_source_are_read_as_labelled(scored: dict[str, Any]) -> None:
    """Over the labelled passages that some claim has."""
    assert scored["mentions"] > 100
    assert scored["stance_accuracy"] >= 0.85
    assert scored["attribution_recall"] >= 0.75

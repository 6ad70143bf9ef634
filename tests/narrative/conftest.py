"""The topic that is shipped, read once, and the labelled stories where they are beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.topic import Topic, parse_topic

SEED = Path(__file__).resolve().parents[2] / "seeds" / "topic.toml"


@pytest.fixture(scope="session")
def topic() -> Topic:
    """The topic of a new installation."""
    return parse_topic(SEED.read_text(encoding="utf-8"), SEED.name)

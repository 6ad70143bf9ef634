"""The sample home, built once and copied for each test."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import open_store
from tests.tui import sample as samples
from tests.tui.polls import FakePoll
from tests.tui.sample import Sample


@pytest.fixture(autouse=True, scope="package")
def rare_collections() -> Iterator[None]:
    """Every drawn line makes many objects beside pytest's large heap: collecting would take most of the time."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's database, not to be written to."""
    path = tmp_path_factory.mktemp("tui") / "reportedly.db"
    samples.build(path)
    return path


@pytest.fixture
def sample(template: Path, database: Path) -> Sample:
    """A home with stories, claims and feeds."""
    shutil.copy(template, database)
    poll = FakePoll(database)
    return Sample(samples.wiring(database, poll), poll)


@pytest.fixture
def empty(database: Path) -> Sample:
    """A home with nothing in it, not even a feed."""
    open_store(database).close()
    poll = FakePoll(database)
    return Sample(samples.wiring(database, poll), poll)

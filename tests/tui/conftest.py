"""The sample home, built once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.database import open_store
from tests.tui import sample as samples
from tests.tui.polls import FakePoll
from tests.tui.sample import Sample


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come one after another here, each when all is read: no cursor needs to rest before its story is."""
    monkeypatch.setattr("tui.desk.sleep", lambda seconds: None)


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

"""An analysis while other processes poll and act on the same file: nothing is lost, and nobody is locked out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from narrative.topic import Topic
from reportedly import analysis
from store import acts, readings, state
from store.database import Store, open_store
from tests.narrative.samples import seed_topic
from tests.reportedly.invented import analyse, arrive, every, invented, told
from tests.store.processes import other

#: Stories there are at first, and that another process adds one at a time.
FIRST, MORE = 24, 16
#: Acts that a third one does.
ACTS = 12

_POLLING = """
import sys
from pathlib import Path
from store.database import open_store
from tests.reportedly.invented import arrive, invented
first, more = int(sys.argv[2]), int(sys.argv[3])
press = invented(first + 1, first + more)
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for story in press:
        arrive(store, [story])
print("done", flush=True)
"""

_ACTING = """
import sys
from pathlib import Path
from reportedly import acting
from store.database import open_store
from store.models import ActKind
from tests.conftest import NOW
claim_id = int(sys.argv[2])
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    acting.mark(store, ActKind.PIN, claim_id, NOW)
    for number in range(int(sys.argv[3])):
        acting.mark(store, ActKind.NOTE, claim_id, NOW, f"note {number}")
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def topic() -> Topic:
    return seed_topic()


@pytest.fixture
def base(database: Path, topic: Topic) -> Iterator[Store]:
    with open_store(database) as store:
        arrive(store, invented(1, FIRST))
        analyse(store, topic)
        yield store


@pytest.mark.parametrize("together", [1000, 12], ids=["all at once", "growing"])
def test_stories_and_acts_that_come_while_an_analysis_is_at_work(
    base: Store, topic: Topic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    """After the next analysis all is there: every story read, every act on record and its mark on a claim."""
    monkeypatch.setattr(analysis, "TOGETHER", together)
    monkeypatch.setattr(analysis, "PORTION", 5)
    pinned = max(every(base).values(), key=lambda claim: (len(claim.mentions), claim.id)).id
    polling = other(_POLLING, base.path, FIRST, MORE)
    with polling as poll, other(_ACTING, base.path, pinned, ACTS) as person:
        assert [process.hear() for process in (poll, person)] == ["ready", "ready"]
        for process in (poll, person):
            process.tell("go")
        for _ in range(6):
            analyse(base, topic)
        assert [process.hear() for process in (poll, person)] == ["done", "done"]
    analyse(base, topic)
    assert not state.analysis_is_stale(base)
    assert readings.size(base)[0] == FIRST + MORE
    assert readings.waiting(base) == []
    assert base.check() == "ok"
    assert len(acts.active(base)) == 1 + ACTS
    found = every(base)
    assert [(number, claim.note) for number, claim in found.items() if claim.pinned] == [(pinned, f"note {ACTS - 1}")]
    if together < FIRST:
        return
    with open_store(tmp_path / "fresh.db") as fresh:
        arrive(fresh, invented(1, FIRST + MORE))
        analyse(fresh, topic)
        there = told(base)
        # Beside them the pinned one may stand, as it was when it was last derived.
        assert [claim for claim in told(fresh) if claim not in there] == []

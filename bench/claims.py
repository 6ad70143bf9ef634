"""How fast stories become claims, how that grows, and what one more costs: `python bench/claims.py [SIZES...]`.

From text to claims on one core, in an invented press (bench/press.py): first all in memory, the way that up to a
thousand are handled, then in a store, portion by portion, with one more story added at the end. The peer is a plain
pass over the same texts that splits them into words: what any reading costs.
"""

from __future__ import annotations

import gc
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from bench.press import stories
from fetchers.progress import Quiet
from narrative.claims import derive
from narrative.propositions import propositions
from narrative.topic import Topic, parse_topic
from reportedly import analysis
from store import claims, readings
from store.database import Store, open_store
from store.models import Entry, Relevance, Story
from store.stories import Arrival, receive

SIZES = (1_000, 10_000, 50_000)
#: So many stories are added one at a time, and the middle one's time is told.
ADDED = 15
_WORD = re.compile(r"\w+")


def main(sizes: Sequence[int]) -> None:
    topic = parse_topic(files("seeds").joinpath("topic.toml").read_text(), "topic.toml")
    in_memory(topic, min(sizes[0], analysis.TOGETHER))
    print(f"\n{'stories':>8} {'seconds':>8} {'a second':>8} {'claims':>7} {'one more':>9} {'memory':>8} {'file':>8}")
    for size in sizes:
        in_store(topic, size)


def in_memory(topic: Topic, size: int) -> None:
    """Text to claims without a store, beside the plain pass."""
    told = list(stories(size))
    words = sum(len(_WORD.findall(story.text)) for story in told) / size
    plain = _seconds(lambda: [set(_WORD.findall(story.text.lower())) for story in told])
    reading = _seconds(lambda: propositions(told, topic))
    whole = _seconds(lambda: derive(told, topic))
    print(f"{size} stories of {words:.0f} words, in memory, CPU seconds of one core")
    for name, seconds in (("plain pass over the words", plain), ("reading", reading), ("reading and grouping", whole)):
        print(f"{name:>26} {seconds:7.2f} s {size / seconds:8.0f} a second {seconds / plain:7.1f}x the plain pass")


def in_store(topic: Topic, size: int) -> None:
    """The same by `reportedly analyse`, and then one more story at a time."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        more = ADDED + 1
        arrivals = stories(size + more)
        with store.writing():
            for _ in range(size):
                _receive(store, next(arrivals))
        gc.collect()
        seconds = _seconds(lambda: analysis.analyse(store, topic, Quiet(), anew=True))
        found = claims.count(store)
        single = []
        for _ in range(more):
            _receive(store, next(arrivals))
            single.append(_seconds(lambda: analysis.analyse(store, topic, Quiet())))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        file = store.path.stat().st_size / 1e6
        assert readings.size(store)[0] == size + more
    # The first finds its readers' patterns not compiled yet.
    one = statistics.median(single[1:])
    print(
        f"{size:8,} {seconds:8.1f} {size / seconds:8.0f} {found:7,} {one * 1000:6.0f} ms {memory:5.0f} MB"
        f" {file:5.0f} MB",
        flush=True,
    )


def _receive(store: Store, story: Story) -> None:
    entry = Entry(guid=story.url, url=story.url, title=story.title, published_at=story.published_at, content=story.text)
    arrival = Arrival(entry, Relevance(5.0, relevant=True, possible=True), story.outlet, story.domain)
    receive(store, 1, [arrival], story.first_seen_at)


def _seconds(work: object) -> float:
    begin = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - begin


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)

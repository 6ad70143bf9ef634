"""Stories of the invented press in a store, shorter than those of the benchmarks, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bench import press
from fetchers.progress import Quiet
from narrative.topic import Topic
from reportedly import analysis
from store import claims, stories
from store.database import Store
from store.models import Claim, Entry, Relevance, Story
from store.query import parse
from store.revising import revise
from store.stories import Arrival
from tests.conftest import NOW

#: Sentences of a story.
SENTENCES = 10
#: What ends many of its sentences, and is no part of what is told.
_TAIL = ", a spokesman told Reuters"
FITS = Relevance(5.0, relevant=True, possible=True)


def invented(first: int, last: int) -> list[Story]:
    """The stories of these numbers."""
    return [_short(story) for story in press.stories(last) if story.id >= first]


def _short(story: Story) -> Story:
    text = ". ".join(story.text.split(". ")[:SENTENCES]).rstrip(".") + "."
    return replace(story, text=text.replace(_TAIL, ""))


def arrive(store: Store, some: Iterable[Story]) -> dict[str, int]:
    """Stores stories as a poll does; their ids by address."""
    arrivals = []
    for story in some:
        entry = Entry(story.url, story.url, story.title, published_at=story.published_at, content=story.text)
        arrivals.append(Arrival(entry, FITS, story.outlet, story.domain))
    with store.writing():
        stories.receive(store, 1, arrivals, NOW)
    return {row["url"]: row["id"] for row in store.rows("SELECT id, url FROM stories")}


def edit(store: Store, story_id: int, text: str) -> None:
    """Another version of a story."""
    row = store.row("SELECT title, revisions, text_source FROM stories WHERE id = ?", (story_id,))
    assert row is not None
    with store.writing() as connection:
        revise(connection, story_id, row["revisions"] + 1, row["title"], text, row["text_source"], NOW)


def analyse(store: Store, topic: Topic, *, anew: bool = False) -> int:
    return analysis.analyse(store, topic, Quiet(), anew=anew)


def every(store: Store) -> dict[int, Claim]:
    return {claim.id: claim for claim in claims.select(store, parse("any"), NOW)}


def told(store: Store) -> list[object]:
    """What the claims say, whatever the ids of stories, revisions and claims."""
    urls = {row["id"]: row["url"] for row in store.rows("SELECT id, url FROM stories")}
    return sorted(
        (
            (
                claim.statement,
                claim.kind,
                claim.terms,
                [
                    (
                        replace(mention, story_id=0, revision_id=0, chain=None),
                        urls[mention.chain if mention.chain is not None else mention.story_id],
                    )
                    for mention in claim.mentions
                ],
            )
            for claim in every(store).values()
        ),
        key=repr,
    )


def pair_f1(one: Store, other: Store) -> float:
    """How far the pairs of sentences that share a claim are the same in both."""
    first, second = (
        {(a, b) for keys in claims.keys(store).values() for a in keys for b in keys if a < b} for store in (one, other)
    )
    return 2 * len(first & second) / (len(first) + len(second))

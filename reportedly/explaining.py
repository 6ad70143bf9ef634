"""What explains a claim and its mentions, gathered from the store: how sentences were read, how rare terms are, what a
person did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from narrative.explain import ClaimWhy, MentionWhy, why_claim, why_mention
from narrative.expressions import BETWEEN
from narrative.extend import Key, key_of, stats_of
from narrative.grounds import Evidence, as_claimed
from narrative.packing import unpack
from narrative.propositions import Proposition, Reader, people
from narrative.tomlcheck import TomlError
from narrative.topic import Topic
from store import acts, index, outletnames, reading, readings
from store.database import Store
from store.errors import StoreError
from store.models import Claim, Mention, Story


class Explainer:
    """Explains claims by a topic, which is read anew each time as a person may edit it."""

    def __init__(self, topic: Callable[[], Topic]) -> None:
        self._read_topic = topic

    def claim(self, store: Store, claim: Claim) -> ClaimWhy:
        """Why a claim is what it is. Raises `StoreError`."""
        topic = self._topic()
        return why_claim(claim, topic, _evidence(store, topic, claim))

    def mentions(self, store: Store, claim: Claim, numbers: Iterable[int]) -> tuple[ClaimWhy, tuple[MentionWhy, ...]]:
        """The same, and why its mentions of some numbers, from 1, are what they are. Raises `StoreError`."""
        topic, outlets = self._topic(), outletnames.every(store.connection)
        evidence = _evidence(store, topic, claim)
        whole, known = why_claim(claim, topic, evidence), people(topic)
        return whole, tuple(
            why_mention(whole, number, evidence, _story(store, claim.mentions[number - 1]), outlets, known)
            for number in numbers
        )

    def _topic(self) -> Topic:
        try:
            return self._read_topic()
        except TomlError as error:
            raise StoreError(str(error)) from error


def _evidence(store: Store, topic: Topic, claim: Claim) -> Evidence:
    rows = {number: as_claimed(row, claim) for number, row in _rows(store, topic, claim).items()}
    used = {term for row in rows.values() for term in row.terms} | {term.term for term in claim.terms}
    pairs = frozenset(tuple(term.split(BETWEEN, 1)) for term in used if BETWEEN in term.strip(BETWEEN))
    words = used.union(*pairs)
    stats = stats_of(readings.size(store)[1], index.counts(store, words), frozenset((p[0], p[1]) for p in pairs))
    return Evidence(rows, stats, acts.active(store))


def _rows(store: Store, topic: Topic, claim: Claim) -> dict[int, Proposition]:
    """Each mention's sentence as it was read; of a version that was read over since, as it would be now."""
    read = {
        key_of(row): row for story, data in readings.load(store, list(claim.stories)) for row in unpack(data, story)
    }
    found: dict[int, Proposition] = {}
    reader: Reader | None = None
    for number, mention in enumerate(claim.mentions, 1):
        row = read.get(_key(mention))
        if row is None or row.sentence != mention.sentence:
            reader = reader or Reader(topic, outletnames.every(store.connection))
            again = {key_of(one): one for one in reader.read(_story(store, mention))}
            row = again.get(_key(mention))
        if row is not None and row.sentence == mention.sentence:
            found[number] = row
    return found


def _key(mention: Mention) -> Key:
    return mention.story_id, mention.headline, mention.start


def _story(store: Store, mention: Mention) -> Story:
    """A mention's story in the version that says so."""
    story = reading.get(store, mention.story_id)
    if story.revision_id == mention.revision_id:
        return story
    for revision in reading.revisions(store, mention.story_id):
        if revision.id == mention.revision_id:
            return replace(story, title=revision.title, text=revision.text, revision_id=revision.id)
    return story

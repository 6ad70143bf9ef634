"""New stories added to many: what they are like is looked up in the store's indexes, and only that is grouped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from fetchers.progress import Progress
from narrative.expressions import expressions
from narrative.extend import Known, extend, key_of, like, stats_of, terms_of
from narrative.howfar import Tell, each, nobody
from narrative.packing import unpack
from narrative.propositions import Proposition, unrepeated
from narrative.sample import Stats, indexed, with_slots
from reportedly import acting, chaining, stages
from store import claims, growth, index, readings, state
from store.claims import Key
from store.database import Store
from store.models import Story

#: So many of the newest sentences of a term are considered, and a term in more sentences than these finds nobody:
#: whoever is alike shares a rarer one.
NEWEST, RARE = 200, 3000
#: Words that are one expression are learned from so many of the newest stories.
LEARNED_FROM = 500
_EXPRESSIONS = "expressions"
#: What is counted while stories are grouped.
GROUPED = "stories grouped"
#: What a portion goes through, and seconds of it measured in the invented press.
_STAGES = {
    "lines": 0.3,
    "alike": 2.2,
    "around": 0.6,
    "sharing": 0.4,
    "copies": 0.3,
    "sentences": 0.4,
    "meetings": 0.4,
    "pairs": 0.4,
    "groups": 0.7,
    "claims": 0.8,
    "joining": 0.2,
}


def line(row: Proposition) -> int:
    """A number by which an outlet's line is known again."""
    text = f"{row.story.outlet}\n{row.sentence}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def told(loaded: Sequence[tuple[Story, str]], tell: Tell = nobody) -> list[Proposition]:
    """What stories were read as, but for the lines that outlets repeat among them."""
    return unrepeated([row for story, data in each(loaded, "lines", tell) for row in unpack(data, story)])


def grow(store: Store, portion: int, progress: Progress) -> None:
    """Takes the stories that changed out of the claims, and those that are still of the topic in again, so many at
    once. Stopped, it has changed nothing.

    A claim keeps its id and what a person did with it while its stories are away and come back, and a sentence that is
    as it was makes the claims that it made.
    """
    with store.writing():
        changed = readings.waiting(store)
        said = growth.said(store, changed)
        made = [claims.get(store, claim_id) for claim_id in sorted({number for its in said.values() for number in its})]
        coming = readings.present(store, changed)
        progress.step(0, len(coming), GROUPED)
        left = growth.leave(store, changed) | chaining.settle(store, {}, set(changed) - set(coming))
        for begin in range(0, len(coming), portion):
            left |= extend_by(store, coming, begin, begin + portion, progress, said)
        growth.prune(store, left)
        acting.hold(store, [claim for claim in made if claim.pinned])
        readings.taken(store)


def learn(store: Store) -> None:
    """Learns which words are one expression, from the newest stories."""
    newest = readings.ids(store)[-LEARNED_FROM:]
    found = expressions([with_slots(row).terms for row in told(list(readings.load(store, newest)))])
    state.put(store, _EXPRESSIONS, json.dumps(sorted(found)))


def extend_by(
    store: Store,
    stories: Sequence[int],
    begin: int,
    end: int,
    progress: Progress,
    before: Mapping[Key, Collection[int]] = MappingProxyType({}),
) -> set[int]:
    """Adds a portion of stories that are read, from the `begin`th to before the `end`th, to the claims there are.
    `before`: the claims that sentences of theirs made. Returns the claims that may be made by too few chains now, as
    what they rest on turned out to be copied."""
    story_ids, many = stories[begin:end], len(stories)
    tell = stages.portion(progress, begin, min(end, many), many, GROUPED, _STAGES)
    loaded = list(readings.load(store, story_ids))
    said = [row for story, data in each(loaded, "lines", tell) for row in unpack(data, story)]
    again = index.repeated(store, {line(row) for row in said})
    fresh = [row for row in said if line(row) not in again]
    stats = _stats(store, fresh)
    around = _around(store, fresh, set(story_ids), stats, tell)
    touched = chaining.settle(store, {row.story.id: row.story for row in said}, tell=tell)
    chain_of = chaining.chains_of(store, {row.story.id for row in [*said, *around]})
    terms = {term for row in fresh for term in terms_of(row, stats)}
    found = extend(fresh, around, _known(store, terms, around), chain_of, stats, before, tell)
    for claim_id, mentions in each([*found.joined.items()], "joining", tell, 10):
        growth.join(store, claim_id, mentions)
    claims.found(store, found.founded)
    return touched


def _stats(store: Store, rows: Sequence[Proposition]) -> Stats:
    if state.get(store, _EXPRESSIONS) is None:
        learn(store)
    pairs = frozenset((first, second) for first, second in json.loads(state.get(store, _EXPRESSIONS) or "[]"))
    used = {term for row in rows for term in indexed(row)}
    relevant = frozenset(pair for pair in pairs if pair[0] in used and pair[1] in used)
    return stats_of(readings.size(store)[1], index.counts(store, used), relevant)


def _around(store: Store, fresh: Sequence[Proposition], new: set[int], stats: Stats, tell: Tell) -> list[Proposition]:
    """The older sentences that the new ones are like."""
    sentences = [indexed(row) for row in fresh if not row.headline]
    telling = {term for terms in sentences for term in terms if 1 < stats.uses.get(term, 0) <= RARE}
    numbers = like(sentences, index.postings(store, telling, NEWEST), stats, tell)
    places: dict[int, set[int]] = {}
    for number in numbers:
        story_id, place = divmod(number, readings.PLACES)
        if story_id not in new:
            places.setdefault(story_id, set()).add(place)
    loaded = list(readings.load(store, sorted(places)))
    return [row for story, data in each(loaded, "around", tell, 10) for row in unpack(data, story, places[story.id])]


def _known(store: Store, terms: Collection[str], around: Sequence[Proposition]) -> list[Known]:
    """The claims that the new sentences may make: those that share terms with one, or that older ones like it make."""
    at_hand = {key_of(row) for row in around}
    made = growth.made_by(store, {row.story.id for row in around})
    mine = {claim_id: places & at_hand for claim_id, places in made.items()}
    wanted = {claim_id for claim_id, places in mine.items() if places} | growth.telling(store, terms)
    return [
        Known(claim_id, {term.term: term.weight for term in strongest}, mine.get(claim_id, frozenset()))
        for claim_id, strongest in sorted(growth.terms(store, wanted).items())
    ]

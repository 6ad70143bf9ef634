"""The chains of copies, as stories come, change or go among many: only those that this may change are found again.

A story that comes late may be what others copied. Chains then change that were found long ago, and with them who made a
claim on its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from narrative.copies import Chains, sampled_runs
from narrative.howfar import Tell, each, nobody
from store import growth, index, readings
from store.database import Store
from store.models import Story

#: Stories that share less than this of the sampled runs of words are no copies of each other.
SHARED_RUNS = 0.15


def settle(store: Store, new: Mapping[int, Story], gone: Collection[int] = (), tell: Tell = nobody) -> set[int]:
    """Finds the chains of stories that are new or read anew, and anew those that these, or stories that are `gone`, may
    change; returns the claims that have another number of chains by that.

    A chain is what it was unless one of its own came, changed or went, or one came that was said before its last: whose
    text one repeats was said earlier.
    """
    sharing = {story.id: _sharing(store, story) for story in each([*new.values()], "sharing", tell)}
    earliest: dict[int, datetime] = {}
    for story_id, others in sharing.items():
        for other in others - new.keys():
            earliest[other] = min(earliest.get(other, new[story_id].said_at), new[story_id].said_at)
    stories = dict(new) | _load(store, earliest.keys())
    known = index.chains(store, stories.keys())
    opened = index.chained_after(store, [(known.get(other, other), at) for other, at in earliest.items()])
    opened |= {*new, *gone, *(known[story_id] for story_id in new if story_id in known)}
    members = index.members(store, opened) - new.keys()
    known |= index.chains(store, members - stories.keys())
    stories |= _load(store, members - stories.keys())
    chains = Chains()
    for story_id in each(sorted(stories), "copies", tell):
        chains.add(stories[story_id])
    found = {}
    for story_id in sorted((members & stories.keys()) | new.keys()):
        original = chains.original(story_id)
        is_found = original in members or original in new
        found[story_id] = original if is_found else known.get(original, original)
    index.put_chains(store, found)
    return growth.rechain(store, {one: its for one, its in found.items() if one in members and its != known.get(one)})


def chains_of(store: Store, story_ids: Collection[int]) -> dict[int, int]:
    """The chain of each story, as it is known; a story that is in none is its own."""
    known = index.chains(store, story_ids)
    return {story_id: known.get(story_id, story_id) for story_id in story_ids}


def _load(store: Store, story_ids: Collection[int]) -> dict[int, Story]:
    return {story.id: story for story, _ in readings.load(store, sorted(story_ids))}


def _sharing(store: Store, story: Story) -> set[int]:
    runs = sampled_runs(story.text)
    return set(index.sharing(store, story.id, runs, max(1, int(SHARED_RUNS * len(runs))))) if runs else set()

"""A story among its copies: which story it repeats, with the passages that both have, and which repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from narrative.copies import Chains
from narrative.passages import Passage, shared
from store import reading, storylist
from store.database import Store
from store.models import Story
from store.wording import counted

#: Passages that are told in lines, the longest first, and characters of each.
_TOLD, _LONGEST = 5, 160


@dataclass(frozen=True, slots=True)
class Copied:
    """A pair: the story looked at and another of its chain, which it repeats, or, with `is_parent` false, which repeats
    it. `share`: of the shorter text's runs of words; `passages`: places in the story's own text, then in the other's.
    """

    other: Story
    is_parent: bool
    share: float
    passages: tuple[Passage, ...]


def around(store: Store, story: Story) -> list[Copied]:
    """The pairs that a story is in: with the one that it repeats first, then with those that repeat it."""
    ids = storylist.chain(store, story.id)
    if len(ids) < 2:
        return []
    chains = Chains()
    texts = {number: story if number == story.id else reading.get(store, number) for number in ids}
    for one in texts.values():
        chains.add(one)
    found = []
    parent = chains.parent(story.id)
    if parent is not None:
        found.append(_pair(story, texts[parent], chains.share(story.id), is_parent=True))
    copies = [one for one in ids if chains.parent(one) == story.id]
    found += [_pair(story, texts[one], chains.share(one), is_parent=False) for one in copies]
    return found


def _pair(story: Story, other: Story, share: float, *, is_parent: bool) -> Copied:
    return Copied(other, is_parent, share, shared(story.text, other.text))


def lines(story: Story, found: list[Copied]) -> Iterator[str]:
    """As `show` prints them: of the one that it repeats with the passages."""
    for one in found:
        words = sum(passage.words for passage in one.passages)
        what = "repeats" if one.is_parent else "is repeated by"
        yield (
            f"{what} story {one.other.id} ({one.other.outlet}, {one.other.said_at:%Y-%m-%d %H:%M} UTC): "
            f"{one.share:.0%} of the shorter one's runs of words, "
            f"{counted(len(one.passages), 'passage')} of {counted(words, 'word')}"
        )
        if one.is_parent:
            yield from _passages(story, one)


def _passages(story: Story, one: Copied) -> Iterator[str]:
    longest = sorted(one.passages, key=lambda passage: (-passage.words, passage.start))
    for passage in longest[:_TOLD]:
        text = " ".join(story.text[passage.start : passage.end].split())
        yield f"    “{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
    if len(longest) > _TOLD:
        yield f"    and {len(longest) - _TOLD} more, with their places: --json"


def record(story: Story, found: list[Copied]) -> dict[str, Any]:
    """As JSON: `copy_of`, an object or null, and `copies`."""
    told = [
        {
            "story_id": one.other.id,
            "outlet": one.other.outlet,
            "share": one.share,
            "passages": [
                {
                    "text": story.text[passage.start : passage.end],
                    "start": passage.start,
                    "end": passage.end,
                    "other_start": passage.other_start,
                    "other_end": passage.other_end,
                }
                for passage in one.passages
            ],
        }
        for one in found
    ]
    parents = [pair for pair, one in zip(told, found, strict=True) if one.is_parent]
    copies = [pair for pair, one in zip(told, found, strict=True) if not one.is_parent]
    return {"copy_of": parents[0] if parents else None, "copies": copies}

"""A story among its copies: finding the passages that they share, and telling of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fetchers.progress import Progress
from narrative.copies import Chains
from narrative.passages import shared
from store import copies, reading
from store.copies import Copied, Pair
from store.database import Store
from store.wording import counted

#: Passages that are told in lines, the longest first, and characters of each.
_TOLD, _LONGEST = 5, 160
#: Chains whose pairs are written together.
_AT_ONCE = 20


def keep(store: Store, progress: Progress) -> None:
    """Finds the pairs of copies with their passages, where chains or texts have changed since they were found."""
    copies.forget(store)
    wanted = copies.unsettled(store)
    many = len(wanted)
    for begin in range(0, many, _AT_ONCE):
        some = []
        for done, original in enumerate(wanted[begin : begin + _AT_ONCE], begin):
            progress.step(done, many, "chains")
            some.append(_chain(store, original))
        with store.writing():
            for members, pairs in some:
                copies.put(store, members, pairs)
    progress.step(many, many, "chains")


def _chain(store: Store, original: int) -> tuple[list[int], list[Pair]]:
    """The stories of a chain, and the pairs that they make."""
    members = copies.members(store, original)
    chains = Chains()
    texts = {number: reading.get(store, number) for number in members}
    for story in texts.values():
        chains.add(story)
    pairs = []
    for story in texts.values():
        if story.id == original:
            continue
        parent = chains.parent(story.id)
        if parent is None:
            pairs.append(Pair(story.id, None, 0.0, story.revision_id, None, ()))
            continue
        passages = shared(story.text, texts[parent].text)
        pairs.append(
            Pair(story.id, parent, chains.share(story.id), story.revision_id, texts[parent].revision_id, passages)
        )
    return members, pairs


def lines(found: Sequence[Copied]) -> Iterator[str]:
    """As `show` prints them: of the one that it repeats with the passages."""
    for one in found:
        what = "repeats" if one.is_parent else "is repeated by"
        yield (
            f"{what} story {one.other_id} ({one.outlet}, {one.said_at:%Y-%m-%d %H:%M} UTC): "
            f"{one.share:.0%} of the shorter one's runs of words, "
            f"{counted(len(one.passages), 'passage')} of {counted(one.words, 'word')}"
        )
        if one.is_parent:
            yield from _passages(one)


def _passages(one: Copied) -> Iterator[str]:
    longest = sorted(one.passages, key=lambda passage: (-passage.words, passage.start))
    for passage in longest[:_TOLD]:
        text = " ".join(one.text[passage.start : passage.end].split())
        yield f"    “{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
    if len(longest) > _TOLD:
        yield f"    and {len(longest) - _TOLD} more, with their places: --json"


def record(found: Sequence[Copied]) -> dict[str, Any]:
    """As JSON: `copy_of`, an object or null, and `copies`."""
    told = [
        {
            "story_id": one.other_id,
            "outlet": one.outlet,
            "share": one.share,
            "current": one.current,
            "passages": [
                {
                    "text": one.text[passage.start : passage.end],
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
    children = [pair for pair, one in zip(told, found, strict=True) if not one.is_parent]
    return {"copy_of": parents[0] if parents else None, "copies": children}

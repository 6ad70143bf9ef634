"""What a copy shares with what it repeats, word for word: the evidence that it is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from narrative.copies import QUOTED, RUN, WORD
from store.models import Passage

#: Places of a run in the other text that are tried for the longest passage.
_TRIED = 20


_Word = tuple[str, int, int]


def shared(text: str, other: str) -> tuple[Passage, ...]:
    """The passages of `text` of at least `RUN` words that stand in `other` too, in the order of `text`; none overlaps
    another. Upper and lower case are one; what is in quotation marks is left out, as it is when copies are found."""
    mine, theirs = _words(text), _words(other)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(theirs) - RUN + 1):
        places[_run(theirs, place)].append(place)
    return tuple(_passages(mine, theirs, places))


def _passages(
    mine: Sequence[_Word], theirs: Sequence[_Word], places: dict[tuple[str, ...], list[int]]
) -> Iterator[Passage]:
    place = 0
    while place <= len(mine) - RUN:
        found = [(_length(mine, theirs, place, there), -there) for there in places.get(_run(mine, place), [])[:_TRIED]]
        if not found or max(found)[0] < RUN:
            place += 1
            continue
        length, there = max(found)[0], -max(found)[1]
        yield Passage(
            length, mine[place][1], mine[place + length - 1][2], theirs[there][1], theirs[there + length - 1][2]
        )
        place += length


def _length(mine: Sequence[_Word], theirs: Sequence[_Word], place: int, there: int) -> int:
    """How many words are the same from there on; a quotation ends it."""
    length = 0
    for one, other in zip(mine[place:], theirs[there:], strict=False):
        if one[0] != other[0] or not one[0]:
            break
        length += 1
    return length


def _run(words: Sequence[_Word], place: int) -> tuple[str, ...]:
    return tuple(word[0] for word in words[place : place + RUN])


def _words(text: str) -> list[_Word]:
    """Each word with its place; an empty one where a quotation stands."""
    found: list[_Word] = []
    begin = 0
    for quotation in QUOTED.finditer(text):
        found += _between(text, begin, quotation.start())
        found.append(("", quotation.start(), quotation.end()))
        begin = quotation.end()
    return found + _between(text, begin, len(text))


def _between(text: str, begin: int, end: int) -> list[_Word]:
    return [(word[0].lower(), word.start(), word.end()) for word in WORD.finditer(text, begin, end)]

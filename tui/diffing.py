"""What changed between two versions of a text, word by word; pure, and never slow, whatever the texts are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

#: Words, and what stands between them; in scripts without spaces every character for itself.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|[^\w\s]|\s+")
#: Comparing takes up to the product of both lengths; of longer stretches it is only said that they differ.
_MOST = 400_000


class Change(Enum):
    """What became of a run of words."""

    KEPT = " "
    GONE = "-"
    COME = "+"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that have the same fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph as it was and as it is (None where there was or is none), and its words in order: those that are
    gone before those that came in their place."""

    old: str | None
    new: str | None
    runs: tuple[Run, ...]

    @property
    def same(self) -> bool:
        return self.old == self.new


def pair(old: str | None, new: str | None) -> Pair:
    """A paragraph beside the one it became."""
    return Pair(old, new, tuple(_runs(old or "", new or "")))


def paragraphs(old: str, new: str) -> tuple[Pair, ...]:
    """The paragraphs of two versions side by side."""
    one, other = _split(old), _split(new)
    found: list[Pair] = []
    for tag, begin, end, start, stop in _steps(one, other):
        if tag == "equal":
            found += [Pair(text, text, (Run(Change.KEPT, text),)) for text in one[begin:end]]
        else:
            found += _matched(one[begin:end], other[start:stop])
    return tuple(found)


def _split(text: str) -> list[str]:
    return [part for part in text.split("\n") if part.strip()]


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Paragraphs that differ, each beside the one it became: in order, as far as both go."""
    both = min(len(old), len(new))
    yield from (pair(one, other) for one, other in zip(old, new, strict=False))
    yield from (pair(text, None) for text in old[both:])
    yield from (pair(None, text) for text in new[both:])


def _runs(old: str, new: str) -> Iterator[Run]:
    one, other = _WORD.findall(old), _WORD.findall(new)
    gone = come = ""
    steps = _steps(one, other)
    for number, (tag, begin, end, start, stop) in enumerate(steps):
        before, after = "".join(one[begin:end]), "".join(other[start:stop])
        # Two words that are other than before are read as one change, not as two with a space between them.
        inside = 0 < number < len(steps) - 1 and before.isspace()
        if tag != "equal" or inside:
            gone, come = gone + before, come + after
            continue
        yield from _changed(gone, come)
        gone = come = ""
        yield Run(Change.KEPT, before)
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Run]:
    if gone:
        yield Run(Change.GONE, gone)
    if come:
        yield Run(Change.COME, come)


def _steps(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """As `SequenceMatcher.get_opcodes`, with what both begin and end with set aside first."""
    least = min(len(one), len(other))
    head = next((n for n in range(least) if one[n] != other[n]), least)
    tail = next((n for n in range(least - head) if one[-1 - n] != other[-1 - n]), least - head)
    before, after = len(one) - tail, len(other) - tail
    steps: list[tuple[str, int, int, int, int]] = [("equal", 0, head, 0, head)] if head else []
    if (before - head) * (after - head) > _MOST:
        steps.append(("replace", head, before, head, after))
    elif before > head or after > head:
        matcher = SequenceMatcher(None, one[head:before], other[head:after], autojunk=False)
        steps += [(t, a + head, b + head, c + head, d + head) for t, a, b, c, d in matcher.get_opcodes()]
    return [*steps, ("equal", before, len(one), after, len(other))] if tail else steps

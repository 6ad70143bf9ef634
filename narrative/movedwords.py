"""Which words moved between two spans of the coverage: the log-odds ratio with an informative Dirichlet prior.

Monroe, Colaresi and Quinn, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of
Political Conflict", Political Analysis 16 (4), 2008, doi 10.1093/pan/mpn018: the ratio of a word's odds in one span to
those in the other, each drawn toward the word's frequency in all coverage, over its standard deviation. Rare words do
not lead by chance, nor frequent ones by their number.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from narrative.moments import DAYS, MONTHS
from narrative.terms import STOP
from narrative.topic import Frame, compile_terms
from store.models import Story

#: How many words of a span the prior weighs as much as.
PRIOR = 500
#: A word has moved from so many standard deviations on, and where it stands in so many originals at least.
MOVED, FEWEST = 1.96, 2
#: The names of days and months move with the calendar.
_SILENT = STOP | frozenset(DAYS) | frozenset(MONTHS)
_WORD = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Moved:
    """A word and how often each span has it; `z` above 0: more of the later span. `frames`: whose word it is.

    `story_ids`: the originals that have it, of the span whose it is more, those with most of it first.
    """

    word: str
    before: int
    after: int
    z: float
    frames: tuple[str, ...]
    story_ids: tuple[int, ...]


def log_odds(
    before: Mapping[str, int], after: Mapping[str, int], background: Mapping[str, int], size: float = PRIOR
) -> dict[str, float]:
    """The z-score of every word of either span, above 0 where it is more the later one's.

    `background` counts the words from which the prior is made; it must have every word of the spans.
    """
    total, n_before, n_after = sum(background.values()), sum(before.values()), sum(after.values())
    found = {}
    for word in sorted({*before, *after}):
        prior = size * background[word] / total
        one, other = before.get(word, 0) + prior, after.get(word, 0) + prior
        # A background of one word alone leaves no odds; the least above nothing stands for that.
        rest_one = max(n_before + size - one, 1e-9)
        rest_other = max(n_after + size - other, 1e-9)
        delta = (math.log(other) - math.log(rest_other)) - (math.log(one) - math.log(rest_one))
        found[word] = delta / math.sqrt(1 / one + 1 / other)
    return found


def words_that_moved(
    before: Sequence[Story], after: Sequence[Story], every: Iterable[Story], frames: Sequence[Frame] = ()
) -> tuple[Moved, ...]:
    """The words that moved between the originals of two spans, furthest first; `every`: the originals of all coverage,
    which has those of the spans."""
    counts = {story.id: Counter(words_of(story)) for story in {s.id: s for s in (*every, *before, *after)}.values()}
    background: Counter[str] = Counter()
    for some in counts.values():
        background.update(some)
    earlier, later = _sum(counts, before), _sum(counts, after)
    scores = log_odds(earlier, later, background)
    patterns = [(frame.id, compile_terms(frame.terms)) for frame in frames]
    moved = []
    for word, z in scores.items():
        holding = [story.id for story in (*before, *after) if word in counts[story.id]]
        if abs(z) < MOVED or len(holding) < FEWEST:
            continue
        there = [story.id for story in (after if z > 0 else before) if word in counts[story.id]]
        there.sort(key=lambda number: (-counts[number][word], number))
        named = tuple(name for name, pattern in patterns if pattern.fullmatch(word))
        moved.append(Moved(word, earlier[word], later[word], z, named, tuple(there)))
    return tuple(sorted(moved, key=lambda one: (-abs(one.z), one.word)))


def words_of(story: Story) -> list[str]:
    """The words of a story that tell something: small, of three letters at least, without numbers and dates."""
    found = (_POSSESSIVE.sub("", match[0].lower()) for match in _WORD.finditer(f"{story.title}\n{story.text}"))
    return [word for word in found if word not in _SILENT and len(word) > 2]


def _sum(counts: Mapping[int, Counter[str]], stories: Iterable[Story]) -> Counter[str]:
    found: Counter[str] = Counter()
    for story in stories:
        found.update(counts[story.id])
    return found

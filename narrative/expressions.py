"""Words that mostly stand side by side are one expression: "social media", "power outages", "open letter".

Taken as two terms they would look like the strongest pair of all, though an expression asserts nothing. Which words
these are is learned from the stories at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from narrative.terms import SPECIAL
from store.models import Span

#: Two words are an expression where they stand side by side in this share of the rarer one's sentences, and so often.
SHARE, FEWEST = 0.4, 3
#: How an expression is written: its two words, with this between them.
BETWEEN = "_"

Terms = Mapping[str, Span]


def expressions(sentences: Sequence[Terms]) -> frozenset[tuple[str, str]]:
    """The pairs of plain words that stand side by side mostly, first word first."""
    beside: Counter[tuple[str, str]] = Counter()
    uses: Counter[str] = Counter()
    for terms in sentences:
        uses.update(terms.keys())
        beside.update(_beside(terms))
    return frozenset(
        pair for pair, count in beside.items() if count >= FEWEST and count >= SHARE * min(uses[pair[0]], uses[pair[1]])
    )


def folded(terms: Terms, known: frozenset[tuple[str, str]]) -> dict[str, Span]:
    """The terms of a sentence with each expression in the place of its two words."""
    result = dict(terms)
    for pair in _beside(terms):
        if pair in known and pair[0] in result and pair[1] in result:
            first, second = result.pop(pair[0]), result.pop(pair[1])
            result[BETWEEN.join(pair)] = Span(first.start, second.end)
    return result


def _beside(terms: Terms) -> Iterator[tuple[str, str]]:
    """The plain words of a sentence that stand side by side."""
    rows = sorted((span.start, span.end, term) for term, span in terms.items() if term[0] not in SPECIAL)
    for (_, end, first), (start, _, second) in pairwise(rows):
        if 0 <= start - end <= 1:
            yield first, second

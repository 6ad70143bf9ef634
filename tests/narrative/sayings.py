"""Sentences of terms for the tests of grouping: each a proposition of a story and an outlet of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from narrative.propositions import Proposition
from narrative.sample import Sample, Stats
from narrative.stance import Reading
from store.models import Figure, Span, Stance
from tests.narrative.build import story


def says(
    number: int,
    words: str,
    *,
    outlet: str = "",
    figures: tuple[Figure, ...] = (),
    names: frozenset[str] = frozenset(),
    clauses: tuple[int, ...] = (),
    headline: bool = False,
) -> Proposition:
    """A sentence in which every word is a term, two characters apart so that none are neighbours."""
    text = "  ".join(words.split())
    terms: dict[str, Span] = {}
    at = 0
    for word in words.split():
        start = text.index(word, at)
        at = start + len(word)
        terms.setdefault(word, Span(start, at))
    told = story(number, text, outlet=outlet, title=text)
    return Proposition(
        told, Span(0, len(text)), text, terms, names, None, Reading(Stance.ASSERTED, None), figures, clauses, headline
    )


def sample(
    *sentences: str | Proposition, chain_of: Mapping[int, int] | None = None, stats: Stats | None = None
) -> Sample:
    """Sentences, each of its own story and chain unless said otherwise."""
    rows = rows_of(*sentences)
    return Sample(rows, chain_of or {row.story.id: row.story.id for row in rows}, stats)


def rows_of(*sentences: str | Proposition) -> list[Proposition]:
    return [says(n, one) if isinstance(one, str) else one for n, one in enumerate(sentences)]


def noise(count: int, first: int = 1000) -> list[Proposition]:
    """Sentences of which no two share a word."""
    return [says(n, " ".join(f"w{n}x{place}" for place in range(6))) for n in range(first, first + count)]


def words_of(group: Sequence[int] | frozenset[int], of: Sample) -> list[str]:
    return sorted(" ".join(of.said[number].sentence.split()) for number in group)

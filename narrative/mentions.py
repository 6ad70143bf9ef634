"""A sentence as a mention of one claim: its stance and its source are those of the clauses that make the claim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from narrative.attribution import Attribution
from narrative.expressions import BETWEEN
from narrative.propositions import Earlier, Proposition
from narrative.sample import kind_of_group
from narrative.scope import speaker
from narrative.stance import Reading, read_stance
from narrative.terms import NEGATED
from store.models import Mention, Span, Stance, Wording

#: A clause makes a claim where the claim's terms in it weigh at least so much of those in the weightiest clause.
SHARE = 0.5


_OPENED = re.compile(
    r"(?:after|when|while|because|although|though|since|before|if|once|until|unless|despite|as)\b[^,“\"]{15,},", re.I
)


def mention(
    row: Proposition, chain: int, strongest: Mapping[str, float] = MappingProxyType({}), likeness: float = 1.0
) -> Mention:
    """A sentence as a mention of the claim of these terms; offsets count from the beginning of the text or title."""
    story, begin = row.story, row.span.start
    attribution, reading = told(row, strongest)
    cue = reading.cue
    return Mention(
        story_id=story.id,
        revision_id=story.revision_id,
        url=story.url,
        outlet=story.outlet,
        published_at=story.published_at,
        first_seen_at=story.first_seen_at,
        sentence=row.sentence,
        start=begin,
        end=row.span.end,
        stance=reading.stance,
        cue=Span(begin + cue.start, begin + cue.end) if cue else None,
        attributed_to=attribution.name if attribution else None,
        source_kind=attribution.kind if attribution else None,
        source=Span(begin + attribution.source.start, begin + attribution.source.end) if attribution else None,
        figures=tuple(replace(f, start=begin + f.start, end=begin + f.end) for f in row.figures),
        chain=chain,
        headline=row.headline,
        via=attribution.via if attribution else None,
        came_at=row.came_at,
        earlier=tuple(_wording(one, strongest) for one in row.earlier if _makes_it_too(one.row, row, strongest)),
        likeness=likeness,
    )


def _wording(one: Earlier, strongest: Mapping[str, float]) -> Wording:
    row, begin = one.row, one.row.span.start
    figures = tuple(replace(f, start=begin + f.start, end=begin + f.end) for f in row.figures)
    stance = told(row, strongest)[1].stance
    return Wording(row.story.revision_id, one.said_at, one.until, row.sentence, begin, row.span.end, stance, figures)


def _makes_it_too(before: Proposition, row: Proposition, strongest: Mapping[str, float]) -> bool:
    """Whether what stood there before made the claim: it has enough of the claim's terms that are in its place now."""
    was, now = (sum(weight for term, weight in strongest.items() if _places(one, term)) for one in (before, row))
    return was >= SHARE * now


def sorted_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Oldest first, as a claim has them."""
    return tuple(sorted(mentions, key=lambda one: (one.said_at, one.outlet, one.url, not one.headline, one.start)))


def told(row: Proposition, strongest: Mapping[str, float]) -> tuple[Attribution | None, Reading]:
    """On whose word and how surely a sentence tells what these terms are about.

    What the sentence says besides, in clauses of its own, counts for nothing.
    """
    within, negated = part(row, strongest), row.headline and NEGATED in strongest
    if within is None and not negated:
        return _denier(row, row.reading) or row.attribution, row.reading
    attribution = speaker(row.sentence, row.attribution, row.voices, within) if within else row.attribution
    reading = read_stance(row.sentence, attribution, within, headline=row.headline, negated=negated)
    return _denier(row, reading) or attribution, reading


def _denier(row: Proposition, reading: Reading) -> Attribution | None:
    """Who denies it, where one of several sources does: others may have said it in the same breath."""
    cue = reading.cue
    if reading.stance is not Stance.DENIED or cue is None:
        return None
    return next((voice for voice in row.voices if voice.cue.start < cue.end and cue.start < voice.cue.end), None)


def part(row: Proposition, strongest: Mapping[str, float]) -> Span | None:
    """From where to where a sentence makes the claim of these terms; None where all of its clauses do."""
    starts = _starts(row)
    if not starts:
        return None
    found: dict[int, list[tuple[float, Span]]] = defaultdict(list)
    for term, weight in strongest.items():
        for span in _places(row, term):
            found[bisect_right(starts, span.start)].append((weight, span))
    weights = {clause: sum(weight for weight, _ in its) for clause, its in sorted(found.items())}
    least = SHARE * max(weights.values(), default=0.0)
    chosen = [clause for clause, weight in weights.items() if weight >= least]
    if not chosen or len(chosen) > len(starts):
        return None
    spans = [span for clause in chosen for _, span in found[clause]]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _starts(row: Proposition) -> list[int]:
    """Where clauses begin after the first: as groups know them, and behind the comma of a sentence that opens with one
    that tells when or why."""
    opened = _OPENED.match(row.sentence)
    return sorted({*row.clauses, opened.end()}) if opened else list(row.clauses)


def _places(row: Proposition, term: str) -> list[Span]:
    """Where a term of a claim stands in a sentence: an expression by its words, a kind of figure by its first, a
    kind of group by all of its words."""
    if term in row.terms:
        return [row.terms[term]]
    if term[0] == "&":
        figures = [Span(figure.start, figure.end) for figure in row.figures if figure.kind == term[1:]][:1]
        return figures or [span for own, span in row.terms.items() if kind_of_group(own) == term]
    words = term.split(BETWEEN)
    return [row.terms[word] for word in words] if all(word in row.terms for word in words) else []

"""How surely a sentence makes its claim, and the words that say so.

Decided in this order: a denial of what is claimed; a question; a strong hedge; somebody's word; a weak hedge,
which on somebody's word is part of what they say; else it is asserted. See `denials` for what is none, and `scope`
for how far each of them reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrative import headlines
from narrative.attribution import Attribution
from narrative.denials import Doubt, doubts
from narrative.hedges import Hedge, Strength, hedges
from narrative.scope import colours, gives
from narrative.wordrules import Match
from store.models import Span, Stance

#: Adverbs that withhold the teller's word from the very report: "researchers reportedly showed that".
_REPORTEDLY = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's stance and the words that decided it, if any did; the span is within the sentence."""

    stance: Stance
    cue: Span | None = None


def read_stance(
    sentence: str,
    attribution: Attribution | None,
    within: Span | None = None,
    *,
    headline: bool = False,
    negated: bool = False,
) -> Reading:
    """The stance of a sentence, or of a headline, whose source, if any, is known.

    `within` is the part of the sentence that makes the claim, where the caller knows it: only what is said of that part
    counts. Without it, what stands in a clause set off by ", which" or ", who" does not count for the sentence.
    `negated`: the claim is that something is not so, which a headline with a plain "not" does not deny.
    """
    doubt = max(
        (
            match
            for match in doubting(sentence, headline=headline, negated=negated)
            if colours(sentence, match.start, match.end, within)
        ),
        key=lambda match: (match.kind, -match.start),
        default=None,
    )
    if doubt:
        stance = Stance.DENIED if doubt.kind == Doubt.DENIED else Stance.QUESTIONED
        return Reading(stance, Span(doubt.start, doubt.end))
    cues = [
        cue for cue in holding(sentence, headline=headline) if colours(sentence, cue.span.start, cue.span.end, within)
    ]
    strong = next((hedge for hedge in cues if hedge.strength is Strength.STRONG), None)
    if strong:
        return Reading(Stance.HEDGED, strong.span)
    if attribution is not None and gives(sentence, attribution.source, attribution.cue, within):
        withheld = _withheld(sentence, attribution, cues)
        if withheld:
            return Reading(Stance.HEDGED, withheld)
        cue = attribution.cue if attribution.cue.start < attribution.cue.end else attribution.source
        return Reading(Stance.ATTRIBUTED, cue)
    weak = next((hedge for hedge in cues if hedge.strength is Strength.WEAK), None)
    return Reading(Stance.HEDGED, weak.span) if weak else Reading(Stance.ASSERTED)


def doubting(sentence: str, *, headline: bool = False, negated: bool = False) -> list[Match]:
    """Every denial and every question of whether it is so."""
    return [*doubts(sentence), *(headlines.denials(sentence, negated=negated) if headline else ())]


def holding(sentence: str, *, headline: bool = False) -> list[Hedge]:
    """Every hedge; in a headline some overlap."""
    return [*hedges(sentence), *(headlines.holds(sentence) if headline else ())]


def _withheld(sentence: str, attribution: Attribution, cues: list[Hedge]) -> Span | None:
    """The "reportedly" between a source and its verb: then it is not even sure that they said so."""
    for hedge in cues:
        between = attribution.source.end <= hedge.span.start <= attribution.cue.end
        if between and _REPORTEDLY.fullmatch(hedge.span.of(sentence)):
            return hedge.span
    return None

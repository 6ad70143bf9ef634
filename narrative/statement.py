"""The wording under which a claim is shown: the clearest of its mentions, in an outlet's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrative.propositions import Proposition
from narrative.terms import DATELINE
from store.models import Stance

#: Characters between which a statement reads well.
SHORTEST, LONGEST = 40, 160
_CONNECTIVE = re.compile(
    r"^(?:But|And|So|Yet|Still|However|Meanwhile|Moreover|Also|Then|Now|In addition|At the same time|"
    r"Even so|Instead),?\s+"
)
#: A sentence that begins so cannot be understood without the one before.
_HANGING = re.compile(r"^(?:It|They|He|She|This|That|These|Those|Both|Its|Their|His|Her|Such|Another|The other)\b")
_PREFERENCE = {
    Stance.ASSERTED: 0.0,
    Stance.ATTRIBUTED: 0.15,
    Stance.HEDGED: 0.25,
    Stance.QUESTIONED: 0.6,
    Stance.DENIED: 0.6,
}


def statement(candidates: Sequence[tuple[Proposition, float, int]], taken: frozenset[str] = frozenset()) -> str:
    """The best wording of (mention, how much it carries of the claim's terms, claims it makes); ties go to the first.

    Wordings `taken` by other claims are left to them where there is another.
    """
    most = max(score for _, score, _ in candidates) or 1.0
    ranked = sorted(
        (round(_cost(proposition, score, claims, most), 4), proposition.story.said_at, proposition.sentence)
        for proposition, score, claims in candidates
    )
    wordings = [tidy(sentence) for _, _, sentence in ranked]
    return next((wording for wording in wordings if wording not in taken), wordings[0])


def _cost(proposition: Proposition, score: float, claims: int, most: float) -> float:
    length = len(proposition.sentence)
    return (
        (1 - score / most)
        + _PREFERENCE[proposition.reading.stance]
        + 0.1 * (claims - 1)
        + max(0, length - LONGEST) / 200
        + max(0, SHORTEST - length) / 40
        + (0.4 if _HANGING.match(tidy(proposition.sentence)) else 0)
    )


def tidy(sentence: str) -> str:
    """A sentence without its dateline, and without the connective that ties it to the one before."""
    text = _CONNECTIVE.sub("", DATELINE.sub("", sentence.strip()))
    return text[:1].upper() + text[1:]

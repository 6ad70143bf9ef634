"""How surely a sentence makes its claim, and the words that say so.

Decided in this order: a denial of what is claimed; a question; a strong hedge; somebody's word; a weak hedge,
which on somebody's word is part of what they say; else it is asserted. Negation inside a claim ("could not verify
nationality", "gave no details") is no denial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrative.attribution import Attribution
from store.models import Span, Stance

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b(?!\s+(?:\w+\s+){0,2}(?:access|entry|service|the use|use))|"
    r"reject(?:s|ed|ing)?\s+(?:the|any|that|this|such)\s+(?:\w+\s+)?(?:claim|allegation|suggestion|idea|notion|account|accusation|report|view)s?|"
    r"(?:is|are|was|were)\s+(?:simply |plainly |just |entirely )?(?:false|untrue|not true|baseless|unfounded|incorrect|fabricated)|"
    r"(?:there (?:is|was)|had|has|have|found|saw|see|sees) no (?:evidence|indication|proof|sign) (?:that|of|for)|"
    r"shows?\s+no\s+(?:\w+\s+)?(?:bypass|jailbreak|flaw|danger|vulnerability|break)|"
    r"no such\s+\w+|never\s+(?:asked|sought|requested|told|refused|said|raised|received|happened)|"
    r"(?:did|had|has) not\s+(?:ask(?:ed)?|seek|sought|request(?:ed)?|call(?:ed)? for|intervene[d]?|refuse[d]?|push(?:ed)? for)\b|"
    r"refut(?:e|es|ed)|debunk(?:s|ed)?|contradict(?:s|ed)?|contrary to (?:reports|claims|what)|"
    r"hoax|(?:is|was) no (?:\w+\s+)?(?:jailbreak|bypass))",
    re.I,
)
_QUESTIONED = re.compile(
    r"\?[\"'”’)\]]*$|\b(?:question(?:s|ed|ing)?|ask(?:s|ed)?|doubt(?:s|ed)?|wonder(?:s|ed)?)\s+(?:whether|if|how|why)\b|\bopen question\b|"
    r"\bit remains to be seen\b|\b(?:cast|casts|casting|raise|raises|raised) doubts?\b",
    re.I,
)
_STRONG = re.compile(
    r"\b(?:(?<!who )(?<!to )may(?=\s+(?:not |also |well |soon |even |yet |now )?(?:have|be|not|[a-z]{3,}))(?!\s+\d)|might|perhaps|possibly|maybe|apparently|seemingly|presumably|"
    r"appear(?:s|ed)? to|it (?:appears|seems)|seem(?:s|ed)? to|unclear|uncertain|not (?:yet )?(?:clear|known|confirmed)|unconfirmed|less settled|"
    r"rumou?r(?:s|ed)?|speculat\w+|suspected of|(?:is|are|was|were) (?:widely |now )?(?:said|reported|believed|thought|understood|rumou?red|taken|expected) (?:to|as|that)|"
    r"(?:has|have) no evidence|as far as (?:is|can be|anyone) known?|reports suggest|it is possible)\b",
    re.I,
)
_WEAK = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|ostensibly|probably|likely|could(?! not)(?= (?:have|be|mean|also|soon|well|lead|face))|"
    r"suspect(?:s|ed)?|alleged|suggest(?:s|ed|ing)?|hint(?:s|ed)?|would (?:appear|seem)|potential(?:ly)?|believes?|seems?|is expected|are expected|"
    r"so-called|claimed|purported|apparent|believed)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's stance and the words that decided it, if any did; the span is within the sentence."""

    stance: Stance
    cue: Span | None = None


def read_stance(sentence: str, attribution: Attribution | None) -> Reading:
    """The stance of a sentence whose source, if any, is known."""
    for pattern, stance in ((_DENIED, Stance.DENIED), (_QUESTIONED, Stance.QUESTIONED), (_STRONG, Stance.HEDGED)):
        found = pattern.search(sentence)
        if found:
            return Reading(stance, Span(*found.span()))
    if attribution is not None:
        cue = attribution.cue if attribution.cue.start < attribution.cue.end else attribution.source
        return Reading(Stance.ATTRIBUTED, cue)
    found = _WEAK.search(sentence)
    if found:
        return Reading(Stance.HEDGED, Span(*found.span()))
    return Reading(Stance.ASSERTED)

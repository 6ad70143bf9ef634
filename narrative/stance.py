"""How surely a sentence makes its claim, and the words that say so.

Decided in this order: a denial of what is claimed; a question; a strong hedge; somebody's word; a weak hedge,
which on somebody's word is part of what they say; else it is asserted. Negation inside a claim ("could not verify
nationality", "gave no details") is no denial, nor is a denial denied ("did not deny").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrative.attribution import REFUSED, Attribution
from narrative.hedges import Hedge, Strength, hedges
from narrative.wordlist import either
from store.models import Span, Stance

#: What is denied when it is denied that something was claimed.
_CLAIM = (
    r"(?:claim|allegation|suggestion|idea|notion|account|accusation|report|rumou?r|characteri[sz]ation|assertion|charge|view|"
    r"interpretation)s?|(?:stor|theor)(?:y|ies)"
)
_NOT_DENIED = "".join(rf"(?<!{word} )" for word in (r"\bnot", "n['’]t", r"\bnor", r"\bor", r"\bnever", r"\bto"))
#: No two of these may match the same word, or the time taken doubles with each.
_OFTEN = r"(?:(?:an?|just|\w+ly)\s+)*"
_UNTRUE = (
    r"(?:false|untrue|not\s+true|baseless|unfounded|groundless|incorrect|fabricat(?:ed|ion)|fake|bogus|fiction(?:al)?|hoax|"
    r"myth|nonsense|rubbish|satire|inaccurate|fanciful|lie)"
)
_ACT = (
    r"(?:ask(?:ed)?|seek|sought|request(?:ed)?|call(?:ed)?\s+for|intervened?|refused?|push(?:ed)?\s+for|order(?:ed)?|"
    r"happen(?:ed)?|exist(?:ed)?|instruct(?:ed)?)"
)
_DENIED = re.compile(
    either(
        rf"{_NOT_DENIED}(?<!was )(?<!were )(?<!been )den(?:y|ies|ied|ying)(?!{REFUSED})",
        rf"{_NOT_DENIED}(?:reject|dismiss|disput|refut|rebut|rubbish|contradict|repudiat|disavow)(?:s|es|ed|e|ing)?\s+"
        rf"(?:(?:the|any|that|this|these|those|such|all|as|of|media|online|recent|earlier|\w+['’]s?)\s+){{0,3}}"
        rf"(?:\w+\s+){{0,2}}(?:{_CLAIM})",
        rf"debunk(?:s|ed|ing)?|refut(?:e|es|ed|ing)|disprov(?:e|es|ed|en)|dispel(?:s|led)?|{_NOT_DENIED}disput(?:e|es|ed)\s+that",
        rf"(?:is|are|was|were|['’]s|being|as|be|prove[dns]|turns?\s+out\s+to\s+be)\s+{_OFTEN}{_UNTRUE}",
        r"(?:there\s+(?:is|was|were|has\s+been)|had|found|finds|saw|see|sees|offers|shows|provides)\s+(?:absolutely\s+)?no\s+"
        r"(?:evidence|indications?|proof|signs?|basis|truth)(?=\s+(?:\w+\s+)?(?:that|of|for|to|in))",
        r"shows?\s+no\s+(?:\w+\s+)?(?:bypass|jailbreak|flaw|danger|vulnerability|break|threat|attack)",
        r"no\s+such\s+(?!thing\s+as)\w+",
        r"(?:was|is|were|are)\s+(?:no|never\s+any|not\s+any)\s+(?:\w+\s+)?"
        r"(?:jailbreak|bypass|ban|threat|order|breach|request|plan|deal|attack)",
        r"never\s+(?:asked|sought|requested|told|refused|said|raised|received|happened|existed|ordered|claimed|took\s+place)",
        rf"(?:did|do|does|had|has|have)(?:\s+not|n['’]t)\s+(?:actually\s+|ever\s+)?{_ACT}",
        r"(?:contrary\s+to|despite)\s+(?:\w+\s+)?(?:reports|claims|rumou?rs)|contrary\s+to\s+what|hoax|not\s+true",
        rf"(?:{_CLAIM})\s+(?:\w+\s+){{0,3}}(?:overblown|exaggerated|wrong|false|unfounded|baseless|fake)",
        rf"(?:fake|false|bogus|erroneous|unfounded|baseless|debunked|fabricated)\s+(?:\w+\s+)?(?:{_CLAIM}|news|tweets?|video|quotes?)",
        rf"retract(?:s|ed|ion)|sh(?:oots|oot|ot)\s+down\s+(?:{_CLAIM})",
    ),
    re.I,
)
_QUESTIONED = re.compile(
    r"\?[\"'”’)\]]*$|"
    + either(
        r"(?:question|ask|doubt|wonder)(?:s|ed|ing)?\s+(?:whether|if|how|why)|(?:queried|unsure)\s+(?:whether|if|how|why)",
        r"open question|it remains to be seen|(?:cast|casts|casting|raise|raises|raised|sow|sowed)\s+(?:\w+\s+)?doubts?",
        r"in (?:doubt|question)|doubts?\s+(?:over|about|whether|that|remain|grow)|s[ck]eptical|too good to be true",
    ),
    re.I,
)
#: Adverbs that withhold the teller's word from the very report: "researchers reportedly showed that".
_REPORTEDLY = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's stance and the words that decided it, if any did; the span is within the sentence."""

    stance: Stance
    cue: Span | None = None


def read_stance(sentence: str, attribution: Attribution | None) -> Reading:
    """The stance of a sentence whose source, if any, is known."""
    for pattern, stance in ((_DENIED, Stance.DENIED), (_QUESTIONED, Stance.QUESTIONED)):
        found = pattern.search(sentence)
        if found:
            return Reading(stance, Span(*found.span()))
    cues = hedges(sentence)
    strong = next((hedge for hedge in cues if hedge.strength is Strength.STRONG), None)
    if strong:
        return Reading(Stance.HEDGED, strong.span)
    if attribution is not None:
        withheld = _withheld(sentence, attribution, cues)
        if withheld:
            return Reading(Stance.HEDGED, withheld)
        cue = attribution.cue if attribution.cue.start < attribution.cue.end else attribution.source
        return Reading(Stance.ATTRIBUTED, cue)
    weak = next((hedge for hedge in cues if hedge.strength is Strength.WEAK), None)
    return Reading(Stance.HEDGED, weak.span) if weak else Reading(Stance.ASSERTED)


def _withheld(sentence: str, attribution: Attribution, cues: tuple[Hedge, ...]) -> Span | None:
    """The "reportedly" between a source and its verb: then it is not even sure that they said so."""
    for hedge in cues:
        between = attribution.source.end <= hedge.span.start <= attribution.cue.end
        if between and _REPORTEDLY.fullmatch(hedge.span.of(sentence)):
            return hedge.span
    return None

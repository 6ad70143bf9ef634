"""Words of uncertainty, and how strongly each one holds back from what is said.

A finite list is enough for newswire (Szarvas and others 2012, doi 10.1162/COLI_a_00098), as long as the readings that
are none are kept out: the month of May, "as likely as", a suspect who is a person, "could not" of a failure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from narrative.wordlist import either
from store.models import Span


class Strength(IntEnum):
    """What a hedge does to a sentence.

    STRONG: the teller does not vouch for it, whoever says it. WEAK: the teller does not, unless it is part of what
    somebody else is quoted for. OPEN: it is not settled (a condition, an expectation), which makes no stance by itself.
    """

    OPEN = 1
    WEAK = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Hedge:
    """A cue of uncertainty, its place in the sentence, and its strength."""

    span: Span
    strength: Strength


_ADVERBS = r"(?:(?:not|also|well|soon|even|yet|now|still|just|never|already|once|\w+ly)\s+)*"
_SAID = (
    r"(?:said|reported|believed|thought|understood|rumou?red|taken|presumed|alleged|held|assumed|suspected|seen|feared)"
)
_VERIFIED = r"(?:verif|confirm|corroborat)\w*"
_STRONG = either(
    rf"(?<!who\s)(?<!in\s)(?<!by\s)(?<!of\s)(?<!since\s)(?-i:May|MAY|may)(?=\s+{_ADVERBS}[a-z]{{2,}})"
    r"(?!\s+(?:through|until|to|of|and|at)\b)",
    r"might(?!\s+of\b)|perhaps|possibly|maybe|conceivably|presumably|seemingly|apparently|ostensibly",
    r"(?:appear|seem)(?:s|ed|ing)?\s+(?:to|that|as|like|likely|set)",
    r"it\s+(?:appears|seems|appeared|seemed)|would\s+(?:appear|seem)",
    r"(?:un|not\s+(?:\w+ly\s+)?|less\s+|far\s+from\s+)(?:clear|certain)(?:\s+(?:if|whether|how|why|what|when|who))?",
    r"(?:un|not\s+(?:\w+ly\s+)?)known\s+(?:if|whether|how|why|what|when|who)",
    rf"not\s+yet\s+(?:clear|known|confirmed)|unconfirmed|unverified|less\s+settled|not\s+been\s+{_VERIFIED}",
    # "Could not verify nationality" is part of a claim; "could not independently verify" is the teller's reserve.
    rf"could\s+not\s+(?:be\s+(?:\w+ly\s+)?|independently\s+|immediately\s+){_VERIFIED}",
    rf"could\s+not\s+{_VERIFIED}\s+(?:the|this|that|these|those|any)\s+(?:\w+\s+)?(?:report|claim|account|allegation|story)s?",
    r"rumou?r(?:s|ed)?|speculat(?:e|es|ed|ing)\s+(?:that|about|on)|speculation|(?:is|was)\s+suspected\s+of",
    rf"(?:is|are|was|were|been|being)\s+(?:widely\s+|now\s+|also\s+|\w+ly\s+)?{_SAID}\s+(?:to|as|that)",
    r"(?:had|has|have)\s+no\s+evidence|as\s+far\s+as\s+(?:is|can\s+be|anyone)\s+kn\w+",
    r"(?:reports?|evidence|documents?|leaks?)\s+(?:suggest|hint|point)\w*",
    r"it\s+is\s+(?:(?:un)?likely|possible\s+that)",
    r"there\s+(?:is|are|was|were)\s+(?:signs|indications|hints|reports|rumou?rs|claims)",
)
_WEAK = either(
    r"reportedly|allegedly|purportedly|supposedly|probably|arguably",
    r"(?<!more\s)(?<!less\s)(?<!just\sas\s)(?:un)?likely(?!\s+as\b)",
    r"could(?!\s+(?:not|n[o']t|hardly|only|no\s+longer|be\s+(?:seen|heard|reached|found|reset)|see|hear|tell|afford)\b)"
    r"(?=\s+\w)",
    r"suspect(?:s|ed)?(?=\s+(?:that|an?|the|it|he|she|they|[a-z]+ing|of)\b)",
    r"suggest(?:s|ed|ing)?(?=\s)|hint(?:s|ed|ing)?(?=\s+(?:that|at)\b)",
    r"potential(?:ly)?|alleged|purported|supposed|apparent|presumed|would-be|so-called",
    r"believe[sd]?(?=\s+(?:that|to|the|it|he|they|she|this|there|its|his|[A-Z]))|claim(?:s|ed)?\s+to",
    r"seem(?:s|ed)?|appear(?:s|ed)|(?<!not\s)(?<!as\s)(?<!if\s)possible|possibilit(?:y|ies)|probab(?:le|ility)",
    r"likelihood|chances?\s+(?:of|that|are)|suspicions?|on\s+(?:the\s+)?course\s+to",
    r"(?:is|are|was|were)\s+(?:widely\s+)?(?:expected|likely|set|poised|about|due)\s+to",
)
_OPEN = either(
    r"(?<!even\s)(?<!as\s)(?<!what\s)if(?!\s+(?:any|anything|only)\b)|unless|whether|unknown|undecided",
    r"uncertain(?:ty|ties)?|doubt(?:s|ful|ed)?|expect(?:s|ed|ing|ations?)?|anticipat(?:e|es|ed|ing|ion)|foresee(?:s|n)?",
    r"think(?:s|ing)?(?!\s+tank)|thought(?=\s+(?:that|it|he|they|she|the)\b)|predict(?:s|ed|ing|ions?)?|forecast(?:s|ing)?",
    r"project(?:s|ed)(?=\s)|estimated?\s+(?:to|that|at)|assum(?:e|es|ed|ing)|presum(?:e|es|ed)|consider(?:s|ed)?",
    r"imply|implies|implied|indicat(?:e|es|ed)\s+that|(?:un)?convinced|accused|theor(?:y|ies)|hypothes[ie]s|s[ck]eptical",
    r"look(?:s|ed)?\s+(?:like|as|set|likely)|as\s+(?:if|though)|bet(?:s|ting)\s+(?:that|on)|wonder(?:s|ed|ing)?",
    r"guess(?:es|ed)?|worr(?:y|ies)(?=\s+(?:that|about|the|it))|(?:concern|fear)(?:s|ed)?\s+that",
    r"remains?\s+to\s+be\s+seen|in\s+(?:question|doubt)|may(?=\s+(?:not\s+)?[a-z])",
    r"would(?=\s+(?:have|be|not|mean|make|require|allow|force|likely|probably|give|cost|take|lead|become))",
    r"until(?=\s+\w+(?:\s+\w+){0,4}\s+(?:is|are|has|have|can|does|do)\b)|can\s+(?:be|have)",
    r"feels?\s+(?:that|it|the)|felt\s+(?:that|it)|hope(?:s|d)?\s+(?:to|that|it|the)|should(?=\s+(?:be|have|help|give|make|lead))",
)
_PATTERNS = tuple(
    (re.compile(pattern, re.I), strength)
    for pattern, strength in ((_STRONG, Strength.STRONG), (_WEAK, Strength.WEAK), (_OPEN, Strength.OPEN))
)


def hedges(sentence: str) -> tuple[Hedge, ...]:
    """Every cue of uncertainty in order; of two that overlap the stronger."""
    found: list[Hedge] = []
    for pattern, strength in _PATTERNS:
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if not any(start < other.span.end and other.span.start < end for other in found):
                found.append(Hedge(Span(start, end), strength))
    return tuple(sorted(found, key=lambda hedge: hedge.span.start))

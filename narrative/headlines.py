"""What only headlines do: they deny with a plain "not", and hold back with "claims", "reports of" and "accused of".

In a sentence of the text a "not" is mostly part of what is claimed ("could not tell users apart"). A headline tells one
thing; whoever puts "did not" over a story answers somebody who says that it did.
"""

from __future__ import annotations

import re

from narrative.denials import Doubt
from narrative.hedges import Hedge, Strength
from narrative.wordrules import Entry, Match, search, table
from store.models import Span

_UNTRUE = r"(?:fake|hoax|joke|lie|prank|scam|spoof|myth|rumou?r)"
#: After "not" these make no denial: "not only", "not yet", "not a hoax", "not happy with".
_NOT_DENIED = rf"(?!\s+(?:(?:only|just|yet|even|sure|happy|ready|alone|enough)\b|(?:an?\s+|all\s+)?{_UNTRUE}\b))"
_MADE = (
    r"(?:report|news|stor(?:y|ies)|claim|post|tweet|site|website|page|account|video|photo|image|picture|letter|quote|"
    r"screenshot|document|article|death|memo|poll)s?"
)
_REPORTS = r"(?:reports?|claims?|rumou?rs?|allegations?|stor(?:y|ies)|theor(?:y|ies)|talk|speculation)"
_DENIALS: list[Entry] = [
    (Doubt.DENIED, "no nope", r"(?=,|$)", r"^"),
    (Doubt.DENIED, "no nope", r"(?=,|$)", r"(?<=[:.?!]\s)"),
    (Doubt.DENIED, "did does has have had is was were are am will", rf"\s+not{_NOT_DENIED}", ""),
    (Doubt.DENIED, "didn doesn hasn haven hadn isn wasn weren aren", rf"['’]t{_NOT_DENIED}", ""),
    (Doubt.DENIED, "s", rf"\s+not{_NOT_DENIED}", r"(?<=['’])"),
    (
        Doubt.DENIED,
        "not",
        r"\s+(?:an?|the|among|in|on|from|at|those|because\s+of|caused|true|\w+(?:ed|en|und|wn))",
        r"(?<!\bor\s)(?<!\bfor\s)(?<!\bafter\s)(?<!\bmay\s)(?<!\bcould\s)(?<!\bmight\s)(?<!\bif\s)(?<!,\s)",
    ),
    (Doubt.DENIED, "never", r"\s+(?:been|was|were|had|did|is|an?)", ""),
    (Doubt.DENIED, "there", r"\s+was\s+never", ""),
    (Doubt.DENIED, "hoax hoaxes hoaxed satire satirical spoof spoofs parody", "", ""),
    (Doubt.DENIED, "fooled fools dupes duped hoodwinked", "", ""),
    (Doubt.DENIED, "faked photoshopped", "", ""),
    (Doubt.DENIED, "fake false bogus phony phoney", rf"\s+(?:[\w’'-]+\s+){{0,3}}{_MADE}", ""),
    (Doubt.DENIED, "exaggerated overblown untrue unfounded baseless bogus debunked debunks debunk", "", ""),
    (
        Doubt.DENIED,
        "kills squash squashes squashed quash quashes quashed scotch scotches scotched",
        r"\s+(?:(?!by\b)[\w’'-]+\s+){0,4}(?:reports?|rumou?rs?|talk|speculation|stor(?:y|ies))",
        "",
    ),
    (Doubt.DENIED, "report reports claim claims rumor rumors rumour rumours", r"\s+put\s+to\s+rest", ""),
    (
        Doubt.DENIED,
        "called branded labelled labeled dubbed",
        r"\s+(?:rubbish|nonsense|fake|false|untrue|a\s+(?:lie|hoax|myth))",
        "",
    ),
    (Doubt.DENIED, "sets setting set", r"\s+(?:the\s+)?record\s+straight", ""),
]
_HEDGES: list[Entry] = [
    (Strength.WEAK, "claim claims claimed claiming claimant", "", ""),
    (Strength.WEAK, "allege alleges alleging allegation allegations accusation accusations", "", ""),
    (Strength.WEAK, "report reports", r"\s+(?:of|that|on|about)", ""),
    (
        Strength.WEAK,
        "reported",
        r"(?!\s+(?:by|earlier|an?|the|its|record|\$|\d))",
        r"(?<!\bfirst\s)(?<!\bthan\s)(?<!\bas\s)",
    ),
    (Strength.WEAK, "accuse accuses accused accusing", r"\s+(?:[\w’'-]+\s+){0,4}of", ""),
    (Strength.WEAK, "suspected", "", ""),
    (Strength.WEAK, "suspect suspects", r"\s+(?:in|that)", ""),
    (
        Strength.WEAK,
        "probe probes probing probed investigate investigates investigating investigated examine examines examining",
        rf"\s+(?:[\w’'-]+\s+){{0,2}}(?:if|whether|{_REPORTS})",
        "",
    ),
    (Strength.WEAK, "look looks looking looked", rf"\s+into\s+(?:[\w’'-]+\s+){{0,2}}(?:if|whether|{_REPORTS})", ""),
    (Strength.WEAK, "unknown unproven unverified disputed", "", ""),
    (Strength.STRONG, "said believed thought rumored rumoured feared reported", r"\s+to(?=\s+[a-z])", ""),
    (Strength.WEAK, "set poised expected likely tipped predicted", r"\s+to(?=\s+[a-z])", ""),
    (Strength.WEAK, "due", r"\s+to\s+(?:be|start|begin|end|open|close|launch|return|arrive|take)", ""),
    (Strength.WEAK, "predict predicts predicted prediction forecast forecasts", "", ""),
    (Strength.WEAK, "question questions doubt doubts confusion", r"\s+(?:over|about|of|raised|remain|surround)\w*", ""),
]
#: A headline of two sentences asks with the first.
_ASKED = re.compile(r"\w\?(?=[\s\"”’])")
_DENIAL_RULES, _HEDGE_RULES = table(_DENIALS), table(_HEDGES)
#: What stands after one of these is told beside the headline's one thing: "... but did not tell her".
_BESIDE = re.compile(r"\b(?:who|which|that|because|but|and|if|after|when|why|how|what|where|while|as)\b", re.I)
_PLAIN = re.compile(r"(?:['’]t|\bnot)\b", re.I)


def denials(headline: str, *, negated: bool = False) -> list[Match]:
    """The denials and questions that are such only in a headline, in order of place.

    `negated`: what is claimed is itself that something is not so, and a plain "not" says just that.
    """
    found = []
    for match in search(_DENIAL_RULES, headline):
        plain = _PLAIN.search(headline, match.start, match.end)
        if not plain or not (negated or _BESIDE.search(headline, 0, match.start)):
            found.append(match)
    found += [Match(Doubt.QUESTIONED, asked.end() - 1, asked.end()) for asked in _ASKED.finditer(headline)]
    return sorted(found, key=lambda match: match.start)


def holds(headline: str) -> list[Hedge]:
    """The hedges that are such only in a headline, in order of place."""
    return [Hedge(Span(start, end), Strength(kind)) for kind, start, end in search(_HEDGE_RULES, headline)]

"""Words of uncertainty, and how strongly each one holds back from what is said.

A finite list is enough for newswire (Szarvas and others 2012, doi 10.1162/COLI_a_00098), as long as the readings that
are none are kept out: the month of May, "as likely as", a suspect who is a person, "could not" of a failure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from narrative.wordrules import Entry, search, table
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
#: "What was said to the minister" was said, and is no hearsay.
_TO_DO = r"to(?!\s+(?:the|an?|his|her|its|their|our|my|this|that|these|those|him|them|us|me|it|\w+['’]s)\b)"
_VERIFIED = r"(?:verif|confirm|corroborat)\w*"
_WHICH = r"\s+(?:if|whether|how|why|what|when|who)"
_THE_REPORT = r"\s+(?:the|this|that|these|those|any)\s+(?:\w+\s+)?(?:report|claim|account|allegation|story)s?"
_OBJECT = r"(?=\s+(?:that|to|the|it|he|they|she|this|there|its|his|[A-Z]))"

_STRONG: list[tuple[str, str, str]] = [
    (
        "may",
        rf"(?=\s+{_ADVERBS}[a-z]{{2,}})(?!\s+(?:through|until|to|of|and|at)\b)",
        r"(?<!\bwho\s)(?<!\bin\s)(?<!\bby\s)(?<!\bof\s)(?<!\bsince\s)",
    ),
    ("might", r"(?!\s+of\b)", ""),
    ("perhaps possibly maybe conceivably presumably seemingly apparently ostensibly", "", ""),
    (
        "appear appears appeared appearing seem seems seemed seeming",
        r"\s+(?:to|that|as|like|likely|set)",
        "",
    ),
    ("it", r"\s+(?:appears|seems|appeared|seemed)", ""),
    ("would", r"\s+(?:appear|seem)", ""),
    ("unclear uncertain", rf"(?:{_WHICH})?", ""),
    ("not", rf"\s+(?:\w+ly\s+)?(?:clear|certain)(?:{_WHICH})?", ""),
    ("less", rf"\s+(?:clear|certain)(?:{_WHICH})?", ""),
    ("far", rf"\s+from\s+(?:clear|certain)(?:{_WHICH})?", ""),
    ("unknown", _WHICH, ""),
    ("not", rf"\s+(?:\w+ly\s+)?known{_WHICH}", ""),
    ("not", rf"\s+(?:yet\s+(?:clear|known|confirmed)|been\s+{_VERIFIED})", ""),
    ("unconfirmed unverified", "", ""),
    ("less", r"\s+settled", ""),
    # "Could not verify nationality" is part of a claim; "could not independently verify" is the teller's reserve.
    ("could", rf"\s+not\s+(?:be\s+(?:\w+ly\s+)?|independently\s+|immediately\s+){_VERIFIED}", ""),
    ("could", rf"\s+not\s+{_VERIFIED}{_THE_REPORT}", ""),
    ("rumor rumors rumored rumour rumours rumoured speculation", "", ""),
    ("speculate speculates speculated speculating", r"\s+(?:that|about|on)", ""),
    ("is was", r"\s+suspected\s+of", ""),
    ("is are was were been being", rf"\s+(?:widely\s+|now\s+|also\s+|\w+ly\s+)?{_SAID}\s+(?:{_TO_DO}|as|that)", ""),
    ("said believed thought understood alleged rumored rumoured reported", r"\s+to\s+(?:be|have)\b", ""),
    ("had has have", r"\s+no\s+evidence", ""),
    ("as", r"\s+far\s+as\s+(?:is|can\s+be|anyone)\s+kn\w+", ""),
    ("report reports evidence document documents leak leaks", r"\s+(?:suggest|hint|point)\w*", ""),
    ("it", r"\s+is\s+(?:(?:un)?likely|possible\s+that)", ""),
    (
        "there",
        r"\s+(?:is|are|was|were|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:signs|indications|hints|reports|rumou?rs|claims|"
        r"chatter|talk|whispers|murmurs|suggestions|suspicions|gossip)",
        "",
    ),
    ("whispers murmurs chatter gossip", r"\s+(?:that|of|about)", ""),
    ("by", r"\s+(?:some|most|several|various|one|certain|many)\s+(?:estimate|account|reckoning|count|report)s?", ""),
    ("word rumour rumor", r"\s+has\s+it", ""),
    ("word", r"\s+is(?=\s+(?:that|the|it|they)\b)", ""),
    (
        "if",
        r"\s+(?:confirmed|true|(?:the\s+)?(?:reports?|rumou?rs?|claims?)\s+(?:is|are|proves?)\s+(?:right|true|correct|confirmed))",
        "",
    ),
]
_WEAK: list[tuple[str, str, str]] = [
    ("reportedly allegedly purportedly supposedly probably arguably", "", ""),
    ("likely unlikely", r"(?!\s+as\b)", r"(?<!\bmore\s)(?<!\bless\s)(?<!\bjust\sas\s)"),
    (
        "could",
        r"(?!\s+(?:not|n[o']t|hardly|only|no\s+longer|be\s+(?:seen|heard|reached|found|reset)|see|hear|tell|afford)\b)"
        r"(?=\s+\w)",
        r"(?<!\bnobody\s)(?<!\bno\sone\s)(?<!\bnone\s)",
    ),
    ("suspect suspects suspected", r"(?=\s+(?:that|an?|the|it|he|she|they|[a-z]+ing|of)\b)", ""),
    ("suggest suggests suggested suggesting", r"(?=\s)", ""),
    ("hint hints hinted hinting", r"(?=\s+(?:that|at)\b)", ""),
    ("would", r"-be", ""),
    ("so", r"-called", ""),
    (
        "reported",
        r"(?=\s+[a-z]{3,})(?!\s+(?:by|that|in|on|to|from|for|with|as|at|and|last|this|the|it)\b)",
        r"(?<=\ba\s)",
    ),
    ("potential potentially alleged purported supposed apparent presumed", "", ""),
    ("believe believes believed", _OBJECT, ""),
    ("claim claims claimed", r"\s+to", ""),
    ("seem seems seemed appears appeared possibility possibilities probable probability likelihood", "", ""),
    ("possible", "", r"(?<!\bnot\s)(?<!\bas\s)(?<!\bif\s)"),
    ("chance chances", r"\s+(?:of|that|are)", ""),
    ("suspicion suspicions", "", ""),
    ("on", r"\s+(?:the\s+)?course\s+to", ""),
    ("look looks looked", r"\s+(?:set|likely|poised|bound)\s+to", ""),
    ("is are was were", r"\s+(?:widely\s+)?(?:expected|likely|set|poised|about|due)\s+to", ""),
]
_OPEN: list[tuple[str, str, str]] = [
    ("if", r"(?!\s+(?:any|anything|only)\b)", r"(?<!\beven\s)(?<!\bas\s)(?<!\bwhat\s)"),
    ("unless whether unknown undecided uncertain uncertainty uncertainties", "", ""),
    ("doubt doubts doubtful doubted expect expects expected expecting expectation expectations", "", ""),
    ("anticipate anticipates anticipated anticipating anticipation foresee foresees foreseen", "", ""),
    ("think thinks thinking", r"(?!\s+tank)", ""),
    ("thought", r"(?=\s+(?:that|it|he|they|she|the)\b)", ""),
    ("predict predicts predicted predicting prediction predictions forecast forecasts forecasting", "", ""),
    ("projects projected", r"(?=\s)", ""),
    ("estimate estimated", r"\s+(?:to|that|at)", ""),
    ("assume assumes assumed assuming presume presumes presumed consider considers considered", "", ""),
    ("imply implies implied", "", ""),
    ("indicate indicates indicated", r"\s+that", ""),
    ("convinced unconvinced accused theory theories hypothesis hypotheses hypothesise hypothesize", "", ""),
    ("skeptical sceptical", "", ""),
    ("look looks looked", r"\s+(?:like|as|set|likely)", ""),
    ("as", r"\s+(?:if|though)", ""),
    ("bet bets betting", r"\s+(?:that|on)", ""),
    ("wonder wonders wondered wondering guess guesses guessed", "", ""),
    ("worry worries", r"(?=\s+(?:that|about|the|it))", ""),
    ("concern concerns concerned fear fears feared", r"\s+that", ""),
    ("remain remains", r"\s+to\s+be\s+seen", ""),
    ("in", r"\s+(?:question|doubt)", ""),
    ("may", r"(?=\s+(?:not\s+)?[a-z])", ""),
    (
        "would",
        r"(?=\s+(?:have|be|not|mean|make|require|allow|force|likely|probably|give|cost|take|lead|become))",
        "",
    ),
    ("until", r"(?=\s+\w+(?:\s+\w+){0,4}\s+(?:is|are|has|have|can|does|do)\b)", ""),
    ("can", r"\s+(?:be|have)", ""),
    ("feel feels", r"\s+(?:that|it|the)", ""),
    ("felt", r"\s+(?:that|it)", ""),
    ("hope hopes hoped", r"\s+(?:to|that|it|the)", ""),
    ("should", r"(?=\s+(?:be|have|help|give|make|lead))", ""),
]


def _entries() -> list[Entry]:
    kinds = ((Strength.STRONG, _STRONG), (Strength.WEAK, _WEAK), (Strength.OPEN, _OPEN))
    return [(int(strength), *row) for strength, rows in kinds for row in rows]


_RULES = table(_entries())
#: What is ruled or allowed and no guess: "may no longer use it", "under the order they may not touch it".
_NO_LONGER = re.compile(r"\s+no\s+longer\s+(?!be\b|have\b)", re.I)
_WAS_SO = re.compile(r"\s+(?:\w+\s+)?have\b(?!\s+to\b)", re.I)
_UNDER = re.compile(
    r"\bunder\s+(?:[\w’'-]+\s+){1,4}(?:orders?|letters?|rules?|laws?|licen[cs]es?|terms|directive|controls|exception|waiver)\b",
    re.I,
)


def hedges(sentence: str) -> tuple[Hedge, ...]:
    """Every cue of uncertainty in order; of two that overlap the stronger."""
    matches = sorted(search(_RULES, sentence), key=lambda match: (-match.kind, match.start))
    found: list[Hedge] = []
    for kind, start, end in matches:
        if kind == Strength.STRONG and _is_leave(sentence, start, end):
            continue
        if not any(start < other.span.end and other.span.start < end for other in found):
            found.append(Hedge(Span(start, end), Strength(kind)))
    return tuple(sorted(found, key=lambda hedge: hedge.span.start))


def _is_leave(sentence: str, start: int, end: int) -> bool:
    """Whether a "may" tells what is allowed."""
    if sentence[start:end].lower() != "may":
        return False
    if _NO_LONGER.match(sentence, end):
        return True
    return not _WAS_SO.match(sentence, end) and _UNDER.search(sentence) is not None

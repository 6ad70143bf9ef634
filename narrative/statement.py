"""The wording under which a claim is shown: the clearest of its mentions, in an outlet's own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrative.openings import DATELINE, hangs
from store.models import Stance

if TYPE_CHECKING:
    from narrative.propositions import Proposition

#: Characters between which a statement reads well.
SHORTEST, LONGEST = 40, 140
_CONNECTIVE = re.compile(
    r"^(?:But|And|So|Yet|Still|However|Meanwhile|Moreover|Also|Then|Now|In addition|At the same time|"
    r"Even so|Instead),?\s+"
)
#: What marks a piece of something else: a caption, a credit, a heading, what follows one, a conversation's one side.
_SCRAP = re.compile(
    r"^[^\w\"“‘'$€£#@]|^[^:.,\"“]{2,30}:\s|^[a-z]{2,}\s|\[|\(AP|\bvia AP\b|/\w+ Photo|\b(?:[A-Z]{3,}\s+){3,}|"
    r"\b(?:I|we|We|you|You|my|our|us)\b|…|\.\.\.$"
)
#: An outburst is nobody's plain statement of what is claimed.
_SHOUTED = re.compile(r"![\"”’')]*$")
#: Days as seen from the one on which it was written, which a label does not tell.
_THEN = re.compile(r"\b(?:yesterday|today|tomorrow|tonight)\b", re.I)
_CLOSED = re.compile(r"[.!?][\"”’')]*$")
_PREFERENCE = {
    Stance.ASSERTED: 0.0,
    Stance.ATTRIBUTED: 0.15,
    Stance.HEDGED: 0.25,
    Stance.QUESTIONED: 0.6,
    Stance.DENIED: 0.6,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may stand for its claim: how much of the claim's terms it carries (of 1), how much of what it says
    is the claim (of 1), how many claims it makes, and whether it `errs`: gives another figure than most do."""

    proposition: Proposition
    carries: float
    purity: float = 1.0
    claims: int = 1
    errs: bool = False


def statement(candidates: Sequence[Candidate], taken: Collection[str] = ()) -> str:
    """The best wording, the first said of equals.

    Wordings `taken` by other claims are left to them where there is another.
    """
    most = max(candidate.carries for candidate in candidates) or 1.0
    ranked = sorted(
        (round(_cost(row, most), 4), row.proposition.story.said_at, row.proposition.sentence) for row in candidates
    )
    wordings = [tidy(sentence) for _, _, sentence in ranked]
    return next((wording for wording in wordings if wording not in taken), wordings[0])


def _cost(candidate: Candidate, most: float) -> float:
    proposition = candidate.proposition
    words = tidy(proposition.sentence)
    quotes = words.count('"') % 2 + abs(words.count("“") - words.count("”"))
    return (
        (1 - candidate.carries / most)
        + 0.5 * (1 - candidate.purity)
        + _PREFERENCE[proposition.reading.stance]
        + 0.1 * min(candidate.claims - 1, 4)
        + max(0, len(words) - LONGEST) / 200
        + max(0, SHORTEST - len(words)) / 40
        + (0.4 if hangs(words) else 0)
        + (0.4 if _SCRAP.search(words) else 0)
        + (0.3 if quotes else 0)
        + (0.4 if candidate.errs else 0)
        + (0.4 if _SHOUTED.search(words) else 0)
        + (0.3 if _THEN.search(words) else 0)
        + (0 if _CLOSED.search(words) else 0.1)
    )


def tidy(sentence: str) -> str:
    """A sentence without its dateline, and without the connective that ties it to the one before."""
    text = _CONNECTIVE.sub("", DATELINE.sub("", sentence.strip()))
    return text[:1].upper() + text[1:]

"""The kinds of sentence of a brief: how much each matters, when it is told, and how several of one are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sentence tells of; names are a contract of `reportedly brief --json`."""

    STORIES = "stories"
    PHASE = "phase"
    CORRECTED = "corrected"
    DENIED = "denied"
    CONTESTED = "contested"
    UNSOURCED = "unsourced"
    HARDENED = "hardened"
    SOFTENED = "softened"
    FIGURES = "figures"
    EMERGED = "emerged"
    REVIVED = "revived"
    SPREAD = "spread"
    RECURS = "recurs"
    QUIET = "quiet"
    EDITED = "edited"
    REMOVED = "removed"
    COPIED = "copied"
    OUTLETS = "outlets"
    FRAMES = "frames"
    FEEDS = "feeds"
    GAPS = "gaps"
    MORE = "more"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a kind matters, before it is multiplied by how many independent chains a thing concerns; `one`, `many`:
    how sentences left out are counted."""

    base: float
    one: str
    many: str


WEIGHTS: Mapping[Kind, Weight] = {
    Kind.CORRECTED: Weight(10, "claim corrected", "claims corrected"),
    Kind.DENIED: Weight(9, "claim denied", "claims denied"),
    Kind.CONTESTED: Weight(8, "claim contested", "claims contested"),
    Kind.UNSOURCED: Weight(7, "claim told as fact without a source", "claims told as fact without a source"),
    Kind.HARDENED: Weight(8, "claim told more surely", "claims told more surely"),
    Kind.SOFTENED: Weight(8, "claim told less surely", "claims told less surely"),
    Kind.FIGURES: Weight(7, "claim whose figures moved", "claims whose figures moved"),
    Kind.EMERGED: Weight(6, "claim that emerged", "claims that emerged"),
    Kind.REVIVED: Weight(3, "claim that came back", "claims that came back"),
    Kind.SPREAD: Weight(4, "claim that spread", "claims that spread"),
    Kind.QUIET: Weight(2, "claim gone quiet", "claims gone quiet"),
    Kind.RECURS: Weight(1.5, "claim with a second outlet", "claims with a second outlet"),
    Kind.EDITED: Weight(8, "edited story", "edited stories"),
    Kind.REMOVED: Weight(9, "removed page", "removed pages"),
    Kind.COPIED: Weight(4, "story much copied", "stories much copied"),
    Kind.OUTLETS: Weight(3, "sentence on outlets", "sentences on outlets"),
    Kind.FRAMES: Weight(6, "shift of language", "shifts of language"),
}
#: What stands above all else, and below it: the volume, and what may be missing.
FIRST, LAST = (Kind.NOTHING, Kind.STORIES, Kind.PHASE), (Kind.GAPS, Kind.FEEDS)

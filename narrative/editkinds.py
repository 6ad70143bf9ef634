"""The kinds of edit, and a finding with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EditKind(StrEnum):
    """What an edit means, from most to least: of several findings the first here names the edit."""

    SOFTENED = "headline softened"
    HARDENED = "headline hardened"
    REVERSED = "headline reversed"
    SOURCE = "headline's source changed"
    FIGURE = "figure changed"
    DENIAL_ADDED = "denial added"
    DENIAL_REMOVED = "denial removed"
    CLAIM_REMOVED = "claim removed"
    NEGATED = "statement reversed"
    ANONYMISED = "source anonymised"
    NAMED = "source named"
    REPLACED = "source replaced"
    SOURCE_REMOVED = "source removed"
    SOURCE_ADDED = "source added"
    HEDGE_REMOVED = "hedge removed"
    HEDGE_ADDED = "hedge added"
    CUT = "paragraph cut"
    HEADLINE = "headline changed"
    TEXT = "text changed"
    COSMETIC = "cosmetic"


_ORDER = {kind: number for number, kind in enumerate(EditKind)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an edit did, with the words that show it.

    `before` and `after`: the sentence, headline or paragraph in each version, empty where the version has none. `what`:
    the words, names or figures that went and came, where they are known.
    """

    kind: EditKind
    before: str
    after: str
    headline: bool = False
    what: tuple[str, str] = ("", "")

    @property
    def rank(self) -> int:
        return _ORDER[self.kind]

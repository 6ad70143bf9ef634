"""What shows that a story followed another, and in which words that is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.models import Span


class Reason(StrEnum):
    """What shows that a story followed another, from the strongest."""

    COPY = "copy"
    CREDIT = "credit"
    LINK = "link"
    SENTENCE = "sentence"
    QUOTE = "quote"
    FIGURE = "figure"

    @property
    def words(self) -> str:
        """What the follower does with what it followed."""
        return _WORDS[self]


_WORDS = {
    Reason.COPY: "copies it",
    Reason.CREDIT: "credits it",
    Reason.LINK: "links to it",
    Reason.SENTENCE: "repeats its sentence",
    Reason.QUOTE: "has its quotation",
    Reason.FIGURE: "has its figure",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a story is held to follow another. `text` is the words, or the link, that show it; `span` is their place in
    the follower's text (in its title where `headline`), where they have one; `instead`: figures that it gives for
    others in them."""

    reason: Reason
    text: str
    span: Span | None = None
    headline: bool = False
    instead: str = ""

    @property
    def words(self) -> str:
        """What the follower does with what it followed, and what it changed in it."""
        return f"{self.reason.words}, but with {self.instead}" if self.instead else self.reason.words

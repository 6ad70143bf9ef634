"""An article as it was read from a page, and by which rules; without what reading one takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from store.models import Statement

#: By which rules of ours pages are read: one more whenever `extract`, `statements`, `notarticle`, `seen`, `paywall`,
#: `gates` or their words read the same page otherwise than before, so that kept pages are known that were read by older
#: ones.
RULES = 3


@dataclass(frozen=True, slots=True)
class Article:
    """A page's article. `raw` is the extraction, one line a paragraph; `asides` are the numbers of its lines that are
    no part of the text (the headline again, "read more" and the link to it), `quoted` of those that quote a document.

    Every other field may be missing; `published_at` only where the page states it. `links`: the addresses that the
    article itself, not what stands around it, refers to. `statements`: what the page says of it, and where. `problem`:
    why this is no article after all (see `fetchers.notarticle`).
    """

    raw: str
    title: str | None = None
    author: str | None = None
    language: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    links: tuple[str, ...] = ()
    asides: tuple[int, ...] = ()
    quoted: tuple[int, ...] = ()
    statements: tuple[Statement, ...] = ()
    problem: str | None = None

    @property
    def text(self) -> str:
        """What a person reads: the extraction without its asides."""
        return without(self.raw, self.asides)


def without(text: str, numbers: Iterable[int]) -> str:
    """A text without the lines of these numbers."""
    left_out = set(numbers)
    return "\n".join(line for number, line in enumerate(text.split("\n")) if number not in left_out)


@cache
def rules() -> str:
    """By which rules pages are read, the library's and ours."""
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}, rules {RULES}"

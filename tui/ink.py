"""What can be made to stand out in a story's text: the words of doubt, the sources, the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ink(StrEnum):
    """What stands out. `CLAIMS`: only the evidence of the sentences that make a claim."""

    CLAIMS = "claims"
    ALL = "hedges, sources, figures"
    HEDGES = "hedges"
    SOURCES = "sources"
    FIGURES = "figures"
    COPIED = "what is shared with a copy"
    NONE = "nothing"

    @property
    def next(self) -> Ink:
        """The one that the key turns to."""
        order = list(Ink)
        return order[(order.index(self) + 1) % len(order)]

    def shows(self, kind: Ink) -> bool:
        return self is kind or (self is Ink.ALL and kind is not Ink.COPIED)


@dataclass(frozen=True, slots=True)
class Inked:
    """A passage of a text that is a hedge, a source or a figure, or stands in a copy too."""

    start: int
    end: int
    kind: Ink


def read(text: str, said_at: datetime | None) -> tuple[Inked, ...]:
    """Every hedge, source and figure of a text, in its order."""
    # Reading takes the whole of `narrative`, which the first paint should not wait for.
    from narrative.attribution import attributions
    from narrative.figures import figures
    from narrative.hedges import hedges
    from narrative.sentences import split

    found = [Inked(figure.start, figure.end, Ink.FIGURES) for figure in figures(text, said_at)]
    for span in split(text):
        sentence, base = text[span.start : span.end], span.start
        found += [Inked(base + h.span.start, base + h.span.end, Ink.HEDGES) for h in hedges(sentence)]
        found += [Inked(base + a.source.start, base + a.source.end, Ink.SOURCES) for a in attributions(sentence)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


#: How each looks; the underline and slant tell them apart without colour.
STYLES = {
    Ink.HEDGES: "bold underline $stance-hedged",
    Ink.SOURCES: "italic on $source-tint",
    Ink.FIGURES: "bold $accent",
    Ink.COPIED: "underline $key",
}

"""The brief's sentences, each a row that leads to what it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.content import Content

from store.models import BriefLine
from tui.style import FAINT
from tui.text import Part, clean, line, wrap, wrapped
from tui.widgets.rows import Rows

_SIGNS: dict[str, Part] = {
    "stories": ("●", "$key"),
    "emerged": ("✦", "bold $primary"),
    "hardened": ("▲", "bold $stance-asserted"),
    "softened": ("▼", "bold $stance-hedged"),
    "denied": ("✗", "bold $stance-denied"),
    "figures": ("#", "bold $accent"),
    "edited": ("✎", "bold $accent"),
    "outlets": ("◆", "$secondary"),
    "quiet": ("·", FAINT),
    "feeds": ("!", "bold $warning"),
    "gaps": ("!", "$warning"),
    "nothing": ("·", FAINT),
}
_MEASURE = 100
_INDENT = 3


class BriefList(Rows[BriefLine]):
    """Sentences in the order of what matters."""

    def key(self, item: BriefLine) -> Hashable:
        return item

    def height(self, item: BriefLine, width: int) -> int:
        return 1 + len(wrap(clean(item.text), min(_MEASURE, width - _INDENT - 2)))

    def lines(self, item: BriefLine, width: int) -> Sequence[Content]:
        sentence = wrapped(line(clean(item.text)), min(_MEASURE, width - _INDENT - 2))
        sign = _SIGNS.get(item.kind, ("·", FAINT))
        leads = ("  ›" if item.story_ids or item.claim_ids else "", FAINT)
        rows = [line(sign if number == 0 else " ", "  ", part) for number, part in enumerate(sentence)]
        rows[-1] = line(rows[-1], leads)
        return [*rows, line()]

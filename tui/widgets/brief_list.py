"""The brief's sentences, each a row that leads to what it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.content import Content

from store.models import BriefLine
from tui.style import FAINT, MUTED
from tui.text import Part, clean, line, wrap, wrapped
from tui.widgets.rows import Rows

_SIGNS: dict[str, Part] = {
    "stories": ("●", "$key"),
    "phase": ("◷", "$key"),
    "corrected": ("↺", "bold $stance-denied"),
    "denied": ("✗", "bold $stance-denied"),
    "contested": ("≠", "bold $stance-denied"),
    "unsourced": ("?", "bold $warning"),
    "hardened": ("▲", "bold $stance-asserted"),
    "softened": ("▼", "bold $stance-hedged"),
    "figures": ("#", "bold $accent"),
    "emerged": ("+", "bold $primary"),
    "revived": ("○", "bold $primary"),
    "spread": ("»", "bold $primary"),
    "recurs": ("+", "$primary"),
    "quiet": ("·", FAINT),
    "edited": ("✎", "bold $accent"),
    "removed": ("⌫", "bold $warning"),
    "copied": ("=", "$secondary"),
    "outlets": ("◆", "$secondary"),
    "frames": ("~", "bold $accent"),
    "feeds": ("!", "bold $warning"),
    "gaps": ("!", "$warning"),
    "more": ("…", "$key"),
    "nothing": ("·", FAINT),
}
_MEASURE = 100
_INDENT = 3
#: Ids told behind a sentence before the rest is counted.
_IDS = 4


class BriefList(Rows[BriefLine]):
    """Sentences in the order of what matters, each with the ids it rests on."""

    #: Whether the sentences tell of nothing new: they are dimmed.
    quiet = False

    def key(self, item: BriefLine) -> Hashable:
        return item.kind, item.text

    def height(self, item: BriefLine, width: int) -> int:
        return 1 + len(wrap(_whole(item), _room(width)))

    def lines(self, item: BriefLine, width: int) -> Sequence[Content]:
        ids = _ids(item)
        body = line((clean(item.text), MUTED if self.quiet else ""), (ids, FAINT if self.quiet else MUTED))
        sign = _SIGNS.get(item.kind, ("·", FAINT))
        sentence = wrapped(body, _room(width))
        return [*(line(sign if number == 0 else " ", "  ", part) for number, part in enumerate(sentence)), line()]


def _room(width: int) -> int:
    return min(_MEASURE, width - _INDENT)


def _whole(item: BriefLine) -> str:
    """The text of a row as it is set."""
    return clean(item.text) + _ids(item)


def _ids(item: BriefLine) -> str:
    """What it rests on, claims first; the sentence that counts others leads to those instead."""
    names = [f"c{number}" for number in item.claim_ids] + [str(number) for number in item.story_ids]
    if not names or item.kind == "more":
        return ""
    left = len(names) - _IDS
    return f" {', '.join(names[:_IDS])} and {left} more" if left > 1 else f" {', '.join(names)}"

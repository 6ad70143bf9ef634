"""Colours and signs. Whatever a colour says, a letter or sign says too, so that neither NO_COLOR nor an eye loses it.

The stance colours are Okabe and Ito's, which colour-blind people can tell apart, darkened for the light theme.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.theme import Theme

from store.models import Stance
from tui.text import Part, line

LETTER = {
    Stance.QUESTIONED: "Q",
    Stance.HEDGED: "H",
    Stance.ATTRIBUTED: "A",
    Stance.ASSERTED: "S",
    Stance.DENIED: "D",
}

MUTED = "$muted"
FAINT = "$faint"
KEY = "bold $key"

#: From which width and height on which class is set: too small, one pane, two panes, more room.
WIDTHS = [(0, "-tiny"), (60, "-narrow"), (110, "-normal"), (170, "-wide")]
HEIGHTS = [(0, "-flat"), (15, "-short"), (22, "-low"), (36, "-tall")]

DARK = Theme(
    name="reportedly-dark",
    primary="#7aa7d9",
    secondary="#8f9fb8",
    accent="#e3b866",
    warning="#e0a458",
    error="#e07a6a",
    success="#6fbf9b",
    foreground="#d8dce3",
    background="#12161c",
    surface="#171c24",
    panel="#212833",
    dark=True,
    variables={
        "border": "#5f86b3",
        "border-blurred": "#2c3542",
        "footer-key-foreground": "#e3b866",
        "footer-background": "#171c24",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7aa7d9 35%",
    },
)
LIGHT = Theme(
    name="reportedly-light",
    primary="#1f5f99",
    secondary="#5b6b80",
    accent="#8a5a00",
    warning="#955800",
    error="#b3392a",
    success="#1f7a55",
    foreground="#1d232b",
    background="#f5f4f0",
    surface="#fbfaf7",
    panel="#e6e4dd",
    dark=False,
    variables={
        "border": "#1f5f99",
        "border-blurred": "#c5c1b6",
        "footer-key-foreground": "#8a5a00",
        "footer-background": "#e6e4dd",
        "block-cursor-text-style": "none",
    },
)

_ON_DARK = {
    "stance-questioned": "#d490ba",
    "stance-hedged": "#e9d24f",
    "stance-attributed": "#63b7ec",
    "stance-asserted": "#35b58b",
    "stance-denied": "#ef7f3c",
    "on-stance": "#0e1116",
    "claim-tint": "#1d2733",
    "source-tint": "#2f3c52",
    "muted": "#9aa6b5",
    "faint": "#667282",
    "key": "#e3b866",
    "cursor": "#27405c",
    "cursor-blurred": "#1e2630",
    "chosen": "#2b2a3d",
    "bar": "#6d8fb5",
}
_ON_LIGHT = {
    "stance-questioned": "#9a3f77",
    "stance-hedged": "#7d6500",
    "stance-attributed": "#00659f",
    "stance-asserted": "#006b4c",
    "stance-denied": "#b04500",
    "on-stance": "#ffffff",
    "claim-tint": "#ecebe3",
    "source-tint": "#d5e0ea",
    "muted": "#555c66",
    "faint": "#7c8087",
    "key": "#8a5a00",
    "cursor": "#c3d8ec",
    "cursor-blurred": "#e7e5de",
    "chosen": "#e2dff0",
    "bar": "#5580a8",
}


def variables(dark: bool) -> dict[str, str]:
    """Our own theme variables, for whatever theme is chosen."""
    return dict(_ON_DARK if dark else _ON_LIGHT)


def colour(stance: Stance) -> str:
    """The theme variable of a stance."""
    return f"$stance-{stance}"


def chip(stance: Stance, width: int = 1) -> Part:
    """A stance as its letter on its colour."""
    return LETTER[stance].center(width), f"bold $on-stance on {colour(stance)}"


def legend() -> Content:
    """What the letters mean."""
    parts: list[Part] = []
    for stance in Stance:
        parts += [chip(stance), (f" {stance}  ", MUTED)]
    return line(*parts)


def stance_bar(counts: dict[Stance, int], width: int) -> Content:
    """The shares of the stances as a bar of `width` cells, a letter in each; every stance that occurs shows."""
    total = sum(counts.values())
    if not total or width <= 0:
        return line(" " * width)
    cells = {stance: max(1, round(count / total * width)) for stance, count in counts.items() if count}
    while sum(cells.values()) > width and max(cells.values()) > 1:
        widest = max(cells, key=lambda stance: cells[stance])
        cells[widest] -= 1
    while sum(cells.values()) < width:
        widest = max(cells, key=lambda stance: counts[stance])
        cells[widest] += 1
    return line(*(chip(stance, size) for stance, size in cells.items())).truncate(width)


_EIGHTHS = "▁▂▃▄▅▆▇█"


def spark(counts: Sequence[int], style: str = "$bar") -> Content:
    """Counts as a line of blocks, each as high as its share of the greatest; a dot for none."""
    peak = max(counts, default=0) or 1
    return line(*((_EIGHTHS[-(-count * 8 // peak) - 1], style) if count else ("·", FAINT) for count in counts))


def rule(title: str, width: int) -> Content:
    """A heading with a thin rule behind it."""
    head = line((f"{title} ", f"bold {MUTED}"))
    return line(head, ("─" * max(0, width - head.cell_length), "$border-blurred"))


def keys(*pairs: tuple[str, str]) -> Content:
    """Keys and what they do, for an empty state: (`r`, `polls the feeds`)."""
    parts: list[Part] = []
    for number, (key, does) in enumerate(pairs):
        parts += [("  ·  " if number else "", FAINT), (key, KEY), (f" {does}", MUTED)]
    return line(*parts)

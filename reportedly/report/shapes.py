"""The mark of each stance: told apart by its shape as well as its colour, and the fuller the surer."""

from __future__ import annotations

from reportedly.report.html import Markup, tag
from store.models import Stance

#: Within a square of 14 whose middle is the origin.
_PATHS = {
    Stance.QUESTIONED: ("M0-6 6 0 0 6-6 0Z", "hollow"),
    Stance.HEDGED: ("M-5 0A5 5 0 1 0 5 0 5 5 0 1 0-5 0Z", "hollow"),
    Stance.ATTRIBUTED: ("M0-6 6 5H-6Z", "full"),
    Stance.ASSERTED: ("M-5-5H5V5H-5Z", "full"),
    Stance.DENIED: ("M-5-5 5 5M5-5-5 5", "cross"),
}


def symbols() -> Markup:
    """The marks, once for the whole page."""
    marks = [
        tag("symbol", tag("path", d=path, class_=f"{kind} {stance}"), id=f"mark-{stance}", overflow="visible")
        for stance, (path, kind) in _PATHS.items()
    ]
    return tag("svg", tag("defs", marks), width="0", height="0", class_="defs", aria_hidden="true", focusable="false")


def mark(stance: Stance, left: float, top: float, title: str) -> Markup:
    """A stance's mark with its middle at `left` per cent and `top` pixels; `title` is told when it is pointed at."""
    return tag("g", tag("title", title), tag("use", href=f"#mark-{stance}", x=f"{left}%", y=f"{top:g}"), class_="mark")


def badge(stance: Stance) -> Markup:
    """A stance in a line of text: its mark and its name."""
    drawn = tag("svg", tag("use", href=f"#mark-{stance}", x="8", y="8"), width="16", height="16", aria_hidden="true")
    return tag("span", drawn, stance.value, class_="stance")


def legend() -> Markup:
    """All marks with their names, from least to most sure."""
    return tag("p", [badge(stance) for stance in Stance], class_="legend")

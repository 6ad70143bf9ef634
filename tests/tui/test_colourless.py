"""NO_COLOR: what a colour set apart is told otherwise."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui import style
from tui.colourless import Colourless, asked_for
from tui.style import DARK, LIGHT

#: A style of ours, in the theme's variables, and what is left of it.
CASES = [
    ("$muted on $background", ""),
    ("bold $key on $panel", "bold"),
    ("$faint on $surface", "dim"),
    ("$border-blurred on $background", "dim"),
    ("$foreground on $cursor", "reverse"),
    ("$faint on $cursor", "reverse"),
    ("$foreground on $cursor-blurred", ""),
    ("bold $background on $border", "bold reverse"),
    ("bold $background on $warning", "bold reverse"),
    ("bold $on-stance on $stance-denied", "bold reverse"),
    ("italic $muted on $source-tint", "italic underline"),
    ("reverse $foreground on $background", "reverse"),
    ("reverse $panel on $border", ""),
]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: str(theme.name))
@pytest.mark.parametrize(("before", "after"), CASES)
def test_attributes_take_the_place_of_colours(theme: Theme, before: str, after: str) -> None:
    variables = theme.to_color_system().generate() | style.variables(theme.dark) | theme.variables
    for name in sorted(variables, key=len, reverse=True):
        before = before.replace(f"${name}", Color.parse(variables[name]).hex6 if f"${name}" in before else "")
    given = Style.parse(before) + Style.from_meta({"@click": "there"})
    (segment,) = Colourless(variables).apply([Segment("a", given)], Color.parse(variables["background"]))
    assert segment.style is not None
    assert (segment.style.color, segment.style.bgcolor) == (None, None)
    said = {name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(segment.style, name)}
    assert said == set(after.split())
    assert segment.style.meta == {"@click": "there"}, "a click there does what it did"


@pytest.mark.parametrize(("set_to", "asked"), [("1", True), ("0", True), ("", False), (None, False)])
def test_no_color_counts_where_it_is_not_empty(
    monkeypatch: pytest.MonkeyPatch, set_to: str | None, asked: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if set_to is not None:
        monkeypatch.setenv("NO_COLOR", set_to)
    assert asked_for() is asked

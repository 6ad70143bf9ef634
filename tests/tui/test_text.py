"""Text from outside: neither markup nor orders, at its true width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tui.text import NO_CONTROLS, clean, evidence, fit, line, lines, row, wrap, wrapped

HOSTILE = [
    "[@click=app.quit]x[/]",
    "[/b] x",
    "a\x1b]52;c;aGk=\x07b",
    "a\x9b31mb",
    "a\u202egnp.exe",
    "a\u2066b\u2069c",
    "a\U000e0041b",
    "a\ud800b",
    "tab\there",
    "line\nbreak\u2028here",
]
texts = st.text(max_size=60) | st.sampled_from(HOSTILE)


def is_plain(text: str) -> bool:
    """Whether nothing in a text acts on a terminal or turns its reading order round."""
    bad = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
    return not any(ord(c) in bad or 0xE0000 <= ord(c) < 0xE0080 or 0xD800 <= ord(c) < 0xE000 for c in text)


@given(texts)
def test_whatever_is_said_is_plain_and_literal(text: str) -> None:
    for content in (line(text), line((text, "bold")), line(line(text), "x"), fit(text, 20), row(20, text, text)):
        assert is_plain(content.plain)
    assert is_plain(clean(text))
    assert is_plain(evidence(text).plain)


@pytest.mark.parametrize("text", ["[@click=app.quit]x[/]", "[/b] x", "[bold", r"\[b]", "[link=http://x]y[/link]"])
def test_markup_stays_text(text: str) -> None:
    assert line(text).plain == text
    assert line((text, "bold")).spans == [(0, len(text), "bold")]


@given(st.text(max_size=80))
def test_evidence_keeps_every_offset(text: str) -> None:
    assert len(evidence(text).plain) == len(text)


@given(texts, st.integers(0, 30))
def test_fit_takes_exactly_the_cells_it_was_given(text: str, width: int) -> None:
    assert fit(text, width).cell_length == width
    assert fit(text, width, right=True).cell_length == width


@given(texts, texts, st.integers(1, 40))
def test_a_row_is_as_wide_as_asked(left: str, right: str, width: int) -> None:
    assert row(width, left, right).cell_length == width


@given(st.text(alphabet=st.sampled_from("ab 字é\u0301\n\t"), max_size=200), st.integers(2, 30))
def test_wrapped_lines_fit_and_hold_every_word(text: str, width: int) -> None:
    places = wrap(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in places)
    assert "".join("".join(text[start:end].split()) for start, end in places) == "".join(text.split())


def test_a_long_title_is_wrapped_quickly() -> None:
    assert len(wrap("x" * 10_000, 50)) == 200


def test_wrapped_text_is_cut_with_an_ellipsis() -> None:
    assert [part.plain.rstrip() for part in wrapped(line("one two three four"), 8, 2)] == ["one two", "three…"]


def test_lines_stand_below_one_another() -> None:
    assert lines("a", ("b\nc", "bold")).plain == "a\nb c"


def test_the_filter_takes_controls_out_of_text_and_leaves_control_segments() -> None:
    home = Segment("\x1b[H", None, [(1, 1, 1)])  # type: ignore[list-item]
    kept = NO_CONTROLS.apply([Segment("a\x1b[2J\u202eb"), home], Color(0, 0, 0))
    assert [segment.text for segment in kept] == ["a[2Jb", "\x1b[H"]

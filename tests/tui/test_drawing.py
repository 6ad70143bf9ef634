"""The small functions that the views draw with."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color
from textual.keys import KEY_DISPLAY_ALIASES

import tui
from narrative.timeline import Mark, Rung
from narrative.topic import Frame
from store.models import Span, Stance
from tests.narrative import build
from tui import dates, rungs
from tui.ascii import ASCII
from tui.findings import LadderRow, Turn, evidence_styles
from tui.framelines import Framed, rows
from tui.scale import axis, day_scale, time_scale
from tui.snapshot import StoryPage
from tui.stages import SIGNS
from tui.style import LETTER, stance_bar
from tui.typeset import set_story

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def _drawable() -> Iterator[tuple[str, Path]]:
    """Every sign in the text of the dashboard's code, and those by which the framework names keys."""
    for path in sorted(Path(tui.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # A sentence that stands alone is no text of the screen but a docstring.
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield from ((sign, path) for sign in node.value)
    yield from ((sign, Path("keys")) for name in KEY_DISPLAY_ALIASES.values() for sign in name)


def test_the_ascii_preset_has_a_plain_sign_for_whatever_the_dashboard_draws() -> None:
    """Not only for what the sample happens to show."""
    signs = {sign for sign, path in _drawable() if path.name != "ascii.py" and ord(sign) > 126}
    assert {"↻", "⊘", "▲"} < signs
    drawn = ASCII.apply([Segment(sign) for sign in sorted(signs)], Color(0, 0, 0))
    left = [segment.text for segment in drawn if not (segment.text.isascii() and len(segment.text) in (1, 2))]
    assert not left, [(sign, {path.name for one, path in _drawable() if one == sign}) for sign in left]


def test_a_cue_that_is_but_a_sign_is_shown_with_its_name() -> None:
    said = replace(build.mention(1), sentence="It was three words long (Moussouris).", start=100)
    source = Span(125, 135)
    bare = replace(said, cue=Span(124, 125), source=source, attributed_to="Moussouris")
    (cue,) = [span[:2] for span in evidence_styles(bare, 100) if "underline" in span[2]]
    assert said.sentence[slice(*cue)] == "(Moussouris"
    word = replace(bare, cue=Span(103, 106))
    (cue,) = [span[:2] for span in evidence_styles(word, 100) if "underline" in span[2]]
    assert said.sentence[slice(*cue)] == "was"


def test_a_claim_of_a_story_is_listed_once_with_the_stance_of_each_sentence() -> None:
    once, again = build.mention(1, Stance.ASSERTED), build.mention(1, Stance.HEDGED)
    page = StoryPage(build.story(1, "A text."), (), (), ((7, "It ended.", once), (7, "It ended.", again)))
    told = [part.plain.rstrip() for part in set_story(page, 80, NOW).lines]
    place = next(number for number, row in enumerate(told) if row.startswith("Claims it makes"))
    assert told[place + 1] == "S  c7  It ended.  also H"
    assert not told[place + 2]


@pytest.mark.parametrize(("width", "lines"), [(74, 2), (112, 1), (196, 1)])
def test_a_frames_share_is_drawn_of_every_day(width: int, lines: int) -> None:
    shares = {date(2026, 6, 1) + timedelta(days=number): {"law": 0.01 * (number + 1)} for number in range(31)}
    framed = Framed((Frame("law", "law and authority", ()),), shares, None, (), 0)
    (drawn,) = [row.draw(width, NOW) for row in rows(framed, None) if row.key == ("frame", "law")]
    told = "".join(part.plain for part in drawn)
    assert len(drawn) == lines
    assert sum(told.count(block) for block in "▁▂▃▄▅▆▇█") % 31 == 0
    assert "▁" in told
    assert "█" in told


def test_what_is_cut_off_does_not_end_in_a_full_stop_in_ascii() -> None:
    assert ASCII.apply([Segment("received at 5:21…")], Color(0, 0, 0))[0].text == "received at 5:21~"


def test_states_keep_different_signs_in_ascii() -> None:
    plain = [ASCII.apply([Segment(sign)], Color(0, 0, 0))[0].text for sign, _ in SIGNS.values()]
    assert len(set(plain)) == len(plain)


@pytest.mark.parametrize(("width", "name", "turn"), [(60, 26, 0), (100, 26, 20), (40, 18, 0)])
def test_the_ladders_names_are_as_wide_as_the_longest_within_their_share(width: int, name: int, turn: int) -> None:
    marks = (Mark(NOW, Stance.HEDGED, 1), Mark(NOW + timedelta(days=1), Stance.ASSERTED, 2))
    rows = [
        LadderRow(Rung("Larkmoor Valley Messenger", marks), Turn(NOW, Stance.HEDGED, Stance.ASSERTED)),
        LadderRow(Rung("Wire", marks[:1]), None),
    ]
    layout = rungs.layout_of(rows, width)
    assert (layout.name, layout.turn) == (name, turn)
    drawn = [rungs.draw(row, layout, NOW) for row in rows] + [rungs.heading(layout)]
    assert {content.cell_length for content in drawn} <= {width, width - turn}
    assert ("Larkmoor Valley Messenger " in drawn[0].plain) == (name == 26)


@pytest.mark.parametrize(
    ("moment", "short", "stamp", "ago"),
    [
        (NOW - timedelta(seconds=20), "11:59", "today 11:59", "just now"),
        (NOW - timedelta(minutes=12), "11:48", "today 11:48", "12 min ago"),
        (NOW - timedelta(hours=30), "1 Jul", "1 Jul 06:00", "30 h ago"),
        (NOW - timedelta(days=20), "12 Jun", "12 Jun 12:00", "20 days ago"),
        (NOW - timedelta(days=700), "Aug’24", "1 Aug 2024 12:00", "700 days ago"),
    ],
)
def test_moments_are_short(moment: datetime, short: str, stamp: str, ago: str) -> None:
    assert dates.short(moment, NOW) == short
    assert dates.stamp(moment, NOW) == stamp
    assert dates.ago(moment, NOW) == ago


@pytest.mark.parametrize(("minutes", "words"), [(-5, "now"), (0.5, "in 1 min"), (30, "in 30 min"), (300, "in 5 h")])
def test_the_distance_to_a_moment(minutes: float, words: str) -> None:
    assert dates.until(NOW + timedelta(minutes=minutes), NOW) == words


def test_a_full_moment_names_its_zone() -> None:
    assert dates.full(datetime(2026, 6, 12, 17, 21, tzinfo=UTC)) == "Fri 12 Jun 2026 17:21 UTC"


@given(moments)
def test_a_short_moment_fits_its_column(moment: datetime) -> None:
    assert len(dates.short(moment, NOW)) <= dates.SHORT


@given(st.fixed_dictionaries({stance: st.integers(0, 50) for stance in Stance}), st.integers(0, 40))
def test_a_stance_bar_is_as_wide_as_asked_and_shows_every_stance(counts: dict[Stance, int], width: int) -> None:
    bar = stance_bar(counts, width)
    assert bar.cell_length == width
    if width >= len(Stance):
        assert {letter for letter in bar.plain if letter != " "} == {LETTER[s] for s, n in counts.items() if n}


@given(st.lists(st.dates(date(2026, 5, 1), date(2026, 8, 1)), min_size=1), st.integers(30, 200), st.integers(0, 90))
def test_days_fit_their_columns(days: list[date], width: int, back: int) -> None:
    scale = day_scale(days, width, 22, back)
    assert len(scale.days) * scale.cell + scale.gutter <= width
    assert sum(scale.hidden) + len(scale.days) == (max(days) - min(days)).days + 1


@given(st.lists(moments, min_size=1, max_size=40), st.integers(5, 150))
def test_moments_stand_in_order_within_the_width(found: list[datetime], width: int) -> None:
    scale = time_scale(found, width)
    columns = [scale.column(moment) for moment in sorted(found)]
    assert columns == sorted(columns)
    assert 0 <= columns[0] <= columns[-1] < width
    assert len(axis(scale, width, {day: dates.day(day) for day in scale.starts})) == width


def test_silent_days_are_marked_as_a_gap() -> None:
    scale = time_scale([datetime(2026, 6, day, tzinfo=UTC) for day in (1, 2, 9)], 60)
    assert [scale.is_gap(date(2026, 6, day)) for day in (1, 2, 9)] == [False, False, True]

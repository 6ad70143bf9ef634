"""Text that nobody wrote: whatever stands in a line, reading it never fails and never takes long."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrative.attribution import Memory, attribute
from narrative.figures import figures
from narrative.sentences import split
from narrative.stance import read_stance
from narrative.terms import Canon
from narrative.topic import Topic
from tests.narrative.build import on

ROOT = Path(__file__).resolve().parents[2]
#: Pieces of which the patterns are made, so that they get far before they fail.
PIECES = st.sampled_from(
    "Aaa|of|the|The|A|said|says|,|“|”|\"|'|’s|(|)|according|to|told|that|reporters|may|might|simply|only|was|not|deny|"
    "no|evidence|people|familiar|with|by|him|It|she|U.S.|p.m.|12|June|$|%|billion|half|about|May|1,000|5:21|?|!|…|。|"
    "禁止|ſix|dollarſ|İ|ı|\u2028|\x1c|\t|-|–|…".split("|")
)
TEXTS = st.one_of(
    st.text(max_size=150), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


@settings(max_examples=200)
@given(TEXTS)
def test_sources_and_cues_lie_within_any_text(text: str) -> None:
    """No text makes attribution or stance fail, or point outside it; a cue is never empty."""
    found = attribute(text, Memory(), ["Priya Nair"])
    reading = read_stance(text, found)
    spans = [reading.cue] if reading.cue else []
    if found:
        assert found.name
        spans += [found.source, found.cue]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=200)
@given(TEXTS)
def test_figures_are_the_words_they_point_at(text: str) -> None:
    """In order, apart, and with the very words."""
    found = figures(text, on(3))
    for figure in found:
        assert figure.text == text[figure.start : figure.end] != ""
        assert figure.value
    for one, next_one in pairwise(found):
        assert one.end <= next_one.start


@given(TEXTS)
def test_terms_stand_where_they_say(topic: Topic, text: str) -> None:
    """Every term has words of the text that it stands for."""
    for term, span in Canon(topic).canonical(text, on(3)).terms.items():
        assert term
        assert text[span.start : span.end].strip()


@given(TEXTS)
def test_sentences_hold_all_that_is_no_white_space(text: str) -> None:
    """In order, apart, trimmed, and nothing between them but white space."""
    spans = split(text)
    assert [span.of(text) for span in spans] == [span.of(text).strip() for span in spans]
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    assert all(end <= start and not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


#: What is repeated, after what may stand once before a bar.
LINES = {
    "names without end": "Aaa of the ",
    "straight quotes": '"',
    "closing quotes": "” ",
    "apostrophes": "A’",
    "speakers": ", he said, ",
    "tellers": ";Bob told ",
    "people": "people familiar with ",
    "digits": "1",
    "thousands": ",000",
    "numbers": "1 ",
    "prices": "$1 ",
    "dates": "12 June ",
    "hedges": "may only ",
    "adverbs of a hedge": "may |only ",
    "adverbs of a denial": "was |simply ",
    "words of a rejection": "rejected |the ",
    "white space": '"| ',
    "stops": ". ",
    "questions": '?"',
    "cuts": "AI cut ",
}


PROGRAM = """
import sys
from narrative.attribution import attribute
from narrative.figures import figures
from narrative.relevance import judge
from narrative.sentences import split
from narrative.stance import read_stance
from narrative.terms import Canon
from narrative.topic import parse_topic

topic = parse_topic(open("seeds/topic.toml", encoding="utf-8").read(), "topic.toml")
for piece in sys.argv[1:]:
    print(piece, flush=True)
    begin, _, again = piece.rpartition("|")
    for size in (900, 20_000):
        line = begin + (again * size)[:size] + " 1"
        read_stance(line, attribute(line))
        split(line), figures(line, None), Canon(topic).canonical(line, None), judge(topic, "AI models", line)
"""


def test_long_lines_of_one_thing_take_no_time() -> None:
    """20,000 characters read in all ways, and 900, which no limit of length spares: seconds for all of them together.

    A pattern that runs wild takes minutes or ages for a single one, which the error then names.
    """
    command = [sys.executable, "-c", PROGRAM, *LINES.values()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as reading:
        try:
            read, _ = reading.communicate(timeout=40)
        except subprocess.TimeoutExpired:
            reading.kill()
            read, _ = reading.communicate()
            pytest.fail(f"the patterns run wild on {read.splitlines()[-1]!r}")
    assert reading.returncode == 0
    assert read.splitlines() == list(LINES.values())

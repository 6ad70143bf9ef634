"""The share of language by frame, and the words that moved."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.frames import course, framing, originals, shares_by_day
from narrative.movedwords import log_odds, words_of, words_that_moved
from narrative.spans import TimeSpan, compared
from narrative.tomlcheck import TomlError
from narrative.topic import Frame, parse_topic
from store.models import Story
from tests.narrative.build import START, on, story
from tests.narrative.samples import seed_topic

LAW = Frame("law", "law", ("court*", "unlawful"))
SUPPLY = Frame("supply", "supply", ("went dark", "outage*"))
FRAMES = (LAW, SUPPLY)
HEAD = 'name = "t"\nsubjects = ["AI"]\n'


def test_a_frame_counts_once_a_sentence_and_keeps_the_place() -> None:
    """Headline and text; two words of one frame in a sentence are one use, words of two frames are two."""
    found = framing(
        story(1, "The court and the other courts met. The outage was unlawful. Nobody came.", title="Court sits"),
        FRAMES,
    )
    assert found.sentences == 4
    assert [(use.frame, use.headline, use.words.start) for use in found.uses] == [
        ("law", True, 0),
        ("law", False, 4),
        ("law", False, 51),
        ("supply", False, 40),
    ]


def test_shares_by_day_are_of_sentences_of_originals() -> None:
    """A copy chooses no words: the day on which it came has only its other stories."""
    long = " ".join(f"The court of town {number} wrote that line {number} of cable is shut." for number in range(9))
    stories = [
        story(1, "The service went dark. It rained.", day=0),
        story(2, long, day=0.5),
        story(3, long, day=1.2),
        story(4, "It rained. It went dark. A court met.", day=1.5),
    ]
    assert [one.id for one in originals(stories)] == [1, 2, 4]
    shares = shares_by_day(stories, FRAMES)
    assert shares == {
        date(2026, 3, 2): {"law": pytest.approx(9 / 13), "supply": pytest.approx(1 / 13)},
        date(2026, 3, 3): {"law": pytest.approx(1 / 4), "supply": pytest.approx(1 / 4)},
    }
    assert shares_by_day(stories, FRAMES, chain_of={}) != shares


def test_a_copy_whose_original_came_earlier_is_counted_on_no_day() -> None:
    """Chains known over all coverage hold for a part of it."""
    assert course([story(3, "A court met.")], FRAMES, chain_of={3: 1}) == ()


def test_by_the_hour_and_back_to_the_sentence() -> None:
    one = story(1, "It rained. The line went dark.", day=0.55)
    (moment,) = course([one], FRAMES, hourly=True)
    assert (moment.begins.hour, moment.story_ids, moment.sentences) == (13, (1,), 3)
    (use,) = moment.shares[1].uses
    assert use.sentence.of(one.text) == "The line went dark."
    assert use.words.of(one.text) == "went dark"
    assert (moment.shares[0].value, moment.shares[1].story_ids) == (0.0, (1,))


TEXTS = st.lists(
    st.text(alphabet="court outage.\n!?went dark日本中断“”", max_size=60) | st.sampled_from(["A court.", "", "."]),
    max_size=8,
)


@given(TEXTS)
def test_shares_are_within_0_and_1_and_the_order_of_stories_changes_nothing(texts: list[str]) -> None:
    stories = [story(n, text, title=text[:9], day=n / 3) for n, text in enumerate(texts)]
    shares = shares_by_day(stories, seed_topic().frames)
    assert all(0 <= share <= 1 for day in shares.values() for share in day.values())
    assert shares_by_day(stories[::-1], seed_topic().frames) == shares


COUNTS = st.dictionaries(st.sampled_from("ban curb order court dark".split()), st.integers(0, 500))


@given(COUNTS, COUNTS, COUNTS)
def test_the_score_turns_round_with_the_spans(
    before: dict[str, int], after: dict[str, int], rest: dict[str, int]
) -> None:
    """Exactly, whatever the counts; and a word of the same count in spans of one size has not moved."""
    every = Counter(before) + Counter(after) + Counter(rest)
    every.update(dict.fromkeys({*before, *after, "more"}, 1))
    forth, back = log_odds(before, after, every), log_odds(after, before, every)
    assert forth == {word: -z for word, z in back.items()}
    assert all(z == 0 for z in log_odds(before, before, every).values())


def test_the_score_is_the_papers() -> None:
    """By hand: 10 of 100 words against 30 of 100, where the word is a fifth of 1,000 and the prior is worth 500."""
    found = log_odds({"ban": 10, "x": 90}, {"ban": 30, "x": 70}, {"ban": 200, "x": 800}, 500)
    # ln((30 + 100) / (600 - 130)) - ln((10 + 100) / (600 - 110)), over the root of 1 / 130 + 1 / 110
    assert found["ban"] == pytest.approx((-1.285198 + 1.493925) / 0.129550, abs=1e-4)
    assert found["x"] < 0


def _span(first: int, texts: list[str]) -> list[Story]:
    return [story(n, text, title="", day=n) for n, text in enumerate(texts, first)]


def test_words_that_moved_name_stories_counts_and_frames() -> None:
    """A word of a single story has not moved, however often it says it."""
    before = _span(1, ["courts met courts", "banana " * 4, "courts sat courts"] * 9)
    after = _span(31, ["cable broke cable cable", "cable again and cable", "cable repaired"] * 9)
    found = {word.word: word for word in words_that_moved(before, after, [*before, *after], FRAMES)}
    assert found["cable"].z > 1.96
    assert (found["cable"].before, found["cable"].after) == (0, 54)
    assert found["cable"].story_ids[:10] == (*range(31, 57, 3), 32)
    assert found["courts"].z < -1.96
    assert found["courts"].frames == ("law",)
    assert found["courts"].story_ids == tuple(n for n in range(1, 28) if n % 3 != 2)
    turned = {word.word: word.z for word in words_that_moved(after, before, [*before, *after])}
    assert turned == {name: -word.z for name, word in found.items()}
    alone = words_that_moved(_span(1, ["banana " * 40]), after, [*before, *after])
    assert "banana" not in {word.word for word in alone}


def test_words_without_numbers_dates_and_words_that_tell_nothing() -> None:
    assert words_of(story(1, "The court’s 40 models were cut-off on Friday, 5 June.", title="Über Ban")) == [
        "über",
        "ban",
        "court",
        "models",
        "cut-off",
    ]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (6, 10, (TimeSpan(on(2), on(6)), TimeSpan(on(6), on(10)))),
        (4, 10, (TimeSpan(on(-2), on(4)), TimeSpan(on(4), on(10)))),
        (2, 10, (TimeSpan(on(3), on(6)), TimeSpan(on(6), on(10)))),
        (None, 10, (TimeSpan(on(3), on(6)), TimeSpan(on(6), on(10)))),
        (None, 9, (TimeSpan(on(3), on(5)), TimeSpan(on(5), on(9)))),
        (None, 7, None),
        (9.5, 12, None),
    ],
)
def test_the_spans_compared(since: float | None, until: float, expected: tuple[TimeSpan, TimeSpan] | None) -> None:
    """What is asked for after as much time before; without stories there the halves of what there is."""
    stories = [story(1, "a", day=3), story(2, "b", day=7), story(3, "c", day=9)]
    assert compared(stories, None if since is None else on(since), on(until)) == expected
    assert on(0) == START
    assert START + timedelta(days=1) == on(1)


def test_the_seeds_have_the_nine_frames_and_an_old_topic_none() -> None:
    assert [frame.id for frame in seed_topic().frames] == [
        "national-security",
        "safety",
        "corporate-power",
        "law",
        "competition-china",
        "openness",
        "economic-cost",
        "civil-liberties",
        "reliability",
    ]
    assert parse_topic(HEAD, "t").frames == ()
    assert parse_topic(HEAD + '[[frame]]\nid = "a-b"\nterms = ["x"]', "t").frames == (Frame("a-b", "a b", ("x",)),)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ('[[frame]]\nid = "a"', "t:3: 'terms' of a is missing"),
        ('[[frame]]\nid = "a"\nterms = []', "t:5: 'terms' of a is no list of words"),
        ('[[frame]]\nid = "a"\nwords = ["x"]', "t:5: unknown key 'words' in [frame]"),
        ('[[frame]]\nid = "a"\nterms = ["re:("]', "t:5: 're:(' is no regular expression"),
        ('[[frame]]\nid = "a"\nterms = ["x"]\n[[frame]]\nid = "a"\nterms = ["x"]', "t:7: the id 'a' is used twice"),
        ('[[frame]]\nterms = ["x"]', "t:3: 'id' of frame is missing"),
        ('[[frame]]\nid = "a"\nname = 3\nterms = ["x"]', "t:5: 'name' of a is no text"),
        ('[frame]\nid = "a"', "t:3: 'frame' is no list of tables"),
    ],
)
def test_a_mistake_in_a_frame_is_told_with_its_line(rows: str, error: str) -> None:
    with pytest.raises(TomlError) as told:
        parse_topic(HEAD + rows, "t")
    assert str(told.value).startswith(error)

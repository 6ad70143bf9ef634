"""The brief: a line for each kind of change, in order of what matters, each with the stories and claims it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrative.brief import compose
from store.models import Brief, BriefLine, Claim, ClaimKind, Feed, Figure, Gap, Mention, Revision, Stance, Story
from tests.narrative.build import claim, mention, on, revision, story, told

A, S, H, Q, N = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED
SINCE, NOW = on(10), on(20)


def brief(
    claims: list[Claim],
    *,
    stories: list[Story] | None = None,
    edits: list[tuple[Revision, Revision]] | None = None,
    feeds: list[Feed] | None = None,
    always: bool = False,
) -> Brief:
    """The brief at NOW, over the claims' stories (story N seen on day N) unless others are given."""
    if stories is None:
        stories = [story(number, "x") for number in sorted({n for c in claims for n in c.stories})]
    return compose(stories, claims, edits or [], feeds or [], None if always else SINCE, NOW)


def of_kind(made: Brief, kind: str) -> list[BriefLine]:
    return [line for line in made.lines if line.kind == kind]


def told_at(*numbers: int, stance: Stance = A) -> tuple[Mention, ...]:
    return tuple(mention(number, stance) for number in numbers)


def failing(number: int, failures: int) -> Feed:
    return Feed(number, f"https://f{number}.example/", f"Feed {number}", f"Outlet {number}", failures=failures)


def test_nothing_new_says_so() -> None:
    """One line without ids, whether there is nothing at all or nothing since."""
    for made in (brief([]), brief([claim(1, *told_at(8, 9))])):
        assert made.lines == (BriefLine("nothing", "Nothing new."),)
    assert (made.since, made.until) == (SINCE, NOW)


def test_new_stories_are_counted_latest_first() -> None:
    """New is what was first seen since, whatever date it bears."""
    stories = [story(1, "x", day=2), story(2, "x", day=1, seen=11), story(3, "x", day=12), story(4, "x", day=10)]
    (line,) = of_kind(brief([], stories=stories), "stories")
    assert line == BriefLine("stories", "2 new stories from 2 outlets.", (3, 2))
    (line,) = of_kind(brief([], stories=stories[:2]), "stories")
    assert line.text == "1 new story from 1 outlet."


def test_from_the_beginning_everything_counts() -> None:
    """Then stories are not called new, and no outlet joins."""
    made = brief([claim(1, *told_at(1, 2))], always=True)
    (line,) = of_kind(made, "stories")
    assert line == BriefLine("stories", "2 stories from 2 outlets.", (2, 1))
    assert made.since is None
    assert not of_kind(made, "outlets")
    assert [line.claim_ids for line in of_kind(made, "emerged")] == [(1,)]


def test_an_outlet_that_takes_the_story_up_is_named() -> None:
    """Three by name, the rest by number; not those that told of it before."""
    stories = [story(1, "x", outlet="Old"), story(11, "x", outlet="Old"), story(12, "x", outlet="New")]
    (line,) = of_kind(brief([], stories=stories), "outlets")
    assert line == BriefLine("outlets", "Took the story up: New.", (12,))
    stories += [story(number, "x") for number in range(13, 17)]
    (line,) = of_kind(brief([], stories=stories), "outlets")
    assert line.text == "Took the story up: New, Outlet 13, Outlet 14 and 2 more."
    assert line.story_ids == (12, 13, 14, 15, 16)


def test_a_claim_emerges_with_its_second_outlet() -> None:
    """With who said it first and when; not one that two outlets made before."""
    (line,) = of_kind(brief([claim(7, *told_at(9, 11)), claim(8, *told_at(8, 9, 12))]), "emerged")
    says = "2 stories, 2 outlets, 2 chains: “Access to the model ended at midnight”, first by Outlet 9 on 11 March."
    assert line == BriefLine("emerged", says, (11,), (7,))


def test_of_many_claims_three_are_named_and_the_rest_counted() -> None:
    """The loudest first; every claim's id is in some line. A single other is not counted but named."""
    claims = [claim(number, *told_at(*range(11, 12 + number))) for number in range(1, 6)]
    lines = of_kind(brief(claims), "emerged")
    assert [line.claim_ids for line in lines] == [(5,), (4,), (3,), (2, 1)]
    assert lines[-1].text == "2 more claims emerged."
    assert [line.claim_ids for line in of_kind(brief(claims[1:]), "emerged")] == [(5,), (4,), (3,), (2,)]


@pytest.mark.parametrize(
    ("kind", "words", "stances"),
    [
        ("hardened", "Told more surely than before", (H, H, H, S, A, A)),
        ("softened", "Told less surely than before", (A, A, S, S, H, H)),
    ],
)
def test_a_claim_that_moves_is_told_with_its_steps(kind: str, words: str, stances: tuple[Stance, ...]) -> None:
    """Only since its new mentions turned it, and with the stories of those."""
    moved = claim(3, *told(*stances, first=7))
    (line,) = of_kind(brief([moved]), kind)
    assert line.text.startswith(f"{words}: “Access to the model ended at midnight” (")
    assert ", then " in line.text
    assert (line.story_ids, line.claim_ids) == ((11, 12), (3,))
    assert not of_kind(brief([claim(3, *told(*stances, first=2))]), kind)
    had_moved = claim(3, *told(*stances, stances[-1], first=4), mention(11, stances[-1]))
    assert not of_kind(brief([had_moved]), kind)


def test_a_claim_that_moved_to_and_fro_is_told_by_its_halves() -> None:
    """By those mentions that its trend is judged by: the first of each chain."""
    moved = claim(3, *told(S, H, H, S, A, A, first=7), replace(mention(13, H), chain=12))
    (line,) = of_kind(brief([moved]), "hardened")
    assert line.text.endswith(" (2 hedged, 1 attributed; later 1 attributed, 2 asserted).")


def test_a_denial_is_told_with_where_it_stands() -> None:
    """An outlet may only report it. But not a claim that all mentions deny: that is what it says."""
    denied = claim(2, *told_at(8, 9), *told_at(11, 12, stance=N))
    (line,) = of_kind(brief([denied]), "denied")
    says = "Denied in Outlet 11, Outlet 12: “Access to the model ended at midnight”."
    assert line == BriefLine("denied", says, (11, 12), (2,))
    assert not of_kind(brief([claim(2, *told_at(11, 12, stance=N))]), "denied")
    assert not of_kind(brief([claim(2, *told_at(8, stance=N), *told_at(11))]), "denied")


def figure(kind: str, value: str, text: str) -> tuple[Figure, ...]:
    return (Figure(kind, value, text, 0, len(text)),)


def test_figures_that_part_ways_are_told_with_who_gives_them() -> None:
    """Of one unit, one in a sentence, and one of them new; dates and bare numbers are too often of other things."""
    eight, nine = figure("money", "8 USD", "$8"), figure("money", "9 USD", "$9")
    (line,) = of_kind(brief([claim(4, mention(9, figures=eight), mention(11, figures=nine))]), "figures")
    says = "Figures differ in “Access to the model ended at midnight”: $8 (Outlet 9); $9 (Outlet 11)."
    assert line == BriefLine("figures", says, (11,), (4,))
    agreed = claim(4, mention(9, figures=eight), mention(11, figures=eight))
    apart = claim(5, mention(9, figures=eight), mention(11, figures=figure("percent", "9 %", "9%")))
    bare = claim(6, mention(9, figures=figure("number", "8", "8")), mention(11, figures=figure("number", "9", "9")))
    two = claim(7, mention(9, figures=eight), mention(11, figures=nine + eight))
    assert not of_kind(brief([agreed, apart, bare, two]), "figures")


def test_a_silent_edit_is_told_and_a_cosmetic_one_is_not() -> None:
    """With or without a note, as the new text has one; of stories of the topic only."""
    was = revision(1, "Model cut off", "It cost $8 million.")
    silent = (was, revision(2, "Model may be cut off", was.text))
    noted = (was, revision(2, was.title, "It cost $9 million. Correction: it was not 8."))
    commas = (was, revision(2, was.title, "It cost, $8 million"))
    elsewhere = (replace(was, story_id=99), replace(silent[1], story_id=99))
    made = brief([], stories=[story(1, "x")], edits=[silent, noted, commas, elsewhere])
    assert [line.text.partition(":")[0] for line in of_kind(made, "edited")] == [
        "Outlet 1 edited a story without a note",
        "Outlet 1 edited a story with a note",
    ]
    assert {line.story_ids for line in of_kind(made, "edited")} == {(1,)}


def test_a_loud_claim_that_nobody_repeats_goes_quiet() -> None:
    """After a week, if four outlets made it; its id is told, and no story's."""
    (line,) = of_kind(brief([claim(6, *told_at(1, 2, 3, 4)), claim(7, *told_at(1, 2, 3))]), "quiet")
    says = "Not repeated since 6 March: “Access to the model ended at midnight”."
    assert line == BriefLine("quiet", says, (), (6,))
    assert not of_kind(brief([claim(6, *told_at(1, 2, 3, 13))]), "quiet")


def test_failing_feeds_are_counted_and_named() -> None:
    """Three by name; the only line besides that of nothing new that rests on no story or claim."""
    (line,) = brief([], feeds=[failing(1, 0), failing(2, 3)]).lines
    assert line == BriefLine("feeds", "1 of 2 feeds failing: Feed 2.")
    (line,) = brief([], feeds=[failing(number, 1) for number in range(5)]).lines
    assert line.text == "5 of 5 feeds failing: Feed 0, Feed 1, Feed 2 and 2 more."


def test_a_long_statement_is_cut() -> None:
    """With a sign that it was."""
    long = claim(1, *told_at(11, 12), statement="word " * 60 + "end.")
    (line,) = of_kind(brief([long]), "emerged")
    assert "word…”" in line.text
    assert len(line.text) < 260


@pytest.mark.parametrize(
    ("kind", "said"),
    [(ClaimKind.CLAIM, ": “"), (ClaimKind.QUOTE, ": (quote) “"), (ClaimKind.BACKGROUND, ": (background) “")],
)
def test_what_is_no_assertion_says_so(kind: ClaimKind, said: str) -> None:
    """Before its words, so that a brief's reader does not take it for news."""
    (line,) = of_kind(brief([replace(claim(1, *told_at(11, 12)), kind=kind)]), "emerged")
    assert f"2 stories, 2 outlets, 2 chains{said}" in line.text


def test_what_matters_comes_first_and_every_line_has_its_ids() -> None:
    """Stories, denials, turns, what emerged, figures, edits, outlets, silence, feeds."""
    eight, nine = figure("money", "8 USD", "$8"), figure("money", "9 USD", "$9")
    claims = [
        claim(1, *told_at(8, 9), *told_at(11, stance=N)),
        claim(2, *told(H, H, H, S, A, A, first=7)),
        claim(3, *told(A, A, S, S, H, H, first=7)),
        claim(4, mention(9, figures=eight), mention(11, figures=nine)),
        claim(5, *told_at(1, 2, 3, 4)),
    ]
    edit = (revision(1, "Model cut off", "x", 3), revision(2, "Model may be cut off", "x", 3))
    made = brief(claims, edits=[edit], feeds=[failing(1, 1)])
    kinds = "stories denied hardened softened emerged figures edited outlets quiet feeds".split()
    assert [line.kind for line in made.lines] == kinds
    for line in made.lines:
        assert line.text.endswith(".")
        assert line.story_ids or line.claim_ids or line.kind == "feeds"
        assert set(line.story_ids) <= set(range(1, 13))
        assert set(line.claim_ids) <= {1, 2, 3, 4, 5}


def test_where_entries_may_have_been_missed_is_said() -> None:
    """With the feed, the times and the number where one is known; the widest first, further ones counted."""
    feeds = [failing(number, 0) for number in range(1, 6)]
    gaps = [Gap(n, n, on(11), on(12 + n), at_least=n - 1) for n in range(1, 6)]
    lines = of_kind(compose([], [], [], feeds, SINCE, NOW, gaps), "gaps")
    assert [line.text for line in lines] == [
        "Entries of Feed 5 may have been missed between 13 March 00:00 and 19 March 00:00 UTC, at least 4 by its pace.",
        "Entries of Feed 4 may have been missed between 13 March 00:00 and 18 March 00:00 UTC, at least 3 by its pace.",
        "Entries of Feed 3 may have been missed between 13 March 00:00 and 17 March 00:00 UTC, at least 2 by its pace.",
        "Entries may have been missed at 2 more times.",
    ]
    (line,) = of_kind(compose([], [], [], feeds, SINCE, NOW, gaps[:1]), "gaps")
    assert line.text == "Entries of Feed 1 may have been missed between 13 March 00:00 and 15 March 00:00 UTC."
    assert compose([], [], [], [], SINCE, NOW, gaps).lines == (BriefLine("nothing", "Nothing new."),)

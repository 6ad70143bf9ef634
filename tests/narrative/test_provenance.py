"""Who followed whom in a claim, and what shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.evidence import Reason
from narrative.figures import figures
from narrative.provenance import tree
from store.models import Mention, SourceKind, Span, Story
from tests.narrative.build import claim, mention, on, reworded, story

AT = 30


def saying(
    number: int, sentence: str, *, outlet: str = "", day: float | None = None, chain: int | None = None
) -> Mention:
    bare = mention(number, outlet=outlet, day=day, chain=chain)
    found = tuple(replace(f, start=f.start + AT, end=f.end + AT) for f in figures(sentence, bare.said_at))
    return replace(bare, sentence=sentence, start=AT, end=AT + len(sentence), figures=found)


def on_the_word_of(said: Mention, name: str, kind: SourceKind) -> Mention:
    at = said.start + said.sentence.index(name)
    return replace(said, attributed_to=name, source_kind=kind, source=Span(at, at + len(name)))


FIRST = saying(1, "The ministry closed the northern bridge to lorries for 37 days.", outlet="Wire Nine")
PLAIN = saying(2, "No lorry may cross it now.")


def parents(
    *mentions: Mention, stories: list[Story] | None = None, links: dict[int, dict[int, str]] | None = None
) -> dict[int, tuple[int, Reason] | None]:
    """For each story the one it followed, and why."""
    found = tree(claim(1, *mentions), {s.id: s for s in stories or ()}, links)
    return {n.story_id: (n.parent, n.evidence.reason) if n.parent and n.evidence else None for n in found.nodes}


def test_stories_that_share_nothing_are_all_originals() -> None:
    assert parents(FIRST, PLAIN, saying(3, "Drivers sleep in their cabs.")) == {1: None, 2: None, 3: None}


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        (saying(2, "No lorry may cross it now.", chain=1), Reason.COPY),
        (saying(2, "The bridge is shut, Wire Nine reported."), Reason.CREDIT),
        (on_the_word_of(saying(2, "Wire Nine has it that it is shut."), "Wire Nine", SourceKind.OUTLET), Reason.CREDIT),
        (saying(2, "The ministry closed the northern bridge to lorries for 37 long days."), Reason.SENTENCE),
        (saying(2, "It stays shut to them for some 37 cold nights."), None),
        (saying(2, "Some 37 days without a lorry lie ahead."), None),
    ],
)
def test_what_shows_that_a_story_followed(later: Mention, reason: Reason | None) -> None:
    """A length of time is nothing that only one could have known."""
    before = replace(FIRST, chain=1)
    assert parents(before, later) == {1: None, 2: (1, reason) if reason else None}


def test_a_figure_of_a_name_shows_nothing() -> None:
    """Anybody who names the engine gives its number."""
    one, other = saying(1, "They also run Heron 2.7 at night."), saying(2, "The crews have moved to Heron 2.7 since.")
    assert parents(one, other) == {1: None, 2: None}


def test_a_sentence_that_is_repeated_with_another_figure_says_so() -> None:
    changed = saying(2, FIRST.sentence.replace("37 days", "41 days"))
    (_, node) = tree(claim(1, FIRST, changed)).nodes
    assert node.evidence
    assert node.evidence.words == "repeats its sentence, but with 41 days for 37 days"


def test_credit_outside_of_the_claim_counts_where_it_says_who_was_first() -> None:
    ending = "The closure was first reported by Wire Nine."
    text = f"{PLAIN.sentence} Nobody knows why. {ending}"
    found = tree(claim(1, FIRST, PLAIN), {2: story(2, text)})
    node = found.nodes[1]
    assert node.evidence is not None
    assert (node.parent, node.evidence.reason, node.evidence.text) == (1, Reason.CREDIT, ending)
    assert node.evidence.span is not None
    assert node.evidence.span.of(text) == "Wire Nine"
    assert (
        parents(FIRST, PLAIN, stories=[story(2, f"{PLAIN.sentence} Wire Nine sells ropes, the mayor said.")])[2] is None
    )


def test_a_link_shows_it_with_its_address() -> None:
    address = "https://outlet1.example/1?utm_source=x"
    found = tree(claim(1, FIRST, PLAIN), None, {2: {1: address}, 1: {2: "https://outlet2.example/2"}})
    assert [node.parent for node in found.nodes] == [None, 1]
    assert found.nodes[1].evidence is not None
    assert (found.nodes[1].evidence.reason, found.nodes[1].evidence.text) == (Reason.LINK, address)


def test_a_figure_that_only_one_chain_had_before() -> None:
    """117 is one; 100 is not, nor is 117 once two have it, nor for a story that names a source of its own."""
    one, other = saying(1, "It held up 117 lorries."), saying(3, "Some 117 lorries stood there.")
    assert parents(one, other) == {1: None, 3: (1, Reason.FIGURE)}
    assert parents(saying(1, "It held up 100 lorries."), saying(3, "Some 100 lorries stood there."))[3] is None
    assert parents(one, saying(2, "In 117 lorries they slept."), other)[3] is None
    sourced = on_the_word_of(saying(3, "The mayor said 117 lorries stood there."), "The mayor", SourceKind.PERSON)
    assert parents(one, sourced)[3] is None


def test_a_quotation_that_only_one_had_before() -> None:
    one = saying(1, "“We slept under the stars and counted lorries,” she wrote.")
    other = saying(2, "A driver: “We slept under the stars and counted lorries.” Then rain came.")
    assert parents(one, other) == {1: None, 2: (1, Reason.QUOTE)}


def test_a_tree_is_walked_each_below_what_it_followed() -> None:
    found = tree(
        claim(
            1,
            replace(FIRST, chain=1),
            saying(2, "No lorry may cross it now.", chain=1),
            saying(3, "Outlet 2 reported that the bridge is shut."),
            saying(4, "Drivers sleep in their cabs."),
            saying(5, "It is shut, according to Wire Nine."),
        )
    )
    assert [(depth, node.story_id) for depth, node in found.walk()] == [(0, 1), (1, 2), (2, 3), (1, 5), (0, 4)]
    assert [node.story_id for node in found.originals] == [1, 4]


def test_a_story_is_one_node_with_all_its_mentions() -> None:
    second = saying(1, "It is open to bicycles.", outlet="Wire Nine")
    (node,) = tree(claim(1, FIRST, second)).nodes
    assert (node.story_id, node.outlet, node.numbers) == (1, "Wire Nine", (1, 2))


SENTENCES = st.sampled_from(
    [
        "The ministry closed the northern bridge to lorries for 117 days.",
        "It is shut, Outlet 1 and Outlet 2 reported, citing Outlet 3.",
        "According to Outlet 4 some 117 lorries wait.",
        "Drivers sleep in their cabs.",
    ]
)


@given(st.lists(st.tuples(SENTENCES, st.integers(0, 2), st.integers(1, 3)), max_size=8))
def test_no_circles_whatever_is_said(drawn: list[tuple[str, int, int]]) -> None:
    """A parent is earlier by time and address; every story stands in the walk once."""
    mentions = [saying(n, text, day=day, chain=chain) for n, (text, day, chain) in enumerate(drawn, 1)]
    everywhere = {m.story_id: {o.story_id: o.url for o in mentions if o is not m} for m in mentions}
    found = tree(claim(1, *sorted(mentions, key=lambda m: (m.said_at, m.url))), None, everywhere)
    place = {node.story_id: number for number, node in enumerate(found.nodes)}
    assert all(place[node.parent] < place[node.story_id] for node in found.nodes if node.parent is not None)
    assert sorted(node.story_id for _, node in found.walk()) == sorted(place)


@pytest.mark.parametrize(("until", "follows"), [(1.5, (1, Reason.FIGURE)), (3, None)])
def test_nobody_follows_what_an_edit_brought_later(until: float, follows: tuple[int, Reason] | None) -> None:
    """Story 2 gives on day 2 what story 1 says from its edit on."""
    sum_of, other = "The ministry spent 8371 marks on it.", "It cost the people 8371 marks in all."
    edited = reworded(saying(1, sum_of), "The ministry spent 512 marks on it.", until)
    assert parents(saying(2, other), edited) == {1: None, 2: follows}


def test_whoever_said_it_first_did_though_in_other_words_than_now() -> None:
    edited = reworded(saying(1, "The bridge is shut for good."), "The bridge may be shut.", 5)
    made = claim(1, PLAIN, edited)
    found = tree(made)
    assert [(node.story_id, node.said_at) for node in found.nodes] == [(1, on(1)), (2, on(2))]
    assert found.nodes[0].numbers == (2,)
    assert (made.first_said_by, made.first_said_at, made.last_said_at) == ("Outlet 1", on(1), on(5))

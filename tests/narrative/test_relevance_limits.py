"""What no amount of words can do: restriction without AI, AI without restriction, length in place of weight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.relevance import HEADLINE, MOST, judge
from narrative.topic import Topic

RESTRICTION = st.sampled_from(
    "suspended banned blocked unavailable revoked directive export-controls foreigners licence restored The Commerce "
    "Department in of the Brussels and Trump access . , ! phones chips".split()
)


@given(st.lists(RESTRICTION, max_size=30).map(" ".join), st.lists(RESTRICTION, max_size=60).map(" ".join))
def test_without_ai_nothing_is_relevant(topic: Topic, title: str, text: str) -> None:
    """Every word of restriction and every ministry there is do not make it a story of AI models."""
    found = judge(topic, title, text)
    assert (found.score, found.relevant, found.matched) == (0.0, False, ())


@pytest.mark.parametrize(
    "text", ["OpenAI hired 40 people.", "The White House praised the AI models of Mistral.", "Grok is quick. " * 30]
)
def test_without_restriction_nothing_is_relevant(topic: Topic, text: str) -> None:
    """However often AI and a government are named."""
    assert not judge(topic, "OpenAI and the White House", text).relevant


def test_a_restriction_far_from_any_ai_is_another(topic: Topic) -> None:
    """It counts in a sentence that names AI or follows one that does, or where the text keeps naming it."""
    filler = "The town is quiet. " * 20
    far = judge(topic, "", f"Grok was discussed. {filler} The bridge was blocked and cars were banned.")
    near = judge(topic, "", f"{filler} Grok was discussed. It was blocked and its use was banned.")
    steady = judge(topic, "", f"{'Grok was discussed. The town is quiet. ' * 9} {filler} It was blocked and banned.")
    assert not any(match.group in ("ban", "block") for match in far.matched)
    assert {"ban", "block"} <= {match.group for match in near.matched}
    assert {"ban", "block"} <= {match.group for match in steady.matched}


def test_a_headline_weighs_more(topic: Topic) -> None:
    """The same words half as much again."""
    (above,) = (m for m in judge(topic, "Grok banned", "").matched if m.group == "ban")
    (below,) = (m for m in judge(topic, "", "Grok banned").matched if m.group == "ban")
    assert above.weight == pytest.approx(HEADLINE * below.weight)


def test_a_group_counts_once_and_all_of_them_up_to_a_limit(topic: Topic) -> None:
    """A text that has every word there is does not win by length, and nothing is listed that adds nothing."""
    once, often = judge(topic, "", "Grok was banned."), judge(topic, "", "Grok was banned. " * 9)
    assert once.score == often.score
    everything = " ".join(
        f"Grok {term.rstrip('*')}." for group, _ in topic.evidence_patterns for term in group.terms if "re:" not in term
    )
    found = judge(topic, "", everything)
    evidence = [m.weight for m in found.matched if m.group in {group.id for group, _ in topic.evidence_patterns}]
    assert sum(evidence) == pytest.approx(MOST)
    assert all(match.weight for match in found.matched)
    assert found.score == pytest.approx(sum(match.weight for match in found.matched))

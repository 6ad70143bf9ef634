"""Which assertions recur, and who makes them how."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, time

import pytest

from narrative.claims import derive
from narrative.relevance import judge
from store.models import SourceKind, Stance, Story
from tests.narrative.samples import DAY, EVAL, a_story, seed_topic

#: Eight outlets on an invented case, each with a fact of its own, so that no sentence is shared but three claims are.
NEWS = [
    ("Herald", "The Norwegian consumer agency blocked the chatbot Gemini on Tuesday. A ferry was late in Bergen."),
    ("Courier", "Norway's consumer agency has blocked Gemini for all users. Snow fell on the passes for three days."),
    ("Gazette", "Gemini was blocked by the consumer agency of Norway, Reuters reported. Herring prices rose again."),
    ("Tribune", "The agency may have blocked Gemini because it showed gambling advertisements to children."),
    ("Chronicle", "Officials said Gemini had shown gambling advertisements to children. The harbour is being dredged."),
    ("Register", "Google denies that Gemini showed gambling advertisements to children. A choir won a prize in Oslo."),
    ("Post", "Teachers in Tromsø demand that Gemini be restored before the exams in June. The moon was full."),
    ("Mail", "Before the June exams Gemini must be restored, teachers in Tromsø demand. Whales were seen."),
]


def news() -> list[Story]:
    return [a_story(n, text, outlet=outlet, hours=n) for n, (outlet, text) in enumerate(NEWS, 1)]


def test_what_several_outlets_assert_is_a_claim_and_what_one_tells_is_not() -> None:
    claims = derive(news(), seed_topic())
    groups = [set(claim.outlets) for claim in claims]
    assert any({"Herald", "Courier", "Gazette"} <= group for group in groups)
    assert any({"Tribune", "Chronicle", "Register"} <= group for group in groups)
    assert any(group == {"Post", "Mail"} for group in groups)
    told = " ".join(mention.sentence for claim in claims for mention in claim.mentions)
    for alone in ("ferry", "Snow", "Herring", "harbour", "choir", "moon", "Whales"):
        assert alone not in told


def test_every_mention_carries_its_evidence() -> None:
    stories = {story.id: story for story in news()}
    for claim in derive(list(stories.values()), seed_topic()):
        assert claim.statement
        assert len(claim.outlets) > 1
        assert claim.chains > 1
        for mention in claim.mentions:
            story = stories[mention.story_id]
            assert (mention.revision_id, mention.url, mention.outlet) == (story.revision_id, story.url, story.outlet)
            assert story.text[mention.start : mention.end] == mention.sentence
            for span in (mention.cue, mention.source):
                assert span is None or mention.start <= span.start < span.end <= mention.end


def test_stance_and_source_are_those_of_the_sentence() -> None:
    claims = derive(news(), seed_topic())
    found = {m.outlet: m for claim in claims for m in claim.mentions}
    assert (found["Gazette"].stance, found["Gazette"].attributed_to) == (Stance.ATTRIBUTED, "Reuters")
    assert (found["Chronicle"].stance, found["Chronicle"].source_kind) == (Stance.ATTRIBUTED, SourceKind.UNNAMED)
    assert found["Register"].stance is Stance.DENIED
    assert found["Herald"].stance is Stance.ASSERTED


def test_claims_are_numbered_by_first_mention_and_mentions_are_oldest_first() -> None:
    claims = derive(news(), seed_topic())
    assert [claim.id for claim in claims] == list(range(1, len(claims) + 1))
    assert [claim.first_said_at for claim in claims] == sorted(claim.first_said_at for claim in claims)
    for claim in claims:
        assert [m.said_at for m in claim.mentions] == sorted(m.said_at for m in claim.mentions)


def test_order_of_arrival_changes_nothing() -> None:
    expected = derive(news(), seed_topic())
    for seed in range(5):
        stories = news()
        random.Random(seed).shuffle(stories)
        assert derive(stories, seed_topic()) == expected


def test_a_copy_is_no_second_voice() -> None:
    wire = (
        "The Norwegian consumer agency blocked the chatbot Gemini on Tuesday after complaints by parents in Stavanger. "
        "Its director told parliament that children had been shown gambling advertisements, and that fines may follow."
    )
    copies = [a_story(n, wire, outlet=f"Paper {n}", hours=n) for n in range(1, 5)]
    assert derive(copies, seed_topic()) == ()
    with_another = derive([*copies, a_story(9, NEWS[1][1], outlet="Courier", hours=9)], seed_topic())
    assert all(claim.chains == 2 for claim in with_another)


def test_lines_an_outlet_repeats_and_calls_to_action_make_no_claim() -> None:
    line = "Gemini is an AI model made by Google, which Norway's consumer agency oversees in Bergen."
    call = "Subscribe to our newsletter for more on Gemini and the consumer agency of Norway."
    stories = [
        a_story(n, f"Story {n} told something else. {line} {call}", outlet=f"Paper {n % 2}", hours=n)
        for n in range(1, 7)
    ]
    told = [mention.sentence for claim in derive(stories, seed_topic()) for mention in claim.mentions]
    assert line not in told
    assert call not in told


def test_no_stories_no_claims() -> None:
    assert derive([], seed_topic()) == ()
    assert derive([a_story(1, "", hours=1), a_story(2, "。。。", hours=2)], seed_topic()) == ()


def labelled() -> tuple[list[Story], list[dict[str, object]]]:
    path = EVAL / "stories.jsonl"
    if not path.exists():
        pytest.skip("the labelled stories are not beside the project (../shared/eval)")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    stories = []
    for number, row in enumerate(rows, 1):
        if judge(seed_topic(), row["title"] or "", row["text"]).relevant:
            day = datetime.fromisoformat(row["date"]).date() if row["date"] else DAY.date()
            hours = (datetime.combine(day, time(12), UTC) - DAY).total_seconds() / 3600
            stories.append(a_story(number, row["text"], title=row["title"] or "", outlet=row["outlet"], hours=hours))
    said = [
        {"story": [row["id"] for row in rows].index(story) + 1, **mention}
        for claim in json.loads((EVAL / "claims.json").read_text(encoding="utf-8"))
        for story, first in claim["mentions"].items()
        for mention in (first, *first.get("also", []))
    ]
    return stories, said


def test_labelled_mentions_are_found_with_their_stance() -> None:
    stories, said = labelled()
    found = {(m.story_id, m.sentence): m.stance for claim in derive(stories, seed_topic()) for m in claim.mentions}
    seen = [(mention, found[key]) for mention in said if (key := (mention["story"], mention["sentence"])) in found]
    assert len(seen) >= 0.7 * len(said)
    assert sum(stance == mention["stance"] for mention, stance in seen) >= 0.9 * len(seen)

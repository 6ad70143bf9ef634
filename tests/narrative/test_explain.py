"""Why a mention is in its claim, why it has its stance, and why its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from narrative import whywords
from narrative.claims import derive
from narrative.explain import MentionWhy, why_claim, why_mention
from narrative.extend import stats_of
from narrative.grounds import Evidence, Ground, as_claimed, put_here
from narrative.mentions import mention
from narrative.propositions import Proposition, Reader, people
from narrative.reasons import Idle, Rule, StanceReason, stance_reason
from narrative.regrouping import key_of, keys_of
from narrative.termwords import in_words
from narrative.topic import Topic
from store.models import Act, ActKind, Claim, ClaimKind, Mention, Stance, Story, Term
from tests.narrative.build import on, story

BACKDROP = "The weather in town {0} stayed dry and calm all week long."


def read(topic: Topic, text: str, *, title: str = "A headline", number: int = 1) -> list[Proposition]:
    """What a story of this text says, its headline left out."""
    one = story(number, text, title=title)
    return [row for row in Reader(topic, [one.outlet]).read(one) if not row.headline]


def reason(topic: Topic, sentence: str) -> StanceReason:
    (row,) = read(topic, sentence)
    return stance_reason(mention(row, 1), row.attribution)


@pytest.mark.parametrize(
    ("sentence", "stance", "rule", "words"),
    [
        ("The harbour may have closed to ships.", Stance.HEDGED, Rule.HEDGE, "may"),
        ("The harbour reportedly closed to ships.", Stance.HEDGED, Rule.UNVOUCHED, "reportedly"),
        ("Officials reportedly said the harbour closed.", Stance.HEDGED, Rule.WITHHELD, "reportedly"),
        ("Officials said the harbour closed to ships.", Stance.ATTRIBUTED, Rule.WORD, "said"),
        ("The ministry denied that the harbour closed.", Stance.DENIED, Rule.DENIAL, "denied"),
        ("Did the ministry close the harbour to ships?", Stance.QUESTIONED, Rule.QUESTION, "?"),
        ("The harbour closed to ships on Friday.", Stance.ASSERTED, Rule.NONE, ""),
    ],
)
def test_the_rule_that_gave_a_stance_is_named_with_its_cue(
    topic: Topic, sentence: str, stance: Stance, rule: Rule, words: str
) -> None:
    why = reason(topic, sentence)
    assert (why.stance, why.rule, why.words) == (stance, rule, words)
    assert (why.cue.of(sentence) if why.cue else "") == words


@pytest.mark.parametrize(
    ("sentence", "words", "idle"),
    [
        ("The ministry did not deny that the harbour closed.", "deny", Idle.UNDONE),
        ("The pass was denied by the harbour office.", "denied", Idle.UNDONE),
        ("The harbour closed to the ferries, which may come back in spring.", "may", Idle.ASIDE),
        ("The harbour closed, and if the storm passes it opens again.", "if", Idle.OPEN),
        ("Officials said the harbour is likely to close again.", "is likely to", Idle.SAID),
        ("The harbour may have closed, officials said.", "said", Idle.BELOW),
        ("The ministry denied that the harbour may have closed.", "may", Idle.BELOW),
        ("The harbour may have closed and perhaps the lock as well.", "perhaps", Idle.LATER),
        ("The ministry urged the harbour to close to ships.", "urged", Idle.STAND),
    ],
)
def test_a_cue_that_did_not_decide_is_told_with_why(topic: Topic, sentence: str, words: str, idle: Idle) -> None:
    """And with its place; the deciding cue is never among them."""
    why = reason(topic, sentence)
    found = {one.words: one for one in why.others}
    assert words in found, why.others
    assert found[words].why is idle
    assert found[words].span.of(sentence) == words
    assert why.words not in found or not why.words


def test_a_cue_that_would_have_decided_is_in_another_clause(topic: Topic) -> None:
    """Where a stance was read of the claim's clause alone, what the rest of the sentence says did not count."""
    sentence = "The harbour closed on Friday; the lock may follow in a week."
    (row,) = read(topic, sentence)
    assert row.reading.stance is Stance.HEDGED
    told = replace(mention(row, 1), stance=Stance.ASSERTED, cue=None)
    assert [(one.words, one.why) for one in stance_reason(told, None).others] == [("may", Idle.ELSEWHERE)]


def test_places_count_from_the_sentence_wherever_it_stands(topic: Topic) -> None:
    rows = read(topic, "Nothing moved in the bay for days. Officials said the harbour closed to ships.")
    why = stance_reason(mention(rows[1], 1), rows[1].attribution)
    assert why.cue is not None
    assert why.cue.of(rows[1].sentence) == "said"


def whole(topic: Topic, stories: Sequence[Story], claim: Claim, acts: Sequence[Act] = ()) -> list[MentionWhy]:
    """Every mention of a claim explained, from the stories themselves."""
    outlets = [one.outlet for one in stories]
    by_id = {one.id: one for one in stories}
    reader = Reader(topic, outlets)
    rows = {(row.story.id, row.headline, row.span.start): row for one in stories for row in reader.read(one)}
    mine = {n: rows.get((m.story_id, m.headline, m.start)) for n, m in enumerate(claim.mentions, 1)}
    uses: dict[str, int] = {}
    for row in rows.values():
        for term in row.terms:
            uses[term] = uses.get(term, 0) + 1
    evidence = Evidence(
        {n: as_claimed(row, claim) for n, row in mine.items() if row is not None},
        stats_of(len(rows), uses, frozenset()),
        acts,
    )
    told = why_claim(claim, topic, evidence)
    return [
        why_mention(told, n, evidence, by_id[m.story_id], outlets, people(topic))
        for n, m in enumerate(claim.mentions, 1)
    ]


def ferries() -> list[Story]:
    """Three outlets on one matter, each in words of its own, amid others on nothing."""
    said = [
        "Ferry captain Berit Solheim anchored the ferry beside the lighthouse overnight.",
        "The captain anchored near the lighthouse overnight, two passengers said.",
        "By the lighthouse the captain may have anchored, and the crew slept.",
    ]
    about = [story(n, f"{BACKDROP.format(n)} {text}", day=n) for n, text in enumerate(said, 1)]
    return [*about, *(story(n, " ".join(BACKDROP.format(n * 10 + k) for k in range(4)), day=n) for n in range(4, 14))]


def the_claim(topic: Topic, stories: Sequence[Story]) -> Claim:
    (found,) = [one for one in derive(stories, topic) if any("anchored" in m.sentence for m in one.mentions)]
    return found


def test_the_terms_of_a_claim_stand_in_the_sentence_where_it_is_said(topic: Topic) -> None:
    stories = ferries()
    claim = the_claim(topic, stories)
    for why in whole(topic, stories, claim):
        here = [one for one in why.belonging.terms if one.span is not None]
        assert {one.said.lower() for one in here} >= {"anchored", "lighthouse"}
        assert all(one.span and one.span.of(why.mention.sentence) == one.said for one in here)
        assert why.belonging.carried == pytest.approx(sum(one.fact.share for one in here))
        assert why.belonging.carried >= why.belonging.needed
        assert why.belonging.ground in (Ground.PAIR, Ground.CARRIES)
        assert why.belonging.tells is not None
        assert why.belonging.tells >= why.belonging.tells_needed


def test_of_a_pair_in_one_clause_less_is_needed_and_the_others_are_counted(topic: Topic) -> None:
    stories = ferries()
    first = whole(topic, stories, the_claim(topic, stories))[0].belonging
    assert first.pair is not None
    assert (first.ground, first.needed) == (Ground.PAIR, 0.3)
    assert 1 <= first.pair.outlets <= 2


def test_a_sentence_that_carries_too_little_names_the_mention_that_it_repeats(topic: Topic) -> None:
    """By the words of its own that both have."""
    stories = ferries()
    claim = the_claim(topic, stories)
    other = replace(claim, terms=(Term("nothing", 5.0), Term("lighthous", 0.5)))
    (why, *_) = whole(topic, stories, other)
    it = why.belonging
    assert it.ground is Ground.LIKENESS
    assert it.like is not None
    assert it.like.number in (2, 3)
    assert {"anchored", "lighthouse"} <= set(it.like.words)
    assert any(f"It repeats mention {it.like.number} (Outlet " in text for text in whywords.belongs(why))


def test_a_sentence_that_is_gone_is_said_to_be(topic: Topic) -> None:
    stories = ferries()
    claim = the_claim(topic, stories)
    moved = replace(claim, mentions=(replace(claim.mentions[0], start=9000), *claim.mentions[1:]))
    (why, *_) = whole(topic, stories, moved)
    assert not why.found
    assert list(whywords.belongs(why)) == [
        "Its sentence was not found again in the stored text, so its terms cannot be told."
    ]


def test_a_word_within_a_name_is_not_there_by_itself(topic: Topic) -> None:
    """The topic's names take their words; a claim's term that is one of them is told so, not passed over."""
    (row,) = read(topic, "The Commerce Department closed the harbour to all ships.")
    claim = Claim(1, "x", (mention(row, 1),), terms=(Term("commerc", 2.0), Term("harbour", 1.0), Term("tug", 1.0)))
    evidence = Evidence({1: as_claimed(row, claim)}, stats_of(10, {}, frozenset()))
    told = why_claim(claim, topic, evidence)
    terms = why_mention(told, 1, evidence, row.story, [], []).belonging.terms
    assert [whywords.here(one) for one in terms] == ["not by itself", "“harbour”", "not here"]


def acted(kind: ActKind, number: int, claim_id: int, other_id: int, anchor: Claim, other: Claim) -> Act:
    return Act(number, on(number), kind, claim_id, keys_of(anchor), other_id, keys_of(other))


def test_a_mention_that_an_act_put_here_says_which(topic: Topic) -> None:
    """The last that stands; of a merge only those that came with the other claim, of a split those that left."""
    stories = ferries()
    claim = replace(the_claim(topic, stories), id=1)
    mine, theirs = replace(claim, mentions=claim.mentions[:1]), replace(claim, mentions=claim.mentions[1:])
    merge = acted(ActKind.MERGE, 1, 1, 2, mine, theirs)
    split = acted(ActKind.SPLIT, 2, 5, 1, claim, theirs)
    assert [put_here(claim, m, [merge]) for m in claim.mentions] == [None, merge, merge]
    assert [put_here(claim, m, [merge, split]) for m in claim.mentions] == [None, split, split]
    assert put_here(replace(claim, id=7), claim.mentions[1], [merge, split]) is None
    told = list(whywords.belongs(whole(topic, stories, claim, [merge])[1]))
    assert told[0] == "You put it here: it was in c2, which you merged into c1 on 3 March 2026."
    told = list(whywords.belongs(whole(topic, stories, claim, [merge, split])[1]))
    assert told[0] == "You put it here: you split it off c5 on 4 March 2026."
    assert key_of(claim.mentions[1]) in merge.other


def test_a_copy_names_the_first_mention_of_its_chain(topic: Topic) -> None:
    stories = ferries()
    claim = the_claim(topic, stories)
    copied = replace(claim, mentions=(claim.mentions[0], replace(claim.mentions[1], chain=1), claim.mentions[2]))
    told = whole(topic, stories, copied)
    assert [why.belonging.copy_of for why in told] == [None, 1, None]
    assert "One chain with mention 1 (Outlet 1): its story repeats that one’s wording." in whywords.belongs(told[1])


def sourced(topic: Topic, text: str, *, title: str = "A headline") -> MentionWhy:
    """The last sentence of a story explained."""
    row = read(topic, text, title=title)[-1]
    claim = Claim(1, "x", (mention(row, 1),))
    evidence = Evidence({1: row}, stats_of(10, {}, frozenset()))
    told = why_claim(claim, topic, evidence)
    return why_mention(told, 1, evidence, row.story, ["Coast Mail", row.story.outlet], people(topic))


@pytest.mark.parametrize(
    ("text", "words", "kind", "why", "told"),
    [
        ("Berit Solheim said the harbour closed.", "Berit Solheim", "person", "a first name and a surname", None),
        (
            "Minister Solheim said the harbour closed.",
            "Minister Solheim",
            "person",
            "a title with a name",
            "Minister",
        ),
        ("The Coast Mail reported that the harbour closed.", "The Coast Mail", "outlet", "an outlet that is", None),
        ("The Harbour Gazette reported that it closed early.", "The Harbour Gazette", "outlet", "named as", "Gazette"),
        ("Two officials said the harbour closed.", "Two officials", "unnamed", "people without a name", "officials"),
        ("The letter says the harbour closed on Friday.", "The letter", "document", "something written", "letter"),
        (
            "The Harbour Commission said the lock closed.",
            "The Harbour Commission",
            "organisation",
            "a word for an",
            None,
        ),
        ("Vantor said the harbour closed on Friday.", "Vantor", "organisation", "no person's", "Vantor"),
    ],
)
def test_the_kind_of_a_source_is_told_with_what_told_it(
    topic: Topic, text: str, words: str, kind: str, why: str, told: str | None
) -> None:
    found = sourced(topic, text).source
    assert found is not None
    assert (found.words, found.kind, found.antecedent) == (words, kind, None)
    assert why in found.why_kind
    assert told is None or found.told == told
    assert found.cue is not None
    assert found.cue.of(text) == found.cue_words


def test_a_pronoun_is_told_with_the_last_sentence_that_names_whom_it_means(topic: Topic) -> None:
    first = "Berit Solheim said the harbour closed."
    text = f"{first} Berit Solheim spoke at noon. She said that the lock was shut as well."
    found = sourced(topic, text).source
    assert found is not None
    assert found.antecedent is not None
    assert (found.words, found.name) == ("She", "Berit Solheim")
    assert found.antecedent.sentence == "Berit Solheim spoke at noon."
    assert found.antecedent.span.of(text) == found.antecedent.sentence


def test_other_words_are_told_with_the_first_sentence_that_names_whom_they_mean(topic: Topic) -> None:
    """Or with the headline, where only that does."""
    text = "Mistral AI shut the service. Mistral AI gave no reason. The company says it obeyed an order."
    found = sourced(topic, text).source
    assert found is not None
    assert found.antecedent is not None
    assert (found.name, found.antecedent.sentence) == ("Mistral AI", "Mistral AI shut the service.")
    only = sourced(topic, "The company says it obeyed an order.", title="Mistral AI shuts it all").source
    assert only is not None
    assert only.antecedent is not None
    assert (only.antecedent.headline, only.antecedent.sentence) == (True, "Mistral AI shuts it all")


def test_the_outlet_that_handed_the_word_on_is_named(topic: Topic) -> None:
    found = sourced(topic, "The harbour closed to ships, two officials told Reuters on Friday.").source
    assert found is not None
    assert found.via == "Reuters"
    assert any("By way of Reuters" in line for line in whywords.source(found))


def test_nobodys_word_has_no_source(topic: Topic) -> None:
    why = sourced(topic, "The harbour closed to ships on Friday.")
    assert why.source is None
    assert list(whywords.source(why.source)) == ["The sentence names none: it is the outlet’s own word."]


@pytest.mark.parametrize(
    ("term", "used", "words"),
    [
        ("@mistral", ["Mistral"], "Mistral AI"),
        ("@gone-by-now", [], "gone by now"),
        ("#suspend", ["switched off"], "“suspend” or the like"),
        ("&money", ["$4 billion"], "a sum of money"),
        ("&date", [], "a date"),
        ("=06-12", ["Friday"], "12 June"),
        ("!no", ["not", "nobody"], "a negation"),
        ("=02-29", [], "29 February"),
        ("=17:21", ["5:21 p.m."], "5:21 p.m."),
        ("=4000000000 USD", ["$4 billion", "$4bn", "$4 billion"], "$4 billion"),
        ("=4000000000 USD", [], "4000000000 USD"),
        ("nationalit", ["Nationality", "nationalities", "nationality"], "“nationality”"),
        ("solheim", ["Berit Solheim", "Solheim", "Solheim"], "“Solheim”"),
        ("open_letter", ["open letter"], "“open letter”"),
        ("open_letter", [], "“open letter…”"),
    ],
)
def test_terms_are_shown_as_a_person_reads_them(topic: Topic, term: str, used: list[str], words: str) -> None:
    assert in_words(term, topic, used) == words


def quoting(*sentences: str) -> tuple[Mention, ...]:
    rows = [story(n, text, day=n) for n, text in enumerate(sentences, 1)]
    return tuple(
        replace(mention(row, one.id), sentence=one.text)
        for one in rows
        for row in Reader(parse_nothing(), []).read(one)
        if not row.headline
    )


def parse_nothing() -> Topic:
    return Topic("none", "", 1.0, 0.5, (), (), (), ())


def test_a_kind_is_told_by_what_it_goes_by(topic: Topic) -> None:
    quote = "nobody on this coast was ever asked about it"
    mentions = quoting(
        f"The mayor said “{quote}” at noon.", f"“{quote}” is what she said.", "She was not asked at all."
    )
    claim = Claim(1, mentions[0].sentence, mentions, ClaimKind.QUOTE)
    evidence = Evidence({}, stats_of(0, {}, frozenset()))
    told = whywords.kind(why_claim(claim, topic, evidence))
    assert told == "Somebody’s words: 2 of 3 chains have “nobody on this coast …” in quotation marks."
    plain = whywords.kind(why_claim(replace(claim, kind=ClaimKind.CLAIM, mentions=mentions[2:]), topic, evidence))
    assert plain == (
        "Neither a quote (no two chains share words in quotation marks) nor background "
        "(none of 1 story repeats an earlier one of the same outlet)."
    )


def test_a_wording_is_told_with_the_mention_that_it_is_from(topic: Topic) -> None:
    """A person's own is theirs, and one that no mention has any more is said to be."""
    stories = ferries()
    claim = the_claim(topic, stories)
    rows = {n: row for n, one in enumerate(stories[:3], 1) for row in read(topic, one.text, number=n)[-1:]}
    evidence = Evidence({n: as_claimed(row, claim) for n, row in rows.items()}, stats_of(40, {}, frozenset()))
    number = why_claim(claim, topic, evidence).label.number
    assert number is not None
    assert claim.mentions[number - 1].sentence == claim.statement
    assert f"number {number} (Outlet {number})" in whywords.label(why_claim(claim, topic, evidence))
    assert whywords.label(why_claim(replace(claim, named=True, statement="So"), topic, evidence)) == "Your own words."
    gone = whywords.label(why_claim(replace(claim, statement="Gone."), topic, evidence))
    assert gone.startswith("The wording of a mention that it had before")

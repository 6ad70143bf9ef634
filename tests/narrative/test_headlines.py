"""Headlines deny and hold back in their own way; in a sentence of the text the same words are part of what is told."""

from __future__ import annotations

import pytest

from narrative.attribution import attribute
from narrative.headlines import denials
from narrative.stance import Reading, read_stance
from store.models import Stance

ASSERTED, ATTRIBUTED, HEDGED = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED
QUESTIONED, DENIED = Stance.QUESTIONED, Stance.DENIED

CASES = [
    ("Lumen shuts its chatbot in Norway", ASSERTED, ""),
    ("Is Lumen shutting its chatbot in Norway?", QUESTIONED, "?"),
    ("Did the ministry order it? What we know of the ban", QUESTIONED, ""),
    ("Lumen denies it shut its chatbot", DENIED, "denies"),
    ("No, Lumen has not shut its chatbot", DENIED, "No"),
    ("Lumen chief: No, the chatbot is safe", DENIED, "No"),
    ("Lumen has not shut its chatbot in Norway", DENIED, "has not"),
    ("Lumen didn’t shut its chatbot", DENIED, "didn’t"),
    ("Lumen's chatbot isn't shut, ministry says", DENIED, "isn't"),
    ("Stolen model weights not among files found in raid", DENIED, "not among"),
    ("Ban on Lumen called nonsense", DENIED, "called nonsense"),
    ("Reports of a Lumen ban exaggerated", DENIED, "exaggerated"),
    ("Satirical post on Lumen ban fools broadcaster", DENIED, "Satirical"),
    ("Fake letter from regulator fools traders", DENIED, "Fake letter"),
    ("Lumen shuts chatbot but does not say why", ASSERTED, ""),
    ("Engineer who did not sign letter leaves Lumen", ASSERTED, ""),
    ("Lumen ban is not yet over", ASSERTED, ""),
    ("Lumen ban is not only about safety", ASSERTED, ""),
    ("Officials “to ban” Lumen chatbot", ASSERTED, ""),
    ("Report: Lumen to shut its chatbot", ATTRIBUTED, ":"),
    ("Lumen to shut its chatbot: sources", ATTRIBUTED, ":"),
    ("Lumen to shut its chatbot -Reuters", ATTRIBUTED, "-"),
    ("Pentagon: Lumen chatbot shut in barracks", ATTRIBUTED, ":"),
    ("LUMEN SHUTS ITS CHATBOT, OFFICIALS CLAIM", ATTRIBUTED, "CLAIM"),
    ("Lumen to shut its chatbot, minister says", ATTRIBUTED, "says"),
    ("Lumen ban over, media reports, citing officials", ATTRIBUTED, "reports"),
    ("Lumen reportedly shuts its chatbot", HEDGED, "reportedly"),
    ("Lumen accused of shutting out users", HEDGED, "accused of"),
    ("Ministry probing whether Lumen spied", HEDGED, "probing whether"),
    ("Lumen said to shut its chatbot", HEDGED, "said to"),
    ("Lumen set to reopen its chatbot", HEDGED, "set to"),
    ("Outage at Lumen reported in Oslo", HEDGED, "reported"),
    ("Fate of Lumen's chatbot unknown", HEDGED, "unknown"),
    ("Ban due to safety fears at Lumen", ASSERTED, ""),
]


def read(headline: str) -> Reading:
    return read_stance(headline, attribute(headline), headline=True)


@pytest.mark.parametrize(("headline", "stance", "cue"), CASES)
def test_the_stance_of_a_headline_and_the_words_that_decide_it(headline: str, stance: Stance, cue: str) -> None:
    found = read(headline)
    assert found.stance is stance
    assert cue in (found.cue.of(headline) if found.cue else "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Lumen has not shut its chatbot in Norway.",
        "The ministry was not among those who knew.",
        "The outage was reported in Oslo.",
    ],
)
def test_in_a_sentence_of_the_text_they_are_part_of_what_is_told(sentence: str) -> None:
    assert read_stance(sentence, attribute(sentence)).stance is ASSERTED
    assert read(sentence.rstrip(".")).stance is not ASSERTED


def test_where_the_claim_is_a_not_a_headline_with_it_denies_nothing() -> None:
    headline = "Lumen did not tell its users of the ban"
    assert read(headline).stance is DENIED
    assert read_stance(headline, None, headline=True, negated=True).stance is ASSERTED
    assert denials("Lumen ban is a hoax", negated=True)

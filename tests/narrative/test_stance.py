"""How surely a sentence makes its claim."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.attribution import attribute
from narrative.hedges import hedges
from narrative.stance import read_stance
from store.models import Stance
from tests.conftest import DATA

A, S, H, Q, N = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED
CASES = [
    ("The ministry blocked the chatbot.", A, None),
    ("The lab could not tell who was a citizen.", A, None),
    ("The order gave no details.", A, None),
    ("The block began on May 6.", A, None),
    ("In May the chatbot came back.", A, None),
    ("Users were denied access to the chatbot.", A, None),
    ("Lumen says the ministry blocked the chatbot.", S, "says"),
    ("The ministry blocked the chatbot, officials said.", S, "said"),
    ("Lumen did not deny that the chatbot was blocked.", A, None),
    ("The ministry may block the chatbot.", H, "may"),
    ("The ministry might have blocked the chatbot.", H, "might"),
    ("The ministry has reportedly blocked the chatbot.", H, "reportedly"),
    ("Researchers reportedly showed that the filter fails.", H, "reportedly"),
    ("The chatbot is said to be blocked.", H, "is said to"),
    ("A filter said to be blocked by Lumen came back.", H, "said to be"),
    ("What was said to the minister has not been told.", A, None),
    ("Nobody could tell who was a citizen.", A, None),
    ("Lumen says the ministry never told it exactly what was wrong.", S, "says"),
    ("The ministry never told Lumen to block anybody.", N, "never told"),
    ("It is unclear whether the chatbot was blocked.", H, "unclear whether"),
    ("Lumen closed after a reported leak of its data.", H, "reported"),
    ("A filter dealt with the reported leak.", A, None),
    ("The block could last for weeks.", H, "could"),
    ("Officials said the chatbot may have been blocked.", H, "may"),
    ("Has the ministry blocked the chatbot?", Q, "?"),
    ("Critics ask whether the chatbot was ever blocked.", Q, "ask whether"),
    ("Lumen denied that it had blocked anybody.", N, "denied"),
    ("The ministry rejected the claim that it ordered a block.", N, "rejected the claim"),
    ("There is no evidence that the chatbot was blocked.", N, "is no evidence"),
    ("The report is false.", N, "is false"),
    ("No such order exists, the ministry says.", N, "No such order"),
    ("The ministry did not ask the lab for a block.", N, "did not ask"),
]


@pytest.mark.parametrize(("sentence", "stance", "cue"), CASES)
def test_the_stance_and_the_words_that_decide_it(sentence: str, stance: Stance, cue: str | None) -> None:
    reading = read_stance(sentence, attribute(sentence))
    assert reading.stance is stance
    if cue is not None:
        assert reading.cue is not None
        assert cue in reading.cue.of(sentence) or reading.cue.of(sentence) in cue


WORDS = st.sampled_from(
    "may might could not deny denies no evidence that ? is false reportedly unclear whether said Lumen the".split()
)


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=16).map(" ".join)))
def test_every_cue_lies_in_the_sentence(sentence: str) -> None:
    reading = read_stance(sentence, attribute(sentence))
    assert reading.cue is None or 0 <= reading.cue.start < reading.cue.end <= len(sentence)
    spans = [hedge.span for hedge in hedges(sentence)]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_hedges_agree_with_annotated_newswire() -> None:
    path = DATA / "hedge" / "factbank-dev.tsv"
    if not path.exists():
        pytest.skip("the annotated sentences are not beside the project (../shared/data)")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wanted = [row["uncertain"] == "1" for row in rows]
    found = [bool(hedges(row["sentence"])) for row in rows]
    hit = sum(w and f for w, f in zip(wanted, found, strict=True))
    assert 2 * hit / (sum(wanted) + sum(found)) >= 0.80

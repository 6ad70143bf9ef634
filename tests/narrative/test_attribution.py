"""Whose word a sentence gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.attribution import Memory, attribute, attributions
from store.models import SourceKind

P, O, L, D, U = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.UNNAMED  # noqa: E741
CASES = [
    ("Reuters reported that the ministry had blocked the chatbot.", "Reuters", L, "reported"),
    ("The ministry had blocked the chatbot, Reuters reported.", "Reuters", L, "reported"),
    ("The ministry blocked the chatbot (Bloomberg).", "Bloomberg", L, "("),
    ("According to the Financial Times, the block ends in May.", "Financial Times", L, "According to"),
    (
        "The block ends in May, according to two people familiar with the talks.",
        "two people familiar with the talks",
        U,
        "according to",
    ),
    ("Officials said the app would be removed.", "Officials", U, "said"),
    (
        "A person close to the regulator told reporters that the app would go.",
        "A person close to the regulator",
        U,
        "told",
    ),
    ("The app did not leak, a person close to it said.", "a person close to it", U, "said"),
    ("The app did not leak, three people who work there say.", "three people who work there", U, "say"),
    ("Officials who met Ken Mori said it leaked.", "Officials who met Ken Mori", U, "said"),
    ("The same sources said it leaked.", "unnamed sources", U, "said"),
    ("It leaked, and Ken Mori rests his case on that: a hole was found.", "Ken Mori", P, ":"),
    ("“Nobody warned us,” said Ana Ruiz, who runs the lab.", "Ana Ruiz", P, "said"),
    ("Ana Ruiz, a professor of law in Turin, said the order was too broad.", "Ana Ruiz", P, "said"),
    ("Digital Minister Ken Mori argues that the chatbot leaks data.", "Digital Minister Ken Mori", P, "argues"),
    ("Lumen says its older models are unaffected.", "Lumen", O, "says"),
    ("Lumen, which makes the model, said it would appeal.", "Lumen", O, "said"),
    ("The letter says access must end at once.", "The letter", D, "says"),
    ("The complaint alleges that customers were locked out.", "The complaint", D, "alleges"),
    ("Lumen calls the order a mistake.", "Lumen", O, "calls"),
    ("The firm described the ban as overreach.", "The firm", O, "described"),
    ("In the words of Judge Ito, the rule is clear.", "Judge Ito", P, "In the words of"),
    ("Lumen claims the filter stops every attempt.", "Lumen", O, "claims"),
    ("The filter, by the company's own figures, stops every attempt.", "the company", O, "figures"),
    ("By the lab's own count, 54 customers were cut off.", "the lab", O, "count"),
    ("Several outlets credit the finding to a student.", "Several outlets", U, "credit"),
    ("Most reports trace the order to a warning.", "Most reports", D, "trace"),
    ("The block, the company said in a statement on Friday, is temporary.", "the company", O, "said"),
    ("The block, two pilots told the harbour board, is temporary.", "two pilots", O, "told"),
    ("The letter, dated May 3, says the block ends.", "The letter", D, "says"),
    ("The minister, asked about the block, replied that it ends.", "The minister", P, "replied"),
    ("Ana Ruiz, never one for haste, called the block a mistake.", "Ana Ruiz", P, "called"),
    ("“The block ends in May,” added Ana Ruiz.", "Ana Ruiz", P, "added"),
    ("The block ends in May, warned Ana Ruiz.", "Ana Ruiz", P, "warned"),
    ("The block ended, the Turin daily La Voce reported.", "Turin daily La Voce", L, "reported"),
    ("The block ended, its local counsel Ken Mori told reporters.", "its local counsel Ken Mori", P, "told"),
    ("The block ended, according to the pollster Quant.", "the pollster Quant", O, "according to"),
    ("The app lost users, data from Quant shows.", "data from Quant", O, "shows"),
    ("The app lost users, per two people briefed on it.", "two people briefed", U, "per"),
    ("A report in the Courier that the block had ended drew protests.", "Courier", L, "report in"),
    ("The Courier first reported the block.", "Courier", L, "reported"),
    ("Lumen puts the loss at $3 million.", "Lumen", O, "puts"),
    ("Police attribute the thefts to the app.", "Police", U, "attribute"),
    ("The banks speak of three losses.", "The banks", O, "speak of"),
    ("Lumen calls it a mistake.", "Lumen", O, "calls"),
    ("Vantor ended what Lumen terms a farce.", "Lumen", O, "terms"),
    ("Lumen acknowledged a call from the ministry.", "Lumen", O, "acknowledged"),
]


@pytest.mark.parametrize(("sentence", "name", "kind", "cue"), CASES)
def test_the_source_its_kind_and_its_cue_are_found(sentence: str, name: str, kind: SourceKind, cue: str) -> None:
    found = attribute(sentence)
    assert found is not None
    assert (found.name, found.kind, found.cue.of(sentence)) == (name, kind, cue)
    assert found.source.of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry blocked the chatbot on Monday.",
        "The regulator told the lab to switch the model off.",
        "Experts urged the ministry to lift the ban.",
        "Lumen reported a loss of $3 million.",
        "Lumen criticised the order.",
        "Lumen slammed the order as it took effect.",
        "He sighed and closed the app.",
        "Lumen rejected an offer, and claims for refunds wait.",
        "The ban came, citing the processing of users' personal data.",
        "An agency has claimed the power to close a model by letter.",
        "The minister claimed victory on Monday.",
        "Then you call the ministry.",
        "Lumen was asked to close it and said no to that.",
        "Users with claims against the company may sue.",
        "Lumen's figures rose by the company's measure of growth.",
        "The state claims office is closed.",
        "The regulator would not say why.",
        "Researchers found a way past the filter.",
        "The author says this is the first case of its kind.",
    ],
)
def test_a_deed_is_nobodys_word(sentence: str) -> None:
    assert attribute(sentence) is None


def test_a_stand_is_kept_but_reports_nothing() -> None:
    (found,) = attributions("Experts urged the ministry to lift the ban.")
    assert (found.name, found.reports) == ("Experts", False)


def test_what_is_said_in_a_quotation_is_not_a_source() -> None:
    found = attributions("“The minister says yes and means no,” Ana Ruiz said.")
    assert [attribution.name for attribution in found] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        ("Ana Ruiz said the ban was wrong.", "She says it will be lifted.", "Ana Ruiz"),
        ("Lumen said the ban was wrong.", "It argues that no law was broken.", "Lumen"),
        ("9to5Mac says a wallet could help.", "According to that site, the ban holds.", "9to5Mac"),
        ("The Harbour Agency said the ban was wrong.", "The watchdog says it will be lifted.", "Harbour Agency"),
        ("It is up to the Harbour Department.", "The department says the ban holds.", "Harbour Department"),
        ("The Saudi Kingdom said the ban was wrong.", "The company says it obeyed.", "The company"),
    ],
)
def test_a_pronoun_stands_for_the_last_fitting_source(first: str, then: str, name: str) -> None:
    memory = Memory()
    attribute(first, memory)
    found = attribute(then, memory)
    assert found is not None
    assert found.name == name


def test_the_company_is_whom_the_story_is_about() -> None:
    found = attribute("The company says it obeyed.", Memory(organisation="Lumen"))
    assert found is not None
    assert found.name == "Lumen"


WORDS = st.sampled_from(
    (
        "said says “ ” \" ' ( ) , : according to Reuters the company who it that told claims officials not - ― Ana . "
        "called as by"
    ).split()
)


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=20).map(" ".join)))
def test_every_span_lies_in_the_sentence(sentence: str) -> None:
    for found in attributions(sentence):
        assert 0 <= found.source.start < found.source.end <= len(sentence)
        assert 0 <= found.cue.start < found.cue.end <= len(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry denied foreign users access to the model.",
        "Lumen denied a request for comment.",
        "The bureau denies licences to firms abroad.",
    ],
)
def test_denying_somebody_something_is_an_act_and_nobodys_word(sentence: str) -> None:
    """Access is denied; only a claim is denied on somebody's word."""
    assert attribute(sentence) is None


def test_denying_a_claim_is_somebodys_word() -> None:
    """As it is where that is denied which was reported."""
    found = attribute("Lumen denied the report.")
    assert found
    assert found.name == "Lumen"


VIA = [
    ("The gate closed, two officials told Reuters.", "two officials", "Reuters"),
    ("Officials told Reuters the gate had closed.", "Officials", "Reuters"),
    ("Ana Ruiz said in an interview with the Guardian that the gate closed.", "Ana Ruiz", "Guardian"),
    ("Semafor, via The Verge, says the gate closed.", "Semafor", "Verge"),
    ("The gate closed, according to Semafor, via The Verge.", "Semafor", "Verge"),
    ("The gate closed, says Semafor as cited by The Verge.", "Semafor", "Verge"),
    ("The gate closed (Semafor, via The Verge).", "Semafor", "Verge"),
    ("The Verge, citing Semafor, writes that the gate closed.", "Semafor", "Verge"),
    ("The gate closed, according to a Reuters report citing two officials.", "two officials", "Reuters"),
    ("Reuters reported that the gate closed, citing two officials.", "two officials", "Reuters"),
    ("Citing two officials, Reuters reported that the gate closed.", "two officials", "Reuters"),
    ("The gate closed, The Verge reports, citing a Semafor story.", "Semafor", "Verge"),
    ("The gate closed, according to officials cited by Reuters.", "officials", "Reuters"),
    ("The gate closed, officials said in a letter seen by Reuters.", "officials", "Reuters"),
    ("The gate will close, according to a memo obtained by Axios.", "a memo", "Axios"),
    ("The gate closed, Reuters reported.", "Reuters", None),
    ("The gate closed, Ana Ruiz told reporters.", "Ana Ruiz", None),
    ("Officials said the gate was first reported closed by Axios.", "Officials", None),
]


@pytest.mark.parametrize(("sentence", "name", "via"), VIA)
def test_the_outlet_that_a_word_came_through_is_told_apart_from_whose_it_is(
    sentence: str, name: str, via: str | None
) -> None:
    found = attribute(sentence)
    assert found is not None
    assert (found.name, found.via) == (name, via)


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm cut off its users, citing security concerns.",
        "More than 900 people walked out, the group Free Gates Now (FGN) among them.",
        "The mayor welcomed rules that could close the gate.",
        "Prices rose by 0.2 percentage points to 4 percent.",
        "The minister told the lab to close the gate.",
        "Ana Ruiz (D-Vt.) closed the gate.",
        "It ends with a gate closed, a further $20bn promised, and regrets.",
        "She knows the leak said to be behind the closing.",
    ],
)
def test_what_looks_like_a_source_and_is_none(sentence: str) -> None:
    assert attribute(sentence) is None

"""Whose word a sentence gives: many ways of saying so, and a story's memory of whom it named."""

from __future__ import annotations

import pytest

from narrative.attribution import Memory, attribute
from store.models import SourceKind

PERSON, ORGANISATION, OUTLET = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET
DOCUMENT, UNNAMED = SourceKind.DOCUMENT, SourceKind.UNNAMED

SAID = [
    ("Priya Nair said the gateway closed at dawn.", "Priya Nair", PERSON, "said"),
    ("The gateway closed at dawn, Priya Nair said.", "Priya Nair", PERSON, "said"),
    ('"It closed," said Priya Nair.', "Priya Nair", PERSON, "said"),
    ("Senator Lena Ortiz argued the gateway should close.", "Senator Lena Ortiz", PERSON, "argued"),
    ("A spokesman for Vantor said the gateway closed.", "A spokesman for Vantor", PERSON, "said"),
    ("According to Priya Nair, the gateway closed.", "Priya Nair", PERSON, "According to"),
    ("In the words of Lena Ortiz, the gateway “died”.", "Lena Ortiz", PERSON, "In the words of"),
    ("Vantor said the gateway closed.", "Vantor", ORGANISATION, "said"),
    ("Vantor Labs said in a statement that the gateway closed.", "Vantor Labs", ORGANISATION, "said"),
    ("Vantor warned that the gateway would close.", "Vantor", ORGANISATION, "warned"),
    ("Vantor announced that the gateway would close.", "Vantor", ORGANISATION, "announced"),
    ("Vantor called the order “a mistake”.", "Vantor", ORGANISATION, "called"),
    ("The Ministry of Trade confirmed that the gateway closed.", "Ministry of Trade", ORGANISATION, "confirmed"),
    ("The gateway closed, according to the Ministry of Trade.", "Ministry of Trade", ORGANISATION, "according to"),
    ("The company insists that the gateway is open.", "The company", ORGANISATION, "insists"),
    ("The agency wrote that the gateway is open.", "The agency", ORGANISATION, "wrote"),
    ('"We obeyed the order at once," the firm wrote.', "the firm", ORGANISATION, "wrote"),
    ("Bloomberg reports that the gateway will close.", "Bloomberg", OUTLET, "reports"),
    ("The gateway will close (Reuters).", "Reuters", OUTLET, "("),
    ("As first reported by Axios, the gateway is open.", "Axios", OUTLET, "first reported by"),
    ("The memo states that the gateway must close.", "The memo", DOCUMENT, "states"),
    ("The lawsuit claims the gateway was closed for profit.", "The lawsuit", DOCUMENT, "claims"),
    ("The blog post says the gateway is open.", "The blog post", DOCUMENT, "says"),
    ("A study found that 40 gateways closed.", "A study", DOCUMENT, "found"),
    ("The report shows that 40 gateways closed.", "The report", DOCUMENT, "shows"),
    ("Per the filing, the gateway closed twice.", "the filing", DOCUMENT, "Per"),
    ("Sources say the gateway will close.", "Sources", UNNAMED, "say"),
    ("Critics say the rule goes too far.", "Critics", UNNAMED, "say"),
    ("Three former employees claimed that the gateway closed.", "Three former employees", UNNAMED, "claimed"),
    (
        "People familiar with the matter said the gateway closed.",
        "People familiar with the matter",
        UNNAMED,
        "said",
    ),
    ("The researchers estimate that 40 gateways closed.", "The researchers", UNNAMED, "estimate"),
]


@pytest.mark.parametrize(("sentence", "name", "kind", "cue"), SAID)
def test_a_source_with_its_kind_and_cue(sentence: str, name: str, kind: SourceKind, cue: str) -> None:
    """The name without its article, the kind of source, and the very words that say it is theirs."""
    found = attribute(sentence)
    assert found is not None
    assert (found.name, found.kind, found.cue.of(sentence)) == (name, kind, cue)
    assert found.source.of(sentence).endswith(name)


@pytest.mark.parametrize(
    "sentence",
    [
        "The gateway closed at dawn.",
        "Vantor may have closed the gateway.",
        "Vantor declined to comment.",
        "The order gave no reason.",
        "Analysts expect the gateway to close.",
        "It may reopen in May.",
        "Nobody said a word.",
        "Vantor added 40 engineers to the team.",
        "",
    ],
)
def test_what_the_story_itself_tells(sentence: str) -> None:
    """No source, or nobody who gives their word."""
    assert attribute(sentence) is None


def test_words_within_a_quotation_that_began_before_give_no_source() -> None:
    """A closing mark that was never opened: all before it is quoted."""
    found = attribute("The minister says yes and Vantor says no,” Priya Nair said.")
    assert found is not None
    assert found.name == "Priya Nair"


def test_of_two_sources_the_first_is_taken() -> None:
    """The one in whose words all the rest stands."""
    found = attribute("Vantor said it would reopen the gateway, and the ministry added that it could.")
    assert found is not None
    assert found.name == "Vantor"


@pytest.mark.parametrize(
    ("before", "sentence", "name", "kind"),
    [
        (["Priya Nair said so."], "He said the gateway closed.", "Priya Nair", PERSON),
        (["Priya Nair said so.", "Reuters reported it."], "She said it closed.", "Priya Nair", PERSON),
        (["Priya Nair said so.", "Lena Ortiz said no."], "She said it closed.", "Lena Ortiz", PERSON),
        (["Vantor said so."], "It said the gateway closed.", "Vantor", ORGANISATION),
        (["The gateway closed at dawn."], "He said the gateway closed.", "He", PERSON),
    ],
)
def test_pronouns_stand_for_whom_the_story_named_last(
    before: list[str], sentence: str, name: str, kind: SourceKind
) -> None:
    """The last person for he and she; whoever nobody was named before stays the pronoun."""
    memory = Memory()
    for earlier in before:
        attribute(earlier, memory)
    found = attribute(sentence, memory)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)
    assert found.source.of(sentence) == sentence.split()[0]


def test_the_company_is_the_lab_of_the_story() -> None:
    """Even after others were named."""
    memory = Memory(organisation="Vantor")
    attribute("Priya Nair said so.", memory)
    found = attribute("The company said the gateway closed.", memory)
    assert found is not None
    assert found.name == "Vantor"


def test_what_is_known_of_a_name_decides_its_kind() -> None:
    """A surname alone may be a firm's, unless it is known for a person's; outlets are known by name."""
    sentence = "Ortiz said the gateway closed."
    known = attribute(sentence, people=["Lena Ortiz"])
    unknown = attribute(sentence)
    outlet = attribute(sentence, Memory(outlets=frozenset({"Ortiz"})))
    assert known
    assert unknown
    assert outlet
    assert [known.kind, unknown.kind, outlet.kind] == [PERSON, ORGANISATION, OUTLET]


def test_a_sentence_leaves_no_trace_without_a_memory() -> None:
    """Two calls do not know of one another."""
    attribute("Priya Nair said so.")
    found = attribute("She said the gateway closed.")
    assert found is not None
    assert found.name == "She"


def test_what_stands_a_thousand_characters_on_is_not_looked_at() -> None:
    """No sentence is so long; a list or a wall of text is, and has no one source."""
    assert attribute("Gateways closed; " * 40 + "Vantor said so.") is not None
    assert attribute("Gateways closed; " * 90 + "Vantor said so.") is None

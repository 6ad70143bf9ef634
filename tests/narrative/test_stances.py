"""How surely a sentence makes its claim: hedges, questions and denials, and what only looks like them."""

from __future__ import annotations

import pytest

from narrative.attribution import attribute
from narrative.stance import read_stance
from store.models import Stance

ASSERTED, ATTRIBUTED, HEDGED = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED
QUESTIONED, DENIED = Stance.QUESTIONED, Stance.DENIED

PLAIN = [
    "Vantor closed the gateway.",
    "The gateway could not tell users apart.",
    "Vantor could not verify the nationality of its users.",
    "The order gave no reason.",
    "Vantor did not explain the order.",
    "Vantor declined to comment.",
    "Users were denied entry to the gateway.",
    "Vantor rejected the offer.",
    "The gateway closed on May 9.",
    "Since May the gateway has been closed.",
    "May 9 was the day the gateway closed.",
    "Those who may not enter are listed.",
    "Pilots may no longer use the gateway.",
    "Under the May 3 order pilots may not use the gateway.",
    "Vantor neither confirmed nor denied the order.",
    "Vantor did not deny the order.",
    "The suspect closed the gateway.",
    "It has never seen such an order.",
    "Users who were not asked to leave stayed.",
    "No one at Vantor was told why.",
    "Nothing like this has happened before.",
    "The company has no links on its page.",
    "The lab retracted the weights.",
    "Lumen put the gateway at the top of its list.",
]

CUED = [
    ("Vantor might have closed the gateway.", HEDGED, "might"),
    ("Vantor may have closed the gateway.", HEDGED, "may"),
    ("Berlin may have closed the gateway.", HEDGED, "may"),
    ("The gateway may no longer be open.", HEDGED, "may"),
    ("Under the May 3 order the gateway may have closed.", HEDGED, "may"),
    ("It was possible that the gateway had closed.", HEDGED, "possible"),
    ("Perhaps the gateway closed.", HEDGED, "Perhaps"),
    ("The gateway could close within days.", HEDGED, "could"),
    ("The gateway probably closed at dawn.", HEDGED, "probably"),
    ("The gateway was allegedly closed at dawn.", HEDGED, "allegedly"),
    ("The report could not be independently verified.", HEDGED, "could not be independently verified"),
    ("The Mail could not independently verify the report.", HEDGED, "could not independently verify"),
    ("The Mail could not confirm the report.", HEDGED, "could not confirm the report"),
    ("The gateway has reportedly been closed.", HEDGED, "reportedly"),
    ("The alleged breach closed the gateway.", HEDGED, "alleged"),
    ("The gateway appears to be closed.", HEDGED, "appears to"),
    ("The gateway seems to have closed.", HEDGED, "seems to"),
    ("The gateway is believed to be closed.", HEDGED, "is believed to"),
    ("The gateway is likely to close.", HEDGED, "likely"),
    ("It is unclear why the gateway closed.", HEDGED, "unclear"),
    ("It was not immediately clear whether the gateway closed.", HEDGED, "not immediately clear"),
    ("Vantor allegedly told users that the gateway closed.", HEDGED, "allegedly"),
    ("Officials said the gateway may have closed.", HEDGED, "may"),
    ("Officials said the gateway closed.", ATTRIBUTED, "said"),
    ("Officials said the gateway probably closed.", ATTRIBUTED, "said"),
    ("The gateway reopens in May, Vantor said.", ATTRIBUTED, "said"),
    ("Vantor said it could not verify who its users were.", ATTRIBUTED, "said"),
    ("Did Vantor close the gateway?", QUESTIONED, "?"),
    ("Vantor asked, “Did they close the gateway?”", QUESTIONED, "?”"),
    ("Lawyers questioned whether the gateway was closed.", QUESTIONED, "questioned whether"),
    ("It remains to be seen whether the gateway closes.", QUESTIONED, "It remains to be seen"),
    ("The ministry raised doubts about the order.", QUESTIONED, "raised doubts"),
    ("Lumen denied closing the gateway.", DENIED, "denied"),
    ("Vantor denies that it closed the gateway.", DENIED, "denies"),
    ("The regulator denied that it was asked.", DENIED, "denied"),
    ("Toronto denied that it was asked.", DENIED, "denied"),
    ("Vantor has denied the report.", DENIED, "denied"),
    ("Vantor rejected the allegation.", DENIED, "rejected the allegation"),
    ("Vantor never asked for the order.", DENIED, "never asked"),
    ("Vantor did not request the order.", DENIED, "did not request"),
    ("The claim that Vantor closed the gateway is false.", DENIED, "is false"),
    ("The claim is plainly false.", DENIED, "is plainly false"),
    ("There is no evidence that the gateway closed.", DENIED, "There is no evidence"),
    ("Inspectors found no evidence of a leak.", DENIED, "found no evidence"),
    ("Contrary to reports, the gateway stayed open.", DENIED, "Contrary to reports"),
    ("Vantor may have denied that the gateway closed.", DENIED, "denied"),
    ("The harbour office denies that a request was made.", DENIED, "denies"),
    ("The ferry firm, too, denies that it closed the gateway.", DENIED, "denies"),
    ("Lumen says it didn't.", DENIED, "says it didn't"),
    ("Vantor disputes this.", DENIED, "disputes this"),
    ("Vantor dismissed that outright.", DENIED, "dismissed that"),
    ("The ministry brushed aside reports of a closing.", DENIED, "brushed aside reports"),
    ("The harbour office poured cold water on talk of a closing.", DENIED, "poured cold water on talk"),
    ("The ministry called the story pure fiction.", DENIED, "called the story pure fiction"),
    ("Vantor insists it did nothing of the sort.", DENIED, "nothing of the sort"),
    ("Vantor has no ties to the smugglers.", DENIED, "no ties to"),
    ("Nobody in the ministry asked for the closing.", DENIED, "Nobody in the ministry asked"),
    ("Vantor said it had never sold data.", DENIED, "it had never sold"),
    ("“We do not share data with anyone,” Vantor said.", DENIED, "We do not share data"),
    ("No ferry data was stolen, Vantor said.", DENIED, "No ferry data was stolen"),
    ("The gateway was not ordered to close.", DENIED, "was not ordered"),
    ("The figure of forty ferries is wrong.", DENIED, "figure of forty ferries is wrong"),
    ("The paper retracted its story.", DENIED, "retracted"),
    ("By some accounts the gateway closed at dawn.", HEDGED, "By some accounts"),
    ("There is talk that the gateway will close.", HEDGED, "There is talk"),
    ("Whispers of a closing went round the harbour.", HEDGED, "Whispers of"),
    ("Word has it that the gateway will close.", HEDGED, "Word has it"),
    ("If confirmed, the closing is the first.", HEDGED, "If confirmed"),
    ("The gateway looks set to close.", HEDGED, "looks set to"),
    ("Vantor slammed the order as an overreach.", ATTRIBUTED, "slammed"),
    ("The ministry accused Vantor of closing the gateway.", ATTRIBUTED, "accused"),
    ("“The gateway is closed,” explained Ana Ruiz, a pilot.", ATTRIBUTED, "explained"),
    ("“The gateway is closed,” sighed Ana Ruiz.", ATTRIBUTED, "sighed"),
]


@pytest.mark.parametrize("sentence", PLAIN)
def test_what_is_told_for_a_fact(sentence: str) -> None:
    """A "not" inside what is claimed denies nothing, access is denied to people, and May is a month."""
    reading = read_stance(sentence, attribute(sentence))
    assert (reading.stance, reading.cue) == (ASSERTED, None)


@pytest.mark.parametrize(("sentence", "stance", "cue"), CUED)
def test_the_words_that_decide(sentence: str, stance: Stance, cue: str) -> None:
    """A denial before a question, before a strong hedge, before somebody's word, before a weak hedge."""
    reading = read_stance(sentence, attribute(sentence))
    assert reading.stance is stance
    assert reading.cue is not None
    assert cue in reading.cue.of(sentence)


@pytest.mark.parametrize("hedge", ["may have", "might have", "appears to have", "is said to have"])
def test_a_strong_hedge_outweighs_a_source(hedge: str) -> None:
    """Whoever says that it may be so does not say that it is."""
    for sentence in (f"The gateway {hedge} closed.", f"Vantor said the gateway {hedge} closed."):
        assert read_stance(sentence, attribute(sentence)).stance is HEDGED


@pytest.mark.parametrize("hedge", ["probably", "likely", "supposedly"])
def test_a_weak_hedge_is_part_of_what_a_source_says(hedge: str) -> None:
    """But without a source it is the story's own."""
    alone, said = f"The gateway {hedge} closed at dawn.", f"Vantor said the gateway {hedge} closed at dawn."
    assert read_stance(alone, attribute(alone)).stance is HEDGED
    assert read_stance(said, attribute(said)).stance is ATTRIBUTED

"""Where sentences end: the stops that end one, and those that only seem to."""

from __future__ import annotations

import pytest

from narrative.sentences import split

#: Each text with a bar where one sentence ends and the next begins.
BARRED = [
    "The gate closed.|Users left.",
    "Is it shut?|Yes!|It is.",
    "She wrote so on X.|Few believed her.",
    "Dr. Ito and Prof. Diaz met Gov. Bell.|They left.",
    "Priya K. Nair wrote to J. R. Ortiz.|He read it.",
    "The U.S. Commerce Department wrote.|Nobody read it.",
    "It happened in the U.S.|Users left.",
    "It happened in the U.S. and in the U.K. at once.",
    "It closed at 5 p.m. on Friday.|It reopened.",
    "It closed at 5 p.m. ET on Friday.|It reopened.",
    "It closed at 5 p.m.|It reopened at 9 a.m.",
    "Fees are $3.50 per 1.5 million.|Users left.",
    "Version 4.8.1 is gone.|Users left.",
    "Write to z.ai or x.com now.|Users left.",
    "Vantor Inc. said so.|Lumen Corp. agreed.",
    "No. 7 is shut.|See fig. 2 for more.",
    "The answer was no.|Users left.",
    "Gates, locks, etc. were shut.|Users left.",
    "On Sept. 9 it shut.|On Feb. 2 it opened.",
    "Some, e.g. Vantor, left.|Others, i.e. Lumen, stayed.",
    "“It is shut.”|She left.",
    "“It is shut,” she said.|“All of it.”",
    "“Is it shut?” she asked.|Nobody knew.",
    '"Shut it." He left.'.replace('." ', '."|'),
    "(It was shut.)|Users left.",
    "It was shut (see below.)|Users left.",
    "They waited... and left.|Then it opened.",
    "They waited…|Then it opened.",
    "They waited.... Then it opened.".replace("... ", "...|"),
    "What?!|No.|Yes.",
    "It shut.”|“It did not.”",
    "It shut. “It did not,” he said.".replace(". “", ".|“"),
    "The gate shut|Users left",
    "The gate shut.|Users left.",
    "門は閉じた。|人々は去った。",
    "「門は閉じた。」|人々は去った。",
    "門は閉じた！|なぜ？|不明。",
    "门关了。|用户走了。",
    "문이 닫혔다.|사람들이 떠났다.",
    "Ворота закрыты.|Люди ушли.",
    "It shut. and nobody knew.",
    "It shut.|xAI said nothing.|eBay did.",
    "Users left. 40 came back.".replace(". ", ".|"),
    "It cost 5 Co. shares.|No more.",
    "The A.I. firm left.|The A.I. stayed.",
]
#: Between these a line ends, where a stop need not.
LINES = {"The gate shut|Users left"}


@pytest.mark.parametrize("barred", BARRED)
def test_where_sentences_end(barred: str) -> None:
    """Joined by white space, or by nothing after the stops of Chinese and Japanese, they are told apart again."""
    parts = barred.split("|")
    wide = any(letter in "。！？" for letter in barred)
    for gap in ["\n"] if barred in LINES else ["", " ", "\n"] if wide else [" ", "  ", "\n", "\n\n"]:
        assert [span.of(gap.join(parts)) for span in split(gap.join(parts))] == parts


def test_offsets_are_those_of_the_text() -> None:
    """White space before, between and after is counted, and is of no sentence."""
    text = "\n  The gate closed.  \t Users left.\u00a0\n"
    assert [(span.start, span.end) for span in split(text)] == [(3, 19), (23, 34)]

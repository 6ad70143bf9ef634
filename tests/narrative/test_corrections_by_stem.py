"""A notice of correction is one in every language it was looked for in before there was a quicker first look."""

from __future__ import annotations

import pytest

from narrative.asides import corrections, is_correction

NOTICES = """
Correction: the sum was wrong.|It was corrected on Monday.|Clarification|This was clarified.|Editor’s note: see above.
An earlier version of this story erred.|A previous version said so.|The story was updated with a comment.
It has been updated to say so.|It has been amended.|The page was amended.|The headline was updated to reflect it.
Retraction|The claim was retracted.|KORREKTUR|Berichtigung|Richtigstellung|Anmerkung der Redaktion: so.
In einer früheren Version hieß es anders.|In einer früheren Fassung stand das.|Rectificatif|Correctif
Une version précédente disait non.|Une première version disait non.|Note de la rédaction|Corrección|Fe de errores
Rectificación|Una versión anterior decía no.|Nota de la redacción|Rettifica|Errata corrige
Una versione precedente diceva no.|Correctie|Rectificatie|Correção|Errata|Uma versão anterior dizia que não.
訂正があります|更正:以下|勘误|정정합니다|correcteD
We regret the error.|We were wrong about the sum.|It may have suggested more than we knew.|Our report was wrong.
We should have said that he was reported to have asked.|We no longer write that he triggered it.
It was never published, so we go back to “is said to have asked”.|This paper’s headline overstated his part.
"""


FOUND = [one for one in NOTICES.replace("\n", "|").split("|") if one]
NONE = [
    "The court met.",
    "It will correctly say so.",
    "Updated 5 June 2026, 9:40 a.m.",
    "We should go.",
    "",
    "Ein Maß.",
]


@pytest.mark.parametrize("sentence", FOUND)
def test_each_is_found(sentence: str) -> None:
    assert is_correction(sentence)


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_none(sentence: str) -> None:
    assert not is_correction(sentence)


def test_they_are_found_among_others() -> None:
    mixed = [one for notice in FOUND for one in (*NONE, notice)]
    assert corrections(mixed) == set(FOUND)
    assert corrections(NONE) == set() == corrections([])

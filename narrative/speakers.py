"""Whether some words could be somebody who speaks: by the words for people, papers and offices in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narrative.clauses import lower
from narrative.nounphrase import PREPOSITIONS, Token, left
from narrative.titles import TITLES
from narrative.wordlist import words as listed

PLURALS = listed(
    """people police officials sources experts critics analysts researchers reports media both many some others
    men women children"""
)
_PEOPLE = listed("person someone somebody one")
#: Who or what stands before a colon or a dash as the source of a headline.
LABELS = listed(
    """report reports source sources officials official analyst analysts study poll police media expert experts
    rumor rumour rumors survey paper watchdog watchdogs monitor monitors cops insider insiders witness witnesses
    eyewitness lawyer lawyers lawsuit regulator regulators prosecutor prosecutors investigators researchers"""
)
PAPERS = listed("letter statement report post memo email article paper blog story document documents filing records")
_DATA = listed("data figures statistics analysis")
_SOMEBODY = LABELS | PLURALS | _PEOPLE | PAPERS
_NOT_SPEAKERS = listed("act law rule risk risks security concerns")


def is_somebody(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase could speak: a name, or people and papers."""
    inside = tokens[phrase[0] : phrase[1]]
    if not _SOMEBODY.isdisjoint([token.lower for token in inside]) or is_data(inside):
        return True
    named = inside[0].is_name or any(
        token.lower in TITLES and after.is_name for token, after in pairwise(inside)
    )  # "the pollster Quant"
    return named and not any(token.lower in _NOT_SPEAKERS for token in inside)


def is_data(inside: Sequence[Token]) -> bool:
    """Whether a phrase is somebody's data: "data from Quant", "Quant figures"."""
    return any(t.lower in _DATA for t in inside[:2]) or (inside[0].is_name and inside[-1].lower in _DATA)


def is_actor(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase can take a stand: a name, he or she or they, people."""
    inside = tokens[phrase[0] : phrase[1]]
    last = inside[-1].lower
    if inside[0].lower in ("he", "she", "they", "who") or any(token.is_name for token in inside):
        return True
    return last in PLURALS or last in TITLES or (last.endswith("s") and not last.endswith("ss"))


def plural(tokens: Sequence[Token], j: int) -> bool:
    """Whether what stands before can take the plain form of a verb."""
    low = lower(tokens, j)
    return (
        low in ("they", "we", "i", "you", "who")
        or low in PLURALS
        or low == "data"
        or (low.endswith("s") and not low.endswith(("ss", "'s", "us", "is")))
    )


def plural_head(tokens: Sequence[Token], j: int) -> bool:
    """The same for a phrase whose head is not its last word ("advisers to the minister", "Ruiz and Ito")."""
    if people_who(tokens, j):
        return True
    phrase = left(tokens, j + 1)
    if phrase is None:
        return False
    for k in range(phrase[0], phrase[1]):
        low = tokens[k].lower
        if low == "and" or (low in ("those", "both", "many", "some") and k == phrase[0]):
            return True
        if low in PREPOSITIONS or not tokens[k].is_word:
            return k > phrase[0] and plural(tokens, k - 1)
    return False


def people_who(tokens: Sequence[Token], j: int) -> tuple[int, int] | None:
    """ "Three people who work there": what tells who they are stands between them and their verb, up to index `j`."""
    for k in range(j - 1, max(0, j - 7), -1):
        if not tokens[k].is_word:
            return None
        if tokens[k].lower == "who" and tokens[k - 1].lower in PLURALS:
            phrase = left(tokens, k)
            return (phrase[0], j + 1) if phrase else None
    return None

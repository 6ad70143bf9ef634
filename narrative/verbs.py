"""Whether a form that may be a verb is one in use: by its helpers, what stands before it and what follows."""

from __future__ import annotations

from collections.abc import Sequence

from narrative.clauses import CLAUSE, follows_verb, lower
from narrative.nounphrase import PREPOSITIONS, Token, left, right
from narrative.speakers import LABELS, is_somebody, plural, plural_head
from narrative.speech import NOUNISH
from narrative.wordlist import words as listed

BE = listed("is was are were be been being")
HELPERS = BE | listed("has have had will would did does do 's 've 'd can could may might must should")
MODAL = listed("may might could can should must")
NOT = listed("not never n't hardly")
_ADVERBS = listed(
    """also then later now still already even just first once again further separately however instead long often
    always soon thus therefore repeatedly recently only reportedly ever"""
)
#: Forms that are verbs only with a clause, a colon or "on" behind.
_NOUNS_MOSTLY = listed("remark remarks comment comments rule rules state states statement finding findings")
#: Forms that are participles where one of these follows: "people accused of", "as opposed to".
_PARTICIPLE_BEFORE = {
    "accused": ("of",), "suspected": ("of",), "compared": ("to", "with"), "opposed": ("to",), "related": ("to",),
    "intended": ("to", "for"), "determined": ("to",), "convinced": ("of",),
}  # fmt: skip


def helpers_of(tokens: Sequence[Token], i: int) -> tuple[int, set[str]]:
    """The index before the verb's helpers and adverbs, and what those were."""
    helpers: set[str] = set()
    j = i - 1
    while j >= 0:
        low = tokens[j].lower
        adverb = low in _ADVERBS or (low.endswith("ly") and not tokens[j].is_name and len(low) > 4)
        if low not in HELPERS and low not in NOT and not low.endswith("n't") and not adverb:
            break
        helpers.add("not" if low.endswith("n't") else low)
        j -= 1
    if lower(tokens, j) == "to":
        helpers.add("to")
    return j, helpers


def finite(tokens: Sequence[Token], i: int, j: int, end: int, form: str, helpers: set[str]) -> bool:
    """Whether a form is a verb in use here: no passive, no infinitive's plain form, no noun."""
    if form != "ing" and helpers & BE:
        return False
    if lower(tokens, i - 1) in ("percentage", "percent", "basis"):
        return False
    if form == "base" and not helpers and not plural(tokens, j) and not plural_head(tokens, j):
        return False
    if form == "past" and not helpers and lower(tokens, end) == "to" and lower(tokens, end + 1) in ("be", "have"):
        return False  # "research said to be behind it"
    if form == "past" and not helpers and lower(tokens, end) in _PARTICIPLE_BEFORE.get(tokens[i].lower, ()):
        return False
    if tokens[i].text == "States" and i:
        return False
    if tokens[i].lower not in NOUNISH:
        return True
    if not helpers and lower(tokens, i - 1).endswith("ed") and not tokens[i - 1].is_name:
        return False  # "rejected claims that"
    if form == "ing":
        return bool(helpers & BE) or lower(tokens, i - 1) == ","
    if not helpers and _heads_relative(tokens, i, end):
        return False
    return bool(helpers) or follows_verb(tokens, end) or _tells(tokens, i, j, end, form)


def _heads_relative(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a form that may be a noun is one by what follows: "rules that could", "remarks the minister had made"."""
    after = lower(tokens, end)
    if after == "that":
        return lower(tokens, end + 1) in HELPERS
    return tokens[i].lower in _NOUNS_MOSTLY and after not in CLAUSE and after not in (":", "on", ",", ".")


def _tells(tokens: Sequence[Token], i: int, j: int, end: int, form: str) -> bool:
    """Whether a form that may be a noun is a verb by its place: "..., officials claim", "..., claims analyst"."""
    if end >= len(tokens) or tokens[end].text == "," or (end == len(tokens) - 1 and tokens[end].text in ".?!"):
        phrase = left(tokens, j + 1)
        return (
            phrase is not None and phrase[0] > 2 and tokens[phrase[0] - 1].text == "," and is_somebody(tokens, phrase)
        )
    if form != "third" or j != i - 1 or j < 0:
        return False
    if tokens[j].text == ",":
        speaker = right(tokens, end)
        rest = tokens[speaker[1] :] if speaker else ()
        return speaker is not None and is_somebody(tokens, speaker) and (not rest or rest[0].text in ".,;")
    return tokens[j].lower in LABELS and j < 3 and lower(tokens, end) not in PREPOSITIONS and not plural(tokens, j)

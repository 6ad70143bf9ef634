"""What stands around a verb of saying: where its speaker ends, and what shows that it closes or opens what was said."""

from __future__ import annotations

from collections.abc import Sequence

from narrative.clauses import lower
from narrative.nounphrase import CLOSING, Token, left, right
from narrative.speakers import is_somebody
from narrative.wordlist import words as listed

#: What may follow a speaker that stands behind the verb.
_AFTER_SPEAKER = listed("in on at during who of via as last after before late early this yesterday")
_ROUGHLY = listed("about around roughly nearly half hundreds thousands tens millions billions over under almost")


def inverted(tokens: Sequence[Token], i: int, end: int, form: str) -> bool:
    """Whether a verb of telling stands between what was said and who said it: "...,” explained X", "..., warned X."."""
    if form not in ("past", "third") or i < 3:
        return False
    quoted = tokens[i - 1].text in CLOSING or (tokens[i - 1].text == "," and tokens[i - 2].text in CLOSING)
    if not quoted and tokens[i - 1].text != ",":
        return False
    speaker = right(tokens, end)
    if speaker is None or not ends_speaker(tokens, speaker[1]):
        return False
    return quoted or (closes_sentence(tokens, speaker) and is_somebody(tokens, speaker))


def what_it_calls(tokens: Sequence[Token], j: int) -> bool:
    """Whether a verb of judging stands in "what the firm calls a mistake"."""
    phrase = left(tokens, j + 1)
    return phrase is not None and lower(tokens, phrase[0] - 1) == "what"


def beside_quotation(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a quotation ends right before a verb, or before its subject, or begins right behind it."""
    quotes = [token.text in CLOSING for token in tokens[max(0, i - 5) : i]]
    return any(quotes) or (end < len(tokens) and (tokens[end].text == ":" or tokens[end].quoted))


def puts_at(tokens: Sequence[Token], end: int) -> bool:
    """Whether a figure is given as one's own: "put the loss at $3 million", "puts it at roughly half"."""
    at = next((k for k in range(end + 1, min(end + 10, len(tokens))) if tokens[k].lower == "at"), None)
    if at is None:
        return False
    behind = tokens[at + 1 : at + 5]
    return any(t.text in "$€£" or t.text[0].isdigit() or t.lower in _ROUGHLY for t in behind)


def closes_quotation(tokens: Sequence[Token], source: tuple[int, int], end: int) -> bool:
    """Whether "X told Y" stands behind what X said: "..., X told reporters in Turin."."""
    before = source[0] - 1
    if before < 1 or tokens[before].text not in (",", "”"):
        return False
    hearer = tokens[end : next((k for k in range(end, len(tokens)) if tokens[k].text in ",.;"), len(tokens))]
    if any(token.lower in ("to", "that", "of", "about") for token in hearer):
        return False
    inserted = tokens[before].text == "," and lower(tokens, end + len(hearer)) == "," and len(hearer) < 6
    return inserted or tokens[before].text == "”" or end + len(hearer) >= len(tokens) - 1


def ends_speaker(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or not tokens[at].is_word or tokens[at].lower in _AFTER_SPEAKER


def closes_sentence(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase is a name with which the sentence ends, or nearly: surely the speaker behind a verb."""
    rest = tokens[phrase[1] :]
    return tokens[phrase[1] - 1].is_name and (len(rest) < 2 or rest[0].text in ".;" or rest[0].lower in ("as", "via"))


def is_introduced(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase is a full name with more about its bearer behind a comma: "Ana Ruiz, a fellow"."""
    names = tokens[phrase[0] : phrase[1]]
    after = lower(tokens, phrase[1] + 1) if lower(tokens, phrase[1]) == "," else ""
    return len(names) > 1 and all(token.is_name for token in names) and after in ("a", "an", "the", "who", "whose")


def closes_aside(tokens: Sequence[Token], source: tuple[int, int], end: int) -> bool:
    """Whether a verb that closes a clause is set off from what it closes: "..., X said", and not "what X said"."""
    if end < len(tokens) and tokens[end].text not in ".?!)" and tokens[end].text not in CLOSING:
        return True
    before = source[0] - 1
    if before < 0 or source[0] > end - 1 or not tokens[before].is_word:
        return True
    return tokens[before].lower in ("as", "and", "but", "so", "then", "yet", "while", "though", "although")

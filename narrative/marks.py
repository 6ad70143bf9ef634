"""Sources by a mark alone: "Report: ...", "...: officials", "Pentagon: ...", "(Reuters)", and a name behind a dash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrative.nounphrase import OPENING, PRONOUNS, Token
from narrative.speakers import LABELS
from narrative.wordlist import words as listed

#: A source and its cue, as ranges of word indices, end exclusive.
Marked = tuple[tuple[int, int], tuple[int, int]]
#: Who speaks where a headline begins with them and a colon: offices and houses that are known by one word or two.
_SPEAKERS = listed(
    """pentagon kremlin nato unicef unesco interpol europol fbi cia nsa cisa doj dhs fda sec ftc fcc un u.n imf who
    nyt wsj ft ap afp reuters bloomberg axios politico cnn cnbc nbc bbc minister senator senators governor mayor
    judge court ministry treasury commission watchdog spokesman spokeswoman spokesperson ceo chief founder expert
    chairman president secretary intel intelligence parent parents scientists researchers study survey"""
)
#: What somebody makes, builds or rests on what stands behind a colon.
_ARGUED = listed("case argument theory version account claim defence defense")


def marks(tokens: Sequence[Token]) -> Iterator[Marked]:
    """A name by a mark: "Report: ...", "...: officials", "― Name" and "(Reuters)"."""
    size = len(tokens)
    colon = next((k for k in range(1, min(size - 1, 9)) if tokens[k].text == ":"), None)
    if colon is not None and all(token.is_word or token.text in ",.()" for token in tokens[:colon]):
        speaks = tokens[colon + 1].text in OPENING or tokens[colon + 1].lower in PRONOUNS | {"i'm", "we're", "i've"}
        labelled = tokens[colon - 1].lower in LABELS or tokens[0].lower in LABELS or _speaks(tokens[:colon])
        named = tokens[0].is_name and all(
            t.is_name or t.text == "," or t.lower in ("of", "the") for t in tokens[:colon]
        )
        if (labelled and size - colon > 3) or (speaks and named and tokens[0].lower != "the"):
            yield (0, colon), (colon, colon + 1)
    yield from _argued(tokens)
    last = size - 1 - (size > 0 and tokens[-1].text == ".")
    begin = next((k for k in range(last - 1, max(2, last - 7), -1) if tokens[k].text == "("), None)
    if begin is not None and tokens[last].text == ")" and tokens[begin + 1].is_name and len(tokens[begin + 1].text) > 2:
        comma = next((k for k in range(begin + 1, last) if tokens[k].text == ","), last)
        inside = tokens[begin + 1 : comma]
        if all(token.is_word or token.text in "&." for token in inside) and not _abbreviates(tokens, begin, inside):
            yield (begin + 1, comma), (begin, begin + 1)
    for k in range(max(2, size - 5), size - 1):
        rest = tokens[k + 1 :]
        if tokens[k].text in "―—–-:" and all(t.is_word for t in rest) and _closes_headline(tokens[k], rest):
            yield (k + 1, size), (k, k + 1)
    if 1 < size < 9 and tokens[0].text in "―—" and tokens[1].is_name:
        yield (1, size), (0, 1)


def _argued(tokens: Sequence[Token]) -> Iterator[Marked]:
    """A name whose case a colon opens: "..., and Ruiz has built his case on that: ..."."""
    for k in range(4, len(tokens) - 3):
        if tokens[k].text != ":" or tokens[k].quoted:
            continue
        begin = next((n + 1 for n in range(k - 1, -1, -1) if not tokens[n].is_word), 0)
        begin += tokens[begin].lower in ("and", "but")
        end = next((n for n in range(begin, k) if not tokens[n].is_name), k)
        # A capital at the beginning makes no name.
        if end - begin > (begin == 0) and not _ARGUED.isdisjoint([token.lower for token in tokens[end:k]]):
            yield (begin, end), (k, k + 1)


def _speaks(before: Sequence[Token]) -> bool:
    """Whether the words before a headline's colon are somebody who speaks: "Pentagon:", "Senator Ruiz:"."""
    if len(before) > 4 or not all(token.is_word for token in before):
        return False
    if before[0].lower in _SPEAKERS and (before[0].lower != "who" or before[0].text == "WHO"):
        return len(before) == 1 or all(token.is_name for token in before)
    return before[-1].lower in _SPEAKERS - {"who"} and before[-1].is_name


def _closes_headline(mark: Token, rest: Sequence[Token]) -> bool:
    """Whether the words behind a headline's last mark are its source: "...: sources", "... -CNBC"."""
    if any(token.lower in LABELS for token in rest):
        return True
    if mark.text == ":":
        return len(rest) == 1 and rest[0].lower in _SPEAKERS - {"who"}
    return len(rest) == 1 and rest[0].start == mark.end and rest[0].is_name and rest[0].lower in _SPEAKERS


def _abbreviates(tokens: Sequence[Token], begin: int, inside: Sequence[Token]) -> bool:
    """Whether what stands in brackets is short for the name before them, or a seat: "(EFF)", "(D-Vt.)"."""
    letters = inside[0].text.rstrip("s")
    if letters[1:2] == "-" and letters[0] in "RDI":
        return True
    names = [token.text[0] for token in tokens[max(0, begin - 9) : begin] if token.is_name]
    return len(letters) > 1 and letters.isupper() and "".join(names).endswith(letters)

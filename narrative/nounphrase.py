"""Where the name or the words for somebody begin and end, beside a verb: a small grammar over words, no parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from narrative.titles import TITLES
from narrative.wordlist import words as listed

_TOKEN = re.compile(
    r"(?=[A-Z])(?:(?:[A-Z]\.){2,}|"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|St|Prof|Rev|Sgt|Capt|Inc|Corp|Co|Ltd)\.|"
    r"[A-Z]\.(?=\s[A-Z][a-z]))|"
    r"[^\W_]++(?:['’.-][^\W_]++)*+|''|\S"
)
OPENING, CLOSING = frozenset('"“«'), frozenset('"”»')
_DASHES = frozenset("—–-")
_QUOTES = OPENING | CLOSING | {"''"}
PRONOUNS = listed("he she it they i we who which")
DETERMINERS = listed(
    """the a an his her its their our this that these those some several many most two three four five six both
    other another one no such my your all multiple numerous few"""
)
PREPOSITIONS = listed(
    """of for at in from with on to by about under within inside behind near outside off up out down over
    without than per despite amid among between through during against into onto upon except like unlike"""
)
_BREAKS = listed(
    """that because as when while if after before but or where since although though whether so than until unless
    what how why and once yet nor even"""
)
_VERBISH = listed(
    """is was are were be been have has had will would could should may might can did does do said says told made
    makes took take gave give came come went go got get put"""
)
TIMES = listed(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today late early earlier later morning
    afternoon evening night week month year tonight"""
)
#: Those that can stand within the words for somebody: "a spokesman for", but not "sanctions against".
_OF_SOMEBODY = listed("of for at in from with on to within inside behind near outside")
#: Words behind somebody or something that tell by whom or from whom its word is.
CREDITS = listed("citing quoting via cited quoted seen viewed obtained reviewed published")
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_APPOSITIVE = listed(
    """a an the who which whose former its his her one then now chief head director professor president founder
    chairman author formerly also himself herself executive senior as quoted cited via never not long always usually
    no too however meanwhile likewise though instead again dated asked pressed questioned based signed
    sent published posted issued headquartered aged reached contacted"""
)


class Token(NamedTuple):
    """A word or a mark with its place in the sentence.

    `is_name`: begins with a capital, or is a number with letters (9to5Mac). `quoted`: within double quotation marks.
    """

    text: str
    start: int
    end: int
    lower: str
    quoted: bool
    is_word: bool
    is_name: bool


def tokens(sentence: str) -> list[Token]:
    """The words and marks of a sentence.

    A quotation may have begun in a sentence before: a closing mark that was never opened makes all before it quoted.
    """
    found: list[Token] = []
    add = found.append
    new = tuple.__new__  # half the time of Token(...), of which there are a hundred thousand in a few hundred stories
    inside, marked = False, 0
    lowered = sentence.lower().replace("’", "'")
    if len(lowered) != len(sentence):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in sentence).replace("’", "'")
    for match in _TOKEN.finditer(sentence):
        mark = match[0]
        start, end = match.span()
        if mark not in _QUOTES:
            first = mark[0]
            word = first.isalnum()
            named = word and (first.isupper() or (first.isdigit() and not mark.isdigit() and _capital(mark)))
            add(new(Token, (mark, start, end, lowered[start:end], inside, word, named)))
            continue
        before = sentence[start - 1 : start]
        opens = mark in "“«" if mark in "“”«»" else not before or before.isspace() or before in "([—–-"
        if not opens and not inside:
            found[marked:] = [token._replace(quoted=True) for token in found[marked:]]
            marked = len(found)
        inside = opens
        add(Token("“" if opens else "”", start, end, mark, False, False, False))
    return found


def _capital(word: str) -> bool:
    return any(letter.isupper() for letter in word)


def left(words: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The phrase for somebody that ends before index `end`, as indices, end exclusive."""
    j = _before_time(words, end - 1)
    if j >= 0 and words[j].text == ",":
        return _with_apposition(words, j)
    if j >= 0 and words[j].text in _DASHES:
        return _with_dashes(words, j)
    return _phrase(words, _before_brackets(words, j))


def _before_brackets(words: Sequence[Token], j: int) -> int:
    """The index before what stands in brackets, if they close at `j`."""
    if j < 0 or words[j].text != ")":
        return j
    opening = next((k for k in range(j, max(-1, j - 10), -1) if words[k].text == "("), None)
    return j if opening is None else opening - 1


def _with_dashes(words: Sequence[Token], last: int) -> tuple[int, int] | None:
    """ "X — a fellow of Y — said": X."""
    inside = last - (words[last - 1].text in _DASHES)
    for k in range(inside - 1, max(0, inside - 40), -1):
        if words[k].text in _DASHES:
            return _phrase(words, k - 1 - (words[k - 1].text in _DASHES))
    return None


def _before_time(words: Sequence[Token], j: int) -> int:
    """The index before "on Friday", "this month", "in 2010", "in a statement", that stand between subject and verb."""
    last = j
    if j >= 0 and (words[j].lower in TIMES or words[j].text.isdigit() or words[j].lower in ("week", "month", "year")):
        while j >= 0 and (
            words[j].lower in TIMES
            or words[j].text.isdigit()
            or words[j].lower in ("week", "month", "year", "this", "last", "next", "the", "on", "in")
            or words[j].lower.startswith(_MONTHS)
        ):
            j -= 1
        return j if j >= 0 and words[j].is_word else last
    if (
        j >= 2
        and words[j].lower in ("statement", "post", "interview", "memo", "email", "letter")
        and words[j - 1].lower in ("a", "an", "the")
    ):
        return j - 3 if words[j - 2].lower == "in" and j >= 3 and words[j - 3].is_word else j
    return j


def _with_apposition(words: Sequence[Token], comma: int) -> tuple[int, int] | None:
    """ "X, a fellow of Y, said": from X to the comma."""
    for k in range(comma - 1, max(0, comma - 40), -1):
        token = words[k]
        if token.text in ";:" or token.text in OPENING or token.text in CLOSING:
            return None
        if token.text != "," or not _is_aside(words, k + 1, comma):
            continue
        phrase = _phrase(words, _before_brackets(words, k - 1))
        if phrase is None:
            return None
        # "X, of Springfield, Vt., said": what was found is itself part of an aside.
        if phrase[0] > 2 and words[phrase[0] - 1].lower in PREPOSITIONS and words[phrase[0] - 2].text == ",":
            before = _phrase(words, _before_brackets(words, phrase[0] - 3))
            if before and words[before[0]].lower not in TIMES:
                phrase = before
        return phrase[0], comma
    return None


def _is_aside(words: Sequence[Token], begin: int, end: int) -> bool:
    """Whether what stands between two commas tells of whom the words before it name."""
    after = words[begin]
    if after.is_name and end - begin < 6:
        return all(t.is_name or t.text == "." or t.lower in ("of", "the") for t in words[begin:end])
    return (
        after.lower in _APPOSITIVE
        or after.lower in TITLES
        or after.lower in PREPOSITIONS
        or after.text.isdigit()
        or after.lower.endswith(("'s", "ing"))
    )


def _phrase(words: Sequence[Token], last: int) -> tuple[int, int] | None:
    """The phrase whose last word has index `last`."""
    if last < 0 or not words[last].is_word:
        return None
    head = words[last]
    if head.lower in PRONOUNS and not _tells_of_whom(words, last):
        return last, last + 1
    if head.lower in DETERMINERS or head.lower in _BREAKS or head.lower in _VERBISH or head.lower in PREPOSITIONS:
        return None
    j = last
    while j > 0 and last - j < 14:
        before, here = words[j - 1], words[j]
        if before.lower in ("'s", "’s"):
            j -= 1
            continue
        if not before.is_word and before.text not in "&/%":
            break
        low = before.lower
        if low in _VERBISH or low in PRONOUNS or low == "not" or before.quoted != head.quoted:
            break
        if low == "and":
            if j >= 2 and here.is_name | (here.lower == "the") and words[j - 2].is_name:
                j -= 1
                continue
            break
        if low in _BREAKS and low not in ("that",):
            break
        if low == "that" and here.is_name:
            break
        if low in DETERMINERS:
            j -= 1
            if j >= 2 and words[j - 1].lower in PREPOSITIONS and words[j - 2].is_word and _carries(words, j - 2):
                j -= 1
                continue
            break
        if low in PREPOSITIONS:
            if low in _OF_SOMEBODY and j >= 2 and words[j - 2].is_word and _carries(words, j - 2):
                j -= 1
                continue
            break
        if here.is_name and not before.is_name and low not in TITLES and not before.text[0].isdigit():
            break
        j -= 1
    return (j, last + 1) if last >= j else None


def _tells_of_whom(words: Sequence[Token], at: int) -> bool:
    """Whether an "it" closes the words for somebody: "a person close to it"."""
    if words[at].lower != "it" or at < 2 or words[at - 1].lower not in _OF_SOMEBODY:
        return False
    return words[at - 2].is_word and _carries(words, at - 2)


def _carries(words: Sequence[Token], at: int) -> bool:
    """Whether what stands before a preposition can be the head of the phrase ("a spokesman for ...")."""
    word = words[at]
    return (
        word.lower not in _VERBISH
        and word.lower not in _BREAKS
        and word.lower not in PREPOSITIONS
        and (not word.lower.endswith(("ed", "ing")) or word.is_name)
    )


def right(words: Sequence[Token], begin: int) -> tuple[int, int] | None:
    """The phrase for somebody that begins at index `begin`."""
    if begin >= len(words) or not words[begin].is_word:
        return None
    first = words[begin]
    if first.lower in PRONOUNS:
        return begin, begin + 1
    if first.lower not in DETERMINERS and (
        first.lower in PREPOSITIONS or first.lower in _BREAKS or first.lower in _VERBISH or first.lower in TIMES
    ):
        return None
    j, named = begin, False
    while j < len(words) and j - begin < 12:
        token = words[j]
        if not token.is_word and token.text not in "&":
            break
        low = token.lower
        if j > begin and low in CREDITS:
            break
        if j > begin and (low in _VERBISH or (low in _BREAKS and not _joins(words, j))):
            break
        if (
            j > begin
            and low in PREPOSITIONS
            and (low not in ("of", "for", "at", "from", "with") or (named and low not in ("of", "at", "for")))
        ):
            break
        if j > begin and (low in PRONOUNS or (low in DETERMINERS and words[j - 1].lower not in PREPOSITIONS)):
            break
        if (
            j > begin + 1
            and token.is_name
            and first.lower in DETERMINERS
            and not words[j - 1].is_name
            and words[j - 1].lower not in (TITLES | PREPOSITIONS | DETERMINERS | {"and"})
        ):
            break
        if j == begin + 2 and token.is_name and first.lower in ("this", "that", "its", "their"):
            break
        named = named or token.is_name
        j += 1
    return (begin, j) if j > begin else None


def _joins(words: Sequence[Token], at: int) -> bool:
    """Whether an "and" joins two names."""
    return words[at].lower == "and" and at + 1 < len(words) and words[at + 1].is_name and words[at - 1].is_name


def opening(words: Sequence[Token]) -> tuple[int, int] | None:
    """The phrase with which a sentence begins, after a leading "In June," or the like: mostly who acts in it."""
    begin = 0
    if words and words[0].lower in PREPOSITIONS | {"after", "during", "as", "while", "when", "despite", "since"}:
        comma = next((k for k, token in enumerate(words[:25]) if token.text == ","), None)
        begin = comma + 1 if comma is not None else 1
    dash = next((k for k, token in enumerate(words[:8]) if token.text in "-–—"), None)
    if dash is not None and words[0].text.isupper():
        begin = dash + 1
    while begin < len(words) and (
        not words[begin].is_word or words[begin].lower in ("but", "and", "so", "yet", "still")
    ):
        begin += 1
    return right(words, begin)

"""How far a cue reaches: which of a sentence's words a hedge, a denial or a source stands for.

No parser: clauses are parted by marks and by the words that open them, which is enough to keep a "may" in what
follows ", which" from what goes before it.
"""

from __future__ import annotations

import re

from store.models import Span

#: Between a cue and what it might colour, these part the two.
_PARTS = re.compile(
    r"[;:—–]|,\s+(?:and|so|or|yet|then)\b|\b(?:but|which|who|whose|while|whereas|although|though|because|since|after|"
    r"before|until|unless|when)\b",
    re.I,
)
#: These part a source from what is said; what it says runs on over "and" and ", which".
_ENDS_WORD = re.compile(r";|\b(?:but|while|whereas|although|though)\b", re.I)
_ASIDE = re.compile(r"[,—–]\s*(?:which|who|whose|whom)\s[^,;—–]*", re.I)
_NOTHING_BETWEEN = re.compile(r"[\s,—–\-\"”’)]*")
_NOTHING_AFTER = re.compile(r"[\s.!\"”’)]*")


def asides(sentence: str) -> list[tuple[int, int]]:
    """The clauses that are set off by ", which" or ", who": more is said in them, the sentence's claim is not."""
    if ", wh" not in sentence and "—wh" not in sentence and "— wh" not in sentence and "– wh" not in sentence:
        return []
    return [found.span() for found in _ASIDE.finditer(sentence)]


def colours(sentence: str, start: int, end: int, within: Span | None) -> bool:
    """Whether the cue from `start` to `end` is said of the part `within`, or, without one, of the main clause."""
    if within is None:
        # ", which Vantor denies" denies what goes before: there the cue is all that the clause has to say.
        return not any(
            begin <= start < close and not _NOTHING_AFTER.fullmatch(sentence, end, close)
            for begin, close in asides(sentence)
        )
    if start < within.end and within.start < end:
        return True
    if end <= within.start:
        return _PARTS.search(sentence, end, within.start) is None
    if sentence[start] == "?":
        return _PARTS.search(sentence, within.end, start) is None
    return (
        _NOTHING_BETWEEN.fullmatch(sentence, within.end, start) is not None
        and _NOTHING_AFTER.fullmatch(sentence, end) is not None
    )


def gives(sentence: str, source: Span, cue: Span, within: Span | None) -> bool:
    """Whether the part `within`, or the whole, is given on the word of a source with its cue."""
    start, end = min(source.start, cue.start), max(source.end, cue.end)
    if within is None or (start < within.end and within.start < end):
        return True
    if end <= within.start:
        return _ENDS_WORD.search(sentence, end, within.start) is None
    return _PARTS.search(sentence, within.end, start) is None

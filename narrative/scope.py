"""How far a cue reaches: which of a sentence's words a hedge, a denial or a source stands for.

No parser: clauses are parted by marks and by the words that open them, which is enough to keep a "may" in what
follows ", which" from what goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from store.models import Span

#: Between a cue and what it might colour, these part the two.
_PARTS = re.compile(
    r"[;:—–]|,\s+(?:and|so|or|yet|then)\b|(?<!\bof\s)\bwhich\b|\b(?:but|who|whose|while|whereas|although|though|because|since|after|"
    r"before|until|unless|when)\b",
    re.I,
)
#: The same where the cue comes later and says more: a comma is enough, and a "that".
_PARTS_LATER = re.compile(rf"{_PARTS.pattern}|,|\bthat\b", re.I)
#: These part a source from what is said, outside quotations; what it says runs on over "and", ", which", "while".
_ENDS_WORD = re.compile(
    r";|,\s+but\b(?!\s+(?:will|would|has|have|had|is|was|are|were|can|could|may|might|should|did|does|not|also)\b)|"
    r",\s+(?:while|whereas|although|though)\b",
    re.I,
)
_ASIDE = re.compile(r"[,—–]\s*(?:which|who|whose|whom)\s[^,;—–]*", re.I)
_NOTHING_AFTER = re.compile(r"[\s.!\"”’)]*")
#: What may stand behind the words for a source that closes a sentence: when, where, to whom and how it was said.
_CLOSES = re.compile(
    r"(?:\s+(?:on|in|at|late|early|earlier|this|last|during|via|to|by|as|who|citing|yesterday|today|\w+day)\b"
    r"(?:(?!\bthat\b)[^,;:])*)?(?:,\s+(?:who|speaking|referring|citing|adding|also|as|in|on|at|during)\b.*)?"
    r"[\s.!\"”’)]*",
    re.I | re.S,
)
#: A quotation's end right before the words for its source, and what, behind these, is told beside it.
_CLOSED = re.compile(r"[,.!?]?[\"”]\s*$")
_BESIDE = re.compile(r",\s+(?:as|when|who|while|after|before|speaking|referring)\b", re.I)
#: What takes up all that goes before: ", which Vantor denies", ", a claim the ministry disputes".
_TAKES_UP = re.compile(r"[\s\"”’]*[,—–-]+\s*(?:which|something|an?\s+\w+|claims|allegations|reports)\b[^,;:—–]*", re.I)
#: Before a source these make what it says a circumstance of the sentence's claim: "after officials said ..., Vantor".
_CIRCUMSTANCE = re.compile(
    r"(?:^|[,;:—–\"“]\s*)(?:after|before|since|because|when|while|although|though|until|once)\s+(?:the\s+|an?\s+)?$",
    re.I,
)


_DENYING = re.compile(r"(?:den(?:y|ies|ied|ying)|reject|disput|dismiss|refut)", re.I)
_QUOTE = re.compile(r"[\"“”]")


class Voice(Protocol):
    """A source and the words that give it, as spans of a sentence."""

    @property
    def source(self) -> Span: ...

    @property
    def cue(self) -> Span: ...


V = TypeVar("V", bound=Voice)


def asides(sentence: str) -> list[tuple[int, int]]:
    """The clauses that are set off by ", which" or ", who": more is said in them, the sentence's claim is not."""
    if ", wh" not in sentence and "—wh" not in sentence and "— wh" not in sentence and "– wh" not in sentence:
        return []
    return [found.span() for found in _ASIDE.finditer(sentence)]


def colours(sentence: str, start: int, end: int, within: Span | None) -> bool:
    """Whether the cue from `start` to `end` is said of the part `within`, or, without one, of the main clause."""
    aside = _aside_of(sentence, start, within)
    # ", which Vantor denies" denies what goes before: there the cue is all that the clause has to say.
    if aside and not _NOTHING_AFTER.fullmatch(sentence, end, aside[1]):
        return False
    if within is None or (start < within.end and within.start < end):
        return True
    if end <= within.start:
        return _PARTS.search(sentence, end, within.start) is None
    if sentence[start] == "?":
        return _PARTS.search(sentence, within.end, start) is None
    if _NOTHING_AFTER.fullmatch(sentence, end) or aside:
        between = within.end, start
        return _PARTS.search(sentence, *between) is None or _TAKES_UP.fullmatch(sentence, *between) is not None
    return _PARTS_LATER.search(sentence, within.end, start) is None


def _aside_of(sentence: str, start: int, within: Span | None) -> tuple[int, int] | None:
    """The aside in which a cue stands, if the claim does not stand in it too."""
    for begin, close in asides(sentence):
        if begin <= start < close:
            shared = within is not None and (begin <= within.start < close or begin < within.end <= close)
            return None if shared else (begin, close)
    return None


def gives(sentence: str, source: Span, cue: Span, within: Span | None) -> bool:
    """Whether the part `within`, or the whole, is given on the word of a source with its cue."""
    start, end = min(source.start, cue.start), max(source.end, cue.end)
    if within is None or (start < within.end and within.start < end):
        return True
    plain, closed = _unquoted(sentence), _CLOSED.search(sentence, 0, start) is not None
    if end <= within.start:
        # Who says one thing and another says both; who denies one thing denies that.
        ends = _PARTS if _DENYING.match(sentence, cue.start) else _ENDS_WORD
        if ends.search(plain, end, within.start) or _aside_of(sentence, start, within):
            return False
        if closed and _BESIDE.match(sentence, end):
            return False
        return "," not in sentence[end : within.start] or not _CIRCUMSTANCE.search(sentence[:start])
    ending = closed or _CLOSES.fullmatch(sentence, end)
    return (_ENDS_WORD if ending else _PARTS).search(plain, within.end, start) is None


def _unquoted(sentence: str) -> str:
    """The sentence with what it quotes blanked out; a quotation may have begun before it."""
    if not _QUOTE.search(sentence):
        return sentence
    pieces: list[str] = []
    begin, inside = 0, False
    for mark in _QUOTE.finditer(sentence):
        before = sentence[mark.start() - 1 : mark.start()]
        opens = mark[0] == "“" or (mark[0] == '"' and (not before or before in " \t\n([—–"))
        piece = sentence[begin : mark.start()]
        if not opens and not inside:
            pieces = [" " * len(piece) for piece in pieces]
        pieces.append(" " * len(piece) if inside or not opens else piece)
        pieces.append(" ")
        begin, inside = mark.end(), opens
    rest = sentence[begin:]
    return "".join([*pieces, " " * len(rest) if inside else rest])


def speaker(sentence: str, main: V | None, voices: Sequence[V], within: Span) -> V | None:
    """Of a sentence's sources the one that gives the part `within`: the main one, if no other stands between them."""
    every = voices or ((main,) if main else ())
    giving = [voice for voice in every if gives(sentence, voice.source, voice.cue, within)]
    if main is not None and gives(sentence, main.source, main.cue, within):
        nearer = [voice for voice in giving if main.cue.end <= voice.source.start and voice.cue.end <= within.start]
        return nearer[-1] if nearer else main
    before = [voice for voice in giving if voice.cue.end <= within.start]
    if before:
        return before[-1]
    return giving[0] if giving else None

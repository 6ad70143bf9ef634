"""Reading a model's answer. It is text from outside, and nobody's word: it is parsed strictly, cleaned, bounded, and
believed only as far as its quotes stand in the sentences that were given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fetchers.clean import one_line
from reportedly.enrichment.questions import LABEL_LIMIT, QUOTE_LEAST, QUOTES_MOST, SENTENCE_LIMIT, Question
from store.annotations import Kind, Quote
from store.models import Mention

#: Characters; what is asked for fits many times over. A model that goes on is cut off.
ANSWER_LIMIT = 8_000
LABEL_LEAST = 8

_FENCE = re.compile(r"```(?:json)?\s*\n(.*)\n\s*```", re.DOTALL)
_MARKUP = re.compile(r"[<>\[\]{}\\`*|~^_]|^\s*#|&#?\w+;")
_ADDRESS = re.compile(r"\w:/|www\.|\S@\S", re.IGNORECASE)
#: A name that a browser would open, as far as letters tell; allowed where the sentences have it.
_DOMAIN = re.compile(r"\b[\w-]{2,}(?:\.[\w-]+)*\.[^\W\d_]{2,}\b")
#: One sort for all of them: models often turn one kind into another when they quote inside quotation marks.
_MARKS = "\"'“”„‟«»‘’‚‛‹›"


class Refused(Exception):
    """An answer that does not stand the checks; the text says which."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said and can show. `said` is `{"label": ...}` or `{"same": ...}`."""

    said: dict[str, Any]
    quotes: tuple[Quote, ...]


def read(question: Question, raw: str) -> Answer:
    """The answer in what a model wrote. Raises `Refused`."""
    given = parse(raw, question.schema["required"])
    if question.kind is Kind.LABEL:
        (mentions,) = question.evidence
        text = _label(given["label"], mentions)
        return Answer({"label": text}, tuple(_quotes(given["quotes"], mentions)))
    if not isinstance(given["same"], bool):
        raise Refused("'same' is neither true nor false")
    first, second = question.evidence
    quotes = [*_quotes(given["quotes_a"], first), *_quotes(given["quotes_b"], second)]
    return Answer({"same": given["same"]}, tuple(quotes))


def parse(raw: str, names: Sequence[str]) -> dict[str, Any]:
    """The JSON object that `raw` is, with these names and no others; one fence around all of it is let pass."""
    if len(raw) > ANSWER_LIMIT:
        raise Refused(f"longer than {ANSWER_LIMIT:,} characters")
    text = raw.strip()
    fenced = _FENCE.fullmatch(text)
    try:
        found = json.loads(fenced[1] if fenced else text)
    except (ValueError, RecursionError):
        raise Refused("not JSON") from None
    if not isinstance(found, dict) or sorted(found) != sorted(names):
        raise Refused("not the names asked for")
    return found


def _label(value: object, mentions: Iterable[Mention]) -> str:
    if not isinstance(value, str):
        raise Refused("the label is no text")
    text = one_line(value)
    if len(text) > LABEL_LIMIT:
        raise Refused(f"the label is longer than {LABEL_LIMIT} characters")
    if len(text) < LABEL_LEAST:
        raise Refused(f"the label is shorter than {LABEL_LEAST} characters")
    if _MARKUP.search(text):
        raise Refused("the label holds markup")
    evidence = " ".join(mention.sentence[:SENTENCE_LIMIT] for mention in mentions)
    if _ADDRESS.search(text) or any(name not in evidence for name in _DOMAIN.findall(text)):
        raise Refused("the label holds an address")
    if not set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", evidence)):
        raise Refused("the label holds a figure that no sentence has")
    return text


def _quotes(value: object, mentions: Sequence[Mention]) -> list[Quote]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refused("the quotes are no list of texts")
    if not 1 <= len(value) <= QUOTES_MOST:
        raise Refused(f"{len(value)} quotes, not one to {QUOTES_MOST}")
    return [_found(one, mentions) for one in value]


def _found(words: str, mentions: Sequence[Mention]) -> Quote:
    """Where a quote stands in the evidence, in the evidence's own characters."""
    text = one_line(words)
    if len(text) < QUOTE_LEAST:
        raise Refused(f"a quote is shorter than {QUOTE_LEAST} characters")
    pattern = _pattern(text)
    for mention in mentions:
        hit = pattern.search(mention.sentence, 0, SENTENCE_LIMIT)
        if hit:
            start, end = mention.start + hit.start(), mention.start + hit.end()
            return Quote(mention.story_id, mention.revision_id, start, end, mention.headline, hit[0])
    raise Refused("a quote does not stand in the sentences")


def _pattern(text: str) -> re.Pattern[str]:
    """`text` letter for letter, but for the sort of white space and of quotation marks."""
    parts = []
    for letter in text:
        if letter == " ":
            parts.append(r"\s+")
        elif letter in _MARKS:
            parts.append(f"[{_MARKS}]")
        else:
            parts.append(re.escape(letter))
    return re.compile("".join(parts))

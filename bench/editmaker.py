"""Edits made of real articles by rule, each labelled with its kind. They know nothing of how edits are told apart.

The same articles give the same edits: every choice hangs on the article's address and the kind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from store.models import Story

#: Sentences in a paragraph, where an article came without any.
PARAGRAPH = 3
_END = re.compile(r"(?<=[a-z\d][.!?])\s+(?=[A-Z\"“])")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NUMBER = re.compile(
    r"(?<![\w.,:$/-])(\$?)(\d{1,3}(?:,\d{3})+|\d{1,3})"
    rf"(?![\w/:-]|[.,]\d|\s+{_MONTH}|st\b|nd\b|rd\b|th\b)"
)
_DATED = re.compile(rf"{_MONTH}\s+$")
_HEDGES = [
    (re.compile(r"\b(?:reportedly|allegedly|apparently|possibly|perhaps|purportedly|supposedly|presumably) "), ""),
    (re.compile(r"\b(?:may|might|could) have been\b"), "was"),
    (re.compile(r"\b(?:may|might|could) have (?=\w+(?:ed|en|un|t)\b)"), ""),
    (re.compile(r"\b(?:may|might) be\b"), "is"),
    (re.compile(r"\b(?:may|might) (?=[a-z]{3,}\b)(?!not\b|have\b|well\b)"), "will "),
]
_CERTAIN = [
    (re.compile(r"\bwas (?=[a-z]+ed\b)"), "was allegedly "),
    (re.compile(r"\bwere (?=[a-z]+ed\b)"), "were reportedly "),
    (re.compile(r"\bhas been (?=[a-z]+ed\b)"), "may have been "),
    (re.compile(r"\bhave been (?=[a-z]+ed\b)"), "have possibly been "),
    (re.compile(r"\bwill (?=[a-z]{3,}\b)(?!not\b)"), "might "),
    (re.compile(r"\bis (?=[a-z]+ing\b)"), "is apparently "),
    (re.compile(r"\bhad (?=[a-z]+ed\b)"), "had reportedly "),
]
_HELD_BACK = re.compile(
    r"\b(?:may|might|could|reportedly|allegedly|possibly|perhaps|apparently|likely|seem\w*|appear\w*|said to|believed|"
    r"if)\b"
)
_PERSON = (
    r"(?:(?:President|Minister|Secretary|Senator|Professor|Dr\.|Mr\.|Mrs\.|Ms\.) )?[A-Z][a-z]+(?:[- ][A-Z][\w'-]+){1,2}"
)
_SAID = r"(?:said|told|added|wrote|warned|argued|explained)"
_SOURCES = [
    (
        re.compile(rf"(?<=[.”\"] ){_PERSON}(?=,? {_SAID} )|^{_PERSON}(?= {_SAID} )"),
        ("An official", "A person briefed on it", "One source"),
    ),
    (re.compile(rf"(?<=said ){_PERSON}(?=[,.])"), ("a government official", "one person", "a source")),
    (
        re.compile(rf"(?<=, ){_PERSON}(?= {_SAID}[ .,])"),
        ("an official", "a source familiar with the matter", "one diplomat"),
    ),
    (re.compile(rf"(?<=ccording to ){_PERSON}(?=[,.])"), ("officials", "a person close to the talks", "sources")),
]
_DENIALS = (
    "The ministry denied the account.",
    "A spokesman denied that this had happened.",
    "The company called the report false.",
    "The president's office rejected the accusation.",
    "Officials in the capital have denied any role in it.",
    "Its lawyers dismissed the claim as untrue.",
    "The party denies having given such an order.",
    "That was denied by the foreign minister on Friday.",
    "The authorities said the allegation was baseless.",
    "The organisation flatly denied it had paid anybody.",
)
_FURNITURE = (
    "Sign up for our daily newsletter.",
    "READ MORE: What we know so far",
    "Follow us on Twitter and Facebook.",
    "Subscribe to our channel for the latest news.",
    "© 2026 The Example Company. All rights reserved.",
    "Reporting by Jane Roe in Havana; Editing by John Doe",
    "By Jane Roe and John Doe",
    "Published 12 July 2021, 14:05 GMT",
    "Last updated: July 13, 2021 at 9:30 a.m.",
    "This article was updated at 17:20 on Tuesday.",
    "Advertisement",
    "Photo: Getty Images",
    "Related: Five things to watch this week",
    "Listen to this article (4 minutes)",
    "Share this story on social media",
    "Jane Roe contributed to this report.",
    "For more news, download our app.",
    "5 min read",
)


@dataclass(frozen=True, slots=True)
class Made:
    """An edit of its kind: headline and text before and after."""

    kind: str
    title: tuple[str, str]
    text: tuple[str, str]


def made(articles: Sequence[Story]) -> Iterator[Made]:
    """One edit of each kind an article, where the article allows for it."""
    for number, article in enumerate(articles):
        text = in_paragraphs(article.text)
        for kind, make in KINDS.items():
            chance = random.Random(f"{article.url} {kind}")
            if kind == "headline swapped":
                other = articles[(number + 1 + chance.randrange(len(articles) - 1)) % len(articles)].title
                if other != article.title:
                    yield Made(kind, (article.title, other), (text, text))
                continue
            after = make(text, chance)
            if after is not None and after != text:
                yield Made(kind, (article.title, article.title), (text, after))


def in_paragraphs(text: str) -> str:
    """The text with a line for every few sentences, unless it has lines already."""
    if "\n" in text.strip():
        return text
    parts = _END.split(text)
    return "\n".join(" ".join(parts[n : n + PARAGRAPH]) for n in range(0, len(parts), PARAGRAPH))


def _number(text: str, chance: random.Random) -> str | None:
    found = [match for match in _NUMBER.finditer(text) if not _DATED.search(text, 0, match.start())]
    if not found:
        return None
    match = chance.choice(found)
    value = int(match[2].replace(",", ""))
    other = max(1, chance.choice([value * 2, value + 7, value * 10, value // 2 + 1]))
    if other == value:
        other += 3
    written = f"{other:,}" if "," in match[2] else str(other)
    return text[: match.start(2)] + written + text[match.end(2) :]


def _replaced(rules: Sequence[tuple[re.Pattern[str], str]], text: str, chance: random.Random, free: bool) -> str | None:
    """The text with one rule applied to one sentence; `free`: to one that is not held back already."""
    places = []
    for pattern, other in rules:
        for match in pattern.finditer(text):
            begin = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            ends = [end for end in (text.find(". ", match.end()), text.find("\n", match.end())) if end >= 0]
            if not free or not _HELD_BACK.search(text[begin : min(ends, default=len(text))]):
                places.append((match, other))
    if not places:
        return None
    match, other = chance.choice(places)
    return text[: match.start()] + other + text[match.end() :]


def _hedge_removed(text: str, chance: random.Random) -> str | None:
    return _replaced(_HEDGES, text, chance, free=False)


def _hedge_added(text: str, chance: random.Random) -> str | None:
    return _replaced(_CERTAIN, text, chance, free=True)


def _anonymised(text: str, chance: random.Random) -> str | None:
    places = [(match, others) for pattern, others in _SOURCES for match in pattern.finditer(text)]
    if not places:
        return None
    match, others = chance.choice(places)
    return text[: match.start()] + chance.choice(others) + text[match.end() :]


def _denial(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    lines[place] += " " + chance.choice(_DENIALS)
    return "\n".join(lines)


def _cut(text: str, chance: random.Random) -> str | None:
    lines = text.split("\n")
    if len(lines) < 3:
        return None
    del lines[chance.randrange(1, len(lines))]
    return "\n".join(lines)


def _typo(text: str, chance: random.Random) -> str | None:
    """One or two words with letters swapped, left out, doubled or hit beside; in turn the slip comes or goes."""
    came = text
    for _ in range(chance.choice((1, 1, 2))):
        found = [match for match in re.finditer(r"\b[a-z]{5,}\b", came) if match[0] != match[0][::-1]]
        if not found:
            return None
        match = chance.choice(found)
        word, at = match[0], chance.randrange(1, len(match[0]) - 2)
        slip = chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice("etaoinsrhl") + word[at + 1 :],
            )
        )
        came = came[: match.start()] + slip + came[match.end() :]
    return came


def _boilerplate(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 2))):
        lines.insert(chance.choice((0, len(lines), chance.randrange(len(lines) + 1))), chance.choice(_FURNITURE))
    return "\n".join(lines)


KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "number change": _number,
    "hedge removed": _hedge_removed,
    "hedge added": _hedge_added,
    "source anonymised": _anonymised,
    "denial inserted": _denial,
    "paragraph cut": _cut,
    "headline swapped": lambda text, chance: text,
    "typo only": _typo,
    "boilerplate only": _boilerplate,
}

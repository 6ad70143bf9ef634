"""Whether an entry belongs to the topic, by terms a person can read and change.

A restriction counts only near its subject: its words must stand in a text that keeps speaking of AI models, or in a
sentence that does or follows one that does. Each group of words counts once, headlines half as much again. What
the topic is not counts against it: fully in the headline and the lead, where a text says what it is about, and little
further down. The score is the sum of what `matched` lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from narrative.sentences import split
from narrative.topic import Group, Topic
from store.models import Match, Relevance

#: The rows of `Topic.beginnings`.
SUBJECT, AUTHORITIES, GROUPS = range(3)
#: A group found in the headline weighs so much more than in the text.
HEADLINE = 1.5
#: Sentences that say what a text is about, and what counts of a word against it that stands further down.
LEAD, ASIDE = 2, 0.3
#: Where headline or lead tell of a restriction of an AI model in one breath, only what weighs this much against it
#: counts fully: an election or a sum of money may be the occasion, an outage not. Of groups of this weight one will do.
HARD, PLAIN = -3.5, 1.5
#: Evidence far down a long text says little of what it is about: sentences looked at.
SENTENCES = 60
#: An agency, government or official beside the restriction says that it is one of access, not of use.
AUTHORITY = 1.0
#: A text shorter than this, in characters, is a summary that leaves much unsaid.
BRIEF = 400
#: From this score down even a summary says that it is about something else.
WORST = -4.5
#: How a text that has named an AI model goes on to speak of it.
AGAIN = re.compile(
    r"\b(?:the|this|that|its|their|both|these)\s(?:\w+\s)?(?:models?|chatbots?|(?:chat)?bots?|assistants?)\b", re.I
)
#: What one role of groups can add at the most, so that a long text does not win by length.
MOST = 6.0


@dataclass(frozen=True, slots=True)
class _Part:
    """The headline or a sentence, what it weighs, and what may stand in it, as `Topic.beginnings` numbers it."""

    text: str
    weight: float
    may: Set[int]

    def find(self, row: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text) if row in self.may else None


def judge(topic: Topic, title: str, text: str) -> Relevance:
    """The relevance of an entry of which `title` and `text` (a summary or the whole article) are known."""
    within, may, every = topic.beginnings.within, topic.beginnings.may, f"{title}\n{text}"
    hinting = len(text) < BRIEF and may(AUTHORITIES, every)
    if not hinting and not topic.beginnings.find(SUBJECT, topic.subject_pattern, every):
        return Relevance(0.0, False, False)  # as below, before anything is split: most entries are of something else
    parts = [_Part(title, HEADLINE, within(title))] if title.strip() else []
    parts += [_Part(said := span.of(text), 1.0, within(said)) for span in split(text)[:SENTENCES]]
    # What stands across two parts begins in one of them.
    whole = _Part("\n".join(part.text for part in parts), 1.0, set().union(*(part.may for part in parts)))
    subject = whole.find(SUBJECT, topic.subject_pattern)
    authority = whole.find(AUTHORITIES, topic.authority_pattern)
    if subject is None:
        # "How a letter from the Commerce secretary cut them off" says enough to look at the page.
        hinted = authority and len(text) < BRIEF and any(whole.find(row, found) for row, _, found in _evidence(topic))
        return Relevance(0.0, False, bool(hinted))
    matched = [Match(subject[0], "subject", 1.0)]
    near = _near_subject(topic, parts)
    for_it = [match for row in _evidence(topic) if (match := _best(row, near, whole)) is not None]
    matched += _capped(for_it)
    if authority:
        matched.append(Match(authority[0], "authority", AUTHORITY))
    matched += _against(topic, title, parts, whole)
    score = round(sum(match.weight for match in matched), 2)
    return Relevance(
        score=score,
        relevant=bool(for_it) and score >= topic.relevant,
        # With little to go by, a text on AI models is worth a look at its page.
        possible=(bool(for_it) and score >= topic.possible) or (len(text) < BRIEF and score > WORST),
        matched=tuple(matched),
    )


def unsaid(topic: Topic, title: str, text: str, found: Relevance) -> bool:
    """Whether what is known of an entry is too short to tell, and speaks neither for the topic nor clearly against."""
    if len(text) >= BRIEF or found.score or found.relevant or found.possible:
        return False
    against = 0.0
    for outside, pattern in topic.outside_patterns:
        if pattern.search(title):
            against += HEADLINE * outside.weight
        elif pattern.search(text):
            against += outside.weight
    return against > WORST


def _evidence(topic: Topic) -> Iterator[tuple[int, Group, re.Pattern[str]]]:
    """The groups that speak for the topic, each with its number among the topic's beginnings."""
    for row, (group, pattern) in enumerate(topic.evidence_patterns, GROUPS):
        yield row, group, pattern


def _against(topic: Topic, title: str, parts: list[_Part], whole: _Part) -> list[Match]:
    """What speaks against the topic, each kind once, where it weighs most."""
    leads = LEAD + bool(title.strip())
    weighed = [part if number < leads else replace(part, weight=ASIDE) for number, part in enumerate(parts)]
    plain: bool | None = None
    found = []
    for row, (outside, pattern) in enumerate(topic.outside_patterns, GROUPS + len(topic.evidence_patterns)):
        if row in whole.may:
            hit, weight = _first(row, pattern, weighed)
            if hit:
                if outside.weight > HARD and weight > ASIDE:
                    plain = _is_plain(topic, parts[:leads]) if plain is None else plain
                    weight = ASIDE if plain else weight
                found.append(Match(hit[0], outside.id, round(outside.weight * weight, 2)))
    return found


def _is_plain(topic: Topic, leads: list[_Part]) -> bool:
    """Whether the headline or a sentence of the lead has a restriction beside the name of an AI model or lab."""
    strong = [(row, found) for row, group, found in _evidence(topic) if group.weight >= PLAIN]
    return any(
        topic.named_pattern.search(part.text) and any(part.find(row, found) for row, found in strong) for part in leads
    )


def _near_subject(topic: Topic, parts: list[_Part]) -> list[_Part]:
    """The parts in which a restriction would be one of AI models.

    All of them in a text that keeps coming back to AI models; else those that name them and the next ones, and the
    headline over a lead that does.
    """
    named = [bool(part.find(SUBJECT, topic.subject_pattern) or AGAIN.search(part.text)) for part in parts]
    if sum(named) >= max(2, len(parts) / 8):
        return parts
    led = len(parts) > 1 and parts[0].weight == HEADLINE and named[1]  # a headline is about what the lead is about
    return [p for number, p in enumerate(parts) if named[number] or (named[number - 1] if number else led)]


def _first(row: int, pattern: re.Pattern[str], parts: list[_Part]) -> tuple[re.Match[str] | None, float]:
    for part in parts:
        found = part.find(row, pattern)
        if found:
            return found, part.weight
    return None, 0.0


def _best(row: tuple[int, Group, re.Pattern[str]], parts: list[_Part], whole: _Part) -> Match | None:
    """A group's evidence near the subject; most groups stand nowhere in the `whole`."""
    number, group, pattern = row
    if number not in whole.may:
        return None
    found, weight = _first(number, pattern, parts)
    return Match(found[0], group.id, group.weight * weight) if found else None


def _capped(matches: list[Match]) -> list[Match]:
    """The strongest matches, until they add up to MOST."""
    kept, total = [], 0.0
    for match in sorted(matches, key=lambda m: (-m.weight, m.group)):
        weight = round(min(match.weight, MOST - total), 2)
        if weight <= 0:
            break
        kept.append(Match(match.term, match.group, weight))
        total += weight
    return kept

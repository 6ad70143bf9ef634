"""Whether an entry belongs to the topic, by terms a person can read and change.

A restriction counts only near its subject: its words must stand in a text that keeps speaking of AI models, or in a
sentence that does or follows one that does. Each group of words counts once, headlines half as much again. What
the topic is not counts against it: fully in the headline and the lead, where a text says what it is about, and little
further down. The score is the sum of what `matched` lists.
"""

from __future__ import annotations

import re

from narrative.sentences import split
from narrative.topic import Group, Topic
from store.models import Match, Relevance

#: A group found in the headline weighs so much more than in the text.
HEADLINE = 1.5
#: Sentences that say what a text is about, and what counts of a word against it that stands further down.
LEAD, ASIDE = 2, 0.3
#: Evidence far down a long text says little of what it is about: sentences looked at.
SENTENCES = 60
#: An agency, government or official beside the restriction says that it is one of access, not of use.
AUTHORITY = 1.0
#: A text shorter than this, in characters, is a summary that leaves much unsaid.
BRIEF = 400
#: From this score down even a summary says that it is about something else.
WORST = -4.5
#: What one role of groups can add at the most, so that a long text does not win by length.
MOST = 6.0


def judge(topic: Topic, title: str, text: str) -> Relevance:
    """The relevance of an entry of which `title` and `text` (a summary or the whole article) are known."""
    if len(text) >= BRIEF and not topic.subject_pattern.search(f"{title}\n{text}"):
        return Relevance(0.0, False, False)  # as below, before anything is split: most entries are of something else
    parts = [(title, HEADLINE)] if title.strip() else []
    parts += [(span.of(text), 1.0) for span in split(text)[:SENTENCES]]
    whole = "\n".join(part for part, _ in parts)
    subject = topic.subject_pattern.search(whole)
    authority = topic.authority_pattern.search(whole)
    if subject is None:
        # "How a letter from the Commerce secretary cut them off" says enough to look at the page.
        hinted = authority and any(pattern.search(whole) for _, pattern in topic.evidence_patterns)
        return Relevance(0.0, False, len(text) < BRIEF and bool(hinted))
    matched = [Match(subject[0], "subject", 1.0)]
    near = _near_subject(topic, parts)
    for_it = [match for group in topic.evidence_patterns if (match := _best(group, near, whole)) is not None]
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


def _against(topic: Topic, title: str, parts: list[tuple[str, float]], whole: str) -> list[Match]:
    """What speaks against the topic, each kind once, where it weighs most."""
    leads = LEAD + bool(title.strip())
    weighed = [(part, weight if number < leads else ASIDE) for number, (part, weight) in enumerate(parts)]
    found = []
    for outside, pattern in topic.outside_patterns:
        if pattern.search(whole):
            hit, weight = _first(pattern, weighed)
            if hit:
                found.append(Match(hit[0], outside.id, round(outside.weight * weight, 2)))
    return found


def _near_subject(topic: Topic, parts: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The parts in which a restriction would be one of AI models.

    All of them in a text that keeps coming back to AI models; else those that name them and the next ones.
    """
    named = [bool(topic.subject_pattern.search(part)) for part, _ in parts]
    if sum(named) >= max(2, len(parts) / 8):
        return parts
    return [part for number, part in enumerate(parts) if named[number] or (number > 0 and named[number - 1])]


def _first(pattern: re.Pattern[str], parts: list[tuple[str, float]]) -> tuple[re.Match[str] | None, float]:
    for part, weight in parts:
        found = pattern.search(part)
        if found:
            return found, weight
    return None, 0.0


def _best(row: tuple[Group, re.Pattern[str]], parts: list[tuple[str, float]], whole: str) -> Match | None:
    """A group's evidence near the subject; `whole` is looked through first, as most groups stand nowhere."""
    group, pattern = row
    if not pattern.search(whole):
        return None
    found, weight = _first(pattern, parts)
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

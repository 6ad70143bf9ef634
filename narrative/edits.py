"""What an outlet changed when it changed a story after publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from narrative.alignment import ALIKE, Alignment, Sentence, align
from narrative.asides import is_correction, notes
from narrative.attribution import attribute
from narrative.editkinds import EditKind, Finding
from narrative.samewords import alike, plain, words
from narrative.sentences import split
from narrative.stance import read_stance
from narrative.steps import denials, figures_moved, negations, step
from narrative.terms import STOP
from narrative.timeline import SURENESS
from store.models import Claim, Revision

__all__ = ["Edit", "EditKind", "Finding", "findings", "meaning_of_edit", "retitle_changes_meaning"]

_QUOTATION = re.compile(r"(?<!\w)[\"'“‘«](?=\w)((?:[^\"'“”‘’«»]|(?<=\w)['’](?=\w))+)[\"'”’»](?!\w)")
_STRAIGHT = str.maketrans("‘’", "''")
#: A sentence makes a claim where it shares so much of its words that tell with one of the claim's.
SAME_CLAIM = 0.6
#: Characters of a sentence that an account in words gives.
_QUOTED = 160
#: What is no amount of a figure: its qualifier.
_QUALIFIER = re.compile(r"^[^\d$€£]+")
_HEADLINE = (EditKind.SOFTENED, EditKind.HARDENED, EditKind.REVERSED, EditKind.SOURCE, EditKind.HEADLINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit and its account in words. `noted`: the new text says that it was corrected or updated.

    `findings`: all that was found, what matters most first; none where the edit is cosmetic.
    """

    kind: EditKind
    description: str
    noted: bool
    findings: tuple[Finding, ...] = ()

    @property
    def changes_meaning(self) -> bool:
        """Whether a reader of the old version and one of the new were told different things."""
        return self.kind is not EditKind.COSMETIC


def retitle_changes_meaning(old: str, new: str) -> bool:
    """Whether two headlines of one story say different things.

    Case, points, hyphens, articles, spelling, labels ("Live:") and the form of a figure do not count; every other word
    does, and so do the marks of a question or a quotation, by which the same words are said less surely.
    """
    if old == new:
        return False
    return plain(old).isdisjoint(plain(new)) or _quoted(old) != _quoted(new) or _sureness(old) != _sureness(new)


def meaning_of_edit(old: Revision, new: Revision, claims: Sequence[Claim] = ()) -> Edit:
    """What the step from one revision to the next means. `claims`: those known, so that one that is gone is seen."""
    noted = notes(new.text) > notes(old.text)
    found = findings(old, new, claims)
    if not found:
        return Edit(EditKind.COSMETIC, "cosmetic change", noted)
    first = found[0]
    return Edit(first.kind, _described(first, found), noted, found)


def findings(old: Revision, new: Revision, claims: Sequence[Claim] = ()) -> tuple[Finding, ...]:
    """All that the new version says otherwise, what matters most first; equals in the order of the text."""
    found = [*_of_headlines(old.title, new.title), *_of_texts(old.text, new.text, claims)]
    found = found or [Finding(EditKind.TEXT, "", note) for note in _corrections(old.text, new.text)]
    return tuple(sorted(found, key=lambda finding: finding.rank))


def _of_headlines(old: str, new: str) -> Iterator[Finding]:
    if not retitle_changes_meaning(old, new):
        return
    was, now = _sureness(old), _sureness(new)
    moved = figures_moved(old, new) if alike(words(old), words(new)) >= ALIKE else []
    kinds = []
    if was != now:
        kinds.append(EditKind.SOFTENED if now < was else EditKind.HARDENED)
    elif negations(old) != negations(new):
        kinds.append(EditKind.REVERSED)
    elif not moved and _source(old) != _source(new):
        kinds.append(EditKind.SOURCE)
    if moved:
        what = ("; ".join(gone for gone, _ in moved), "; ".join(come for _, come in moved))
        yield Finding(EditKind.FIGURE, old, new, headline=True, what=what)
    for kind in kinds or ([] if moved else [EditKind.HEADLINE]):
        yield Finding(kind, old, new, headline=True)


def _of_texts(old: str, new: str, claims: Sequence[Claim]) -> Iterator[Finding]:
    if words(old) == words(new):
        return
    found = align(old, new)
    known = Counter(words(old)) + Counter(words(new))
    for before, after in found.pairs:
        yield from step(before, after, known)
    for stretch in found.gone:
        yield from _gone(stretch, found, claims, new)
    for one in found.come:
        yield Finding(EditKind.DENIAL_ADDED if denials(one.text) else EditKind.TEXT, "", one.text)


def _gone(stretch: Sequence[Sentence], found: Alignment, claims: Sequence[Claim], new: str) -> Iterator[Finding]:
    """A stretch that is gone: the claims in it, and a cut where it is a paragraph, or as long as one."""
    by_paragraph = Counter(one.paragraph for one in stretch)
    paragraph = any(count == found.whole[number] for number, count in by_paragraph.items())
    cut = len(stretch) > 1 or (paragraph and len(found.whole) > 1)
    removed = [one for one in stretch if _claim_is_gone(one, new, claims)]
    yield from (Finding(EditKind.CLAIM_REMOVED, one.text, "") for one in removed)
    if cut:
        yield Finding(EditKind.CUT, " ".join(one.text for one in stretch), "")
    elif not removed:
        yield Finding(EditKind.DENIAL_REMOVED if denials(stretch[0].text) else EditKind.TEXT, stretch[0].text, "")


def _claim_is_gone(sentence: Sentence, new: str, claims: Sequence[Claim]) -> bool:
    """Whether a sentence that is gone made a claim that no sentence of the new version makes."""
    made = [claim for claim in claims if _makes(sentence.text, claim)]
    return any(not any(_makes(span.of(new), claim) for span in split(new)) for claim in made)


def _makes(sentence: str, claim: Claim) -> bool:
    one = _telling(sentence)
    return any(
        2 * len(one & other) >= SAME_CLAIM * (len(one) + len(other)) > 0
        for other in (_telling(mention.sentence) for mention in claim.mentions)
    )


@lru_cache(1 << 15)
def _telling(sentence: str) -> frozenset[str]:
    return frozenset(words(sentence)) - STOP


def _corrections(old: str, new: str) -> list[str]:
    """The notes of correction that the new version has beyond the old one's."""
    known = [span.of(old) for span in split(old)]
    return [note for span in split(new) if is_correction(note := span.of(new)) and note not in known]


def _described(first: Finding, found: Sequence[Finding]) -> str:
    if first.kind is EditKind.FIGURE:
        steps = [one.what for one in found if one.kind is EditKind.FIGURE]
        pairs = [pair for gone, come in steps for pair in zip(gone.split("; "), come.split("; "), strict=True)]
        # "Some 1,000" in the text is the 1,000 of the headline.
        told = {tuple(_QUALIFIER.sub("", figure) or figure for figure in pair): pair for pair in reversed(pairs)}
        return f"figure changed: {', '.join(f'{gone} became {come}' for gone, come in reversed(told.values()))}"
    if first.kind is EditKind.TEXT:
        return "text changed"
    if first.kind in _HEADLINE:
        return f"{first.kind}: “{first.before}” became “{first.after}”"
    if first.before and first.after:
        return f"{first.kind}: “{_short(first.before)}” became “{_short(first.after)}”"
    return f"{first.kind}: “{_short(first.before or first.after)}”"


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _sureness(title: str) -> float:
    return SURENESS[read_stance(title, attribute(title), headline=True).stance]


def _source(title: str) -> str | None:
    """On whose word a headline is."""
    found = attribute(title)
    return found.name.casefold() if found else None


def _quoted(title: str) -> set[str]:
    """The words that a headline has in quotation marks, and so on somebody's word; names and titles of works apart."""
    found = (match[1].translate(_STRAIGHT) for match in _QUOTATION.finditer(title))
    return {" ".join(words(quoted)) for quoted in found if any(word.islower() for word in quoted.split())}

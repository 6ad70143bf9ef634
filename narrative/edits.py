"""What an outlet changed when it changed a story after publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from narrative.attribution import attribute
from narrative.figures import figures
from narrative.sentences import split
from narrative.stance import read_stance
from narrative.timeline import SURENESS
from store.models import Revision

_NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed)|clarif(?:ication|ied)|editor['’]s note|an earlier version|was updated|updated to)\b", re.I
)


class EditKind(StrEnum):
    """What an edit means, from most to least."""

    SOFTENED = "headline softened"
    HARDENED = "headline hardened"
    FIGURE = "figure changed"
    HEADLINE = "headline changed"
    TEXT = "text changed"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit and its account in words. `noted`: the new text says that it was corrected."""

    kind: EditKind
    description: str
    noted: bool


def meaning_of_edit(old: Revision, new: Revision) -> Edit:
    """What the step from one revision to the next means."""
    noted = len(_NOTICE.findall(new.text)) > len(_NOTICE.findall(old.text))
    was, now = _sureness(old.title), _sureness(new.title)
    retitled = _words(old.title) != _words(new.title)
    moved = _figures_moved(old, new)
    if retitled and was != now:
        kind = EditKind.SOFTENED if now < was else EditKind.HARDENED
        return Edit(kind, f"{kind}: “{old.title}” became “{new.title}”", noted)
    if moved:
        return Edit(EditKind.FIGURE, f"figure changed: {moved}", noted)
    if retitled:
        return Edit(EditKind.HEADLINE, f"headline changed: “{old.title}” became “{new.title}”", noted)
    if _words(old.text) != _words(new.text):
        return Edit(EditKind.TEXT, "text changed", noted)
    return Edit(EditKind.COSMETIC, "cosmetic change", noted)


def _sureness(title: str) -> float:
    return SURENESS[read_stance(title, attribute(title), headline=True).stance]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _figures_moved(old: Revision, new: Revision) -> str:
    """Figures of one kind that went and came, as "$8 billion → $13 billion"."""
    before, after = _figures(old), _figures(new)
    gone = [key for key in before if key not in after]
    come = [key for key in after if key not in before]
    steps = []
    for key in gone:
        other = next((found for found in come if found[0] == key[0]), None)
        if other and key[0] != "date":
            come.remove(other)
            steps.append(f"{before[key]} became {after[other]}")
    return ", ".join(steps)


def _figures(revision: Revision) -> dict[tuple[str, str], str]:
    """The figures that a version gives for true: a note of correction repeats the wrong one."""
    sentences = [span.of(revision.text) for span in split(revision.text)]
    told = [revision.title, *(sentence for sentence in sentences if not _NOTICE.search(sentence))]
    return {(figure.kind, figure.value): figure.text for text in told for figure in figures(text, None)}

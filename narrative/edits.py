"""What an outlet changed when it changed a story after publication."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from narrative.attribution import attribute
from narrative.figures import figures
from narrative.sentences import split
from narrative.stance import read_stance
from narrative.timeline import SURENESS
from store.models import Revision

#: Words by which a text says that it was corrected.
NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed)|clarif(?:ication|ied)|editor['’]s note|an earlier version|was updated|updated to)\b", re.I
)

#: What outlets put before or behind a headline without saying anything else.
_LABEL = re.compile(
    r"^(?:live|breaking|just in|developing|updated?|watch|video|photos|exclusive)(?: (?:news|blog|updates?))?\s*"
    r"[:|–—]\s*|"
    r"\s*[:|–—(\[]\s*(?:live(?: updates?| blog)?|as it happened|video|photos|updated)[)\]]?$",
    re.I,
)
_QUOTATION = re.compile(r"(?<!\w)[\"'“‘«](?=\w)((?:[^\"'“”‘’«»]|(?<=\w)['’](?=\w))+)[\"'”’»](?!\w)")
_STRAIGHT = str.maketrans("‘’", "''")
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.I)
#: A text of more characters is compared word by word; a shorter one, as a feed's summary, like a headline.
SHORT = 1_000
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_ARTICLES = frozenset(("a", "an", "the"))
#: British and American. Long words only, where a letter more or less makes another word of a short one.
_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ations?)$)", "iz"),
        (r"(?<=\w{3})ys(?=(?:e|ed|es|ing)$)", "yz"),
        (r"(?<=\w{3})our(?=(?:s|ed|ing|al|able|ite|ites|hood|hoods)?$)", "or"),
        (r"^(cent|theat|lit|met|kilomet|fib|calib)re(?=s?$)", r"\1er"),
        (r"^(defen|offen|licen|preten)ce(?=s?$)", r"\1se"),
        (r"(?<=\w{4})ll(?=(?:ed|ing|ers?)$)", "l"),
        (r"^(dialog|catalog|analog)ue(?=s?$)", r"\1"),
        (r"^programme(?=s?$)", "program"),
        (r"^grey(?=s?$)", "gray"),
    )
)


class EditKind(StrEnum):
    """What an edit means, from most to least."""

    SOFTENED = "headline softened"
    HARDENED = "headline hardened"
    REVERSED = "headline reversed"
    SOURCE = "headline's source changed"
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
    return _plain(old).isdisjoint(_plain(new)) or _quoted(old) != _quoted(new) or _sureness(old) != _sureness(new)


def meaning_of_edit(old: Revision, new: Revision) -> Edit:
    """What the step from one revision to the next means."""
    noted = len(NOTICE.findall(new.text)) > len(NOTICE.findall(old.text))
    was, now = _sureness(old.title), _sureness(new.title)
    retitled = retitle_changes_meaning(old.title, new.title)
    moved = _figures_moved(old, new)
    if retitled and was != now:
        kind = EditKind.SOFTENED if now < was else EditKind.HARDENED
        return Edit(kind, f"{kind}: “{old.title}” became “{new.title}”", noted)
    if retitled and len(_NEGATION.findall(old.title)) != len(_NEGATION.findall(new.title)):
        return Edit(EditKind.REVERSED, f"headline reversed: “{old.title}” became “{new.title}”", noted)
    if retitled and not moved and _source(old.title) != _source(new.title):
        kind = EditKind.SOURCE
        return Edit(kind, f"{kind}: “{old.title}” became “{new.title}”", noted)
    if moved:
        return Edit(EditKind.FIGURE, f"figure changed: {moved}", noted)
    if retitled:
        return Edit(EditKind.HEADLINE, f"headline changed: “{old.title}” became “{new.title}”", noted)
    if _told_otherwise(old.text, new.text):
        return Edit(EditKind.TEXT, "text changed", noted)
    return Edit(EditKind.COSMETIC, "cosmetic change", noted)


def _sureness(title: str) -> float:
    return SURENESS[read_stance(title, attribute(title), headline=True).stance]


def _source(title: str) -> str | None:
    """On whose word a headline is."""
    found = attribute(title)
    return found.name.casefold() if found else None


def _quoted(title: str) -> set[str]:
    """The words that a headline has in quotation marks, and so on somebody's word; names and titles of works apart."""
    found = (match[1].translate(_STRAIGHT) for match in _QUOTATION.finditer(title))
    return {" ".join(_words(words)) for words in found if any(word.islower() for word in words.split())}


def _told_otherwise(old: str, new: str) -> bool:
    if _words(old) == _words(new):
        return False
    return max(len(old), len(new)) > SHORT or _plain(old).isdisjoint(_plain(new))


def _plain(title: str) -> frozenset[str]:
    """What a headline says without what does not count, with its hyphens as spaces and without them."""
    text = _LABEL.sub("", unicodedata.normalize("NFKC", title)).strip()
    for figure in sorted(figures(text, None), key=lambda one: one.start, reverse=True):
        text = f"{text[: figure.start]} {figure.qualifier or ''} {figure.value} {text[figure.end :]}"
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text.casefold())
    text = re.sub(r"['’ʼ‘`]", "", text).replace("&", " and ").replace("%", " percent ")
    forms = (re.sub(r"(?<=\w)[-‐‑](?=\w)", joint, text) for joint in ("", " "))
    return frozenset(" ".join(_spelt(word) for word in _words(form) if word not in _ARTICLES) for form in forms)


def _spelt(word: str) -> str:
    """A word in one spelling of those that English has for it."""
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


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
    told = [revision.title, *(sentence for sentence in sentences if not NOTICE.search(sentence))]
    return {(figure.kind, figure.value): figure.text for text in told for figure in figures(text, None)}

"""When two wordings say the same: case, points, hyphens, articles, spelling, labels and the form of figures apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from narrative.figures import figures
from narrative.terms import STOP

#: What outlets put before or behind a headline without saying anything else.
_LABEL = re.compile(
    r"^(?:live|breaking|just in|developing|updated?|watch|video|photos|exclusive)(?: (?:news|blog|updates?))?\s*"
    r"[:|–—]\s*|"
    r"\s*[:|–—(\[]\s*(?:live(?: updates?| blog)?|as it happened|video|photos|updated)[)\]]?$",
    re.I,
)
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
#: A letter that an inflection adds at the end makes another form of the word; it is no slip.
_INFLECTIONS = frozenset("sdrnye")
_NEGATIONS = frozenset("no not nor none never neither nobody nothing cannot without".split())
#: Both are words, though one letter makes one of the other.
_BOTH_WORDS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "from/form trial/trail casual/causal united/untied martial/marital lifted/listed affect/effect sacred/scared "
        "filed/filled banned/banked barred/bared planned/planed tested/texted invested/infested moral/morale "
        "legal/regal patent/parent leading/lending passed/paused backed/hacked charge/change charged/changed "
        "signed/sighed raised/razed quite/quiet angel/angle costly/costal ratio/radio police/policy"
    ).split()
)


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", text.lower())


def plain(text: str) -> frozenset[str]:
    """What a headline or sentence says without what does not count, with its hyphens as spaces and without them."""
    text = _LABEL.sub("", unicodedata.normalize("NFKC", text)).strip()
    for figure in sorted(figures(text, None), key=lambda one: one.start, reverse=True):
        text = f"{text[: figure.start]} {figure.qualifier or ''} {figure.value} {text[figure.end :]}"
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text.casefold())
    text = re.sub(r"['’ʼ‘`]", "", text).replace("&", " and ").replace("%", " percent ")
    forms = (re.sub(r"(?<=\w)[-‐‑](?=\w)", joint, text) for joint in ("", " "))
    return frozenset(" ".join(_spelt(word) for word in words(form) if word not in _ARTICLES) for form in forms)


def _spelt(word: str) -> str:
    """A word in one spelling of those that English has for it."""
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of their words two sentences share, from 0 to 1 (Dice, repeated words counted)."""
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other)) if one or other else 1.0


def only_misspelt(old: Sequence[str], new: Sequence[str], known: Counter[str]) -> bool:
    """Whether the words differ by slips of the pen only: a few words misspelt in one version, or said twice.

    `known`: how often each word stands in both versions; two words that each stand elsewhere too are two words.
    """
    slips = 0
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        slips += 1
        gone, come = old[i:j], new[k:m]
        if kind == "replace" and len(gone) == len(come):
            if not all(_slip(one, other, known) for one, other in zip(gone, come, strict=True)):
                return False
        elif kind == "replace":
            if "".join(gone) != "".join(come):  # a word torn in two
                return False
        else:
            some, rest, at = (gone, old, i) if gone else (come, new, k)
            if len(some) > 1 or some[0] not in (rest[at - 1] if at else "", *rest[at + 1 : at + 2]):
                return False
    return 0 < slips <= 3


def _slip(one: str, other: str, known: Counter[str]) -> bool:
    """Whether one of two words is the other misspelt: a letter left out, doubled or hit beside, or two swapped.

    Of a short word nearly every letter makes another word. There only letters left out within it or swapped count, and
    only where one of the two is known for a word and the other stands nowhere else.
    """
    short, long = sorted((one, other), key=len)
    if not (short.isalpha() and long.isalpha()) or frozenset((one, other)) in _BOTH_WORDS:
        return False
    if _NEGATIONS & {one, other} or (one in STOP and other in STOP) or (known[one] > 1 and known[other] > 1):
        return False
    transposed = len(short) == len(long) and _swapped(one, other)
    if transposed and len(one) > 3:
        return True
    brief = len(long) < 5 or len(short) < 4
    if brief and (len(short) < 3 or len({word in STOP or known[word] > 1 for word in (one, other)}) == 1):
        return False
    if transposed:
        return True
    if short[0] != long[0] or len(long) - len(short) > 1:
        return False
    if len(short) == len(long):
        return not brief and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if short[at:] != long[at + 1 :]:
        return False
    return at < len(short) or (not brief and (long[-1] not in _INFLECTIONS or long[-1] == long[-2]))


def _swapped(one: str, other: str) -> bool:
    """Whether two letters side by side changed places."""
    places = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )

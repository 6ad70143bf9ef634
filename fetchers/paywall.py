"""Whether a text is only the beginning of an article, the rest of which is for those who pay or sign in."""

from __future__ import annotations

import re

from fetchers import offers, walls
from fetchers.seen import Look, Said, is_like, is_ours, tells, to_reader

#: A text of more characters than these is an article, unless it ends in a paywall's words or is a consent dialogue.
STUB, SHORT = 1_500, 700
#: A text that is not free is whole, where nothing is seen of a wall, from so many characters and sentences on.
_BRIEF, _SENTENCES = 200, 2
#: So many kinds of offer below a text are a wall's.
_OFFERS = 2
#: A sentence of so many words that ends in a full stop calls nobody.
_SENTENCE = 5
#: Characters of an offer in a whole sentence.
_TERSE = 60
#: An agency's or a writer's sign, as briefs end.
_SIGNED = re.compile(
    r"[(/—–-]\s?(?:[A-Z]{2,5}|[a-z]{2,4}|Reuters|Bloomberg|[A-Z][a-z]+/[A-Z]{2,4})(?:[/, ]+[A-Za-z]{2,8})*\s?\)?\W*$"
)
_ENDED = re.compile(r"[.!?。！？؟][\"'”»)」]*$")
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"'”»)]*$")
#: So much is free and not used up: a count, and no wall.
_METER = re.compile(
    r"\b(\d+) (of|von|sur|de|di|van) (your |ihren |vos |tus |las |les )?(\d+)\b|\b[1-9] [^.]{0,30}(left|remaining)",
    re.I,
)


def is_cut_off(seen: Look) -> bool:
    """Not free, and less than a third of the words that the page itself says the article has."""
    return seen.free is False and seen.stated_words > 3 * len(seen.text.split()) > 0


def is_stub(seen: Look) -> bool:
    """A text that ends in a wall's words or is followed by them, or one that is not free and seems not to be whole."""
    if seen.free is False and seen.size < SHORT and not _seems_whole(seen):
        return True
    said = Said.of(seen.text[-800:]).without(seen.titles).sentences
    if _ends_in_wall(said, seen.free is False, seen.size < STUB):
        return True
    if seen.free is True or seen.whole:
        return False
    short = seen.size < SHORT
    if short and (_offers(said) >= _OFFERS or _speaks_of_more(said)):
        return True
    if not (seen.free is False or short):
        return False
    around = _around(seen)
    return not _METER.search(around) and says_so(Said.of(around))


def says_so(said: Said) -> bool:
    """Whether one of these sentences says that the article goes on for others."""
    own = (one for one in said.sentences if not walls.TOLD.search(one))
    return bool(said.like(walls.CUT)) or any(offers.is_for_others(one, of_this=True) for one in own)


def _seems_whole(seen: Look) -> bool:
    """Whether a short text that is not free is all there is: by its words, by the place of what is locked, by the sign
    under it, or as one that has some sentences, ends in one, and is followed by no offer."""
    if seen.stated_words:
        return len(seen.text.split()) >= 0.8 * seen.stated_words
    if seen.whole is not None:
        return seen.whole
    text = seen.text.rstrip()
    if _BROKEN_OFF.search(text):
        return False
    if _SIGNED.search(text[-30:]):
        return True
    said = [one for one in Said.of(text).without(seen.titles).sentences if _ENDED.search(one)]
    return seen.size >= _BRIEF and len(said) >= _SENTENCES and bool(_ENDED.search(text)) and not _offers(tuple(said))


def _ends_in_wall(sentences: tuple[str, ...], locked: bool, short: bool) -> bool:
    """Whether the last that a text says, but for offers and words to the reader, is that it goes on for others. Below a
    short text more may stand that tells nothing."""
    after = ""
    for one in sentences[:-13:-1]:
        if walls.TOLD.search(one) or offers.NEWSLETTER.search(one):
            return False
        if is_like(one, walls.CUT) or offers.is_for_others(one) or _goes_on_for_others(f"{one} {after}"):
            return True
        after = one
        offer = bool(_kinds(one)) or (is_like(one, offers.OFFER) and bool(not tells(one) or offers.JOINING.search(one)))
        if offer and locked:
            return True
        brief = len(one.split()) <= 3 and len(one) < 25
        silent = offer or brief or (short and not tells(one)) or walls.READER.search(one) or walls.LOGIN.search(one)
        if not silent:
            return False
    return False


def _kinds(sentence: str) -> set[int]:
    """The kinds of offer in a sentence; one that tells something makes them in few words, or is about prices."""
    if not tells(sentence):
        return offers.kinds(sentence)
    return offers.kinds(sentence, _TERSE if " " in sentence else _TERSE // 3)


def _offers(sentences: tuple[str, ...]) -> int:
    """How many kinds of offer are made after the last sentence that tells something, if not all in such as tell."""
    made: set[int] = set()
    called = False
    for one in sentences[:-13:-1]:
        if walls.TOLD.search(one) or offers.NEWSLETTER.search(one):
            break
        news = tells(one)
        kinds = _kinds(one)
        if news and not kinds:
            break
        made |= kinds
        urges = to_reader(one) or not _ENDED.search(one) or len(one.split()) < _SENTENCE
        called |= bool(kinds) and urges and not news
    return len(made) if called else 0


def _speaks_of_more(sentences: tuple[str, ...]) -> bool:
    """Whether what follows the last sentence that tells something is all the page's own: on more to read, and on
    joining or paying."""
    own: list[str] = []
    for one in reversed(sentences[1:]):
        if walls.TOLD.search(one) or offers.NEWSLETTER.search(one):
            return False
        if tells(one) and not is_ours(one) and not _kinds(one):
            break
        own.append(one)
    more = {one for one in own if offers.MORE.search(one)}
    paid = {one for one in own if offers.JOINING.search(one) or offers.kinds(one)}
    return bool(more and paid) and len(more | paid) >= 2


def _goes_on_for_others(said: str) -> bool:
    """Whether a sentence, or a question and its answer, urges to join in order to go on."""
    halves = offers.GOING_ON.search(said) and offers.JOINING.search(said)
    return bool(len(said) < 160 and halves and offers.URGING.search(said))


def _around(seen: Look) -> str:
    """What stands on the page right below the text, and between the lines of a short one."""
    lines = [line for line in seen.text.strip().split("\n") if len(line) > 10]
    if not lines:
        return ""
    before, found, rest = seen.words.rpartition(lines[-1][-60:].strip())
    if not found:
        return ""
    within = before.rpartition(lines[0][:60].strip())[2] if seen.size < SHORT and len(lines) > 1 else ""
    return f"{within[-SHORT:]}\n{rest.lstrip()[:300]}"

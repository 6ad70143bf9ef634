"""What follows a verb: a clause, a quotation, two things, or nothing. By that it gives somebody's word or does not."""

from __future__ import annotations

from collections.abc import Sequence

from narrative.nounphrase import CLOSING, DETERMINERS, OPENING, PREPOSITIONS, PRONOUNS, TIMES, Token
from narrative.wordlist import words as listed

_FINITE = listed(
    """is was are were has have had will would could should may might can did does do won't can't isn't wasn't
    doesn't didn't hasn't couldn't wouldn't aren't weren't don't it's he's she's they're that's there's i'm
    we're"""
)
#: Words with which a reported clause or question begins.
CLAUSE = listed("that whether how why what who where when if")
#: Verbs that give somebody's word only with "that" or a quotation: "found a way" is a deed.
_THAT_ONLY = listed("find see hold file hear document detail signal continue")
#: Verbs with the hearer before what is said: "told reporters that".
_TO_HEARER = listed("tell inform assure remind warn advise notify")
#: What is claimed as one's own, and not as true: "claimed the power to close it", "claimed victory".
_CLAIMED = listed(
    """power powers right rights credit victory responsibility title titles life lives prize place seat spot lead crown
    ownership jurisdiction authority territory land refund refunds benefit benefits damages compensation asylum
    privilege immunity exemption attention moral high"""
)
_NAMING = listed("call label brand dub deem consider term")
#: Verbs of praise and blame, that give a judgement only with "as".
_BLAMING = listed(
    """slam blast condemn decry deride criticise criticize lambast lambaste assail attack deplore ridicule mock hail
    praise"""
)
#: Verbs by which somebody stands for what is named: "acknowledged a call", "conceded the loss".
_OWNING_UP = listed("acknowledge admit concede confess")
#: Verbs whose object is what somebody said: "disputes the account".
_OF_CLAIMS = listed("deny dispute")
_PARTICLES = listed("for on off up out in into back upon attention to")
_ENDING_OF_ADJECTIVES = (
    "ous",
    "ful",
    "ive",
    "al",
    "ed",
    "ble",
    "ing",
    "less",
    "ic",
    "ow",
    "or",
    "ent",
    "ant",
    "ar",
    "ry",
)


def lower(tokens: Sequence[Token], i: int) -> str:
    """The word with index `i` in lower case, or "" where there is none."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def follows_verb(tokens: Sequence[Token], end: int) -> bool:
    """Whether what begins at `end` fits a verb before it better than a noun."""
    low = lower(tokens, end)
    if low in CLAUSE or low in DETERMINERS or low in PRONOUNS or low in ("to", ":", "him", "them", "us", "me"):
        return True
    return end < len(tokens) and (tokens[end].text in OPENING or tokens[end].is_name)


def gives_word(tokens: Sequence[Token], end: int, verb: str, saying: bool) -> bool:
    """Whether the verb that ends at `end` gives what follows, or what it closes, as somebody's word.

    `saying`: it is a verb of pure saying, after which anything is what was said.
    """
    here = lower(tokens, end)
    if here in CLAUSE or here == ":" or (end < len(tokens) and tokens[end].text in OPENING):
        return True
    if verb in _TO_HEARER:
        return _to_hearer(tokens, end, verb)
    end = _after_time(tokens, end)
    here = lower(tokens, end)
    if verb in ("put", "attribute"):
        return True  # "put the loss at ...", "attributed it to ...": `cues` looks for what must follow
    if verb in _OWNING_UP and (here in DETERMINERS or here in PRONOUNS):
        return True
    if verb in _THAT_ONLY:
        return False
    if here in ("", ".", ",", ";", "?", "!", ")") or (end < len(tokens) and tokens[end].text in CLOSING) or saying:
        return True
    if here in ("to", "of", "about", "for", "with", "against"):
        return False
    if here in PREPOSITIONS and "that" in [lower(tokens, k) for k in range(end, end + 8)]:
        return True
    if verb == "claim":
        return _claims_as_true(tokens, end)
    if verb in _OF_CLAIMS or (verb in ("write", "note", "add", "post") and here in ("in", "on")):
        return True
    return _clause(tokens, end)


def _claims_as_true(tokens: Sequence[Token], begin: int) -> bool:
    """Whether what is claimed is told ("claims the filter stops it") and not a right or a title."""
    first = tokens[begin]
    if not (first.is_name or first.text[:1].isdigit() or first.lower in DETERMINERS | PRONOUNS):
        return _clause(tokens, begin)
    end = next((k for k in range(begin, len(tokens)) if not tokens[k].is_word), len(tokens))
    return _CLAIMED.isdisjoint(token.lower for token in tokens[begin : min(begin + 4, end)])


def _after_time(tokens: Sequence[Token], end: int) -> int:
    """The index after "on Monday", "this week" and the like, that stand between a verb and what was said."""
    k = end + (lower(tokens, end) == "on")
    if lower(tokens, k) in ("this", "last", "late", "early", "earlier"):
        k += 1
    return k + 1 if lower(tokens, k) in TIMES else end


def _to_hearer(tokens: Sequence[Token], end: int, verb: str) -> bool:
    reach = tokens[end : end + 12]
    words = [token.lower for token in reach]
    if "to" in words[:6] and "that" not in words[:6]:
        return False  # "told the lab to stop" is an order
    said = next((k for k, word in enumerate(words) if word in CLAUSE or word == ":" or reach[k].text in OPENING), None)
    if said is not None:
        return not any(word in ("of", "about", "against", "with") for word in words[:said])
    return verb != "warn" and (_clause(tokens, end + 1) or (verb == "tell" and _told_by_name(reach)))


def _told_by_name(reach: Sequence[Token]) -> bool:
    """Whether a clause without "that" and without a helper follows a hearer's name: "told Reuters the site closed"."""
    said = next((k for k, token in enumerate(reach) if not token.is_name), len(reach))
    if not said or said == len(reach) or reach[said].lower not in DETERMINERS | PRONOUNS:
        return False
    return any(token.lower.endswith("ed") and token.is_word for token in reach[said + 2 : said + 8])


def _clause(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a clause without "that" begins here: somebody or something, and soon a finite verb."""
    for token in tokens[begin + 1 : begin + 11]:
        if token.lower in ("that", "which", "who", "and", "but") or (not token.is_word and token.text not in "'’-"):
            return False
        if token.lower in _FINITE:
            return True
    return False


def judges(tokens: Sequence[Token], end: int, verb: str) -> bool:
    """Whether two things follow: "called the move a mistake", "described it as overreach", "calls the flaw narrow"."""
    if lower(tokens, end) in _PARTICLES:
        return False
    reach = tokens[end : end + 14]
    quoted = any(token.text in OPENING for token in reach)
    if lower(reach, 0) in ("it", "this", "that", "them") and verb in _NAMING and len(reach) > 2:
        return reach[1].is_word and reach[1].lower not in PREPOSITIONS | {"quits", "back", "off"}
    if any(token.lower == "as" for token in reach):
        return quoted or (
            verb not in ("find", "call", "dub", "label", "brand", "compare")
            and (verb not in _BLAMING or _as_judgement(reach))
        )
    if verb not in ("call", "label", "brand", "dub", "deem", "consider", "term", "find", "denounce"):
        return False
    return quoted or (verb != "find" and _second_phrase(reach)) or (verb in ("call", "deem", "find") and _closes(reach))


def _as_judgement(reach: Sequence[Token]) -> bool:
    """Whether an "as" begins a judgement ("as an overreach", "as unlawful") and no time ("as the ban took effect")."""
    at = next(k for k, token in enumerate(reach) if token.lower == "as")
    return lower(reach, at + 1) in ("a", "an") or lower(reach, at + 1).endswith(_ENDING_OF_ADJECTIVES)


def _second_phrase(reach: Sequence[Token]) -> bool:
    second = next((k for k, token in enumerate(reach) if k and token.lower in ("a", "an", "the", "its")), None)
    before = reach[:second]
    return second is not None and all(token.is_word and token.lower not in PREPOSITIONS for token in before)


def _closes(reach: Sequence[Token]) -> bool:
    """Whether a short phrase with an article ends in something like an adjective."""
    size = next((k for k, t in enumerate(reach) if not t.is_word or t.lower in ("and", "but", "while")), len(reach))
    inside = reach[:size]
    if not 2 <= size <= 6 or inside[-1].is_name or not inside[-1].lower.endswith(_ENDING_OF_ADJECTIVES):
        return False
    return inside[0].lower in DETERMINERS | {"it", "them", "him"} and not any(t.lower in PREPOSITIONS for t in inside)

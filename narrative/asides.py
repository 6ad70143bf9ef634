"""Sentences of a page that are none of the story's: notes that it was changed, and the outlet's own furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

#: A note that something was wrong or is to be understood otherwise.
_CORRECTION = re.compile(
    r"\b(?:correct(?:ion|ed)|clarif(?:ication|ied)|editor['’]s note|an earlier version|a previous version|was updated|"
    r"has been updated|has been amended|was amended|updated to|retraction|retracted)\b"
    # What an outlet takes back in its own voice, in another story.
    r"|\bwe (?:were wrong|got (?:it|this|that) wrong|regret|no longer (?:write|say|report)|take (?:it|this|that) back|"
    r"(?:go|are going) back to [“\"]|overstated|misreported|mis-?stated|should (?:not )?have (?:written|said|reported))"
    r"|\b(?:our|this newspaper['’]s|this paper['’]s) (?:story|report|article|account|reporting|headline) "
    r"(?:was wrong|was mistaken|overstated|misstated|should (?:not )?have)"
    r"|\bmore than (?:we|this newspaper|this paper) (?:knew|know|could know)\b"
    r"|\b(?:Korrektur|Berichtigung|Richtigstellung|Anmerkung der Redaktion|In einer früheren (?:Version|Fassung))\b"
    r"|\b(?:Rectificatif|Correctif|Une version précédente|Une première version|Note de la rédaction)\b"
    r"|\b(?:Corrección|Fe de errores|Rectificación|Una versión anterior|Nota de la redacción)\b"
    r"|\b(?:Rettifica|Errata corrige|Una versione precedente|Correctie|Rectificatie)\b"
    r"|\b(?:Correção|Errata|Uma versão anterior)\b"
    r"|(?:訂正|更正|勘误|정정)",
    re.I,
)
#: One of these is in whatever that finds. Most sentences have none, which is seen ten times as soon.
_STEMS = (
    *("we ", "our ", "paper's", "paper’s", "than this"),
    *("orre", "clarif", "editor", "vers", "pdated", "amended", "retract", "richtig", "anmerkung", "fassung"),
    *("ectific", "note de", "nota de", "fe de", "rettific", "errata", "訂正", "更正", "勘误", "정정"),
)
_ASCII_STEMS = tuple(filter(str.isascii, _STEMS))
_WHEN = (
    r"(?:\s*(?:[:|,.()/–—-]|(?:on|at|le|am|um|el|il|der|de|à|noon|midnight|today|yesterday|"
    r"edt|est|pdt|pst|gmt|utc|bst|cest|cet|ist|"
    r"[ap]\.?m\.?|uhr|et|pt|h|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b|\d+(?:st|nd|rd|th)?\b\.?(?:\s[^\W\d]{3,10}\s(?=\d{4}))?))*"
)
#: The same, said only of the time: the story was updated, and it is not told what of it.
_STAMP = re.compile(
    r"^\W*(?:(?:(?:this|the) (?:article|story|post|page|report|piece) (?:was|has been) )?(?:last |first |originally )?"
    r"(?:updated|published|posted|modified|issued|aktualisiert|veröffentlicht|mis à jour|mise à jour|publié|"
    rf"actualizado|publicado|aggiornato|pubblicato|bijgewerkt)\b{_WHEN}|"
    r"\d+ (?:minutes?|hours?|days?) ago|\d+[- ]min(?:ute)? read|更新[:：].{0,40}|업데이트[:：]?.{0,40})\W*$",
    re.I,
)
_FURNITURE = re.compile(
    r"^\W*(?:"
    r"(?:read|see|watch|listen|find out|learn|more)\s*(?:more|also|next|on this|from|:)(?:\W|$)|also read|"
    r"related\b(?: (?:stories|articles|coverage|content|topics))?\s*(?::|$)|"
    r"(?:recommended|trending)(?: (?:for you|reading|stories|now))?\s*(?::|$)|"
    r"most (?:read|viewed|popular|shared|watched)|editors?['’]s? picks?|"
    r"sign up|sign in|log in|subscribe (?:now|to|for|today)|subscribe\W*$|register (?:now|for)|"
    r"join (?:our|us|the conversation)|get (?:our|the latest|the day['’]s|today['’]s|unlimited|breaking)|"
    r"follow (?:us|@|our|(?:him|her|them) on)|download (?:our|the)|click here|tap here|share (?:this|on|via)|"
    r"support (?:our|independent|quality)|contact us|donate (?:now|today|here)|donate\W*$|thank(?:s| you) for reading|"
    r"become a (?:member|subscriber)|start your (?:free|trial|day)|try (?:our|us)|"
    r"(?:enable|turn on|allow) notifications|(?:we|this site|our site) uses? cookies|"
    r"(?:this|the) (?:article|story) is part of\b|(?:this|the) (?:article|story|piece) (?:originally|first) appeared|"
    r"advertis(?:ement|ing)\W*$|sponsored(?: content| by|:|\W*$)|(?:story|article) continues|continue reading|"
    r"scroll (?:down|to)|skip to|©|\(c\) \d{4}|copyright (?:©|\(c\)|\d{4})|all rights reserved|our standards\b|"
    r"terms of (?:use|service)\W*$|privacy policy\W*$|cookie (?:policy|settings|preferences)|"
    r"(?:photo|photograph|image|picture|graphic|video|illustration)s?(?: credit)?s?\s*(?:by\b|:)|getty images|"
    r"(?:additional )?(?:reporting|writing|editing|compiled) by\b|written by\b|"
    # A name has capitals, and a byline no full stop: "By Friday noon, all was over." is neither.
    r"(?-i:(?:By|BY) [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]*){1,3}(?:(?:,| and| in| \|)[^.!?]{0,60})?\W*$)|"
    r"with (?:files|reporting|additional reporting) from\b|for more (?:on|news|stories|information)|"
    r"have a tip|got a tip|send (?:us|tips)|comments?\W*$|leave a comment|newsletters?\W*$|listen to this|hear more|"
    r"lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lee también|lea también|leggi anche|lees ook|leia também|"
    r"suscríbe|abonnez|abonnieren|jetzt abonnieren|iscriviti|inscrivez|関連記事|相关阅读|관련 기사"
    r")",
    re.I,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to|reporting)\b|\ball rights reserved\b|\bour newsletters?\b|\bcookies? policy\b", re.I
)
#: No furniture is longer, in words, and no stamp of time, in characters.
_LONGEST, _LONGEST_STAMP = 20, 200


def is_note(sentence: str) -> bool:
    """Whether a sentence says that the story was changed, be it corrected or only updated."""
    return _CORRECTION.search(sentence) is not None or _stamps(sentence)


@lru_cache(1 << 14)
def is_correction(sentence: str) -> bool:
    """Whether it says that something was wrong or is to be understood otherwise; a stamp of time does not."""
    folded = sentence.casefold()
    for stem in _ASCII_STEMS if folded.isascii() else _STEMS:
        if stem in folded:
            return _CORRECTION.search(sentence) is not None and not _stamps(sentence)
    return False


def corrections(sentences: Sequence[str]) -> frozenset[str]:
    """Which of some sentences are corrections, as `is_correction` has it: nearly none are, so that all are searched for
    the stems as one text."""
    folded = [sentence.casefold() for sentence in sentences]
    ends, whole = list(accumulate(len(one) + 1 for one in folded)), "\n".join(folded)
    places: set[int] = set()
    for stem in _ASCII_STEMS if whole.isascii() else _STEMS:
        at = whole.find(stem)
        while at >= 0:
            places.add(place := bisect_right(ends, at))
            at = whole.find(stem, ends[place])
    return frozenset(filter(is_correction, (sentences[place] for place in places)))


def notes(text: str) -> int:
    """How often a text says that it was changed; the stamp of a first publication is no such note."""
    return len(_CORRECTION.findall(text))


def is_furniture(sentence: str) -> bool:
    """Whether it is the page's and not the story's: bylines, stamps of time, links, calls to subscribe, credits."""
    if len(sentence.split()) > _LONGEST:
        return False
    return _stamps(sentence) or any(pattern.search(sentence) for pattern in (_FURNITURE, _CONTRIBUTED))


def _stamps(sentence: str) -> bool:
    return len(sentence) <= _LONGEST_STAMP and _STAMP.match(sentence) is not None

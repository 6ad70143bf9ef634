"""The cues of attribution in a sentence, as indices of its words, each with where its source stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrative.clauses import CLAUSE, follows_verb, gives_word, judges, lower
from narrative.nounphrase import CLOSING, CREDITS, OPENING, PREPOSITIONS, PRONOUNS, TITLES, Token, left, opening, right
from narrative.speech import ACTING, CALLING, NOUNISH, NOUNS, SAYING, SHOWING, TELLING, UNSURE
from narrative.wordlist import words as listed

_BE = listed("is was are were be been being")
_HELPERS = _BE | listed("has have had will would did does do 's 've 'd can could may might must should")
_MODAL = listed("may might could can should must")
_NOT = listed("not never n't hardly")
_ADVERBS = listed(
    """also then later now still already even just first once again further separately however instead long often
    always soon thus therefore repeatedly recently only reportedly ever"""
)
_PLURALS = listed(
    """people police officials sources experts critics analysts researchers reports media both many some others
    men women children"""
)
_PEOPLE = listed("person someone somebody one")
#: Who or what stands before a colon or a dash as the source of a headline.
_LABELS = listed(
    """report reports source sources officials official analyst analysts study poll police media expert experts
    rumor rumour rumors survey paper watchdog watchdogs monitor monitors cops insider insiders witness witnesses
    eyewitness lawyer lawyers lawsuit regulator regulators prosecutor prosecutors investigators researchers"""
)
#: Who speaks where a headline begins with them and a colon: offices and houses that are known by one word or two.
_SPEAKERS = listed(
    """pentagon kremlin nato unicef unesco interpol europol fbi cia nsa cisa doj dhs fda sec ftc fcc un u.n imf who
    nyt wsj ft ap afp reuters bloomberg axios politico cnn cnbc nbc bbc minister senator senators governor mayor
    judge court ministry treasury commission watchdog spokesman spokeswoman spokesperson ceo chief founder expert
    chairman president secretary intel intelligence parent parents scientists researchers study survey"""
)
_POSSESSED = listed("words view account telling opinion version reading")
_BY = listed("reported cited quoted confirmed obtained published disclosed revealed viewed seen noted described")
_LOOKED_AT = listed("seen viewed published obtained described")
#: What may follow a speaker that stands behind the verb.
_AFTER_SPEAKER = listed("in on at during who of via as last after before late early this yesterday")
_PAPERS = listed("letter statement report post memo email article paper blog story document documents filing records")
_SOMEBODY = _LABELS | _PLURALS | _PEOPLE | _PAPERS
#: Forms that are verbs only with a clause, a colon or "on" behind.
_NOUNS_MOSTLY = listed("remark remarks comment comments rule rules state states statement finding findings")
_RAW = listed("logs data figures numbers tests test results records")
_NOBODY = listed("i you we this these those that there nobody none")
_NOT_SPEAKERS = listed("act law rule risk risks security concerns")
_LEADS = listed("according per citing quoting via in by")
#: Forms that are participles where one of these follows: "people accused of", "as opposed to".
_PARTICIPLE_BEFORE = {
    "accused": ("of",), "suspected": ("of",), "compared": ("to", "with"), "opposed": ("to",), "related": ("to",),
    "intended": ("to", "for"), "determined": ("to",), "convinced": ("of",),
}  # fmt: skip
#: Words at which a cue may stand: everywhere else nothing is tried.
_TRIGGERS = _LEADS | NOUNS | _BY | SAYING.keys() | TELLING.keys() | CALLING.keys() | ACTING.keys()


@dataclass(frozen=True, slots=True)
class Found:
    """A cue and its source as ranges of word indices, end exclusive; `reports` as in `Attribution`."""

    source: tuple[int, int]
    cue: tuple[int, int]
    reports: bool


def find(tokens: Sequence[Token]) -> list[Found]:
    """Every cue that has a source, in order of the cue, without those inside what another source said."""
    found: list[Found] = []
    for i, token in enumerate(tokens):
        if token.lower not in _TRIGGERS or token.quoted or not token.is_word:
            continue
        one = _lead(tokens, i) or _noun(tokens, i) or _passive(tokens, i) or _verb(tokens, i, found)
        if one and not any(_meets(one, other) or _within(one, other, tokens) for other in found):
            found.append(one)
    return [*found, *_marks(tokens)]


def _meets(one: Found, other: Found) -> bool:
    return one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]


def _within(one: Found, other: Found, tokens: Sequence[Token]) -> bool:
    """Whether a cue stands in what another source is said to have said: that is their word, not a second one's."""
    if not CREDITS.isdisjoint([token.lower for token in tokens[slice(*one.cue)]]) and _credits(one, other, tokens):
        return False
    end = max(other.cue[1], other.source[1])
    says_on = other.reports and lower(tokens, end) not in ("", ".", ",", ";", "”", ")", "?", "!")
    between = tokens[other.cue[1] : one.cue[0]]
    parted = any(token.text in ";“”" or token.lower in ("while", "but") for token in between)
    start = one.source[0]
    parted = parted or (lower(tokens, start - 1) == "and" and lower(tokens, start - 2) == ",")
    return says_on and one.source[0] >= other.cue[1] and not parted


def _credits(one: Found, other: Found, tokens: Sequence[Token]) -> bool:
    """Whether a cue tells where another source's word is from, as "said X, citing Y", "a memo seen by Y"."""
    before = one.cue[0] - 1
    return tokens[before].text in ",(" or tokens[before].lower in _PAPERS or before <= other.source[1]


def _lead(tokens: Sequence[Token], i: int) -> Found | None:
    """ "According to X", "per X", "citing X", "in the words of X", "by his account"."""
    low = tokens[i].lower
    if low in ("in", "by"):
        return _possessed(tokens, i)
    if low not in ("according", "per", "citing", "quoting", "via"):
        return None
    begin = i + 2 if low == "according" else i + 1
    if low == "according" and lower(tokens, i + 1) != "to":
        return None
    source = right(tokens, begin)
    if source is None or (low in ("citing", "quoting") and not _is_somebody(tokens, source)):
        return None
    if low in ("per", "via") and not tokens[begin].is_name and lower(tokens, begin) != "the":
        return None
    return Found(source, (i, begin), True)


def _possessed(tokens: Sequence[Token], i: int) -> Found | None:
    if lower(tokens, i + 1) == "the" and lower(tokens, i + 2) in _POSSESSED and lower(tokens, i + 3) == "of":
        source = right(tokens, i + 4)
        return Found(source, (i, i + 4), True) if source else None
    for k in range(i + 2, min(i + 7, len(tokens))):
        last = k - 1 - (tokens[k - 1].lower == "own")
        owner = tokens[last].lower.endswith(("'s", "s'")) or tokens[i + 1].lower in ("his", "her", "its", "their")
        if tokens[k].lower in _POSSESSED and owner:
            return Found((i + 1, last + 1), (k, k + 1), True)
    return None


def _is_somebody(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase could speak: a name, or people and papers."""
    inside = tokens[phrase[0] : phrase[1]]
    if not _SOMEBODY.isdisjoint([token.lower for token in inside]):
        return True
    return inside[0].is_name and not any(token.lower in _NOT_SPEAKERS for token in inside)


def _noun(tokens: Sequence[Token], i: int) -> Found | None:
    """ "X's claim that ..."."""
    if i == 0 or tokens[i].lower not in NOUNS or lower(tokens, i + 1) != "that":
        return None
    j = i - 1
    if tokens[j].is_word and not tokens[j].is_name and not tokens[j].lower.endswith(("'s", "s'")) and j:
        j -= tokens[j].lower not in ("his", "her", "its", "their")
    if tokens[j].lower in ("his", "her", "its", "their"):
        return Found((j, j + 1), (i, i + 1), True)
    if not tokens[j].lower.endswith(("'s", "s'")) or tokens[j].lower in ("it's", "that's", "what's", "there's"):
        return None
    source = left(tokens, j + 1)
    return Found(source, (i, i + 1), True) if source else None


def _passive(tokens: Sequence[Token], i: int) -> Found | None:
    """ "Reported by X", "as cited by X"."""
    if tokens[i].lower not in _BY or lower(tokens, i + 1) != "by":
        return None
    source = right(tokens, i + 2)
    if source is None or not _is_somebody(tokens, source):
        return None
    if tokens[i].lower in _LOOKED_AT and not any(token.is_name for token in tokens[source[0] : source[1]]):
        return None
    begin = i - 1 if lower(tokens, i - 1) in ("first", "as") else i
    return Found(source, (begin, i + 2), tokens[i].lower in ("reported", "cited", "quoted", "noted"))


def _verb(tokens: Sequence[Token], i: int, before: Sequence[Found]) -> Found | None:
    """A verb of saying, believing, showing or judging with its subject; a reading as report is preferred."""
    low = tokens[i].lower
    best: Found | None = None
    for table in (SAYING, TELLING, CALLING, ACTING):
        for plain, form in table.get(low, ()):
            first, *rest = plain.split("_")
            end = i + 1 + len(rest)
            if [lower(tokens, k) for k in range(i + 1, end)] != rest:
                continue
            j, helpers = _helpers(tokens, i)
            if not _finite(tokens, i, j, end, form, helpers):
                continue
            reports = (
                judges(tokens, end, plain) if table is CALLING else gives_word(tokens, end, plain, table is SAYING)
            )
            unsure = table is TELLING and first in UNSURE and first != "tell"
            if not reports and (table is CALLING or unsure):
                continue
            if table is ACTING and form == "ing" and not helpers & _BE and lower(tokens, j) != ",":
                continue
            source = _subject(tokens, i, j, end, form, helpers, before, table is SAYING or table is TELLING)
            if (
                source is None
                or tokens[source[0]].lower in _NOBODY
                or (table is ACTING and not _is_actor(tokens, source))
            ):
                continue
            if not _closes_aside(tokens, source, end):
                continue
            if first == "tell" and not reports:
                if not _closes_quotation(tokens, source, end):
                    continue
                reports = True
            held_back = helpers & (_NOT | _MODAL) or (first in SHOWING and tokens[source[1] - 1].lower in _RAW)
            best = Found(source, (i, end), reports and table is not ACTING and not held_back)
            if best.reports or table is ACTING:
                return best
    return best


def _closes_quotation(tokens: Sequence[Token], source: tuple[int, int], end: int) -> bool:
    """Whether "X told Y" stands behind what X said: "..., X told reporters in Turin."."""
    before = source[0] - 1
    if before < 1 or tokens[before].text not in (",", "”"):
        return False
    hearer = tokens[end : next((k for k in range(end, len(tokens)) if tokens[k].text in ",.;"), len(tokens))]
    if any(token.lower in ("to", "that", "of", "about") for token in hearer):
        return False
    return tokens[before].text == "”" or end + len(hearer) >= len(tokens) - 1


def _closes_aside(tokens: Sequence[Token], source: tuple[int, int], end: int) -> bool:
    """Whether a verb that closes a clause is set off from what it closes: "..., X said", and not "what X said"."""
    if end < len(tokens) and tokens[end].text not in ".?!)" and tokens[end].text not in CLOSING:
        return True
    before = source[0] - 1
    if before < 0 or source[0] > end - 1 or not tokens[before].is_word:
        return True
    return tokens[before].lower in ("as", "and", "but", "so", "then", "yet", "while", "though", "although")


def _finite(tokens: Sequence[Token], i: int, j: int, end: int, form: str, helpers: set[str]) -> bool:
    """Whether a form is a verb in use here: no passive, no infinitive's plain form, no noun."""
    if form != "ing" and helpers & _BE:
        return False
    if lower(tokens, i - 1) in ("percentage", "percent", "basis"):
        return False
    if form == "base" and not helpers and not _plural(tokens, j) and not _plural_head(tokens, j):
        return False
    if form == "past" and not helpers and lower(tokens, end) in _PARTICIPLE_BEFORE.get(tokens[i].lower, ()):
        return False
    if tokens[i].text == "States" and i:
        return False
    if tokens[i].lower not in NOUNISH:
        return True
    if form == "ing":
        return bool(helpers & _BE) or lower(tokens, i - 1) == ","
    if not helpers and _heads_relative(tokens, i, end):
        return False
    return bool(helpers) or follows_verb(tokens, end) or _tells(tokens, i, j, end, form)


def _heads_relative(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a form that may be a noun is one by what follows: "rules that could", "remarks the minister had made"."""
    after = lower(tokens, end)
    if after == "that":
        return lower(tokens, end + 1) in _HELPERS
    return tokens[i].lower in _NOUNS_MOSTLY and after not in CLAUSE and after not in (":", "on", ",", ".")


def _tells(tokens: Sequence[Token], i: int, j: int, end: int, form: str) -> bool:
    """Whether a form that may be a noun is a verb by its place: "..., officials claim", "..., claims analyst"."""
    if end >= len(tokens) or tokens[end].text == "," or (end == len(tokens) - 1 and tokens[end].text in ".?!"):
        phrase = left(tokens, j + 1)
        return (
            phrase is not None and phrase[0] > 2 and tokens[phrase[0] - 1].text == "," and _is_somebody(tokens, phrase)
        )
    if form != "third" or j != i - 1 or j < 0:
        return False
    if tokens[j].text == ",":
        speaker = right(tokens, end)
        rest = tokens[speaker[1] :] if speaker else ()
        return speaker is not None and _is_somebody(tokens, speaker) and (not rest or rest[0].text in ".,;")
    return tokens[j].lower in _LABELS and j < 3 and lower(tokens, end) not in PREPOSITIONS and not _plural(tokens, j)


def _plural(tokens: Sequence[Token], j: int) -> bool:
    """Whether what stands before can take the plain form of a verb."""
    low = lower(tokens, j)
    return (
        low in ("they", "we", "i", "you", "who")
        or low in _PLURALS
        or (low.endswith("s") and not low.endswith(("ss", "'s", "us", "is")))
    )


def _plural_head(tokens: Sequence[Token], j: int) -> bool:
    """The same for a phrase whose head is not its last word ("advisers to the minister", "Ruiz and Ito")."""
    phrase = left(tokens, j + 1)
    if phrase is None:
        return False
    for k in range(phrase[0], phrase[1]):
        low = tokens[k].lower
        if low == "and" or (low in ("those", "both", "many", "some") and k == phrase[0]):
            return True
        if low in PREPOSITIONS or not tokens[k].is_word:
            return k > phrase[0] and _plural(tokens, k - 1)
    return False


def _is_actor(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase can take a stand: a name, he or she or they, people."""
    inside = tokens[phrase[0] : phrase[1]]
    last = inside[-1].lower
    if inside[0].lower in ("he", "she", "they", "who") or any(token.is_name for token in inside):
        return True
    return last in _PLURALS or last in TITLES or (last.endswith("s") and not last.endswith("ss"))


def _helpers(tokens: Sequence[Token], i: int) -> tuple[int, set[str]]:
    """The index before the verb's helpers and adverbs, and what those were."""
    helpers: set[str] = set()
    j = i - 1
    while j >= 0:
        low = tokens[j].lower
        adverb = low in _ADVERBS or (low.endswith("ly") and not tokens[j].is_name and len(low) > 4)
        if low not in _HELPERS and low not in _NOT and not low.endswith("n't") and not adverb:
            break
        helpers.add("not" if low.endswith("n't") else low)
        j -= 1
    if lower(tokens, j) == "to":
        helpers.add("to")
    return j, helpers


def _subject(
    tokens: Sequence[Token],
    i: int,
    j: int,
    end: int,
    form: str,
    helpers: set[str],
    before: Sequence[Found],
    inverts: bool,
) -> tuple[int, int] | None:
    """Who does it: before the verb, behind it ("..., said X"), or the subject of what goes before."""
    begins = j < 0 or tokens[j].text in ",?!:—–-" or tokens[j].text in CLOSING
    if form in ("past", "third") and inverts and j == i - 1 and begins:
        source = right(tokens, end)
        apposed = source and (_closes_sentence(tokens, source) or _is_introduced(tokens, source))
        if source and j >= 0 and tokens[j].text == "," and not apposed and left(tokens, i):
            source = None
        if source and _ends_speaker(tokens, source[1]):
            return source
    if "to" in helpers:
        return None
    if form == "ing" and not helpers & _BE:
        return _of_participle(tokens, i, j, before)
    if lower(tokens, j) in ("and", "but", "then", "or"):
        return before[-1].source if before else _usable(opening(tokens), i)
    source = left(tokens, j + 1)
    if source and source[1] - source[0] == 1 and tokens[source[0]].lower in ("who", "which", "that"):
        back = source[0] - (lower(tokens, source[0] - 1) == ",")
        return left(tokens, back) or source
    return source


def _of_participle(tokens: Sequence[Token], i: int, j: int, before: Sequence[Found]) -> tuple[int, int] | None:
    """The subject of "..., saying that": a paper right before it, or who acts in the sentence."""
    joined = PREPOSITIONS | {"and", "while", "after", "before", "or", "but"}
    if j >= 0 and tokens[j].is_word and tokens[j].lower not in joined:
        source = left(tokens, j + 1)
        if source and tokens[source[1] - 1].lower in _PAPERS:
            return source
    return before[-1].source if before else _usable(opening(tokens), i)


def _usable(phrase: tuple[int, int] | None, i: int) -> tuple[int, int] | None:
    return phrase if phrase and phrase[1] <= i else None


def _ends_speaker(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or not tokens[at].is_word or tokens[at].lower in _AFTER_SPEAKER


def _closes_sentence(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase is a name with which the sentence ends, or nearly: surely the speaker behind a verb."""
    rest = tokens[phrase[1] :]
    return tokens[phrase[1] - 1].is_name and (len(rest) < 2 or rest[0].text in ".;" or rest[0].lower in ("as", "via"))


def _is_introduced(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase is a full name with more about its bearer behind a comma: "Ana Ruiz, a fellow"."""
    names = tokens[phrase[0] : phrase[1]]
    after = lower(tokens, phrase[1] + 1) if lower(tokens, phrase[1]) == "," else ""
    return len(names) > 1 and all(token.is_name for token in names) and after in ("a", "an", "the", "who", "whose")


def _speaks(before: Sequence[Token]) -> bool:
    """Whether the words before a headline's colon are somebody who speaks: "Pentagon:", "Senator Ruiz:"."""
    if len(before) > 4 or not all(token.is_word for token in before):
        return False
    if before[0].lower in _SPEAKERS and (before[0].lower != "who" or before[0].text == "WHO"):
        return len(before) == 1 or all(token.is_name for token in before)
    return before[-1].lower in _SPEAKERS - {"who"} and before[-1].is_name


def _closes_headline(mark: Token, rest: Sequence[Token]) -> bool:
    """Whether the words behind a headline's last mark are its source: "...: sources", "... -CNBC"."""
    if any(token.lower in _LABELS for token in rest):
        return True
    if mark.text == ":":
        return len(rest) == 1 and rest[0].lower in _SPEAKERS - {"who"}
    return len(rest) == 1 and rest[0].start == mark.end and rest[0].is_name and rest[0].lower in _SPEAKERS


def _abbreviates(tokens: Sequence[Token], begin: int, inside: Sequence[Token]) -> bool:
    """Whether what stands in brackets is short for the name before them, or a seat: "(EFF)", "(D-Vt.)"."""
    letters = inside[0].text.rstrip("s")
    if letters[1:2] == "-" and letters[0] in "RDI":
        return True
    names = [token.text[0] for token in tokens[max(0, begin - 9) : begin] if token.is_name]
    return len(letters) > 1 and letters.isupper() and "".join(names).endswith(letters)


def _marks(tokens: Sequence[Token]) -> Iterator[Found]:
    """A name by a mark: "Report: ...", "...: officials", "― Name" and "(Reuters)"."""
    size = len(tokens)
    colon = next((k for k in range(1, min(size - 1, 9)) if tokens[k].text == ":"), None)
    if colon is not None and all(token.is_word or token.text in ",.()" for token in tokens[:colon]):
        speaks = tokens[colon + 1].text in OPENING or tokens[colon + 1].lower in PRONOUNS | {"i'm", "we're", "i've"}
        labelled = tokens[colon - 1].lower in _LABELS or tokens[0].lower in _LABELS or _speaks(tokens[:colon])
        named = tokens[0].is_name and all(
            t.is_name or t.text == "," or t.lower in ("of", "the") for t in tokens[:colon]
        )
        if (labelled and size - colon > 3) or (speaks and named and tokens[0].lower != "the"):
            yield Found((0, colon), (colon, colon + 1), True)
    last = size - 1 - (size > 0 and tokens[-1].text == ".")
    begin = next((k for k in range(last - 1, max(2, last - 7), -1) if tokens[k].text == "("), None)
    if begin is not None and tokens[last].text == ")" and tokens[begin + 1].is_name and len(tokens[begin + 1].text) > 2:
        comma = next((k for k in range(begin + 1, last) if tokens[k].text == ","), last)
        inside = tokens[begin + 1 : comma]
        if all(token.is_word or token.text in "&." for token in inside) and not _abbreviates(tokens, begin, inside):
            yield Found((begin + 1, comma), (begin, begin + 1), True)
    for k in range(max(2, size - 5), size - 1):
        rest = tokens[k + 1 :]
        if tokens[k].text in "―—–-:" and all(t.is_word for t in rest) and _closes_headline(tokens[k], rest):
            yield Found((k + 1, size), (k, k + 1), True)
    if 1 < size < 9 and tokens[0].text in "―—" and tokens[1].is_name:
        yield Found((1, size), (0, 1), True)

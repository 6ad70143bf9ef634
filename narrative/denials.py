"""The words by which a sentence denies, or doubts, what somebody claims.

Negation inside a claim ("could not verify nationality", "gave no details") is no denial, nor is a denial that is
itself denied or left open ("did not deny", "neither confirmed nor denied", "declined to deny").
"""

from __future__ import annotations

import re
from enum import IntEnum

from narrative.wordlist import words
from narrative.wordrules import Entry, Match, search, table


class Doubt(IntEnum):
    """QUESTIONED: whether it is so is asked. DENIED: it is said not to be so. UNDOABLE: the same, in words that a
    negation before them undoes; given back as DENIED."""

    QUESTIONED = 1
    DENIED = 2
    UNDOABLE = 3


#: What can be denied to somebody. To deny it is an act; to deny anything else is a word against a word.
REFUSED = (
    r"(?:\s+(?:him|her|them|us|me)(?=\s+(?:the|an?|any|\w+)\b)|"
    r"\s+(?!that\b)(?:\w+\s+){0,2}(?:access|entry|service|use|visas?|permission|licen[cs]es?|bail|requests?|comment|asylum|parole|"
    r"funding|motions?|petitions?|applications?)\b)"
)
#: What is denied when it is denied that something was claimed.
_CLAIM = (
    r"(?:(?:claim|allegation|suggestion|idea|notion|account|accusation|report|rumou?r|characteri[sz]ation|assertion|"
    r"charge|view|interpretation)s?|(?:stor|theor)(?:y|ies))"
)
#: No two of these may match the same word, or the time taken doubles with each.
_OFTEN = r"(?:(?:an?|just|\w+ly)\s+)*"
_UNTRUE = (
    r"(?:false|untrue|not\s+true|baseless|unfounded|groundless|incorrect|fabricat(?:ed|ion)|fake|bogus|fiction(?:al)?|"
    r"hoax|myth|nonsense|rubbish|satire|inaccurate|fanciful|lie|not\s+(?:the\s+case|real)|erroneous|debunked)"
)
_ACT = (
    r"(?:ask(?:ed)?|seek|sought|request(?:ed)?|call(?:ed)?\s+for|intervened?|refused?|push(?:ed)?\s+for|order(?:ed)?|"
    r"happen(?:ed)?|exist(?:ed)?|instruct(?:ed)?|trigger(?:ed)?|provoked?|prompt(?:ed)?|caused?)"
)
_THE = (
    r"(?:(?:the|any|that|this|these|those|such|all|as|of|media|online|recent|earlier|\w+['’]s?)\s+){0,3}(?:\w+\s+){0,2}"
)
_NO_SIGN = (
    r"(?:absolutely\s+)?no\s+(?:evidence|indications?|proof|signs?|basis|truth)(?=\s+(?:\w+\s+)?(?:that|of|for|to|in))"
)
_NOTHING = (
    r"(?:no|never\s+any|not\s+any)\s+(?:\w+\s+)?(?:jailbreak|bypass|ban|threat|order|breach|request|plan|deal|attack)"
)
_ENTRIES: list[Entry] = [
    (Doubt.UNDOABLE, "deny denies denied denying", rf"(?!{REFUSED})", ""),
    (
        Doubt.UNDOABLE,
        "reject rejects rejected rejecting dismiss dismisses dismissed dismissing dispute disputes disputed disputing "
        "refute refutes refuted refuting rebut rebuts rebutted rubbish rubbished rubbishes contradict contradicts "
        "contradicted contradicting repudiate repudiates repudiated disavow disavows disavowed rebuff rebuffs rebuffed",
        rf"\s+{_THE}{_CLAIM}",
        "",
    ),
    (Doubt.UNDOABLE, "dispute disputes disputed", r"\s+that", ""),
    (
        Doubt.UNDOABLE,
        "reject rejects rejected dismiss dismisses dismissed dispute disputes disputed refute refutes refuted contest "
        "contests contested contradict contradicts contradicted",
        r"\s+(?:(?:all|both|any|each)\s+of\s+)?(?:this|that|it|these|those|them)"
        r"(?=[.,;:!)\"”]|$|\s+(?:and|but|as|in|on|outright|entirely|categorically|flatly|strongly|vehemently|saying)\b)",
        "",
    ),
    # "... but the company says it did not": the auxiliary stands for what was claimed.
    (
        Doubt.DENIED,
        "say says said insist insists insisted maintain maintains maintained claim claims claimed argue argues argued",
        r"\s+(?:that\s+)?(?:it|he|she|they|we)\s+(?:(?:did|does|do|has|have|had|was|were|is|are|will)(?:\s+not|n['’]t)|"
        r"never\s+(?:did|has|had|was|were))(?=[.;!\"”]|$)",
        "",
    ),
    (Doubt.DENIED, "nothing", r"\s+(?:of\s+the\s+(?:kind|sort)|like\s+(?:that|it))(?=[.,;!\"”]|$)", ""),
    (
        Doubt.DENIED,
        "has have had having played plays play",
        r"\s+(?:absolutely\s+)?no\s+(?:\w+\s+)?(?:(?:ties|links?|connections?|relationship|dealings)\s+(?:to|with)|"
        r"knowledge\s+of|(?:involvement|role|part)\s+in)",
        "",
    ),
    (
        Doubt.DENIED,
        "nobody none no",
        r"(?:\s+(?:one|government|regulator|official|authority|ministry|agency))?\s+(?:(?:in|at|from|of|inside|within)\s+(?:the\s+)?\w+(?:\s+(?!(?:was|were|is|are|been|be|who|can|could)\b)\w+)?\s+)?(?:(?:has|have|had|ever)\s+){0,2}"
        r"(?:asked|told|called|contacted|instructed|pressed|pressured|approached|demanded|requested|leaned|urged)",
        r"(?<!\bwhy\s)",
    ),
    (Doubt.UNDOABLE, "dismiss dismissed dismisses dismissing", rf"\s+(?:\w+\s+){{1,6}}as\s+{_OFTEN}{_UNTRUE}", ""),
    (
        Doubt.UNDOABLE,
        "brush brushed brushes brushing wave waved waves laugh laughed laughs swat swatted bat batted shrug shrugged",
        rf"\s+(?:aside|off|away)\s+(?:talk|{_THE}{_CLAIM})",
        "",
    ),
    (Doubt.UNDOABLE, "pour pours poured pouring throw threw", rf"\s+cold\s+water\s+on\s+(?:talk|{_THE}{_CLAIM})", ""),
    (Doubt.UNDOABLE, "push pushed pushes pushing hit hits", rf"\s+back\s+(?:on|at|against)\s+{_THE}{_CLAIM}", ""),
    (Doubt.DENIED, "debunk debunks debunked debunking disproved disproves disproven disprove dispel dispels", "", ""),
    (Doubt.DENIED, "refute refutes refuted refuting dispelled", "", ""),
    (
        Doubt.DENIED,
        "is are was were being as be proved proven proves turn turns turned",
        rf"(?:\s+out\s+to\s+be)?\s+{_OFTEN}{_UNTRUE}",
        "",
    ),
    (Doubt.DENIED, "s isn wasn aren weren", rf"\s+{_OFTEN}{_UNTRUE}", r"(?<=['’])"),
    (Doubt.DENIED, "isn wasn aren weren", r"['’]t\s+(?:true|the\s+case|real)", ""),
    (Doubt.DENIED, "there", rf"\s+(?:is|was|were|has\s+been)\s+{_NO_SIGN}", ""),
    (Doubt.DENIED, "had found finds saw see sees offers shows provides", rf"\s+{_NO_SIGN}", ""),
    (
        Doubt.DENIED,
        "show shows",
        r"\s+no\s+(?:\w+\s+)?(?:bypass|jailbreak|flaw|danger|vulnerability|break|threat|attack)",
        "",
    ),
    (Doubt.DENIED, "no", r"\s+such\s+(?!thing\s+as)\w+", ""),
    (Doubt.DENIED, "no", r"\s+(?:hard\s+|credible\s+|real\s+|clear\s+)?(?:evidence|proof)\s+(?:that|of)", r"^"),
    (Doubt.DENIED, "was is were are", rf"\s+{_NOTHING}", ""),
    (
        Doubt.DENIED,
        "never",
        # Whoever was never told what, or why, denies nothing: something was withheld.
        r"\s+(?:asked|sought|requested|told(?!(?:\s+\w+){0,2}\s+(?:what|why|how|which|whether|who|where|when)\b)|refused|said|"
        r"raised|received|happened|existed|ordered|claimed|took\s+place)",
        "",
    ),
    (
        Doubt.DENIED,
        "did do does had has have didn don doesn hadn hasn haven",
        rf"(?:\s+not|['’]t)\s+(?:actually\s+|ever\s+)?{_ACT}",
        "",
    ),
    (Doubt.DENIED, "contrary", r"\s+to\s+(?:(?:\w+\s+)?(?:reports|claims|rumou?rs)|what)", ""),
    (Doubt.DENIED, "despite", r"\s+(?:\w+\s+)?(?:reports|claims|rumou?rs)", ""),
    (Doubt.DENIED, "not", r"\s+true", ""),
    (Doubt.UNDOABLE, "hoax", "", ""),
    (
        Doubt.DENIED,
        "claim claims allegation allegations suggestion suggestions idea ideas notion notions account accounts "
        "accusation accusations report reports rumor rumors rumour rumours characterisation characterization "
        "assertion assertions figure figures number numbers charge charges view views interpretation interpretations "
        "story stories theory theories",
        r"\s+(?:\w+\s+){0,4}(?:overblown|exaggerated|wrong|false|unfounded|baseless|fake|untrue|incorrect|inaccurate)",
        "",
    ),
    (
        Doubt.DENIED,
        "fake false bogus erroneous unfounded baseless debunked fabricated",
        rf"\s+(?:\w+\s+)?(?:{_CLAIM}|news|tweets?|video|quotes?)",
        "",
    ),
    (
        Doubt.DENIED,
        "falsely wrongly erroneously mistakenly",
        r"\s+(?:report|claim|state|suggest|attribut|assert|alleg|identif)\w+",
        "",
    ),
    (
        Doubt.DENIED,
        "retract retracts retracted retracting",
        rf"(?=[.,;!]|$|\s+by\b|\s+{_THE}(?:{_CLAIM}|article|piece|paper|statement|post|letter|video|interview)s?\b)",
        "",
    ),
    (
        Doubt.DENIED,
        "retraction",
        r"(?=[.,;:!]|$|\s+(?:of\s+(?:the|its|his|her|their)\s+(?:\w+\s+)?(?:claim|report|story|article)|from|by))",
        "",
    ),
    # Whoever is accused says so of themselves: "we have never shared data", "it had never traded with them".
    (
        Doubt.DENIED,
        "it we they he she i",
        r"(?:['’]ve|['’]s|['’]d|\s+ha(?:s|d|ve))\s+never\s+(?:(?:knowingly|once|ever|intentionally|deliberately)\s+)?"
        r"(?!(?:been|seen|heard|known|faced|had|explained|experienced|encountered|felt|met|read|learned|learnt|disclosed|published)\b)"
        r"\w+",
        "",
    ),
    (
        Doubt.DENIED,
        "we it they",
        r"\s+(?:(?:do|does|did)\s+not|(?:do|does|did)n['’]t|never)\s+(?:share|sell|hand|give|pass|send|leak|train)s?\s+(?:\w+\s+){0,4}data\b",
        "",
    ),
    (
        Doubt.DENIED,
        "no none",
        r"\s+(?:\w+\s+){0,3}(?:chats|conversations|data|weights|information|files|records|models?|code|money|secrets)\s+(?:ha(?:s|ve|d)\s+(?:ever\s+)?been|was|were|is|are)\s+"
        r"(?:ever\s+)?(?:given|shared|handed|transferred|stolen|leaked|sold|breached|compromised|copied|passed|taken|sent|lost)",
        "",
    ),
    (
        Doubt.DENIED,
        "was were wasn weren is isn",
        r"(?:\s+not|['’]t)\s+(?:asked|ordered|instructed|approached|pressured|forced|told\s+to|pressed)",
        r"(?<!\bwho\s)",
    ),
    (Doubt.DENIED, "shoot shoots shot knock knocks knocked", rf"\s+down\s+{_THE}{_CLAIM}", ""),
    (
        Doubt.DENIED,
        "call calls called calling brand brands branded",
        r"\s+(?:\w+\s+){1,8}[\"“'‘]?(?:(?:\w+ly|pure|sheer|total|complete|utter|plain|outright)\s+)?(?:a\s+)?"
        r"(?:false|untrue|baseless|unfounded|groundless|incorrect|fabricat(?:ed|ion)|fake|bogus|fiction|hoax|nonsense|"
        r"rubbish|inaccurate|lie|fake\s+news)(?=[\"”'’.,;]|$)",
        "",
    ),
    (
        Doubt.QUESTIONED,
        "question questions questioned questioning ask asks asked asking doubt doubts doubted doubting wonder wonders "
        "wondered wondering",
        r"\s+(?:whether|if|how|why)",
        "",
    ),
    (Doubt.QUESTIONED, "queried unsure", r"\s+(?:whether|if|how|why)", ""),
    (Doubt.QUESTIONED, "open", r"\s+question", ""),
    (Doubt.QUESTIONED, "it", r"\s+remains\s+to\s+be\s+seen", ""),
    (
        Doubt.QUESTIONED,
        "cast casts casting raise raises raised sow sowed",
        r"\s+(?:\w+\s+)?doubts?",
        "",
    ),
    (Doubt.QUESTIONED, "in", r"\s+(?:doubt|question)", ""),
    (Doubt.QUESTIONED, "doubt doubts", r"\s+(?:over|about|whether|that|remain|grow|cast)", ""),
    (Doubt.QUESTIONED, "skeptical sceptical", "", ""),
    (Doubt.QUESTIONED, "too", r"\s+good\s+to\s+be\s+true", ""),
]
_RULES = table(_ENTRIES)
#: What before a verb of denying leaves the thing undenied.
_UNDENIED = re.compile(
    r"(?:\b(?:not|never|nor|or|cannot|few|nobody|nothing|without|hardly|no|no\s+one|(?:declin|refus|fail)(?:e|es|s|ed|ing)?"
    r"\s+to|short\s+of)|n['’]t)\s+(?:an?\s+|\w+ly\s+|to\s+|been\s+)?$",
    re.I,
)
#: Before "denied" these make it an act done to somebody ("were denied entry"), unless a claim was ("the report was").
_DONE_TO = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+$", re.I)
_CLAIM_DONE_TO = re.compile(rf"{_CLAIM}\s+(?:\w+\s+){{1,2}}$", re.I)
_TO = re.compile(r"\bto\s+$", re.I)
#: What makes of "to deny" a word against a word.
_OF_A_CLAIM = re.compile(rf"\s+(?:(?:that|having|it)\b|(?:\w+(?:['’]s?)?\s+){{0,3}}{_CLAIM}\b)", re.I)
_CLOSING_QUESTION = re.compile(r"\?[\"'”’)\]]*$")
_DENYING = words("deny denies denied denying")


def doubts(sentence: str) -> list[Match]:
    """Every denial, as DENIED, and every question of whether it is so, as QUESTIONED, in order of place."""
    found = []
    for match in search(_RULES, sentence):
        if match.kind != Doubt.UNDOABLE:
            found.append(match)
        elif _stands(sentence, match):
            found.append(match._replace(kind=Doubt.DENIED))
    asked = _CLOSING_QUESTION.search(sentence, max(0, len(sentence) - 5))
    if asked:
        found.append(Match(Doubt.QUESTIONED, asked.start(), asked.end()))
    return found


def undone(sentence: str) -> list[Match]:
    """Words of denying that deny nothing: they are themselves denied or left open, or are an act ("denied entry")."""
    return [m for m in search(_RULES, sentence) if m.kind == Doubt.UNDOABLE and not _stands(sentence, m)]


def _stands(sentence: str, match: Match) -> bool:
    """Whether words of denying are not themselves denied, and no act."""
    before = sentence[max(0, match.start - 40) : match.start]
    if _UNDENIED.search(before):
        return False
    if sentence[match.start : match.end].lower() not in _DENYING:
        return True
    if _DONE_TO.search(before):
        return _CLAIM_DONE_TO.search(before) is not None
    return not _TO.search(before) or _OF_A_CLAIM.match(sentence, match.end) is not None

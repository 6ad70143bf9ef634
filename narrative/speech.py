"""The words by which a text gives somebody's word: verbs of saying, believing, showing and judging, and their forms.

Compiled by hand from the verbs that news style guides list for attribution; an entry is the plain form, with its
irregular past where it has one.
"""

from __future__ import annotations

from collections.abc import Mapping

from narrative.wordlist import words

#: Verbs of pure saying: whatever follows is what was said.
_SAYING = "say:said allege argue assert contend insist opine quip retort tweet rebut"
#: Verbs that give somebody's word where a clause, a quotation or a question word follows (or they close a clause).
_TELLING = """
    acknowledge add admit advise affirm agree announce assure believe:believed boast caution certify claim
    clarify comment complain concede conclude confess confirm continue counter declare decide deem deny
    describe detail determine disclose discover dispute emphasise emphasize estimate exclaim expect explain
    expound express fear feel:felt find:found forecast fume gripe gush grumble guess highlight hint
    hold:held hope imagine imply indicate inform joke judge know:knew lament learn maintain mention muse
    note observe point_out posit post predict promise proclaim pronounce propose protest prove purport quote
    reaffirm realise realize reason recall reckon recognise recognize recommend recount reflect reiterate
    relate remark remember remind reply report repeat resolve respond reveal rule scoff see:saw show signal
    snap speculate state stress submit suggest surmise suspect swear:swore testify tell:told theorise
    theorize think:thought threaten understand:understood underscore underline urge vow warn wonder worry
    write:wrote pledge put_it make_clear:made_clear make_the_case:made_the_case lay_out spell_out point_to
    note_that file put_out hear:heard figure doubt question put:put notify demonstrate attribute sigh groan
    shrug enthuse thunder bark mutter murmur whisper sneer growl rage cry roar document chronicle outline
    stipulate specify relay
"""
#: Verbs of doing with words: what somebody asked, praised or fought. They name a stand, not a report of facts.
_ACTING = """
    accuse applaud approve assail attack back bash bemoan berate blame blast call_for call_on castigate
    celebrate challenge champion chide cite condemn congratulate consider criticise criticize decline decry
    defend demand denounce deplore deride discuss dismiss disavow echo encourage endorse espouse extol favor
    favour hail implore invoke lambast lambaste laud lobby_for mock object oppose order petition plead plan
    praise press prefer push_for rail_against rap ridicule refuse reject reprimand request rip seek:sought
    slam support sue thank tout trash urge want welcome intend aim ask appeal push_back rip_into
    tear_into:tore_into refer_to talk_about:talked_about speak_of:spoke_of speak_about:spoke_about
    speak_out:spoke_out warn_of warn_about warn_against complain_about complain_of disagree_with agree_with
    respond_to chant shout yell regret rue commend talk_of:talked_of salute advocate argue_for argue_against
    insist_on boast_of brag promise offer vow pledge suggest recommend propose portray liken compare
    characterise characterize depict regard view label brand dub term call paint hope_for
"""
#: Verbs that give a judgement as somebody's own where two things follow ("called the move a mistake").
_CALLING = """
    call term label brand dub deem consider regard view describe characterise characterize portray depict liken
    compare dismiss see:saw paint find:found denounce slam blast condemn decry deride criticise criticize lambast
    lambaste assail attack deplore ridicule mock hail praise
"""
#: Verbs that show rather than say.
SHOWING = words("show find reveal indicate demonstrate document prove imply see")
#: Verbs of TELLING that say nothing of a source unless a clause follows: "knew the way".
UNSURE = words(
    """know remember hear expect see hold feel continue decide find show recall realize realise understand guess
    imagine prove learn figure agree add answer file put go make maintain discover write read tell report
    repeat relay judge rule determine certify document detail"""
)
#: Forms that are nouns as often as verbs: only what follows tells.
NOUNISH = words(
    """claim claims report reports state states note notes call calls plan plans comment comments view views
    order orders request requests promise promises hope hopes fear fears doubt doubts worry worries question
    questions answer answers reply replies attack attacks demand demands offer offers support press estimate
    estimates forecast forecasts signal signals document documents judge judges rule rules file files detail
    details back figure figures label term terms study show shows remark remarks thought felt appeal appeals
    aim aims threat backs saw post posts hold holds saying finding findings warning understanding following
    ruling reporting mention mentions propose relay reason reasons challenge object objects concern blast
    paint brand express purport chant rap dispute disputes move recall recalls welcome lament vow vows pledge
    pledges complain favor trash cite intend tweet tweets protest protests advocate advocates joke jokes champion
    champions brag gripe gripes rebuke ridicule mock shout shouts post posts"""
)
#: Verbs that only a quotation beside them makes verbs of saying.
VOICED = words("sigh groan shrug enthuse thunder bark mutter murmur whisper sneer growl rage cry roar")
#: Verbs of ACTING that, all the same, tell what is on somebody's word: "spoke of three losses".
TOLD_OF = words("speak_of talk_of warn_of")
_DOUBLING = words("quip rap plan rebut submit put slam dub rip snap")


def _forms(entry: str) -> dict[str, tuple[str, str]]:
    """Every form of one entry's first word: base, third person, past, -ing."""
    plain, _, irregular = entry.partition(":")
    first, _, _ = plain.partition("_")
    stem = first[:-1] if first.endswith("e") else first
    if first in _DOUBLING:
        stem = first + first[-1]
    third = first + "s"
    if first.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = first + "es"
    past, ing = stem + "ed", stem + "ing"
    if first.endswith("y") and first[-2] not in "aeiou":
        third, past, ing = first[:-1] + "ies", first[:-1] + "ied", first + "ing"
    if first in ("see", "agree", "be"):
        ing = first + "ing"
    past = irregular.partition("_")[0] or {"put": "put", "lay": "laid", "go": "went", "make": "made"}.get(first, past)
    if first in ("say", "tell", "feel", "hold", "think", "find", "hear"):
        ing = first + "ing"
    participle = {"wrote": "written", "knew": "known", "saw": "seen", "spoke": "spoken", "swore": "sworn"}.get(
        past, past
    )
    return {
        first: (plain, "base"),
        third: (plain, "third"),
        past: (plain, "past"),
        participle: (plain, "past"),
        ing: (plain, "ing"),
    }


def _table(entries: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for entry in dict.fromkeys(entries.split()):
        for form, reading in _forms(entry).items():
            if reading not in table.setdefault(form, []):
                table[form].append(reading)
    # Longest first, so that "call for" is tried before "call".
    return {form: tuple(sorted(readings, key=lambda r: (-len(r[0]), r))) for form, readings in table.items()}


#: Form -> ((plain form, its words joined by "_"; which form: base, third, past or ing), ...).
SAYING, TELLING, ACTING, CALLING = _table(_SAYING), _table(_TELLING), _table(_ACTING), _table(_CALLING)
#: Nouns that, with a possessive before and "that" or "of" behind, give somebody's word.
NOUNS = words(
    """claim claims allegation allegations assertion assertions argument contention statement announcement report
    reports suggestion suggestions warning warnings belief accusation accusations view complaint complaints
    insistence acknowledgement admission account comment comments remark remarks testimony conclusion finding
    findings promise pledge vow denial prediction estimate assessment opinion"""
)

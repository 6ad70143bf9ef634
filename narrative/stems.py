"""A word without its ending, the same for all forms of one word: "created", "creating", "creation"."""

from __future__ import annotations

import re
from functools import lru_cache

#: Endings and what stands for them, longest first; "izing:is" makes "criticizing" the "criticis" of "criticise".
_SUFFIXES = [
    tuple(pair.split(":"))
    for pair in """
        izations:is isations:is ization:is isation:is iveness:ive fulness:ful ousness:ous ational: ements: ement:
        ations: ation: ating: atory: ative: ators: ities: izing:is ising:is ized:is ised:is izes:is ises:is ates:
        ated: ator: ity: ments: ment: ingly: edly: ness: ions: ion: erings: ering: ings: ing: ize:is ise:is ate: ies:y
        ied:y ers: er: ors: or: als: al: ly: ered: ed: es: s: e:
    """.split()
]
#: Forms that no ending tells, each with its plain form.
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
        stole:steal stolen:steal theft:steal thefts:steal sold:sell bought:buy fell:fall fallen:fall rose:rise
        risen:rise grew:grow grown:grow withdrew:withdraw withdrawn:withdraw withdrawal:withdraw
        withdrawals:withdraw chose:choose chosen:choose choice:choose choices:choose forbade:forbid forbidden:forbid
        broke:break broken:break froze:freeze frozen:freeze hid:hide hidden:hide led:lead left:leave met:meet
        paid:pay payment:pay payments:pay sent:send spent:spend taught:teach wrote:write written:write won:win
        fought:fight sought:seek kept:keep built:build brought:bring caught:catch held:hold ran:run drove:drive
        driven:drive drew:draw drawn:draw flew:fly shook:shake shaken:shake struck:strike spoke:speak spoken:speak
        threw:throw thrown:throw lost:lose loss:lose losses:lose began:begin begun:begin children:child knew:know
        known:know knowledge:know bore:bear hit:hit bound:bind heard:hear understood:understand undertook:undertake
        undertaken:undertake overtook:overtake overtaken:overtake stood:stand proof:prove proofs:prove proven:prove
        belief:believe beliefs:believe growth:grow sale:sell sales:sell approval:approve approvals:approve
        refusal:refuse denial:deny denials:deny arrival:arrive removal:remove analyses:analysis countries:country
    """.split()
)


#: Endings that a shorter word loses as well, if what is left could be one: "acts", "added", "buying", "tries".
_SHORT, _SHORTEST = {"ies": 2, "ied": 2, "s": 3, "ed": 3, "ing": 3}, 4
_VOWEL = re.compile("[aeiouy]")
#: What ends so is mostly no form of a shorter word: "loss", "plus", "basis", "speed".
_WHOLE = ("ss", "us", "is", "eed")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending: rough, but the same for the forms of one word."""
    word = _IRREGULAR.get(word, word)
    word = word.removesuffix("ship") if len(word) > 8 else word
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and _may_lose(word, ending):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


def _may_lose(word: str, ending: str) -> bool:
    """Whether enough of a word is left without an ending."""
    left = len(word) - len(ending)
    if left >= _SHORTEST:
        return True
    least = _SHORT.get(ending)
    return least == left and (left < 3 or (_VOWEL.search(word, 0, left) is not None and not word.endswith(_WHOLE)))

"""Words of which the one excludes the other, as news uses them of orders, access, deals and courts.

Written from general English: what is done freely or on command, given or refused, put on or taken off, before or after,
by all or by few. Each pole lists the forms that mean it in the past tense and the passive, as reports have them. Left
out are words that mean both ("sanction"), that follow one another in the usual course of things and so do not
contradict each other ("arrested" and "released", "suspended" and "restored"), or that differ only by degree.
"""

from __future__ import annotations

from narrative.wordlist import words

#: The poles of each opposition; underscores stand for spaces.
OPPOSITES = tuple(
    (words(one), words(other))
    for one, other in (
        (
            "chose decided opted elected volunteered voluntarily of_its_own_accord by_choice",
            "was_ordered were_ordered was_forced were_forced was_told were_told was_required were_required "
            "was_compelled were_compelled was_made were_made under_orders involuntarily",
        ),
        ("agreed accepted consented complied", "refused declined rejected resisted balked"),
        (
            "approved allowed permitted granted cleared authorised authorized",
            "blocked barred banned forbade forbidden prohibited denied vetoed",
        ),
        ("lifted withdrew withdrawn rescinded revoked scrapped dropped", "imposed kept extended maintained reinstated"),
        ("upheld affirmed", "overturned struck_down overruled reversed annulled"),
        ("convicted guilty", "acquitted innocent cleared"),
        ("won", "lost"),
        ("raised increased rose grew", "cut lowered reduced fell shrank"),
        ("bought acquired", "sold divested"),
        ("joined", "left quit withdrew_from"),
        ("everyone everybody all every each universally worldwide", "only solely none nobody no_one"),
        ("before", "after"),
        ("temporary temporarily", "permanent permanently"),
        ("legal lawful lawfully legally", "illegal unlawful unlawfully illegally"),
        ("public publicly openly", "secret secretly privately"),
        ("with_notice with_warning", "without_notice without_warning"),
        ("supported backed endorsed", "opposed condemned"),
        ("true", "false"),
        ("safe", "unsafe dangerous"),
        ("alone unilaterally", "jointly together"),
    )
)

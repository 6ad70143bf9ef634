"""Which sentences of a brief a mail has room for, and one that counts those that are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from narrative.briefkinds import FIRST, LAST, WEIGHTS, Kind
from store.models import Brief, BriefLine

#: Lines of so many characters that a short brief takes, about; characters that the ids behind a sentence take.
LINES, WIDTH, _IDS = 25, 76, 14
#: A further sentence of a kind counts so much of the one before it; of those on what may be missing so many are told.
FURTHER, MISSING = 0.6, 2


def short(brief: Brief, how: str) -> tuple[BriefLine, ...]:
    """What matters most, in about LINES lines and in the brief's order; what is left out is counted in a sentence that
    says `how` to see it. No kind takes all the room, and one that alone would be left out is told."""
    lines = brief.lines
    always = _always(lines)
    room = LINES - sum(_lines(lines[number]) for number in always) - 2
    chosen = set(always)
    for number in _ranked(lines):
        if (size := _lines(lines[number])) <= room:
            chosen.add(number)
            room -= size
    left = [line for number, line in enumerate(lines) if number not in chosen]
    if len(left) <= 1:
        return lines
    told = [lines[number] for number in sorted(chosen)]
    place = next((number for number, line in enumerate(told) if line.kind in LAST), len(told))
    return (*told[:place], _more(left, how), *told[place:])


def _always(lines: Sequence[BriefLine]) -> list[int]:
    """What stands first, and the first of what may be missing."""
    first = [number for number, line in enumerate(lines) if line.kind in FIRST]
    return first + [number for number, line in enumerate(lines) if line.kind in LAST][:MISSING]


def _ranked(lines: Sequence[BriefLine]) -> list[int]:
    """The others, those first that weigh most once a kind that was told before counts less."""
    told = Counter[str]()
    weighed = []
    for number, line in enumerate(lines):
        if line.kind in WEIGHTS:
            weighed.append((-line.weight * FURTHER ** told[line.kind], number))
            told[line.kind] += 1
    return [number for _, number in sorted(weighed)]


def _lines(line: BriefLine) -> int:
    return 1 + (len(line.text) + _IDS) // WIDTH


def _more(left: Sequence[BriefLine], how: str) -> BriefLine:
    counts = Counter(Kind(line.kind) for line in left)
    told = [
        f"{counts[kind]} {weight.one if counts[kind] == 1 else weight.many}"
        for kind, weight in WEIGHTS.items()
        if counts[kind]
    ]
    missing = sum(counts[kind] for kind in LAST)
    told += [f"{missing} on feeds"] if missing else []
    text = f"And {len(left)} more: {', '.join(told)}. {how}"
    stories = tuple(dict.fromkeys(number for line in left for number in line.story_ids))
    claims = tuple(dict.fromkeys(number for line in left for number in line.claim_ids))
    return BriefLine(Kind.MORE, text, stories, claims, (("sentences", len(left)),))

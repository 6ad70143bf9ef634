"""The figures of a claim: what values its mentions give for what, who gave which first, where they cannot all hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from narrative.asides import is_correction
from narrative.magnitude import agree, same_clock, sense
from narrative.measures import LATELY, chain_of
from narrative.nearby import Place, of_a_name, place
from narrative.roles import roles
from narrative.wordings import as_it_was
from store.models import Claim, Figure, Mention

#: How many new chains lately make a value spread.
SPREADING = 2
#: Kinds whose nearest noun says little, and how many words near two of them must share to be of one event.
_MOMENTS, ALIKE = frozenset({"date", "time"}), 2
#: Who tells how many there were before does not contradict who tells how many there are.
_FORMERLY = re.compile(r"\b(?:before|previously|formerly|originally|initially|at first|until|used to|earlier)\b", re.I)


@dataclass(frozen=True, slots=True)
class Use:
    """A mention, by its number in the claim from 1, that gives a value, with the figure it gives. `until`: when its
    story was seen to say otherwise, where it gave it in an earlier version; `mention` is that then."""

    number: int
    mention: Mention
    figure: Figure
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One value with all that give it or gave it before an edit, oldest first. `shown` is how the first of them writes
    it, a weekday with its date. Who gave it is counted only where nobody gives it any more."""

    value: str
    sense: str
    uses: tuple[Use, ...]

    @property
    def shown(self) -> str:
        figure = self.uses[0].figure
        qualifier, text = figure.qualifier or "", figure.text
        if figure.kind == "date" and not any(letter.isdigit() for letter in text):
            return f"{text} ({figure.value})"
        return text if qualifier in text.lower() or "+" in text else f"{qualifier} {text}"

    @property
    def withdrawn(self) -> tuple[Use, ...]:
        """Those that gave it in an earlier version and do not now."""
        kept = {use.number for use in self.uses if not use.until}
        return tuple(use for use in self.uses if use.until and use.number not in kept)

    @property
    def counted(self) -> tuple[Use, ...]:
        """Those that give it; where none does, those that gave it."""
        return tuple(use for use in self.uses if not use.until) or self.uses

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.mention.outlet for use in self.counted))

    @property
    def chains(self) -> int:
        """How many chains give it, 0 where all have withdrawn it."""
        return len({chain_of(use.mention) for use in self.uses if not use.until})

    @property
    def mentions(self) -> tuple[tuple[int, Mention], ...]:
        """The mentions that give it, with their numbers."""
        return tuple((use.number, use.mention) for use in self.counted)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The mentions that give it, by number."""
        return tuple(dict.fromkeys(use.number for use in self.counted))

    @property
    def first_said_by(self) -> str:
        return self.uses[0].mention.outlet

    @property
    def first_said_at(self) -> datetime:
        return self.uses[0].mention.said_at


@dataclass(frozen=True, slots=True)
class Slot:
    """What figures are figures of, and the values given for it in the order in which they came up.

    `of` is the noun that is counted or valued, or `""`; `conflicts` are pairs of places in `values` of which both
    cannot be true; `spreading` is the value that the most chains took up lately, where some did.
    """

    kind: str
    of: str
    values: tuple[Value, ...]
    conflicts: tuple[tuple[int, int], ...] = ()
    spreading: int | None = None

    @property
    def in_conflict(self) -> frozenset[int]:
        """The values that some other contradicts."""
        return frozenset(number for pair in self.conflicts for number in pair)


@dataclass(frozen=True, slots=True)
class _Found:
    use: Use
    place: Place


def ledger(claim: Claim) -> tuple[Slot, ...]:
    """The figures of a claim by what they are figures of, and the names that stand in one place: those in conflict
    first, then those of most values and uses."""
    return tuple(sorted([*figure_slots(claim), *_names(claim)], key=_rank))


def figure_slots(claim: Claim) -> list[Slot]:
    """The figures of a claim by what they are figures of, without names and in no order that tells.

    Two values conflict where they stand for the same thing, no sentence gives both, and no one number fits both: "at
    least 90" and 117 do not, $8 billion and $33 billion do.
    """
    groups: list[list[_Found]] = []
    for found in _figures(claim.mentions):
        merged, apart = [found], []
        for group in groups:
            if any(_same_thing(found, other) for other in group):
                merged += group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return [_slot(group, claim) for group in groups]


def _names(claim: Claim) -> list[Slot]:
    """Where mentions put different names in one place; that is no conflict, as both may have signed."""
    slots = []
    for role, uses in roles(claim.mentions).items():
        by_name: dict[str, list[Use]] = {}
        for number, figure in uses:
            by_name.setdefault(figure.value, []).append(Use(number, claim.mentions[number - 1], figure))
        values = tuple(Value(name, "", tuple(its)) for name, its in by_name.items())
        slots.append(Slot("name", role, values, (), _spreading(values, claim.last_said_at)))
    return slots


def _rank(slot: Slot) -> tuple[bool, int, int, datetime, int]:
    first = slot.values[0].uses[0]
    uses = sum(len(value.uses) for value in slot.values)
    return not slot.conflicts, -len(slot.values), -uses, first.mention.said_at, first.figure.start


def _figures(mentions: Sequence[Mention]) -> Iterable[_Found]:
    taken_back = {
        (mention.story_id, figure.kind, figure.value)
        for mention in mentions
        for wording in mention.earlier
        for figure in wording.figures
    }
    for number, mention in enumerate(mentions, 1):
        for found in _of_words(number, mention, None):
            figure = found.use.figure
            # "An earlier version gave it as $8 billion" does not give it so.
            if (mention.story_id, figure.kind, figure.value) not in taken_back or not is_correction(mention.sentence):
                yield found
        for wording in mention.earlier:
            yield from _of_words(number, as_it_was(mention, wording), wording.until)


def _of_words(number: int, mention: Mention, until: datetime | None) -> Iterable[_Found]:
    for figure in mention.figures:
        start, end = figure.start - mention.start, figure.end - mention.start
        if not of_a_name(mention.sentence, figure, start):
            yield _Found(Use(number, mention, figure, until), place(mention.sentence, start, end))


def _same_thing(one: _Found, other: _Found) -> bool:
    """Whether two figures are of the same thing: of one kind and unit, and the same value or of the same noun."""
    a, b = one.use.figure, other.use.figure
    if a.kind != b.kind or _unit(a) != _unit(b):
        return False
    if a.kind == "time" and same_clock(a.value, b.value):
        return True
    return (a.value == b.value and sense(a) == sense(b)) or _of_one(one, other)


def _of_one(one: _Found, other: _Found) -> bool:
    """Whether two figures are of one noun; a share also where one thing is done to it: "blocks 99 % of tries"."""
    here, there = one.place, other.place
    if one.use.figure.kind == "percent" and here.behind and here.behind == there.behind:
        return True
    return bool(here.head and here.head == there.head) or (here.head in there.near and there.head in here.near)


def _unit(figure: Figure) -> str:
    if figure.kind == "money":
        return figure.value.rpartition(" ")[2]
    return "year" if figure.value.endswith("(year)") else ""


def _slot(group: list[_Found], claim: Claim) -> Slot:
    group = sorted(group, key=lambda found: _said(found.use))
    by_value: dict[tuple[str, str], list[_Found]] = {}
    for found in group:
        uses = by_value.setdefault((found.use.figure.value, sense(found.use.figure)), [])
        if all(_words_of(other.use) != _words_of(found.use) for other in uses):
            uses.append(found)
    values = [Value(value, meant, tuple(found.use for found in uses)) for (value, meant), uses in by_value.items()]
    uses_of = list(by_value.values())
    pairs = combinations(range(len(values)), 2)
    conflicts = tuple((one, other) for one, other in pairs if _conflict(uses_of[one], uses_of[other]))
    return Slot(
        group[0].use.figure.kind, _noun(group), tuple(values), conflicts, _spreading(values, claim.last_said_at)
    )


def _said(use: Use) -> tuple[datetime, int, datetime, int]:
    return use.mention.said_at, use.number, use.until or datetime.max.replace(tzinfo=UTC), use.figure.start


def _words_of(use: Use) -> tuple[int, datetime | None]:
    """In which words of which mention a figure stands."""
    return use.number, use.until


def _noun(group: Sequence[_Found]) -> str:
    """The noun that most figures are of; days and times of day hang on many, and have one only where half agree."""
    nouns = Counter(found.place.word for found in group if found.place.word).most_common(1)
    if not nouns or (group[0].use.figure.kind in _MOMENTS and nouns[0][1] * 2 < max(len(group), 3)):
        return ""
    return nouns[0][0]


def _conflict(ones: Sequence[_Found], others: Sequence[_Found]) -> bool:
    """Whether two values exclude each other: somewhere they stand for the very same, and nowhere side by side."""
    if {_words_of(found.use) for found in ones} & {_words_of(found.use) for found in others}:
        return False
    if agree(ones[0].use.figure, others[0].use.figure):
        return False
    return any(_rival(one, other) for one in ones for other in others)


def _rival(one: _Found, other: _Found) -> bool:
    """Whether two figures are of one thing at one time; a day is so only where its surroundings are alike."""
    here, there = one.place, other.place
    if here.link != there.link or _was_so_before(one) != _was_so_before(other):
        return False
    if one.use.figure.kind in _MOMENTS:
        return len(here.near & there.near) >= ALIKE
    return _of_one(one, other)


def _was_so_before(found: _Found) -> bool:
    return bool(_FORMERLY.search(found.use.mention.sentence))


def _spreading(values: Sequence[Value], until: datetime) -> int | None:
    """The value that the most chains took up lately; only one of several can spread, and ties are none."""
    if len(values) < 2:
        return None
    news = sorted(((_new_chains(value, until - LATELY), -number) for number, value in enumerate(values)), reverse=True)
    (most, number), (second, _) = news[0], news[1]
    return -number if most >= SPREADING and most > second else None


def _new_chains(value: Value, since: datetime) -> int:
    before = {chain_of(use.mention) for use in value.uses if use.mention.said_at < since}
    return len({chain_of(use.mention) for use in value.uses if not use.until} - before)

"""What a person did with claims, laid over what an analysis derives: done again after each, with the same result.

An act names its claim by an anchor, the mentions it had at the time. The claim meant is found again as `identity` finds
claims again; one that is known to be another is never taken for it, however many sentences they share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from narrative.identity import keep_ids
from narrative.regrouping import Key, key_of, keys_of, parted, united, wording
from store.models import Act, ActKind, Claim, Mention

#: What a person can set of a claim, by the fields that hold it.
_NAME, _PIN, _DISMISSAL, _NOTE = ("statement", "named"), ("pinned",), ("dismissed",), ("note",)


@dataclass(frozen=True, slots=True)
class Applied:
    """Claims with the acts done to them, and for each the ids by which acts mean it: mostly none, or one."""

    claims: tuple[Claim, ...]
    meant: tuple[frozenset[int], ...]


def apply(derived: Sequence[Claim], acts: Sequence[Act], stored: Sequence[Claim] = ()) -> Applied:
    """The claims as the person wants them: what was derived, with the acts done to it in order of their ids.

    `stored`: the claims as they last stood, those at least that share a mention with an anchor or with a claim that an
    act names. They tell which derived claims are others, to be left alone, and what a pinned claim held that is derived
    no more. Ids are left as they come; `settling.identify` gives them, and first those by which acts mean a claim: so
    a person's marks and the id they were set under stay together.
    """
    ordered = sorted(acts, key=lambda act: act.id)
    sheet = _Sheet([_bare(claim) for claim in derived], ordered, stored)
    for act in _pins_in_force(ordered):
        sheet.rescue(act)
    for act in ordered:
        _DO[act.kind](sheet, act)
    rows = [row for row in sheet.rows if row.claim.pinned or not row.rescued]
    return Applied(tuple(row.claim for row in rows), tuple(sheet.ids_of(row) for row in rows))


def _bare(claim: Claim) -> Claim:
    """A claim without a person's marks."""
    if claim.named or claim.pinned or claim.dismissed or claim.note:
        return replace(claim, named=False, pinned=False, dismissed=False, note=None)
    return claim


def _pins_in_force(acts: Iterable[Act]) -> list[Act]:
    """The last pin of each claim that was not unpinned since."""
    pins: dict[int, Act] = {}
    for act in acts:
        if act.kind is ActKind.PIN:
            pins[act.claim_id] = act
        elif act.kind is ActKind.UNPIN:
            pins.pop(act.claim_id, None)
    return list(pins.values())


class _Row:
    """A claim in the making. `owner`: the family of the stored claim that it is; `since`: the act that last set each
    of its marks."""

    def __init__(self, claim: Claim, *, owner: int | None = None, rescued: bool = False) -> None:
        self.claim, self.owner, self.rescued = claim, owner, rescued
        self.keys = keys_of(claim)
        self.since: dict[tuple[str, ...], int] = {}

    def rank(self) -> tuple[object, ...]:
        return len(self.keys), sorted(self.keys), self.claim.statement

    def become(self, claim: Claim) -> None:
        self.claim, self.keys = claim, keys_of(claim)


class _Sheet:
    """The claims in the making, and which of them an act can mean.

    Stored claims that merges and splits tie together are a family. It owns the derived claims that are mostly one of
    its own, and an act on one of the family can mean none that another family owns.
    """

    def __init__(self, derived: Sequence[Claim], acts: Sequence[Act], stored: Sequence[Claim]) -> None:
        self.rows = [_Row(claim) for claim in derived]
        self._stored = {claim.id: claim for claim in stored}
        self._roots = _families(acts)
        self._regrouped = {n for act in acts if act.other_id is not None for n in (act.claim_id, act.other_id)}
        self._acts = acts
        self._by_id: dict[int, _Row] = {}
        held = {claim.id: keys_of(claim) for claim in stored}
        self._held = _Known(held)
        families: dict[int, frozenset[Key]] = {}
        for claim_id, keys in held.items():
            families[self._root(claim_id)] = families.get(self._root(claim_id), frozenset()) | keys
        watched = frozenset[Key]().union(*(act.anchor | act.other for act in acts), *families.values())
        # In an order of their own, so that of equals the same one is found however they come.
        self._near = sorted((row for row in self.rows if not watched.isdisjoint(row.keys)), key=_Row.rank)
        known = _Known(families)
        for row in self._near:
            row.owner = known.whose(row.keys)

    def _root(self, claim_id: int) -> int:
        return self._roots.get(claim_id, claim_id)

    def later_parts(self, act: Act) -> list[_Row]:
        """The rows mostly of a merge's mentions that were no claims of their own when it was done."""
        both = act.anchor | act.other
        new = {other.other_id for other in self._acts if other.id > act.id and other.kind is ActKind.SPLIT}
        ours = {None, act.claim_id, act.other_id, *new}
        rows = [row for row in self.candidates(act) if 2 * len(row.keys & both) > len(row.keys)]
        return [row for row in rows if self._held.whose(row.keys) in ours]

    def add(self, row: _Row) -> None:
        self.rows.append(row)
        self._near.append(row)

    def drop(self, row: _Row, into: _Row) -> None:
        """Takes a row out of which another has become a part."""
        self.rows.remove(row)
        self._near.remove(row)
        self._by_id.update({number: into for number, its in self._by_id.items() if its is row})

    def call(self, claim_id: int | None, row: _Row | None) -> None:
        """From now on acts on this id mean this row; None: no row that is known."""
        if claim_id is not None:
            self._by_id.pop(claim_id, None)
            if row is not None:
                self._by_id[claim_id] = row

    def called(self, claim_id: int | None) -> _Row | None:
        """The row that acts on this id mean, as far as one of them has been done."""
        return self._by_id.get(claim_id or 0)

    def ids_of(self, row: _Row) -> frozenset[int]:
        """The ids by which acts mean a row."""
        return frozenset(number for number, its in self._by_id.items() if its is row)

    def candidates(self, act: Act) -> list[_Row]:
        """The rows that no other family owns."""
        return [row for row in self._near if row.owner in (None, self._root(act.claim_id))]

    def meant(self, keys: Iterable[Key], act: Act) -> _Row | None:
        """The row of just these mentions. Where there is none: the one that has most of those still there, or is mostly
        made of them; of equals the smaller one."""
        wanted = frozenset(keys)
        for row in self._near:
            if row.keys == wanted:
                return row
        live = frozenset(key for row in self._near for key in wanted & row.keys)
        rows = sorted(self.candidates(act), key=_Row.rank)
        ids = keep_ids({0: live}, [row.keys for row in rows], 1)
        return rows[ids.index(0)] if 0 in ids else None

    def of(self, act: Act) -> _Row | None:
        """The act's claim: the one that acts on this id mean already; else by what it last held, as it may have moved
        on from its anchor step by step; else, and where it was merged or split, by the anchor."""
        if known := self.called(act.claim_id):
            return known
        row, last = None, self._stored.get(act.claim_id)
        if last is not None and act.claim_id not in self._regrouped:
            row = self.meant(keys_of(last), act)
        return row or self.meant(act.anchor, act)

    def rescue(self, act: Act) -> None:
        """Brings a pinned claim that is derived no more back from its last stored mentions."""
        if self.of(act) is not None:
            return
        last = self._stored.get(act.claim_id)
        found = self._last_mentions(act, last)
        if found:
            known = last is not None and not last.named and len(found) == len(last.mentions)
            said = last.statement if last is not None and known else wording(found)
            whole = last or Claim(0, said, found)
            claim = replace(_bare(whole), statement=said, mentions=found)
            self.add(_Row(claim, owner=self._root(act.claim_id), rescued=True))

    def _last_mentions(self, act: Act, last: Claim | None) -> tuple[Mention, ...]:
        """All of them, or of a claim that was merged or split those that the pin meant or that are nowhere else."""
        if last is not None and act.claim_id not in self._regrouped:
            return last.mentions
        live = frozenset[Key]().union(*(row.keys for row in self._near))
        root = self._root(act.claim_id)
        holders = [last] if last else [claim for claim in self._stored.values() if self._root(claim.id) == root]
        return tuple(
            mention
            for claim in holders
            for mention in claim.mentions
            if key_of(mention) in act.anchor or (last is not None and key_of(mention) not in live)
        )


class _Known:
    """Sets of mentions by number."""

    def __init__(self, sets: Mapping[int, frozenset[Key]]) -> None:
        self._sets = sets
        self._holders: dict[Key, list[int]] = defaultdict(list)
        for number, keys in sets.items():
            for key in keys:
                self._holders[key].append(number)

    def whose(self, keys: frozenset[Key]) -> int | None:
        """The number of the set that these are most of, or mostly in; of equals the smaller one."""
        common = Counter(number for key in keys for number in self._holders.get(key, ()))
        sizes = {number: len(self._sets[number]) for number in common}
        fits = [(-count, sizes[n], n) for n, count in common.items() if count * 2 > min(sizes[n], len(keys))]
        return min(fits)[2] if fits else None


def _families(acts: Sequence[Act]) -> dict[int, int]:
    """For each claim that acts name one id for all that merges and splits tie to it."""
    family: dict[int, int] = {}
    for act in acts:
        ids = [act.claim_id] if act.other_id is None else [act.claim_id, act.other_id]
        old = {family.get(number, number) for number in ids}
        family.update(dict.fromkeys(ids, min(old)))
        family.update({number: min(old) for number, root in family.items() if root in old})
    return family


def _merge(sheet: _Sheet, act: Act) -> None:
    """Makes one of both claims, and of what later derivations split off them.

    What a person did to either holds for both; where two acts conflict, the later one.
    """
    first = sheet.called(act.claim_id) or sheet.meant(act.anchor, act)
    second = sheet.called(act.other_id) or sheet.meant(act.other, act)
    parts = [row for row in (first, second) if row is not None]
    if [row.keys for row in parts] != [act.anchor, act.other]:
        parts += sheet.later_parts(act)
    sheet.call(act.other_id, None)
    sheet.call(act.claim_id, parts[0] if parts else None)
    if len(set(parts)) < 2:
        return
    head, *others = dict.fromkeys(parts)
    claim = united(head.claim, [row.claim for row in others])
    for mark in (_NAME, _PIN, _DISMISSAL, _NOTE):
        latest = max([head, *others], key=lambda row: row.since.get(mark, 0))
        claim = replace(claim, **{field: getattr(latest.claim, field) for field in mark})
        head.since[mark] = latest.since.get(mark, 0)
    head.rescued = head.rescued and all(row.rescued for row in others)
    head.become(claim)
    for row in others:
        sheet.drop(row, head)


def _split(sheet: _Sheet, act: Act) -> None:
    """Makes two claims of one; the one that leaves begins without what a person did to the other."""
    row = sheet.called(act.claim_id) or sheet.meant(act.anchor, act)
    sides = parted(row.claim, act.anchor, act.other) if row is not None else None
    if row is not None and sides is not None:
        row.become(sides[0])
        made = _Row(sides[1], owner=row.owner, rescued=row.rescued)
        sheet.add(made)
        sheet.call(act.claim_id, row)
        sheet.call(act.other_id, made)


def _mark(sheet: _Sheet, act: Act) -> None:
    row = sheet.of(act)
    sheet.call(act.claim_id, row)
    if row is not None:
        for mark, values in _SETS[act.kind](act).items():
            changes: dict[str, Any] = dict(zip(mark, values, strict=True))
            row.claim = replace(row.claim, **changes)
            row.since[mark] = act.id


_Values = dict[tuple[str, ...], tuple[object, ...]]
#: What each act sets. A pin brings a dismissed claim back; a dismissal hides a pinned one, which stays pinned.
_SETS: dict[ActKind, Callable[[Act], _Values]] = {
    ActKind.RENAME: lambda act: {_NAME: (act.text, True)},
    ActKind.PIN: lambda act: {_PIN: (True,), _DISMISSAL: (False,)},
    ActKind.UNPIN: lambda act: {_PIN: (False,)},
    ActKind.DISMISS: lambda act: {_DISMISSAL: (True,)},
    ActKind.RESTORE: lambda act: {_DISMISSAL: (False,)},
    ActKind.NOTE: lambda act: {_NOTE: (act.text or None,)},
}
_DO: dict[ActKind, Callable[[_Sheet, Act], None]] = {
    **dict.fromkeys(_SETS, _mark),
    ActKind.MERGE: _merge,
    ActKind.SPLIT: _split,
}

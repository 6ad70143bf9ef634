"""A person's acts on claims, done at once: what is stored becomes what the next analysis would make of it.

Nothing is derived anew. The claims that acts have to do with are brought back to how they were derived, the acts that
stand are done to them, and what is other than before is written, all in the transaction that records the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fetchers.clean import one_line
from narrative import settling
from narrative.acts import apply
from narrative.identity import keep_ids
from narrative.regrouping import key_of, keys_of
from reportedly.exits import UsageError
from store import acts, claims
from store.claims import Key
from store.database import Store
from store.models import Act, ActKind, Claim
from store.wording import counted


@dataclass(frozen=True, slots=True)
class Before:
    """What was there before an analysis put others in its place: the claims that acts have to do with, the mentions of
    all, and the highest id."""

    touched: tuple[Claim, ...]
    keys: Mapping[int, frozenset[Key]]
    last_id: int


def before(store: Store) -> Before:
    """To be asked before the first claim is taken away."""
    return Before(tuple(acts.touched(store, acts.active(store))), claims.keys(store), claims.last_id(store))


def settled(store: Store, derived: Sequence[Claim], was: Before | None = None) -> list[Claim]:
    """What an analysis derived with every act that stands done to it, each claim under the id it had.

    To be called in the transaction that puts these claims in place of those before: an act recorded while the analysis
    was deriving is then among those it finds here, or finds the analysis's claims.
    """
    was = was or before(store)
    applied = apply(derived, acts.active(store), was.touched)
    found = settling.identify(applied, was.keys, acts.history(store), was.last_id + 1)
    acts.remember(store, *settling.altered(derived, found))
    return found


def resettle(store: Store, was: Before, asked: Callable[[], object]) -> None:
    """Gives the claims of the store, all derived anew under new ids, those that they had, with every act that stands
    done to them. They are only read whole where there are acts. What `asked` raises, again and again, ends it."""
    now = claims.keys(store)
    if acts.active(store):
        derived = []
        for number in sorted(now):
            asked()
            derived.append(claims.get(store, number))
        claims.replace(store, settled(store, derived, was))
        return
    order = sorted(now)
    kept = keep_ids(was.keys, [now[number] for number in order], was.last_id + 1)
    claims.renumber(store, dict(zip(order, kept, strict=True)), asked)


def hold(store: Store, pinned: Iterable[Claim] = ()) -> None:
    """Does the acts that stand again to the claims they have to do with, which have grown or shrunk.

    `pinned`: those as they were before; where nothing of them is a claim any more they stay so.
    """
    standing = acts.active(store)
    if standing:
        stored = acts.touched(store, standing)
        there = {claim.id for claim in stored}
        _settle(store, stored, [*stored, *(claim for claim in pinned if claim.id not in there)])


def merge(store: Store, first_id: int, second_id: int, at: datetime) -> Act:
    """Takes the second claim into the first. Raises `NotFound` or `UsageError`."""
    if first_id == second_id:
        raise UsageError(f"c{first_id} cannot be merged with itself; name two claims")
    with store.writing():
        first, second = claims.get(store, first_id), claims.get(store, second_id)
        return _do(store, _act(ActKind.MERGE, first, at, other_id=second_id, other=keys_of(second)))


def split(store: Store, claim_id: int, leaving: Iterable[Key], at: datetime) -> Act:
    """Gives mentions of a claim one of their own. Raises `NotFound` or `UsageError`."""
    with store.writing():
        claim = claims.get(store, claim_id)
        other = frozenset(leaving)
        staying = keys_of(claim) - other
        if not other or not staying:
            raise UsageError(
                f"{'all' if other else 'none'} of the mentions of c{claim_id} would leave it; name some of the "
                f"{counted(len(claim.mentions), 'mention')} that reportedly show c{claim_id} numbers"
            )
        return _do(store, _act(ActKind.SPLIT, claim, at, other_id=claims.last_id(store) + 1, other=other))


def mark(store: Store, kind: ActKind, claim_id: int, at: datetime, text: str | None = None) -> Act | None:
    """Names, pins, dismisses or notes a claim; None where it is so already. Raises `NotFound` or `UsageError`."""
    text = one_line(text) if text is not None else None
    if kind is ActKind.RENAME and not text:
        raise UsageError(f"an empty name for c{claim_id}; say in words what it claims")
    with store.writing():
        claim = claims.get(store, claim_id)
        return None if _is_so(claim, kind, text) else _do(store, _act(kind, claim, at, text=text))


def undo(store: Store, at: datetime) -> Act | None:
    """Takes the newest act back that stands; None where none does."""
    with store.writing():
        standing = acts.active(store)
        if not standing:
            return None
        stored = acts.touched(store, standing)
        act = acts.undo(store, at)
        assert act is not None
        _settle(store, stored, settling.undone(stored, act))
        return act


def undo_last(store: Store, at: datetime) -> tuple[Act, ...]:
    """Takes back the newest act that stands, with all that were done as one with it, the last one first."""
    with store.writing():
        undone: list[Act] = []
        while (act := acts.last(store)) and (not undone or (act.batch is not None and act.batch == undone[0].batch)):
            undone.append(act)
            undo(store, at)
        return tuple(undone)


def mentions(claim: Claim, numbers: Iterable[int]) -> frozenset[Key]:
    """The mentions of a claim by their numbers, from 1 on, oldest first. Raises `UsageError`."""
    found = set()
    for number in numbers:
        if not 0 < number <= len(claim.mentions):
            raise UsageError(
                f"c{claim.id} has no mention {number}, only {counted(len(claim.mentions), 'mention')}; "
                f"reportedly show c{claim.id} numbers them"
            )
        found.add(key_of(claim.mentions[number - 1]))
    return frozenset(found)


def _act(
    kind: ActKind,
    claim: Claim,
    at: datetime,
    *,
    other_id: int | None = None,
    other: frozenset[Key] = frozenset(),
    text: str | None = None,
) -> Act:
    return Act(0, at, kind, claim.id, keys_of(claim), other_id, other, text)


def _is_so(claim: Claim, kind: ActKind, text: str | None) -> bool:
    """Whether a claim is already as an act would make it."""
    match kind:
        case ActKind.RENAME:
            return claim.named and claim.statement == text
        case ActKind.PIN:
            return claim.pinned and not claim.dismissed
        case ActKind.UNPIN:
            return not claim.pinned
        case ActKind.DISMISS | ActKind.RESTORE:
            return claim.dismissed is (kind is ActKind.DISMISS)
        case _:
            return (claim.note or "") == (text or "")


def _do(store: Store, act: Act) -> Act:
    """Records an act and does it."""
    act = replace(act, id=acts.record(store, act, act.at))
    stored = acts.touched(store, acts.active(store))
    _settle(store, stored, settling.done(stored, act))
    return act


def _settle(store: Store, stored: Sequence[Claim], regrouped: Sequence[Claim]) -> None:
    """Brings stored claims in line with the acts that now stand; `regrouped` says which ids they are to keep."""
    derived = settling.grown(acts.as_derived(store, stored), stored, acts.joined_since(store, stored))
    applied = apply(derived, acts.active(store), regrouped)
    ids = {claim.id: keys_of(claim) for claim in regrouped}
    found = settling.identify(applied, ids, acts.history(store), max([claims.last_id(store), *ids]) + 1)
    before, after = {claim.id: claim for claim in stored}, {claim.id: claim for claim in found}
    changed = [claim for claim in found if before.get(claim.id) != claim]
    claims.put(store, changed, gone=before.keys() - after.keys())
    acts.remember(store, *settling.altered(derived, found))

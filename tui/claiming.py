"""A person's acts on claims from the dashboard: each done, and what is then said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from store.database import Store
from store.models import Act, ActKind, Claim
from store.wording import counted
from tui.wiring import Acting

#: Does it, and returns what to say.
Deed = Callable[[Acting, Store, datetime], str]
_UNDO = "u undoes it."
_IS = ("is", "are")
#: What holds again once an act is taken back: of the claim it was done to, and of the other one where there is one.
_AGAIN = {
    ActKind.MERGE: "{1} is no part of {0} any more",
    ActKind.SPLIT: "{1} is part of {0} again",
    ActKind.RENAME: "{0} is called as before",
    ActKind.PIN: "{0} is pinned no more",
    ActKind.UNPIN: "{0} is pinned again",
    ActKind.DISMISS: "{0} is listed again",
    ActKind.RESTORE: "{0} is dismissed again",
    ActKind.NOTE: "the note on {0} is as before",
}


def pinning(claim: Claim) -> Deed:
    """Pinned, or no longer."""
    if claim.pinned:
        return _mark(ActKind.UNPIN, claim, f"c{claim.id} is pinned no more; {_UNDO}")
    return _mark(ActKind.PIN, claim, f"c{claim.id} is pinned: first in every list, and never lost; {_UNDO}")


def dismissing(claim: Claim) -> Deed:
    """Dismissed, or, where the list shows dismissed ones, back again."""
    if claim.dismissed:
        return _mark(ActKind.RESTORE, claim, f"c{claim.id} is listed again; {_UNDO}")
    return _mark(ActKind.DISMISS, claim, f"c{claim.id} is dismissed (/ dismissed lists it); {_UNDO}")


def renaming(claim: Claim, text: str) -> Deed:
    """In a person's own words."""
    return _mark(ActKind.RENAME, claim, f"c{claim.id} has its new name; {_UNDO}", text)


def noting(claim: Claim, text: str) -> Deed:
    """A person's remark on it; without words it is taken off."""
    said = f"c{claim.id} has your note; {_UNDO}" if text else f"The note on c{claim.id} is taken off; {_UNDO}"
    return _mark(ActKind.NOTE, claim, said, text)


def splitting(claim: Claim, numbers: Iterable[int]) -> Deed:
    """Gives mentions, by their numbers, a claim of their own."""
    leaving = {(claim.mentions[number - 1].story_id, claim.mentions[number - 1].sentence) for number in numbers}

    def do(acting: Acting, store: Store, now: datetime) -> str:
        act = acting.split(store, claim.id, leaving, now)
        return f"{counted(len(leaving), 'mention')} of c{claim.id} {_IS[len(leaving) > 1]} now c{act.other_id}; {_UNDO}"

    return do


def _mark(kind: ActKind, claim: Claim, said: str, text: str | None = None) -> Deed:
    def do(acting: Acting, store: Store, now: datetime) -> str:
        act = acting.mark(store, kind, claim.id, now, text)
        return said if act is not None else f"c{claim.id} is so already."

    return do


def merging(first_id: int, second: Claim) -> Deed:
    """The second claim becomes part of the first."""

    def do(acting: Acting, store: Store, now: datetime) -> str:
        acting.merge(store, first_id, second.id, now)
        return f"c{second.id} is merged into c{first_id}; {_UNDO}"

    return do


def undone(acts: Iterable[Act]) -> str:
    """How it is again after acts were taken back."""
    return f"Undone: {', '.join(_AGAIN[act.kind].format(f'c{act.claim_id}', f'c{act.other_id}') for act in acts)}."

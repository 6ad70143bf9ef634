"""The rows of one claim: itself, its ladder, and every mention in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from store.database import Store
from store.models import Claim, Mention
from tui.findings import LadderRow, copies_of, ladder_of

if TYPE_CHECKING:
    from narrative.ledger import Slot

#: Outlets of the ladder that stand over the mentions before the rest is folded, and figures told of the whole.
RUNGS, _SLOTS = 12, 3


class Kind(Enum):
    """What a row tells of."""

    CLAIM = auto()
    RUNG = auto()
    REST = auto()
    MENTION = auto()


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One row of a claim. `number`: of a mention its own, of an outlet that of its first, of what is folded how much.

    `copy_of`: the outlet whose wording a mention repeats.
    """

    kind: Kind
    claim: Claim
    number: int = 0
    mention: Mention | None = None
    copy_of: str = ""
    rung: LadderRow | None = None

    @property
    def key(self) -> tuple[int, Kind, int]:
        return self.claim.id, self.kind, self.number


def lines_of(claim: Claim, unfolded: bool = False) -> list[ClaimLine]:
    """The rows of a claim; of more outlets than RUNGS on the ladder the rest is folded, unless it is `unfolded`."""
    ladder = ladder_of(claim, copies_of(claim))
    firsts: dict[str, int] = {}
    for number, mention in enumerate(claim.mentions, 1):
        firsts.setdefault(mention.outlet, number)
    shown = ladder if unfolded or len(ladder) <= RUNGS + 1 else ladder[:RUNGS]
    found = [ClaimLine(Kind.CLAIM, claim)]
    found += [ClaimLine(Kind.RUNG, claim, firsts[row.rung.outlet], rung=row) for row in shown]
    if len(shown) < len(ladder):
        found.append(ClaimLine(Kind.REST, claim, len(ladder) - len(shown)))
    seen: dict[int, tuple[int, str]] = {}
    for number, mention in enumerate(claim.mentions, 1):
        chain = mention.chain if mention.chain is not None else mention.story_id
        story_id, outlet = seen.setdefault(chain, (mention.story_id, mention.outlet))
        copy_of = "" if story_id == mention.story_id else outlet
        found.append(ClaimLine(Kind.MENTION, claim, number, mention, copy_of))
    return found


def differing(_: Store, claim: Claim) -> tuple[Slot, ...]:
    """The first figures on which the mentions of a claim differ."""
    # Reading figures takes the most of `narrative`, which the first paint should not wait for.
    from narrative.ledger import ledger

    return tuple(slot for slot in ledger(claim) if len(slot.values) > 1)[:_SLOTS]

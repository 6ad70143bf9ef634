"""What stands where nothing is new: what is contested, told more surely, newest and told most, as a brief's sentences.

Of claims that have been read already, and bounded: it is for the screen that greets a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from narrative.astold import first_words
from narrative.briefkinds import Kind
from narrative.briefwords import quoted
from narrative.timeline import Trend, trend
from store.models import BriefLine, Claim, ClaimKind, Stance
from store.wording import counted
from tui import dates

#: The claims told last that are looked at, and how many of each sort are told.
_NEWEST, _EACH = 400, 3


def standing(claims: Sequence[Claim]) -> tuple[BriefLine, ...]:
    """The sentences, no claim in two of them."""
    latest = sorted(
        (claim for claim in claims if claim.kind is ClaimKind.CLAIM and not claim.dismissed),
        key=lambda claim: (claim.last_said_at, -claim.id),
        reverse=True,
    )[:_NEWEST]
    born = sorted(latest, key=lambda claim: (claim.first_said_at, -claim.id), reverse=True)
    most = sorted(latest, key=lambda claim: (-len(claim.outlets), -claim.chains, claim.id))
    taken: set[int] = set()
    found: list[BriefLine] = []
    for kind, fits, order in (
        (Kind.CONTESTED, _contested, latest),
        (Kind.HARDENED, _hardened, latest),
        (Kind.EMERGED, _newest, born),
        (Kind.SPREAD, _most, most),
    ):
        told = list(_told(kind, fits, order, taken))
        taken.update(number for line in told for number in line.claim_ids)
        found += told
    return tuple(found)


def _told(kind: Kind, says: Callable[[Claim], str], order: Sequence[Claim], taken: set[int]) -> Iterator[BriefLine]:
    left = _EACH
    for claim in order:
        if left and claim.id not in taken and (said := says(claim)):
            left -= 1
            yield BriefLine(kind, said, claim.stories, (claim.id,))


def _words(claim: Claim) -> str:
    return quoted(claim, claim.statement)


def _by(claim: Claim) -> str:
    return f"{counted(len(claim.outlets), 'outlet')} in {counted(claim.chains, 'chain')}"


def _last(claim: Claim) -> str:
    return f"last by {claim.mentions[-1].outlet} on {dates.day(claim.last_said_at)}"


def _contested(claim: Claim) -> str:
    sure, denied = claim.stances.get(Stance.ASSERTED, 0), claim.stances.get(Stance.DENIED, 0)
    if not sure or not denied:
        return ""
    return f"Asserted {_times(sure)} and denied {_times(denied)}: {_words(claim)}, {_last(claim)}."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _hardened(claim: Claim) -> str:
    if trend(claim) is not Trend.HARDENING:
        return ""
    return f"Told more surely than at first: {_words(claim)}, by {_by(claim)}, {_last(claim)}."


def _newest(claim: Claim) -> str:
    first = f"{claim.first_said_by} on {dates.day(claim.first_said_at)}"
    words = quoted(claim, first_words(claim) or claim.statement)
    return f"Among the newest: {words}, first by {first}; {_by(claim)}."


def _most(claim: Claim) -> str:
    return f"Told most widely: {_words(claim)}, by {_by(claim)}, {_last(claim)}."

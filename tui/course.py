"""How the telling went, derived in a thread from one reading of the store: volume, stances, phases, lives, events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from narrative.timeline import independent
from store import volume
from store.database import Store
from store.models import Claim, Stance
from tui.bins import begin
from tui.claimfacts import Known, learn
from tui.shelf import Shelf
from tui.stages import SIGNS, foremost
from tui.wiring import Wiring

if TYPE_CHECKING:
    from narrative.life import Stage
    from narrative.phases import Phase

#: States whose beginning is news of a day; spreading and fading are seen in the lanes.
_EVENTS = frozenset(SIGNS) - {"spreading", "fading"}


@dataclass(frozen=True, slots=True)
class Event:
    """A claim came into a state."""

    at: datetime
    stage: Stage
    claim: Claim


@dataclass(frozen=True, slots=True)
class Count:
    """What a day or an hour brought: originals and copies, and the stances of tellings (a copy tells nothing anew)."""

    originals: int = 0
    copies: int = 0
    stances: Mapping[Stance, int] | None = None

    @property
    def stories(self) -> int:
        return self.originals + self.copies

    @property
    def tellings(self) -> int:
        return sum((self.stances or {}).values())


@dataclass(frozen=True)
class Course:
    """Everything that the Narrative view draws over time, as it was up to a moment."""

    now: datetime
    days: Mapping[datetime, Count]
    hours: Mapping[datetime, Count]
    phases: tuple[Phase, ...]
    events: tuple[Event, ...]
    known: Known

    def counts(self, hourly: bool) -> Mapping[datetime, Count]:
        return self.hours if hourly else self.days

    def events_by(self, hourly: bool) -> dict[datetime, list[Event]]:
        """The events of each day or hour, those that tell most first."""
        found: defaultdict[datetime, list[Event]] = defaultdict(list)
        for event in self.events:
            found[begin(event.at, hourly)].append(event)
        return {at: _ranked(events) for at, events in found.items()}


def _ranked(events: Sequence[Event]) -> list[Event]:
    order = foremost([event.stage for event in events])
    return sorted(events, key=lambda event: (order.index(event.stage), event.at, event.claim.id))


def read(store: Store, shelf: Shelf, wiring: Wiring, claims: Sequence[Claim], now: datetime) -> Course:
    """The course as of `now`; derived once for a reading of the claims."""
    return shelf.get("course", claims, lambda: _derive(store, shelf, wiring, claims, now))


def _derive(store: Store, shelf: Shelf, wiring: Wiring, claims: Sequence[Claim], now: datetime) -> Course:
    known = learn(store, shelf, wiring, claims, (), now)
    hours = _counted(volume.by_hour(store, now), claims)
    days: defaultdict[datetime, list[Count]] = defaultdict(list)
    for hour, count in hours.items():
        days[begin(hour, False)].append(count)
    by_id = {claim.id: claim for claim in claims}
    events = [
        Event(state.began, state.stage, by_id[number])
        for number, life in known.lives.items()
        for state in life.states
        if state.stage in _EVENTS and number in by_id
    ]
    return Course(
        now,
        {day: _sum(counts) for day, counts in sorted(days.items())},
        hours,
        wiring.narrating().phases(store, claims, now) if wiring.narrating is not None else (),
        tuple(sorted(events, key=lambda event: (event.at, event.claim.id))),
        known,
    )


def _counted(stories: Mapping[datetime, tuple[int, int]], claims: Sequence[Claim]) -> dict[datetime, Count]:
    """Every hour that has stories or tellings."""
    told: defaultdict[datetime, Counter[Stance]] = defaultdict(Counter)
    for claim in claims:
        for mention in independent(claim.mentions):
            told[begin(mention.said_at, True)][mention.stance] += 1
    return {hour: Count(*stories.get(hour, (0, 0)), told.get(hour)) for hour in sorted({*stories, *told})}


def _sum(counts: Sequence[Count]) -> Count:
    stances: Counter[Stance] = Counter()
    for count in counts:
        stances.update(count.stances or {})
    return Count(sum(c.originals for c in counts), sum(c.copies for c in counts), stances)

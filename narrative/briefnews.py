"""What is new of a claim between two moments: mentions that came, and states that it is in and was not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from narrative.edittimes import stated
from narrative.life import QUIET, Life, Stage, State, life
from narrative.measures import end_of
from narrative.provenance import Tree
from narrative.unsourced import may_be_unsourced
from store.models import Claim, Heard, Mention, Revision, Stance

#: States that are told only while they hold: one that came and went leaves the claim as it was.
_LASTING = frozenset((Stage.HARDENING, Stage.SOFTENING, Stage.DENIED, Stage.FADING))


@dataclass(frozen=True, slots=True)
class Seen:
    """What came between two moments: stories first seen then, by id, and the words before its edits of each story that
    was edited then. `edited`: for each edit, by story and when it was seen, when its page says that it was. `since`
    None: all there is. `whole`: the last day that had been seen to its end by `since` (None: all had)."""

    since: datetime | None
    now: datetime
    fresh: frozenset[int]
    before: Mapping[int, str]
    edited: Mapping[tuple[int, datetime], datetime | None] = field(default_factory=dict)
    whole: date | None = None

    def is_fresh(self, mention: Mention) -> bool:
        """Whether nobody could have read a mention before: its story is new, or its sentence came with an edit."""
        was = self.before.get(mention.story_id)
        return mention.story_id in self.fresh or (was is not None and mention.sentence not in was)

    def within(self, moment: datetime) -> bool:
        return moment <= self.now and (self.since is None or moment > self.since)

    def learned(self, quiet: datetime) -> bool:
        """Whether a claim that is quiet from a moment on could not be known to be when somebody last looked."""
        return self.within(quiet) or (self.whole is not None and end_of(self.whole) < quiet <= self.now)

    def begins(self, state: State) -> bool:
        """Whether a state is one that was come into since."""
        return self.learned(state.began) if state.stage is Stage.FADING else self.within(state.began)


def seen(
    stories: Iterable[Heard],
    edits: Sequence[tuple[Revision, Revision]],
    since: datetime | None,
    now: datetime,
    changed_at: Mapping[int, datetime],
    whole: date | None = None,
) -> Seen:
    """What came after `since` until `now`, whatever date it bears; `edits`: oldest first; `changed_at`: when the pages
    of stories say that they were last changed."""
    fresh = frozenset(one.id for one in stories if (since is None or one.first_seen_at > since))
    before: dict[int, str] = {}
    for old, new in edits:
        if new.seen_at <= now and new.story_id not in fresh:
            before.setdefault(new.story_id, f"{old.title}\n{old.text}")
    edited = {(new.story_id, new.seen_at): stated(old, new, changed_at.get(new.story_id)) for old, new in edits}
    return Seen(since, now, fresh, before, edited, whole)


@dataclass(frozen=True, slots=True)
class News:
    """A claim of which something is new. `fresh`: its new mentions by number, from 1; `old`: the outlets that had made
    it, of the others.

    `states`: those that it came into, in order of time; `held`: what it was in at the earlier moment, as known then.
    """

    claim: Claim
    life: Life
    fresh: tuple[int, ...]
    old: frozenset[str]
    states: tuple[State, ...]
    held: frozenset[Stage]
    tree: Tree | None = None

    @property
    def mentions(self) -> list[Mention]:
        """The new mentions."""
        return [self.claim.mentions[number - 1] for number in self.fresh]

    @property
    def told(self) -> list[Mention]:
        """The new mentions that say what it says."""
        return [mention for mention in self.mentions if self.claim.told_in(mention)]

    def latest(self, stage: Stage) -> State | None:
        """The last state of a stage that it came into."""
        return next((state for state in reversed(self.states) if state.stage is stage), None)


def may_be_news(claim: Claim, what: Seen, corrected: Collection[int]) -> bool:
    """Whether a claim may have come into a state: by a new mention, a correction in one of its stories, or by falling
    quiet. The lives of all others need not be told."""
    quiet = any(what.learned(mention.said_at + QUIET) for mention in claim.mentions)
    return quiet or any(what.is_fresh(one) or one.story_id in corrected for one in claim.mentions)


def news(claim: Claim, its: Life, what: Seen, tree: Tree | None = None) -> News | None:
    """What is new of a claim, `its` life being that up to now; None where nothing is."""
    fresh = tuple(number for number, mention in enumerate(claim.mentions, 1) if what.is_fresh(mention))
    if not fresh and not any(what.begins(state) for state in its.states):
        return None
    known = tuple(mention for mention in claim.mentions if not what.is_fresh(mention)) if fresh else claim.mentions
    # Most claims are told on as they were: what could be told of them before is asked where it decides.
    before = _before(claim, known, what) if _in_doubt(claim, its, fresh, what) else None
    states = tuple(state for state in its.states if _is_news(state, before, frozenset(fresh), what))
    if not fresh and not states:
        return None
    held = frozenset(state.stage for state in before.at(what.since)) if before and what.since else frozenset()
    old = frozenset(mention.outlet for mention in known if claim.told_in(mention))
    return News(claim, its, fresh, old, states, held, tree)


def _in_doubt(claim: Claim, its: Life, fresh: tuple[int, ...], what: Seen) -> bool:
    """Whether a new mention denies it, or a state rests on new mentions and yet began before."""
    return any(claim.mentions[number - 1].stance is Stance.DENIED for number in fresh) or any(
        not what.begins(state) and not set(fresh).isdisjoint(state.numbers) for state in its.states
    )


def _before(claim: Claim, known: Sequence[Mention], what: Seen) -> Life | None:
    """The life of the claim as it could be told at the earlier moment."""
    if what.since is None or not known:
        return None
    return life(replace(claim, mentions=tuple(known)), what.since, whole=what.whole)


def _is_news(state: State, before: Life | None, fresh: frozenset[int], what: Seen) -> bool:
    """Whether a state is new: it began since, or rests on what came since and was not told before.

    Of those that last only while they hold, the ones that hold.
    """
    if state.stage in _LASTING and state.ended is not None:
        return False
    if what.since is None or what.begins(state):
        return True
    if not fresh.intersection(state.numbers) or (state.ended is not None and state.ended <= what.since):
        return False
    told = before.states if before else ()
    return not any(other.stage is state.stage and (other.holds(what.since) or _once(other)) for other in told)


def _once(state: State) -> bool:
    """A claim emerges but once."""
    return state.stage is Stage.EMERGING


def to_trace(claim: Claim, what: Seen) -> Claim | None:
    """The claim as far as who followed whom in it has to be known, as a new mention of it may tell as fact what one
    report of unnamed people began; None where none does."""
    if not any(what.is_fresh(mention) for mention in claim.mentions):
        return None
    new = [number for number in may_be_unsourced(claim) if what.is_fresh(claim.mentions[number - 1])]
    if not new:
        return None
    until = claim.mentions[max(new) - 1].said_at
    return replace(claim, mentions=tuple(mention for mention in claim.mentions if mention.said_at <= until))

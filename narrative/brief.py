"""The brief: what changed between two moments, in plain sentences ordered by what matters.

Each rule stands in docs/narrative.md. Nothing here looks at a clock, or at what came after `now`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from narrative import briefcourse, briefstories
from narrative.briefclaims import sentence
from narrative.briefcourse import Told
from narrative.briefkinds import FIRST, LAST, Kind
from narrative.briefnews import Seen, may_be_news, news, seen, to_trace
from narrative.briefwords import names
from narrative.corrections import corrections
from narrative.holders import Holders
from narrative.life import lives
from narrative.phases import by_day
from narrative.provenance import tree
from narrative.topic import Frame
from narrative.unnamed import Unnamed
from store.models import Brief, BriefLine, Claim, Feed, Gap, Heard, Removed, Revision, Story
from store.wording import counted


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of the coverage at a moment.

    `stories`: all of the topic, their text not needed; or, where `days` has them all by id (as `phases.by_day`), those
    that are new, edited, removed or copied by new ones, and `others` the outlets of which there were some before.
    `chains`: for each the one that its chain of copies began with, where that is another. `edits` (the version before,
    the new one), `removed` and `gaps`: those since the earlier moment; `changed_at`: when the pages of edited stories
    say that they were last changed. `whole`: the stories, with text, of the claims that `traced` gives, and what links
    to what among them. `told`: how the originals are framed. `only`: where not all is to be told, the claims that are;
    the others still say whether these are new, and the edits of other stories what was corrected. `whole_days`: the
    last day seen to its end, at the earlier moment and now (None: all are).
    """

    stories: Sequence[Heard]
    claims: Sequence[Claim]
    chains: Mapping[int, int] = field(default_factory=dict)
    edits: Sequence[tuple[Revision, Revision]] = ()
    removed: Sequence[Removed] = ()
    feeds: Sequence[Feed] = ()
    gaps: Sequence[Gap] = ()
    whole: Mapping[int, Story] = field(default_factory=dict)
    links: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    told: Sequence[Told] = ()
    frames: Sequence[Frame] = ()
    only: frozenset[int] | None = None
    days: Mapping[date, Sequence[int]] | None = None
    whole_days: tuple[date | None, date | None] = (None, None)
    changed_at: Mapping[int, datetime] = field(default_factory=dict)
    others: Collection[str] = ()

    @property
    def told_claims(self) -> list[Claim]:
        """The claims that sentences may be on."""
        return [claim for claim in self.claims if self.only is None or claim.id in self.only]


def traced(known: Coverage, since: datetime | None, now: datetime) -> list[Claim]:
    """The claims, as far as they matter, of which whole stories are needed: to know who followed whom."""
    known = _known_at(known, now)
    what = _seen(known, since, now)
    return [its for claim in known.told_claims if (its := to_trace(claim, what))]


def compose(known: Coverage, since: datetime | None, now: datetime) -> Brief:
    """The whole brief, every sentence; `short` chooses. `since` None: from the beginning."""
    known = _known_at(known, now)
    what = _seen(known, since, now)
    stories = known.stories
    by_id = {story.id: story for story in stories}
    days = by_day(stories) if known.days is None else known.days
    lines = [
        *briefstories.arrived(stories, known.chains, what),
        *briefcourse.begun(days, known.claims, what, known.whole_days),
        *_claims(known, what),
        *briefstories.edited(by_id, known.edits, known.claims, what),
        *briefstories.removed(by_id, known.removed, what),
        *briefstories.copied(stories, known.chains, what),
        *briefstories.joined(stories, known.others, what),
        *briefcourse.shifts(known.told, known.frames, what),
    ]
    if not lines:
        lines = [_nothing(known, sum(map(len, days.values())))]
    lines += [*_missed(known.feeds, known.gaps, what), *_failing(known.feeds)]
    return Brief(since, now, tuple(sorted(lines, key=_order)))


def _known_at(known: Coverage, now: datetime) -> Coverage:
    """Without stories and mentions that came later."""
    stories = [story for story in known.stories if story.first_seen_at <= now]
    claims = []
    for claim in known.claims:
        mentions = tuple(mention for mention in claim.mentions if mention.first_seen_at <= now)
        if mentions:
            claims.append(claim if len(mentions) == len(claim.mentions) else replace(claim, mentions=mentions))
    edits = [pair for pair in known.edits if pair[1].seen_at <= now]
    return replace(known, stories=stories, claims=claims, edits=edits)


def _seen(known: Coverage, since: datetime | None, now: datetime) -> Seen:
    its = {story.id for story in known.stories}
    edits = [edit for edit in known.edits if edit[1].story_id in its]
    return seen(known.stories, edits, since, now, known.changed_at, known.whole_days[0])


def _order(line: BriefLine) -> tuple[int, int, float, str]:
    """What matters first. The words decide between equals, as ids follow the order in which answers came in."""
    kind = Kind(line.kind)
    if kind in FIRST:
        return 0, FIRST.index(kind), 0.0, line.text
    if kind in LAST:
        return 2, LAST.index(kind), -line.weight, line.text
    return 1, 0, -line.weight, line.text


def _claims(known: Coverage, what: Seen) -> Iterator[BriefLine]:
    noted = corrections(known.edits)
    wanted = [claim for claim in known.told_claims if may_be_news(claim, what, noted)]
    told = lives(known.claims, what.now, noted, wanted, known.whole_days[1])
    unnamed, holders = Unnamed(known.claims), Holders(known.claims)
    for claim in wanted:
        found = news(claim, told[claim.id], what)
        if found is None:
            continue
        if found.fresh and (its := to_trace(claim, what)):
            whole = {number: known.whole[number] for number in its.stories if number in known.whole}
            found = replace(found, tree=tree(its, whole, known.links))
        line = sentence(found, what, unnamed, holders)
        if line is not None:
            yield line


def _nothing(known: Coverage, stories: int) -> BriefLine:
    claims = known.told_claims
    if not stories:
        text = "Nothing yet: there are no stories." if known.only is None else "Nothing: no story fits."
        return BriefLine(Kind.NOTHING, text, figures=(("stories", 0),))
    held = f"{counted(stories, 'story', 'stories')} and {counted(len(claims), 'claim')} are as they were"
    figures = (("stories", stories), ("claims", len(claims)))
    return BriefLine(Kind.NOTHING, f"Nothing new: {held}.", figures=figures)


def _failing(feeds: Sequence[Feed]) -> Iterator[BriefLine]:
    failing = [feed for feed in feeds if feed.failures]
    if failing:
        does = "does" if len(failing) == 1 else "do"
        which = names([feed.title for feed in failing])
        text = f"{len(failing)} of {counted(len(feeds), 'feed')} {does} not answer: {which}."
        yield BriefLine(Kind.FEEDS, text, figures=(("failing", len(failing)), ("feeds", len(feeds))))


def _missed(feeds: Sequence[Feed], gaps: Sequence[Gap], what: Seen) -> Iterator[BriefLine]:
    """Where a feed rolled over: the widest time in each."""
    titles = {feed.id: feed.title for feed in feeds}
    for number, title in titles.items():
        its = [gap for gap in gaps if gap.feed_id == number and what.within(gap.until)]
        if its:
            widest = min(its, key=lambda gap: (gap.since - gap.until, gap.id))
            many = f", at least {widest.at_least} by its pace" if widest.at_least else ""
            time = f"{widest.since:%-d %B %H:%M} and {widest.until:%-d %B %H:%M} UTC"
            also = f"; {counted(len(its) - 1, 'more time', 'more times')}" if len(its) > 1 else ""
            text = f"Entries of {title} may have been missed between {time}{many}{also}."
            hours = round((widest.until - widest.since).total_seconds() / 3600, 1)
            figures = (("feed", number), ("at_least", widest.at_least), ("times", len(its)))
            yield BriefLine(Kind.GAPS, text, figures=figures, weight=hours)

"""The brief: what changed since a moment, in plain sentences ordered by what matters, each with the ids it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from narrative.edits import EditKind, meaning_of_edit
from narrative.timeline import Trend, independent, trend_of
from store.models import Brief, BriefLine, Claim, Feed, Figure, Gap, Mention, Revision, Stance, Story
from store.wording import counted, kind_tag, made_by

#: Claims named of each kind; the rest are counted.
NAMED = 3
#: A claim of at least so many outlets that nobody repeated for so long has gone quiet.
LOUD, QUIET = 4, timedelta(days=7)


def compose(
    stories: Sequence[Story],
    claims: Sequence[Claim],
    edits: Sequence[tuple[Revision, Revision]],
    feeds: Sequence[Feed],
    since: datetime | None,
    now: datetime,
    gaps: Sequence[Gap] = (),
) -> Brief:
    """The brief over relevant `stories` (all, or those that `store.briefing` gives), all `claims`, the `edits` after
    `since` (old and new version) and `feeds`.

    `gaps`: the times noticed after `since` in which a feed rolled over.

    New is what was first seen after `since`, whatever date it bears; None takes everything for new.
    """
    fresh = {story.id for story in stories if since is None or story.first_seen_at > since}
    loudest = sorted(claims, key=lambda claim: (-len(claim.outlets), -claim.chains, claim.id))
    lines = [
        *_arrived(stories, fresh, since),
        *_denied(loudest, fresh),
        *_moved(loudest, fresh, since),
        *_emerged(loudest, fresh, since),
        *_figures(loudest, fresh),
        *_edited(stories, edits, claims),
        *_joined(stories, fresh, since),
        *_quiet(loudest, fresh, now),
        *_failing(feeds),
        *_missed(feeds, gaps),
    ]
    if not lines:
        lines = [BriefLine("nothing", "Nothing new.")]
    return Brief(since, now, tuple(lines))


def _arrived(stories: Sequence[Story], fresh: set[int], since: datetime | None) -> Iterator[BriefLine]:
    new = [story for story in stories if story.id in fresh]
    if new:
        outlets = len({story.outlet for story in new})
        word = "" if since is None else "new "
        yield BriefLine(
            "stories",
            f"{counted(len(new), word + 'story', word + 'stories')} from {counted(outlets, 'outlet')}.",
            tuple(story.id for story in sorted(new, key=lambda s: (s.said_at, s.id), reverse=True)),
        )


def _denied(claims: Sequence[Claim], fresh: set[int]) -> Iterator[BriefLine]:
    found = [(claim, _of(claim, fresh, Stance.DENIED)) for claim in claims]
    yield from _listed(
        [
            (claim, f"Denied in {_outlets(denials)}: {_quoted(claim)}.", _stories(denials))
            for claim, denials in found
            if denials and len(denials) < len(claim.mentions)
        ],
        "denied",
        "more claims were denied",
    )


def _moved(claims: Sequence[Claim], fresh: set[int], since: datetime | None) -> Iterator[BriefLine]:
    for kind, words in ((Trend.HARDENING, "Told more surely"), (Trend.SOFTENING, "Told less surely")):
        rows = []
        for claim in claims:
            before = [mention for mention in claim.mentions if mention.story_id not in fresh]
            news = [mention for mention in claim.mentions if mention.story_id in fresh]
            if news and trend_of(claim.mentions) is kind and (since is None or trend_of(before) is not kind):
                rows.append((claim, f"{words} than before: {_quoted(claim)} ({_steps(claim)}).", _stories(news)))
        name = "hardened" if kind is Trend.HARDENING else "softened"
        yield from _listed(rows, name, f"more claims {name}")


def _emerged(claims: Sequence[Claim], fresh: set[int], since: datetime | None) -> Iterator[BriefLine]:
    rows = []
    for claim in claims:
        before = {mention.outlet for mention in claim.mentions if mention.story_id not in fresh}
        news = [mention for mention in claim.mentions if mention.story_id in fresh]
        if news and len(before) < 2:
            first = f"first by {claim.first_said_by} on {claim.first_said_at:%-d %B}"
            rows.append((claim, f"{made_by(claim)}: {_quoted(claim)}, {first}.", _stories(news)))
    yield from _listed(rows, "emerged", "more recurring claims" if since is None else "more claims emerged")


def _figures(claims: Sequence[Claim], fresh: set[int]) -> Iterator[BriefLine]:
    """Sums, shares and lengths of time that part ways within a claim."""
    rows = []
    for claim in claims:
        for told in _told(claim).values():
            news = [its[0][0] for its in told.values() if its[0][0].story_id in fresh]
            if len(told) > 1 and news:
                listed = "; ".join(f"{its[0][1].text} ({its[0][0].outlet})" for its in list(told.values())[:4])
                rows.append((claim, f"Figures differ in {_quoted(claim, 70)}: {listed}.", _stories(news)))
    yield from _listed(rows, "figures", "more claims have figures that differ")


def _told(claim: Claim) -> dict[str, dict[str, list[tuple[Mention, Figure]]]]:
    """By unit and value, who told it, the first one first.

    Only a sentence with a single figure of a unit counts: of two one cannot say which is the claim's. Dates and bare
    numbers are left out, as they are too often of other things in the sentence.
    """
    units: dict[str, dict[str, list[tuple[Mention, Figure]]]] = {}
    for mention in claim.mentions:
        by_unit: dict[str, list[Figure]] = {}
        for figure in mention.figures:
            if figure.kind in ("money", "percent", "duration"):
                by_unit.setdefault(figure.value.partition(" ")[2], []).append(figure)
        for unit, figures in by_unit.items():
            if len(figures) == 1:
                units.setdefault(unit, {}).setdefault(figures[0].value, []).append((mention, figures[0]))
    return units


def _edited(
    stories: Sequence[Story], edits: Sequence[tuple[Revision, Revision]], claims: Sequence[Claim]
) -> Iterator[BriefLine]:
    by_id = {story.id: story for story in stories}
    for old, new in edits:
        edit, story = meaning_of_edit(old, new, claims), by_id.get(new.story_id)
        if story and edit.kind is not EditKind.COSMETIC:
            notice = "with a note" if edit.noted else "without a note"
            yield BriefLine("edited", f"{story.outlet} edited a story {notice}: {edit.description}.", (story.id,))


def _joined(stories: Sequence[Story], fresh: set[int], since: datetime | None) -> Iterator[BriefLine]:
    before = {story.outlet for story in stories if story.id not in fresh}
    new = [story for story in stories if story.id in fresh and story.outlet not in before]
    names = list(dict.fromkeys(story.outlet for story in sorted(new, key=lambda s: (s.said_at, s.id))))
    if names and since is not None:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        text = f"Took the story up: {', '.join(names[:NAMED])}{more}."
        yield BriefLine("outlets", text, tuple(story.id for story in new))


def _quiet(claims: Sequence[Claim], fresh: set[int], now: datetime) -> Iterator[BriefLine]:
    rows = [
        (claim, f"Not repeated since {claim.last_said_at:%-d %B}: {_quoted(claim)}.", ())
        for claim in claims
        if len(claim.outlets) >= LOUD and now - claim.last_said_at > QUIET and not fresh.intersection(claim.stories)
    ]
    yield from _listed(rows, "quiet", "more claims have gone quiet", 2)


def _failing(feeds: Sequence[Feed]) -> Iterator[BriefLine]:
    failing = [feed for feed in feeds if feed.failures]
    if failing:
        names = ", ".join(feed.title for feed in failing[:NAMED])
        more = f" and {len(failing) - NAMED} more" if len(failing) > NAMED else ""
        yield BriefLine("feeds", f"{len(failing)} of {counted(len(feeds), 'feed')} failing: {names}{more}.")


def _missed(feeds: Sequence[Feed], gaps: Sequence[Gap]) -> Iterator[BriefLine]:
    """Where a feed rolled over, the widest times first."""
    names = {feed.id: feed.title for feed in feeds}
    known = sorted((gap for gap in gaps if gap.feed_id in names), key=lambda gap: (gap.since - gap.until, gap.id))
    for gap in known[:NAMED]:
        many = f", at least {gap.at_least} by its pace" if gap.at_least else ""
        time = f"{gap.since:%-d %B %H:%M} and {gap.until:%-d %B %H:%M} UTC"
        yield BriefLine("gaps", f"Entries of {names[gap.feed_id]} may have been missed between {time}{many}.")
    if len(known) > NAMED:
        more = counted(len(known) - NAMED, "more time", "more times")
        yield BriefLine("gaps", f"Entries may have been missed at {more}.")


def _listed(
    rows: Sequence[tuple[Claim, str, tuple[int, ...]]], kind: str, rest: str, most: int = NAMED
) -> Iterator[BriefLine]:
    """A line a claim for the first of them, and one that counts the others; a single other has its own instead."""
    most = most if len(rows) > most + 1 else len(rows)
    for claim, text, story_ids in rows[:most]:
        yield BriefLine(kind, text, story_ids, (claim.id,))
    if len(rows) > most:
        yield BriefLine(kind, f"{len(rows) - most} {rest}.", (), tuple(claim.id for claim, _, _ in rows[most:]))


def _of(claim: Claim, fresh: set[int], stance: Stance) -> list[Mention]:
    return [mention for mention in claim.mentions if mention.story_id in fresh and mention.stance is stance]


def _stories(mentions: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(mention.story_id for mention in mentions))


def _outlets(mentions: Sequence[Mention]) -> str:
    names = list(dict.fromkeys(mention.outlet for mention in mentions))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _steps(claim: Claim) -> str:
    """The stances by which a claim moved, as its trend is judged by them: hedged, then asserted; where they went to and
    fro, those of the earlier half and those of the later."""
    mentions = independent(claim.mentions)
    steps = [stance for stance, _ in groupby(mention.stance for mention in mentions)]
    if len(steps) == len(set(steps)):
        return ", then ".join(map(str, steps))
    half = len(mentions) // 2
    return f"{_counts(mentions[:half])}; later {_counts(mentions[-half:])}"


def _counts(mentions: Sequence[Mention]) -> str:
    counts = Counter(mention.stance for mention in mentions)
    return ", ".join(f"{counts[stance]} {stance}" for stance in Stance if counts[stance])


def _quoted(claim: Claim, longest: int = 160) -> str:
    text, tag = claim.statement.rstrip("."), kind_tag(claim)
    return f"{f'({tag}) ' if tag else ''}“{text if len(text) <= longest else text[: longest - 1].rstrip() + '…'}”"

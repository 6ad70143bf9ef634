"""How long the course of a story takes to tell: `python -m bench.narrative [STORIES] [CLAIMS]`.

Days, phases and the lives of all claims over an invented press, in memory, each part by itself, and `reportedly
timeline` as a process over a home in which stories are of 1,500 letters (`bench.timelines`).
Stories come by days as unevenly as they do of a running story; claims begin on one of them and are told less and less,
one mention in six by a copy, one sentence in four with a date. The peer is one plain pass over the same stories and
mentions that counts them by day and outlet.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from importlib.resources import files

from bench import briefs, timelines
from narrative.course import course
from narrative.datings import acts_of, datings
from narrative.life import lives
from narrative.outlets import outlet_records
from narrative.phases import phases
from narrative.provenance import tree
from narrative.reach import silences
from narrative.topic import parse_topic
from store import claims as claim_rows
from store import index
from store.codec import stamp
from store.database import Store
from store.models import Claim, Figure, Mention, SourceKind, Stance, Story, Term, TextSource

STORIES, CLAIMS, DAYS, OUTLETS, RUNS = 100_000, 1_000, 365, 300, 3
#: Mentions of a claim: a few have hundreds, most a handful, 40 on average.
MENTIONS = 40
#: The year that ends today: the command goes by the clock.
_START = datetime.combine(datetime.now(UTC).date(), time_of_day(), UTC) - timedelta(days=DAYS)
_STANCES = [Stance.HEDGED, Stance.ATTRIBUTED, Stance.ATTRIBUTED, Stance.ASSERTED, Stance.ASSERTED, Stance.ASSERTED]
#: One source in three has no name.
_SOURCES = [
    ("Ms. Reyes", SourceKind.PERSON),
    ("The ministry", SourceKind.ORGANISATION),
    ("two officials", SourceKind.UNNAMED),
]
_WORDS = "letter order model filter access office company customer engineer signal permit export record".split()


def stories(count: int) -> list[Story]:
    """So many stories over a year in order of time; one in six copies the one before."""
    lot = random.Random(1)
    weights = [0.2 + lot.paretovariate(1.2) for _ in range(DAYS)]
    moments = sorted(
        _START + timedelta(days=day, seconds=lot.randrange(86_400))
        for day in lot.choices(range(DAYS), weights, k=count)
    )
    return [_story(number, at, lot.randrange(OUTLETS)) for number, at in enumerate(moments, 1)]


def _story(number: int, at: datetime, outlet: int) -> Story:
    domain = f"outlet{outlet}.example"
    return Story(
        number,
        f"https://{domain}/{number}",
        "",
        f"Outlet {outlet}",
        domain,
        None,
        at,
        at,
        "en",
        "",
        TextSource.PAGE,
        True,
        5.0,
        (),
        False,
        False,
        number,
    )


def chains(told: list[Story]) -> dict[int, int]:
    """One story in six copies the one before it."""
    return {story.id: story.id - 1 if story.id % 6 == 0 else story.id for story in told}


def claims(count: int, told: list[Story], chain: dict[int, int]) -> list[Claim]:
    """So many claims, each told by stories that come after its first one, fewer and fewer."""
    return [_claim(number, told, chain) for number in range(1, count + 1)]


def _claim(number: int, told: list[Story], chain: dict[int, int]) -> Claim:
    lot = random.Random(-number)
    size = max(2, int(lot.paretovariate(1.05) * MENTIONS / 5))
    first = lot.randrange(len(told) - 500)
    places = {min(len(told) - 1, first + int(lot.expovariate(1 / 4000))) for _ in range(min(size, 2000))}
    mentions = tuple(_mention(told[place], chain, lot, number) for place in sorted(places | {first, first + 200}))
    terms = tuple(Term(f"{word}{number % 97}", 1.0) for word in lot.sample(_WORDS, 4))
    return Claim(
        number, mentions[0].sentence, mentions, terms=(Term(f"@name{number % 40}", 2.0), Term("#order", 1.5), *terms)
    )


def _mention(story: Story, chain: dict[int, int], lot: random.Random, number: int) -> Mention:
    words = lot.choices(_WORDS, k=14)
    sentence = f"On June {lot.randrange(1, 28)} Anthropic {' '.join(words)} {number}."
    day = f"2026-06-{lot.randrange(1, 28):02}"
    source = lot.choice(_SOURCES) if lot.random() < 0.3 else None
    return Mention(
        story.id,
        story.id,
        story.url,
        story.outlet,
        story.published_at,
        story.first_seen_at,
        sentence,
        0,
        len(sentence),
        Stance.DENIED if lot.random() < 0.02 else lot.choice(_STANCES),
        attributed_to=source[0] if source else None,
        source_kind=source[1] if source else None,
        figures=(Figure("date", day, "June 1", 3, 9),) if lot.random() < 0.25 else (),
        chain=chain[story.id],
    )


def written(store: Store, told: list[Story], chain: dict[int, int], made: list[Claim]) -> None:
    """Puts all of it into a store as it is: what a year of polls would have left there, without the year."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO stories(id, url, url_key, title, outlet, domain, published_at, first_seen_at, said_at, text, "
            "text_source, relevant, revision_id) VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, 'page', 1, ?)",
            [
                (one.id, one.url, one.url, one.outlet, one.domain, *[stamp(one.said_at)] * 3, "word " * 300, one.id)
                for one in told
            ],
        )
        connection.executemany(
            "INSERT INTO revisions(id, story_id, number, seen_at, title, text, text_source) "
            "VALUES (?, ?, 1, ?, '', '', 'page')",
            [(one.id, one.id, stamp(one.said_at)) for one in told],
        )
        index.put_chains(store, chain)
        claim_rows.put(store, made)


def main(count: int, how_many: int) -> None:
    topic = parse_topic(files("seeds").joinpath("topic.toml").read_text(), "topic.toml")
    told = stories(count)
    chain = chains(told)
    made = claims(how_many, told, chain)
    now, names = told[-1].said_at, {entity.id: entity.aliases for entity in topic.entities}
    mentions = sum(len(claim.mentions) for claim in made)
    print(f"{count:,} stories on {DAYS} days, {how_many:,} claims with {mentions:,} mentions; CPU seconds of one core")
    lived = lives(made, now)
    plain = _seconds(lambda: _plain(told, made))
    rows: list[tuple[str, Callable[[], object]]] = [
        ("lives of all claims", lambda: lives(made, now)),
        ("days", lambda: course(told, made, lived, chain)),
        ("phases", lambda: phases(told, made, chain, names)),
        (
            "timeline, all three",
            lambda: (course(told, made, lives(made, now), chain), phases(told, made, chain, names)),
        ),
        ("dates of acts", lambda: datings(made, acts_of(topic, made))),
        ("silences", lambda: silences(made, told)),
    ]
    print(f"{'a plain pass':>24} {plain:7.2f} s")
    for name, work in rows:
        seconds = _seconds(work)
        print(f"{name:>24} {seconds:7.2f} s {seconds / plain:6.1f}x the plain pass", flush=True)
    some = [claim for claim in made if len(claim.mentions) <= 60][: how_many // 10]
    seconds = _seconds(lambda: outlet_records((claim, tree(claim)) for claim in some))
    print(f"{'outlets':>24} {seconds:7.2f} s for {len(some)} claims")
    timelines.report(topic, told, chain, made, written, _seconds)
    briefs.report(claims)


def _plain(told: list[Story], made: list[Claim]) -> object:
    days = Counter((story.said_at.date(), story.outlet) for story in told)
    return days, Counter(mention.said_at.date() for claim in made for mention in claim.mentions)


def _seconds(work: Callable[[], object]) -> float:
    """The middle one of some runs."""
    taken = []
    for _ in range(RUNS):
        gc.collect()
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [STORIES, CLAIMS][len(given) :]))

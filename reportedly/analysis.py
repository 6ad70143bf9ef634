"""From stored stories to stored claims: what a poll does at its end, and `reportedly analyse` at any time.

Each story is read once. While there are few, the claims are grouped anew from all that was read, so that the order in
which stories came changes nothing; later the new ones join the claims there are, and `analyse` puts all in order again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from fetchers.progress import Progress
from narrative.claims import claims_of
from narrative.copies import chains as chains_of
from narrative.copies import sampled_runs
from narrative.howfar import each
from narrative.packing import pack
from narrative.propositions import Proposition, Reader
from narrative.relevance import judge
from narrative.rewording import read_with_past
from narrative.sample import indexed
from narrative.topic import Topic
from reportedly import acting, copied, growing, shares, stages
from reportedly.growing import GROUPED
from store import claims, growth, index, judging, outletnames, reading, readings
from store.database import Store
from store.models import Story

#: Changed whenever stories are read by other rules than before, so that they are read again.
RULES = "12"
#: Up to so many stories are grouped all together; beyond them in portions of so many.
TOGETHER, PORTION = 1000, 250
#: What grouping goes through, and seconds of it for a thousand stories of the invented press.
_STAGES = {
    "copies": 1.2,
    "lines": 1.4,
    "sentences": 0.5,
    "meetings": 0.9,
    "pairs": 0.9,
    "groups": 2.2,
    "claims": 1.7,
    "writing": 1.0,
}
#: Stories that are read before what they said is written.
AT_ONCE = 20


def analyse(store: Store, topic: Topic, progress: Progress, *, anew: bool = False) -> int:
    """Brings the claims up to date with the stories of the topic; each keeps the id of the one it mostly repeats, and
    what a person did with them is done again; and counts the words of frames in what is new. `anew`: all claims, not
    only those that new stories touch. Returns how many there are.

    It may be stopped by what a step raises, several times a second: claims are then as they were before or as they
    are after, and the store says that the next analysis has something left to do.
    """
    _read(store, topic, progress)
    waiting = len(readings.waiting(store))
    anew = anew or not claims.count(store)
    if not anew and not waiting:
        pass
    elif readings.size(store)[0] <= TOGETHER:
        _group(store, progress)
    elif anew or waiting > TOGETHER:
        _regroup(store, progress)
    else:
        growing.grow(store, PORTION, progress)
    copied.keep(store, progress)
    shares.count(store, topic, progress)
    readings.settle(store)
    return claims.count(store)


def rejudge(store: Store, topic: Topic, progress: Progress) -> int:
    """Judges every story again by the topic as it is now; a person's own verdicts stand. Returns how many changed."""
    before = reading.verdicts(store)
    verdicts = []
    for done, story in enumerate(reading.every_story(store), 1):
        verdicts.append((story.id, judge(topic, story.title, story.text)))
        progress.step(done, len(before), "stories")
    judging.rejudge(store, each(verdicts, "verdicts", progress.step))
    return sum(before.get(story_id) != relevant for story_id, relevant in reading.verdicts(store).items())


def reader_of(topic: Topic) -> str:
    """By which rules and words stories are read, as a short fingerprint."""
    words = repr((RULES, topic.entities, topic.groups))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _read(store: Store, topic: Topic, progress: Progress) -> None:
    """Reads the stories that are new, changed or to be read by other rules, and forgets those that are not of the topic
    any more. One that a person or a poll changes meanwhile is left for the next analysis."""
    outlets = outletnames.every(store.connection)
    wanted, gone = readings.unread(store, reader_of(topic), outlets)
    reader = Reader(topic, outlets)
    for story_id in each(gone, "stories let go", progress.step):
        with store.writing():
            if not readings.is_of_topic(store, story_id):
                readings.drop(store, story_id)
    for begin in range(0, len(wanted), AT_ONCE):
        read = []
        for done, story_id in enumerate(wanted[begin : begin + AT_ONCE], begin + 1):
            story = reading.get(store, story_id)
            past = reading.revisions(store, story_id) if story.revisions > 1 else ()
            read.append((story, entry(story, read_with_past(reader, story, past))))
            progress.step(done, len(wanted), "stories")
        # Together, as each transaction costs as much as reading half a story; while reading, others may write.
        with store.writing():
            for story, one in read:
                if story.relevant and _as_read(reading.get(store, story.id)) == _as_read(story):
                    readings.save(store, one)


def _as_read(story: Story) -> tuple[object, ...]:
    """All of a story that its reading depends on."""
    return story.title, story.text, story.revision_id, story.relevant, story.outlet, story.published_at


def entry(story: Story, rows: Sequence[Proposition]) -> readings.Entry:
    """A story as read, for the store and its indexes."""
    return readings.Entry(
        story.id,
        story.revision_id,
        pack(rows),
        [indexed(row) for row in rows],
        {growing.line(row) for row in rows},
        sampled_runs(story.text),
    )


def _group(store: Store, progress: Progress) -> None:
    """Groups all claims anew, all stories together."""
    loaded = list(readings.load(store))
    many = len(loaded)
    tell = stages.portion(progress, 0, many, many, GROUPED, _STAGES)
    chain_of = chains_of(story for story, _ in each(loaded, "copies", tell))
    found = claims_of(growing.told(loaded, tell), chain_of, tell)
    with store.writing():
        claims.replace(store, acting.settled(store, found))
        index.put_chains(store, chain_of)
        readings.taken(store)
    progress.step(many, many, GROUPED)


def _regroup(store: Store, progress: Progress) -> None:
    """Groups all claims anew where they are too many at once: the oldest stories together, the others in portions.

    In one transaction: a reader sees the claims before or those after. Ids are kept and acts done at the end.
    """
    everything = readings.ids(store)
    many = len(everything)
    with store.writing():
        was = acting.before(store)
        loaded = list(readings.load(store, everything[:TOGETHER]))
        tell = stages.portion(progress, 0, TOGETHER, many, GROUPED, _STAGES)
        chain_of = chains_of(story for story, _ in each(loaded, "copies", tell))
        index.put_chains(store, chain_of)
        claims.replace(store, ())
        tell(0, many, "lines")
        growing.learn(store)
        claims.found(store, claims_of(growing.told(loaded, tell), chain_of, tell))
        touched: set[int] = set()
        for begin in range(TOGETHER, many, PORTION):
            touched |= growing.extend_by(store, everything, begin, begin + PORTION, progress)
        growth.prune(store, touched)
        acting.resettle(store, was, lambda: progress.step(many, many, GROUPED))
        readings.taken(store)
    progress.step(many, many, GROUPED)

"""From stored stories to stored claims: what a poll does at its end, and `reportedly analyse` at any time."""

from __future__ import annotations

from fetchers.progress import Progress
from narrative.claims import derive
from narrative.relevance import judge
from narrative.topic import Topic
from reportedly import acting
from store import claims, reading, stories
from store.database import Store


def analyse(store: Store, topic: Topic, progress: Progress) -> int:
    """Derives the claims from the stories of the topic; each keeps the id of the one it mostly repeats, and
    what a person did with them is done again."""
    progress.step(0, 1, "claims")
    found = derive(reading.relevant_stories(store), topic)
    with store.writing():
        kept = acting.settled(store, found)
        claims.replace(store, kept)
    progress.step(1, 1, "claims")
    return len(kept)


def rejudge(store: Store, topic: Topic, progress: Progress) -> int:
    """Judges every story again by the topic as it is now; a person's own verdicts stand. Returns how many changed."""
    before = {story.id: story.relevant for story in reading.every_story(store)}
    verdicts = []
    for done, story in enumerate(reading.every_story(store), 1):
        verdicts.append((story.id, judge(topic, story.title, story.text)))
        progress.step(done, len(before), "stories")
    stories.rejudge(store, verdicts)
    return sum(before[story.id] != story.relevant for story in reading.every_story(store))

"""From an extracted article to what the store is given; and all kept pages extracted once more."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from fetchers import notarticle
from fetchers.article import Article, rules
from fetchers.page import charset_of
from fetchers.progress import Progress
from fetchers.workers import ParseError, Workers
from narrative.relevance import judge
from narrative.topic import Topic
from store import evidence, pages, reading
from store.database import Store
from store.edges import edges
from store.errors import StoreError
from store.evidence import Evidence
from store.models import Story, TextSource
from store.pages import FetchedPage

#: Kept pages that are read and extracted at a time, so that memory holds few of them.
AT_ONCE = 8
#: Hours until a page on which no article is found is asked for again (see `notarticle.WAITS`).
_WAITS = notarticle.WAITS[notarticle.OTHER]


def page_of(topic: Topic, story_id: int, title: str, article: Article) -> FetchedPage:
    """An article as the store takes it. Its quotations and lines that speak of the topic are never boilerplate."""
    lines = article.raw.split("\n")
    quoted = {lines[number] for number in article.quoted if number < len(lines)}
    ends = edges(article.raw, article.asides)
    quoted |= {edge.sentence for edge in ends if edge.line in article.quoted}
    return FetchedPage(
        story_id=story_id,
        text=article.text,
        relevance=judge(topic, title or article.title or "", article.text),
        title=article.title,
        author=article.author,
        language=article.language,
        published_at=article.published_at,
        outlet=article.outlet,
        links=article.links,
        raw=article.raw,
        asides=article.asides,
        content=frozenset(
            quoted | {line for line in (*lines, *(edge.sentence for edge in ends)) if judge(topic, "", line).matched}
        ),
        statements=article.statements,
        rules=rules(),
    )


@dataclass
class Reread:
    """What came of extracting kept pages once more: how many there were, how many had been read by these rules, and the
    stories that now read otherwise, that have an article now, that have none any more, and whose page could not be
    read."""

    pages: int = 0
    left: int = 0
    otherwise: list[int] = field(default_factory=list)
    gained: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    restated: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def extract_again(store: Store, topic: Topic, now: datetime, progress: Progress, *, anew: bool = False) -> Reread:
    """Extracts of every story the page kept last, where that was read by other rules than today's, or all of them
    `anew`. Where what is shown changes, that is a revision that is ours."""
    return asyncio.run(_extract_again(store, topic, now, progress, anew))


async def _extract_again(store: Store, topic: Topic, now: datetime, progress: Progress, anew: bool) -> Reread:
    kept = list(evidence.newest(store, None if anew else rules()))
    found = Reread(left=evidence.count(store) - len(kept))
    async with Workers() as workers:
        for begin in range(0, len(kept), AT_ONCE):
            some = kept[begin : begin + AT_ONCE]
            articles = await asyncio.gather(*(_article(store, workers, one) for one in some))
            for one, article in zip(some, articles, strict=True):
                _take(store, topic, one, article, now, found)
            progress.step(begin + len(some), len(kept), "kept pages")
    return found


async def _article(store: Store, workers: Workers, one: Evidence) -> Article | str | None:
    """The article of a kept page, None where there is none, or why it cannot be read."""
    try:
        body = evidence.body(store, one.id)
        return await workers.page(body, one.url, charset_of(one.headers.get("content-type", "")))
    except (ParseError, StoreError) as error:
        return str(error)


def _take(
    store: Store, topic: Topic, one: Evidence, article: Article | str | None, now: datetime, found: Reread
) -> None:
    story = reading.get(store, one.story_id)
    found.pages += 1
    if isinstance(article, str):
        found.failed.append(f"story {story.id}: {article}")
        return
    why = _no_article(store, story, one, article)
    if article is None or why:
        note = why or "no article was found on the page"
        waits = notarticle.WAITS.get(note, _WAITS)
        if pages.unread(store, story.id, note, now, replace(one, rules=rules()), waits):
            found.lost.append(story.id)
        return
    page = replace(page_of(topic, story.id, story.title, article), evidence_id=one.id)
    pages.save(store, page, now, anew=True)
    after = reading.get(store, story.id)
    if after.text_source != story.text_source:
        found.gained.append(story.id)
    elif after.text != story.text:
        found.otherwise.append(story.id)
    elif after.statements != story.statements:
        found.restated.append(story.id)


def _no_article(store: Store, story: Story, one: Evidence, article: Article | None) -> str | None:
    if notarticle.moved_to_front(story.url, one.url):
        return notarticle.FRONT
    if article is None:
        return None
    # What a poll holds the page against: of a story without its page the feed's words are its text.
    told = story.text if story.text_source is TextSource.FEED else pages.told(store, story.id)
    if not told:
        return article.problem
    return notarticle.after_the_feed(article.problem, f"{story.title}\n{told}", article.title or "", article.text)


def reread_lines(found: Reread) -> Sequence[str]:
    """What extracting again came to, in lines: counts, and the stories."""
    from store.wording import counted

    def stories(ids: Sequence[int], what: str) -> str:
        names = ", ".join(map(str, ids[:20])) + (f" and {len(ids) - 20} more" if len(ids) > 20 else "")
        return f"{counted(len(ids), 'story', 'stories')} {what}{f' ({names})' if ids else ''}"

    lines = [
        f"{counted(found.pages, 'kept page')} extracted again"
        + (f", {found.left:,} left that were read by these rules (--anew reads them too)" if found.left else "")
        + ": "
        + "; ".join(
            (
                stories(found.otherwise, "read otherwise"),
                stories(found.gained, "gained an article"),
                stories(found.lost, "turned out to have none"),
                stories(found.restated, "with other details"),
            )
        )
    ]
    return [*lines, *found.failed]

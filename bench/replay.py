"""Whole articles of one running story polled twice, as one newspaper each: none is there twice, and the copies among
them are found with the passages that they share.

    python -m bench.replay --data FOLDER

FOLDER has articles as CSV with url, title, publication, full_text and date. They are served on loopback as feeds and
pages, and polled, extracted, stored and analysed as any others. A pair is expected where two share `SHARE` of the
shorter one's runs of five words, quotations aside, which is counted here anew and for every pair.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import combinations
from pathlib import Path

from bench import labelled
from reportedly.home import Home, ensure
from reportedly.pipeline import poll
from store import copies, feeds, reading, storylist
from store.database import Store
from store.feeds import NewFeed
from store.models import Story

SHARE, RUN = 0.35, 5
#: A term that every text has.
_ANY = '"re:[A-Za-z]+"'
_QUOTED = re.compile(r"“[^“”\n]*(?:”|$)|\"[^\"\n]*\"", re.M)


class Stand(ThreadingHTTPServer):
    """A feed an outlet, and every article on its page."""

    def __init__(self, articles: list[Story]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.outlets: defaultdict[str, list[Story]] = defaultdict(list)
        for article in articles:
            self.outlets[article.outlet].append(article)
            self.pages[f"/{article.id}"] = "text/html; charset=utf-8", _page(article)
        for number, some in enumerate(self.outlets.values()):
            self.pages[f"/feed/{number}"] = "application/rss+xml", _feed(self.base, some)


class _Handler(BaseHTTPRequestHandler):
    server: Stand

    def do_GET(self) -> None:
        kind, body = self.server.pages.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _page(article: Story) -> bytes:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"(?<=[.!?]) (?=[A-Z])", article.text))
    title = escape(article.title)
    head = f"<html><head><title>{title}</title></head><body>"
    return f"{head}<article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def _feed(base: str, articles: list[Story]) -> bytes:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{base}/{one.id}</link><guid>{escape(one.url)}</guid>"
        f"<pubDate>{format_datetime(one.said_at, usegmt=True)}</pubDate></item>"
        for one in articles
    )
    return f'<rss version="2.0"><channel><title>{escape(articles[0].outlet)}</title>{items}</channel></rss>'.encode()


def _home(root: Path, stand: Stand, now: datetime) -> Home:
    """One that takes everything for its topic."""
    home = ensure(root, now, feeds=False)
    home.config.write_text(f'[poll]\nallow_private = ["{stand.base[7:]}"]\nper_host = 20\n')
    topic = home.topic.read_text()
    topic = topic.replace("subjects = [", f"subjects = [{_ANY}, ", 1)
    home.topic.write_text(f'{topic}\n[[group]]\nid = "any"\nrole = "restriction"\nweight = 9.0\nterms = [{_ANY}]\n')
    with home.open() as store:
        names = list(stand.outlets)
        new = [NewFeed(f"{stand.base}/feed/{number}", name, name) for number, name in enumerate(names)]
        feeds.add(store, new, now)
    return home


def expected(stories: list[Story]) -> set[tuple[int, int]]:
    """The pairs that share so much, every pair counted."""
    bags = {}
    for story in stories:
        words = re.findall(r"\w+", _QUOTED.sub(" ", story.text).lower())
        bags[story.id] = {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    return {
        (one, other)
        for one, other in combinations(sorted(bags), 2)
        if min(map(len, (bags[one], bags[other]))) >= 12
        and len(bags[one] & bags[other]) >= SHARE * min(len(bags[one]), len(bags[other]))
    }


def look(store: Store, given: list[Story]) -> int:
    """Prints what came of it; returns how much is wrong."""
    stories = list(reading.every_story(store))
    guids = store.value("SELECT count(DISTINCT guid) FROM entries")
    wrong = abs(len({one.url for one in stories}) - len(stories)) + abs(len({one.url for one in given}) - guids)
    pages = sum(one.text_source == "page" for one in stories)
    print(f"{len(given)} articles, polled twice: {guids} entries, {len(stories)} stories, {pages} with their page")
    pairs = expected(stories)
    apart = [pair for pair in pairs if pair[1] not in storylist.chain(store, pair[0])]
    told = {story.id: copies.around(store, story) for story in stories}
    repeated = [(number, one) for number, found in told.items() for one in found if one.is_parent]
    print(f"pairs that share {SHARE:.0%}: {len(pairs)}; in one chain: {len(pairs) - len(apart)}")
    print(f"stories that repeat an earlier one: {len(repeated)}")
    for number, one in repeated:
        mine, other = reading.get(store, number).text, reading.get(store, one.other_id).text
        bare = [
            passage
            for passage in one.passages
            if _plain(mine[passage.start : passage.end]) != _plain(other[passage.other_start : passage.other_end])
        ]
        print(f"  {number} repeats {one.other_id}: {one.share:.0%}, {len(one.passages)} passages, {one.words} words")
        wrong += len(bare) + (not one.passages)
    return int(wrong) + len(apart)


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@contextlib.contextmanager
def serving(stand: Stand) -> Iterator[None]:
    threading.Thread(target=stand.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        stand.shutdown()


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="the folder of articles (*.csv)")
    given = options.parse_args()
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    articles = [one for path in sorted(given.data.glob("*.csv")) for one in labelled.articles(path)]
    stand, now = Stand(articles), datetime(2026, 6, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder, serving(stand):
        home = _home(Path(folder) / "home", stand, now)
        for hours in (0, 2):
            poll(home, lambda hours=hours: now + timedelta(hours=hours), everything=True)  # type: ignore[misc]
        with home.open() as store:
            wrong = look(store, articles)
    print("nothing was wrong" if not wrong else f"{wrong} things were wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

"""A home that is polled again and again while the test moves the clock on, and servers to poll."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fetchers.domains import shared_domain
from fetchers.score import score
from reportedly.home import Home
from reportedly.pipeline import poll
from store import feeds, polls
from store.feeds import NewFeed
from store.models import Feed, PollSummary
from tests.fetchers import build
from tests.reportedly.conftest import loopback_home
from tests.web import LOOPBACK, Reply, Request

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
RSS = [("Content-Type", "application/rss+xml")]


class Desk:
    """A home with a clock; each `poll` is a process of its own as far as the store can tell."""

    def __init__(self, root: Path) -> None:
        self.home: Home = loopback_home(root, NOW)
        self.now = NOW

    def settings(self, *lines: str) -> None:
        """Writes config.toml anew, with these lines about polling."""
        (self.home.root / "config.toml").write_text(
            "\n".join(["[poll]", f"allow_private = {list(LOOPBACK)}", *lines, ""])
        )

    def add(self, *urls: str) -> None:
        with self.home.open() as store:
            feeds.add(store, [NewFeed(url, "The Paper", "The Paper") for url in urls], self.now)

    def poll(self, after: timedelta = timedelta(0), **more: object) -> PollSummary:
        self.now += after
        return poll(self.home, lambda: self.now, **more)  # type: ignore[arg-type]

    def poll_when_due(self, times: int = 1) -> None:
        """Lets the time go by until feed 1 is due, and polls."""
        for _ in range(times):
            self.now = max(self.now, self.feed().next_poll_at or self.now)
            self.poll()

    def feed(self, feed_id: int = 1) -> Feed:
        with self.home.open() as store:
            return feeds.get(store, feed_id)

    def broken(self) -> list[tuple[str, str]]:
        """What the score finds, which reads the ledger alone."""
        with self.home.open() as store:
            found = score((), polls.since(store, NOW - timedelta(days=9)), shared_domain)
        return [(finding.rule, finding.why) for finding in found.findings]


def feed(*numbers: int, head: str = "", **more: str) -> Reply:
    body = build.rss(
        "".join(build.item(number, title="Soup") for number in numbers), **({"head": head} if head else {})
    )
    return Reply(200, body, [*RSS, *((name.replace("_", "-"), value) for name, value in more.items())])


def honest(*numbers: int, etag: str = '"v1"', **more: str) -> Callable[[Request], Reply]:
    """A server that does as it should."""

    def answer(request: Request) -> Reply:
        whole = feed(*numbers, etag=etag, **more)
        return Reply(304, b"", whole.headers) if request.headers.get("if-none-match") == etag else whole

    return answer

"""Feeds and what a store would keep of their polls, for the tests of the fetchers."""

from __future__ import annotations

from dataclasses import replace

from fetchers.poll import FeedAnswer
from store.models import Feed


def rss(items: str = "", head: str = "<title>The Paper</title><link>https://paper.example/</link>") -> bytes:
    """An RSS 2.0 feed of these items."""
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def item(number: int = 1, more: str = "", title: str = "Model suspended") -> str:
    guid = f'<guid isPermaLink="false">guid-{number}</guid>'
    return f"<item><title>{title}</title><link>https://paper.example/{number}</link>{guid}{more}</item>"


def atom(entries: str, head: str = "<title>The Paper</title>") -> bytes:
    """An Atom 1.0 feed of these entries."""
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'.encode()


def a_feed(url: str, **more: object) -> Feed:
    return Feed(1, url, "The Paper's feed", "The Paper", **more)  # type: ignore[arg-type]


def after(feed: Feed, answer: FeedAnswer) -> Feed:
    """The feed as the store keeps it after this answer."""
    etag, modified = answer.validators if answer.validators is not None else (feed.etag, feed.last_modified)
    return replace(
        feed,
        etag=etag,
        last_modified=modified,
        body_sha256=answer.body_sha256 or feed.body_sha256,
        failures=feed.failures + 1 if answer.error else 0,
    )

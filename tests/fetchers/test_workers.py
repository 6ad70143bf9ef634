"""Parsing in processes of their own: what comes back, and what happens to those that do not."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from fetchers.feeds import look, parse
from fetchers.workers import ParseError, Workers
from tests.fetchers.build import atom, item, rss

pytestmark = pytest.mark.anyio

URL = "https://paper.example/feed"
FEED = rss(item(more="<pubDate>Fri, 12 Jun 2026 17:21:00 GMT</pubDate>"))
PAGE = "<html lang='en'><body><article><h1>T</h1>" + "<p>It was suspended on the day itself.</p>" * 9 + "</article>"
#: Quadratic in feedparser (https://github.com/kurtmckee/feedparser/issues/562) or in the library's HTML parser.
OPEN_COMMENTS = rss(item(more="<description><![CDATA[" + "<!--" * 175_000 + "]]></description>"))
AUTHOR = rss(item(more="<author>" + "a" * 40_000 + "</author>"))


@pytest.fixture
async def impatient(anyio_backend: str) -> AsyncIterator[Workers]:
    """One worker, given two seconds a task."""
    async with Workers(1, time_limit=2) as workers:
        yield workers


async def test_a_feed_comes_back_as_it_was_read(workers: Workers) -> None:
    """Through the pipe nothing is lost: the very same values as from reading it here."""
    updated = atom("<entry><title>ü\u2028</title><link href='/1'/><updated>2026-06-12T17:21:00Z</updated></entry>")
    for body in (FEED, updated, rss()):
        assert await workers.feed(body, URL, "text/xml") == parse(body, URL, "text/xml")


async def test_a_page_comes_back_as_an_article(workers: Workers) -> None:
    article = await workers.page(PAGE.encode(), URL, "utf-8")
    assert article is not None
    assert article.text.startswith("It was suspended")
    assert article.language == "en"
    assert await workers.page(b"<html></html>", URL, "") is None


async def test_what_is_no_feed_is_said_in_the_parsers_words(workers: Workers) -> None:
    with pytest.raises(ParseError, match=r"^it is a web page, not a feed"):
        await workers.feed(b"<!doctype html><p>x", URL, "text/html")


async def test_many_tasks_share_a_few_workers() -> None:
    """Each answer goes to the one that asked."""
    async with Workers(2) as workers:
        feeds = await asyncio.gather(*(workers.feed(rss(item(n)), URL, "") for n in range(20)))
        assert [found.entries[0].guid for found in feeds] == [f"guid-{n}" for n in range(20)]
        assert len(workers._all) <= 2


@pytest.mark.parametrize("body", [OPEN_COMMENTS, AUTHOR], ids=["open comments", "author"])
async def test_a_feed_that_takes_for_ever_is_given_up(impatient: Workers, body: bytes) -> None:
    """Within its limit or killed at it; either way the next task is done by a worker that works."""
    began = asyncio.get_running_loop().time()
    try:
        await impatient.feed(body, URL, "")
    except ParseError as error:
        said = str(error)
    else:
        said = ""
    assert said in ("", "it took longer than 2 s to parse and was given up")
    assert asyncio.get_running_loop().time() - began < 5
    assert len((await impatient.feed(FEED, URL, "")).entries) == 1


GREEDY = {
    "attributes": rss(item(more="<x " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>")),
    "JSON of nothing": b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"{}," * 1_000_000 + b"{}]}",
    "deep": b'<rss version="2.0"><channel>' + b"<a>" * 500_000,
}


@pytest.mark.skipif(sys.platform == "win32", reason="no bound on memory there")
@pytest.mark.parametrize("body", GREEDY.values(), ids=GREEDY)
async def test_a_feed_that_takes_too_much_memory_is_given_up(body: bytes) -> None:
    """An error of its own feed; the next one is parsed by a worker that has all it may take. What is deep can, once in
    a while, be caught by its time instead."""
    async with Workers(1, time_limit=15, memory_limit=40) as workers:
        for _ in range(2):
            with pytest.raises(ParseError, match=r"it took (too much memory|longer than 15 s) to parse and was"):
                await workers.feed(body, URL, "")
            assert len((await workers.feed(FEED, URL, "")).entries) == 1


async def test_a_worker_for_feeds_is_none_for_pages() -> None:
    """Pages need libraries that weigh: a process that loaded them is replaced before it is given feeds again."""
    async with Workers(1) as workers:
        await workers.feed(FEED, URL, "")
        first = {worker.process.pid for worker in workers._all}
        await workers.page(PAGE.encode(), URL, "utf-8")
        second = {worker.process.pid for worker in workers._all}
        await workers.look(FEED, URL, "")
        assert len(first | second) == 2
        assert len(workers._all) == 1


async def test_where_they_last_one_that_reads_pages_reads_feeds() -> None:
    """Poll after poll, none is begun anew."""
    async with Workers(1, lasting=True) as workers:
        await workers.feed(FEED, URL, "")
        await workers.page(PAGE.encode(), URL, "utf-8")
        reader = workers.pids()
        assert len((await workers.feed(FEED, URL, "")).entries) == 1
        await workers.page(PAGE.encode(), URL, "utf-8")
        assert workers.pids() == reader


async def test_a_look_comes_back_whole(workers: Workers) -> None:
    """A feed, or the feeds that a page names."""
    page = b'<html><link rel="alternate" type="application/rss+xml" title="P" href="/f"></html>'
    for body in (FEED, page, b"{}", b"nothing"):
        assert await workers.look(body, URL, "") == look(body, URL, "")


async def test_a_worker_killed_in_the_middle_is_an_error_of_that_task_only(impatient: Workers) -> None:
    """The one whose worker was killed is told; the next has a new one."""
    await impatient.feed(FEED, URL, "")
    task = asyncio.create_task(impatient.feed(OPEN_COMMENTS, URL, ""))
    await asyncio.sleep(0)
    (worker,) = impatient._all
    os.kill(worker.process.pid, signal.SIGKILL)
    with pytest.raises(ParseError, match="it made the parser fail"):
        await task
    assert len((await impatient.feed(FEED, URL, "")).entries) == 1


async def test_a_worker_killed_while_idle_costs_no_task(impatient: Workers) -> None:
    """A system short of memory may take it between two tasks; the next is done all the same."""
    await impatient.feed(FEED, URL, "")
    (worker,) = impatient._all
    os.kill(worker.process.pid, signal.SIGKILL)
    await worker.process.wait()
    assert len((await impatient.feed(FEED, URL, "")).entries) == 1


async def test_a_cancelled_task_leaves_its_place_to_others(impatient: Workers) -> None:
    """The worker that was at it is ended; the next task does not get the old one's answer."""
    await impatient.feed(FEED, URL, "")
    task = asyncio.create_task(impatient.feed(OPEN_COMMENTS, URL, ""))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    found = await impatient.feed(rss(item(7)), URL, "")
    assert found.entries[0].guid == "guid-7"


async def test_no_process_outlives_its_workers() -> None:
    """At the end of the block every worker is gone, with the pipes to it."""
    async with Workers(2) as workers:
        await asyncio.gather(*(workers.feed(FEED, URL, "") for _ in range(4)))
        processes = [worker.process for worker in workers._all]
    assert processes
    assert all(process.returncode is not None for process in processes)
    del processes, workers
    gc.collect()

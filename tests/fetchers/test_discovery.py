"""From any address to its feed, over real HTTP: what is asked, what is found, what is offered."""

from __future__ import annotations

import pytest

from fetchers.discovery import USUAL, NothingFound, discover, rediscover
from fetchers.http import Fetcher
from fetchers.workers import ParseError, Workers
from tests.fetchers.build import a_feed, item, rss
from tests.web import Reply, Web

pytestmark = pytest.mark.anyio

HTML = [("Content-Type", "text/html; charset=utf-8")]
FEED = Reply(200, rss(item()), [("Content-Type", "application/rss+xml")])
GONE = Reply(404, b"not here")


def page(*links: str) -> Reply:
    named = "".join(f'<link rel="alternate" type="application/rss+xml" title="{n}" href="{n}">' for n in links)
    return Reply(200, f"<!DOCTYPE html><html><head>{named}</head><body>x</body></html>".encode(), HTML)


def serve(web: Web, **replies: Reply) -> None:
    """These paths as said, all usual places else not there."""
    for path in (*USUAL, "/robots.txt"):
        web.on(path, GONE)
    for name, reply in replies.items():
        web.on("/" + name.replace("_", "/").replace("0", "."), reply)


def asked(web: Web) -> list[str]:
    return [request.path for request in web.requests]


async def test_a_feed_is_asked_for_once(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    serve(web, feed=FEED)
    found = await discover(fetcher, workers, web.url("/feed"))
    assert found.feed is not None
    assert (found.url, found.feed.kind, asked(web)) == (web.url("/feed"), "RSS 2.0", ["/feed"])


async def test_a_page_leads_to_the_one_feed_that_it_names(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    """The feed is read before it is taken for one, and how it was found is said."""
    serve(web, story=page("news"), news=FEED)
    found = await discover(fetcher, workers, web.url("/story"))
    assert (found.url, found.how, asked(web)) == (web.url("/news"), "the page names it", ["/story", "/news"])


async def test_several_feeds_are_offered_and_none_is_taken(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    serve(web, story=page("news", "sport", "comments"))
    found = await discover(fetcher, workers, web.url("/story"))
    assert found.feed is None
    assert [offer.title for offer in found.offers] == ["news", "sport"]
    assert [offer.title for offer in found.left] == ["comments"]
    assert asked(web) == ["/story"]


async def test_a_page_that_names_none_is_asked_about_at_the_usual_places(
    fetcher: Fetcher, workers: Workers, web: Web
) -> None:
    """One after the other until one answers with a feed; that it is a guess is said."""
    serve(web, story=page(), feed=page(), rss0xml=FEED)
    found = await discover(fetcher, workers, web.url("/story"))
    assert (found.url, found.how) == (web.url("/rss.xml"), "found at a usual place, by guess")
    assert asked(web) == ["/story", "/feed", "/rss.xml"]


async def test_a_news_sitemap_is_found_through_robots_txt(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    sitemap = b'<urlset xmlns:n="x"><url><loc>https://paper.example/1</loc><n:news><n:title>T</n:title></n:news></url></urlset>'
    named = f"User-agent: *\nSitemap: https://other.example/news.xml\nSitemap: {web.url('/my-news.xml')}\n".encode()
    serve(web, story=page(), robots0txt=Reply(200, named))
    web.on("/my-news.xml", Reply(200, sitemap))
    found = await discover(fetcher, workers, web.url("/story"))
    assert (found.url, found.how) == (web.url("/my-news.xml"), "its robots.txt names it")


LEADS_NOWHERE = [
    (page(), "names no feed, and none is at the usual places"),
    (page("gone"), "the page names it: .*/gone, but no feed is there: status 404"),
    (page("story"), "but no feed is there: it is a web page"),
    (Reply(200, b'{"a": 1}'), "it is JSON, but no JSON Feed"),
    (Reply(200, b"\x89PNG\r\n"), "no feed could be read from it"),
    (GONE, "404: not found; the address may have changed"),
]


@pytest.mark.parametrize(("reply", "why"), LEADS_NOWHERE, ids=range(len(LEADS_NOWHERE)))
async def test_where_no_feed_is_found_it_is_said_what_is_there(
    fetcher: Fetcher, workers: Workers, web: Web, reply: Reply, why: str
) -> None:
    serve(web, story=reply, gone=GONE)
    with pytest.raises(NothingFound, match=why):
        await discover(fetcher, workers, web.url("/story"))


def _index(*places: str) -> Reply:
    listed = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    return Reply(200, f"<sitemapindex>{listed}</sitemapindex>".encode())


def _news(*numbers: int) -> Reply:
    rows = "".join(
        f"<url><loc>https://paper.example/{n}</loc><n:news><n:title>T{n}</n:title><n:publication_date>2026-06-{n:02d}"
        "</n:publication_date></n:news></url>"
        for n in numbers
    )
    return Reply(200, f'<urlset xmlns:n="x">{rows}</urlset>'.encode())


async def test_an_index_is_read_as_the_sitemaps_that_it_leads_to(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    """Also through a further index; one entry an address, the newest first; another site's are not asked for."""
    serve(web, index=_index("/deeper", "/two", "http://other.example/x"), deeper=_index("/one"))
    serve_more = {"/one": _news(1, 3), "/two": _news(2, 3)}
    for path, reply in serve_more.items():
        web.on(path, reply)
    found = await discover(fetcher, workers, web.url("/index"))
    assert found.feed is not None
    assert [entry.title for entry in found.feed.entries] == ["T3", "T2", "T1"]
    assert found.feed.kind == "sitemap index of 2 news sitemaps"


async def test_indexes_without_end_are_left(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    """An index that leads to indexes, and these again: a few requests, then a clear word."""
    for n in range(40):
        web.on(f"/i{n}", _index(*(f"/i{m}" for m in range(n + 1, n + 9))))
    with pytest.raises(NothingFound, match="leads to no news sitemap"):
        await discover(fetcher, workers, web.url("/i0"))
    assert len(web.requests) <= 6


async def test_a_lost_feed_is_looked_for_on_its_home_page(fetcher: Fetcher, workers: Workers, web: Web) -> None:
    """The one that it names, or the one of several that has the feed's name; nothing where that is not clear."""
    serve(web, home=page("new"), new=FEED, many=page("The Paper's feed", "Sport"), twins=page("a", "b"))
    feed = a_feed(web.url("/old"))
    homes = {"/home": web.url("/new"), "/many": web.url("/The%20Paper's%20feed"), "/twins": None, "/nowhere": None}
    web.on("/nowhere", GONE)
    for home, place in homes.items():
        found = await rediscover(fetcher, workers, a_feed(feed.url, home_url=web.url(home)))
        assert (found or "").replace("ThePaper'sfeed", "The%20Paper's%20feed") == (place or "")


async def test_an_index_that_leads_to_nothing_is_no_feed(workers: Workers, fetcher: Fetcher, web: Web) -> None:
    from fetchers.sitemaps import gathered

    serve(web, index=_index("/gone"), gone=GONE)
    index = await workers.feed(_index("/gone").body, web.url("/index"), "")
    with pytest.raises(ParseError, match=r"/gone: status 404"):
        await gathered(fetcher, workers, index, web.url("/index"))

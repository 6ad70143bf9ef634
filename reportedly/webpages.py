"""How the demo's outlets write their feeds and pages: RSS, Atom, JSON Feed, and HTML with all that stands around."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.smallweb import Outlet, Piece, SmallWeb

NOTICE = "This outlet and its texts are invented, for the demo of reportedly."


def address(web: SmallWeb, piece: Piece) -> str:
    """Where a story stands."""
    return f"{web.base}/{piece.outlet}/{piece.slug}.html"


def feed(web: SmallWeb, outlet: Outlet, pieces: Sequence[Piece]) -> tuple[str, str]:
    """An outlet's feed: its content type and its text."""
    if outlet.kind == "json":
        return "application/feed+json", _json(web, outlet, pieces)
    if outlet.kind == "atom":
        return "application/atom+xml; charset=utf-8", _atom(web, outlet, pieces)
    return "application/rss+xml; charset=utf-8", _rss(web, outlet, pieces)


def _rss(web: SmallWeb, outlet: Outlet, pieces: Sequence[Piece]) -> str:
    items = "".join(
        f"<item><title>{escape(piece.as_of(web.moment).title)}</title><link>{address(web, piece)}</link>"
        f'<guid isPermaLink="false">{piece.outlet}/{piece.slug}</guid>'
        f"<pubDate>{format_datetime(piece.published, usegmt=True)}</pubDate>"
        f"<dc:creator>{escape(piece.author)}</dc:creator>"
        f"<description>{escape(piece.summary)}</description></item>"
        for piece in pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(outlet.name)}</title><link>{web.base}/{outlet.slug}/</link>"
        f"<description>{escape(outlet.tagline)}</description><language>en</language><ttl>30</ttl>{items}"
        "</channel></rss>"
    )


def _atom(web: SmallWeb, outlet: Outlet, pieces: Sequence[Piece]) -> str:
    home = f"{web.base}/{outlet.slug}/"
    entries = "".join(
        f"<entry><id>tag:{outlet.slug}.example,2026:{piece.slug}</id>"
        f"<title>{escape(piece.as_of(web.moment).title)}</title>"
        f'<link rel="alternate" href="{address(web, piece)}"/><author><name>{escape(piece.author)}</name></author>'
        f"<published>{piece.published.isoformat()}</published>"
        f"<updated>{piece.as_of(web.moment).at.isoformat()}</updated>"
        f"<summary>{escape(piece.summary)}</summary></entry>"
        for piece in pieces
    )
    newest = max((piece.as_of(web.moment).at for piece in pieces), default=web.moment)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<id>tag:{outlet.slug}.example,2026:feed</id><title>{escape(outlet.name)}</title>"
        f'<subtitle>{escape(outlet.tagline)}</subtitle><link rel="alternate" href="{home}"/>'
        f"<updated>{newest.isoformat()}</updated>{entries}</feed>"
    )


def _json(web: SmallWeb, outlet: Outlet, pieces: Sequence[Piece]) -> str:
    items = [
        {
            "id": f"{piece.outlet}/{piece.slug}",
            "url": address(web, piece),
            "title": piece.as_of(web.moment).title,
            "summary": piece.summary,
            "date_published": piece.published.isoformat(),
            "date_modified": piece.as_of(web.moment).at.isoformat(),
            "authors": [{"name": piece.author}],
        }
        for piece in pieces
    ]
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"{web.base}/{outlet.slug}/",
        "feed_url": web.base + outlet.feed_path,
        "language": "en",
        "items": items,
    }
    return json.dumps(about, ensure_ascii=False)


def page(web: SmallWeb, outlet: Outlet, piece: Piece, related: Sequence[Piece]) -> str:
    """A story's page, with the menu, cookie notice, related links and footer that real pages have."""
    now = piece.as_of(web.moment)
    text = "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in now.text.split("\n\n"))
    about = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": now.title,
            "datePublished": piece.published.isoformat(),
            "dateModified": now.at.isoformat(),
            "author": {"@type": "Person", "name": piece.author},
        }
    ).replace("<", "\\u003c")
    body = (
        f"<main><article><h1>{escape(now.title)}</h1>"
        f'<p class="byline">By {escape(piece.author)} <time datetime="{piece.published.isoformat()}">'
        f"{piece.published:%d %B %Y}</time></p>{text}</article></main>"
        f"<aside><h2>More from {escape(outlet.name)}</h2>{_links(web, related)}"
        '<form><label>Get our newsletter <input type="email"></label><button>Sign up</button></form></aside>'
    )
    head = (
        f'<meta property="og:title" content="{escape(now.title)}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{piece.published.isoformat()}">'
        f'<meta name="author" content="{escape(piece.author)}"><link rel="canonical" href="{address(web, piece)}">'
        f'<script type="application/ld+json">{about}</script>'
    )
    return _html(web, outlet, now.title, head, body)


def front(web: SmallWeb, outlet: Outlet, pieces: Sequence[Piece]) -> str:
    """An outlet's front page."""
    return _html(
        web, outlet, outlet.tagline, "", f"<main><h1>{escape(outlet.tagline)}</h1>{_links(web, pieces)}</main>"
    )


def index(web: SmallWeb) -> str:
    """The page that lists the outlets."""
    rows = "".join(f'<li><a href="/{o.slug}/">{escape(o.name)}</a></li>' for o in web.outlets.values())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The demo of reportedly</title></head>'
        f"<body><h1>A small invented web</h1><p>{NOTICE}</p><ul>{rows}</ul></body></html>"
    )


def _links(web: SmallWeb, pieces: Sequence[Piece]) -> str:
    rows = "".join(
        f'<li><a href="{address(web, piece)}">{escape(piece.as_of(web.moment).title)}</a></li>' for piece in pieces
    )
    return f"<ul>{rows}</ul>"


def _html(web: SmallWeb, outlet: Outlet, title: str, head: str, body: str) -> str:
    home = f"{web.base}/{outlet.slug}/"
    menu = "".join(f'<li><a href="{home}">{escape(name)}</a></li>' for name in outlet.section)
    kind = {"json": "application/feed+json", "atom": "application/atom+xml"}.get(outlet.kind, "application/rss+xml")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | {escape(outlet.name)}'
        f'</title><meta property="og:site_name" content="{escape(outlet.name)}">'
        f'<link rel="alternate" type="{kind}" href="{web.base}{outlet.feed_path}">{head}</head><body>'
        '<div class="cookie-notice" role="dialog"><p>We and our 214 partners use cookies.</p>'
        "<button>Accept all</button><button>Reject all</button></div>"
        f'<header><a href="{home}">{escape(outlet.name)}</a><nav><ul>{menu}</ul></nav></header>{body}'
        f"<footer><p>{NOTICE}</p><p>About us. Terms of use. Privacy.</p></footer></body></html>"
    )

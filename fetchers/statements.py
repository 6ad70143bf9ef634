"""What a page says of its article, by where it says so: JSON-LD, OpenGraph, microdata, and the page itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from fetchers.clean import moment, one_line
from fetchers.domains import registrable_domain
from fetchers.linkeddata import ARTICLE, article_node, names
from store.codec import stamp
from store.models import Statement
from store.statements import JSON_LD, MICRODATA, OPENGRAPH, PAGE
from store.urls import bare, is_web

#: Characters of a value, at the most.
_LONGEST = 500
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_META = {
    "og:title": ("title", OPENGRAPH),
    "og:site_name": ("outlet", OPENGRAPH),
    "og:locale": ("language", OPENGRAPH),
    "og:url": ("canonical_url", OPENGRAPH),
    "article:author": ("author", OPENGRAPH),
    "article:published_time": ("published_at", OPENGRAPH),
    "og:article:published_time": ("published_at", OPENGRAPH),
    "article:modified_time": ("modified_at", OPENGRAPH),
    "og:updated_time": ("modified_at", OPENGRAPH),
    "article:section": ("section", OPENGRAPH),
    "article:content_tier": ("free", OPENGRAPH),
    "author": ("author", PAGE),
    "byl": ("author", PAGE),
    "dc.creator": ("author", PAGE),
    "parsely-author": ("author", PAGE),
    "date": ("published_at", PAGE),
    "dc.date": ("published_at", PAGE),
    "dc.date.issued": ("published_at", PAGE),
    "dcterms.created": ("published_at", PAGE),
    "pubdate": ("published_at", PAGE),
    "publish-date": ("published_at", PAGE),
    "parsely-pub-date": ("published_at", PAGE),
    "sailthru.date": ("published_at", PAGE),
    "last-modified": ("modified_at", PAGE),
    "dcterms.modified": ("modified_at", PAGE),
    "section": ("section", PAGE),
    "parsely-section": ("section", PAGE),
}
_PROPERTIES = {
    "headline": "title",
    "author": "author",
    "publisher": "outlet",
    "inlanguage": "language",
    "datepublished": "published_at",
    "datemodified": "modified_at",
    "articlesection": "section",
    "isaccessibleforfree": "free",
}


def stated(tree: Any, url: str) -> tuple[Statement, ...]:
    """Every field that the page (an lxml tree) states, once a source: the first word of each on it counts."""
    found: dict[tuple[str, str], str] = {}
    for field, source, value in (*_linked(tree, url), *_meta(tree), *_microdata(tree), *_page(tree)):
        said = _value(field, value, url)
        if said:
            found.setdefault((field, source), said)
    return tuple(Statement(field, source, value) for (field, source), value in found.items())


def _linked(tree: Any, url: str) -> Iterator[tuple[str, str, str]]:
    node = article_node(tree, url)
    if node is None:
        return
    for name, value in node.items():
        field = _PROPERTIES.get(str(name).lower())
        if field:
            yield field, JSON_LD, ", ".join(names(value))
    yield "canonical_url", JSON_LD, next(names(node.get("mainEntityOfPage") or node.get("url"), "@id"), "")


def _meta(tree: Any) -> Iterator[tuple[str, str, str]]:
    for tag in tree.xpath("//meta[@content]")[:300]:
        for name in (tag.get("property"), tag.get("name")):
            if name and name.lower() in _META:
                yield (*_META[name.lower()], tag.get("content"))


def _microdata(tree: Any) -> Iterator[tuple[str, str, str]]:
    scopes = [one for one in tree.xpath("//*[@itemscope and @itemtype]")[:50] if ARTICLE.search(one.get("itemtype"))]
    for tag in scopes[0].xpath(".//*[@itemprop]")[:300] if scopes else ():
        field = _PROPERTIES.get(tag.get("itemprop").lower())
        if field is None:
            continue
        named = tag.xpath('.//*[@itemprop="name"]')
        value = tag.get("content") or tag.get("datetime") or (named[0] if named else tag)
        if not isinstance(value, str):
            value = value.get("content") or " ".join(value.itertext())
        yield field, MICRODATA, value


def _page(tree: Any) -> Iterator[tuple[str, str, str]]:
    for link in tree.xpath('//link[@rel="canonical" and @href]')[:1]:
        yield "canonical_url", PAGE, link.get("href")
    for root in tree.xpath("/html[@lang] | /html[@xml:lang]")[:1]:
        yield "language", PAGE, root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _value(field: str, value: str, url: str) -> str:
    """A value as it is kept; empty where it is none."""
    said = one_line(value[: _LONGEST * 4])[:_LONGEST]
    return _AS[field](said, url) if field in _AS else said


def _time(said: str, url: str) -> str:
    found = moment(said)
    if found is None:
        return ""
    return said if _DATE.fullmatch(said) else stamp(found)


def _author(said: str, url: str) -> str:
    """Not an address: some pages name a profile there."""
    return "" if re.match(r"https?:|www\.|/|@", said) else re.sub(r"^(by|von|par|di|por)\s+", "", said, flags=re.I)


def _language(said: str, url: str) -> str:
    tag = said.replace("_", "-").lower()
    return tag if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", tag) else ""


def _free(said: str, url: str) -> str:
    words = {"false": "false", "no": "false", "locked": "false", "metered": "false", "0": "false"}
    words |= {"true": "true", "yes": "true", "free": "true", "1": "true"}
    return words.get(said.lower().rpartition("/")[2], "")


def _canonical(said: str, url: str) -> str:
    """Believed on the page's own registrable domain only, and where it names no mere front page."""
    try:
        address = urljoin(url, said)
        path = urlsplit(address).path.strip("/")
    except ValueError:
        return ""
    own = is_web(address) and registrable_domain(address) == registrable_domain(url)
    return bare(address) if own and (path or not urlsplit(url).path.strip("/")) else ""


_AS: dict[str, Callable[[str, str], str]] = {
    "published_at": _time,
    "modified_at": _time,
    "author": _author,
    "language": _language,
    "free": _free,
    "canonical_url": _canonical,
}


def with_guess(statements: Iterable[Statement], field: str, value: str | None) -> tuple[Statement, ...]:
    """The statements with what was found by looking at the page, where nothing on the page itself states it."""
    said = tuple(statements)
    if not value or any(one.field == field and one.source == PAGE for one in said):
        return said
    return (*said, Statement(field, PAGE, value[:_LONGEST]))

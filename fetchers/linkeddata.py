"""The linked data (JSON-LD) of a page: its nodes, and which of them is the page's own article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from store.urls import is_web, url_key

#: Kinds of schema.org that are articles; each has kinds below it whose names end alike.
ARTICLE = re.compile(r"(Article|BlogPosting|Report|SocialMediaPosting)$")
#: What there is at the most: nodes that are looked at, names of an author.
_NODES, _NAMES = 2_000, 10
#: What stands under these is another page's: a list of teasers, what the article is part of, or speaks of.
_OTHERS = frozenset(
    ("itemListElement", "item", "mentions", "citation", "hasPart", "isPartOf", "isBasedOn", "relatedLink", "comment")
)
#: How scripts were hidden from browsers that knew none.
_WRAPPED = re.compile(r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)(?:\s*\*/)?\s*$")
#: A string, be it without its end, so that a text is gone through but once; or a comma with nothing to come.
_TRAILING = re.compile(r'("(?:[^"\\]|\\.|\\\Z)*(?:"|\Z))|,(?=\s{0,99}[}\]])', re.S)
_SPACE = re.compile(r"\s+")


def linked_data(tree: Any) -> list[dict[str, Any]]:
    """The nodes of a page's linked data, outer ones first, whatever holds them."""
    return [node for node, _ in _nodes(tree)]


def kinds(node: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of schema.org that a node says it is."""
    said = node.get("@type")
    return tuple(one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str))


def article_node(tree: Any, url: str) -> dict[str, Any] | None:
    """The node that is the page's article: an article, else what has a headline or a date. Of several that which names
    the page's own address, or else the page's own headline, and is no teaser in a list; then the first with a headline.
    """
    nodes = _nodes(tree)
    own, titles = _addresses(tree, url), _titles(tree)
    such = [(node, aside) for node, aside in nodes if any(ARTICLE.search(kind) for kind in kinds(node))]
    such = such or [(node, aside) for node, aside in nodes if node.get("headline") or node.get("datePublished")]

    def rank(place: int) -> tuple[bool, bool, bool, bool, int]:
        node, aside = such[place]
        headline = _plain(next(names(node.get("headline")), ""))
        return (
            not any(_key(said, url) in own for said in _said_addresses(node)),
            not (headline and any(headline in title for title in titles)),
            aside,
            not headline,
            place,
        )

    best = min(range(len(such)), key=rank, default=None)
    return None if best is None else _whole(such[best][0], [node for node, _ in nodes])


def names(value: Any, key: str = "name") -> Iterator[str]:
    """The words of a value of linked data: text, a thing with a name, or a list of either. Entities are resolved: in a
    script they are none, and yet many pages write them there."""
    for one in (value if isinstance(value, list) else [value])[:_NAMES]:
        if isinstance(one, dict):
            one = one.get(key)
        if isinstance(one, bool):
            one = "true" if one else "false"
        if isinstance(one, str) and one.strip():
            yield html.unescape(html.unescape(one)).strip() if "&" in one else one.strip()


def _nodes(tree: Any) -> list[tuple[dict[str, Any], bool]]:
    """The nodes, and of each whether it stands for something else than the page."""
    found: list[tuple[dict[str, Any], bool]] = []
    for script in tree.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]'):
        waiting = [(_read(script.text or ""), False)]
        while waiting and len(found) < _NODES:
            value, aside = waiting.pop(0)
            if isinstance(value, dict):
                found.append((value, aside))
                waiting += [
                    (part, aside or name in _OTHERS) for name, part in value.items() if isinstance(part, (dict, list))
                ]
            elif isinstance(value, list):
                waiting += [(part, aside) for part in value[:_NODES]]
    return found


def _read(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def mended(script: str) -> str | None:
    """A script of linked data as JSON, freed of what browsers pass over where that makes it readable; else None."""
    bare = _WRAPPED.sub("", _WRAPPED.sub("", script.strip())).strip().removesuffix(";")
    for text in (script, bare, _TRAILING.sub(lambda match: match[1] or "", bare)):
        if _read(text) is not None:
            return text
    return None


def _whole(node: dict[str, Any], nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """A node with what it only points at (`{"@id": …}`) in its place."""
    known = {one["@id"]: one for one in reversed(nodes) if isinstance(one.get("@id"), str) and len(one) > 1}

    def found(value: Any) -> Any:
        if isinstance(value, list):
            return [found(one) for one in value[:_NAMES]]
        if isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str):
            return known.get(value["@id"], value)
        return value

    return {name: value if name == "mainEntityOfPage" else found(value) for name, value in node.items()}


def _said_addresses(node: dict[str, Any]) -> Iterator[str]:
    for name in ("mainEntityOfPage", "url", "@id"):
        yield from names(node.get(name), "@id")


def _addresses(tree: Any, url: str) -> set[str]:
    """By which addresses the page goes: the one it was fetched from, and those it calls its own."""
    stated = tree.xpath('//link[@rel="canonical"]/@href')[:1] + tree.xpath('//meta[@property="og:url"]/@content')[:1]
    return {key for one in (url, *stated) if (key := _key(str(one), url))}


def _key(said: str, url: str) -> str:
    try:
        address = urljoin(url, said)
        return url_key(address) if is_web(address) else ""
    except ValueError:
        return ""


def _titles(tree: Any) -> list[str]:
    """What the page calls itself, without regard to case and spaces."""
    shown = [" ".join(one.itertext()) for one in tree.xpath("//h1 | //title")[:10]]
    return [_plain(str(one)) for one in (*shown, *tree.xpath('//meta[@property="og:title"]/@content')[:1])]


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()

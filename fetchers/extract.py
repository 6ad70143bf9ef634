"""Page bytes to an article: trafilatura's text, and what the page says of itself. Runs in a worker process."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from fetchers import notarticle
from fetchers.article import Article
from fetchers.clean import moment, one_line, paragraphs
from fetchers.linkeddata import mended
from fetchers.seen import look
from fetchers.statements import stated, with_guess
from store.models import Statement
from store.statements import chosen
from store.urls import bare, is_web, url_key

#: Below this many characters an extraction is no article.
SHORTEST = 25
#: Where the precise extraction has less than this share of the usual one, one of the two is wrong.
LOST = 0.5
#: A line that only leads to other stories, by how outlets begin one.
SIGNPOST = re.compile(
    r"^\W*((read|see|watch|learn|find out) (more|also|next)|more|related(?! to)( \w+)?|also( read)?|don['’]t miss|"
    r"(most|must)[ -]read[\w ]*|you (may|might) (also )?(like|be interested in)|recommended( \w+)?|filed under|tags|"
    r"topics?|share (this|on)[\w ]*|advertisement|mehr zum thema|lesen sie (auch|mehr)|lire aussi|à lire aussi|"
    r"leggi anche|lea también|te puede interesar|leia (também|mais)|lees ook)\s*([:|].*)?$",
    re.I,
)
#: Links that are kept of an article, and characters that one may have.
MOST_LINKS, LONGEST_LINK = 200, 2000
_LD_JSON = re.compile(r"(<script[^>]*ld\+json[^>]*>)(.*?)(</script\s*>|\Z)", re.I | re.S)
#: Pages that name these mean what browsers read under the name (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_BROWSERS_DO = dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "windows-1252")


def prepare() -> None:
    """Loads trafilatura, which takes a while."""
    import trafilatura  # noqa: F401


def extract(body: bytes, url: str, charset: str | None) -> Article | None:
    """The article of a page, one with a `problem` where it is known to be something else, or None where there is
    nothing to be found."""
    import trafilatura

    page = readable(body, charset)
    tree = trafilatura.load_html(page)
    if tree is None:
        return None
    passed = _text(page, url)
    said = _stated(page, tree, url)
    taken = chosen(said)
    title = taken["title"].value if "title" in taken else None
    free = {"true": True, "false": False}.get(taken["free"].value) if "free" in taken else None
    problem = notarticle.problem(look(page, tree, url, passed.text, title or "", free))
    if len(passed.text) < SHORTEST and problem is None:
        return None
    headings = {one_line(one.value) for one in said if one.field == "title"}
    published = taken.get("published_at")
    return Article(
        raw=passed.text,
        title=title,
        author=taken["author"].value if "author" in taken else None,
        language=taken["language"].value if "language" in taken else None,
        outlet=taken["outlet"].value if "outlet" in taken else None,
        published_at=moment(published.value) if published else None,
        links=_links(passed.links, url),
        asides=tuple(asides(passed.text, headings, passed.linked)),
        quoted=tuple(n for n, line in enumerate(passed.text.split("\n")) if line in passed.quoted),
        statements=said,
        problem=problem,
    )


def readable(body: bytes, charset: str | None) -> str:
    """A page as text, without what would make trafilatura hang."""
    return _without_broken_json(_decoded(body, charset))


def _stated(page: str, tree: Any, url: str) -> tuple[Statement, ...]:
    """What the page states, and trafilatura's word on headline and author where it finds them by looking."""
    import trafilatura

    said = stated(tree, url)
    about = trafilatura.extract_metadata(page, default_url=url)
    outlets = {one.value for one in said if one.field == "outlet"}
    said = tuple(one for one in said if one.field != "title" or one.value not in outlets)
    if about is None:
        return said
    said = with_guess(said, "author", one_line(about.author or ""))
    return with_guess(said, "title", _headline(about.title or "", outlets))


def _headline(title: str, outlets: set[str]) -> str | None:
    """A page's headline, unless it has none and its title is the outlet's name alone."""
    found = one_line(title).strip(" |·–—-")
    return found if found and found not in outlets else None


@dataclass(frozen=True, slots=True)
class _Pass:
    """What a pass of trafilatura gives: the text, its lines that are nothing but a link, its quotations, its links."""

    text: str = ""
    linked: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()


def _text(page: str, url: str) -> _Pass:
    """The precise extraction, unless it lost more than half of what the usual one finds and a third, quick one agrees
    that this belongs to the article.

    `bench/extract.py` holds this against the library's own settings. Comments, and the library's own removal of
    repeated text (which loses syndicated articles whole), stay off.
    """
    precise = _pass(page, favor_precision=True)
    usual = _pass(page)
    if len(precise.text) >= LOST * len(usual.text):
        return precise
    if not precise.text:
        return usual
    quick = len(_pass(page, fast=True).text)
    return precise if abs(quick - len(precise.text)) < abs(quick - len(usual.text)) else usual


def _pass(page: str, **options: bool) -> _Pass:
    from lxml.etree import strip_tags
    from trafilatura import bare_extraction
    from trafilatura.xml import xmltotxt

    # Without the page's address: trafilatura would resolve "../x" and "#x" against the site alone.
    found = bare_extraction(page, include_links=True, include_comments=False, with_metadata=False, **options)  # type: ignore[arg-type]
    body = getattr(found, "body", None)
    if body is None:
        return _Pass()
    links = tuple(reference.get("target") or "" for reference in body.iter("ref"))
    linked = {_bare(one) for one in body.iter("p", "item") if _is_link(one)}
    quoted = {_bare(one) for quote in body.iter("quote") for one in (quote, *quote.iter("p"))}
    strip_tags(body, "ref")
    return _Pass(paragraphs(xmltotxt(body, False) or ""), frozenset(linked), frozenset(quoted), links)


def _is_link(element: Any) -> bool:
    """Whether all but a sign or a short word of a paragraph is a link."""
    whole = _letters("".join(element.itertext()))
    linked = _letters("".join("".join(reference.itertext()) for reference in element.iter("ref")))
    return len(whole) > 20 and len(linked) >= 0.9 * len(whole)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _bare(element: Any) -> str:
    return paragraphs("".join(element.itertext())).replace("\n", " ")


def asides(text: str, headlines: Collection[str], linked: Collection[str]) -> Iterator[int]:
    """The numbers of the lines that are no part of a text: the headline where it is the first line (it is kept apart),
    signposts to other stories, and lines that are links to them and nothing else."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        plain = line.removeprefix("- ")
        repeated = number == 0 and len(lines) > 1 and line in headlines
        if repeated or plain in linked or SIGNPOST.match(line):
            yield number


def _links(targets: Iterable[str], url: str) -> tuple[str, ...]:
    """Where the article's body refers to, in its order: addresses of the web, each page once, and not itself."""
    kept: dict[str, str] = {}
    for target in targets:
        address = _resolved(url, target)
        if address and len(kept) < MOST_LINKS and url_key(address) != url_key(url):
            kept.setdefault(url_key(address), address)
    return tuple(kept.values())


def _resolved(page: str, target: str) -> str | None:
    try:
        address = urljoin(page, target.strip())
    except ValueError:
        return None
    sound = is_web(address) and len(address) <= LONGEST_LINK and address.isprintable() and " " not in address
    return bare(address) if sound else None


def _decoded(body: bytes, charset: str | None) -> str:
    """The page as text: byte order mark, then the header's word, then the page's, then UTF-8, then Latin."""
    declared = re.search(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", body[:4096], re.I)
    named = [charset or "", declared[1].decode("ascii") if declared else ""]
    if named[1].lower().startswith("utf-16"):
        named.pop()  # or its own word could not have been read
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        named.insert(0, "utf-16")
    elif body.startswith(b"\xef\xbb\xbf"):
        named.insert(0, "utf-8-sig")
    for name in (*filter(None, named), "utf-8"):
        try:
            return body.decode(_AS_BROWSERS_DO.get(name.lower(), name))
        except (LookupError, ValueError):
            continue
    return body.decode("windows-1252", "replace")


def _without_broken_json(page: str) -> str:
    """The page without scripts of linked data that are no JSON, and cannot be made any: trafilatura takes hours over
    some of them."""

    def kept(found: re.Match[str]) -> str:
        script = mended(found[2])
        return "" if script is None else f"{found[1]}{script}{found[3]}"

    return _LD_JSON.sub(kept, page) if "ld+json" in page.lower() else page

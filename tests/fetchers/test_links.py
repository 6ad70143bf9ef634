"""What an article links to: its own references, and nothing of the page around it."""

from __future__ import annotations

import pytest

from fetchers.extract import LONGEST_LINK, MOST_LINKS, extract
from fetchers.http import Fetcher
from fetchers.page import fetch_page
from fetchers.workers import Workers
from tests.conftest import NOW
from tests.fetchers.test_extract import BODY, PAGE, URL
from tests.web import Reply, Web


def page(*anchors: str) -> str:
    """A page whose paragraphs each end with one of the anchors."""
    lines = [*BODY, *BODY][: max(len(BODY), len(anchors))]
    ends = [*anchors, *[""] * len(lines)]
    return PAGE.format(head="", paragraphs="".join(f"<p>{a} {b}</p>" for a, b in zip(lines, ends, strict=False)))


def links(*targets: str) -> tuple[str, ...]:
    anchors = (f'<a href="{target}">as was told before</a> and more.' for target in targets)
    found = extract(page(*anchors).encode(), URL, "utf-8")
    assert found is not None
    return found.links


@pytest.mark.parametrize(
    ("targets", "kept"),
    [
        (["https://other.example/story?id=7"], ["https://other.example/story?id=7"]),
        (["/2026/06/11/before"], ["https://paper.example/2026/06/11/before"]),
        (["../11/before#part"], ["https://paper.example/2026/06/11/before#part"]),
        (["https://a.example/1", "http://www.a.example/1/?utm_source=x"], ["https://a.example/1"]),
        ([URL, "#top", "?utm_source=feed"], []),
        (["mailto:desk@paper.example", "javascript:alert(1)", "tel:+1", "ftp://a.example/x", "http://[bad", ""], []),
        ([f"https://a.example/{'x' * LONGEST_LINK}"], []),
    ],
)
def test_links_are_kept_resolved_and_once(targets: list[str], kept: list[str]) -> None:
    """Only the web's, only where they lead elsewhere, and none that is too long."""
    assert list(links(*targets)) == kept


def test_what_stands_around_an_article_is_none_of_its_links() -> None:
    """Menus and related stories are there for every story alike."""
    assert links("https://other.example/one", "https://other.example/two") == (
        "https://other.example/one",
        "https://other.example/two",
    )


def test_links_are_not_without_number() -> None:
    anchors = " ".join(f'as <a href="https://a.example/{n}">paper {n}</a> told,' for n in range(MOST_LINKS + 50))
    found = extract(page(anchors).encode(), URL, "utf-8")
    assert found is not None
    assert len(found.links) == MOST_LINKS


@pytest.mark.anyio
async def test_links_come_back_from_the_worker(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """As they do where a page is read in the same process."""
    html = page('<a href="/before">as was told before</a>').encode()
    web.on("/story", Reply(body=html, headers=[("Content-Type", "text/html; charset=utf-8")]))
    answer = await fetch_page(fetcher, workers, web.url("/story"), 0, NOW)
    assert answer.article is not None
    assert answer.article.links == (web.url("/before"),)

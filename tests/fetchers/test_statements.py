"""What a page says of its article, and where it says so."""

from __future__ import annotations

import json

import pytest

from fetchers.article import Article
from fetchers.extract import asides, extract
from tests.fetchers.test_extract import BODY, PAGE, PARAGRAPHS, URL


def _article(head: str = "", paragraphs: str = PARAGRAPHS, url: str = URL) -> Article:
    found = extract(PAGE.format(head=head, paragraphs=paragraphs).encode(), url, "utf-8")
    assert found is not None
    return found


def _said(head: str = "", paragraphs: str = PARAGRAPHS, url: str = URL) -> set[tuple[str, str, str]]:
    return {(one.field, one.source, one.value) for one in _article(head, paragraphs, url).statements}


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Not the outlet", "inLanguage": "fr"},
{"@type": ["NewsArticle", "Thing"], "headline": "Model &amp; market", "author":
[{"@type": "Person", "name": "Ann Writer"},
{"name": "Bo Helper"}], "publisher": {"name": "Paper Company"}, "inLanguage": "en-GB",
"datePublished": "2026-06-12T17:21:00-04:00", "dateModified": "2026-06-13", "articleSection": ["Tech", "Law"],
"isAccessibleForFree": "False", "mainEntityOfPage": {"@id": "https://paper.example/own"}}]}</script>"""
GRAPH = {
    ("author", "json-ld", "Ann Writer, Bo Helper"),
    ("outlet", "json-ld", "Paper Company"),
    ("language", "json-ld", "en-gb"),
    ("published_at", "json-ld", "2026-06-12T21:21:00+00:00"),
    ("modified_at", "json-ld", "2026-06-13"),
    ("section", "json-ld", "Tech, Law"),
    ("free", "json-ld", "false"),
    ("canonical_url", "json-ld", "https://paper.example/own"),
}
OPENGRAPH = """<meta property="og:title" content="The order, explained">
<meta property="og:site_name" content="The Paper">
<meta property="og:locale" content="en_GB"><meta property="og:url" content="https://paper.example/shared">
<meta property="article:published_time" content="2026-06-12T21:22:00Z"><meta property="article:section" content="Law">
<meta property="article:modified_time" content="2026-06-13T09:00:00+02:00">
<meta property="article:author" content="https://social.example/ann">
<meta property="article:content_tier" content="metered">"""
MICRODATA = """<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="inLanguage" content="en">
<h2 itemprop="headline">Order of Friday</h2><span itemprop="author" itemscope><b itemprop="name">Cy Third</b></span>
<time itemprop="datePublished" datetime="2026-06-12T21:20:00Z">Friday</time></div>"""
FIELDS = [
    (LINKED, "", GRAPH),
    (
        OPENGRAPH,
        "",
        {
            ("title", "opengraph", "The order, explained"),
            ("outlet", "opengraph", "The Paper"),
            ("language", "opengraph", "en-gb"),
            ("canonical_url", "opengraph", "https://paper.example/shared"),
            ("published_at", "opengraph", "2026-06-12T21:22:00+00:00"),
            ("modified_at", "opengraph", "2026-06-13T07:00:00+00:00"),
            ("section", "opengraph", "Law"),
            ("free", "opengraph", "false"),
        },
    ),
    (
        "",
        MICRODATA,
        {
            ("title", "microdata", "Order of Friday"),
            ("author", "microdata", "Cy Third"),
            ("published_at", "microdata", "2026-06-12T21:20:00+00:00"),
            ("language", "microdata", "en"),
        },
    ),
    (
        '<meta name="author" content="By Di Fourth"><meta name="date" content="2026-06-12">'
        '<link rel="canonical" href="/own">',
        "",
        {
            ("author", "page", "Di Fourth"),
            ("published_at", "page", "2026-06-12"),
            ("canonical_url", "page", "https://paper.example/own"),
            ("language", "page", "en-gb"),
        },
    ),
]


@pytest.mark.parametrize(("head", "body", "expected"), FIELDS, ids=["json-ld", "opengraph", "microdata", "page"])
def test_every_field_is_kept_with_where_it_was_said(head: str, body: str, expected: set[tuple[str, str, str]]) -> None:
    """Each source beside the others; times in UTC, or a bare day; what is an address is no author."""
    said = _said(head, PARAGRAPHS + body)
    assert expected <= said
    assert not [one for one in said if one[0] == "author" and "social.example" in one[2]]


def test_one_is_taken_and_the_others_stay() -> None:
    """Linked data before OpenGraph for times; the outlet's name as it calls itself to readers."""
    article = _article(LINKED + OPENGRAPH, PARAGRAPHS + MICRODATA)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-06-12T21:21:00+00:00"
    assert (article.author, article.outlet, article.language) == ("Ann Writer, Bo Helper", "The Paper", "en-gb")
    assert len({one.value for one in article.statements if one.field == "published_at"}) == 3


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        ("https://www.paper.co.uk/own", "https://www.paper.co.uk/own"),
        ("https://amp.paper.co.uk/own", "https://amp.paper.co.uk/own"),
        ("/own", "https://www.paper.co.uk/own"),
        ("https://other.co.uk/own", None),
        ("https://www.paper.co.uk/", None),
        ("javascript:alert(1)", None),
        ("//www.paper.co.uk.other.example/x", None),
        ("http://[broken", None),
    ],
)
def test_a_page_speaks_for_its_own_domain_only(canonical: str, believed: str | None) -> None:
    """And its front page is no story's own address."""
    said = _said(f'<link rel="canonical" href="{canonical}">', url="https://www.paper.co.uk/2026/story")
    assert {value for field, _, value in said if field == "canonical_url"} == ({believed} if believed else set())


HOSTILE = [
    '<script type="application/ld+json">' + '{"a":' * 300 + "1" + "}" * 300 + "</script>",
    '<script type="application/ld+json">[' + '{"@type": "Article", "headline": [1, null, {}]},' * 3000 + "0]</script>",
    '<script type="application/ld+json">{"@type": [null, 3], "author": {"name": {"name": "x"}}}</script>',
    '<meta property="article:published_time" content="' + "9" * 5000 + '">',
    '<meta property="og:title" content="' + "a\u202eb" * 9000 + '">',
    "<html xml:lang='<script>'>",
]


@pytest.mark.parametrize("head", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_statements_do_no_harm(head: str) -> None:
    """The article is read as ever; what is kept is short and free of marks that turn text round."""
    article = _article(head)
    assert BODY[0] in article.text
    assert all(len(one.value) <= 500 and "\u202e" not in one.value for one in article.statements)


def test_a_signpost_is_left_out_of_the_text_and_stays_in_the_extraction() -> None:
    lines = [*BODY[:2], "Read more: What the order says", *BODY[2:]]
    article = _article("", "".join(f"<p>{line}</p>" for line in lines))
    assert [line for line in article.text.split("\n") if line in BODY] == BODY
    assert "What the order says" not in article.text
    assert "Read more: What the order says" in article.raw.split("\n")


ASIDES = [
    ("Model suspended\nIt came at five.", {"Model suspended"}, set(), [0]),
    ("It came at five.\nModel suspended", {"Model suspended"}, set(), []),
    ("Model suspended", {"Model suspended"}, set(), []),
    ("It came.\n- Chip exports looked at again\nIt went.", set(), {"Chip exports looked at again"}, [1]),
    ("RELATED: Chips\nRelated to this, the office said no.\nMore: Chips\nMore than one said so.", set(), set(), [0, 2]),
    ("Tags\nLesen Sie auch: Chips\nDON’T MISS\nYou may also like:\nShare this story", set(), set(), [0, 1, 2, 3, 4]),
    ("Read more about it in the order itself, he said.", set(), set(), []),
]


@pytest.mark.parametrize(("text", "headlines", "linked", "expected"), ASIDES, ids=range(len(ASIDES)))
def test_lines_that_are_no_part_of_a_text(
    text: str, headlines: set[str], linked: set[str], expected: list[int]
) -> None:
    """The headline as first line, signposts, and lines that are links; a sentence that begins like one stays."""
    assert list(asides(text, headlines, linked)) == expected


def own(headline: str, address: str) -> str:
    return json.dumps(
        {"@type": "NewsArticle", "headline": headline, "datePublished": "2026-06-12", "author": {"name": "Ann Writer"}}
        | {"mainEntityOfPage": address}
    )


TEASER = json.dumps(
    {"@type": "NewsArticle", "headline": "Most read", "datePublished": "2019-03-03", "author": {"name": "Old Author"}}
    | {"url": "/old"}
)


@pytest.mark.parametrize(
    "scripts",
    [
        [f'{{"@type": "ItemList", "itemListElement": [{{"item": {TEASER}}}]}}', own("Order", URL)],
        [TEASER, own("Order", f"{URL}?utm_source=x")],
        [TEASER, own("The model that was cut off", "#")],
        [f"[{TEASER}, {own('Order', URL)}]"],
        [f'{{"@type": "WebPage", "mentions": {TEASER}}}', own("Order", "#")],
    ],
    ids=["in a list", "by its address", "by its headline", "side by side", "mentioned"],
)
def test_of_several_articles_the_pages_own_is_read(scripts: list[str]) -> None:
    head = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    head += '<meta property="og:title" content="The model that was cut off | The Paper">'
    said = _said(head)
    assert ("author", "json-ld", "Ann Writer") in said
    assert ("published_at", "json-ld", "2026-06-12") in said
    assert "Old Author" not in {value for _, _, value in said}


@pytest.mark.parametrize(
    "script",
    [
        '//<![CDATA[\n{"@type": "Article", "author": "Ann O&#39;Writer"}\n//]]>',
        '/*<![CDATA[*/{"@type": "Article", "author": "Ann O\'Writer"}/*]]>*/',
        '<!-- {"@type": "Article", "author": "Ann O&amp;#39;Writer"} -->',
        '{"@type": "Article", "author": ["Ann O&apos;Writer",],};',
        '[{"@type": "Article", "author": {"@id": "#ann"}}, {"@id": "#ann", "name": "Ann O\'Writer"}]',
    ],
)
def test_linked_data_is_read_however_a_page_wraps_it(script: str) -> None:
    assert ("author", "json-ld", "Ann O'Writer") in _said(f'<script type="application/ld+json">{script}</script>')

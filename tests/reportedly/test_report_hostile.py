"""Whatever a story, an outlet or an address says: on a report it is text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly.home import Home
from reportedly.report.citing import evidence
from reportedly.report.doubts import compared
from reportedly.report.facts import Asked, gather
from reportedly.report.html import Markup, escape, join, link, tag
from reportedly.report.page import page
from store.database import open_store
from store.models import Figure, Mention, Span, Stance
from store.query import parse as query
from tests.reportedly.conftest import MOMENT
from tests.reportedly.pages import parse

EVIL = '</style></title></svg><script>alert(1)</script><img src=x onerror="alert(2)">\u202e\x07&lt;b&gt;'
SHOWN = '</style></title></svg><script>alert(1)</script><img src=x onerror="alert(2)">&lt;b&gt;'


def test_hostile_text_is_shown_as_it_is_and_runs_nowhere(polled: Home, tmp_path: Path) -> None:
    """In every column that a report shows; addresses that are none of the web's are no links."""
    with polled.open() as store:
        store.connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    with open_store(tmp_path / "copy.db") as store, store.writing() as connection:
        for table, columns in (
            ("stories", ("title", "outlet", "author")),
            ("claims", ("statement", "first_said_by", "note")),
            ("mentions", ("sentence", "attributed_to", "via")),
            ("revisions", ("title", "text")),
        ):
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = ? || coalesce({column}, '')", (EVIL,))
        connection.execute("UPDATE stories SET url = 'javascript:alert(3)//' || url")
    with open_store(tmp_path / "copy.db") as store:
        asked = Asked(MOMENT, query=query('-"<script>x"'), notice=EVIL, version=EVIL, claims=5)
        html = page(gather(store, polled.read_topic(), asked))
    report = parse(html)
    names = {one.name for one in report.all()}
    assert names.isdisjoint({"script", "img"})
    assert SHOWN in next(report.all("main")).text
    assert not set("\u202e\x07") & set(html)
    assert all(one.attributes["href"][0] == "#" for one in report.all("a"))
    assert not [name for one in report.all() for name in one.attributes if name.startswith("on") or name == "src"]
    assert sum(one.name == "style" for one in report.all()) == 1


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("http://example.org/", "http://example.org/"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ('https://example.org/"onmouseover="x', 'https://example.org/"onmouseover="x'),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/a", None),
        ("https://exa mple.org/", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_only_the_web_is_linked_to(url: str, href: str | None) -> None:
    made = parse(f"<html>{link('text', url)}</html>")
    assert made.text == "text"
    assert [one.attributes["href"] for one in made.all("a")] == ([href] if href else [])


def test_only_what_tag_made_is_markup() -> None:
    assert tag("p", "<b>", tag("i", "&")) == "<p>&lt;b&gt;<i>&amp;</i></p>"
    assert tag("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"></a>'
    assert tag("p", None, ["a", 1], hidden=True, title=None, lang=False) == "<p hidden>a1</p>"
    assert join(["<", Markup("<br>")]) == "&lt;<br>"
    assert escape("a\u202eb\x00c\ud800\n") == "abc\n"
    with pytest.raises(TypeError, match="object"):
        join([object()])


def said(sentence: str, **more: object) -> Mention:
    at = datetime(2026, 6, 12, tzinfo=UTC)
    return Mention(1, 1, "", "", at, at, sentence, 100, 100 + len(sentence), Stance.HEDGED, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mention", "shown"),
    [
        (said("It <may> go."), "It &lt;may&gt; go."),
        (said("It may go.", cue=Span(103, 106)), 'It <mark class="cue">may</mark> go.'),
        (said("It may go.", cue=Span(103, 106), source=Span(103, 105)), 'It <mark class="source">ma</mark>y go.'),
        (said("It may go.", cue=Span(90, 106)), "It may go."),
        (said("It may go.", cue=Span(107, 300)), "It may go."),
        (said("Of 5.", figures=(Figure("number", "5", "5", 103, 104),)), 'Of <mark class="figure">5</mark>.'),
    ],
)
def test_evidence_is_marked_where_it_stands(mention: Mention, shown: str) -> None:
    """Places that overlap or lie outside of the sentence mark nothing, and lose no letter."""
    assert evidence(mention) == shown


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("about 5 <b>", "about 6 <b>", "about <del>5</del> &lt;b&gt;", "about <ins>6</ins> &lt;b&gt;"),
        ("gone", "", "gone", ""),
        ("", "come", "", "come"),
        ("same", "same", "same", "same"),
    ],
)
def test_what_an_edit_changed_is_marked(before: str, after: str, gone: str, come: str) -> None:
    assert compared(before, after) == (gone, come)

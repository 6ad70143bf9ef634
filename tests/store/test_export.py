"""What leaves the store for other programs and people: the two JSON shapes, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import claims, export, marks, pages, reading
from store.database import Store
from store.models import Claim, ClaimKind, Story
from tests.conftest import NOW
from tests.store import build
from tests.store.build import claim, mention, page

#: The contract of the issue: names that must be there, with the types of their values.
STORY_SHAPE: dict[str, tuple[type, ...]] = {
    "id": (int,),
    "url": (str,),
    "title": (str,),
    "outlet": (str,),
    "author": (str, type(None)),
    "published_at": (str, type(None)),
    "first_seen_at": (str,),
    "language": (str, type(None)),
    "text": (str,),
    "text_source": (str,),
    "relevant": (bool,),
    "relevance": (float, int),
    "matched": (list,),
    "saved": (bool,),
    "read": (bool,),
}
CLAIM_SHAPE: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "statement": (str,),
    "outlets": (int,),
    "stories": (int,),
    "first_said_at": (str,),
    "last_said_at": (str,),
    "first_said_by": (str,),
    "stances": (dict,),
    "mentions": (list,),
}
MENTION_SHAPE: dict[str, tuple[type, ...]] = {
    "story_id": (int,),
    "url": (str,),
    "outlet": (str,),
    "published_at": (str, type(None)),
    "sentence": (str,),
    "start": (int,),
    "end": (int,),
    "stance": (str,),
    "cue": (str, type(None)),
    "attributed_to": (str, type(None)),
}


def _has_shape(record: dict[str, Any], shape: dict[str, tuple[type, ...]]) -> None:
    for name, types in shape.items():
        assert type(record[name]) in types, name


def _stories(found: Iterable[Story], form: str) -> str:
    out = io.StringIO()
    export.stories(found, form, out)
    return out.getvalue()


def _claims(found: Iterable[Claim], form: str) -> str:
    out = io.StringIO()
    export.claims(found, form, out)
    return out.getvalue()


def _story(store: Store, title: str = "Headline", text: str = "Text.", **more: object) -> Story:
    story_id = build.a_story(store, 1, title, **more)
    pages.save(store, page(story_id, text), NOW)
    return reading.get(store, story_id)


def test_a_story_as_a_json_line(store: Store) -> None:
    """The whole record, to the letter."""
    _story(store)
    marks.save(store, [1], NOW)
    record = json.loads(_stories([reading.get(store, 1)], "jsonl"))
    _has_shape(record, STORY_SHAPE)
    assert record == {
        "id": 1,
        "url": "https://paper.example/story/1",
        "title": "Headline",
        "outlet": "The Paper",
        "author": "A. Writer",
        "published_at": "2026-07-02T12:00:00+00:00",
        "first_seen_at": "2026-07-02T12:00:00+00:00",
        "language": "en",
        "text": "Text.",
        "text_source": "page",
        "relevant": True,
        "relevance": 3.5,
        "matched": [{"term": "suspend", "group": "restriction", "weight": 2.0}],
        "saved": True,
        "read": False,
        "revisions": 1,
        "judged_by_hand": False,
        "page_note": None,
        "modified_at": None,
        "section": None,
        "canonical_url": None,
        "free": None,
        "stated": {
            "title": [{"source": "feed", "value": "Headline"}],
            "author": [{"source": "feed", "value": "A. Writer"}],
            "language": [{"source": "feed", "value": "en"}],
            "published_at": [{"source": "feed", "value": "2026-07-02T12:00:00+00:00"}],
        },
        "disagreements": [],
        "note": None,
    }


def test_what_a_story_lacks_is_null(store: Store) -> None:
    """The names are there all the same."""
    build.a_story(store, published_at=None, language=None)
    record = json.loads(_stories(reading.every_story(store), "jsonl"))
    _has_shape(record, STORY_SHAPE)
    assert (record["published_at"], record["language"], record["text_source"]) == (None, None, "feed")


def test_a_claim_as_a_json_line(store: Store) -> None:
    """The whole record, to the letter; its mentions oldest first, its counts as numbers."""
    first, _ = build.two_claims(store)
    record = json.loads(_claims([first], "jsonl"))
    _has_shape(record, CLAIM_SHAPE)
    for said in record["mentions"]:
        _has_shape(said, MENTION_SHAPE)
    assert [said["published_at"] for said in record["mentions"]] == [
        "2026-06-30T12:00:00+00:00",
        "2026-07-01T12:00:00+00:00",
    ]
    assert record.pop("mentions")[0] == {
        "story_id": 1,
        "revision_id": 1,
        "url": "https://paper.example/story/1",
        "outlet": "Alpha",
        "published_at": "2026-06-30T12:00:00+00:00",
        "said_at": "2026-06-30T12:00:00+00:00",
        "sentence": "Officials said access may end on 12 June.",
        "headline": False,
        "start": 4,
        "end": 45,
        "stance": "asserted",
        "cue": "may",
        "attributed_to": "officials",
        "source_kind": "unnamed",
        "via": "Reuters",
        "figures": [{"kind": "date", "value": "2026-06-12", "text": "12 June"}],
        "likeness": 1.0,
        "earlier": [],
    }
    assert record == {
        "id": "c1",
        "statement": "Access ends on 12 June.",
        "outlets": 2,
        "stories": 2,
        "chains": 2,
        "first_said_at": "2026-06-30T12:00:00+00:00",
        "last_said_at": "2026-07-01T12:00:00+00:00",
        "first_said_by": "Alpha",
        "stances": {"questioned": 0, "hedged": 1, "attributed": 0, "asserted": 1, "denied": 0},
        "kind": "claim",
        "terms": [],
        "named": False,
        "pinned": False,
        "dismissed": False,
        "note": None,
    }


def test_each_story_is_one_line(store: Store) -> None:
    """Line breaks in texts do not break lines; letters beyond ASCII stay as they are; the count comes back."""
    for number in range(3):
        build.a_story(store, number, "Ünïcode", content="One.\nTwo.")
    out = io.StringIO()
    assert export.stories(reading.every_story(store), "jsonl", out) == 3
    lines = out.getvalue().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["text"] for line in lines] == ["One.\nTwo."] * 3
    assert "Ünïcode" in lines[0]


@pytest.mark.parametrize("form", export.FORMATS)
def test_nothing_found_is_no_error(form: str) -> None:
    """No stories and no claims: zero, and at most a heading."""
    out = io.StringIO()
    assert export.stories([], form, out) == export.claims([], form, out) == 0
    assert (out.getvalue() == "") == (form == "jsonl")


CELLS = [
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1+1", "'  =1+1"),
    ("\t=1", "'\t=1"),
    ("\rx", "'\rx"),
    ("\nx", "'\nx"),
    ("＝1", "'＝1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠a", "'＠a"),
    ("plain", "plain"),
    ("a=b", "a=b"),
    ("", ""),
    (-1.5, -1.5),
    (7, 7),
    (None, None),
]


@pytest.mark.parametrize(("value", "cell"), CELLS)
def test_no_cell_is_a_formula(value: object, cell: object) -> None:
    """Text that a spreadsheet would run gets an apostrophe; numbers and other text stay."""
    assert export.safe_cell(value) == cell


def test_stories_as_csv_read_back(store: Store) -> None:
    """Quotation marks, commas and line breaks survive; a headline that is a formula is defused."""
    _story(store, '=cmd|"x", y', 'He said, "no".\nAnd left.')
    (row,) = csv.DictReader(io.StringIO(_stories(reading.every_story(store), "csv")))
    assert row["title"] == '\'=cmd|"x", y'
    assert row["text"] == 'He said, "no".\nAnd left.'
    assert (row["id"], row["matched"], row["relevance"], row["saved"]) == ("1", "suspend", "3.5", "False")


def test_claims_as_csv_have_a_row_for_each_mention(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(_claims(build.two_claims(store), "csv"))))
    assert [(row["claim_id"], row["outlet"], row["stance"]) for row in rows] == [
        ("c1", "Alpha", "asserted"),
        ("c1", "Beta", "hedged"),
        ("c2", "Beta", "denied"),
    ]
    assert rows[0]["sentence"] == "Officials said access may end on 12 June."
    assert [rows[0][name] for name in ("stories", "outlets", "chains", "kind")] == ["2", "2", "2", "claim"]


ESCAPED = [
    ("plain text", "plain text"),
    ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
    ("[a](b)", r"\[a\](b)"),
    ("<script>", r"\<script\>"),
    ("a | b ~~c~~", r"a \| b \~\~c\~\~"),
    ("back\\slash", r"back\\slash"),
    ("# no heading", r"\# no heading"),
    ("- no list", r"\- no list"),
    ("+ no list", r"\+ no list"),
    ("=== no heading", r"\=== no heading"),
    ("1. no list", r"1\. no list"),
    ("2026) no list", r"2026\) no list"),
    ("AT&amp;T", r"AT\&amp;T"),
]


@pytest.mark.parametrize(("text", "escaped"), ESCAPED)
def test_markdown_shows_text_as_it_stands(text: str, escaped: str) -> None:
    """Nothing in a text is taken for markup."""
    assert export.escape(text) == escaped


@given(st.text(max_size=40))
def test_escaping_only_adds_backslashes(text: str) -> None:
    """Taken out again, the text is there whole."""
    bare = text.replace("\\", "")
    assert export.escape(bare).replace("\\", "") == bare


def test_stories_as_markdown(store: Store) -> None:
    """By day, each with its link, who and when, and its text in paragraphs."""
    _story(store, "Model [suspended]", "One.\n# Two.")
    assert _stories(reading.every_story(store), "markdown") == (
        "# Stories\n\n## 2026-07-02\n\n### [Model \\[suspended\\]](https://paper.example/story/1)\n\n"
        "The Paper · A. Writer · 2026-07-02 12:00 UTC · story 1\n\nOne.\n\n\\# Two.\n\n"
    )


def test_a_link_cannot_leave_its_brackets(store: Store) -> None:
    """What could end the target is written as percent codes."""
    story = _story(store, url="https://paper.example/a(b) c<d>")
    assert "(https://paper.example/a%28b%29%20c%3Cd%3E)" in _stories([story], "markdown")


def test_claims_as_markdown(store: Store) -> None:
    """Each claim with who said it first, and every mention with its link, stance and source."""
    story_id = build.a_story(store, outlet="Alpha")
    made = claim(3, mention(store, story_id), statement="Access *ends*.")
    claims.replace(store, [made])
    assert _claims([claims.get(store, 3)], "markdown") == (
        "# Claims\n\n## c3. Access \\*ends\\*.\n\n"
        "1 story, 1 outlet, 1 chain; first said by Alpha, 2026-07-02 12:00 UTC\n\n"
        "- 2026-07-02 12:00 [Alpha](https://paper.example/story/1), asserted (officials, via Reuters): "
        "Officials said access may end on 12 June.\n"
    )


@pytest.mark.parametrize("kind", [ClaimKind.QUOTE, ClaimKind.BACKGROUND])
def test_what_is_no_assertion_says_so_in_markdown(store: Store, kind: ClaimKind) -> None:
    first, _ = build.two_claims(store)
    assert f"\n{kind}; 2 stories, 2 outlets, 2 chains; first said by" in _claims(
        [replace(first, kind=kind)], "markdown"
    )

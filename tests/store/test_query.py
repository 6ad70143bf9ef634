"""The query language: what its words mean, and where it points when they mean nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QueryError
from store.query import (
    FLAGS,
    KEYS,
    claim_conditions,
    claim_number,
    fts_phrase,
    leaves,
    parse,
    story_conditions,
    when,
    written,
)
from tests.conftest import NOW

TERMS = [
    ("", []),
    ("  ", []),
    ("word", [("word", "word", False)]),
    ("two words", [("word", "two", False), ("word", "words", False)]),
    ('"exact words"', [("word", "exact words", False)]),
    ("-word", [("word", "word", True)]),
    ('-"exact words"', [("word", "exact words", True)]),
    ("begin*", [("word", "begin*", False)]),
    ("outlet:reuters", [("outlet", "reuters", False)]),
    ("OUTLET:Reuters", [("outlet", "Reuters", False)]),
    ('outlet:"The Paper"', [("outlet", "The Paper", False)]),
    ("-outlet:reuters", [("outlet", "reuters", True)]),
    ("unread", [("flag", "unread", False)]),
    ("Unread", [("flag", "unread", False)]),
    ("-saved", [("flag", "saved", True)]),
    ('"saved"', [("word", "saved", False)]),
    ("since:2d until:2026-06-12", [("since", "2d", False), ("until", "2026-06-12", False)]),
    ("claim:c12 stance:hedged", [("claim", "c12", False), ("stance", "hedged", False)]),
    ("half-word", [("word", "half-word", False)]),
    ("5:21", [("word", "5:21", False)]),
    ("- — ! ...", []),
    ('""', []),
]


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_a_query_is_understood(text: str, terms: list[tuple[str, str, bool]]) -> None:
    """Words, phrases, keys and flags, each turned round by a minus; what holds no letter or digit says nothing."""
    assert [(term.key, term.value, term.negated) for term, _ in leaves(parse(text).terms)] == terms


def test_each_term_knows_its_place() -> None:
    """Start and end are those of the term in the query as typed."""
    text = '  unread -outlet:"The Paper" word'
    assert [text[term.start : term.end] for term in parse(text).terms] == ["unread", '-outlet:"The Paper"', "word"]


def test_only_words_that_must_be_there_are_highlighted() -> None:
    assert parse('one -two "three four" unread outlet:five six*').words == ("one", "three four", "six*")


ERRORS = [
    ("word outlot:x", "'outlot:' is no key; did you mean 'outlet:'?", "outlot:x"),
    ("zzz:x", "'zzz:' is no key; the keys are outlet:, title:, text:, claim:", "zzz:x"),
    ('word "open', 'a quotation mark is left open; close it with "', '"open'),
    ('outlet:""', "'outlet:' wants a value right behind it", 'outlet:""'),
    ("word outlet:,a", "'outlet:' wants a value right behind it", "outlet:,a"),
    ("outlet:(a OR b)", "'outlet:' wants a value right behind it", "outlet:"),
    ('title:"!"', "'title:' wants a value right behind it", 'title:"!"'),
    ("since:2d,3d", "'since:' takes one value, not 2", "since:2d,3d"),
    ("a (b c", "a parenthesis is left open", "(b c"),
    ("a b) c", "nothing is open that ) could close", ")"),
    ("a -() b", "nothing stands between the parentheses", "-()"),
    ("a OR", "OR wants a term on either side", "OR"),
    ("OR a", "OR wants a term on either side", "OR"),
    ("a OR OR b", "OR wants a term on either side", "OR"),
    ("(a OR) b", "OR wants a term on either side", "OR"),
    ("a NOT b", "NOT is no part of a query; write - before a term", "NOT"),
    ("a AND b", "AND is no part of a query; terms side by side must all hold", "AND"),
    ("(" * 13 + "a" + ")" * 13, "parentheses stand more than 12 deep", "("),
    ("a " * 200 + "last", "that is more than 200 terms", "last"),
    ("stance:hedgd", "'hedgd' is no stance; did you mean 'hedged'? They are", "stance:hedgd"),
    ("is:pined", "'pined' is no thing to be; did you mean 'pinned'?", "is:pined"),
    ("has:tail", "'tail' is no thing to have; they are revision, note", "has:tail"),
    ("view:a/b", "'a/b' is no name of a view", "view:a/b"),
    ("word outlet: reuters", "'outlet:' wants a value right behind it", "outlet:"),
    ("-since:", "'since:' wants a value right behind it", "-since:"),
]


@pytest.mark.parametrize(("text", "message", "blamed"), ERRORS)
def test_a_query_that_cannot_be_read_says_where(text: str, message: str, blamed: str) -> None:
    """The error's sentence gives the mend, its place the characters to blame."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)
    assert text[caught.value.start : caught.value.end] == blamed


VALUES = [
    ("word since:noon", "'noon' is no time; write 24h, 2d, 3w or 2026-06-12", "since:noon"),
    ("until:2026-13-01", "'2026-13-01' is no time", "until:2026-13-01"),
    ("since:0001-01-01T00:00:00+05:00", "'0001-01-01T00:00:00+05:00' is no time", "since:0001-01-01T00:00:00+05:00"),
    ("claim:twelve", "'twelve' is no claim; claims are called c1, c2, ...", "claim:twelve"),
    ("x -claim:c1x", "'c1x' is no claim", "-claim:c1x"),
    ("stance:sure", "'sure' is no stance; they are questioned, hedged, attributed, asserted, denied", "stance:sure"),
]


@pytest.mark.parametrize("conditions", [story_conditions, claim_conditions])
@pytest.mark.parametrize(("text", "message", "blamed"), VALUES)
def test_a_value_that_is_none_says_where(conditions: object, text: str, message: str, blamed: str) -> None:
    """Times, claims and stances are checked when the query is asked of stories or of claims."""
    assert callable(conditions)
    with pytest.raises(QueryError) as caught:
        conditions(parse(text), NOW)
    assert str(caught.value).startswith(message)
    assert text[caught.value.start : caught.value.end] == blamed


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if flag != "any"])
def test_flags_are_said_of_stories_only(flag: str) -> None:
    """Claims are neither read nor saved; the error points at the flag."""
    with pytest.raises(QueryError, match=f"'{flag}' is said of stories, not of claims") as caught:
        claim_conditions(parse(f"word {flag}"), NOW)
    assert (caught.value.start, caught.value.end) == (5, 5 + len(flag))


TIMES = [
    ("24h", NOW - timedelta(hours=24)),
    ("2d", NOW - timedelta(days=2)),
    ("3W", NOW - timedelta(weeks=3)),
    ("2026-06-12", datetime(2026, 6, 12, tzinfo=UTC)),
    ("2026-06-12T17:21", datetime(2026, 6, 12, 17, 21, tzinfo=UTC)),
    ("2026-06-12T17:21:00-04:00", datetime(2026, 6, 12, 21, 21, tzinfo=UTC)),
    ("2026-06-12T17:21:00Z", datetime(2026, 6, 12, 17, 21, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_times_are_ago_or_dates(text: str, moment: datetime) -> None:
    """Hours, days and weeks before now; dates and times in UTC where they name no zone."""
    assert when(text, NOW) == moment


@pytest.mark.parametrize(("text", "number"), [("c12", 12), ("C12", 12), ("12", 12)])
def test_claims_are_called_with_or_without_their_letter(text: str, number: int) -> None:
    assert claim_number(text) == number


@pytest.mark.parametrize("text", ["", "c", "c-1", "c1.5", "c" + "9" * 16, "c²"])
def test_what_is_no_claim_number_is_an_error(text: str) -> None:
    with pytest.raises(QueryError):
        claim_number(text)


PHRASES = [
    ("word", '"word"'),
    ("two words", '"two words"'),
    ("begin*", '"begin"*'),
    ("*", '""'),
    ('say "no"', '"say  no "'),
    ("NEAR(a b)", '"NEAR(a b)"'),
]


@pytest.mark.parametrize(("value", "phrase"), PHRASES)
def test_words_reach_the_index_as_phrases(value: str, phrase: str) -> None:
    """Nothing a person types is an operator of the index, but the star at the end."""
    assert fts_phrase(value) == phrase


GROUPS = [
    ("a b OR c d", "a (b OR c) d"),
    ("(a)", "a"),
    ("((a b) c)", "a b c"),
    ("-(a)", "-a"),
    ("-(-a)", "a"),
    ("-(a b)", "-(a b)"),
    ("a OR (b OR c)", "(a OR b OR c)"),
    ("a OR b OR -c", "(a OR b OR -c)"),
    ("(a b) OR c", "((a b) OR c)"),
    ("a or b", "a or b"),
    ('a "OR" b', 'a "OR" b'),
    ('outlet:a,"b c",d', 'outlet:a,"b c",d'),
    ("is:saved is:Edited,copy is:removed", "saved is:edited,copy is:removed"),
    ('"saved" "-a" "x:y" "two words"', '"saved" "-a" "x:y" "two words"'),
    ("view:Morning", "view:morning"),
]


@pytest.mark.parametrize(("text", "same"), GROUPS)
def test_a_query_is_written_as_it_is_understood(text: str, same: str) -> None:
    """OR joins its two neighbours; parentheses that say nothing are gone."""
    assert written(parse(text).terms) == same


def test_a_group_knows_its_place() -> None:
    text = "saved -(a OR b) c OR d"
    assert [text[node.start : node.end] for node in parse(text).terms] == ["saved", "-(a OR b)", "c OR d"]


_VALUES = {"stance": "hedged", "claim": "c1", "has": "note", "is": "edited"} | dict.fromkeys(
    ("since", "until", "before", "on"), "2d"
)
_PIECES = st.sampled_from(
    [
        *(f"{key}:" for key in KEYS),
        *(f"{key}:{_VALUES.get(key, 'x')}" for key in KEYS),
        *FLAGS,
        *('"', "-", " ", "*", "c1", "2d", "word", "é", "\x00", ":", ",", "(", ")", " OR ", "-(", ") ", '"a b"', "İ"),
    ]
)
_TEXTS = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=12).map("".join))


@given(_TEXTS)
def test_any_text_is_a_query_or_says_where_it_is_none(text: str) -> None:
    """Nothing but `QueryError` comes out, and its place lies in the text; terms lie in the text in their order."""
    blamed: QueryError | None = None
    try:
        query = parse(text)
        if not any(term.key == "view" for term, _ in leaves(query.terms)):
            story_conditions(query, NOW)
    except QueryError as error:
        blamed = error
    if blamed:
        assert 0 <= blamed.start < blamed.end <= len(text)
        assert str(blamed)
        return
    ends = [0, *(term.end for term in query.terms)]
    assert all(end <= term.start < term.end <= len(text) for end, term in zip(ends, query.terms, strict=False))


@given(_TEXTS)
def test_what_is_written_is_understood_as_the_same(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(written(query.terms)) == query

"""Lines that an outlet repeats over its stories: learned, left out everywhere, no edit, and given back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import permutations

import pytest

from store import boilerplate, claims, pages, reading, state
from store.database import Store
from store.models import Claim, Mention, Span
from tests.conftest import NOW
from tests.store import build
from tests.store.build import hours, page

BOX = "Get the day's most important stories in your inbox: sign up for our newsletter."
PROMPT = "Open this story in our app"


def own(number: int) -> list[str]:
    """The paragraphs that one story alone has."""
    return [
        f"On day {number} the ministry said thing {number * n} about model {n} of maker {number}." for n in range(4)
    ]


def with_box(number: int, *more: str) -> str:
    lines = own(number)
    return "\n".join([*lines[:2], BOX, *lines[2:], *more])


def save(
    store: Store, number: int, text: str, at: float = 0, domain: str = "paper.example", content: Collection[str] = ()
) -> bool:
    """A story of a domain with a page; stories are numbered from 1 in the order in which they come."""
    if not store.value("SELECT 1 FROM stories WHERE id = ?", (number,)):
        url = f"https://{domain}/story/{number}"
        build.a_story(store, number, f"Headline {number}", url=url, domain=domain, outlet=domain)
    return pages.save(store, page(number, text, content=frozenset(content)), hours(at))


def texts(store: Store) -> list[str]:
    return [story.text for story in reading.every_story(store)]


def test_what_three_stories_repeat_is_left_out_of_all(store: Store) -> None:
    """Of the older ones too, when the third teaches it; the extraction stays whole."""
    for number in (1, 2):
        save(store, number, with_box(number))
        assert BOX in texts(store)[-1]
    save(store, 3, with_box(3))
    assert texts(store) == ["\n".join(own(number)) for number in (1, 2, 3)]
    assert [row["extracted"] for row in store.rows("SELECT extracted FROM revisions")] == [
        with_box(number) for number in (1, 2, 3)
    ]
    (found,) = boilerplate.every(store)
    assert (found.domain, found.text, found.stories, found.restored_at) == ("paper.example", BOX, 3, None)


def test_to_clean_is_no_edit(store: Store) -> None:
    """No revision, no word of an edit, the claims to be derived anew; a search no longer finds the line."""
    for number in (1, 2):
        save(store, number, with_box(number))
    state.set_analysis_stale(store, False)
    save(store, 3, with_box(3))
    assert reading.edited_since(store, hours(-99)) == []
    assert [story.revisions for story in reading.every_story(store)] == [1, 1, 1]
    assert state.analysis_is_stale(store)
    assert not store.rows("SELECT rowid FROM stories_fts WHERE stories_fts MATCH 'inbox'")


def test_a_line_that_comes_or_goes_alone_is_no_edit(store: Store) -> None:
    """Whether it is known by then, or learned later: the outlet said nothing else."""
    save(store, 1, "\n".join(own(1)))
    assert save(store, 1, with_box(1), 5)  # nobody can know yet
    for number in (2, 3):
        save(store, number, with_box(number), 6)
    assert [revision.ours for revision in reading.revisions(store, 1)] == [False, True]
    assert (reading.get(store, 1).revisions, reading.edited_since(store, hours(-99))) == (1, [])
    assert save(store, 2, "\n".join(own(2)), 9) is False
    assert save(store, 2, "\n".join([*own(2), "It was lifted on Sunday."]), 12) is True
    assert [revision.ours for revision in reading.revisions(store, 2)] == [False, False]


def test_the_order_of_pages_changes_nothing(tmp_path: object, store: Store) -> None:
    """Every order of five pages leaves the same texts and the same lines."""
    given = [with_box(1), with_box(2, PROMPT), with_box(3, PROMPT), "\n".join([*own(4), PROMPT]), with_box(5)]
    for number in range(1, 6):
        build.a_story(store, number, f"Headline {number}")
    seen = set()
    for order in list(permutations(range(5)))[::7]:
        for number in order:
            pages.save(store, page(number + 1, given[number]), NOW)
        seen.add((tuple(texts(store)), frozenset(one.text for one in boilerplate.every(store))))
        _forget(store)
    assert len(seen) == 1
    (((*cleaned,), lines),) = seen
    assert lines == {BOX, PROMPT}
    assert not any(BOX in text or PROMPT in text for text in cleaned)


def _forget(store: Store) -> None:
    """All pages as if they had not come."""
    with store.writing() as connection:
        for table in ("page_lines", "boilerplate"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE revisions SET text = '', extracted = NULL, text_source = 'feed'")
        connection.execute("UPDATE stories SET text = '', text_source = 'feed'")


def test_one_story_under_three_addresses_teaches_nothing(store: Store) -> None:
    """Wire copy that an outlet prints again and again, each with a paragraph of its own, is no boilerplate."""
    for number in (1, 2, 3, 4):
        save(store, number, "\n".join([*own(9), f"An update of hour {number} said that talks went on as planned."]))
    assert boilerplate.every(store) == []


def test_what_is_quoted_or_on_the_topic_is_never_boilerplate(store: Store) -> None:
    """Though all stories have it; and what turns out to be content on the fourth page comes back to the others."""
    for number in (1, 2, 3):
        save(store, number, with_box(number, PROMPT), content=frozenset({PROMPT}))
    assert [one.text for one in boilerplate.every(store)] == [BOX]
    assert all(PROMPT in text for text in texts(store))
    save(store, 4, with_box(4), content=frozenset({BOX}))
    assert boilerplate.every(store) == []
    assert texts(store)[:3] == [with_box(number, PROMPT) for number in (1, 2, 3)]


def test_a_sentence_that_another_outlet_prints_is_copy(store: Store) -> None:
    """Until that outlet repeats it too; a mere signpost may stand anywhere."""
    for number in (1, 2, 3):
        save(store, number, with_box(number, PROMPT))
    save(store, 4, with_box(4, PROMPT), domain="other.example")
    assert [one.text for one in boilerplate.every(store)] == [PROMPT]
    assert BOX in texts(store)[0]
    for number in (5, 6):
        save(store, number, with_box(number), domain="other.example")
    assert {(one.domain, one.text) for one in boilerplate.every(store)} == {
        ("paper.example", PROMPT),
        ("paper.example", BOX),
        ("other.example", BOX),
    }


def test_a_line_is_given_back_for_good(store: Store) -> None:
    """By a person's word, whatever comes after it; and taken again by it."""
    for number in (1, 2, 3):
        save(store, number, with_box(number))
    (found,) = boilerplate.every(store)
    assert boilerplate.restore(store, found.id, hours(1)) == 3
    save(store, 4, with_box(4))
    assert texts(store) == [with_box(number) for number in (1, 2, 3, 4)]
    assert reading.edited_since(store, hours(-99)) == []
    assert boilerplate.restore(store, found.id, None) == 4
    assert texts(store) == ["\n".join(own(number)) for number in (1, 2, 3, 4)]


def test_a_story_is_never_left_without_a_text(store: Store) -> None:
    """A page that is all boilerplate shows it."""
    for number in (1, 2, 3):
        save(store, number, with_box(number, PROMPT))
    save(store, 4, f"{BOX}\n{PROMPT}")
    assert texts(store)[3] == f"{BOX}\n{PROMPT}"


@pytest.mark.parametrize("place", [1, 3])
def test_mentions_go_on_pointing_at_their_sentences(store: Store, place: int) -> None:
    """Right after the text was made anew, before any analysis."""
    for number in (1, 2):
        save(store, number, with_box(number))
    text = reading.get(store, 1).text
    sentence = own(1)[place]
    start = text.index(sentence)
    made = build.mention(store, 1)
    cue = Span(start + 3, start + 6)
    said = Claim(1, "x", (_moved(made, sentence, start, cue), build.mention(store, 2)))
    claims.replace(store, (said,))
    save(store, 3, with_box(3))
    after = claims.get(store, 1).mentions[0]
    text = reading.get(store, 1).text
    assert text[after.start : after.end] == sentence
    assert after.cue is not None
    assert text[after.cue.start : after.cue.end] == sentence[3:6]
    assert after.figures[0].start - after.start == made.figures[0].start - start


def _moved(mention: Mention, sentence: str, start: int, cue: Span) -> Mention:
    return replace(mention, sentence=sentence, start=start, end=start + len(sentence), cue=cue)


LISTEN, FOLLOW = "You can now listen to this outlet's stories!", "Follow the writer wherever you like."


def test_a_sentence_with_which_texts_begin_or_end_is_left_out_like_a_line(store: Store) -> None:
    """Where it stands within a line of the story's own. It comes back as lines do, and is no edit."""
    own_text = ["\n".join(own(number)) for number in (1, 2, 3)]
    for number, text in enumerate(own_text, 1):
        save(store, number, f"{LISTEN} {text} {FOLLOW}")
    assert texts(store) == own_text
    assert reading.edited_since(store, hours(-99)) == []
    assert {one.text: one.stories for one in boilerplate.every(store)} == {LISTEN: 3, FOLLOW: 3}
    (listen,) = (one.id for one in boilerplate.every(store) if one.text == LISTEN)
    assert boilerplate.restore(store, listen, NOW) == 3
    assert texts(store) == [f"{LISTEN} {text}" for text in own_text]
    assert boilerplate.restore(store, listen, None) == 3
    assert texts(store) == own_text


def test_a_line_is_given_back_with_the_sentence_that_it_begins_with(store: Store) -> None:
    """Which is left out by itself too, and stays so where other lines begin with it."""
    line = f"{LISTEN} It is read aloud by a machine that errs."
    for number in (1, 2, 3):
        save(store, number, "\n".join([line, *own(number)]))
    for number in (4, 5, 6):
        save(store, number, f"{LISTEN} " + "\n".join(own(number)))
    whole = ["\n".join(own(number)) for number in range(1, 7)]
    assert texts(store) == whole
    found = {one.text: one.id for one in boilerplate.every(store)}
    assert set(found) == {line, LISTEN}
    assert boilerplate.restore(store, found[line], NOW) == 3
    assert texts(store) == [*(f"{line}\n{text}" for text in whole[:3]), *whole[3:]]
    assert boilerplate.restore(store, found[line], None) == 3
    assert texts(store) == whole


def test_words_that_are_a_line_here_and_a_sentence_there_are_given_back_in_both(store: Store) -> None:
    for number in (1, 2, 3):
        save(store, number, "\n".join([LISTEN, *own(number)]))
    for number in (4, 5, 6):
        save(store, number, f"{LISTEN} " + "\n".join(own(number)))
    first, second = boilerplate.every(store)
    assert first.text == second.text == LISTEN
    assert boilerplate.restore(store, second.id, NOW) == 6
    assert all(text.startswith(LISTEN) for text in texts(store))
    assert boilerplate.restore(store, first.id, None) == 6
    assert not any(text.startswith(LISTEN) for text in texts(store))


def test_words_are_the_same_in_capitals_or_behind_a_dash(store: Store) -> None:
    """As they are where they are learned."""
    for number in (1, 2, 3):
        save(store, number, "\n".join([f"- {LISTEN.upper()}", *own(number)]))
    for number in (4, 5, 6):
        save(store, number, f"{LISTEN} " + "\n".join(own(number)))
    for number in (7, 8, 9):
        save(store, number, "\n".join(own(number)) + f" {LISTEN}")
    assert {boilerplate.restore(store, one.id, at) for one in boilerplate.every(store) for at in (NOW, None)} == {9}


def test_words_that_were_given_back_stay_so_where_they_are_learned_later(store: Store) -> None:
    for number in (1, 2, 3):
        save(store, number, "\n".join([LISTEN, *own(number)]))
    assert boilerplate.restore(store, boilerplate.every(store)[0].id, NOW) == 3
    for number in (4, 5, 6):
        save(store, number, f"{LISTEN} " + "\n".join(own(number)))
    assert [one.restored_at for one in boilerplate.every(store)] == [NOW, NOW]
    assert all(text.startswith(LISTEN) for text in texts(store))


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The ban took hold on Friday at noon.", {"The ban took hold on Friday at noon."}),
        ("“We stand with the people of the city.”", set()),
    ],
)
def test_what_texts_end_with_and_is_content_stays(store: Store, sentence: str, content: set[str]) -> None:
    """What speaks of the topic on one of the pages, and what is in quotation marks, however often it is repeated."""
    for number in (1, 2, 3):
        save(store, number, "\n".join(own(number)) + f" {sentence}", content=content if number == 2 else ())
    assert all(text.endswith(sentence) for text in texts(store))


def test_a_repeated_sentence_within_a_text_stays(store: Store) -> None:
    """It may be the outlet's own account of what came before: only the very first and last are looked at."""
    for number in (1, 2, 3):
        first, *rest = own(number)
        save(store, number, "\n".join([f"{first} The matter is before a court.", *rest]))
    assert all("The matter is before a court." in text for text in texts(store))
